import {
  boxOf,
  cm,
  distanceOf,
  type Edge,
  edgesOf,
  grown,
  type Outline,
  overlaps,
  type Rect,
  rectsOf,
  SIDES,
  type Side,
  sharedOf,
} from './geometry.ts'
import { type Floor, hallOf, standingOf } from './plan.ts'

/** A stretch [from, to] of an edge, in centimetres. */
type Stretch = readonly [number, number]

export interface Sides {
  /** The sides that face an aisle for most of their length. */
  open: Side[]
  /** Stretches of edge with an aisle before them, and those without: what a drawing shows as open floor or as wall. */
  openEdges: Edge[]
  closedEdges: Edge[]
}

/** The floor before an edge, `depth` centimetres deep. */
function before(edge: Edge, depth: number): Rect {
  const { at, from, to } = edge
  if (edge.side === 'up') return { x0: from, y0: at - depth, x1: to, y1: at }
  if (edge.side === 'down') return { x0: from, y0: at, x1: to, y1: at + depth }
  if (edge.side === 'left') return { x0: at - depth, y0: from, x1: at, y1: to }
  return { x0: at, y0: from, x1: at + depth, y1: to }
}

function takenOf(edge: Edge, depth: number, around: readonly Rect[], hall: Rect): Stretch[] {
  const front = before(edge, depth)
  if (front.x0 < hall.x0 || front.y0 < hall.y0 || front.x1 > hall.x1 || front.y1 > hall.y1)
    return [[edge.from, edge.to]]
  const level = edge.side === 'up' || edge.side === 'down'
  const taken = around
    .filter((rect) => overlaps(rect, front))
    .map((rect): Stretch => (level ? [rect.x0, rect.x1] : [rect.y0, rect.y1]))
    .map(([from, to]): Stretch => [Math.max(from, edge.from), Math.min(to, edge.to)])
    .sort((a, b) => a[0] - b[0])
  const merged: [number, number][] = []
  for (const [from, to] of taken) {
    const last = merged.at(-1)
    if (last && from <= last[1]) last[1] = Math.max(last[1], to)
    else merged.push([from, to])
  }
  return merged
}

const lengthOf = (edges: readonly Edge[]): number => edges.reduce((sum, edge) => sum + edge.to - edge.from, 0)

/** Which sides of a shape are open, given what stands around it. */
export function sidesOf(outline: Outline, around: readonly Rect[], hall: Rect, depth: number): Sides {
  const openEdges: Edge[] = []
  const closedEdges: Edge[] = []
  const edges = edgesOf(outline)
  for (const edge of edges) {
    let from = edge.from
    for (const [begin, end] of takenOf(edge, depth, around, hall)) {
      if (begin > from) openEdges.push({ ...edge, from, to: begin })
      closedEdges.push({ ...edge, from: begin, to: end })
      from = end
    }
    if (from < edge.to) openEdges.push({ ...edge, from })
  }
  const facing = (among: readonly Edge[], side: Side) => lengthOf(among.filter((edge) => edge.side === side))
  const open = SIDES.filter((side) => facing(openEdges, side) * 2 >= facing(edges, side) && facing(openEdges, side) > 0)
  return { open, openEdges, closedEdges }
}

/** The sides of every booth of a floor, in the order of its booths. */
export function sidesOfAll(floor: Floor, openSideM: number): Sides[] {
  const depth = cm(openSideM)
  const hall = hallOf(floor)
  // A pillar before a stand closes no side of it.
  const standing = standingOf(floor.structures.filter((one) => one.kind !== 'pillar'))
  const shapes = floor.booths.map((booth) => ({ box: boxOf(booth.outline), rects: rectsOf(booth.outline) }))
  return floor.booths.map((booth, index) => {
    const reach = grown((shapes[index] as (typeof shapes)[number]).box, depth)
    const others = shapes.flatMap((one, at) =>
      overlaps(one.box, reach) ? (at === index ? bitesOf(one.rects) : one.rects) : [],
    )
    return sidesOf(booth.outline, [...others, ...standing.filter((rect) => overlaps(rect, reach))], hall, depth)
  })
}

/** A shape with a bite in it faces itself: its own floor is in the way there. A rectangle never is. */
const bitesOf = (rects: readonly Rect[]): readonly Rect[] => (rects.length > 1 ? rects : [])

/** Booths that stand wall to wall, as lists of their places in `booths`: what walkers see as one block. */
export function groupsOf(booths: readonly { outline: Outline }[]): number[][] {
  const boxes = booths.map((booth) => boxOf(booth.outline))
  const leader = booths.map((_, index) => index)
  const find = (index: number): number => {
    let at = index
    while (leader[at] !== at) at = leader[at] = leader[leader[at] as number] as number
    return at
  }
  const order = boxes.map((_, index) => index).sort((a, b) => (boxes[a] as Rect).x0 - (boxes[b] as Rect).x0)
  for (const [place, one] of order.entries())
    for (let next = place + 1; next < order.length; next++) {
      const other = order[next] as number
      if ((boxes[other] as Rect).x0 > (boxes[one] as Rect).x1) break
      if (distanceOf(boxes[one] as Rect, boxes[other] as Rect) > 0) continue
      if (sharedOf((booths[one] as { outline: Outline }).outline, (booths[other] as { outline: Outline }).outline) > 0)
        leader[find(other)] = find(one)
    }
  return [...Map.groupBy(booths.keys(), find).values()]
}

/** The booths that share so much wall with one of them at least, by their places in `booths`. */
export function neighboursOf(booths: readonly { outline: Outline }[], index: number, leastCm = 100): number[] {
  const { outline } = booths[index] as { outline: Outline }
  const box = boxOf(outline)
  return booths.flatMap((other, at) =>
    at !== index && distanceOf(boxOf(other.outline), box) === 0 && sharedOf(outline, other.outline) >= leastCm
      ? [at]
      : [],
  )
}

/** A block of booths as it is seen from far away. */
export interface Block {
  areaCode: string
  rects: Rect[]
}

/** Blocks in the order of their booths. One with a notch is told booth by booth, any other as the one rectangle that it is. */
export function blocksOf(booths: readonly { outline: Outline; areaCode: string }[]): Block[] {
  return groupsOf(booths).map((members) => {
    const own = members.map((index) => booths[index] as (typeof booths)[number])
    const rects = own.flatMap((booth) => rectsOf(booth.outline))
    const box = {
      x0: Math.min(...rects.map((rect) => rect.x0)),
      y0: Math.min(...rects.map((rect) => rect.y0)),
      x1: Math.max(...rects.map((rect) => rect.x1)),
      y1: Math.max(...rects.map((rect) => rect.y1)),
    }
    const covered = rects.reduce((sum, { x0, y0, x1, y1 }) => sum + (x1 - x0) * (y1 - y0), 0)
    const whole = covered === (box.x1 - box.x0) * (box.y1 - box.y0)
    return { areaCode: own[0]?.areaCode ?? '', rects: whole ? [box] : rects }
  })
}
