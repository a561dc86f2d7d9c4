import type { Child } from 'hono/jsx'
import { type Draft, emptyDraft } from '#web/door.ts'
import { Form, Refused } from '#web/fields.tsx'
import { Constructed, Empty } from '#web/page.tsx'
import type { Rulebook } from '../queries/rulebooks.ts'
import type { Names } from '../saying.ts'
import { sayNumber } from '../saying.ts'
import { sayMeasure, sayRate, sayTerms } from '../wording.ts'
import type { RulebookKind } from '../words.ts'
import { staffAddress } from './parts.tsx'
import { MeasureTable, RateTable } from './price.tsx'
import { StaffFrame, type StaffPage } from './staff-frame.tsx'

interface DeskProps<Kind extends RulebookKind> extends StaffPage {
  current: Rulebook<Kind> | null
  draftBook: Rulebook<Kind> | null
  versions: Rulebook<Kind>[]
  names: Names
  currency: string
  keeps: boolean
  draft: Draft
}

const addressOf = ({ reader, edition }: StaffPage, kind: RulebookKind, path = '') =>
  reader.at(staffAddress(edition, `/${kind}${path}`))

/** The tariff in force, and beside it the draft of the next: rows in the words of the trade, each opened, moved or taken out. */
export function TariffDeskPage(props: DeskProps<'tariff'>) {
  const { reader, current, draftBook, names, keeps } = props
  return (
    <Desk {...props} kind="tariff" title={reader.t('fees.way-tariff')} lede={reader.t('fees.tariff-lede')}>
      {draftBook ? <TariffDraft {...props} book={draftBook} /> : null}
      {current ? (
        <section>
          <h2>{reader.t('fees.in-force')}</h2>
          <VersionLine {...props} book={current} />
          <RateTable reader={reader} tariff={current} names={names} />
          <ul>
            {sayTerms(reader, current.data.terms, current.data.currency).map((one) => (
              <li>{one}</li>
            ))}
          </ul>
        </section>
      ) : (
        <Empty say={reader.t(keeps ? 'fees.begin-tariff' : 'fees.no-tariff-yet')} />
      )}
    </Desk>
  )
}

function TariffDraft(props: DeskProps<'tariff'> & { book: Rulebook<'tariff'> }) {
  const { reader, book, names, keeps } = props
  const { data } = book
  const at = (path: string) => addressOf(props, 'tariff', path)
  return (
    <section class="sheet">
      <h2 class="small-heading">{reader.t('fees.draft-of', { number: book.number })}</h2>
      <h3>{reader.t('fees.rows')}</h3>
      <ol class="rows">
        {data.rates.map((rate) => {
          const { price, when } = sayRate(reader, rate, data, names)
          return (
            <Row
              {...props}
              kind="tariff"
              book={book}
              href={at(`/draft/rates/${rate.code}`)}
              move={at(`/draft/rates/${rate.code}/move`)}
              name={reader.words(rate.name).text || rate.code}
              say={[price, ...when].join(' · ')}
            />
          )
        })}
      </ol>
      {keeps ? (
        <>
          <p class="deeds">
            <a class="act" href={at('/draft/rates')}>
              {reader.t('fees.add-rate')}
            </a>
          </p>
          <h3>{reader.t('fees.rest-of-tariff')}</h3>
          <ul class="plain windows">
            <li>
              <a href={at('/draft/space')}>{reader.t('fees.edit-space')}</a>{' '}
              <span class="why">
                {reader.t('fees.space-say', { m2: sayNumber(reader, data.boothM2), home: data.home })}
              </span>
            </li>
            {data.taxes.map((tax, index) => (
              <li>
                <a href={at(`/draft/taxes/${index + 1}`)}>
                  {reader.words(tax.name).text || tax.class} {sayNumber(reader, tax.percent)} %
                </a>{' '}
                <span class="why">
                  {tax.class} · {reader.t(`fees.whose.${tax.whose}`)} · {tax.code}
                </span>
              </li>
            ))}
            <li>
              <a href={at('/draft/taxes')}>{reader.t('fees.add-tax')}</a>
            </li>
            <li>
              <a href={at('/draft/terms')}>{reader.t('fees.edit-terms')}</a>
              <ul class="why">
                {sayTerms(reader, data.terms, data.currency).map((one) => (
                  <li>{one}</li>
                ))}
              </ul>
            </li>
            {data.terms.conditions.map((condition, index) => (
              <li>
                <a href={at(`/draft/conditions/${index + 1}`)}>
                  {reader.t('fees.condition-of', { number: index + 1 })}
                </a>
                <p class="why">{reader.words(condition).text}</p>
              </li>
            ))}
            <li>
              <a href={at('/draft/conditions')}>{reader.t('fees.add-condition')}</a>
            </li>
          </ul>
          <DraftDeeds {...props} kind="tariff" />
        </>
      ) : null}
    </section>
  )
}

