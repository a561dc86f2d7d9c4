import type { BoothKind, StructureKind } from '../words.ts'
import { boxOf, cm, commonOf, grown, type Outline, overlaps, rectangle, rectsOf } from './geometry.ts'
import { type Booth, type Floor, type Structure, standingOf, type VenueRules } from './plan.ts'

// A first plan for an empty hall: main aisles from wall to wall, blocks of stands between them, the largest where most people pass, and
// all that the venue's rules ask for. It draws the demonstration's halls, and staff may begin a draft with it.

/** Sizes of stands in m², with the share of the rented floor that each is to have. */
export type Mix = readonly (readonly [m2: number, share: number])[]

export const MIXES = {
  /** Many standard booths, some raw space. */
  small: [
    [9, 0.16],
    [18, 0.1],
    [36, 0.22],
    [54, 0.13],
    [72, 0.1],
    [108, 0.12],
    [180, 0.1],
    [378, 0.07],
  ],
  middle: [
    [9, 0.01],
    [18, 0.02],
    [36, 0.08],
    [54, 0.1],
    [72, 0.13],
    [108, 0.22],
    [150, 0.15],
    [252, 0.15],
    [504, 0.14],
  ],
  large: [
    [36, 0.04],
    [72, 0.08],
    [144, 0.12],
    [252, 0.16],
    [400, 0.18],
    [567, 0.16],
    [1200, 0.1],
    [2100, 0.16],
  ],
  /** Tables for start-ups beside standard booths. */
  startups: [
    [6, 0.02],
    [9, 0.07],
    [18, 0.09],
    [36, 0.22],
    [72, 0.26],
    [108, 0.17],
    [180, 0.17],
  ],
  /** National pavilions. */
  pavilions: [
    [36, 0.05],
    [54, 0.08],
    [72, 0.12],
    [108, 0.17],
    [144, 0.17],
    [216, 0.18],
    [400, 0.12],
    [567, 0.11],
  ],
} as const satisfies Record<string, Mix>
export type MixName = keyof typeof MIXES

export interface Wish {
  areaCode: string
  /** Its share of the hall. */
  share: number
  mix: Mix
  national: boolean
  /** Special zones inside the area, each with its share of it. */
  zones: readonly { code: string; share: number }[]
}

export interface Suggestion {
  lengthM: number
  widthM: number
  rules: VenueRules
  wishes: readonly Wish[]
  /** A hall with another above it has pillars. */
  pillars: boolean
  /** The same seed gives the same plan. */
  seed: string
  newId(): string
}

/** How much of the floor that the rules allow is drawn: a little is kept for those who come late. */
const FILLED = 0.96
const GRID = 0.5
const ROOM_DEPTH = 5
const LETTERS = 'ABCDEFGHJKLMNPQRSTUVWXYZ'

const onGrid = (metres: number): number => Math.floor(metres / GRID + 1e-9) * GRID

/** Numbers in [0, 1) that are the same for the same seed (mulberry32 over an FNV-1a hash). */
function chanceOf(seed: string): () => number {
  let state = 0x811c9dc5
  for (const letter of seed) state = Math.imul(state ^ letter.charCodeAt(0), 0x01000193)
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}

interface Cell {
  column: number
  row: number
  x: number
  y: number
  width: number
  height: number
  shelves: Shelf[]
}

/** Blocks side by side, all equally deep. */
interface Shelf {
  depth: number
  blocks: Block[]
}
interface Block {
  width: number
  stands: (Stand & { x: number; y: number })[]
}

interface Frame {
  cells: Cell[]
  columns: number
  rows: number
  /** Middles of the main aisles. */
  across: number[]
  along: number[]
}

