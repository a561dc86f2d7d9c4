import { cm, grown, metres, overlaps, type Point, type Rect, rectsOf, type Side } from './geometry.ts'
import { type Floor, hallOf, standingOf } from './plan.ts'
import type { Sides } from './sides.ts'

// The aisles of a hall as a net of straight lines in the middle of each, which every way follows. Booths, pillars and rooms are kept
// clear of by half the narrowest way, so that a wheelchair passes wherever a line runs.

interface Line {
  /** `up`: runs up and down at x = `at`; else from left to right at y = `at`. */
  up: boolean
  at: number
  from: number
  to: number
  /** Crossings on it, in order. */
  stops: number[]
}

export interface Network {
  /** Where each crossing lies, in centimetres, and the two lines that meet there. */
  xs: number[]
  ys: number[]
  upright: number[]
  level: number[]
  lines: Line[]
  hall: Rect
  /** What no way goes through. */
  solid: Rect[]
}

/** A place one can walk out of: a point on the edge of something, and the side one leaves by. */
export interface Door {
  at: Point
  side: Side
}

interface Cells {
  xs: number[]
  ys: number[]
  /** By row, then column: whether something stands there. */
  taken: Uint8Array
}

const ascending = (a: number, b: number) => a - b
const distinct = (numbers: number[]) => [...new Set(numbers)].sort(ascending)

function cellsOf(solid: readonly Rect[], walkable: Rect): Cells {
  const inside = (value: number, low: number, high: number) => Math.min(Math.max(value, low), high)
  const kept = solid.map((rect) => ({
    x0: inside(rect.x0, walkable.x0, walkable.x1),
    y0: inside(rect.y0, walkable.y0, walkable.y1),
    x1: inside(rect.x1, walkable.x0, walkable.x1),
    y1: inside(rect.y1, walkable.y0, walkable.y1),
  }))
  const xs = distinct([walkable.x0, walkable.x1, ...kept.flatMap((rect) => [rect.x0, rect.x1])])
  const ys = distinct([walkable.y0, walkable.y1, ...kept.flatMap((rect) => [rect.y0, rect.y1])])
  const columns = new Map(xs.map((x, index) => [x, index]))
  const rows = new Map(ys.map((y, index) => [y, index]))
  const width = xs.length - 1
  const taken = new Uint8Array(width * (ys.length - 1))
  for (const rect of kept) {
    const [left, right] = [columns.get(rect.x0) as number, columns.get(rect.x1) as number]
    for (let row = rows.get(rect.y0) as number; row < (rows.get(rect.y1) as number); row++)
      taken.fill(1, row * width + left, row * width + right)
  }
  return { xs, ys, taken }
}

const turned = ({ xs, ys, taken }: Cells): Cells => {
  const width = xs.length - 1
  const height = ys.length - 1
  const flipped = new Uint8Array(taken.length)
  for (let row = 0; row < height; row++)
    for (let column = 0; column < width; column++)
      flipped[column * height + row] = taken[row * width + column] as number
  return { xs: ys, ys: xs, taken: flipped }
}

interface Middle {
  at: number
  from: number
  to: number
  /** How wide the floor is there. */
  width: number
}

/** Floor that is wider than this is a square, not an aisle, unless it is longer than wide. */
const AISLE_CM = 1_200

/** The middles of all aisles that run up and down, piece by piece: between the same two neighbours. */
function middlesOf({ xs, ys, taken }: Cells): Middle[] {
  const width = xs.length - 1
  const middles: Middle[] = []
  let growing = new Map<string, { x0: number; x1: number; y0: number }>()
  const close = ({ x0, x1, y0 }: { x0: number; x1: number; y0: number }, y1: number) => {
    if (x1 - x0 <= AISLE_CM || y1 - y0 >= x1 - x0)
      middles.push({ at: Math.floor((x0 + x1) / 2), from: y0, to: y1, width: x1 - x0 })
  }
  for (let row = 0; row < ys.length - 1; row++) {
    const here = new Map<string, { x0: number; x1: number; y0: number }>()
    for (let column = 0; column < width; column++) {
      if (taken[row * width + column]) continue
      const begin = column
      while (column + 1 < width && !taken[row * width + column + 1]) column++
      const key = `${begin} ${column}`
      here.set(
        key,
        growing.get(key) ?? { x0: xs[begin] as number, x1: xs[column + 1] as number, y0: ys[row] as number },
      )
    }
    for (const [key, run] of growing) if (!here.has(key)) close(run, ys[row] as number)
    growing = here
  }
  for (const run of growing.values()) close(run, ys.at(-1) as number)
  return middles
}

