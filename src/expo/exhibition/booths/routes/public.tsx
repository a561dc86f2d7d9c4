import {
  type Area,
  type Edition,
  editionInPath,
  listAreas,
  listHalls,
  maySeeEdition,
} from '#expo/ground/editions/index.ts'
import type { Wording } from '#kernel/language.ts'
import { Refusal } from '#kernel/refusal.ts'
import type { Db } from '#platform/database.ts'
import { csvOf } from '#web/csv.ts'
import { type Call, type Door, data, page } from '#web/door.ts'
import { tidy } from '#web/form.ts'
import type { Reader } from '#web/reader.ts'
import { overlayOf } from '../drawing/hall.ts'
import { drawVenue } from '../drawing/venue.ts'
import { hallDrawing, noOccupants, type Occupants, partDrawing, planDrawing, tintsOf, wordOf } from '../drawings.ts'
import { BoothPage } from '../pages/booth.tsx'
import { HallPage } from '../pages/hall.tsx'
import { type Listed, ZOOMS } from '../pages/parts.tsx'
import { VenuePlanPage } from '../pages/venue.tsx'
import { maySeePlan } from '../permissions.ts'
import { type BoothPlace, boothInPath, type HallPlace, hallInPath, standingPlans } from '../places.ts'
import { findRules, listGrounds, listPassages } from '../queries.ts'
import { type BoothFilter, byNumber, isNarrowed, narrowed, wholeNumber } from '../rules/find.ts'
import { geoJsonOf } from '../rules/geojson.ts'
import { boxOf } from '../rules/geometry.ts'
import { neighboursOf } from '../rules/sides.ts'
import { compassOf, type Ground, laidOut } from '../rules/venue.ts'
import { type StandingPlan, standingPlan } from '../standing.ts'
import {
  fromNearestGate,
  linesOverVenue,
  placesNamed,
  pointsInside,
  suggestionsIn,
  type TheVenue,
  type ToldWay,
  wayBetweenNamed,
} from '../ways.ts'

const PAGE = 50

const filterOf = ({ query }: Call<unknown>): BoothFilter => {
  const asked = (name: string) => tidy((query.get(name) ?? '').slice(0, 100))
  return {
    q: asked('q'),
    area: asked('area'),
    zone: asked('zone'),
    kind: asked('kind'),
    size: asked('size'),
    sides: /^[1-4]$/.test(asked('sides')) ? Number(asked('sides')) : 0,
  }
}

/** What of an address belongs to the view, for links that lead on from it. */
const viewOf = ({ query }: Call<unknown>): URLSearchParams => {
  const kept = ['q', 'area', 'zone', 'kind', 'size', 'sides', 'booth', 'from', 'to', 'step-free', 'zoom']
  return new URLSearchParams(
    kept.flatMap((name) => (query.get(name) ? [[name, (query.get(name) ?? '').slice(0, 100)]] : [])),
  )
}

const zoomOf = ({ query }: Call<unknown>): number => ZOOMS.find((zoom) => String(zoom) === query.get('zoom')) ?? 1

/** Who stands in the booths of an edition. */
const occupantsOf = async (_db: Db, _editionId: string): Promise<Occupants> => noOccupants

const listedOf = (standing: StandingPlan): Listed[] =>
  standing.drawing.booths.map((booth) => ({ ...booth, hallCode: standing.drawing.hallCode }))

const namesOf = (areas: readonly Area[], occupants: Occupants) => {
  const names = new Map(areas.map((area) => [area.code, Object.values(area.name)]))
  return (booth: Listed): string[] => [
    ...(names.get(booth.areaCode) ?? []),
    ...(names.get(booth.zoneCode ?? '') ?? []),
    ...(occupants.nameOf(booth.id) ? [occupants.nameOf(booth.id)?.text ?? ''] : []),
  ]
}

/** A page of a list: what comes after a number, and the number to go on from. */
function pageOf(booths: readonly Listed[], after: string): { shown: Listed[]; next: string | null } {
  const from = after === '' ? 0 : booths.findIndex((booth) => wholeNumber(booth.hallCode, booth.number) === after) + 1
  const shown = booths.slice(from, from + PAGE)
  const last = shown.at(-1)
  return { shown, next: last && from + PAGE < booths.length ? wholeNumber(last.hallCode, last.number) : null }
}

const rowsOf = (booths: readonly Listed[]) =>
  booths.map((booth) => ({
    hall: booth.hallCode,
    number: booth.number,
    kind: booth.kind,
    area: booth.areaCode,
    zone: booth.zoneCode ?? '',
    area_m2: booth.areaM2,
    open_sides: booth.openSides,
    constructed: booth.constructed,
  }))