/** Main aisles in both directions, and the cells between them. */
function frameOf({ lengthM, widthM, rules }: Suggestion): Frame {
  const main = rules.mainAisleM
  const block = 2 * rules.rowM + rules.passageM
  const split = (from: number, to: number, wanted: number) => {
    const count = Math.max(1, Math.round((to - from + main) / (wanted + main)))
    const size = onGrid(Math.min(wanted, (to - from - (count - 1) * main) / count))
    const aisle = count > 1 ? (to - from - count * size) / (count - 1) : 0
    return { starts: Array.from({ length: count }, (_, index) => onGrid(from + index * (size + aisle))), size }
  }
  const margin = lengthM * widthM > 12_000 ? rules.passageM + 1 : Math.max(rules.passageM + 1, main)
  const x = split(margin, lengthM - margin, block)
  const y = split(ROOM_DEPTH + margin, widthM - margin, 9 * rules.passageM)
  const middles = ({ starts, size }: typeof x) =>
    starts.slice(1).map((start, index) => ((starts[index] as number) + size + start) / 2)
  const cells = y.starts.flatMap((top, row) =>
    x.starts.map((left, column) => ({ column, row, x: left, y: top, width: x.size, height: y.size, shelves: [] })),
  )
  return { cells, columns: x.starts.length, rows: y.starts.length, across: middles(x), along: middles(y) }
}

interface Stand {
  width: number
  depth: number
  kind: BoothKind
  /** Where it reaches round a shorter row behind it: so far from its left edge, it is twice as deep. */
  foot?: number
}

/** A stand's width and depth for its size: a table, one or two modules of 3 m, else about as deep as it is wide on a grid of 3 m. */
function standOf(m2: number, national: boolean, deepest: number, widest: number): Stand {
  if (m2 < 9) return { width: m2 / 2, depth: 2, kind: 'pod' }
  if (m2 <= 27 && !national) return { width: m2 / 3, depth: 3, kind: 'standard' }
  const kind = national ? 'national' : 'raw'
  if (m2 <= 72) return { width: onGrid(m2 / 6), depth: 6, kind }
  const depth = Math.min(deepest, Math.max(9, Math.floor(Math.sqrt(m2) / 3) * 3))
  return { width: Math.min(widest, onGrid(m2 / depth)), depth, kind }
}

function standsOf(wish: Wish, net: number, deepest: number, widest: number): Stand[] {
  return wish.mix.flatMap(([m2, share]) => {
    if (m2 > widest * deepest) return []
    const stand = standOf(m2, wish.national, deepest, widest)
    return Array.from({ length: Math.round((share * net) / (stand.width * stand.depth)) }, () => stand)
  })
}

/** A stand that no cell holds takes two, one above the other, with the aisle between them: the nearest to the middle of the hall. */
function placeGiants(wish: Wish, net: number, cells: Cell[], rules: VenueRules): { cell: Cell; outline: Outline }[] {
  const [first] = cells
  if (!first) return []
  const giants = wish.mix.filter(([m2]) => m2 > first.width * first.height)
  return giants.flatMap(([m2, share]) =>
    Array.from({ length: Math.round((share * net) / m2) }).flatMap(() => {
      const upper = cells.find((one) => cells.some((other) => other.column === one.column && other.row === one.row + 1))
      const lower = cells.find((one) => upper && one.column === upper.column && one.row === upper.row + 1)
      if (!upper || !lower || cells.length < 4) return []
      cells.splice(0, cells.length, ...cells.filter((one) => one !== upper && one !== lower))
      const deepest = lower.y + lower.height - upper.y
      const width = upper.width - rules.passageM
      return [{ cell: upper, outline: rectangle(upper.x, upper.y, width, Math.min(deepest, onGrid(m2 / width))) }]
    }),
  )
}

/** Stands wall to wall in rows no longer than the venue allows; small ones back to back, wide ones alone. */
function blocksOf(stands: readonly Stand[], chance: () => number, rules: VenueRules): Map<number, Block[]> {
  const blocks = new Map<number, Block[]>()
  const add = (depth: number, block: Block) => blocks.set(depth, [...(blocks.get(depth) ?? []), block])
  const byDepth = Map.groupBy(stands, (stand) =>
    stand.depth >= 15 ? `${stand.depth} alone` : `${stand.depth} ${stand.kind}`,
  )
  for (const same of byDepth.values()) {
    const waiting = shuffled(same, chance)
    const { depth } = waiting[0] as Stand
    while (waiting.length > 0) {
      const double = depth <= 3 || (depth === 6 && chance() < 0.7)
      const longest = depth >= 15 ? Infinity : rules.rowM
      const front = rowOf(waiting, depth >= 15 ? 1 : Infinity, longest)
      const back = double ? rowOf(waiting, Infinity, front.width) : { width: 0, stands: [] }
      if (back.stands.length > 0 && chance() < 0.6) reachRound(front.stands, back.width)
      add(back.stands.length > 0 ? depth * 2 : depth, {
        width: front.width,
        stands: [
          ...front.stands.map((stand) => ({ ...stand, y: 0 })),
          ...back.stands.map((stand) => ({ ...stand, y: depth })),
        ],
      })
    }
  }
  return blocks
}

