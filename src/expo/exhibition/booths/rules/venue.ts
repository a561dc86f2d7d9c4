import type { PassageKind } from '../words.ts'
import { metres, type Point, SIDES, type Side } from './geometry.ts'
import type { Leg } from './way.ts'

/** A hall, or a square or gallery between halls, where it lies on its level of the venue. */
export interface Ground {
  code: string
  hallCode: string | null
  level: number
  xM: number
  yM: number
  lengthM: number
  widthM: number
  /** Quarter turns clockwise from how the hall's own plan is drawn. */
  turn: number
}

/** Where a point of a hall's plan lies on the venue, in metres. */
export function placedOn({ xM, yM, lengthM, widthM, turn }: Ground, [x, y]: Point): Point {
  if (turn === 1) return [xM + widthM - y, yM + x]
  if (turn === 2) return [xM + lengthM - x, yM + widthM - y]
  if (turn === 3) return [xM + y, yM + lengthM - x]
  return [xM + x, yM + y]
}

export const middleOfGround = (ground: Ground): Point => placedOn(ground, [ground.lengthM / 2, ground.widthM / 2])

const BETWEEN_HALLS = 24
const WIDEST_ROW = 720

/** Where nobody has said how the venue lies, its halls stand in rows, level by level, in the order of their codes. */
export function laidOut(halls: readonly { code: string; level: number; lengthM: number; widthM: number }[]): Ground[] {
  return [...Map.groupBy(halls, (hall) => hall.level).values()].flatMap((same) => {
    let [x, y, deepest] = [0, 0, 0]
    return same.map(({ code, level, lengthM, widthM }) => {
      if (x > 0 && x + lengthM > WIDEST_ROW) {
        x = 0
        y += deepest + BETWEEN_HALLS
        deepest = 0
      }
      const ground = { code, hallCode: code, level, xM: x, yM: y, lengthM, widthM, turn: 0 }
      x += lengthM + BETWEEN_HALLS
      deepest = Math.max(deepest, widthM)
      return ground
    })
  })
}

export const COMPASS = ['north', 'east', 'south', 'west'] as const
export type Compass = (typeof COMPASS)[number]
/** Which way a side of a hall's plan faces on the ground. */
export const compassOf = (side: Side, turn: number): Compass => COMPASS[(SIDES.indexOf(side) + turn) % 4] as Compass

export interface Passage {
  fromCode: string
  fromGate: string
  toCode: string
  toGate: string
  kind: PassageKind
  metres: number
  seconds: number
}

/** Wheels and prams go by the level and by lift. */
export const isStepFree = (kind: PassageKind): boolean => kind === 'level' || kind === 'lift'

/** A part of a way over the venue: inside a hall, or from one ground to the next. */
export type Stage =
  | { inside: string; from: string; to: string; points: Point[]; lengthM: number; legs: Leg[] }
  | { passage: Passage; from: string; to: string }

export interface VenueWay {
  stages: Stage[]
  lengthM: number
  seconds: number
}

/** A place to walk from or to: in a hall, with what its doors are called there. */
export interface Spot {
  hallCode: string
  /** A booth's or structure's id. */
  id: string
}

/** How halls are walked inside: between two of its spots or gates. Null where there is no way. */
export type Inside = (
  hallCode: string,
  from: string,
  to: string,
) => { points: Point[]; lengthM: number; legs: Leg[] } | null

interface Node {
  key: string
  code: string
  /** The spot in the hall: a booth, a structure, or a gate; '' on a ground without a plan. */
  id: string
}

interface Step {
  from: Node
  to: Node
  seconds: number
  lengthM: number
  stage: Stage
}

/**
 * The quickest way between two spots of a venue: inside halls along their aisles, between halls by the venue's passages. Halls are
 * asked for only as the search gets to them. Without steps: only by passages that wheels can take.
 */
export function wayOver(order: {
  from: Spot
  to: Spot
  passages: readonly Passage[]
  /** The id of a hall's gate by its name; null where the plan has none. */
  gateOf(hallCode: string, name: string): string | null
  inside: Inside
  walkM: number
  stepFree: boolean
}): VenueWay | null {
  const { from, to } = order
  const start: Node = { key: `${from.hallCode} ${from.id}`, code: from.hallCode, id: from.id }
  const goal = `${to.hallCode} ${to.id}`
  const passages = order.passages.filter((one) => !order.stepFree || isStepFree(one.kind))
  const nodeOf = (code: string, gate: string): Node | null => {
    if (gate === '') return { key: code, code, id: '' }
    const id = order.gateOf(code, gate)
    return id === null ? null : { key: `${code} ${id}`, code, id }
  }
  const doors = new Map<string, Node>()
  for (const one of passages)
    for (const node of [nodeOf(one.fromCode, one.fromGate), nodeOf(one.toCode, one.toGate)])
      if (node) doors.set(node.key, node)
  const gatesOf = Map.groupBy(
    [...doors.values()].filter((node) => node.id !== ''),
    (node) => node.code,
  )

  const best = new Map<string, number>([[start.key, 0]])
  const came = new Map<string, Step>()
  const open = new Map<string, Node>([[start.key, start]])
  const done = new Set<string>()
  for (;;) {
    let next: Node | null = null
    for (const node of open.values())
      if (!next || (best.get(node.key) as number) < (best.get(next.key) as number)) next = node
    if (!next) return null
    if (next.key === goal) break
    open.delete(next.key)
    done.add(next.key)
    for (const step of stepsFrom(next)) {
      const seconds = (best.get(next.key) as number) + step.seconds
      if (done.has(step.to.key) || seconds >= (best.get(step.to.key) ?? Infinity)) continue
      best.set(step.to.key, seconds)
      came.set(step.to.key, step)
      open.set(step.to.key, step.to)
    }
  }
  const steps: Step[] = []
  for (let step = came.get(goal); step; step = came.get(step.from.key)) steps.unshift(step)
  return {
    stages: steps.map((step) => step.stage),
    lengthM: metres(steps.reduce((sum, step) => sum + step.lengthM, 0) * 100),
    seconds: best.get(goal) as number,
  }

  function* stepsFrom(node: Node): Generator<Step> {
    for (const passage of passages)
      for (const [here, there] of [
        [nodeOf(passage.fromCode, passage.fromGate), nodeOf(passage.toCode, passage.toGate)],
        [nodeOf(passage.toCode, passage.toGate), nodeOf(passage.fromCode, passage.fromGate)],
      ])
        if (here && there && here.key === node.key)
          yield {
            from: node,
            to: there,
            seconds: passage.seconds,
            lengthM: passage.metres,
            stage: { passage, from: here.code, to: there.code },
          }
    if (node.id === '') return
    const targets = [...(gatesOf.get(node.code) ?? [])]
    if (node.code === to.hallCode && !targets.some((one) => one.key === goal))
      targets.push({ key: goal, code: to.hallCode, id: to.id })
    // A hall is walked through once: from the gate of arrival on, not back to where one came in.
    if (came.get(node.key) && 'inside' in (came.get(node.key) as Step).stage && node.key !== goal) return
    for (const target of targets) {
      if (target.key === node.key) continue
      const way = order.inside(node.code, node.id, target.id)
      if (way)
        yield {
          from: node,
          to: target,
          seconds: (way.lengthM / order.walkM) * 60,
          lengthM: way.lengthM,
          stage: { inside: node.code, from: node.id, to: target.id, ...way },
        }
    }
  }
}
