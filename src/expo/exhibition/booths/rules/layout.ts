import { ALWAYS_FORBIDS, type LayoutRule, MAINTAINED } from '../words.ts'
import { mainAislesOf } from './aisles.ts'
import {
  areaOf,
  around,
  between,
  boxOf,
  cm,
  commonOf,
  distanceOf,
  faultOf,
  grown,
  overlaps,
  type Rect,
  rectsOf,
} from './geometry.ts'
import { doorInWall, doorsOf, networkOf, stepOut } from './network.ts'
import { type Booth, type Floor, hallOf, pillarsOf, type Structure, standingOf, type VenueRules } from './plan.ts'
import { groupsOf, type Sides, sidesOfAll } from './sides.ts'

/** Something about a plan that cannot stay, or that is worth knowing: which rule, whose booths, where on the floor, how much. */
export interface Finding {
  rule: LayoutRule
  forbids: boolean
  boothIds: string[]
  /** Where it is to be drawn. */
  where: Rect[]
  /** What is missing or too much, in the rule's own unit. */
  amount: number
  /** What the rule asks for. */
  limit: number
  /** A name that the sentence needs: an unknown area, a lost gate. */
  name: string
}

export interface Known {
  /** Area codes of the edition, and its zones with the area each lies in. */
  areas: ReadonlySet<string>
  zones: ReadonlyMap<string, string>
  /** Gates that ways over the venue rely on. */
  gates: readonly string[]
}

interface Site {
  floor: Floor
  rules: VenueRules
  known: Known
  sound: Shaped[]
  sides: Sides[]
  groups: number[][]
}
interface Shaped {
  booth: Booth
  box: Rect
  rects: Rect[]
}

type Found = Omit<Finding, 'forbids'>
const found = (
  rule: LayoutRule,
  about: readonly (Booth | Shaped)[],
  where: Rect[],
  { amount = 0, limit = 0, name = '' }: Partial<Pick<Found, 'amount' | 'limit' | 'name'>> = {},
): Found => ({
  rule,
  boothIds: about.map((one) => ('booth' in one ? one.booth.id : one.id)),
  where,
  amount: Math.round(amount * 100) / 100,
  limit,
  name,
})

/**
 * Everything that a venue's rules say about a plan, those that forbid first. A booth whose shape is none is only checked for that: what
 * it would overlap is anybody's guess.
 */
export function findingsOf(floor: Floor, rules: VenueRules, known: Known): Finding[] {
  const crooked = floor.booths.filter((booth) => faultOf(booth.outline) !== null)
  const booths = crooked.length === 0 ? floor.booths : floor.booths.filter((booth) => !crooked.includes(booth))
  const sound = booths.map((booth) => ({ booth, box: boxOf(booth.outline), rects: rectsOf(booth.outline) }))
  const site: Site = {
    floor: { ...floor, booths },
    rules,
    known,
    sound,
    sides: sidesOfAll({ ...floor, booths }, rules.openSideM),
    groups: groupsOf(booths),
  }
  const all = [
    ...crooked.map((booth) =>
      found('crooked', [booth], booth.outline.length > 0 ? [boxOf(booth.outline)] : [], {
        name: faultOf(booth.outline) ?? '',
      }),
    ),
    ...CHECKS.flatMap((check) => check(site)),
  ]
  const forbids = (rule: LayoutRule) =>
    (ALWAYS_FORBIDS as readonly string[]).includes(rule) || !rules.warns.includes(rule)
  return all
    .map((one) => ({ ...one, forbids: forbids(one.rule) }))
    .sort((a, b) => Number(b.forbids) - Number(a.forbids))
}

const outsideHall = ({ sound, floor }: Site): Found[] => {
  const hall = hallOf(floor)
  return sound.flatMap((one) => {
    const over = Math.max(-one.box.x0, -one.box.y0, one.box.x1 - hall.x1, one.box.y1 - hall.y1)
    return over > 0 ? [found('outside-hall', [one], one.rects, { amount: over / 100 })] : []
  })
}

/** Pairs of booths whose boxes, grown by so much, meet; swept from left to right. */
function* pairsWithin(sound: readonly Shaped[], reach: number): Generator<[Shaped, Shaped, number, number]> {
  const order = [...sound.keys()].sort((a, b) => (sound[a] as Shaped).box.x0 - (sound[b] as Shaped).box.x0)
  for (const [place, index] of order.entries()) {
    const one = sound[index] as Shaped
    for (let next = place + 1; next < order.length; next++) {
      const other = sound[order[next] as number] as Shaped
      if (other.box.x0 >= one.box.x1 + reach) break
      if (overlaps(grown(one.box, reach), other.box)) yield [one, other, index, order[next] as number]
    }
  }
}

