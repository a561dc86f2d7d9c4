import { type Area, type Edition, editionInPath, listAreas, maySeeEdition } from '#expo/ground/editions/index.ts'
import { csvOf } from '#web/csv.ts'
import { type Call, type Door, data, page } from '#web/door.ts'
import { drawVenue } from '../drawing/venue.ts'
import { tintsOf } from '../drawings.ts'
import { occupantsOf } from '../holdings/occupants.ts'
import { type VenueHall, VenuePlanPage } from '../pages/venue.tsx'
import { standingPlans } from '../places.ts'
import { findRules } from '../queries.ts'
import { isNarrowed, narrowed } from '../rules/find.ts'
import type { ListedBooth } from '../standing.ts'
import { type TheVenue, venueOf } from '../venue.ts'
import { linesOverVenue, type ToldWay } from '../ways.ts'
import { filterOf, namesOf, pageOf, rowsOf, viewOf, wayAsked } from './view.ts'

const listedIn = (plans: TheVenue['plans']): ListedBooth[] => [...plans.values()].flatMap((standing) => standing.listed)

async function showVenue(call: Call<Edition>) {
  const { reader, house, thing: edition } = call
  const filter = filterOf(call)
  const [venue, areas, occupants] = await Promise.all([
    venueOf(house.db, reader, edition),
    listAreas(house.db, edition.id),
    occupantsOf(house.db, edition.id, reader),
  ])
  const found = isNarrowed(filter) ? narrowed(listedIn(venue.plans), filter, namesOf(areas, occupants)) : []
  const { way, asked } = await wayAsked(call, edition, null)
  const foundIn = Map.groupBy(found, (booth) => booth.hallCode)
  const halls = venue.halls.map((hall): VenueHall => {
    const standing = venue.plans.get(hall.code)
    return {
      ...hall,
      booths: standing?.listed.length ?? null,
      netM2: standing?.netM2 ?? 0,
      found: isNarrowed(filter) ? (foundIn.get(hall.code)?.length ?? 0) : null,
    }
  })
  const standing = [...venue.plans.values()]
  return (
    <VenuePlanPage
      reader={reader}
      edition={edition}
      areas={areas.filter((area) => standing.some((one) => one.areaCodes.has(area.code)))}
      halls={halls}
      levels={levelsOf(call, venue, areas, halls, way)}
      filter={filter}
      found={found}
      occupants={occupants}
      {...pageOf(found, call)}
      query={viewOf(call)}
      way={way}
      asked={asked}
      suggestions={[...venue.plans.keys()].map((code) => `${code} ${reader.t('booths.gate', { name: '1' })}`)}
      constructed={standing.some((one) => one.drawing.constructed)}
    />
  )
}

/** Each level of the venue as a drawing, with what was found in its halls and the way that was asked for. */
function levelsOf(
  call: Call<Edition>,
  venue: TheVenue,
  areas: readonly Area[],
  halls: readonly VenueHall[],
  way: ToldWay | null,
): { level: number; svg: string }[] {
  const { reader, thing: edition } = call
  const lines = way ? linesOverVenue(way, venue) : new Map()
  const view = viewOf(call)
  const search = view.size > 0 ? `?${view}` : ''
  const grounds = venue.grounds.map((ground) => {
    const hall = halls.find((one) => one.code === ground.hallCode)
    const says = hall && { hall: ground.word, count: hall.booths ?? 0, net: Math.round(hall.netM2) }
    return {
      ...ground,
      word: ground.hallCode ?? ground.word,
      title: says ? reader.t('booths.hall-says', says) : ground.word,
      href: hall ? `${reader.at(`/${edition.code}/plan/${encodeURIComponent(hall.code)}`)}${search}` : null,
      blocks: venue.plans.get(ground.hallCode ?? '')?.blocks ?? [],
      found: hall?.found ?? null,
    }
  })
  const levels = [...Map.groupBy(grounds, (ground) => ground.level)].sort((a, b) => a[0] - b[0])
  return levels.map(([level, same]) => ({
    level,
    svg: drawVenue({
      grounds: same,
      venue: venue.grounds,
      label: reader.t('booths.level', { level }),
      tintOf: tintsOf(areas),
      ways: lines.get(level) ?? [],
      words: { north: reader.t('booths.north'), scale: reader.t('booths.scale', { metres: '{metres}' }) },
    }),
  }))
}

/** Every booth of the edition, as this address narrows them. */
async function boothsOf(call: Call<Edition>): Promise<ReturnType<typeof rowsOf>> {
  const { house, reader, thing: edition } = call
  const [rules, areas, occupants] = await Promise.all([
    findRules(house.db, edition.id),
    listAreas(house.db, edition.id),
    occupantsOf(house.db, edition.id, reader),
  ])
  const plans = await standingPlans(house.db, edition.id, rules)
  return rowsOf(narrowed(listedIn(plans), filterOf(call), namesOf(areas, occupants)), occupants)
}

const AT = '/:lang/:edition/plan'
const at = { thing: editionInPath, may: maySeeEdition }

export const venueDoors: Door[] = [
  page(AT, { ...at, show: showVenue }),
  data('get', `${AT}/booths.csv`, {
    ...at,
    answer: async (call) => csvOf(`${call.thing.code}-booths.csv`, await boothsOf(call)),
  }),
  data('get', `${AT}/booths.json`, {
    ...at,
    answer: async (call) => Response.json({ edition: call.thing.code, booths: await boothsOf(call) }),
  }),
]