/** Who is helped with what: the rules in force, and beside them the draft of the next. */
export function SupportDeskPage(props: DeskProps<'support'>) {
  const { reader, edition, current, draftBook, names, currency, keeps } = props
  return (
    <Desk {...props} kind="support" title={reader.t('fees.way-support')} lede={reader.t('fees.support-lede')}>
      {draftBook ? <SupportDraft {...props} book={draftBook} /> : null}
      {current ? (
        <section>
          <h2>{reader.t('fees.in-force')}</h2>
          <VersionLine {...props} book={current} />
          <MeasureTable reader={reader} edition={edition} support={current} names={names} currency={currency} />
        </section>
      ) : (
        <Empty say={reader.t(keeps ? 'fees.begin-support' : 'fees.no-support-yet')} />
      )}
    </Desk>
  )
}

function SupportDraft(props: DeskProps<'support'> & { book: Rulebook<'support'> }) {
  const { reader, edition, book, names, currency, keeps } = props
  const at = (path: string) => addressOf(props, 'support', path)
  return (
    <section class="sheet">
      <h2 class="small-heading">{reader.t('fees.draft-of', { number: book.number })}</h2>
      <ol class="rows">
        {book.data.measures.map((measure) => {
          const { gives, who } = sayMeasure(reader, measure, { currency, names, referenceDay: edition.ldcReferenceDay })
          return (
            <Row
              {...props}
              kind="support"
              book={book}
              href={at(`/draft/measures/${measure.code}`)}
              move={at(`/draft/measures/${measure.code}/move`)}
              name={reader.words(measure.name).text || measure.code}
              say={[gives, ...who].join(' · ')}
            />
          )
        })}
      </ol>
      {keeps ? (
        <>
          <p class="deeds">
            <a class="act" href={at('/draft/measures')}>
              {reader.t('fees.add-measure')}
            </a>
          </p>
          <DraftDeeds {...props} kind="support" />
        </>
      ) : null}
    </section>
  )
}

/** A row of a draft: opened by its name, moved up or down, taken out. */
function Row<Kind extends RulebookKind>(
  props: DeskProps<Kind> & { kind: Kind; book: Rulebook; href: string; move: string; name: string; say: string },
) {
  const { reader, book, keeps } = props
  const deed = (way: 'up' | 'down' | 'remove', label: string, sign: string) => (
    <button type="submit" name="way" value={way} class="link" aria-label={`${label}: ${props.name}`} title={label}>
      {sign}
    </button>
  )
  return (
    <li>
      {keeps ? <a href={props.href}>{props.name}</a> : props.name} <span class="why">{props.say}</span>
      {keeps ? (
        <form method="post" action={props.move} class="inline moves">
          <input type="hidden" name="version" value={String(book.version)} />
          {deed('up', reader.t('fees.up'), '↑')} {deed('down', reader.t('fees.down'), '↓')}{' '}
          {deed('remove', reader.t('web.delete'), '×')}
        </form>
      ) : null}
    </li>
  )
}

function DraftDeeds<Kind extends RulebookKind>(props: DeskProps<Kind> & { kind: Kind }) {
  const { reader, kind } = props
  return (
    <>
      <p class="deeds">
        <a class="act first" href={addressOf(props, kind, '/draft/effect')}>
          {reader.t('fees.see-effect')}
        </a>
      </p>
      <Form
        reader={reader}
        draft={emptyDraft}
        action={addressOf(props, kind, '/draft/discard')}
        submit={reader.t('fees.discard-draft')}
        tone="grave"
      />
    </>
  )
}

function VersionLine<Kind extends RulebookKind>({ reader, book }: DeskProps<Kind> & { book: Rulebook<Kind> }) {
  return (
    <p class="why">
      {reader.t('fees.version-since', { number: book.number, day: book.from ? reader.day(book.from) : '' })}
      {book.note ? (
        <>
          {' '}
          <q dir="auto">{book.note}</q>
        </>
      ) : null}{' '}
      {book.constructed ? <Constructed reader={reader} /> : null}
    </p>
  )
}

function Desk<Kind extends RulebookKind>(
  props: DeskProps<Kind> & { kind: Kind; title: string; lede: string; children?: Child },
) {
  const { reader, kind, draftBook, versions, keeps } = props
  return (
    <StaffFrame {...props} here={`/${kind}`}>
      <Refused reader={reader} draft={props.draft} />
      {keeps && !draftBook ? (
        <Form
          reader={reader}
          draft={emptyDraft}
          action={addressOf(props, kind, '/draft')}
          submit={reader.t('fees.begin-draft')}
        />
      ) : null}
      {props.children}
      {versions.length > 1 ? (
        <section>
          <h2>{reader.t('fees.versions')}</h2>
          <ul class="plain">
            {versions.map((one) => (
              <li>
                {reader.t(one.from ? 'fees.version-since' : 'fees.draft-of', {
                  number: one.number,
                  day: one.from ? reader.day(one.from) : '',
                })}
              </li>
            ))}
          </ul>
        </section>
      ) : null}
    </StaffFrame>
  )
}
