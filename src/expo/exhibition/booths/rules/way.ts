import type { MainAisle } from './aisles.ts'
import { boxOf, cm, distanceOf, metres, type Point, type Side } from './geometry.ts'
import { type Door, type Network, type Step, stepOut } from './network.ts'
import type { Floor } from './plan.ts'

/** A way along the aisles: its corners from door to door, and its length. */
export interface Way {
  points: Point[]
  lengthM: number
}

/** Of two ways of the same length the one with fewer turns is better: turns are counted below the centimetre. */
const CENTIMETRE = 1024

interface Extra extends Step {
  door: Door
}

/**
 * The shortest way on the net of aisles between two places, each with one door or more. Walking there and back is equally long, and no
 * way by a third place is shorter. Null where a wall is between.
 */
export function wayBetween(network: Network, from: readonly Door[], to: readonly Door[]): Way | null {
  const here = from.find((door) => to.some((other) => isSameDoor(door, other)))
  if (here) return { points: [here.at, here.at], lengthM: 0 }
  const extra = (door: Door): Extra[] => {
    const step = stepOut(network, door)
    return step ? [{ ...step, door }] : []
  }
  const starts = from.flatMap(extra)
  const ends = to.flatMap(extra)
  if (starts.length === 0 || ends.length === 0) return null
  return new Search(network, starts, ends).run()
}

const isSameDoor = (a: Door, b: Door): boolean => a.side === b.side && a.at[0] === b.at[0] && a.at[1] === b.at[1]

class Search {
  readonly network: Network
  readonly extras: Extra[]
  readonly starts: number
  readonly size: number
  /** Crossings of the lines that doors open on, with the doors' own in their places. */
  readonly stops = new Map<number, number[]>()
  readonly cost: Float64Array
  readonly came: Int32Array

  constructor(network: Network, starts: Extra[], ends: Extra[]) {
    this.network = network
    this.extras = [...starts, ...ends]
    this.starts = starts.length
    this.size = network.xs.length
    this.cost = new Float64Array((this.size + this.extras.length) * 2).fill(Infinity)
    this.came = new Int32Array(this.cost.length).fill(-1)
    for (const [index, { line }] of this.extras.entries()) {
      const stops = this.stops.get(line) ?? [...(network.lines[line]?.stops ?? [])]
      stops.push(this.size + index)
      this.stops.set(line, stops)
    }
    for (const [line, stops] of this.stops) {
      const up = network.lines[line]?.up
      stops.sort((a, b) => (up ? this.y(a) - this.y(b) : this.x(a) - this.x(b)) || a - b)
    }
  }

  x(node: number): number {
    return node < this.size ? (this.network.xs[node] as number) : (this.extras[node - this.size] as Extra).x
  }
  y(node: number): number {
    return node < this.size ? (this.network.ys[node] as number) : (this.extras[node - this.size] as Extra).y
  }

  linesAt(node: number): number[] {
    if (node < this.size) return [this.network.upright[node] as number, this.network.level[node] as number]
    return [(this.extras[node - this.size] as Extra).line]
  }

  /** What is still to walk at least: straight to the nearest end. */
  ahead(node: number): number {
    let least = Infinity
    for (const end of this.extras.slice(this.starts))
      least = Math.min(least, Math.abs(end.x - this.x(node)) + Math.abs(end.y - this.y(node)) + end.length)
    return least * CENTIMETRE
  }

  run(): Way | null {
    const open = new Heap()
    for (let index = 0; index < this.starts; index++) {
      const { line, length } = this.extras[index] as Extra
      const state = (this.size + index) * 2 + (this.network.lines[line]?.up ? 0 : 1)
      this.cost[state] = length * CENTIMETRE
      open.push(this.ahead(this.size + index) + length * CENTIMETRE, state)
    }
    let best = Infinity
    let arrived = -1
    for (let next = open.pop(); next && next.rank < best; next = open.pop()) {
      const state = next.item
      const node = state >> 1
      const so = this.cost[state] as number
      if (next.rank > so + this.ahead(node)) continue
      if (node >= this.size + this.starts) {
        const whole = so + (this.extras[node - this.size] as Extra).length * CENTIMETRE
        if (whole < best) [best, arrived] = [whole, state]
      }
      for (const line of this.linesAt(node)) this.walk(open, state, line)
    }
    return arrived < 0 ? null : this.wayTo(arrived, best)
  }

  walk(open: Heap, state: number, line: number): void {
    const node = state >> 1
    const { up, stops: crossings } = this.network.lines[line] as Network['lines'][number]
    const stops = this.stops.get(line) ?? crossings
    const place = stops.indexOf(node)
    const axis = up ? 0 : 1
    for (const other of [stops[place - 1], stops[place + 1]]) {
      if (other === undefined) continue
      const length = Math.abs(this.x(other) - this.x(node)) + Math.abs(this.y(other) - this.y(node))
      const cost = (this.cost[state] as number) + length * CENTIMETRE + ((state & 1) === axis ? 0 : 1)
      const next = other * 2 + axis
      if (cost >= (this.cost[next] as number)) continue
      this.cost[next] = cost
      this.came[next] = state
      open.push(cost + this.ahead(other), next)
    }
  }

  wayTo(arrived: number, cost: number): Way {
    const end = this.extras[(arrived >> 1) - this.size] as Extra
    const points: Point[] = [end.door.at]
    let state = arrived
    for (; ; state = this.came[state] as number) {
      points.push([metres(this.x(state >> 1)), metres(this.y(state >> 1))])
      if ((this.came[state] as number) < 0) break
    }
    points.push((this.extras[(state >> 1) - this.size] as Extra).door.at)
    return { points: straightened(points.reverse()), lengthM: metres(Math.floor(cost / CENTIMETRE)) }
  }
}

