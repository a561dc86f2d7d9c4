import { rangeOf } from './levels.ts'
import {
  type AllocationInput,
  type Booth,
  type Gate,
  type Holding,
  type Point,
  type StandRequest,
  type Terms,
  USUAL_TERMS,
  type Wish,
} from './words.ts'

/** The same numbers for the same seed (mulberry32): a test that failed fails again. */
export interface Dice {
  /** A whole number from 0 up to, not including, `until`. */
  below(until: number): number
  pick<T>(from: readonly T[]): T
  /** True so many times of a hundred. */
  chance(percent: number): boolean
}

export function diceOf(seed: number): Dice {
  let state = seed >>> 0
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
  const below = (until: number): number => Math.floor(next() * until)
  return {
    below,
    pick: (from) => from[below(from.length)] as (typeof from)[number],
    chance: (percent) => below(100) < percent,
  }
}

export const rectangle = (x: number, y: number, width: number, depth: number): Point[] => [
  [x, y],
  [x + width, y],
  [x + width, y + depth],
  [x, y + depth],
]

/** A rectangular booth. */
export function makeBooth(laid: Pick<Booth, 'id' | 'outline'> & Partial<Booth>): Booth {
  const [[left, top], , [right, bottom]] = laid.outline as [Point, Point, Point]
  return {
    number: laid.id,
    hallCode: 'H1',
    areaCode: 'food',
    zoneCode: null,
    kind: 'standard',
    areaM2: (right - left) * (bottom - top),
    openSides: 1,
    centre: [(left + right) / 2, (top + bottom) / 2],
    ...laid,
  }
}

export function makeRequest(asked: Pick<StandRequest, 'id'> & Partial<StandRequest>): StandRequest {
  const wantedM2 = asked.wantedM2 ?? 9
  return {
    areaCode: 'food',
    zoneCode: null,
    kind: 'standard',
    wantedM2,
    leastM2: wantedM2,
    mostM2: wantedM2,
    openSides: 1,
    blockKey: null,
    apartFrom: [],
    wishes: [],
    earlierEditions: 0,
    daysEarly: 0,
    otherPoints: 0,
    lock: null,
    ...asked,
  }
}

export const makeInput = (
  booths: readonly Booth[],
  requests: readonly StandRequest[],
  rest: { gates?: Gate[]; terms?: Partial<Terms>; before?: Holding[] } = {},
): AllocationInput => ({
  booths,
  requests,
  gates: rest.gates ?? [],
  terms: { ...USUAL_TERMS, ...rest.terms },
  before: rest.before ?? [],
})

/** So many booths of a group between aisles, in columns and rows, all of one size. */
export interface Group {
  kind: 'standard' | 'raw'
  width: number
  depth: number
  columns: number
  rows: number
}

interface Site {
  hallCode: string
  areaCode: string
  left: number
  top: number
  /** How many booths the hall has already: numbers go on from there. */
  from: number
  zoneAt: (x: number) => string | null
}

/** A group of booths laid in a hall; the outer booths of a row have an end open as well. */
export function layGroup({ kind, width, depth, columns, rows }: Group, site: Site): Booth[] {
  return Array.from({ length: columns * rows }, (_, index) => {
    const column = index % columns
    const x = site.left + column * width
    const y = site.top + Math.floor(index / columns) * depth
    const ends = (column === 0 ? 1 : 0) + (column === columns - 1 ? 1 : 0)
    const id = `${site.hallCode}-${String(site.from + index + 1).padStart(3, '0')}`
    const { hallCode, areaCode } = site
    const openSides = ends + (rows === 1 ? 2 : 1)
    const zoneCode = site.zoneAt(x)
    return makeBooth({ id, hallCode, areaCode, kind, zoneCode, openSides, outline: rectangle(x, y, width, depth) })
  })
}

