import type { PropsWithChildren } from 'hono/jsx'
import type { Economy } from '#expo/ground/economies/index.ts'
import type { Edition } from '#expo/ground/editions/index.ts'
import type { Day } from '#kernel/day.ts'
import { Constructed, Empty, Head, Page, RingLegend, Said, Trail } from '#web/page.tsx'
import type { Reader } from '#web/reader.ts'
import type { Computed, InSeries, OutsideFact, Publication } from '../queries.ts'
import { idIn, stretchesOf } from '../rules.ts'
import type { Behind } from '../words.ts'
import { AsOfForm, OutsideLine, SeriesPlot } from './parts.tsx'
import { type Breakdown, Breakdowns } from './shares.tsx'

/** So many of what changed since a publication are named. */
const NAMED = 20

export interface FigureProps {
  reader: Reader
  edition: Edition
  asOf: Day
  computed: Computed
  series: InSeries[]
  outside: OutsideFact[]
  publications: Publication[]
  /** The figure recomputed as of the day of the publication that holds. */
  recomputed: Computed | null
  /** What was added to and taken from the records since it was published. */
  changes: { added: string[]; gone: string[] }
  breakdowns: Breakdown[]
  economies: Economy[]
  /** The records of this page, and where in all of them it begins. */
  shown: Behind[]
  from: number
  /** What a record is called by what it is told by. */
  nameOf: (id: string) => { text: string; lang: string }
}

/** One figure: the number, what it means, how it compares, and every record behind it with the reason it is counted. */
export function FigurePage(props: FigureProps) {
  const { reader, edition, asOf, computed } = props
  const { figure, value, records } = computed
  const address = reader.at(`/${edition.code}/results`)
  const constructed = records.filter((record) => record.constructed).length
  return (
    <Page reader={reader} title={reader.t(`results.figures.${figure.id}.name`)} wide>
      <Trail reader={reader} steps={[{ href: `${address}?as-of=${asOf}`, label: reader.t('results.title') }]} />
      <div class="two">
        <div>
          <Head
            title={reader.t(`results.figures.${figure.id}.name`)}
            kicker={`${reader.words(edition.name).text} · ${reader.t('results.as-of', { day: reader.day(asOf) })}`}
          />
          <p class="big">{reader.number(value)}</p>
          <p class="soft">{reader.t(`results.units.${figure.unit}`)}</p>
          <AsOfForm reader={reader} action={`${address}/${figure.id}`} asOf={asOf} />
        </div>
        <section>
          <h2>{reader.t('results.compared')}</h2>
          <SeriesPlot reader={reader} edition={edition} series={props.series} unit={figure.unit} />
        </section>
      </div>
      <Breakdowns
        reader={reader}
        edition={edition}
        figure={figure}
        asOf={asOf}
        value={value}
        breakdowns={props.breakdowns}
        places={props.economies}
      />
      <h2>{reader.t('results.definition')}</h2>
      <p>
        {reader.t(`results.figures.${figure.id}.definition`)}{' '}
        <span class="why">{reader.t('results.version', { version: figure.version })}</span>
      </p>
      <ul class="why">
        <li>{reader.t('results.footnotes.as-of')}</li>
        <li>{reader.t('results.footnotes.earlier')}</li>
        <li>{reader.t('results.footnotes.constructed', { count: constructed })}</li>
      </ul>
      <h2>{reader.t('results.published')}</h2>
      <Published {...props} />
      <h2>{reader.t('results.outside')}</h2>
      {props.outside.length === 0 ? <p class="soft">{reader.t('results.none-outside')}</p> : null}
      <ul class="plain">
        {props.outside.map((fact) => (
          <OutsideLine reader={reader} fact={fact} value={value} />
        ))}
      </ul>
      <h2 id="records">
        {reader.t('results.records')}{' '}
        <span class="soft number">{reader.t('results.records-count', { count: records.length })}</span>
      </h2>
      <Records {...props} />
      <p class="why">
        {reader.t('results.take-home')}: <a href={`${address}/${figure.id}.csv?as-of=${asOf}`}>CSV</a> ·{' '}
        <a href={`${address}/${figure.id}.json?as-of=${asOf}`}>JSON</a> ·{' '}
        <a href={`${address}/dictionary.csv`}>{reader.t('results.dictionary')}</a>
      </p>
    </Page>
  )
}