/** The last raw stand of the front row takes the corner that a shorter back row leaves. */
function reachRound(front: (Stand & { x: number })[], backWidth: number): void {
  const last = front.at(-1)
  if (last?.kind !== 'raw') return
  const foot = backWidth - last.x
  if (foot > 0 && last.width - foot >= 3) last.foot = foot
}

function rowOf(waiting: Stand[], most: number, longest: number): { width: number; stands: (Stand & { x: number })[] } {
  const stands: (Stand & { x: number })[] = []
  let width = 0
  while (waiting.length > 0 && stands.length < most) {
    const next = waiting.findIndex((stand) => width + stand.width <= longest)
    if (next < 0) break
    const [stand] = waiting.splice(next, 1) as [Stand]
    stands.push({ ...stand, x: width })
    width += stand.width
  }
  return { width, stands }
}

function shuffled<Thing>(things: readonly Thing[], chance: () => number): Thing[] {
  const order = [...things]
  for (let last = order.length - 1; last > 0; last--) {
    const other = Math.floor(chance() * (last + 1))
    ;[order[last], order[other]] = [order[other] as Thing, order[last] as Thing]
  }
  return order
}

/** Blocks of one depth side by side, as many as go into a cell's width. */
function shelvesOf(blocks: ReadonlyMap<number, readonly Block[]>, width: number, passage: number): Shelf[] {
  const shelves: Shelf[] = []
  for (const [depth, same] of blocks) {
    const waiting = [...same].sort((a, b) => b.width - a.width)
    while (waiting.length > 0) {
      const shelf: Shelf = { depth, blocks: [] }
      let left = width
      for (let next = 0; next >= 0; ) {
        next = waiting.findIndex((block) => block.width <= left)
        const [block] = next < 0 ? [] : waiting.splice(next, 1)
        if (!block) break
        shelf.blocks.push(block)
        left -= block.width + passage
      }
      if (shelf.blocks.length === 0) waiting.shift()
      else shelves.push(shelf)
    }
  }
  return shelves.sort((a, b) => b.depth - a.depth)
}

const widthOf = (shelf: Shelf, passage: number) =>
  shelf.blocks.reduce((sum, block) => sum + block.width + passage, -passage)
const heightOf = (cell: Cell, passage: number) =>
  cell.shelves.reduce((sum, shelf) => sum + shelf.depth + passage, -passage)

/** What one depth has left over at the end of its last shelf joins another's, so that no shelf stands half empty. */
function joined(shelves: readonly Shelf[], width: number, passage: number): Shelf[] {
  const whole: Shelf[] = []
  for (const shelf of shelves) {
    const room = (other: Shelf) => width - widthOf(other, passage) - passage - widthOf(shelf, passage)
    const [host] = whole.filter((other) => room(other) >= 0).sort((a, b) => a.depth - b.depth)
    if (host && host.depth >= shelf.depth && host.depth - shelf.depth <= 6) host.blocks.push(...shelf.blocks)
    else whole.push({ ...shelf, blocks: [...shelf.blocks] })
  }
  // Tables go first, as they fit anywhere; then the deepest, as they fit nowhere else.
  return whole.sort((a, b) => Number(b.depth < 6) - Number(a.depth < 6) || b.depth - a.depth)
}

/** Puts shelves into cells, the deepest first; gives what fits nowhere. `spread`: where most room is left, else where least is. */
function shelve(shelves: readonly Shelf[], cells: readonly Cell[], passage: number, spread: boolean): Shelf[] {
  const room = (cell: Cell) => cell.height - heightOf(cell, passage) - (cell.shelves.length > 0 ? passage : 0)
  return shelves.filter((shelf) => {
    const [cell] = cells
      .filter((one) => room(one) >= shelf.depth)
      .sort((a, b) => (spread ? room(b) - room(a) : room(a) - room(b)))
    cell?.shelves.push(shelf)
    return cell === undefined
  })
}

