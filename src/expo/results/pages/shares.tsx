import type { Economy } from '#expo/ground/economies/index.ts'
import type { Edition } from '#expo/ground/editions/index.ts'
import type { Day } from '#kernel/day.ts'
import { Empty, Head, Page, Said, Trail } from '#web/page.tsx'
import { RowPlot } from '#web/plot.tsx'
import type { Reader } from '#web/reader.ts'
import { type Tone, WorldMap } from '#web/world-map.tsx'
import type { Figure } from '../figures/figure.ts'
import type { Share } from '../queries.ts'
import { thresholdIn } from '../rules.ts'
import type { Dimension } from '../words.ts'
import { AsOfForm } from './parts.tsx'

export interface Breakdown {
  dimension: Dimension
  shares: Share[]
}

const PERCENT = { style: 'percent', maximumFractionDigits: 1 } as const

/** So many parts are drawn beside a figure; all of them stand on a page of their own. */
const DRAWN = 8

interface Of {
  reader: Reader
  edition: Edition
  figure: Figure
  asOf: Day
  value: number
}

/** What a figure is made up of: a plot for each way to look at it. */
export function Breakdowns({ breakdowns, places, ...of }: Of & { breakdowns: Breakdown[]; places: Economy[] }) {
  const { reader } = of
  const told = breakdowns.filter((one) => one.shares.length > 0)
  const byEconomy = told.find((one) => one.dimension === 'economy')
  if (told.length === 0) return null
  return (
    <section id="parts">
      <h2>{reader.t('results.by-title')}</h2>
      {byEconomy && of.figure.id === 'exhibitors' ? (
        <OriginMap {...of} shares={byEconomy.shares} places={places} />
      ) : null}
      <div class="shares">
        {told.map(({ dimension, shares }) => (
          <section>
            <h3>{reader.t(`results.by.${dimension}`)}</h3>
            <SharePlot {...of} dimension={dimension} shares={shares.slice(0, DRAWN)} />
            <p class="why">
              <a href={reader.at(`${addressOf(of.edition, of.figure, dimension)}?as-of=${of.asOf}`)}>
                {reader.t('results.by-all', { count: shares.length })}
              </a>
            </p>
          </section>
        ))}
      </div>
    </section>
  )
}

const addressOf = (edition: Edition, figure: Figure, dimension: Dimension) =>
  `/${edition.code}/results/${figure.id}/by/${dimension}`

function SharePlot({ reader, edition, figure, value, dimension, shares }: Of & Breakdown) {
  const first = shares[0]
  if (!first) return null
  const unit = reader.t(`results.units.${figure.unit}`)
  const part = reader.words(first.names).text
  const finding = reader.t('results.by-finding', { part, value: first.value, of: value, unit })
  const bars = shares.map((share) => ({ label: reader.words(share.names).text, value: share.value }))
  return (
    <>
      <RowPlot reader={reader} title={finding} bars={bars} unit={unit} />
      {dimension === 'group' ? (
        <p class="why">{reader.t('results.by-group-note', { day: reader.day(edition.ldcReferenceDay) })}</p>
      ) : null}
    </>
  )
}

/** The map of where exhibitors come from: each economy a link to its exhibitors. */
function OriginMap({ reader, edition, shares, places }: Of & { shares: Share[]; places: Economy[] }) {
  const least = thresholdIn(shares.map((one) => one.value))
  const at = new Map(places.map((one) => [one.code, one.at]))
  const marked = shares.map(({ code, names, value }) => ({
    code,
    name: `${reader.words(names).text}: ${reader.number(value)}`,
    href: reader.at(`/${edition.code}/exhibitors?economy=${code}`),
    tone: (value >= least ? 'honour' : 'present') as Tone,
    at: at.get(code) ?? null,
  }))
  const legend = {
    honour: reader.t('results.map-many', { count: least }),
    present: reader.t('results.map-few'),
  }
  return <WorldMap title={reader.t('results.map-exhibitors')} places={marked} legend={legend} />
}

/** A figure by area, zone, economy, region or group: a plot of the largest parts, and all of them in a table. */
export function BreakdownPage(props: Of & Breakdown & { places: Economy[] }) {
  const { reader, edition, figure, asOf, value, dimension, shares } = props
  const name = reader.t(`results.figures.${figure.id}.name`)
  const results = `/${edition.code}/results`
  const address = reader.at(addressOf(edition, figure, dimension))
  return (
    <Page reader={reader} title={`${name}: ${reader.t(`results.by.${dimension}`)}`} wide>
      <Trail
        reader={reader}
        steps={[
          { href: reader.at(`${results}?as-of=${asOf}`), label: reader.t('results.title') },
          { href: reader.at(`${results}/${figure.id}?as-of=${asOf}`), label: name },
        ]}
      />
      <Head
        title={name}
        kicker={`${reader.t(`results.by.${dimension}`)} · ${reader.words(edition.name).text} · ${reader.t('results.as-of', { day: reader.day(asOf) })}`}
        lede={`${reader.number(value)} ${reader.t(`results.units.${figure.unit}`)}`}
      />
      <AsOfForm reader={reader} action={address} asOf={asOf} />
      {shares.length === 0 ? <Empty say={reader.t('results.no-records')} /> : null}
      {dimension === 'economy' && figure.id === 'exhibitors' && shares.length > 0 ? <OriginMap {...props} /> : null}
      <SharePlot {...props} shares={shares.slice(0, 2 * DRAWN)} />
      {shares.length > 0 ? <ShareTable {...props} /> : null}
      <p class="why">
        {reader.t('results.take-home')}: <a href={`${address}.csv?as-of=${asOf}`}>CSV</a> ·{' '}
        <a href={`${address}.json?as-of=${asOf}`}>JSON</a>
      </p>
    </Page>
  )
}

function ShareTable({ reader, figure, value, shares }: Of & Breakdown) {
  return (
    <div class="scroll" tabindex={0}>
      <table>
        <thead>
          <tr>
            <th scope="col">{reader.t('results.by-part')}</th>
            <th scope="col" class="number">
              {reader.t(`results.units.${figure.unit}`)}
            </th>
            <th scope="col" class="number">
              {reader.t('results.by-share')}
            </th>
          </tr>
        </thead>
        <tbody>
          {shares.map((share) => (
            <tr>
              <th scope="row">
                <Said {...reader.words(share.names)} />
              </th>
              <td class="number">{reader.number(share.value)}</td>
              <td class="number">{reader.number(value === 0 ? 0 : share.value / value, PERCENT)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