function Published({ reader, edition, publications, recomputed, changes, nameOf }: FigureProps) {
  const standing = publications.find((one) => !publications.some((other) => other.supersedes === one.id))
  if (!standing) return <p class="soft">{reader.t('results.not-published')}</p>
  const differs = recomputed !== null && recomputed.digest !== standing.digest
  const names = (lines: string[]) => {
    const list = reader.list(lines.slice(0, NAMED).map((line) => nameOf(idIn(line)).text))
    return lines.length > NAMED ? reader.t('results.changes-more', { list, count: lines.length - NAMED }) : list
  }
  return (
    <>
      <p>
        {reader.t('results.published-value', {
          value: standing.value,
          day: reader.day(standing.asOf),
          moment: reader.moment(standing.publishedAt, edition.timeZone, 'short'),
        })}{' '}
        <span class={differs ? 'tag stop' : 'tag ok'}>
          {differs
            ? reader.t('results.published-differs', { value: recomputed.value })
            : reader.t('results.published-stands')}
        </span>
      </p>
      {changes.added.length > 0 ? (
        <p class="why">{reader.t('results.published-added', { list: names(changes.added) })}</p>
      ) : null}
      {changes.gone.length > 0 ? (
        <p class="why">{reader.t('results.published-gone', { list: names(changes.gone) })}</p>
      ) : null}
      <p class="why">
        <code>{standing.digest.slice(0, 16)}</code>
      </p>
      <ul class="why">
        {publications
          .filter((one) => one.id !== standing.id)
          .map((one) => (
            <li>
              {reader.number(one.value)} ({reader.day(one.asOf, 'medium')}),{' '}
              {reader.t('results.superseded', {
                reason: publications.find((other) => other.supersedes === one.id)?.reason ?? '',
              })}
            </li>
          ))}
      </ul>
    </>
  )
}

function Records({ reader, edition, asOf, computed, shown, from, economies, nameOf }: FigureProps) {
  const { figure, records } = computed
  if (records.length === 0) return <Empty say={reader.t('results.no-records')} />
  const ofCompanies = shown.some((record) => record.economyCode !== null && record.economyCode !== record.id)
  const economyOf = new Map(economies.map((one) => [one.code, reader.words(one.names)]))
  return (
    <>
      {records.some((record) => record.constructed) ? <RingLegend reader={reader} /> : null}
      <div class="scroll" tabindex={0}>
        <table>
          <thead>
            <tr>
              <th scope="col">{reader.t(ofCompanies ? 'results.record' : 'results.participant')}</th>
              {ofCompanies ? <th scope="col">{reader.t('results.economy')}</th> : null}
              <th scope="col">{reader.t('results.why')}</th>
            </tr>
          </thead>
          <tbody>
            {shown.map((record) => (
              <tr>
                <th scope="row">
                  <Linked href={hrefOf(reader, edition, record)}>
                    <Said {...nameOf(record.id)} />
                  </Linked>{' '}
                  {record.constructed ? <Constructed reader={reader} small /> : null}
                </th>
                {ofCompanies ? (
                  <td>
                    <Said {...(economyOf.get(record.economyCode ?? '') ?? { text: '', lang: 'en' })} />
                  </td>
                ) : null}
                <td>{reasonOf(reader, record)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <Stretches
        reader={reader}
        address={reader.at(`/${edition.code}/results/${figure.id}?as-of=${asOf}`)}
        count={records.length}
        from={from}
      />
    </>
  )
}

/** The ways to the other pages of a long list. */
function Stretches(props: { reader: Reader; address: string; count: number; from: number }) {
  const { reader, address, count, from } = props
  const stretches = stretchesOf(count)
  if (stretches.length < 2) return null
  return (
    <nav class="stretches" aria-label={reader.t('results.records')}>
      {stretches.map((one) => (
        <a href={`${address}&from=${one.from}#records`} aria-current={one.from === from ? 'page' : undefined}>
          {reader.t('results.records-page', one)}
        </a>
      ))}
    </nav>
  )
}

const Linked = ({ href, children }: PropsWithChildren<{ href: string | null }>) =>
  href ? <a href={href}>{children}</a> : <span>{children}</span>

/** Where a record stands for itself; null where it has no page that everybody may see. */
function hrefOf(reader: Reader, edition: Edition, { kind, id, reason, since }: Behind): string | null {
  const at = `/${edition.code}`
  if (kind === 'pavilion' || reason === 'with-pavilion') return reader.at(`${at}/pavilions/${id.toLowerCase()}`)
  if (kind === 'economy') return reader.at(`${at}/exhibitors?economy=${id}`)
  if (kind === 'exhibitor') return reader.at(`${at}/exhibitors/${id}`)
  if (kind === 'edition') return reader.at(`/${id}/results/exhibitors?as-of=${since}`)
  return null
}

export const reasonOf = (reader: Reader, record: Behind): string =>
  reader.t(`results.reasons.${record.reason}`, {
    day: reader.day(record.since),
    mode: record.mode ? reader.t(`pavilions.modes.${record.mode}`) : '',
    earlier: reader.list(record.earlier),
    area: record.amount,
  })
