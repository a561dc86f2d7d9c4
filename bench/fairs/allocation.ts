import {
  type AllocationInput,
  type Booth,
  rangeOf,
  type StandRequest,
  USUAL_TERMS,
  type Wish,
} from '#expo/exhibition/booths/allocation/index.ts'
import {
  type Dice,
  diceOf,
  type Group,
  layGroup,
  makeInput,
  makeRequest,
  plantRequests,
} from '#expo/exhibition/booths/allocation/makers.ts'

// A whole fair, constructed: 15 halls with about 2,000 booths from 9 to more than 2,000 m², and 1,800 requests that do not fit
// perfectly: more is asked for than there is, in other sizes, with blocks, rivals and decisions of staff among them.

interface Area {
  code: string
  halls: number
  zones: number
  /** Shows machines and cars. */
  big: boolean
}

const AREAS: readonly Area[] = [
  { code: 'food', halls: 3, zones: 3, big: false },
  { code: 'vehicles', halls: 2, zones: 1, big: true },
  { code: 'technology', halls: 3, zones: 3, big: true },
  { code: 'consumer', halls: 3, zones: 3, big: false },
  { code: 'medical', halls: 2, zones: 2, big: true },
  { code: 'services', halls: 2, zones: 2, big: false },
]

const group = (kind: Group['kind'], width: number, depth: number, columns: number, rows: number): Group => ({
  kind,
  width,
  depth,
  columns,
  rows,
})
const SHELLS = [group('standard', 3, 3, 7, 2), group('standard', 3, 3, 6, 2), group('standard', 3, 3, 4, 2)]
const RAW = [
  group('raw', 6, 6, 2, 2),
  group('raw', 6, 6, 3, 2),
  group('raw', 9, 6, 2, 2),
  group('raw', 9, 8, 2, 2),
  group('raw', 9, 9, 2, 2),
  group('raw', 10, 10, 2, 2),
  group('raw', 12, 9, 2, 2),
  group('raw', 12, 12, 2, 1),
  group('raw', 14, 12, 1, 2),
  group('raw', 15, 15, 1, 1),
  group('raw', 18, 18, 1, 1),
  group('raw', 24, 18, 1, 1),
]
const BIG = [
  group('raw', 30, 20, 1, 1),
  group('raw', 36, 30, 1, 1),
  group('raw', 48, 40, 1, 1),
  group('raw', 60, 36, 1, 1),
]
const HALL = { width: 192, depth: 96, aisle: 3, mainAisle: 6 }

/** Fills a hall in strips from the upper left, with aisles all round every group. */
function fillHall(hallCode: string, area: Area, dice: Dice): Booth[] {
  const zoneAt = (x: number) => `${area.code}-${Math.min(area.zones, 1 + Math.floor((x / HALL.width) * area.zones))}`
  const booths: Booth[] = []
  for (let top = HALL.mainAisle; ; ) {
    const isBig = area.big && dice.chance(45)
    const depth = isBig ? 40 : dice.pick([12, 18, 18, 24])
    if (top + depth > HALL.depth - HALL.mainAisle) return booths
    for (let left = HALL.mainAisle; ; ) {
      const one = dice.pick(isBig && dice.chance(35) ? BIG : dice.chance(9) ? SHELLS : RAW)
      const own = one.rows * one.depth
      if (own > depth) continue
      if (left + one.columns * one.width > HALL.width - HALL.mainAisle) break
      for (let y = top; y + own <= top + depth; y += own + HALL.aisle)
        booths.push(...layGroup(one, { hallCode, areaCode: area.code, left, top: y, from: booths.length, zoneAt }))
      left += one.columns * one.width + HALL.aisle
    }
    top += depth + HALL.aisle
  }
}

function layHalls(dice: Dice): { booths: Booth[]; hallCodes: string[] } {
  const halls = AREAS.flatMap((area) => Array.from({ length: area.halls }, () => area))
  const hallCodes = halls.map((_, index) => `${index + 1}H`)
  return { booths: halls.flatMap((area, index) => fillHall(`${index + 1}H`, area, dice)), hallCodes }
}

