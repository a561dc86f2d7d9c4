import { type Edition, listAreas, listHalls } from '#expo/ground/editions/index.ts'
import type { Call } from '#web/door.ts'
import { overlayOf } from '../drawing/hall.ts'
import { partDrawing, wordOf } from '../drawings.ts'
import { findPlan, findRules } from '../queries.ts'
import { neighboursOf } from '../rules/sides.ts'
import { type StandingPlan, standingPlan } from '../standing.ts'
import { layoutOf, turnOf } from '../venue.ts'
import { fromNearestGate } from '../ways.ts'
import { occupantsOf } from './occupants.ts'
import type { Ground } from './pages/parts.tsx'

/** What a hall's drawing is made from, with who stands in it. */
export async function sceneOf({ house, reader }: Call<unknown>, edition: Edition, hallCode: string) {
  const { db } = house
  const [plan, rules, halls, areas] = await Promise.all([
    findPlan(db, edition.id, hallCode, 'released'),
    findRules(db, edition.id),
    listHalls(db, edition.id),
    listAreas(db, edition.id),
  ])
  const hall = halls.find((one) => one.code === hallCode)
  if (!plan || !hall) return null
  const [standing, layout, occupants] = await Promise.all([
    standingPlan(db, plan, rules),
    layoutOf(db, edition.id, rules.version),
    occupantsOf(db, edition.id, reader),
  ])
  return { standing, hall, areas, turn: turnOf(layout, hallCode), occupants }
}

export type HallScene = NonNullable<Awaited<ReturnType<typeof sceneOf>>>

/** The floor around booths of one hall, and what there is to tell of them; null where no plan has them. */
export async function groundOf(
  call: Call<unknown>,
  edition: Edition,
  stand: { hallCode: string; booths: readonly { id: string }[]; areaM2: number; openSides: number },
): Promise<Ground | null> {
  const scene = await sceneOf(call, edition, stand.hallCode)
  return scene && groundIn(call, scene, stand)
}

function groundIn(
  { reader }: Call<unknown>,
  scene: HallScene,
  stand: { booths: readonly { id: string }[]; areaM2: number; openSides: number },
): Ground | null {
  const { standing, hall, occupants } = scene
  const ids = new Set(stand.booths.map((booth) => booth.id))
  const own = standing.drawing.booths.filter((booth) => ids.has(booth.id))
  if (own.length === 0) return null
  const part = partDrawing(reader, scene, own)
  const gate = fromNearestGate(standing, own[0]?.id ?? '')
  return {
    hall,
    svg: `${part.begin}${part.plan}${overlayOf({ found: own })}${part.end}`,
    booths: own.map(({ number, holdsPillar }) => ({ number, pillar: holdsPillar })),
    areaM2: stand.areaM2,
    openSides: stand.openSides,
    neighbours: neighboursAround(standing, ids).map(({ id, number }) => ({ number, name: occupants.nameOf(id) })),
    gate: gate && { word: wordOf(reader, gate.gate), metres: Math.round(gate.lengthM), minutes: gate.minutes },
  }
}

/** The booths that share a wall with any of a stand's, each once. */
function neighboursAround({ drawing }: StandingPlan, ids: ReadonlySet<string>) {
  const { booths } = drawing
  const around = new Set(booths.flatMap((booth, index) => (ids.has(booth.id) ? neighboursOf(booths, index) : [])))
  return [...around].flatMap((index) => booths[index] ?? []).filter((booth) => !ids.has(booth.id))
}