/** The places along an upright at `x` where one can walk, as stretches. A line may run along a border, where one side is enough. */
function walkableAt(x: number, { xs, ys, taken }: Cells): [number, number][] {
  const width = xs.length - 1
  const right = xs.findIndex((one) => one > x) - 1
  const columns = (right < 0 ? [width - 1] : xs[right] === x ? [right - 1, right] : [right]).filter((one) => one >= 0)
  const stretches: [number, number][] = []
  for (let row = 0; row < ys.length - 1; row++) {
    if (columns.every((column) => taken[row * width + column])) continue
    const last = stretches.at(-1)
    if (last && last[1] === ys[row]) last[1] = ys[row + 1] as number
    else stretches.push([ys[row] as number, ys[row + 1] as number])
  }
  return stretches
}

type Stroke = Pick<Line, 'at' | 'from' | 'to'>
/** Lines so near to each other are one aisle's. */
const SAME_AISLE_CM = 120

/** Each aisle's middle, drawn out as far as one can walk on it. Of two lines in one aisle the longer is enough. */
function linesOf(cells: Cells, everyBorder: boolean): Stroke[] {
  const strokes: Stroke[] = []
  const seen = new Map<string, Stroke | undefined>()
  for (const { at, from, to, width } of middlesOf(cells)) {
    const key = `${at} ${from}`
    if (!seen.has(key)) {
      const stroke = walkableAt(at, cells).find(([begin, end]) => begin <= from && end >= to)
      seen.set(key, stroke && { at, from: stroke[0], to: stroke[1] })
    }
    const stroke = seen.get(key)
    if (stroke && stroke.to - stroke.from >= width) strokes.push(stroke)
  }
  strokes.sort((a, b) => b.to - b.from - (a.to - a.from) || a.at - b.at || a.from - b.from)
  const lines: Stroke[] = []
  for (const one of strokes)
    if (
      !lines.some((kept) => Math.abs(kept.at - one.at) <= SAME_AISLE_CM && kept.from <= one.from && kept.to >= one.to)
    )
      lines.push(one)
  if (everyBorder)
    for (const at of cells.xs) for (const [from, to] of walkableAt(at, cells)) lines.push({ at, from, to })
  return lines.sort((a, b) => a.at - b.at || a.from - b.from)
}

/** The net of a floor's aisles. Where middles alone leave a door cut off, the lines along every border are walked as well. */
export function networkOf(floor: Floor, wayM: number, doors: readonly (readonly Door[])[]): Network {
  const half = Math.round(cm(wayM) / 2)
  const hall = hallOf(floor)
  const solid = [...floor.booths.flatMap((booth) => rectsOf(booth.outline)), ...standingOf(floor.structures)]
  const cells = cellsOf(
    solid.map((rect) => grown(rect, half)),
    { x0: half, y0: half, x1: hall.x1 - half, y1: hall.y1 - half },
  )
  const net = (everyBorder: boolean): Network =>
    crossed(
      [
        ...linesOf(cells, everyBorder).map((line) => ({ ...line, up: true, stops: [] })),
        ...linesOf(turned(cells), everyBorder).map((line) => ({ ...line, up: false, stops: [] })),
      ],
      hall,
      solid,
    )
  const plain = net(false)
  return isWhole(plain, doors) ? plain : net(true)
}

function crossed(lines: Line[], hall: Rect, solid: Rect[]): Network {
  const network: Network = { xs: [], ys: [], upright: [], level: [], lines, hall, solid }
  const levels = lines.flatMap((line, index) => (line.up ? [] : [index]))
  for (const [index, line] of lines.entries()) {
    if (!line.up) continue
    for (const other of levels) {
      const level = lines[other] as Line
      if (level.at < line.from || level.at > line.to || line.at < level.from || line.at > level.to) continue
      const node = network.xs.push(line.at) - 1
      network.ys.push(level.at)
      network.upright.push(index)
      network.level.push(other)
      line.stops.push(node)
      level.stops.push(node)
    }
  }
  return network
}

/** Where a door's step out meets the first aisle: the point, the line it lies on, and how far it is. */
export interface Step {
  line: number
  x: number
  y: number
  length: number
}

/**
 * One step straight out of a door, to the nearest line that crosses it, or to the one that begins before the door and runs on from there:
 * whoever waits beside that one is met on the way. Null where something stands in the way.
 */