/** What ways are asked over: halls, their plans, how they lie, and how one gets from one to the next. */
async function venueOf(db: Db, reader: Reader, edition: Edition): Promise<TheVenue> {
  const [halls, plans, grounds, passages, rules] = await Promise.all([
    listHalls(db, edition.id),
    standingPlans(db, edition.id),
    listGrounds(db, edition.id),
    listPassages(db, edition.id),
    findRules(db, edition.id),
  ])
  const hallWord = (code: string) => {
    const hall = halls.find((one) => one.code === code)
    return hall ? reader.t('booths.hall-title', { hall: reader.words(hall.name).text }) : code
  }
  const lying: readonly (Ground & { name?: Wording })[] = grounds.length > 0 ? grounds : laidOut(halls)
  const named = lying.map((ground) => ({
    ...ground,
    word: ground.hallCode ? hallWord(ground.hallCode) : reader.words(ground.name ?? {}).text || ground.code,
  }))
  return { halls, plans, grounds: named, passages, walkM: rules.walkM }
}

interface Asked {
  way: ToldWay | null
  asked: { from: string; to: string; stepFree: boolean; unknown: ('from' | 'to')[]; none: boolean }
}

/** The way that an address asks for. Without a way asked for nothing of the venue is read. */
async function wayAsked(call: Call<unknown>, edition: Edition, here: string | null): Promise<Asked> {
  const { query, reader, house } = call
  const text = (name: string) => tidy((query.get(name) ?? '').slice(0, 100))
  const asked = { from: text('from'), to: text('to'), stepFree: query.get('step-free') === 'yes' }
  if (asked.from === '' || asked.to === '') return { way: null, asked: { ...asked, unknown: [], none: false } }
  const venue = await venueOf(house.db, reader, edition)
  const [from, to] = [
    placesNamed(reader, venue.plans, asked.from, here),
    placesNamed(reader, venue.plans, asked.to, here),
  ]
  const unknown = [...(from.length === 0 ? ['from' as const] : []), ...(to.length === 0 ? ['to' as const] : [])]
  if (unknown.length > 0) return { way: null, asked: { ...asked, unknown, none: false } }
  const way = wayBetweenNamed(reader, venue, { from, to, stepFree: asked.stepFree })
  return { way, asked: { ...asked, unknown: [], none: way === null } }
}

async function showHall(call: Call<HallPlace>) {
  const { reader, house, thing } = call
  const { edition, hall, areas, rules, plan } = thing
  const filter = filterOf(call)
  const empty = { booths: [] as Listed[], found: [] as Listed[], svg: '', suggestions: [] as string[], chosen: null }
  const { way, asked } = plan
    ? await wayAsked(call, edition, hall.code)
    : { way: null, asked: { from: '', to: '', stepFree: false, unknown: [], none: false } }
  const seen = plan ? await seenOf(call, await standingPlan(house.db, plan, rules), way, filter) : empty
  const used = new Set(seen.booths.flatMap((booth) => [booth.areaCode, booth.zoneCode ?? '']))
  return (
    <HallPage
      reader={reader}
      edition={edition}
      hall={hall}
      areas={areas.filter((area) => used.has(area.code))}
      plan={plan}
      svg={seen.svg}
      count={seen.booths.length}
      netM2={seen.booths.reduce((sum, booth) => sum + booth.areaM2, 0)}
      filter={filter}
      found={seen.found}
      {...pageOf(seen.found, call.query.get('after') ?? '')}
      chosen={seen.chosen}
      zoom={zoomOf(call)}
      query={viewOf(call)}
      way={way}
      asked={asked}
      suggestions={seen.suggestions}
    />
  )
}

/** A hall's plan as this address shows it: what was found stands out, the chosen booth and the way lie over it. */
async function seenOf(call: Call<HallPlace>, standing: StandingPlan, way: ToldWay | null, filter: BoothFilter) {
  const { reader, house, thing, query } = call
  const { edition, hall, areas } = thing
  const occupants = await occupantsOf(house.db, edition.id)
  const booths = listedOf(standing)
  const isFiltered = isNarrowed(filter)
  const found = isFiltered ? narrowed(booths, filter, namesOf(areas, occupants)) : booths.toSorted(byNumber)
  const wanted = tidy((query.get('booth') ?? '').slice(0, 100))
  const chosen =
    booths.find((booth) => booth.number === wanted || wholeNumber(hall.code, booth.number) === wanted) ?? null
  const turn = await turnOf(house.db, edition.id, hall.code)
  const drawn = hallDrawing(reader, { standing, hall, areas, turn, occupants })
  const outlineOf = new Map(standing.drawing.booths.map((booth) => [booth.id, booth]))
  const over = overlayOf({
    found: isFiltered ? found.flatMap((booth) => outlineOf.get(booth.id) ?? []) : [],
    chosen: chosen ? (outlineOf.get(chosen.id) ?? null) : null,
    ways: way ? pointsInside(way, hall.code) : [],
  })
  return {
    booths,
    found,
    chosen,
    svg: `${drawn.begin}${drawn.plan}${over}${drawn.end}`,
    suggestions: suggestionsIn(reader, standing),
  }
}

