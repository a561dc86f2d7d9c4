import type { BoothKind, LayoutRule, StructureKind } from '../words.ts'
import { around, boxOf, cm, type Outline, type Point, type Rect, rectsOf } from './geometry.ts'

export interface Booth {
  /** Stays the same over all versions of a plan. */
  id: string
  number: string
  kind: BoothKind
  outline: Outline
  areaCode: string
  zoneCode: string | null
  /** A pillar stands in it, and whoever takes it is told so. */
  holdsPillar: boolean
}

export interface Structure {
  id: string
  kind: StructureKind
  /** A short label beside the kind's word: "2" of Gate 2. */
  name: string
  /** One of the two: a place in the wall or on the floor, or a shape. */
  at: Point | null
  outline: Outline | null
}

/** A hall's floor with everything that stands on it. */
export interface Floor {
  lengthM: number
  widthM: number
  booths: readonly Booth[]
  structures: readonly Structure[]
}

/** What a venue and its fair hold themselves to: data of the edition. Metres, but for the share. */
export interface VenueRules {
  /** Booths may cover this share of a hall's floor. */
  mostShare: number
  passageM: number
  rowM: number
  mainAisleM: number
  mainAislesFull: number
  mainAislesHalf: number
  exitClearM: number
  hydrantClearM: number
  maintenanceM: number
  /** A side is open where so much floor is free before most of it. */
  openSideM: number
  /** The narrowest way that a wheelchair passes. */
  wayM: number
  /** How far a visitor walks in a minute. */
  walkM: number
  /** What corners snap to in the editor. */
  gridM: number
  /** Rules of the venue that only warn. */
  warns: readonly LayoutRule[]
}

/**
 * Where an edition has not set its own: the layout rules that the Shanghai Exhibition Center publishes (share, passages, rows, main
 * aisles, clearances); a walking speed of 4 km/h.
 */
export const USUAL_RULES: VenueRules = {
  mostShare: 0.4,
  passageM: 3,
  rowM: 21,
  mainAisleM: 6,
  mainAislesFull: 3,
  mainAislesHalf: 2,
  exitClearM: 3,
  hydrantClearM: 1.4,
  maintenanceM: 0.6,
  openSideM: 2,
  wayM: 1.2,
  walkM: 66,
  gridM: 0.5,
  warns: ['row-length', 'main-aisles', 'share-of-floor'],
}

const PILLAR_CM = 60

/** What nobody walks through: structures with a shape, and a pillar that is only a place. Gates, exits and hydrants are in the wall. */
export const standingOf = (structures: readonly Structure[]): Rect[] =>
  structures.flatMap((one) =>
    one.outline ? rectsOf(one.outline) : one.kind === 'pillar' && one.at ? [around(one.at, PILLAR_CM)] : [],
  )

/** What narrows the floor without closing a side: pillars only. */
export const pillarsOf = (structures: readonly Structure[]): Rect[] =>
  standingOf(structures.filter((one) => one.kind === 'pillar'))

export const hallOf = (floor: Pick<Floor, 'lengthM' | 'widthM'>): Rect => ({
  x0: 0,
  y0: 0,
  x1: cm(floor.lengthM),
  y1: cm(floor.widthM),
})

/** Booths by the middle of their box from the top left: the order in which people read a plan. */
export const inReadingOrder = <Thing extends { outline: Outline }>(booths: readonly Thing[]): Thing[] =>
  booths
    .map((booth) => ({ booth, box: boxOf(booth.outline) }))
    .sort((a, b) => a.box.y0 - b.box.y0 || a.box.x0 - b.box.x0)
    .map(({ booth }) => booth)
