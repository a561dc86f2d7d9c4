import { Refusal } from '#kernel/refusal.ts'
import { csvOf } from '#web/csv.ts'
import { type Call, type Door, data, page } from '#web/door.ts'
import { overlayOf } from '../drawing/hall.ts'
import { hallDrawing, planDrawing } from '../drawings.ts'
import { occupantsOf } from '../holdings/occupants.ts'
import { HallPage } from '../pages/hall.tsx'
import { ZOOMS } from '../pages/parts.tsx'
import { maySeePlan } from '../permissions.ts'
import { type HallPlace, hallInPath } from '../places.ts'
import { isNarrowed, narrowed, wholeNumber } from '../rules/find.ts'
import { geoJsonOf } from '../rules/geojson.ts'
import { sheetOf } from '../sheet.ts'
import { type ListedBooth, type StandingPlan, standingPlan } from '../standing.ts'
import { layoutOf, turnOf } from '../venue.ts'
import { pointsInside, suggestionsIn } from '../ways.ts'
import { chosenOf, filterOf, namesOf, pageOf, rowsOf, viewOf, wayAsked } from './view.ts'

const zoomOf = ({ query }: Call<unknown>): number => ZOOMS.find((zoom) => String(zoom) === query.get('zoom')) ?? 1

/** The hall's plan with what is computed from it; refuses where none is released. */
async function standingIn({ house, thing }: Call<HallPlace>): Promise<StandingPlan> {
  if (!thing.plan) throw new Refusal('missing', 'booths.not-released')
  return standingPlan(house.db, thing.plan, thing.rules)
}

/** What a drawing is made from, beside the reader. */
async function sceneOf(call: Call<HallPlace>, standing: StandingPlan) {
  const { house, reader, thing } = call
  const { edition, hall, areas, rules } = thing
  const [layout, occupants] = await Promise.all([
    layoutOf(house.db, edition.id, rules.version),
    occupantsOf(house.db, edition.id, reader),
  ])
  return { standing, hall, areas, turn: turnOf(layout, hall.code), occupants }
}

async function showHall(call: Call<HallPlace>) {
  const { thing } = call
  if (!thing.plan) return <HallPage reader={call.reader} {...thing} plan={null} />
  const standing = await standingIn(call)
  const scene = await sceneOf(call, standing)
  const { way, asked } = await wayAsked(call, thing.edition, thing.hall.code)
  const filter = filterOf(call)
  const isFiltered = isNarrowed(filter)
  const found = isFiltered ? narrowed(standing.listed, filter, namesOf(thing.areas, scene.occupants)) : standing.listed
  const wanted = chosenOf(call)
  const isChosen = (booth: ListedBooth) =>
    booth.number === wanted || wholeNumber(booth.hallCode, booth.number) === wanted
  const chosen = (wanted && standing.listed.find(isChosen)) || null
  const drawn = hallDrawing(call.reader, scene)
  const over = overlayOf({
    found: isFiltered ? found : [],
    chosen,
    ways: way ? pointsInside(way, thing.hall.code) : [],
  })
  return (
    <HallPage
      reader={call.reader}
      {...thing}
      plan={thing.plan}
      areas={thing.areas.filter((area) => standing.areaCodes.has(area.code))}
      svg={`${drawn.begin}${drawn.plan}${over}${drawn.end}`}
      count={standing.listed.length}
      netM2={standing.netM2}
      filter={filter}
      found={found}
      occupants={scene.occupants}
      {...pageOf(found, call)}
      chosen={chosen}
      zoom={zoomOf(call)}
      query={viewOf(call)}
      way={way}
      asked={asked}
      suggestions={suggestionsIn(call.reader, standing)}
    />
  )
}

/** The booths of the hall, as this address narrows them. */
async function boothsOf(call: Call<HallPlace>): Promise<ReturnType<typeof rowsOf>> {
  const standing = await standingIn(call)
  const { occupants, areas } = await sceneOf(call, standing)
  return rowsOf(narrowed(standing.listed, filterOf(call), namesOf(areas, occupants)), occupants)
}

/** A file with a name that every system takes: a hall's code may hold anything. */
const download = ({ edition, hall }: HallPlace, body: string | Uint8Array<ArrayBuffer>, type: string, ending: string) =>
  new Response(body, {
    headers: {
      'content-type': type,
      'content-disposition': `attachment; filename="${fileName(edition.code, hall.code, ending)}"`,
      'cache-control': 'no-cache',
    },
  })
const fileName = (edition: string, hall: string, ending: string) =>
  `${edition}-${hall.replace(/[^\w.-]+/g, '_')}${ending}`

const AT = '/:lang/:edition/plan/:hall'
const at = { thing: hallInPath, may: maySeePlan }

export const hallDoors: Door[] = [
  page(AT, { ...at, show: showHall }),
  data('get', `${AT}/booths.csv`, {
    ...at,
    answer: async (call) => {
      const { edition, hall } = call.thing
      return csvOf(fileName(edition.code, hall.code, '-booths.csv'), await boothsOf(call))
    },
  }),
  data('get', `${AT}/booths.json`, {
    ...at,
    answer: async (call) => {
      const { edition, hall, plan } = call.thing
      const booths = await boothsOf(call)
      return Response.json({ edition: edition.code, hall: hall.code, plan: plan?.number ?? null, booths })
    },
  }),
  data('get', `${AT}/plan.geojson`, {
    ...at,
    answer: async (call) => {
      const { drawing } = await standingIn(call)
      const { edition, hall } = call.thing
      const occupants = await occupantsOf(call.house.db, edition.id, call.reader)
      const occupantsIn = (boothId: string) => occupants.at(boothId).map((one) => call.reader.words(one.names).text)
      const plan = { ...drawing, edition: edition.code, hall: hall.code, plan: drawing.number, occupantsIn }
      const json = geoJsonOf(plan)
      return download(call.thing, JSON.stringify(json), 'application/geo+json', '.geojson')
    },
  }),
  data('get', `${AT}/plan.svg`, {
    ...at,
    answer: async (call) => {
      const svg = planDrawing(call.reader, await sceneOf(call, await standingIn(call)))
      return download(call.thing, svg, 'image/svg+xml', '.svg')
    },
  }),
  data('get', `${AT}/plan.pdf`, {
    ...at,
    answer: async (call) => {
      const scene = await sceneOf(call, await standingIn(call))
      return download(call.thing, await sheetOf(call.reader, call.thing.edition, scene), 'application/pdf', '.pdf')
    },
  }),
]
