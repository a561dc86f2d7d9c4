import { raw } from 'hono/html'
import type { Area, Edition, Hall } from '#expo/ground/editions/index.ts'
import { Empty, Head, Next, Page, Said } from '#web/page.tsx'
import type { Reader } from '#web/reader.ts'
import type { Occupants } from '../drawings.ts'
import { type BoothFilter, isNarrowed } from '../rules/find.ts'
import type { ToldWay } from '../ways.ts'
import { BoothTable, ConstructedNote, FindForm, Legend, type Listed, WayForm, WayTold } from './parts.tsx'

export interface VenueHall extends Hall {
  /** Null while no plan of it is released. */
  booths: number | null
  netM2: number
  found: number | null
}

export interface VenueProps {
  reader: Reader
  edition: Edition
  areas: readonly Area[]
  halls: readonly VenueHall[]
  levels: readonly { level: number; svg: string }[]
  filter: BoothFilter
  found: readonly Listed[]
  occupants: Occupants
  shown: readonly Listed[]
  next: string | null
  query: URLSearchParams
  way: ToldWay | null
  asked: { from: string; to: string; stepFree: boolean; unknown: ('from' | 'to')[]; none: boolean }
  suggestions: readonly string[]
  constructed: boolean
}

/** The whole venue: every hall where it lies, what is in it, a search over all booths, and ways between halls. */
export function VenuePlanPage(props: VenueProps) {
  const { reader, edition, halls, filter } = props
  const address = reader.at(`/${edition.code}/plan`)
  const drawn = halls.filter((hall) => hall.booths !== null)
  const booths = drawn.reduce((sum, hall) => sum + (hall.booths ?? 0), 0)
  const narrowed = isNarrowed(filter)
  const lede = reader.t('booths.venue-lede', {
    halls: drawn.length,
    booths,
    net: Math.round(drawn.reduce((sum, hall) => sum + hall.netM2, 0)),
  })
  return (
    <Page reader={reader} title={reader.t('booths.title')} wide>
      <Head
        title={reader.t('booths.title')}
        kicker={reader.words(edition.venue).text}
        {...(drawn.length > 0 ? { lede } : {})}
      />
      {drawn.length === 0 ? <Empty say={reader.t('booths.none-released')} /> : null}
      {drawn.length === 0 ? null : <FindForm reader={reader} address={address} filter={filter} areas={props.areas} />}
      {narrowed ? <Found {...props} address={address} /> : null}
      {props.way ? <WayTold reader={reader} way={props.way} edition={edition} /> : null}
      {props.asked.none ? <p class="refusal">{reader.t('booths.no-way')}</p> : null}
      {props.levels.length > 0 ? (
        <figure class="floor-plan">
          <div class="levels">
            {props.levels.map(({ level, svg }) => (
              <section>
                {props.levels.length > 1 ? <h2 class="kicker">{reader.t('booths.level', { level })}</h2> : null}
                {raw(svg)}
              </section>
            ))}
          </div>
          <Legend reader={reader} areas={props.areas.filter((area) => area.kind !== 'zone')} signs={false} />
        </figure>
      ) : null}
      <ConstructedNote reader={reader} show={props.constructed} />
      {drawn.length > 0 ? (
        <>
          <h2>{reader.t('booths.find-way')}</h2>
          <WayForm reader={reader} address={address} suggestions={props.suggestions} {...props.asked} />
        </>
      ) : null}
      {halls.length > 0 ? <HallTable {...props} /> : null}
      {drawn.length > 0 ? (
        <p class="why">
          {reader.t('web.export')}: <a href={`${address}/booths.csv?${props.query}`}>CSV</a> ·{' '}
          <a href={`${address}/booths.json?${props.query}`}>JSON</a>
        </p>
      ) : null}
    </Page>
  )
}

function Found(props: VenueProps & { address: string }) {
  const { reader, edition, found, shown, next, query, address } = props
  const more = new URLSearchParams(query)
  if (next) more.set('after', next)
  return (
    <section id="list">
      <p role="status" class="when">
        {reader.t('booths.found-in-halls', {
          count: found.length,
          halls: new Set(found.map((booth) => booth.hallCode)).size,
        })}{' '}
        <a href={address}>{reader.t('booths.show-all')}</a>
      </p>
      {found.length === 0 ? (
        <Empty say={reader.t('booths.none-match')} />
      ) : (
        <BoothTable
          reader={reader}
          edition={edition}
          booths={shown}
          areas={props.areas}
          occupants={props.occupants}
          halls
        />
      )}
      <Next reader={reader} href={next ? `${address}?${more}#list` : null} />
    </section>
  )
}

function HallTable({ reader, edition, halls, areas }: VenueProps) {
  return (
    <>
      <h2>{reader.t('booths.halls')}</h2>
      <div class="scroll" tabindex={0}>
        <table>
          <thead>
            <tr>
              <th scope="col">{reader.t('booths.hall')}</th>
              <th scope="col">{reader.t('booths.area')}</th>
              <th scope="col" class="number">
                {reader.t('booths.size')}
              </th>
              <th scope="col" class="number">
                {reader.t('booths.booths')}
              </th>
              <th scope="col" class="number">
                {reader.t('booths.net-m2')}
              </th>
            </tr>
          </thead>
          <tbody>
            {halls.map((hall) => (
              <tr>
                <th scope="row">
                  <a href={reader.at(`/${edition.code}/plan/${encodeURIComponent(hall.code)}`)}>
                    <Said {...reader.words(hall.name)} />
                  </a>
                </th>
                <td>
                  {areas
                    .filter((area) => hall.areaCodes.includes(area.code))
                    .map((area, index) => (
                      <>
                        {index > 0 ? ' · ' : null}
                        <Said {...reader.words(area.name)} />
                      </>
                    ))}
                </td>
                <td class="number">{reader.t('booths.metres-by', { width: hall.lengthM, depth: hall.widthM })}</td>
                <td class="number">{hall.booths === null ? '–' : reader.number(hall.booths)}</td>
                <td class="number">{hall.booths === null ? '–' : reader.number(Math.round(hall.netM2))}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </>
  )
}