const areaOfRects = (rects: readonly Rect[]) =>
  rects.reduce((sum, rect) => sum + (rect.x1 - rect.x0) * (rect.y1 - rect.y0), 0) / 10_000

const overlap = ({ sound, floor }: Site): Found[] => {
  const founds: Found[] = []
  for (const [one, other] of pairsWithin(sound, 0)) {
    const common = commonOf(one.rects, other.rects)
    if (common.length > 0) founds.push(found('overlap', [one, other], common, { amount: areaOfRects(common) }))
  }
  const rooms = standingOf(floor.structures.filter((one) => one.kind !== 'pillar'))
  for (const one of sound) {
    const common = commonOf(one.rects, rooms)
    if (common.length > 0) founds.push(found('overlap', [one], common, { amount: areaOfRects(common) }))
  }
  return founds
}

const pillarInside = ({ sound, floor }: Site): Found[] => {
  const pillars = pillarsOf(floor.structures)
  return sound
    .filter((one) => !one.booth.holdsPillar)
    .flatMap((one) => {
      const common = commonOf(one.rects, pillars)
      return common.length > 0 ? [found('pillar-inside', [one], common, { amount: areaOfRects(common) })] : []
    })
}

const numbers = ({ sound }: Site): Found[] => {
  const unnumbered = sound.filter((one) => one.booth.number === '')
  const byNumber = Map.groupBy(sound, (one) => one.booth.number)
  return [
    ...unnumbered.map((one) => found('number-missing', [one], one.rects)),
    ...[...byNumber]
      .filter(([number, same]) => number !== '' && same.length > 1)
      .map(([name, same]) =>
        found(
          'number-twice',
          same,
          same.flatMap((one) => one.rects),
          { name },
        ),
      ),
  ]
}

const places = ({ sound, known }: Site): Found[] =>
  sound.flatMap((one) => {
    const { areaCode, zoneCode } = one.booth
    if (!known.areas.has(areaCode)) return [found('area-unknown', [one], one.rects, { name: areaCode })]
    if (zoneCode !== null && known.zones.get(zoneCode) !== areaCode)
      return [found('zone-unknown', [one], one.rects, { name: zoneCode })]
    return []
  })

const openSides = ({ sound, sides }: Site): Found[] =>
  sound.filter((_, index) => sides[index]?.open.length === 0).map((one) => found('no-open-side', [one], one.rects))

/** Blocks of booths closer to each other than the passage between them has to be: the narrowest place of each pair. */
const passage = ({ sound, groups, rules }: Site): Found[] => {
  const groupOf = new Map(groups.flatMap((members, group) => members.map((index) => [index, group] as const)))
  const narrowest = new Map<string, { distance: number; pair: [Shaped, Shaped]; where: Rect }>()
  for (const [one, other, indexA, indexB] of pairsWithin(sound, cm(rules.passageM))) {
    const [a, b] = [groupOf.get(indexA) as number, groupOf.get(indexB) as number]
    if (a === b) continue
    for (const rect of one.rects)
      for (const next of other.rects) {
        const distance = distanceOf(rect, next)
        const key = a < b ? `${a} ${b}` : `${b} ${a}`
        if (
          distance < cm(rules.passageM) &&
          distance < (narrowest.get(key)?.distance ?? Infinity) &&
          !overlaps(rect, next)
        )
          narrowest.set(key, { distance, pair: [one, other], where: between(rect, next) })
      }
  }
  return [...narrowest.values()].map(({ distance, pair, where }) =>
    found('passage', pair, [where], { amount: rules.passageM - distance / 100, limit: rules.passageM }),
  )
}

/** A row of several booths wall to wall; a large stand of its own may be as long as it likes. */
const rowLength = ({ sound, groups, rules }: Site): Found[] =>
  groups
    .filter((members) => members.length > 1)
    .flatMap((members) => {
      const row = members.map((index) => sound[index] as Shaped)
      const box = row.reduce(
        (all, { box: one }) => ({
          x0: Math.min(all.x0, one.x0),
          y0: Math.min(all.y0, one.y0),
          x1: Math.max(all.x1, one.x1),
          y1: Math.max(all.y1, one.y1),
        }),
        (row[0] as Shaped).box,
      )
      const length = Math.max(box.x1 - box.x0, box.y1 - box.y0) / 100
      return length > rules.rowM
        ? [found('row-length', row, [box], { amount: length - rules.rowM, limit: rules.rowM })]
        : []
    })

