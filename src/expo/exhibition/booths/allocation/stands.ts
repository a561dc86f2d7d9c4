import { cornersOf } from './geometry.ts'
import { openSidesOf, type Spot, surveyGround } from './ground.ts'
import { type Booth, type Terms, USUAL_TERMS } from './words.ts'

/** What one request may hold: a booth, or adjoining booths joined. */
export interface Stand {
  /** Its booths' ids, in order. */
  key: string
  spots: readonly Spot[]
  /** Their places among all booths. */
  places: readonly number[]
  areaM2: number
  openSides: number
  hallCode: string
  /** Null where its booths lie in different zones or in none. */
  zoneCode: string | null
}

/** One key for the same booths, in whatever order they are named. */
export const keyOf = (boothIds: readonly string[]): string => boothIds.toSorted().join(' ')

export function standOf(spots: readonly Spot[]): Stand {
  const booths = spots.map((spot) => spot.booth)
  const zones = new Set(booths.map((booth) => booth.zoneCode))
  return {
    key: keyOf(booths.map((booth) => booth.id)),
    spots,
    places: spots.map((spot) => spot.place),
    areaM2: areaOf(spots),
    openSides: openSidesOf(spots),
    hallCode: booths[0]?.hallCode ?? '',
    zoneCode: zones.size === 1 ? (booths[0]?.zoneCode ?? null) : null,
  }
}

/** To the hundredth: sums of areas are compared with limits. */
const areaOf = (spots: readonly Spot[]): number =>
  Math.round(spots.reduce((sum, { booth }) => sum + booth.areaM2, 0) * 100) / 100

/** True where booths hang together, whatever their shape: what staff decide may be odd, but it must be one stand. */
export function hangTogether(spots: readonly Spot[]): boolean {
  const reached = new Set(spots.slice(0, 1))
  for (const spot of reached) for (const other of spot.joinable) if (spots.includes(other)) reached.add(other)
  return reached.size === spots.length
}

/**
 * Every stand that can be let out of these booths, which are of one area and kind, and that somebody wants: single booths, and joined
 * ones whose outline is a rectangle or an L. Says of how many rows not every way to join them was looked at.
 */
export function drawStands(
  spots: readonly Spot[],
  wanted: { isWanted: (areaM2: number) => boolean; mostM2: number },
  terms: Terms,
): { stands: Stand[]; cutRows: number } {
  const stands = spots.filter(({ booth }) => wanted.isWanted(booth.areaM2)).map((spot) => standOf([spot]))
  const corners = terms.joining.toAnL ? 6 : 4
  let cutRows = 0
  for (const row of Map.groupBy(spots, (spot) => spot.row).values()) {
    const { sets, cut } = joinedIn(row, wanted.mostM2, terms)
    if (cut) cutRows += 1
    for (const set of sets)
      if (wanted.isWanted(areaOf(set)) && cornersOf(set.map((spot) => spot.walls)) <= corners) stands.push(standOf(set))
  }
  return { stands, cutRows }
}

/** Sets of booths of a row that hang together; of fewer booths at most where there would be too many to look at. */
function joinedIn(row: readonly Spot[], mostM2: number, terms: Terms): { sets: Spot[][]; cut: boolean } {
  for (let mostBooths = terms.joining.mostBooths; mostBooths > 1; mostBooths--) {
    const sets = setsOf(row, { mostBooths, mostM2, mostSets: terms.caps.joinedPerRow })
    if (sets) return { sets, cut: mostBooths < terms.joining.mostBooths }
  }
  return { sets: [], cut: terms.joining.mostBooths > 1 }
}

/**
 * Each connected set of two booths and more exactly once: a set grows from its first booth by later ones, and what was passed over
 * on the way is not taken up again (Wernicke, "Efficient detection of network motifs", 2006). Null where there are too many.
 */
function setsOf(row: readonly Spot[], most: { mostBooths: number; mostM2: number; mostSets: number }): Spot[][] | null {
  const found: Spot[][] = []
  const nth = new Map(row.map((spot, index) => [spot, index]))
  const laterThan = (first: number) => (spot: Spot) => (nth.get(spot) ?? -1) > first
  const grow = (set: readonly Spot[], ways: readonly Spot[], known: ReadonlySet<Spot>, first: number): boolean =>
    ways.every((next, index) => {
      const grown = [...set, next]
      if (areaOf(grown) > most.mostM2) return true
      if (found.push(grown) > most.mostSets) return false
      if (grown.length === most.mostBooths) return true
      const fresh = next.joinable.filter((spot) => !known.has(spot)).filter(laterThan(first))
      return grow(grown, [...ways.slice(index + 1), ...fresh], new Set([...known, ...fresh]), first)
    })
  const all = row.every((spot, first) => {
    const ways = spot.joinable.filter(laterThan(first))
    return grow([spot], ways, new Set([spot, ...ways]), first)
  })
  return all ? found : null
}

/** How many sides of booths are open when they are one stand, among all booths of their hall. */
export function openSidesAmong(hall: readonly Booth[], stand: readonly Pick<Booth, 'id'>[]): number {
  const ids = new Set(stand.map((booth) => booth.id))
  return openSidesOf(surveyGround(hall, USUAL_TERMS).filter(({ booth }) => ids.has(booth.id)))
}
