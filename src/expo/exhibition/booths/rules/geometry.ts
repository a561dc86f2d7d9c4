// Shapes on a hall's floor. Booths stand square to the walls, so all of it is exact arithmetic in whole centimetres: no rounding decides
// whether two stands overlap.

/** Metres from the hall's upper left corner on the plan: x to the right, y down. */
export type Point = readonly [number, number]
/** Corners in clockwise order as seen on the plan; the last joins the first. */
export type Outline = readonly Point[]

/** A rectangle in whole centimetres. */
export interface Rect {
  x0: number
  y0: number
  x1: number
  y1: number
}

export const SIDES = ['up', 'right', 'down', 'left'] as const
export type Side = (typeof SIDES)[number]

/** A straight piece of an outline in whole centimetres, from its smaller to its larger coordinate, and the side it faces. */
export interface Edge {
  side: Side
  /** Where it lies: y of an edge that faces up or down, x of the others. */
  at: number
  from: number
  to: number
}

export const cm = (metres: number): number => Math.round(metres * 100)
export const metres = (centimetres: number): number => Math.round(centimetres) / 100

const inCm = (outline: Outline): [number, number][] => outline.map(([x, y]) => [cm(x), cm(y)])
const isLevel = (side: Side): boolean => side === 'up' || side === 'down'

export const rectangle = (x: number, y: number, width: number, height: number): Outline => [
  [x, y],
  [metres(cm(x) + cm(width)), y],
  [metres(cm(x) + cm(width)), metres(cm(y) + cm(height))],
  [x, metres(cm(y) + cm(height))],
]
/** Twice the signed area in cm²; positive for clockwise on a plan whose y runs down. */
function doubled(corners: readonly (readonly [number, number])[]): number {
  let sum = 0
  for (const [index, [x, y]] of corners.entries()) {
    const [nextX, nextY] = corners[(index + 1) % corners.length] as [number, number]
    sum += x * nextY - nextX * y
  }
  return sum
}

/** m², exact to a hundredth. */
export const areaOf = (outline: Outline): number => Math.round(Math.abs(doubled(inCm(outline))) / 200) / 100

/** The same shape as it is kept: whole centimetres, clockwise, no corner that is none, beginning at the uppermost, then leftmost corner. */
export function tidied(outline: Outline): Outline {
  let corners = inCm(outline)
  if (doubled(corners) < 0) corners = corners.reverse()
  for (let before = -1; before !== corners.length; ) {
    before = corners.length
    // Rings in files close themselves: a corner that follows itself is one, before it is asked whether it is any.
    corners = corners.filter((corner, index) => !isSame(corner, corners.at(index - 1)) || corners.length === 1)
    corners = corners.filter((_, index) => isCorner(index, corners))
  }
  const first = corners.reduce((best, [x, y], index) => {
    const [bestX, bestY] = corners[best] as [number, number]
    return y < bestY || (y === bestY && x < bestX) ? index : best
  }, 0)
  return [...corners.slice(first), ...corners.slice(0, first)].map(([x, y]) => [metres(x), metres(y)])
}

type Corner = [number, number]
const isSame = (a: Corner, b: Corner | undefined): boolean => b !== undefined && a[0] === b[0] && a[1] === b[1]

/** Does the way turn at this corner? */
function isCorner(index: number, among: readonly Corner[]): boolean {
  const [x, y] = among[index] as Corner
  const [beforeX, beforeY] = among.at(index - 1) as Corner
  const [afterX, afterY] = among[(index + 1) % among.length] as Corner
  return (x - beforeX) * (afterY - y) !== (afterX - x) * (y - beforeY)
}

export type ShapeFault = 'too-few-corners' | 'slanting' | 'crosses-itself'

/** Why an outline is no booth's shape: it needs four corners, edges along the walls, and may not cross or touch itself. */
export function faultOf(outline: Outline): ShapeFault | null {
  const shape = tidied(outline)
  if (shape.length < 4) return 'too-few-corners'
  const corners = inCm(shape)
  for (const [index, [x, y]] of corners.entries()) {
    const [nextX, nextY] = corners[(index + 1) % corners.length] as [number, number]
    if (x !== nextX && y !== nextY) return 'slanting'
  }
  return edgesOf(shape).some((edge, index, edges) =>
    edges.some((other, at) => at > index + 1 && meet(edge, other, edges.length, index, at)),
  )
    ? 'crosses-itself'
    : null
}