/** Spread evenly where everything fits; else packed, whichever leaves less out. */
function fill(shelves: readonly Shelf[], cells: readonly Cell[], passage: number): void {
  const areaOfBlocks = (some: readonly Shelf[]) =>
    some
      .flatMap((shelf) => shelf.blocks.flatMap((block) => block.stands))
      .reduce((sum, one) => sum + one.width * one.depth, 0)
  const tryTo = (spread: boolean) => {
    const tried = cells.map((cell) => ({ ...cell, shelves: [] as Shelf[] }))
    return { tried, left: areaOfBlocks(shelve(shelves, tried, passage, spread)) }
  }
  const spread = tryTo(true)
  const packed = spread.left === 0 ? spread : tryTo(false)
  const { tried } = packed.left < spread.left ? packed : spread
  for (const [index, cell] of cells.entries()) cell.shelves = tried[index]?.shelves ?? []
}

/** Cells in the middle of the hall and near its gates first. */
const byProminence =
  ({ columns, rows }: Frame) =>
  (a: Cell, b: Cell) => {
    const far = (cell: Cell) => Math.abs(cell.column - (columns - 1) / 2) + (rows - 1 - cell.row) * 0.6
    return far(a) - far(b) || a.column - b.column
  }

/** Stands where they come to lie: shelves and blocks spread over their cell, on the grid. */
function placed(cell: Cell, passage: number): { shelf: number; x: number; y: number; stand: Stand }[] {
  const spare = cell.height - heightOf(cell, passage)
  const order = cell.shelves.toSorted((a, b) => a.depth - b.depth)
  // The deepest in the middle, so that the small ones have the passages along the main aisles.
  const shelves = order.length === 3 ? [order[0], order[2], order[1]] : order
  let y = cell.y
  return shelves.flatMap((shelf, index) => {
    if (!shelf) return []
    const top = onGrid(y + (shelves.length === 1 ? spare / 2 : 0))
    y += shelf.depth + passage + (shelves.length > 1 ? spare / (shelves.length - 1) : 0)
    const used = widthOf(shelf, passage)
    const gap = shelf.blocks.length > 1 ? Math.min(6, (cell.width - used) / (shelf.blocks.length - 1)) : 0
    let x = cell.x + (shelf.blocks.length === 1 && shelf.depth >= 12 ? (cell.width - used) / 2 : 0)
    return shelf.blocks.flatMap((block) => {
      const left = onGrid(x)
      x += block.width + passage + gap
      return block.stands.map((stand) => ({ shelf: index, x: left + stand.x, y: top + stand.y, stand }))
    })
  })
}

const unnumbered = { number: '', zoneCode: null, holdsPillar: false }

/** A plan for an empty hall. The same wishes and seed give the same plan, but for its ids. */
export function suggestPlan(order: Suggestion): Floor {
  const frame = frameOf(order)
  const { rules, newId } = order
  const chance = chanceOf(order.seed)
  const structures = roomsAndGates(order, frame)
  const net = order.lengthM * order.widthM * rules.mostShare * FILLED
  const booths: (Booth & { line: number })[] = []
  const free = frame.cells.toSorted((a, b) => a.column - b.column || a.row - b.row)
  for (const wish of order.wishes) {
    const mine = free.splice(0, Math.max(1, Math.round(wish.share * frame.cells.length))).sort(byProminence(frame))
    const kind = wish.national ? 'national' : 'raw'
    for (const { cell, outline } of placeGiants(wish, net * wish.share, mine, rules))
      booths.push({ ...unnumbered, id: newId(), kind, outline, areaCode: wish.areaCode, line: cell.row * 8 })
    const [first] = mine
    if (!first) continue
    const stands = standsOf(wish, net * wish.share, first.height, first.width)
    const shelves = shelvesOf(blocksOf(stands, chance, rules), first.width, rules.passageM)
    fill(joined(shelves, first.width, rules.passageM), mine, rules.passageM)
    const zoneOf = zonesOf(wish, mine, rules.passageM)
    for (const cell of mine)
      for (const { shelf, x, y, stand } of placed(cell, rules.passageM))
        booths.push({
          ...unnumbered,
          id: newId(),
          kind: stand.kind,
          outline: outlineAt(x, y, stand),
          areaCode: wish.areaCode,
          zoneCode: zoneOf(cell),
          line: cell.row * 8 + shelf,
        })
  }
  const pillars = order.pillars ? pillarsOf(frame, booths, rules.wayM, newId) : []
  const floor = { lengthM: order.lengthM, widthM: order.widthM }
  const all = [...structures, ...restPlaces(frame, booths, rules.passageM, newId), ...pillars]
  return { ...floor, structures: all, booths: numbered(marked(booths, pillars)) }
}