const turnOf = async (db: Db, editionId: string, hallCode: string): Promise<number> =>
  (await listGrounds(db, editionId)).find((ground) => ground.hallCode === hallCode)?.turn ?? 0

async function showVenue(call: Call<Edition>) {
  const { reader, house, thing: edition } = call
  const filter = filterOf(call)
  const [venue, areas, occupants] = await Promise.all([
    venueOf(house.db, reader, edition),
    listAreas(house.db, edition.id),
    occupantsOf(house.db, edition.id),
  ])
  const all = [...venue.plans.values()].flatMap(listedOf)
  const found = isNarrowed(filter) ? narrowed(all, filter, namesOf(areas, occupants)) : []
  const { way, asked } = await wayAsked(call, edition, null)
  const foundIn = Map.groupBy(found, (booth) => booth.hallCode)
  const halls = venue.halls.map((hall) => {
    const booths = venue.plans.get(hall.code)?.drawing.booths
    return {
      ...hall,
      booths: booths?.length ?? null,
      netM2: booths?.reduce((sum, booth) => sum + booth.areaM2, 0) ?? 0,
      found: isNarrowed(filter) ? (foundIn.get(hall.code)?.length ?? 0) : null,
    }
  })
  return (
    <VenuePlanPage
      reader={reader}
      edition={edition}
      areas={areas.filter((area) => all.some((booth) => booth.areaCode === area.code || booth.zoneCode === area.code))}
      halls={halls}
      levels={levelsOf(call, venue, areas, halls, way)}
      filter={filter}
      found={found}
      {...pageOf(found, call.query.get('after') ?? '')}
      query={viewOf(call)}
      way={way}
      asked={asked}
      suggestions={[...venue.plans].slice(0, 40).map(([code]) => `${code} ${reader.t('booths.gate', { name: '1' })}`)}
      constructed={[...venue.plans.values()].some((one) => one.drawing.constructed)}
    />
  )
}