function meet(a: Edge, b: Edge, count: number, indexA: number, indexB: number): boolean {
  // The last edge and the first share a corner by right.
  if (indexA === 0 && indexB === count - 1) return false
  if (isLevel(a.side) === isLevel(b.side)) return a.at === b.at && a.from <= b.to && b.from <= a.to
  return a.from <= b.at && b.at <= a.to && b.from <= a.at && a.at <= b.to
}

/** The edges of a clockwise outline, each with the side it faces. */
export function edgesOf(outline: Outline): Edge[] {
  const corners = inCm(outline)
  return corners.map(([x, y], index) => {
    const [nextX, nextY] = corners[(index + 1) % corners.length] as [number, number]
    if (y === nextY) return { side: nextX > x ? 'up' : 'down', at: y, from: Math.min(x, nextX), to: Math.max(x, nextX) }
    return { side: nextY > y ? 'right' : 'left', at: x, from: Math.min(y, nextY), to: Math.max(y, nextY) }
  })
}

export function boxOf(outline: Outline): Rect {
  const box = { x0: Infinity, y0: Infinity, x1: -Infinity, y1: -Infinity }
  for (const [x, y] of inCm(outline)) {
    box.x0 = Math.min(box.x0, x)
    box.y0 = Math.min(box.y0, y)
    box.x1 = Math.max(box.x1, x)
    box.y1 = Math.max(box.y1, y)
  }
  return box
}

/** A square-cornered shape as rectangles that lie beside each other; a rectangle is itself. */
export function rectsOf(outline: Outline): Rect[] {
  if (outline.length === 4) return [boxOf(outline)]
  const uprights = edgesOf(outline).filter((edge) => !isLevel(edge.side))
  const heights = [...new Set(inCm(outline).map(([, y]) => y))].sort((a, b) => a - b)
  const rects: Rect[] = []
  for (const [index, y0] of heights.slice(0, -1).entries()) {
    const y1 = heights[index + 1] as number
    const across = uprights
      .filter((edge) => edge.from <= y0 && edge.to >= y1)
      .map((edge) => edge.at)
      .sort((a, b) => a - b)
    for (let pair = 0; pair + 1 < across.length; pair += 2) {
      const rect = { x0: across[pair] as number, y0, x1: across[pair + 1] as number, y1 }
      const above = rects.find((one) => one.y1 === y0 && one.x0 === rect.x0 && one.x1 === rect.x1)
      if (above) above.y1 = y1
      else rects.push(rect)
    }
  }
  return rects
}

export const overlaps = (a: Rect, b: Rect): boolean => a.x0 < b.x1 && b.x0 < a.x1 && a.y0 < b.y1 && b.y0 < a.y1
export const grown = ({ x0, y0, x1, y1 }: Rect, by: number): Rect => ({
  x0: x0 - by,
  y0: y0 - by,
  x1: x1 + by,
  y1: y1 + by,
})
export const around = ([x, y]: Point, by: number): Rect => grown({ x0: cm(x), y0: cm(y), x1: cm(x), y1: cm(y) }, by)

/** What two shapes have in common, in rectangles. */
export function commonOf(a: readonly Rect[], b: readonly Rect[]): Rect[] {
  return a.flatMap((one) =>
    b
      .filter((other) => overlaps(one, other))
      .map((other) => ({
        x0: Math.max(one.x0, other.x0),
        y0: Math.max(one.y0, other.y0),
        x1: Math.min(one.x1, other.x1),
        y1: Math.min(one.y1, other.y1),
      })),
  )
}

/** How far apart two rectangles lie to the right and downwards; 0 where their shadows meet. */
const apart = (a: Rect, b: Rect): [number, number] => [
  Math.max(0, a.x0 - b.x1, b.x0 - a.x1),
  Math.max(0, a.y0 - b.y1, b.y0 - a.y1),
]

/** The distance of two rectangles in centimetres; 0 where they touch. */
export function distanceOf(a: Rect, b: Rect): number {
  const [right, down] = apart(a, b)
  return right === 0 || down === 0 ? right + down : Math.hypot(right, down)
}

/** The floor between two rectangles: what lies in both their shadows, or from corner to corner. */
export function between(a: Rect, b: Rect): Rect {
  const span = (a0: number, a1: number, b0: number, b1: number): [number, number] =>
    a1 <= b0 ? [a1, b0] : b1 <= a0 ? [b1, a0] : [Math.max(a0, b0), Math.min(a1, b1)]
  const [x0, x1] = span(a.x0, a.x1, b.x0, b.x1)
  const [y0, y1] = span(a.y0, a.y1, b.y0, b.y1)
  return { x0, y0, x1, y1 }
}

