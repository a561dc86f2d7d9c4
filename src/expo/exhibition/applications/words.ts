import type { Day } from '#kernel/day.ts'

declare module '#platform/journal.ts' {
  interface Facts {
    'application.begun': { editionId: string; companyId: string; role: Role; carriedFrom: string | null }
    'application.written': { part: Part }
    'application.amended': { part: Part; state: State }
    'application.discarded': Record<string, never>
    'application.restored': Record<string, never>
    'application.forgotten': Record<string, never>
    'application.let-in-late': { until: string }
    'application.submitted': { editionId: string; companyId: string; number: number; on: Day }
    'application.accepted': { editionId: string; companyId: string; on: Day }
    'application.declined': { editionId: string; companyId: string; on: Day; reason: string | null }
    'application.wait-listed': { editionId: string; companyId: string; on: Day; reason: string | null }
    'application.reopened': { editionId: string; companyId: string; was: State }
    'application.withdrawn': { editionId: string; companyId: string; on: Day; was: State }
    'application.asked': { message: string }
    'application.answered': { message: string }
    'application.written-to': { message: string; side: Side }
    'application.noted': { message: string }
    'application.question-closed': Record<string, never>
    'application.document-added': { document: string; kind: DocumentKind }
    'application.document-removed': { document: string; kind: DocumentKind }
    'application.owned': { owner: string | null }
    'application.co-exhibitor-added': { coExhibitor: string; kind: Companionship; from: Day | null }
    'application.co-exhibitor-changed': { coExhibitor: string; kind: Companionship }
    'application.co-exhibitor-removed': { coExhibitor: string; until: Day | null }
    'application.co-exhibitors-sent': { count: number; from: Day | null }
    'application.co-exhibitor-linked': { coExhibitor: string; companyId: string | null }
    'application.invited': { invitation: string; purpose: Purpose }
    'application.invitation-revoked': { invitation: string }
    'application.recommended': { recommendation: string; byKind: RecommenderKind; way: RecommendationWay; on: Day }
    'application.recommendation-confirmed': { recommendation: string }
    'application.recommendation-withdrawn': { recommendation: string; on: Day }
    'applications.terms-set': { kinds: BoothKind[] }
    'applications.reasons-set': { reasons: number }
    'applications.constructed': { editionId: string; count: number }
  }
}
declare module '#web/phrases.ts' {
  interface Phrases {
    applications: typeof import('../../../../locales/en/applications.json')
  }
}

export const STATES = ['draft', 'submitted', 'accepted', 'wait-listed', 'declined', 'withdrawn', 'discarded'] as const
export type State = (typeof STATES)[number]

/**
 * An application's life: what may follow what. A decision may be taken back (to `submitted`), an acceptance on its own day only; a
 * discarded draft may be brought back while it is kept.
 */
export const NEXT = {
  draft: ['submitted', 'discarded'],
  submitted: ['accepted', 'declined', 'wait-listed', 'withdrawn'],
  accepted: ['withdrawn', 'submitted'],
  'wait-listed': ['accepted', 'declined', 'withdrawn', 'submitted'],
  declined: ['submitted'],
  withdrawn: [],
  discarded: ['draft'],
} as const satisfies Record<State, readonly State[]>

/** States in which a company has an application that may still lead somewhere: one of them at a time. */
export const LIVE = ['draft', 'submitted', 'accepted', 'wait-listed'] as const satisfies readonly State[]
/** What staff decide. */
export const DECISIONS = ['accepted', 'declined', 'wait-listed'] as const satisfies readonly State[]
export type Decision = (typeof DECISIONS)[number]

/** An exhibitor applies for itself (and those who stand with it); an umbrella organiser for the many whom it brings. */
export const ROLES = ['exhibitor', 'umbrella'] as const
export type Role = (typeof ROLES)[number]

/** `standard`: ready-built booths; `raw`: floor to build on; `pod`: a desk for a start-up in the incubation area. */
export const BOOTH_KINDS = ['standard', 'raw', 'pod'] as const
export type BoothKind = (typeof BOOTH_KINDS)[number]