const gatesOf = (hallCodes: readonly string[]) =>
  hallCodes.map((hallCode) => ({ id: `${hallCode}-south`, hallCode, at: [HALL.width / 2, HALL.depth] as const }))

/** What people ask for: drawn after the booths there are, with a little less luck. */
function askFor(booths: readonly Booth[], count: number, dice: Dice): StandRequest[] {
  const raw = booths.filter((booth) => booth.kind === 'raw')
  const standard = booths.filter((booth) => booth.kind === 'standard')
  const requests: StandRequest[] = []
  while (requests.length < count) {
    const like = dice.pick(dice.chance(52) ? standard : raw)
    const alike = booths.filter(({ zoneCode, kind }) => zoneCode === like.zoneCode && kind === like.kind)
    const members = dice.chance(7) ? 3 + dice.below(6) : 1
    const blockKey = members > 1 ? `umbrella-${requests.length}` : null
    for (let member = 0; member < members; member++) {
      const id = `r${String(requests.length + 1).padStart(4, '0')}`
      requests.push(askLike(member === 0 ? like : dice.pick(alike), { id, blockKey }, dice))
    }
  }
  return requests.slice(0, count)
}

function askLike(booth: Booth, who: Pick<StandRequest, 'id' | 'blockKey'>, dice: Dice): StandRequest {
  const isRaw = booth.kind === 'raw'
  const shell = dice.pick([9, 9, 9, 9, 9, 9, 9, 9, 18, 18, 18, 27, 36])
  const drawn = Math.round(booth.areaM2 * dice.pick([1, 1, 1, 1, 1, 1, 0.9, 0.95, 1.1, 1.2, 0.8, 2]))
  const wantedM2 = isRaw ? Math.max(36, drawn) : shell
  const wishes: Wish[] = [
    { kind: 'booth', boothId: booth.id },
    { kind: 'hall', hallCode: booth.hallCode },
    { kind: 'gate', gateId: `${booth.hallCode}-south` },
  ]
  return makeRequest({
    ...who,
    areaCode: booth.areaCode,
    zoneCode: dice.chance(70) ? booth.zoneCode : null,
    kind: isRaw ? 'raw' : 'standard',
    wantedM2,
    ...rangeOf(wantedM2, USUAL_TERMS),
    openSides: dice.chance(35) ? 2 + dice.below(isRaw ? 3 : 1) : 1,
    wishes: dice.chance(40) ? wishes.slice(dice.below(3)) : [],
    earlierEditions: dice.below(8),
    daysEarly: dice.below(160),
  })
}

/** Some ask to be kept away from a rival; for some, staff have decided. */
function addRivalsAndLocks(requests: readonly StandRequest[], booths: readonly Booth[], dice: Dice): StandRequest[] {
  const taken = new Set<string>()
  return requests.map((request) => {
    const { id, areaCode, kind, wantedM2 } = request
    const rivals = requests.filter((other) => other.areaCode === areaCode && other.id !== id)
    const apartFrom = dice.chance(6) ? [dice.pick(rivals).id] : []
    const fitting = booths.filter((booth) => booth.areaCode === areaCode && booth.kind === kind)
    const free = fitting.filter((booth) => booth.areaM2 === wantedM2 && !taken.has(booth.id))
    const lock = dice.chance(3) && free.length > 0 ? [dice.pick(free).id] : null
    for (const boothId of lock ?? []) taken.add(boothId)
    return { ...request, apartFrom, lock }
  })
}

/** More is asked for than there is. */
export function makeCrowdedFair(seed: number, count = 1_800): AllocationInput {
  const dice = diceOf(seed)
  const { booths, hallCodes } = layHalls(dice)
  const requests = addRivalsAndLocks(askFor(booths, count, dice), booths, dice)
  return makeInput(booths, requests, { gates: gatesOf(hallCodes) })
}

/** Everybody can have everything, and not one booth is left over: the best is known without any solver. */
export function makePerfectFair(seed: number): AllocationInput {
  const dice = diceOf(seed)
  const { booths, hallCodes } = layHalls(dice)
  return makeInput(booths, plantRequests(booths, dice), { gates: gatesOf(hallCodes) })
}
