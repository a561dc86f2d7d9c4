import type { Area, Edition, Hall } from '#expo/ground/editions/index.ts'
import { Empty, Head, Next, Page, Trail } from '#web/page.tsx'
import type { Reader } from '#web/reader.ts'
import type { Occupants } from '../drawings.ts'
import type { Plan } from '../queries.ts'
import { type BoothFilter, isNarrowed } from '../rules/find.ts'
import type { ToldWay } from '../ways.ts'
import {
  BoothTable,
  ConstructedNote,
  FindForm,
  Legend,
  type Listed,
  NoPlan,
  PlanFigure,
  WayForm,
  WayTold,
} from './parts.tsx'

interface HallHead {
  reader: Reader
  edition: Edition
  hall: Hall
}

export interface HallProps extends HallHead {
  /** Areas and zones that have booths in this hall. */
  areas: readonly Area[]
  plan: Plan
  svg: string
  count: number
  netM2: number
  filter: BoothFilter
  found: readonly Listed[]
  occupants: Occupants
  /** The booths of this page of the list. */
  shown: readonly Listed[]
  /** The number after which the next page of the list begins. */
  next: string | null
  chosen: Listed | null
  zoom: number
  query: URLSearchParams
  way: ToldWay | null
  asked: { from: string; to: string; stepFree: boolean; unknown: ('from' | 'to')[]; none: boolean }
  suggestions: readonly string[]
}

/** A hall's plan: the picture, a way to find a booth in it, a way to walk, and the same booths as a list. */
export function HallPage(props: HallProps | (HallHead & { plan: null })) {
  const { reader, edition, hall, plan } = props
  const name = reader.words(hall.name)
  const title = reader.t('booths.hall-title', { hall: name.text })
  const trail = [{ href: reader.at(`/${edition.code}/plan`), label: reader.t('booths.title') }]
  const released = plan?.releasedAt && reader.moment(plan.releasedAt, edition.timeZone, 'long')
  const kicker = released
    ? reader.t('booths.released-on', { moment: released, number: plan.number })
    : reader.t('booths.title')
  return (
    <Page reader={reader} title={title} wide scripts={plan ? ['booths-plan'] : []}>
      <Trail reader={reader} steps={trail} />
      <Head title={title} kicker={kicker} {...(props.plan ? { lede: ledeOf(props) } : {})} />
      {props.plan ? <PlanOfHall {...props} label={title} /> : <NoPlan reader={reader} />}
    </Page>
  )
}

function ledeOf({ reader, count, netM2, areas, plan }: HallProps): string {
  return reader.t('booths.hall-lede', {
    length: plan.lengthM,
    width: plan.widthM,
    count,
    net: Math.round(netM2),
    areas: reader.list(areas.filter((area) => area.kind !== 'zone').map((area) => reader.words(area.name).text)),
  })
}

function PlanOfHall(props: HallProps & { label: string }) {
  const { reader, edition, hall, plan, filter, found, way, asked } = props
  const address = reader.at(`/${edition.code}/plan/${encodeURIComponent(hall.code)}`)
  const narrowed = isNarrowed(filter)
  const zoomHref = (zoom: number) => {
    const query = new URLSearchParams(props.query)
    query.set('zoom', String(zoom))
    return `${address}?${query}${way ? '#way-begin' : props.chosen ? '#chosen' : ''}`
  }
  return (
    <>
      <FindForm reader={reader} address={address} filter={filter} areas={props.areas} />
      {narrowed ? (
        <p role="status" class="when">
          {reader.t('booths.found', { count: found.length, of: props.count })}{' '}
          <a href={address}>{reader.t('booths.show-all')}</a>
        </p>
      ) : null}
      {way ? <WayTold reader={reader} way={way} edition={edition} /> : null}
      {asked.none ? <p class="refusal">{reader.t('booths.no-way')}</p> : null}
      <a class="skip" href="#list">
        {reader.t('booths.skip-plan')}
      </a>
      <PlanFigure
        reader={reader}
        label={props.label}
        svg={props.svg}
        zoom={props.zoom}
        zoomHref={zoomHref}
        narrowed={narrowed}
      >
        <Legend reader={reader} areas={props.areas.filter((area) => area.kind !== 'zone')} />
      </PlanFigure>
      <ConstructedNote reader={reader} show={plan.constructed} />
      <h2>{reader.t('booths.find-way')}</h2>
      <WayForm reader={reader} address={address} suggestions={props.suggestions} {...asked} />
      <h2 id="list">{reader.t('booths.list')}</h2>
      {props.shown.length === 0 ? (
        <Empty say={reader.t(props.count === 0 ? 'booths.no-booths' : 'booths.none-match')} />
      ) : (
        <BoothTable
          reader={reader}
          edition={edition}
          booths={props.shown}
          areas={props.areas}
          occupants={props.occupants}
          halls={false}
        />
      )}
      <Onwards {...props} address={address} />
    </>
  )
}

/** The next page of the list, and all of it to take home. */
function Onwards({ reader, next, query, address }: HallProps & { address: string }) {
  const more = new URLSearchParams(query)
  if (next) more.set('after', next)
  const file = (name: string) => `${address}/${name}`
  const search = query.size > 0 ? `?${query}` : ''
  return (
    <>
      <Next reader={reader} href={next ? `${address}?${more}#list` : null} />
      <p class="why">
        {reader.t('web.export')}: <a href={`${file('booths.csv')}${search}`}>CSV</a> ·{' '}
        <a href={`${file('booths.json')}${search}`}>JSON</a> · <a href={file('plan.geojson')}>GeoJSON</a> ·{' '}
        <a href={file('plan.svg')}>SVG</a> · <a href={file('plan.pdf')}>PDF</a>
      </p>
    </>
  )
}
