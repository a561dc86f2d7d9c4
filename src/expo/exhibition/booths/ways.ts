import type { Reader } from '#web/reader.ts'
import { isDestination, wordOf } from './drawings.ts'
import { folded, wholeNumber } from './rules/find.ts'
import type { Point } from './rules/geometry.ts'
import type { Structure } from './rules/plan.ts'
import { compassOf, middleOfGround, placedOn, type Stage, type VenueWay, wayOver } from './rules/venue.ts'
import { type Leg, minutesOf } from './rules/way.ts'
import type { StandingPlan } from './standing.ts'
import type { TheVenue } from './venue.ts'

/** A place that somebody named to walk from or to. */
export interface Named {
  hallCode: string
  id: string
  /** As it is told: "A12", "Gate 2". */
  word: string
  /** As it is written to be understood again. */
  token: string
}

const namedStructure = (reader: Reader, hallCode: string, one: Structure): Named => {
  const word = wordOf(reader, one)
  return { hallCode, id: one.id, word, token: `${hallCode} ${word}` }
}

/** All places of a hall that words may mean; several where it has several, as of toilets. */
function namedIn(reader: Reader, standing: StandingPlan, asked: string): Named[] {
  const { hallCode, booths, structures } = standing.drawing
  const words = folded(asked)
  const whole = (number: string) => folded(hallCode + number)
  const booth = booths.find((one) => words === folded(one.number) || words === whole(one.number))
  if (booth) {
    const token = wholeNumber(hallCode, booth.number)
    return [{ hallCode, id: booth.id, word: booth.number, token }]
  }
  return structures
    .filter(isDestination)
    .map((one) => namedStructure(reader, hallCode, one))
    .filter(({ word }) => words === folded(word) || words === whole(word))
}

/** The places that words may mean: in the hall one is looking at, else in any. */
export function placesNamed(
  reader: Reader,
  plans: ReadonlyMap<string, StandingPlan>,
  asked: string,
  here: string | null,
): Named[] {
  if (folded(asked) === '') return []
  const hall = here === null ? undefined : plans.get(here)
  const near = hall ? namedIn(reader, hall, asked) : []
  if (near.length > 0) return near
  for (const standing of plans.values()) {
    const words = folded(asked)
    // Without its hall a number means many booths; only where one asks from a hall is it clear.
    if (!words.startsWith(folded(standing.drawing.hallCode))) continue
    const found = namedIn(reader, standing, asked)
    if (found.length > 0) return found
  }
  return []
}

/** The gates and the rooms that people look for, each kind of room once: what a way may be asked to, beside booths. */
export function suggestionsIn(reader: Reader, standing: StandingPlan): string[] {
  const words = standing.drawing.structures
    .filter(isDestination)
    .toSorted((a, b) => Number(b.kind === 'gate') - Number(a.kind === 'gate') || reader.compare(a.name, b.name))
    .map((one) => wordOf(reader, one))
  return [...new Set(words)]
}

/** What is walked in one hall, or from one ground to the next. */
export interface Part {
  /** The hall, where it is one. */
  hallCode: string | null
  word: string
  /** Where it begins and ends in the hall, as words that are understood again there. */
  from: string
  to: string
  sentences: string[]
}

/** A way as it is told and drawn. */
export interface ToldWay {
  from: Named
  to: Named
  lengthM: number
  minutes: number
  stepFree: boolean
  parts: Part[]
  stages: Stage[]
}

function shortest(venue: TheVenue, from: readonly Named[], to: readonly Named[], stepFree: boolean) {
  let best: { from: Named; to: Named; way: VenueWay } | null = null
  for (const start of from)
    for (const end of to) {
      const way = wayOver({
        from: start,
        to: end,
        passages: venue.passages,
        gateOf: (hallCode, name) =>
          venue.plans.get(hallCode)?.drawing.structures.find((one) => one.kind === 'gate' && one.name === name)?.id ??
          null,
        inside: (hallCode, a, b) => venue.plans.get(hallCode)?.wayBetween(a, b) ?? null,
        walkM: venue.walkM,
        stepFree,
      })
      if (way && (!best || way.seconds < best.way.seconds)) best = { from: start, to: end, way }
    }
  return best
}

/** The quickest way between two named places, with or without steps; null where there is none. */
export function wayBetweenNamed(
  reader: Reader,
  venue: TheVenue,
  order: { from: readonly Named[]; to: readonly Named[]; stepFree: boolean },
): ToldWay | null {
  const found = shortest(venue, order.from, order.to, order.stepFree)
  if (!found) return null
  const { way } = found
  // A number alone is not enough to tell two halls apart.
  const across = found.from.hallCode !== found.to.hallCode
  const told = (named: Named) => ({ ...named, word: across ? named.token : named.word })
  const [from, to] = [told(found.from), told(found.to)]
  return {
    from,
    to,
    lengthM: Math.round(way.lengthM),
    minutes: Math.max(1, Math.ceil(way.seconds / 60)),
    stepFree: way.stages.every((stage) => !('passage' in stage) || ['level', 'lift'].includes(stage.passage.kind)),
    parts: way.stages.map((stage) => partOf(reader, venue, stage, { from, to })),
    stages: way.stages,
  }
}