/** The least first. */
class Heap {
  readonly ranks: number[] = []
  readonly items: number[] = []

  push(rank: number, item: number): void {
    let at = this.ranks.push(rank) - 1
    this.items.push(item)
    while (at > 0) {
      const parent = (at - 1) >> 1
      if ((this.ranks[parent] as number) <= rank) break
      this.swap(at, parent)
      at = parent
    }
  }

  pop(): { rank: number; item: number } | null {
    if (this.ranks.length === 0) return null
    this.swap(0, this.ranks.length - 1)
    const top = { rank: this.ranks.pop() as number, item: this.items.pop() as number }
    for (let at = 0; ; ) {
      const left = at * 2 + 1
      const right = left + 1
      let least = at
      if (left < this.ranks.length && (this.ranks[left] as number) < (this.ranks[least] as number)) least = left
      if (right < this.ranks.length && (this.ranks[right] as number) < (this.ranks[least] as number)) least = right
      if (least === at) return top
      this.swap(at, least)
      at = least
    }
  }

  swap(a: number, b: number): void {
    const { ranks, items } = this
    ;[ranks[a], ranks[b]] = [ranks[b] as number, ranks[a] as number]
    ;[items[a], items[b]] = [items[b] as number, items[a] as number]
  }
}

/** The same way without points that are no corners. */
function straightened(points: Point[]): Point[] {
  const distinct = points.filter(
    ([x, y], index) => index === 0 || x !== points[index - 1]?.[0] || y !== points[index - 1]?.[1],
  )
  return distinct.filter(([x, y], index) => {
    const [before, after] = [distinct[index - 1], distinct[index + 1]]
    if (!before || !after) return true
    return !((before[0] === x && after[0] === x) || (before[1] === y && after[1] === y))
  })
}

export type Turn = 'left' | 'right'

/** One straight piece of a way, as it is told. */
export interface Leg {
  heading: Side
  /** How one turns into it; null at the start. */
  turn: Turn | null
  lengthM: number
  /** The main aisle it runs in. */
  aisle: string | null
  /** The booth at the corner where it begins: what a walker looks out for. */
  at: string | null
}

const HEADINGS = ['up', 'right', 'down', 'left'] as const
/** Further than this a booth is no landmark. */
const LANDMARK_CM = 600

/** A step aside that short, to go on as before, is not told. */
const JOG_CM = 400

/** A way's corners without steps aside: what lies between two stretches of the same heading is walked across. */
function withoutJogs(points: readonly Point[]): Point[] {
  const kept = [...points]
  for (let at = 1; at + 2 < kept.length; ) {
    const [before, begin, end, after] = kept.slice(at - 1, at + 3) as [Point, Point, Point, Point]
    const isJog = Math.abs(cm(end[0]) - cm(begin[0])) + Math.abs(cm(end[1]) - cm(begin[1])) <= JOG_CM
    if (isJog && headingOf(before, begin) === headingOf(end, after)) kept.splice(at, 2)
    else at += 1
  }
  return kept
}

/** A way told in straight pieces. */
export function legsOf(way: Way, floor: Floor, aisles: readonly MainAisle[]): Leg[] {
  const legs: Leg[] = []
  const points = withoutJogs(way.points)
  for (const [index, to] of points.entries()) {
    const from = points[index - 1]
    if (!from) continue
    const heading = headingOf(from, to)
    const before = legs.at(-1)
    const quarter = before ? (HEADINGS.indexOf(heading) - HEADINGS.indexOf(before.heading) + 4) % 4 : 0
    legs.push({
      heading,
      turn: before ? (quarter === 1 ? 'right' : 'left') : null,
      lengthM: metres(Math.abs(cm(to[0]) - cm(from[0])) + Math.abs(cm(to[1]) - cm(from[1]))),
      aisle: aisleOf(from, to, heading, aisles),
      at: before ? landmarkAt(from, floor) : null,
    })
  }
  return legs
}

/** Where a straight piece leads; one that a step aside was taken out of leads where most of it does. */
function headingOf([x, y]: Point, [toX, toY]: Point): Side {
  if (Math.abs(toY - y) >= Math.abs(toX - x)) return toY > y ? 'down' : 'up'
  return toX > x ? 'right' : 'left'
}

function aisleOf(from: Point, to: Point, heading: Side, aisles: readonly MainAisle[]): string | null {
  const across = heading === 'up' || heading === 'down'
  const at = across ? (from[0] + to[0]) / 2 : (from[1] + to[1]) / 2
  const aisle = aisles.find((one) => (one.runs === 'across') === across && at > one.fromM && at < one.toM)
  return aisle?.name ?? null
}

function landmarkAt([x, y]: Point, floor: Floor): string | null {
  const here = { x0: cm(x), y0: cm(y), x1: cm(x), y1: cm(y) }
  let nearest: { number: string; distance: number } | null = null
  for (const { number, outline } of floor.booths) {
    const distance = distanceOf(boxOf(outline), here)
    if (distance <= LANDMARK_CM && (!nearest || distance < nearest.distance)) nearest = { number, distance }
  }
  return nearest?.number ?? null
}

/** Whole minutes that a way takes; a short one takes one. */
export const minutesOf = (lengthM: number, walkM: number): number => Math.max(1, Math.ceil(lengthM / walkM))
