import { distanceM } from './geometry.ts'
import type { Stand } from './stands.ts'
import { type Gate, LEVELS, type Level, type Marks, type StandRequest, type Terms, type Tier } from './words.ts'

/** The whole of a level: 1, in thousandths. */
export const WHOLE = 1000
export const thousandths = (part: number, whole: number): number => Math.round((WHOLE * part) / whole)

/** Points for what an exhibitor has done. */
export function pointsOf(request: StandRequest, { merit }: Terms): number {
  const editions = Math.min(request.earlierEditions, merit.earlierEditionsAtMost)
  const weeks = Math.min(Math.floor(request.daysEarly / 7), merit.weeksEarlyAtMost)
  const nines = Math.min(Math.floor(request.wantedM2 / 9), merit.times9M2AtMost)
  return editions * merit.perEarlierEdition + weeks * merit.perWeekEarly + nines * merit.per9M2 + request.otherPoints
}

/** The merit: 1, and one more for every band that the points reach. */
export const meritOf = (points: number, { merit }: Terms): number =>
  1 + merit.bands.filter((from) => points >= from).length

/** What a request takes that says only what it wishes. */
export const rangeOf = (wantedM2: number, { range }: Pick<Terms, 'range'>): { leastM2: number; mostM2: number } => ({
  leastM2: Math.floor(wantedM2 * (1 - range.under) * 100) / 100,
  mostM2: Math.ceil(wantedM2 * (1 + range.over) * 100) / 100,
})

export type Gates = ReadonlyMap<string, Gate>

/** The place of the first wish that a stand fulfils, counted from 0; -1 for none. */
export function wishMet(stand: Stand, request: StandRequest, gates: Gates, terms: Terms): number {
  return request.wishes.findIndex((wish) => {
    if (wish.kind === 'hall') return stand.hallCode === wish.hallCode
    if (wish.kind === 'booth') return stand.spots.some(({ booth }) => booth.id === wish.boothId)
    const gate = gates.get(wish.gateId)
    if (!gate || gate.hallCode !== stand.hallCode) return false
    return stand.spots.some(({ booth }) => distanceM(booth.centre, gate.at) <= terms.nearGateM)
  })
}

/**
 * How close the area comes: 27 of 36 m² is three quarters, and so is 48 for 36, as the price follows the area. Counted in steps of
 * a twentieth, so that half a square metre does not outweigh every open side of the fair.
 */
const sizeMark = (areaM2: number, wantedM2: number): number =>
  Math.round((20 * Math.min(areaM2, wantedM2)) / Math.max(areaM2, wantedM2)) * (WHOLE / 20)

/** What a stand by itself is to a request. Blocks and competitors are a matter of where the others stand. */
export function marksOf(
  request: StandRequest,
  stand: Stand,
  known: { gates: Gates; heldBefore: string | undefined; terms: Terms },
): Marks {
  const { wishes, openSides, zoneCode } = request
  const marks: Marks = { placed: WHOLE, size: sizeMark(stand.areaM2, request.wantedM2) }
  if (known.heldBefore !== undefined) marks.kept = stand.key === known.heldBefore ? WHOLE : 0
  if (zoneCode !== null) marks.zone = stand.zoneCode === zoneCode ? WHOLE : 0
  if (openSides > 1) marks.sides = thousandths(Math.min(stand.openSides, openSides), openSides)
  if (wishes.length > 0) {
    const met = wishMet(stand, request, known.gates, known.terms)
    marks.wish = met < 0 ? 0 : thousandths(wishes.length - met, wishes.length)
  }
  return marks
}

/** What one thousandth of a level weighs, for a request of merit 1. */
export type Weights = Record<Level, bigint>

/** An order is fit for use if every level stands in it once at most, `placed` in its first tier, and weights are whole and positive. */
export function isOrder(order: readonly Tier[]): boolean {
  const levels = order.flatMap((tier) => Object.keys(tier))
  const weights = order.flatMap((tier) => Object.values(tier))
  return (
    order[0]?.placed !== undefined &&
    new Set(levels).size === levels.length &&
    weights.every((weight) => Number.isSafeInteger(weight) && weight > 0)
  )
}

/**
 * Weights that keep the order for these requests, whose merit adds up to so much: one thousandth of a tier outweighs all that the
 * tiers after it can ever sum up to. They are whole and exact however many there are: no rounding decides who gets a booth.
 */
export function weightsFor(order: readonly Tier[], meritInAll: number): Weights {
  if (!isOrder(order)) throw new RangeError('not an order: each level once, placed first, whole positive weights')
  const weights = Object.fromEntries(LEVELS.map((level) => [level, 0n])) as Weights
  let unit = 1n
  for (const tier of order.toReversed()) {
    const levels = Object.entries(tier) as [Level, number][]
    for (const [level, weight] of levels) weights[level] = unit * BigInt(weight)
    unit *= 1n + BigInt(meritInAll) * BigInt(WHOLE) * levels.reduce((sum, [, weight]) => sum + BigInt(weight), 0n)
  }
  return weights
}

export function weighed(marks: Marks, merit: number, weights: Weights): bigint {
  let sum = 0n
  for (const level of LEVELS) if (marks[level]) sum += weights[level] * BigInt(marks[level] * merit)
  return sum
}
