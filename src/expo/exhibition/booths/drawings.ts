import type { Area, Hall } from '#expo/ground/editions/index.ts'
import type { Reader } from '#web/reader.ts'
import { type Drawn, drawHall, type HallDrawing, type Occupant } from './drawing/hall.ts'
import { type Pen, resolved } from './drawing/pen.ts'
import type { Exhibiting } from './holdings/occupants.ts'
import type { PlannedBooth } from './queries.ts'
import { wholeNumber } from './rules/find.ts'
import { boxOf, grown, overlaps, type Rect } from './rules/geometry.ts'
import type { Structure } from './rules/plan.ts'
import type { StandingPlan } from './standing.ts'
import { DESTINATIONS } from './words.ts'

/** Who stands in which booth. `version` changes whenever anybody moves, so that drawings with old names are not shown. */
export interface Occupants {
  version: string
  nameOf(boothId: string): Occupant | null
  /** Everybody who stands there, whoever holds it first. */
  at(boothId: string): readonly Exhibiting[]
}

/** A plan that shows its numbers only. */
const noOccupants: Occupants = { version: '', nameOf: () => null, at: () => [] }

export const tintsOf = (areas: readonly Area[]) => {
  const tints = new Map(areas.map((area) => [area.code, area.tint]))
  return (areaCode: string): number => tints.get(areaCode) ?? 1
}

/** The word on a structure: "Gate 2", "Toilets". */
export const wordOf = (reader: Reader, { kind, name }: Pick<Structure, 'kind' | 'name'>): string =>
  kind === 'gate'
    ? reader.t('booths.gate', { name })
    : name === ''
      ? reader.t(`booths.structures.${kind}`)
      : `${reader.t(`booths.structures.${kind}`)} ${name}`

export const isDestination = ({ kind }: Pick<Structure, 'kind'>): boolean =>
  (DESTINATIONS as readonly string[]).includes(kind)

interface Scene {
  standing: StandingPlan
  hall: Hall
  areas: readonly Area[]
  turn: number
  occupants?: Occupants
}

const squareMetres = (reader: Reader, m2: number) => reader.t('booths.square-metres', { area: m2 })

function drawingOf(reader: Reader, { standing, hall, areas, turn, occupants = noOccupants }: Scene): HallDrawing {
  const { drawing, sides, aisles } = standing
  const areaOf = new Map(drawing.booths.map((booth) => [booth.id, booth.areaM2]))
  return {
    floor: drawing,
    sides,
    aisles,
    label: reader.t('booths.plan-of', { hall: reader.words(hall.name).text }),
    tintOf: tintsOf(areas),
    titleOf: ({ id, number }) => {
      const name = occupants.nameOf(id)
      const size = squareMetres(reader, areaOf.get(id) ?? 0)
      return name ? `${name.text} ${number} · ${size}` : `${number} · ${size}`
    },
    nameOf: occupants.nameOf,
    wordOf: (structure) => wordOf(reader, structure),
    words: { north: reader.t('booths.north'), scale: reader.t('booths.scale', { metres: '{metres}' }) },
    turn,
  }
}

/** Where a booth leads, from any page under `/plan/` or `/booths/`. */
const hrefOf = (hall: Hall, number: string) => `../booths/${encodeURIComponent(wholeNumber(hall.code, number))}`

const MOST_DRAWINGS = 80
const kept = new Map<string, Drawn>()

/** The drawing of a released plan: drawn once per language, and kept until something in it can differ. */
export function hallDrawing(reader: Reader, scene: Scene): Drawn {
  const { standing, hall, areas, turn, occupants = noOccupants } = scene
  const tints = areas.map((area) => area.tint).join('')
  const key = [standing.drawing.id, reader.lang, tints, turn, reader.words(hall.name).text, occupants.version].join(' ')
  const found = kept.get(key)
  if (found) {
    kept.delete(key)
    kept.set(key, found)
    return found
  }
  const drawn = drawHall({ ...drawingOf(reader, scene), hrefOf: (booth) => hrefOf(hall, booth.number) })
  kept.set(key, drawn)
  for (const oldest of kept.keys()) {
    if (kept.size <= MOST_DRAWINGS) break
    kept.delete(oldest)
  }
  return drawn
}

/** A drawing of a plan that may still change: a draft, or one without links. */
export function draftDrawing(reader: Reader, scene: Scene, href?: (booth: { id: string }) => string): Drawn {
  return drawHall({ ...drawingOf(reader, scene), ...(href ? { hrefOf: href } : {}) })
}

/** The floor around a booth or several, so wide that neighbours and the next aisle are seen. */
export function partDrawing(reader: Reader, scene: Scene, around: readonly PlannedBooth[]): Drawn {
  const { drawing } = scene.standing
  const part = partAround(boxOf(around.flatMap((booth) => booth.outline)), { wide: 6_400, high: 3_600 })
  const seen = grown(part, 100)
  const indexes = drawing.booths.flatMap((one, index) => (overlaps(boxOf(one.outline), seen) ? [index] : []))
  const whole = drawingOf(reader, scene)
  return drawHall({
    ...whole,
    floor: { ...drawing, booths: indexes.map((index) => drawing.booths[index] as PlannedBooth) },
    sides: indexes.flatMap((index) => scene.standing.sides[index] ?? []),
    aisles: [],
    part,
    hrefOf: (one) => hrefOf(scene.hall, one.number),
  })
}

function partAround(box: Rect, least: { wide: number; high: number }): Rect {
  const wide = Math.max(least.wide, (box.x1 - box.x0) * 1.6)
  const high = Math.max(least.high, (box.y1 - box.y0) * 1.6, (wide * least.high) / least.wide)
  const [x, y] = [(box.x0 + box.x1) / 2, (box.y0 + box.y1) / 2]
  const across = Math.max(wide, (high * least.wide) / least.high)
  return { x0: x - across / 2, y0: y - high / 2, x1: x + across / 2, y1: y + high / 2 }
}

/**
 * A plan as a picture that leaves the house: an SVG that needs no style sheet, for print and for the pages that are typeset from it.
 */
export function planDrawing(reader: Reader, scene: Scene): string {
  const pen: Pen = resolved
  const label = reader.t('booths.hall-title', { hall: reader.words(scene.hall.name).text })
  const drawn = drawHall({ ...drawingOf(reader, scene), label, pen })
  const fonts = `font-family="system-ui, 'Noto Sans', 'Noto Sans CJK SC', 'Noto Sans Arabic', sans-serif" text-anchor="middle"`
  return `${drawn.begin.replace(' class="plan"', '').replace('<svg ', `<svg ${fonts} `)}${drawn.plan}${drawn.end}`
}
