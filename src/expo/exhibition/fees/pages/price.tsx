import type { Edition } from '#expo/ground/editions/index.ts'
import { emptyDraft } from '#web/door.ts'
import { Choice, type Option, TextField, Tick } from '#web/fields.tsx'
import { Constructed, Empty, Head, Page } from '#web/page.tsx'
import type { Reader } from '#web/reader.ts'
import type { Rulebook } from '../queries/rulebooks.ts'
import type { Statement } from '../rules/reckon.ts'
import type { Instalment } from '../rules/schedule.ts'
import type { Context, Names } from '../saying.ts'
import { sayMeasure, sayRate, sayTerms } from '../wording.ts'
import { STAND_KINDS } from '../words.ts'
import { BigSum, LineTable } from './parts.tsx'
import { Schedule } from './statement.tsx'

/** What somebody asks the price of. */
export interface Asked {
  kind: string
  area: string
  sides: string
  economy: string
  co: string
  recommended: boolean
}

export interface PriceProps {
  reader: Reader
  edition: Edition
  asked: Asked
  /** What is wrong with what was asked; the sentence stands beside the form. */
  wrong: string | null
  answer: { result: Statement; context: Context; schedule: Instalment[] } | null
  tariff: Rulebook<'tariff'> | null
  support: Rulebook<'support'> | null
  versions: Rulebook<'tariff'>[]
  names: Names
  economies: Option[]
}

/** What a stand costs, for anybody to reckon: the price of a wish at once, line by line, and the whole tariff beneath it. */
export function PricePage(props: PriceProps) {
  const { reader, edition, tariff } = props
  return (
    <Page reader={reader} title={reader.t('fees.what-it-costs')} wide description={reader.t('fees.price-lede')}>
      <Head
        title={reader.t('fees.what-it-costs')}
        kicker={reader.words(edition.name).text}
        lede={reader.t('fees.price-lede')}
      >
        {tariff?.constructed ? (
          <p>
            <Constructed reader={reader} />
          </p>
        ) : null}
      </Head>
      {tariff ? (
        <>
          <div class="two">
            <Ask {...props} />
            <Answer {...props} />
          </div>
          <TariffInWords {...props} tariff={tariff} />
        </>
      ) : (
        <Empty say={reader.t('fees.no-tariff-yet')} />
      )}
    </Page>
  )
}

function Ask({ reader, edition, asked, economies, wrong }: PriceProps) {
  const field = { reader, draft: emptyDraft }
  return (
    <form class="form" action={reader.at(`/${edition.code}/fees`)}>
      {wrong ? (
        <p class="refusal" role="alert">
          {wrong}
        </p>
      ) : null}
      <Choice
        {...field}
        name="kind"
        label={reader.t('fees.ask-kind')}
        value={asked.kind}
        options={STAND_KINDS.map((kind) => ({ value: kind, label: reader.t(`fees.kind.${kind}`) }))}
        required
      />
      <div class="row">
        <TextField
          {...field}
          name="area"
          inputmode="decimal"
          label={reader.t('fees.ask-area')}
          value={asked.area}
          required
        />
        <Choice
          {...field}
          name="sides"
          label={reader.t('fees.ask-sides')}
          value={asked.sides}
          options={['1', '2', '3', '4'].map((value) => ({
            value,
            label: reader.t('fees.because.sides', { sides: Number(value) }),
          }))}
          required
        />
      </div>
      <Choice
        {...field}
        name="economy"
        label={reader.t('fees.ask-economy')}
        value={asked.economy}
        options={economies}
        empty="–"
        required
      />
      <TextField {...field} name="co" inputmode="numeric" label={reader.t('fees.ask-co')} value={asked.co} />
      <Tick
        draft={emptyDraft}
        name="recommended"
        label={reader.t('fees.ask-recommended')}
        checked={asked.recommended}
      />
      <p class="deeds">
        <button type="submit" class="act first">
          {reader.t('fees.reckon')}
        </button>
      </p>
    </form>
  )
}

function Answer({ reader, answer }: PriceProps) {
  if (!answer) return <Empty say={reader.t('fees.answer-here')} />
  return (
    <section class="sheet" aria-live="polite">
      <BigSum reader={reader} amount={answer.result.due} why={reader.t('fees.estimate-wishes')} />
      <Schedule reader={reader} schedule={answer.schedule} estimated />
      <LineTable reader={reader} statement={answer.result} context={answer.context} />
    </section>
  )
}