export const NEARNESSES = ['gate', 'main-aisle', 'stage', 'cafe', 'quiet'] as const
export type Nearness = (typeof NEARNESSES)[number]

/** With whom somebody wants to stand in one block: with those of its economy, with those of its umbrella organiser. */
export const BLOCKS = ['none', 'economy', 'umbrella'] as const
export type Block = (typeof BLOCKS)[number]

export const NEIGHBOUR_WISHES = ['together', 'apart'] as const
export type NeighbourWish = (typeof NEIGHBOUR_WISHES)[number]

/** A co-exhibitor has staff and goods of its own and is an exhibitor; of a represented company there are only goods. */
export const COMPANIONSHIPS = ['co-exhibitor', 'represented'] as const
export type Companionship = (typeof COMPANIONSHIPS)[number]
/** So many may stand with one applicant. */
export const MOST_COMPANIONS = 2000

export const RECOMMENDER_KINDS = ['embassy', 'ministry', 'un-agency'] as const
export type RecommenderKind = (typeof RECOMMENDER_KINDS)[number]
/** How a recommendation reached the fair: by a link that somebody was sent, by the pavilion's administrators, entered by staff. */
export const RECOMMENDATION_WAYS = ['link', 'pavilion', 'staff'] as const
export type RecommendationWay = (typeof RECOMMENDATION_WAYS)[number]

export const PURPOSES = ['recommend', 'join'] as const
export type Purpose = (typeof PURPOSES)[number]
/** A link in a letter opens for so many days. */
export const LINK_DAYS = 60
/** So many links of an application may wait for an answer, so that nobody sends letters by it. */
export const MOST_LINKS = 20

export const SIDES = ['staff', 'applicant'] as const
export type Side = (typeof SIDES)[number]
export const MESSAGE_KINDS = ['question', 'answer', 'message', 'note'] as const
export type MessageKind = (typeof MESSAGE_KINDS)[number]

export const DOCUMENT_KINDS = ['catalogue', 'certificate', 'picture', 'letter', 'other'] as const
export type DocumentKind = (typeof DOCUMENT_KINDS)[number]
export const LARGEST_DOCUMENT = 10 * 1024 * 1024
export const MOST_DOCUMENTS = 30

/** The parts of an application in the order in which it is written; each is a page and is saved by itself. */
export const PARTS = ['place', 'stand', 'goods', 'co-exhibitors', 'wishes', 'documents'] as const
export type Part = (typeof PARTS)[number]

/** A discarded draft can be brought back for so many days; then it is gone. */
export const KEPT_DAYS = 30

/** A reason that a decision may give. */
export interface Reason {
  code: string
  decisions: Decision[]
  words: Record<string, string>
}
/** The reasons that every edition starts with; worded in `applications.reasons`. */
export const COMMON_REASONS = {
  'area-full': ['declined', 'wait-listed'],
  'goods-out-of-scope': ['declined'],
  'documents-missing': ['declined'],
  'rights-in-dispute': ['declined'],
  'size-not-left': ['declined', 'wait-listed'],
  'too-late': ['declined', 'wait-listed'],
} as const satisfies Record<string, readonly Decision[]>
export type CommonReason = keyof typeof COMMON_REASONS

/** In what role somebody stands in the list of exhibitors. */
export const LISTED_ROLES = ['main', 'co-exhibitor'] as const
export type ListedRole = (typeof LISTED_ROLES)[number]

/**
 * The pages of one application that stand so far, in the order of its story, and from when on there is something to see on each: a room
 * above adds its own.
 */
export const STAND_WAYS = [
  { code: 'application', path: '', from: 'begun' },
  { code: 'booth', path: '/booth', from: 'accepted' },
  { code: 'statement', path: '/statement', from: 'begun' },
  { code: 'contract', path: '/contract', from: 'accepted' },
  { code: 'payments', path: '/payments', from: 'accepted' },
] as const satisfies { code: StandWay; path: string; from: 'begun' | 'accepted' }[]
export type StandWay = 'application' | 'booth' | 'statement' | 'contract' | 'payments'