function outlineAt(x: number, y: number, { width, depth, foot }: Stand): Outline {
  if (foot === undefined) return rectangle(x, y, width, depth)
  const [right, bend, foot1] = [x + width, y + depth, x + foot]
  return [
    [x, y],
    [right, y],
    [right, bend + depth],
    [foot1, bend + depth],
    [foot1, bend],
    [x, bend],
  ]
}

/** Special zones take whole cells, from the far end on, until they have their share. */
function zonesOf(wish: Wish, cells: readonly Cell[], passage: number): (cell: Cell) => string | null {
  const sizes = new Map(
    cells.map((cell) => [cell, placed(cell, passage).reduce((sum, { stand }) => sum + stand.width * stand.depth, 0)]),
  )
  const whole = [...sizes.values()].reduce((sum, size) => sum + size, 0)
  const waiting = [...cells].sort((a, b) => b.column - a.column || a.row - b.row)
  const zones = new Map<Cell, string>()
  for (const zone of wish.zones)
    for (let got = 0; got < zone.share * whole && waiting.length > 0; ) {
      const cell = waiting.shift() as Cell
      zones.set(cell, zone.code)
      got += sizes.get(cell) as number
    }
  return (cell) => zones.get(cell) ?? null
}

const marked = <B extends Booth>(booths: readonly B[], pillars: readonly Structure[]): B[] => {
  const standing = standingOf(pillars)
  return booths.map((booth) => ({ ...booth, holdsPillar: commonOf(rectsOf(booth.outline), standing).length > 0 }))
}

/** Rows have letters from the top, stands count from the left; of two back to back the upper comes first. */
function numbered(booths: readonly (Booth & { line: number })[]): Booth[] {
  const lines = [...new Set(booths.map((booth) => booth.line))].sort((a, b) => a - b)
  const digits = String(
    Math.max(...[...Map.groupBy(booths, (booth) => booth.line).values()].map((line) => line.length), 1),
  ).length
  return lines.flatMap((line, index) => {
    const letter = `${index >= LETTERS.length ? LETTERS[Math.floor(index / LETTERS.length) - 1] : ''}${LETTERS[index % LETTERS.length]}`
    return booths
      .filter((booth) => booth.line === line)
      .sort((a, b) => {
        const [one, other] = [boxOf(a.outline), boxOf(b.outline)]
        return one.x0 - other.x0 || one.y0 - other.y0
      })
      .map(({ line: _, ...booth }, at) => ({
        ...booth,
        number: `${letter}${String(at + 1).padStart(Math.max(2, digits), '0')}`,
      }))
  })
}

const PILLAR_M = 1.2

/** One pillar to a cell, in the line of its first block: in the midst of a stand rather than in the way before one. */
function pillarsOf({ cells }: Frame, booths: readonly Booth[], wayM: number, newId: () => string): Structure[] {
  const rects = booths.flatMap((booth) => rectsOf(booth.outline))
  const isGood = (outline: Outline) => {
    const pillar = boxOf(outline)
    const held = commonOf([pillar], rects).reduce((sum, one) => sum + (one.x1 - one.x0) * (one.y1 - one.y0), 0)
    return (
      held === (pillar.x1 - pillar.x0) * (pillar.y1 - pillar.y0) ||
      !rects.some((rect) => overlaps(rect, grown(pillar, cm(wayM))))
    )
  }
  return cells.map((cell) => {
    const middle = cell.y + onGrid(cell.height / 2) - PILLAR_M / 2
    const steps = Array.from({ length: Math.floor(cell.height / 2 / GRID) }, (_, index) => index * GRID)
    const places = steps
      .flatMap((step) => [middle + step, middle - step])
      .map((y) => rectangle(cell.x + 9.9, y, PILLAR_M, PILLAR_M))
    const outline = places.find(isGood) ?? (places[0] as Outline)
    return { id: newId(), kind: 'pillar', name: '', at: null, outline }
  })
}

