import {
  BOOTH_KINDS,
  type BoothKind,
  MOST_BOOTHS,
  MOST_STRUCTURES,
  POINTS,
  STRUCTURE_KINDS,
  type StructureKind,
} from '../words.ts'
import { areaOf, cm, faultOf, metres, middleOf, type Outline, type Point, tidied } from './geometry.ts'
import type { Booth, Structure } from './plan.ts'

// A plan as a file that drawing programs and geographic systems read: GeoJSON with the words of IMDF (Indoor Mapping Data Format,
// OGC 20-094). A hall is no place on the globe until somebody surveys it, so coordinates are metres on the hall's own floor; the file says so.

export interface PlanFile {
  edition: string
  hall: string
  plan: number
  lengthM: number
  widthM: number
  booths: readonly (Booth & { openSides: number })[]
  structures: readonly Structure[]
  /** Who stands in a booth, where the file may tell. */
  occupantsIn?: (boothId: string) => readonly string[]
}

const FEATURE_TYPE: Record<StructureKind, string> = {
  gate: 'opening',
  'emergency-exit': 'opening',
  hydrant: 'amenity',
  pillar: 'fixture',
  lift: 'unit',
  stairs: 'unit',
  escalator: 'unit',
  service: 'unit',
  stage: 'fixture',
  cafe: 'amenity',
  toilets: 'amenity',
  'first-aid': 'amenity',
  'prayer-room': 'amenity',
}

/** Corners on the hall's floor as a map has them: from the lower left, y upwards, the ring closed and counter-clockwise (RFC 7946). */
const ringOf = (outline: Outline, widthM: number): [number, number][] => {
  const corners = outline.map(([x, y]): [number, number] => [x, metres(cm(widthM) - cm(y))]).reverse()
  return [...corners, corners[0] as [number, number]]
}
const positionOf = ([x, y]: Point, widthM: number): [number, number] => [x, metres(cm(widthM) - cm(y))]

export function geoJsonOf(plan: PlanFile) {
  const polygon = (outline: Outline) => ({ type: 'Polygon' as const, coordinates: [ringOf(outline, plan.widthM)] })
  return {
    type: 'FeatureCollection' as const,
    rialto: {
      format: 'rialto-plan/1',
      edition: plan.edition,
      hall: plan.hall,
      plan: plan.plan,
      length_m: plan.lengthM,
      width_m: plan.widthM,
      coordinates:
        'Metres on the floor of the hall, not degrees: the origin is the lower left corner of the hall as its plan is drawn, x runs along its length, y up its width.',
    },
    features: [
      {
        type: 'Feature' as const,
        geometry: polygon([
          [0, 0],
          [plan.lengthM, 0],
          [plan.lengthM, plan.widthM],
          [0, plan.widthM],
        ]),
        properties: { feature_type: 'level', category: 'exhibition', name: plan.hall },
      },
      ...plan.booths.map((booth) => ({
        type: 'Feature' as const,
        id: booth.id,
        geometry: polygon(booth.outline),
        properties: {
          feature_type: 'kiosk',
          booth_id: booth.id,
          name: booth.number,
          category: booth.kind,
          area: booth.areaCode,
          zone: booth.zoneCode,
          area_m2: areaOf(booth.outline),
          open_sides: booth.openSides,
          holds_pillar: booth.holdsPillar,
          ...(plan.occupantsIn ? { occupants: plan.occupantsIn(booth.id) } : {}),
          display_point: { type: 'Point' as const, coordinates: positionOf(middleOf(booth.outline), plan.widthM) },
        },
      })),
      ...plan.structures.map((one) => ({
        type: 'Feature' as const,
        id: one.id,
        geometry: one.outline
          ? polygon(one.outline)
          : { type: 'Point' as const, coordinates: positionOf(one.at ?? [0, 0], plan.widthM) },
        properties: { feature_type: FEATURE_TYPE[one.kind], structure_id: one.id, category: one.kind, name: one.name },
      })),
    ],
  }
}

/** What is wrong with a feature of a file: which one, counted from 1, what it calls itself, and why. */
export interface FileProblem {
  feature: number
  name: string
  reason:
    | 'not-geojson'
    | 'too-many'
    | 'not-a-feature'
    | 'not-a-polygon'
    | 'has-holes'
    | 'coordinates-wrong'
    | 'too-few-corners'
    | 'slanting'
    | 'crosses-itself'
    | 'kind-unknown'
    | 'number-missing'
    | 'number-long'
  detail: string
}

export interface ReadPlan {
  booths: Booth[]
  structures: Structure[]
  problems: FileProblem[]
}

export interface Reading {
  widthM: number
  /** Booths and structures of this hall that a file may mean: by id, else booths by number. */
  known: readonly Booth[]
  knownStructures: readonly Structure[]
  newId(): string
}

/** Coordinates beyond this are degrees gone wrong, or no hall. */
const FURTHEST = 5_000
const ID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/
const LONGEST_NUMBER = 12

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
const words = (value: unknown): string =>
  typeof value === 'string' || typeof value === 'number' ? String(value).trim() : ''