function levelsOf(
  call: Call<Edition>,
  venue: TheVenue,
  areas: readonly Area[],
  halls: readonly { code: string; found: number | null; booths: number | null; netM2: number }[],
  way: ToldWay | null,
): { level: number; svg: string }[] {
  const { reader, thing: edition } = call
  const lines = way ? linesOverVenue(way, venue) : new Map()
  const search = viewOf(call)
  const grounds = venue.grounds.map((ground) => {
    const hall = halls.find((one) => one.code === ground.hallCode)
    const title = hall
      ? reader.t('booths.hall-says', { hall: ground.word, count: hall.booths ?? 0, net: Math.round(hall.netM2) })
      : ground.word
    return {
      ...ground,
      word: ground.hallCode ?? ground.word,
      title,
      href: hall
        ? `${reader.at(`/${edition.code}/plan/${encodeURIComponent(hall.code)}`)}${search.size > 0 ? `?${search}` : ''}`
        : null,
      floor: venue.plans.get(ground.hallCode ?? '')?.drawing ?? null,
      found: hall?.found ?? null,
    }
  })
  return [...Map.groupBy(grounds, (ground) => ground.level)]
    .sort((a, b) => a[0] - b[0])
    .map(([level, same]) => ({
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

async function showBooth(call: Call<BoothPlace>) {
  const { reader, house, thing } = call
  const { edition, hall, areas, standing, boothId } = thing
  const { booths } = standing.drawing
  const index = booths.findIndex((one) => one.id === boothId)
  const booth = booths[index]
  if (!booth) throw new Refusal('missing', 'booths.no-such-booth')
  const box = boxOf(booth.outline)
  const turn = await turnOf(house.db, edition.id, hall.code)
  const occupants = await occupantsOf(house.db, edition.id)
  const part = partDrawing(reader, { standing, hall, areas, turn, occupants }, booth)
  const gate = fromNearestGate(standing, boothId)
  return (
    <BoothPage
      reader={reader}
      edition={edition}
      hall={hall}
      areas={areas}
      booth={booth}
      box={{ width: (box.x1 - box.x0) / 100, depth: (box.y1 - box.y0) / 100 }}
      isRectangle={booth.outline.length === 4}
      openTo={(standing.sides[index]?.open ?? []).map((side) => compassOf(side, turn))}
      neighbours={neighboursOf(booths, index).flatMap((at) => booths[at] ?? [])}
      svg={`${part.begin}${part.plan}${overlayOf({ chosen: booth })}${part.end}`}
      gate={gate && { word: wordOf(reader, gate.gate), metres: Math.round(gate.lengthM), minutes: gate.minutes }}
    />
  )
}

/** The booths of a hall or of all halls, as this address narrows them. */
async function boothsOf(call: Call<HallPlace>): Promise<Listed[]> {
  const { house, thing } = call
  if (!thing.plan) throw new Refusal('missing', 'booths.not-released')
  const standing = await standingPlan(house.db, thing.plan, thing.rules)
  const occupants = await occupantsOf(house.db, thing.edition.id)
  return narrowed(listedOf(standing), filterOf(call), namesOf(thing.areas, occupants))
}

async function boothsOfVenue(call: Call<Edition>): Promise<Listed[]> {
  const { house, thing: edition } = call
  const [plans, areas, occupants] = await Promise.all([
    standingPlans(house.db, edition.id),
    listAreas(house.db, edition.id),
    occupantsOf(house.db, edition.id),
  ])
  return narrowed([...plans.values()].flatMap(listedOf), filterOf(call), namesOf(areas, occupants))
}

const download = (body: string, type: string, name: string) =>
  new Response(body, {
    headers: {
      'content-type': type,
      'content-disposition': `attachment; filename="${name}"`,
      'cache-control': 'no-cache',
    },
  })

/** A file name that every system takes: a hall's code may hold anything. */
const fileName = (edition: Edition, hall: string, ending: string) =>
  `${edition.code}-${hall.replace(/[^\w.-]+/g, '_')}${ending}`

const AT = '/:lang/:edition/plan'
export const publicDoors: Door[] = [
  page(AT, { thing: editionInPath, may: maySeeEdition, show: showVenue }),
  data('get', `${AT}/booths.csv`, {
    thing: editionInPath,
    may: maySeeEdition,
    answer: async (call) => csvOf(`${call.thing.code}-booths.csv`, rowsOf(await boothsOfVenue(call))),
  }),
  data('get', `${AT}/booths.json`, {
    thing: editionInPath,
    may: maySeeEdition,
    answer: async (call) => Response.json({ edition: call.thing.code, booths: rowsOf(await boothsOfVenue(call)) }),
  }),
  page(`${AT}/:hall`, { thing: hallInPath, may: maySeePlan, show: showHall }),
  data('get', `${AT}/:hall/booths.csv`, {
    thing: hallInPath,
    may: maySeePlan,
    answer: async (call) =>
      csvOf(fileName(call.thing.edition, call.thing.hall.code, '-booths.csv'), rowsOf(await boothsOf(call))),
  }),
  data('get', `${AT}/:hall/booths.json`, {
    thing: hallInPath,
    may: maySeePlan,
    answer: async (call) =>
      Response.json({
        edition: call.thing.edition.code,
        hall: call.thing.hall.code,
        plan: call.thing.plan?.number ?? null,
        booths: rowsOf(await boothsOf(call)),
      }),
  }),
  data('get', `${AT}/:hall/plan.geojson`, {
    thing: hallInPath,
    may: maySeePlan,
    answer: async ({ house, thing }) => {
      if (!thing.plan) throw new Refusal('missing', 'booths.not-released')
      const { drawing } = await standingPlan(house.db, thing.plan, thing.rules)
      const json = geoJsonOf({ ...drawing, edition: thing.edition.code, hall: thing.hall.code, plan: drawing.number })
      return download(
        JSON.stringify(json),
        'application/geo+json',
        fileName(thing.edition, thing.hall.code, '.geojson'),
      )
    },
  }),
  data('get', `${AT}/:hall/plan.svg`, {
    thing: hallInPath,
    may: maySeePlan,
    answer: async ({ house, reader, thing }) => {
      const { edition, hall, areas, plan, rules } = thing
      if (!plan) throw new Refusal('missing', 'booths.not-released')
      const standing = await standingPlan(house.db, plan, rules)
      const turn = await turnOf(house.db, edition.id, hall.code)
      const occupants = await occupantsOf(house.db, edition.id)
      const svg = planDrawing(reader, { standing, hall, areas, turn, occupants })
      return download(svg, 'image/svg+xml', fileName(edition, hall.code, '.svg'))
    },
  }),
  page('/:lang/:edition/booths/:number', { thing: boothInPath, may: maySeePlan, show: showBooth }),
]
