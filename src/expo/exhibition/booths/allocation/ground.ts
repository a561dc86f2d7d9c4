import { FACES, type Face, gapM, lengthOf, sharedBy, sharedM, type Wall, wallsOf } from './geometry.ts'
import type { Booth, Terms } from './words.ts'

/** A booth and where it lies among the others of its hall. */
export interface Spot {
  /** Its place among all booths. */
  place: number
  booth: Booth
  walls: readonly Wall[]
  /** Booths it could be joined with: same area, same kind, a wall in common that is long enough. */
  joinable: Spot[]
  /** The free metres to every booth that is near enough for it to matter. */
  near: Map<Spot, number>
  /** Booths that touch, directly or through others, are one row. */
  row: number
  /** Metres of each face that stand against no other booth. */
  free: Record<Face, number>
  /** How much of those metres is open. A plan says how many sides are, not which: a free side may be the hall's wall. */
  openness: number
}

type Neighbours = Map<Spot, { gap: number; shared: number }>

/** Every booth with its surroundings, in the order of their ids: the same whatever order they came in. */
export function surveyGround(booths: readonly Booth[], terms: Terms): Spot[] {
  const spots = booths.toSorted((a, b) => (a.id < b.id ? -1 : 1)).map(standAlone)
  const reach = Math.max(terms.besideM, terms.apart.metres)
  const touching = new Map<Spot, Spot[]>()
  for (const inHall of Map.groupBy(spots, (spot) => spot.booth.hallCode).values())
    for (const spot of inHall) {
      const neighbours = neighboursOf(spot, inHall, reach)
      spot.near = new Map([...neighbours].map(([other, { gap }]) => [other, gap]))
      spot.joinable = [...neighbours]
        .filter(([other, { shared }]) => mayJoin(spot, other, shared, terms))
        .map(([o]) => o)
      touching.set(
        spot,
        [...neighbours].filter(([, { shared }]) => shared > 0).map(([other]) => other),
      )
      faceOthers(spot, touching.get(spot) ?? [])
    }
  numberRows(spots, touching)
  return spots
}

const standAlone = (booth: Booth, place: number): Spot => ({
  place,
  booth,
  walls: wallsOf(booth.outline),
  joinable: [],
  near: new Map(),
  row: -1,
  free: { north: 0, east: 0, south: 0, west: 0 },
  openness: 1,
})

function neighboursOf(spot: Spot, inHall: readonly Spot[], reach: number): Neighbours {
  const found: Neighbours = new Map()
  for (const other of inHall) {
    if (other === spot || !mayBeNear(spot, other, reach)) continue
    const gap = gapM(spot.walls, other.walls)
    if (gap <= reach) found.set(other, { gap, shared: gap === 0 ? sharedM(spot.walls, other.walls) : 0 })
  }
  return found
}

/** A cheap no: two booths whose centres are farther apart than their halves and the reach. */
function mayBeNear(spot: Spot, other: Spot, reach: number): boolean {
  const [x, y] = spot.booth.centre
  const [otherX, otherY] = other.booth.centre
  return Math.hypot(otherX - x, otherY - y) <= reach + radiusOf(spot) + radiusOf(other)
}

const radiusOf = ({ booth }: Spot): number =>
  booth.outline.reduce((most, [x, y]) => Math.max(most, Math.hypot(x - booth.centre[0], y - booth.centre[1])), 0)

const mayJoin = ({ booth }: Spot, { booth: other }: Spot, shared: number, terms: Terms): boolean =>
  shared >= terms.joining.sharedM && booth.areaCode === other.areaCode && booth.kind === other.kind

const lengthsBy = (spot: Spot, metres: (wall: Wall) => number): Record<Face, number> => {
  const sums = { north: 0, east: 0, south: 0, west: 0 }
  for (const wall of spot.walls) sums[wall.face] += metres(wall)
  return sums
}

const against = (wall: Wall, others: readonly Spot[]): number =>
  others.reduce((sum, other) => other.walls.reduce((more, its) => more + sharedBy(wall, its), sum), 0)

function faceOthers(spot: Spot, touching: readonly Spot[]): void {
  const whole = lengthsBy(spot, lengthOf)
  spot.free = lengthsBy(spot, (wall) => lengthOf(wall) - against(wall, touching))
  const freeFaces = FACES.filter((face) => spot.free[face] > whole[face] / 2).length
  spot.openness = freeFaces === 0 ? 0 : Math.min(1, spot.booth.openSides / freeFaces)
}

function numberRows(spots: readonly Spot[], touching: ReadonlyMap<Spot, readonly Spot[]>): void {
  let row = 0
  for (const first of spots) {
    if (first.row >= 0) continue
    const waiting = [first]
    for (const spot of waiting) {
      if (spot.row >= 0) continue
      spot.row = row
      waiting.push(...(touching.get(spot) ?? []))
    }
    row += 1
  }
}

/**
 * Open sides of joined booths: a face is open by the share of its length that is. A row at the hall's wall shows why the sum is
 * rounded and not each face: of front and back one is open, and each half open is all that is known.
 */
export function openSidesOf(spots: readonly Spot[]): number {
  const [only] = spots
  if (spots.length === 1 && only) return only.booth.openSides
  const sides = FACES.map((face) => {
    let whole = 0
    let open = 0
    for (const spot of spots) {
      const others = spots.filter((other) => other !== spot)
      whole += spot.walls
        .filter((wall) => wall.face === face)
        .reduce((sum, wall) => sum + lengthOf(wall) - against(wall, others), 0)
      open += spot.free[face] * spot.openness
    }
    return whole === 0 ? 0 : open / whole
  })
  return Math.max(1, Math.floor(sides.reduce((sum, share) => sum + share, 0) + 0.4))
}