/** A fair small enough for every possibility to be tried: two groups of booths, and as many requests as asked for. */
export function makeSmallFair(seed: number, requests: number): AllocationInput {
  const dice = diceOf(seed)
  const zoneAt = (x: number) => (x < 6 ? 'dairy' : 'sweets')
  const site = { hallCode: 'H1', areaCode: 'food', left: 0, zoneAt }
  const size = (): Group => ({
    kind: 'standard',
    width: 3,
    depth: 3,
    columns: 1 + dice.below(4),
    rows: 1 + dice.below(2),
  })
  const first = layGroup(size(), { ...site, top: 0, from: 0 })
  const booths = [...first, ...layGroup(size(), { ...site, top: 9 + 3 * dice.below(2), from: first.length })]
  const locked = dice.chance(30) ? dice.pick(booths).id : null
  const asked = Array.from({ length: requests }, (_, index) => {
    const wantedM2 = 9 * (1 + dice.below(3))
    const wishes: Wish[] = [
      { kind: 'booth', boothId: dice.pick(booths).id },
      { kind: 'gate', gateId: 'west' },
    ]
    return makeRequest({
      id: `r${index}`,
      wantedM2,
      ...rangeOf(wantedM2, { range: { under: dice.pick([0, 0.5]), over: dice.pick([0, 0.5]) } }),
      zoneCode: dice.pick([null, 'dairy', 'sweets']),
      openSides: 1 + dice.below(3),
      blockKey: dice.pick([null, 'x', 'x']),
      apartFrom: dice.chance(30) ? [`r${dice.below(requests)}`] : [],
      wishes: wishes.slice(dice.below(3)),
      earlierEditions: dice.below(6),
      daysEarly: dice.below(140),
      lock: index === 0 && locked ? [locked] : null,
    })
  })
  return makeInput(booths, asked, { gates: [{ id: 'west', hallCode: 'H1', at: [0, 6] }] })
}

/** Requests drawn so that everybody can have everything at once: the best allocation of these booths is known. */
export function plantRequests(booths: readonly Booth[], dice: Dice): StandRequest[] {
  const requests: StandRequest[] = []
  for (const line of linesOf(booths)) {
    const blockKey = line.length > 2 && dice.chance(30) ? `block-${requests.length}` : null
    for (let from = 0, count = 0; from < line.length; from += count) {
      count = dice.pick(line[0]?.kind === 'raw' ? [1, 1, 1, 1, 1, 1, 1, 1, 1, 2] : [1, 1, 1, 1, 1, 1, 2, 2, 3])
      requests.push(plant(line.slice(from, from + count), { id: `r${requests.length}`, blockKey }, dice))
    }
  }
  return requests
}

/** Booths side by side in one line. */
function linesOf(booths: readonly Booth[]): Booth[][] {
  const lines: Booth[][] = []
  for (const booth of booths) {
    const before = lines.at(-1)?.at(-1)
    const isNext =
      before?.hallCode === booth.hallCode &&
      before.kind === booth.kind &&
      before.outline[1]?.join() === booth.outline[0]?.join()
    if (isNext) lines.at(-1)?.push(booth)
    else lines.push([booth])
  }
  return lines
}

function plant(stand: readonly Booth[], who: Pick<StandRequest, 'id' | 'blockKey'>, dice: Dice): StandRequest {
  const [first] = stand as [Booth, ...Booth[]]
  const wantedM2 = stand.reduce((sum, { areaM2 }) => sum + areaM2, 0)
  const inOneZone = stand.every(({ zoneCode }) => zoneCode === first.zoneCode)
  return makeRequest({
    ...who,
    areaCode: first.areaCode,
    zoneCode: inOneZone && dice.chance(70) ? first.zoneCode : null,
    kind: first.kind === 'raw' ? 'raw' : 'standard',
    wantedM2,
    ...rangeOf(wantedM2, USUAL_TERMS),
    openSides: stand.length === 1 && dice.chance(35) ? first.openSides : 1,
    wishes: dice.chance(40) ? [{ kind: 'hall', hallCode: first.hallCode }] : [],
    earlierEditions: dice.below(8),
    daysEarly: dice.below(160),
  })
}