/** A step out of a door is no walk worth telling. */
const STEP_M = 6

function partOf(reader: Reader, venue: TheVenue, stage: Stage, ends: { from: Named; to: Named }): Part {
  const wordOfGround = (code: string) => venue.grounds.find((ground) => ground.code === code)?.word ?? code
  if ('passage' in stage) {
    const { kind, metres, seconds } = stage.passage
    const to = wordOfGround(stage.to)
    const sentence = reader.t('booths.way-passage', {
      kind,
      to,
      metres: Math.round(metres),
      minutes: Math.ceil(seconds / 60),
    })
    return { hallCode: null, word: to, from: '', to: '', sentences: [sentence] }
  }
  const standing = venue.plans.get(stage.inside)
  const turn = venue.grounds.find((ground) => ground.hallCode === stage.inside)?.turn ?? 0
  const word = (id: string): string => {
    if (id === ends.from.id) return ends.from.word
    if (id === ends.to.id) return ends.to.word
    const gate = standing?.drawing.structures.find((one) => one.id === id)
    return gate ? wordOf(reader, gate) : ''
  }
  const [from, to] = [word(stage.from), word(stage.to)]
  const sentences = insideSentences(reader, stage.legs, { from, to, turn })
  return { hallCode: stage.inside, word: wordOfGround(stage.inside), from, to, sentences }
}

function insideSentences(
  reader: Reader,
  legs: readonly Leg[],
  of: { from: string; to: string; turn: number },
): string[] {
  const [first] = legs
  if (!first) return []
  const sentences: string[] = []
  const side = compassOf(first.heading, of.turn)
  const metres = (leg: Leg) => Math.max(1, Math.round(leg.lengthM))
  const short = first.lengthM <= STEP_M && legs.length > 1
  sentences.push(
    short
      ? reader.t('booths.way-leave', { from: of.from, side })
      : reader.t('booths.way-start', { from: of.from, side, metres: metres(first), aisle: first.aisle ?? 'none' }),
  )
  const last = legs.length > 1 ? legs.at(-1) : undefined
  const arrivesBeside = last !== undefined && last.lengthM <= STEP_M
  for (const leg of legs.slice(1, arrivesBeside ? -1 : undefined))
    sentences.push(
      reader.t('booths.way-turn', {
        turn: leg.turn ?? 'left',
        at: leg.at ?? 'none',
        metres: metres(leg),
        aisle: leg.aisle ?? 'none',
      }),
    )
  sentences.push(
    arrivesBeside && last.turn
      ? reader.t('booths.way-beside', { to: of.to, turn: last.turn })
      : reader.t('booths.way-ahead', { to: of.to }),
  )
  return sentences
}

/** The parts of a way that lie in a hall, as points of its plan. */
export const pointsInside = (way: ToldWay, hallCode: string): Point[][] =>
  way.stages.flatMap((stage) => ('inside' in stage && stage.inside === hallCode ? [stage.points] : []))

/** A way as lines on the levels of a venue. */
export function linesOverVenue(way: ToldWay, venue: TheVenue): Map<number, Point[][]> {
  const lines = new Map<number, Point[][]>()
  const add = (level: number, points: Point[]) => lines.set(level, [...(lines.get(level) ?? []), points])
  const groundOf = (code: string) => venue.grounds.find((ground) => ground.code === code)
  for (const stage of way.stages) {
    if ('inside' in stage) {
      const ground = groundOf(stage.inside)
      if (ground)
        add(
          ground.level,
          stage.points.map((point) => placedOn(ground, point)),
        )
      continue
    }
    const end = (code: string, gate: string): { level: number; at: Point } | null => {
      const ground = groundOf(code)
      if (!ground) return null
      const place = venue.plans
        .get(code)
        ?.drawing.structures.find((one) => one.kind === 'gate' && one.name === gate)?.at
      return { level: ground.level, at: place ? placedOn(ground, place) : middleOfGround(ground) }
    }
    const { passage } = stage
    const [from, to] = [end(passage.fromCode, passage.fromGate), end(passage.toCode, passage.toGate)]
    if (from && to && from.level === to.level) add(from.level, [from.at, to.at])
  }
  return lines
}

/** How far the nearest gate of its hall is from a booth. */
export function fromNearestGate(
  standing: StandingPlan,
  boothId: string,
): { gate: Structure; lengthM: number; minutes: number } | null {
  let best: { gate: Structure; lengthM: number } | null = null
  for (const gate of standing.drawing.structures) {
    if (gate.kind !== 'gate') continue
    const way = standing.wayBetween(gate.id, boothId)
    if (way && (!best || way.lengthM < best.lengthM)) best = { gate, lengthM: way.lengthM }
  }
  return best && { ...best, minutes: minutesOf(best.lengthM, standing.rules.walkM) }
}