/** How much wall two shapes share, in centimetres. */
export function sharedOf(a: Outline, b: Outline): number {
  if (distanceOf(boxOf(a), boxOf(b)) > 0) return 0
  const others = edgesOf(b)
  let shared = 0
  for (const edge of edgesOf(a))
    for (const other of others)
      if (other.side === OPPOSITE[edge.side] && other.at === edge.at)
        shared += Math.max(0, Math.min(edge.to, other.to) - Math.max(edge.from, other.from))
  return shared
}
export const OPPOSITE = { up: 'down', down: 'up', left: 'right', right: 'left' } as const satisfies Record<Side, Side>

export const isInside = (rects: readonly Rect[], [x, y]: Point): boolean =>
  rects.some((rect) => cm(x) > rect.x0 && cm(x) < rect.x1 && cm(y) > rect.y0 && cm(y) < rect.y1)

/** A point in the middle of a shape's largest rectangle: where its name stands and a way may be asked from. */
export function middleOf(outline: Outline): Point {
  const [largest] = rectsOf(outline).sort(
    (a, b) => (b.x1 - b.x0) * (b.y1 - b.y0) - (a.x1 - a.x0) * (a.y1 - a.y0) || a.y0 - b.y0 || a.x0 - b.x0,
  )
  return largest ? [metres((largest.x0 + largest.x1) / 2), metres((largest.y0 + largest.y1) / 2)] : [0, 0]
}

/** The outlines of what rectangles cover together: outer ones clockwise, holes the other way round. */
export function unionOf(rects: readonly Rect[]): Outline[] {
  const xs = [...new Set(rects.flatMap((rect) => [rect.x0, rect.x1]))].sort((a, b) => a - b)
  const ys = [...new Set(rects.flatMap((rect) => [rect.y0, rect.y1]))].sort((a, b) => a - b)
  const columns = new Map(xs.map((x, index) => [x, index]))
  const rows = new Map(ys.map((y, index) => [y, index]))
  const covered = new Set<number>()
  const key = (column: number, row: number) => row * xs.length + column
  for (const rect of rects)
    for (let row = rows.get(rect.y0) as number; row < (rows.get(rect.y1) as number); row++)
      for (let column = columns.get(rect.x0) as number; column < (columns.get(rect.x1) as number); column++)
        covered.add(key(column, row))
  const has = (column: number, row: number) =>
    column >= 0 && row >= 0 && column < xs.length - 1 && row < ys.length - 1 && covered.has(key(column, row))

  // Each bare side of a covered cell is a step of a border, walked with the floor on the right hand.
  const steps = new Map<number, number[]>()
  const step = (fromColumn: number, fromRow: number, toColumn: number, toRow: number) => {
    const from = key(fromColumn, fromRow)
    steps.set(from, [...(steps.get(from) ?? []), key(toColumn, toRow)])
  }
  for (let row = 0; row < ys.length - 1; row++)
    for (let column = 0; column < xs.length - 1; column++) {
      if (!has(column, row)) continue
      if (!has(column, row - 1)) step(column, row, column + 1, row)
      if (!has(column + 1, row)) step(column + 1, row, column + 1, row + 1)
      if (!has(column, row + 1)) step(column + 1, row + 1, column, row + 1)
      if (!has(column - 1, row)) step(column, row + 1, column, row)
    }
  const place = (at: number): Point => [
    metres(xs[at % xs.length] as number),
    metres(ys[Math.floor(at / xs.length)] as number),
  ]
  const outlines: Outline[] = []
  for (const [begin, ways] of steps)
    while (ways.length > 0) {
      const loop = [begin]
      let before = begin
      let at = ways.shift() as number
      while (at !== begin) {
        loop.push(at)
        const next = nextStep(before, at, steps.get(at) ?? [], xs.length)
        before = at
        at = next
      }
      const corners = loop.map(place)
      outlines.push(doubled(inCm(corners)) > 0 ? tidied(corners) : [...tidied(corners)].reverse())
    }
  return outlines
}

/** Where two borders meet at a corner, the way turns right, so that floors that only touch stay two. */
function nextStep(before: number, at: number, ways: number[], width: number): number {
  const direction = (from: number, to: number): number =>
    to === from + 1 ? 0 : to === from + width ? 1 : to === from - 1 ? 2 : 3
  const heading = direction(before, at)
  const turned = (to: number) => (direction(at, to) - heading + 4) % 4
  const order = [1, 0, 3, 2]
  ways.sort((a, b) => order.indexOf(turned(a)) - order.indexOf(turned(b)))
  return ways.shift() as number
}
