import type { Day } from '#kernel/day.ts'

declare module '#platform/journal.ts' {
  interface Facts {
    'plan.begun': { editionId: string; hallCode: string; number: number; basedOn: string | null }
    'plan.drawn': { version: number; added: number; gone: number; changed: number }
    'plan.discarded': { editionId: string; hallCode: string; number: number }
    'plan.released': {
      editionId: string
      hallCode: string
      number: number
      added: number
      gone: number
      changed: number
    }
    'plans.constructed': { editionId: string; halls: number; booths: number }
    'booth.holder-answered': { planId: string; boothId: string; holder: string; replacement: string | null }
    'venue.set': { editionId: string; version: number; grounds: number; passages: number }
    'booth.offered': {
      editionId: string
      applicationId: string
      boothIds: string[]
      replaces: string | null
      run: string | null
    }
    'booth.accepted': { editionId: string; applicationId: string; on: Day }
    'booth.change-asked': { editionId: string; applicationId: string }
    'booth.change-refused': { editionId: string; applicationId: string }
    'booth.offer-prolonged': { editionId: string; applicationId: string; until: string }
    'booth.ended': { editionId: string; applicationId: string; on: Day; as: HoldingEnd }
    'booths.locked': { editionId: string; boothIds: string[] }
    'booths.unlocked': { editionId: string }
    'allocation.begun': { editionId: string; keepsOffers: boolean }
    'allocation.done': { editionId: string; placed: number; unplaced: number; contradictions: number }
    'allocation.failed': { editionId: string }
    'allocation.cancelled': { editionId: string }
    'allocation.stale': { editionId: string; what: string }
    'allocation.applied': { editionId: string; offers: number; ended: number; areas: string[] | null }
    'allocation.undone': { editionId: string; ended: number; restored: number }
    'allocation.terms-set': { version: number }
    'holdings.constructed': { editionId: string; count: number }
  }
}
declare module '#web/phrases.ts' {
  interface Phrases {
    booths: typeof import('../../../../locales/en/booths.json')
    holdings: typeof import('../../../../locales/en/holdings.json')
  }
}

/** A plan is drawn in a draft, released to the public, and superseded by the next release of its hall. */
export const PLAN_STATES = ['draft', 'released', 'superseded'] as const
export type PlanState = (typeof PLAN_STATES)[number]

/** `standard`: built by the fair, 9 m² and its multiples; `raw`: floor to build on; `national`: a pavilion; `pod`: a start-up's table. */
export const BOOTH_KINDS = ['standard', 'raw', 'national', 'pod'] as const
export type BoothKind = (typeof BOOTH_KINDS)[number]

/** A holding: booths are offered to an application, which asks for others or accepts them, and holds them until it ends. */
export const HOLDING_STATES = ['offered', 'change-asked', 'accepted', 'ended'] as const
export type HoldingState = (typeof HOLDING_STATES)[number]

/**
 * How a holding ended: by staff, because nobody answered in time, with its application, by an offer in its place, or with the run of the
 * allocation that had made it.
 */
export const HOLDING_ENDS = ['ended', 'lapsed', 'withdrawn', 'replaced', 'undone'] as const
export type HoldingEnd = (typeof HOLDING_ENDS)[number]

export const RUN_STATES = ['running', 'done', 'failed', 'cancelled', 'applied', 'stale', 'undone'] as const
export type RunState = (typeof RUN_STATES)[number]

/** Longest text of an offer, an answer, a reason. */
export const LONGEST_WORDS = 2000

export const STRUCTURE_KINDS = [
  'gate',
  'emergency-exit',
  'hydrant',
  'pillar',
  'lift',
  'stairs',
  'escalator',
  'service',
  'stage',
  'cafe',
  'toilets',
  'first-aid',
  'prayer-room',
] as const
export type StructureKind = (typeof STRUCTURE_KINDS)[number]

/** Structures that are a place on the floor or in the wall; the others have an outline. */
export const POINTS = ['gate', 'emergency-exit', 'hydrant'] as const satisfies readonly StructureKind[]
/** Structures that people look for: a way leads to them as it leads to a booth. */
export const DESTINATIONS = [
  'gate',
  'lift',
  'stairs',
  'escalator',
  'stage',
  'cafe',
  'toilets',
  'first-aid',
  'prayer-room',
] as const satisfies readonly StructureKind[]
/** Structures that have to be reached by whoever keeps them: a passage stays free beside them. */
export const MAINTAINED = [
  'lift',
  'stairs',
  'escalator',
  'service',
  'toilets',
  'first-aid',
  'prayer-room',
] as const satisfies readonly StructureKind[]

/** What a plan is checked for. The first always forbid a release: such a plan cannot be built. */
export const ALWAYS_FORBIDS = [
  'crooked',
  'outside-hall',
  'overlap',
  'number-missing',
  'number-twice',
  'area-unknown',
  'zone-unknown',
] as const
/** The others forbid or warn as the venue has it. */
export const VENUE_DECIDES = [
  'pillar-inside',
  'no-open-side',
  'unreachable',
  'passage',
  'row-length',
  'main-aisles',
  'exit-clearance',
  'hydrant-clearance',
  'maintenance-passage',
  'share-of-floor',
  'gate-lost',
] as const
export const LAYOUT_RULES = [...ALWAYS_FORBIDS, ...VENUE_DECIDES] as const
export type LayoutRule = (typeof LAYOUT_RULES)[number]

/** How one gets from one ground of the venue to the next. */
export const PASSAGE_KINDS = ['level', 'escalator', 'stairs', 'lift'] as const
export type PassageKind = (typeof PASSAGE_KINDS)[number]

/** A pod is a table with room to stand; nothing smaller is drawn, and nothing larger than a hall. */
export const SMALLEST_BOOTH_M2 = 1
export const MOST_BOOTHS = 2_000
export const MOST_STRUCTURES = 500

/** Every word of the editor, which is told them by the server in the reader's language. */
export const EDITOR_WORDS = [
  'select',
  'draw',
  'structure',
  'undo',
  'redo',
  'split',
  'merge',
  'renumber',
  'renumber-first',
  'duplicate',
  'delete',
  'closer',
  'further',
  'saved',
  'saving',
  'unsaved',
  'offline',
  'refused',
  'nothing-selected',
  'several-selected',
  'findings',
  'no-findings',
  'forbids',
  'warns',
  'clashes',
  'clash-theirs',
  'clash-mine',
  'clash-gone',
  'others-changed',
  'merge-no',
  'keys',
  'booths-and-net',
  'apply',
] as const