export function stepOut(network: Network, door: Door): Step | null {
  const [x, y] = [cm(door.at[0]), cm(door.at[1])]
  const upwards = door.side === 'up' || door.side === 'down'
  const forwards = door.side === 'down' || door.side === 'right' ? 1 : -1
  let best: Step | null = null
  for (const [index, line] of network.lines.entries()) {
    if (line.up === upwards) continue
    const along = upwards ? x : y
    const length = (line.at - (upwards ? y : x)) * forwards
    if (along < line.from || along > line.to || length < 0 || (best && length >= best.length)) continue
    best = upwards ? { line: index, x, y: line.at, length } : { line: index, x: line.at, y, length }
  }
  if (!best) return null
  const path = { x0: Math.min(x, best.x), y0: Math.min(y, best.y), x1: Math.max(x, best.x), y1: Math.max(y, best.y) }
  return network.solid.some((rect) => crosses(path, rect)) ? null : (straightOn(network, door, best) ?? best)
}

/** The step onto a line that runs straight out from the door and reaches the line that crosses it. */
function straightOn(network: Network, door: Door, crossing: Step): Step | null {
  const [x, y] = [cm(door.at[0]), cm(door.at[1])]
  const upwards = door.side === 'up' || door.side === 'down'
  const [across, here, there] = upwards ? [x, y, crossing.y] : [y, x, crossing.x]
  const line = network.lines.findIndex(
    (one) => one.up === upwards && one.at === across && one.from <= there && there <= one.to,
  )
  const found = network.lines[line]
  if (!found) return null
  const place = Math.min(Math.max(here, found.from), found.to)
  const length = Math.abs(place - here)
  return upwards ? { line, x, y: place, length } : { line, x: place, y, length }
}

/** Does a straight path go through the inside of something? */
const crosses = (path: Rect, rect: Rect): boolean =>
  path.x0 < rect.x1 && path.x1 > rect.x0 && path.y0 < rect.y1 && path.y1 > rect.y0

function isWhole(network: Network, doors: readonly (readonly Door[])[]): boolean {
  const leader = network.lines.map((_, index) => index)
  const find = (index: number): number => {
    let at = index
    while (leader[at] !== at) at = leader[at] = leader[leader[at] as number] as number
    return at
  }
  for (const node of network.xs.keys())
    leader[find(network.upright[node] as number)] = find(network.level[node] as number)
  const parts = doors.map((ways) => {
    const steps = ways.map((door) => stepOut(network, door)).filter((step) => step !== null)
    return new Set(steps.map((step) => find(step.line)))
  })
  const reached = new Map<number, number>()
  for (const part of parts) for (const one of part) reached.set(one, (reached.get(one) ?? 0) + 1)
  return Math.max(0, ...reached.values()) === parts.length
}

/** Where along a side its door may be, in the order in which one would put it there. */
const PLACES = [1 / 2, 1 / 3, 2 / 3, 1 / 5, 4 / 5]
/** So much floor before a door is clear of pillars. */
const STEP_CM = 120

/** The doors of a shape: in the middle of each open side's longest stretch, or beside it where a pillar stands before it. */
export function doorsOf({ open, openEdges }: Pick<Sides, 'open' | 'openEdges'>, pillars: readonly Rect[] = []): Door[] {
  return open.flatMap((side): Door[] => {
    const [longest] = openEdges.filter((edge) => edge.side === side).sort((a, b) => b.to - b.from - (a.to - a.from))
    if (!longest) return []
    const level = side === 'up' || side === 'down'
    const places = PLACES.map((part) => Math.floor(longest.from + (longest.to - longest.from) * part))
    const isClear = (place: number) => {
      const [near, far] = [longest.at, longest.at + (side === 'up' || side === 'left' ? -STEP_CM : STEP_CM)]
      const [low, high] = [Math.min(near, far), Math.max(near, far)]
      const step = level
        ? { x0: place - 1, x1: place + 1, y0: low, y1: high }
        : { x0: low, x1: high, y0: place - 1, y1: place + 1 }
      return !pillars.some((pillar) => overlaps(pillar, step))
    }
    const place = metres(places.find(isClear) ?? (places[0] as number))
    const at = metres(longest.at)
    return [{ at: level ? [place, at] : [at, place], side }]
  })
}

/** The door of something in a wall: inwards from the nearest wall. */
export function doorInWall(at: Point, hall: Rect): Door {
  const [x, y] = [cm(at[0]), cm(at[1])]
  const walls: [number, Side][] = [
    [y - hall.y0, 'down'],
    [hall.x1 - x, 'left'],
    [hall.y1 - y, 'up'],
    [x - hall.x0, 'right'],
  ]
  const [[, side]] = walls.sort((a, b) => a[0] - b[0]) as [[number, Side]]
  return { at, side }
}