/** The tariff, the support and the terms as one reads them aloud, each row with the words that it rests on. */
function TariffInWords(props: PriceProps & { tariff: Rulebook<'tariff'> }) {
  const { reader, edition, tariff, support, names, versions } = props
  const { data } = tariff
  return (
    <>
      <h2 id="tariff">{reader.t('fees.tariff')}</h2>
      <p class="why">
        {reader.t('fees.version-since', { number: tariff.number, day: tariff.from ? reader.day(tariff.from) : '' })}{' '}
        {tariff.source ? `${reader.t('web.source')}: ${tariff.source}` : ''}{' '}
        <a href={reader.at(`/${edition.code}/fees.json`)}>JSON</a>
      </p>
      <RateTable reader={reader} tariff={tariff} names={names} />
      {support && support.data.measures.length > 0 ? (
        <>
          <h2 id="support">{reader.t('fees.support')}</h2>
          <p class="why">
            {reader.t('fees.version-since', {
              number: support.number,
              day: support.from ? reader.day(support.from) : '',
            })}
          </p>
          <MeasureTable reader={reader} edition={edition} support={support} names={names} currency={data.currency} />
        </>
      ) : null}
      <h2 id="terms">{reader.t('fees.terms-title')}</h2>
      <ul>
        {sayTerms(reader, data.terms, data.currency).map((one) => (
          <li>{one}</li>
        ))}
        {data.terms.conditions.map((condition) => {
          const { text, lang } = reader.words(condition)
          return (
            <li lang={lang} dir="auto">
              {text}
            </li>
          )
        })}
      </ul>
      {versions.length > 1 ? (
        <>
          <h2>{reader.t('fees.versions')}</h2>
          <ul>
            {versions.map((one) => (
              <li>
                <a
                  href={reader.at(`/${edition.code}/fees?on=${one.from}`)}
                  aria-current={one.id === tariff.id ? 'true' : undefined}
                >
                  {reader.t('fees.version-since', { number: one.number, day: one.from ? reader.day(one.from) : '' })}
                </a>
              </li>
            ))}
          </ul>
        </>
      ) : null}
    </>
  )
}

export function RateTable({ reader, tariff, names }: { reader: Reader; tariff: Rulebook<'tariff'>; names: Names }) {
  return (
    <div class="scroll" tabindex={0}>
      <table class="roomy named">
        <thead>
          <tr>
            <th scope="col" class="number">
              {reader.t('fees.rule')}
            </th>
            <th scope="col">{reader.t('fees.what')}</th>
            <th scope="col">{reader.t('fees.price')}</th>
            <th scope="col">{reader.t('fees.holds')}</th>
          </tr>
        </thead>
        <tbody>
          {tariff.data.rates.map((rate, index) => {
            const name = reader.words(rate.name)
            const clause = reader.words(rate.clause)
            const { price, when } = sayRate(reader, rate, tariff.data, names)
            return (
              <tr>
                <td class="number">{reader.number(index + 1)}</td>
                <th scope="row">
                  <bdi lang={name.lang}>{name.text || rate.code}</bdi>
                  {clause.text ? (
                    <p class="why" lang={clause.lang} dir="auto">
                      {clause.text}
                    </p>
                  ) : null}
                </th>
                <td>{price}</td>
                <td>{when.length > 0 ? when.join(reader.t('fees.joined')) : reader.t('fees.always')}</td>
              </tr>
            )
          })}
        </tbody>
      </table>
    </div>
  )
}

export function MeasureTable(props: {
  reader: Reader
  edition: Edition
  support: Rulebook<'support'>
  names: Names
  currency: string
}) {
  const { reader, edition, support, names, currency } = props
  return (
    <div class="scroll" tabindex={0}>
      <table class="roomy named">
        <thead>
          <tr>
            <th scope="col" class="number">
              {reader.t('fees.rule')}
            </th>
            <th scope="col">{reader.t('fees.what')}</th>
            <th scope="col">{reader.t('fees.gives-what')}</th>
            <th scope="col">{reader.t('fees.for-whom')}</th>
          </tr>
        </thead>
        <tbody>
          {support.data.measures.map((measure, index) => {
            const name = reader.words(measure.name)
            const clause = reader.words(measure.clause)
            const { gives, who } = sayMeasure(reader, measure, {
              currency,
              names,
              referenceDay: edition.ldcReferenceDay,
            })
            return (
              <tr>
                <td class="number">{reader.number(index + 1)}</td>
                <th scope="row">
                  <bdi lang={name.lang}>{name.text || measure.code}</bdi>
                  {clause.text ? (
                    <p class="why" lang={clause.lang} dir="auto">
                      {clause.text}
                    </p>
                  ) : null}
                </th>
                <td>{gives}</td>
                <td>{who.join(reader.t('fees.joined'))}</td>
              </tr>
            )
          })}
        </tbody>
      </table>
    </div>
  )
}
