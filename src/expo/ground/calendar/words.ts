import type { Day } from '#kernel/day.ts'

declare module '#platform/journal.ts' {
  interface Facts {
    'hours.set': { days: Day[] }
    'place.set': { editionId: string; code: string; kind: PlaceKind; closed: boolean }
    'happening.planned': Held & { editionId: string; owner: string; ownerId: string; state: State }
    'happening.described': { public: boolean }
    'happening.moved': Held & { state: State }
    'happening.set': { on: Day }
    'happening.cancelled': { on: Day }
    'happening.person-added': { entry: string; role: PersonRole }
    'happening.person-removed': { entry: string }
    'calendar.copied': { from: string; places: number; days: number }
    'programme.constructed': { places: number; happenings: number }
  }
}
declare module '#web/phrases.ts' {
  interface Phrases {
    calendar: typeof import('../../../../locales/en/calendar.json')
  }
}

/** What a happening holds, as the journal keeps it. */
interface Held {
  placeId: string | null
  startsAt: string
  endsAt: string
}

/** Where something may happen. A stand belongs to whoever stands there; the others are the fair's. */
export const PLACE_KINDS = ['hall', 'stage', 'room', 'table', 'stand'] as const
export type PlaceKind = (typeof PLACE_KINDS)[number]

/** The fair's own places: few. Stands are as many as exhibitors. */
export const OF_THE_FAIR = ['hall', 'stage', 'room', 'table'] as const satisfies readonly PlaceKind[]

/** What may happen. The codes are the same in every edition. */
export const KINDS = [
  'ceremony',
  'forum',
  'talk',
  'launch',
  'performance',
  'tasting',
  'workshop',
  'signing',
  'meeting',
  'other',
] as const
export type Kind = (typeof KINDS)[number]

/** Whose a happening is. Rooms above add theirs here when they begin to plan. */
export const OWNERS = ['edition', 'pavilion'] as const
export interface Owner {
  kind: (typeof OWNERS)[number]
  id: string
}

export const STATES = ['draft', 'set', 'cancelled'] as const
export type State = (typeof STATES)[number]

/**
 * A happening's life. A draft is a proposal that holds its place until staff set it; moved elsewhere by those who may only propose, it
 * is a draft again. What was cancelled stays cancelled: who has it in a calendar must not see it come back as something else.
 */
export const NEXT = {
  draft: ['set', 'cancelled'],
  set: ['draft', 'cancelled'],
  cancelled: [],
} as const satisfies Record<State, readonly State[]>

export const PERSON_ROLES = ['host', 'speaker', 'interpreter'] as const
export type PersonRole = (typeof PERSON_ROLES)[number]

/** A happening lasts a day at most; what goes on longer is several. */
export const LONGEST_HOURS = 24
/** Free slots begin on the quarter of an hour. */
export const STEP_MINUTES = 15
