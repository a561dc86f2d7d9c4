import { ExhibitionMap, type Listed } from '#expo/exhibition/pavilions/index.ts'
import type { Edition } from '#expo/ground/editions/index.ts'
import type { Day } from '#kernel/day.ts'
import { Head, Page } from '#web/page.tsx'
import type { Reader } from '#web/reader.ts'
import type { Counted, OutsideFact, Publication } from '../queries.ts'
import { AsOfForm, agrees, figureName, saidOutside } from './parts.tsx'

export interface ResultsProps {
  reader: Reader
  edition: Edition
  asOf: Day
  computed: Counted[]
  outside: OutsideFact[]
  standing: Map<string, Publication>
  listed: Listed[]
  staff: boolean
}

/** All figures of an edition as of a day: big true numbers, each a way to its records. */
export function ResultsPage(props: ResultsProps) {
  const { reader, edition, asOf, computed } = props
  const address = reader.at(`/${edition.code}/results`)
  const known = new Set<string>(computed.map((one) => one.figure.id))
  const onlyOutside = props.outside.filter((fact) => !known.has(fact.figure))
  const query = `?as-of=${asOf}`
  const tells = ({ figure, value }: Counted) =>
    value > 0 || props.standing.has(figure.id) || props.outside.some((fact) => fact.figure === figure.id)
  const [telling, silent] = [computed.filter(tells), computed.filter((one) => !tells(one))]
  return (
    <Page reader={reader} title={reader.t('results.title')} wide>
      <Head
        title={reader.t('results.title')}
        kicker={reader.t('results.as-of', { day: reader.day(asOf) })}
        lede={reader.t('results.lede')}
      />
      <AsOfForm reader={reader} action={address} asOf={asOf} />
      <ul class="tiles figures">
        {telling.map(({ figure, value }) => (
          <li>
            <a href={`${address}/${figure.id}${query}`}>
              <span class="n">{reader.number(value)}</span>
              {reader.t(`results.figures.${figure.id}.name`)}
            </a>
            <Beside {...props} figure={figure.id} value={value} />
          </li>
        ))}
      </ul>
      {silent.length > 0 ? <Silent reader={reader} figures={silent} address={address} query={query} /> : null}
      {props.listed.length > 0 ? <ExhibitionMap reader={reader} edition={edition} listed={props.listed} /> : null}
      {onlyOutside.length > 0 ? (
        <section>
          <h2>{reader.t('results.outside-only')}</h2>
          <p class="why">{reader.t('results.outside-lede')}</p>
          <OutsideTable reader={reader} facts={onlyOutside} />
        </section>
      ) : null}
      <p class="why">
        {reader.t('results.take-home')}: <a href={`${address}.csv${query}`}>CSV</a> ·{' '}
        <a href={`${address}.json${query}`}>JSON</a> ·{' '}
        <a href={`${address}/dictionary.csv`}>{reader.t('results.dictionary')}</a> ·{' '}
        <a href={`${address}/press${query}`}>{reader.t('results.press')}</a>
        {props.staff ? (
          <>
            {' '}
            · <a href={reader.at(`/${edition.code}/staff/results`)}>{reader.t('results.staff')}</a>
          </>
        ) : null}
      </p>
    </Page>
  )
}

/** Figures that count nothing on this day, each a way to what it would count. */
function Silent(props: { reader: Reader; figures: Counted[]; address: string; query: string }) {
  const { reader, figures, address, query } = props
  return (
    <p class="why">
      {reader.t('results.nothing-yet')}{' '}
      {figures.map(({ figure }, index) => (
        <>
          {index > 0 ? ' · ' : null}
          <a href={`${address}/${figure.id}${query}`}>{reader.t(`results.figures.${figure.id}.name`)}</a>
        </>
      ))}
    </p>
  )
}

/** What was published of a figure, here and elsewhere, in small type under the number. */
function Beside({ reader, outside, standing, figure, value }: ResultsProps & { figure: string; value: number }) {
  const facts = outside.filter((fact) => fact.figure === figure)
  const published = standing.get(figure)
  return (
    <>
      {facts.map((fact) => (
        <span class="why beside">
          {reader.t('results.outside')}: {saidOutside(reader, fact)}{' '}
          {fact.verified ? null : <span class="tag wait">{reader.t('results.unverified')}</span>}{' '}
          <span class={agrees(value, fact) ? 'tag ok' : 'tag stop'}>
            {reader.t(agrees(value, fact) ? 'results.outside-agrees' : 'results.outside-differs')}
          </span>
        </span>
      ))}
      {published ? (
        <span class="why beside">
          {reader.t('results.published')}: {reader.number(published.value)} ({reader.day(published.asOf, 'medium')})
        </span>
      ) : null}
    </>
  )
}

export function OutsideTable({ reader, facts }: { reader: Reader; facts: readonly OutsideFact[] }) {
  return (
    <div class="scroll" tabindex={0}>
      <table>
        <thead>
          <tr>
            <th scope="col">{reader.t('results.figure')}</th>
            <th scope="col" class="number">
              {reader.t('results.value')}
            </th>
            <th scope="col">{reader.t('web.source')}</th>
          </tr>
        </thead>
        <tbody>
          {facts.map((fact) => (
            <tr>
              <th scope="row" lang={figureName(reader, fact.figure).lang}>
                {figureName(reader, fact.figure).text}{' '}
                {fact.note ? (
                  <span class="why" lang="en">
                    {fact.note}
                  </span>
                ) : null}
              </th>
              <td class="number">{saidOutside(reader, fact)}</td>
              <td class="why" lang="en">
                {fact.source} {fact.asOf ? `(${fact.asOf})` : null}{' '}
                {fact.verified ? null : <span class="tag wait">{reader.t('results.unverified')}</span>}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

/** One sheet for the press: the numbers, and under each what it means. */
export function PressPage({
  reader,
  edition,
  asOf,
  computed,
}: Pick<ResultsProps, 'reader' | 'edition' | 'asOf' | 'computed'>) {
  return (
    <Page reader={reader} title={reader.t('results.press')}>
      <Head
        title={reader.words(edition.name).text}
        kicker={reader.t('results.press')}
        lede={reader.t('results.press-lede', { day: reader.day(asOf) })}
      />
      <dl class="press">
        {computed.map(({ figure, value }) => (
          <div>
            <dt>
              <span class="n">{reader.number(value)}</span> {reader.t(`results.figures.${figure.id}.name`)}
            </dt>
            <dd>{reader.t(`results.figures.${figure.id}.definition`)}</dd>
          </div>
        ))}
      </dl>
      <p class="why">{reader.t('results.footnotes.as-of')}</p>
    </Page>
  )
}