/** Reads a plan's file. What is wrong is told feature by feature; what is right is read all the same, so that both can be shown. */
export function readGeoJson(text: string, reading: Reading): ReadPlan {
  const read: ReadPlan = { booths: [], structures: [], problems: [] }
  let json: unknown
  try {
    json = JSON.parse(text)
  } catch (error) {
    read.problems.push({ feature: 0, name: '', reason: 'not-geojson', detail: (error as Error).message.slice(0, 120) })
    return read
  }
  const features =
    isRecord(json) && json.type === 'FeatureCollection' && Array.isArray(json.features) ? json.features : null
  if (!features) {
    read.problems.push({ feature: 0, name: '', reason: 'not-geojson', detail: '' })
    return read
  }
  if (features.length > MOST_BOOTHS + MOST_STRUCTURES) {
    read.problems.push({ feature: 0, name: '', reason: 'too-many', detail: String(MOST_BOOTHS) })
    return read
  }
  const ids = new Set<string>()
  for (const [index, feature] of features.entries()) readFeature(feature, index + 1, reading, read, ids)
  return read
}

function readFeature(feature: unknown, place: number, reading: Reading, read: ReadPlan, ids: Set<string>): void {
  const properties = isRecord(feature) && isRecord(feature.properties) ? feature.properties : {}
  const name = words(properties.name).slice(0, 40)
  const wrong = (reason: FileProblem['reason'], detail = '') =>
    read.problems.push({ feature: place, name, reason, detail })
  if (!isRecord(feature) || feature.type !== 'Feature' || !isRecord(feature.geometry))
    return void wrong('not-a-feature')
  const type = words(properties.feature_type)
  // The hall itself and what other systems add stand in such files too.
  if (['level', 'venue', 'building', 'footprint', 'occupant', 'anchor', 'address'].includes(type)) return
  const { geometry } = feature
  const category = words(properties.category)
  if (type === 'kiosk' || (BOOTH_KINDS as readonly string[]).includes(category)) {
    const outline = outlineIn(geometry, reading.widthM, wrong)
    if (!outline) return
    if (!(BOOTH_KINDS as readonly string[]).includes(category)) return void wrong('kind-unknown', category.slice(0, 40))
    if (name === '') return void wrong('number-missing')
    if ([...name].length > LONGEST_NUMBER) return void wrong('number-long', String(LONGEST_NUMBER))
    const id =
      idOf(words(properties.booth_id) || words(feature.id), reading.known, ids) ??
      byNumber(name, reading.known, ids) ??
      reading.newId()
    ids.add(id)
    const zone = words(properties.zone)
    read.booths.push({
      id,
      number: name,
      kind: category as BoothKind,
      outline,
      areaCode: words(properties.area).slice(0, 40),
      zoneCode: zone === '' ? null : zone.slice(0, 40),
      holdsPillar: properties.holds_pillar === true,
    })
    return
  }
  if (!(STRUCTURE_KINDS as readonly string[]).includes(category))
    return void wrong('kind-unknown', (category || type).slice(0, 40))
  const kind = category as StructureKind
  const id = idOf(words(properties.structure_id) || words(feature.id), reading.knownStructures, ids) ?? reading.newId()
  const shape =
    (POINTS as readonly string[]).includes(kind) || geometry.type === 'Point'
      ? null
      : outlineIn(geometry, reading.widthM, wrong)
  const at = shape ? null : pointIn(geometry, reading.widthM)
  if (!shape && !at) {
    if (geometry.type === 'Point' || (POINTS as readonly string[]).includes(kind)) wrong('coordinates-wrong')
    return
  }
  ids.add(id)
  read.structures.push({ id, kind, name: name.slice(0, 20), at, outline: shape })
}

const idOf = (asked: string, known: readonly { id: string }[], taken: ReadonlySet<string>): string | null =>
  ID.test(asked) && !taken.has(asked) && known.some((one) => one.id === asked) ? asked : null
const byNumber = (number: string, known: readonly Booth[], taken: ReadonlySet<string>): string | null =>
  known.find((booth) => booth.number === number && !taken.has(booth.id))?.id ?? null

const isPosition = (value: unknown): value is [number, number] =>
  Array.isArray(value) &&
  value.length >= 2 &&
  value.slice(0, 2).every((part) => typeof part === 'number' && Number.isFinite(part) && Math.abs(part) <= FURTHEST)

const onFloor = ([x, y]: [number, number], widthM: number): Point => [metres(cm(x)), metres(cm(widthM) - cm(y))]

function pointIn(geometry: Record<string, unknown>, widthM: number): Point | null {
  return geometry.type === 'Point' && isPosition(geometry.coordinates) ? onFloor(geometry.coordinates, widthM) : null
}

function outlineIn(
  geometry: Record<string, unknown>,
  widthM: number,
  wrong: (reason: FileProblem['reason'], detail?: string) => unknown,
): Outline | null {
  const { coordinates } = geometry
  if (geometry.type !== 'Polygon' || !Array.isArray(coordinates) || !Array.isArray(coordinates[0])) {
    wrong('not-a-polygon', words(geometry.type).slice(0, 40))
    return null
  }
  if (coordinates.length > 1) {
    wrong('has-holes')
    return null
  }
  const ring = coordinates[0] as unknown[]
  if (ring.length > 200 || !ring.every(isPosition)) {
    wrong('coordinates-wrong')
    return null
  }
  const outline = tidied((ring as [number, number][]).map((position) => onFloor(position, widthM)))
  const fault = faultOf(outline)
  if (!fault) return outline
  wrong(fault)
  return null
}