/** A hall counts as fully used where the booths reach over more than half of its floor. */
const mainAisles = ({ floor, sound, rules }: Site): Found[] => {
  if (sound.length === 0) return []
  const boxes = sound.map((one) => one.box)
  const reach = {
    x0: Math.min(...boxes.map((box) => box.x0)),
    y0: Math.min(...boxes.map((box) => box.y0)),
    x1: Math.max(...boxes.map((box) => box.x1)),
    y1: Math.max(...boxes.map((box) => box.y1)),
  }
  const full = areaOfRects([reach]) * 2 > floor.lengthM * floor.widthM
  const limit = full ? rules.mainAislesFull : rules.mainAislesHalf
  const missing = limit - mainAislesOf(floor, rules.mainAisleM).length
  return missing > 0 ? [found('main-aisles', [], [], { amount: missing, limit })] : []
}

const clearances =
  (rule: LayoutRule, isKept: (one: Structure) => boolean, clearM: (rules: VenueRules) => number) =>
  ({ floor, sound, rules }: Site): Found[] => {
    const clear = clearM(rules)
    return floor.structures.filter(isKept).flatMap((structure) => {
      const kept = structure.outline ? rectsOf(structure.outline) : structure.at ? [around(structure.at, 0)] : []
      return sound.flatMap((one) => {
        const distance = Math.min(...one.rects.flatMap((rect) => kept.map((other) => distanceOf(rect, other))))
        if (distance >= cm(clear)) return []
        const where = kept.map((rect) => grown(rect, cm(clear)))
        return [found(rule, [one], where, { amount: clear - distance / 100, limit: clear, name: structure.name })]
      })
    })
  }

const share = ({ floor, sound, rules }: Site): Found[] => {
  const net = sound.reduce((sum, one) => sum + areaOf(one.booth.outline), 0)
  const over = net - rules.mostShare * floor.lengthM * floor.widthM
  return over > 0 ? [found('share-of-floor', [], [], { amount: over, limit: Math.round(rules.mostShare * 100) })] : []
}

const gates = ({ floor, known }: Site): Found[] => {
  const here = new Set(floor.structures.filter((one) => one.kind === 'gate').map((one) => one.name))
  return known.gates.filter((name) => !here.has(name)).map((name) => found('gate-lost', [], [], { name }))
}

/** Whoever cannot walk from any gate to a booth cannot visit it. Without a gate there is nowhere to walk from. */
const unreachable = ({ floor, sound, sides, rules }: Site): Found[] => {
  const hall = hallOf(floor)
  const entries = floor.structures.flatMap((one) => (one.kind === 'gate' && one.at ? [doorInWall(one.at, hall)] : []))
  const pillars = pillarsOf(floor.structures)
  const doors = sides.map((one) => doorsOf(one, pillars))
  if (entries.length === 0 || sound.length === 0) return []
  const network = networkOf(floor, rules.wayM, [...doors, entries])
  const reached = new Set<number>()
  for (const entry of entries) {
    const step = stepOut(network, entry)
    if (step) spread(network, step.line, reached)
  }
  return sound
    .filter((_, index) => {
      const ways = doors[index] ?? []
      return ways.length > 0 && !ways.some((door) => reached.has(stepOut(network, door)?.line ?? -1))
    })
    .map((one) => found('unreachable', [one], one.rects))
}

function spread(network: ReturnType<typeof networkOf>, line: number, reached: Set<number>): void {
  const waiting = [line]
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    if (reached.has(next)) continue
    reached.add(next)
    for (const node of network.lines[next]?.stops ?? [])
      waiting.push(network.upright[node] as number, network.level[node] as number)
  }
}

const CHECKS: readonly ((site: Site) => Found[])[] = [
  outsideHall,
  overlap,
  numbers,
  places,
  pillarInside,
  openSides,
  unreachable,
  passage,
  rowLength,
  mainAisles,
  clearances(
    'exit-clearance',
    (one) => one.kind === 'emergency-exit' || one.kind === 'gate',
    (rules) => rules.exitClearM,
  ),
  clearances(
    'hydrant-clearance',
    (one) => one.kind === 'hydrant',
    (rules) => rules.hydrantClearM,
  ),
  clearances(
    'maintenance-passage',
    (one) => (MAINTAINED as readonly string[]).includes(one.kind),
    (rules) => rules.maintenanceM,
  ),
  share,
  gates,
]
