import type { Edition } from '#expo/ground/editions/index.ts'
import type { Day } from '#kernel/day.ts'
import { Constructed, Empty, Head, Page, RingLegend, Said, Trail } from '#web/page.tsx'
import type { Reader } from '#web/reader.ts'
import type { Computed, InSeries, OutsideFact, Publication } from '../queries.ts'
import { changesSince, frozen } from '../rules.ts'
import type { Behind } from '../words.ts'
import { AsOfForm, OutsideLine, SeriesPlot } from './parts.tsx'

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
  nameOf: (code: string) => { text: string; lang: string }
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

function Published({ reader, edition, publications, recomputed, nameOf }: FigureProps) {
  const standing = publications.find((one) => !publications.some((other) => other.supersedes === one.id))
  if (!standing) return <p class="soft">{reader.t('results.not-published')}</p>
  const differs = recomputed !== null && recomputed.digest !== standing.digest
  const changes = recomputed ? changesSince(standing.records, frozen(recomputed.records)) : { added: [], gone: [] }
  const names = (lines: string[]) => reader.list(lines.map((line) => nameOf(line.split(' ')[0] ?? '').text))
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

function Records({ reader, edition, computed, nameOf }: FigureProps) {
  const { records } = computed
  if (records.length === 0) return <Empty say={reader.t('results.no-records')} />
  const sorted = records.toSorted((a, b) => reader.compare(nameOf(a.economyCode).text, nameOf(b.economyCode).text))
  return (
    <>
      {records.some((record) => record.constructed) ? <RingLegend reader={reader} /> : null}
      <div class="scroll" tabindex={0}>
        <table>
          <thead>
            <tr>
              <th scope="col">{reader.t('results.participant')}</th>
              <th scope="col">{reader.t('results.why')}</th>
            </tr>
          </thead>
          <tbody>
            {sorted.map((record) => (
              <tr>
                <th scope="row">
                  <a href={reader.at(`/${edition.code}/pavilions/${record.economyCode.toLowerCase()}`)}>
                    <Said {...nameOf(record.economyCode)} />
                  </a>{' '}
                  {record.constructed ? <Constructed reader={reader} small /> : null}
                </th>
                <td>{reasonOf(reader, record)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </>
  )
}

export const reasonOf = (reader: Reader, record: Behind): string =>
  reader.t(`results.reasons.${record.reason}`, {
    day: reader.day(record.since),
    mode: reader.t(`pavilions.modes.${record.mode}`),
    earlier: reader.list(record.earlier),
    area: record.amount,
  })