const REST_PLACES: readonly [StructureKind, number, number][] = [
  ['stage', 18, 9],
  ['cafe', 12, 6],
  ['cafe', 9, 6],
]

/** A stage and two cafés where the shelves have left room for them. */
function restPlaces({ cells }: Frame, booths: readonly Booth[], passage: number, newId: () => string): Structure[] {
  const taken = booths.map((booth) => boxOf(booth.outline))
  return REST_PLACES.flatMap(([kind, width, depth], index) => {
    const from = cells.toSorted(
      (a, b) => Math.abs(a.column - index * 2) - Math.abs(b.column - index * 2) || a.row - b.row,
    )
    for (const cell of from)
      for (let y = cell.y; y + depth <= cell.y + cell.height; y += 3)
        for (let x = cell.x; x + width <= cell.x + cell.width; x += 3) {
          const outline = rectangle(x, y, width, depth)
          const room = grown(boxOf(outline), cm(passage))
          if (taken.some((box) => overlaps(box, room))) continue
          taken.push(boxOf(outline))
          return [{ id: newId(), kind, name: '', at: null, outline }]
        }
    return []
  })
}

/** Rooms along the upper wall with exits between them, gates where main aisles end, exits and hydrants on the other walls. */
function roomsAndGates({ lengthM, widthM, newId }: Suggestion, { across, along }: Frame): Structure[] {
  const made: Structure[] = []
  const point = (kind: StructureKind, name: string, x: number, y: number) =>
    made.push({ id: newId(), kind, name, at: [onGrid(x), onGrid(y)], outline: null })
  const gatesBelow = across.length > 0 ? across : [lengthM / 2]
  for (const [index, x] of gatesBelow.entries()) point('gate', String(index + 1), x, widthM)
  const beside = along[0] ?? widthM / 2
  point('gate', String(gatesBelow.length + 1), 0, beside)
  point('gate', String(gatesBelow.length + 2), lengthM, beside)

  const rooms: [StructureKind, number][] = [
    ['toilets', 14],
    ['service', 22],
    ['stairs', 7],
    ['cafe', 20],
    ['lift', 4],
    ['first-aid', 8],
    ['service', 24],
    ['prayer-room', 9],
    ['toilets', 14],
    ['escalator', 12],
    ['service', 20],
    ['toilets', 14],
  ]
  let x = 12
  for (const [kind, width] of rooms) {
    if (x + width + 12 > lengthM) break
    made.push({ id: newId(), kind, name: '', at: null, outline: rectangle(x, 0, width, ROOM_DEPTH) })
    point('emergency-exit', '', x + width + 2.5, 0)
    x += width + 5
  }
  for (let exit = 24; exit < lengthM - 12; exit += 42)
    if (gatesBelow.every((gate) => Math.abs(gate - exit) > 8)) point('emergency-exit', '', exit, widthM)
  for (const y of [widthM * 0.25, widthM * 0.75])
    if (Math.abs(y - beside) > 8) {
      point('emergency-exit', '', 0, y)
      point('emergency-exit', '', lengthM, y)
    }
  for (let hydrant = 10; hydrant < lengthM - 5; hydrant += 36)
    if (gatesBelow.every((gate) => Math.abs(gate - hydrant) > 5)) point('hydrant', '', hydrant, widthM)
  for (const y of [widthM * 0.15, widthM * 0.6, widthM * 0.9])
    if (Math.abs(y - beside) > 5) {
      point('hydrant', '', 0, y)
      point('hydrant', '', lengthM, y)
    }
  return made
}
