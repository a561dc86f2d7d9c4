import type { Day } from '#kernel/day.ts'

declare module '#platform/journal.ts' {
  interface Facts {
    'company.founded': { economyCode: string; kinds: string[] }
    'company.facts-changed': { economyCode: string; kinds: string[] }
    'company.names-written': { languages: string[] }
    'company.profile-written': { lang: string }
    'company.profile-removed': { lang: string }
    'company.closed': Record<string, never>
    'company.reopened': Record<string, never>
    'company.merged': { gone: string; into: string }
    'company.told-apart': { from: string }
    'company.document-sent': { document: string; kind: DocumentKind }
    'company.document-taken-back': { document: string; kind: DocumentKind }
    'company.document-taken': { document: string; kind: DocumentKind }
    'company.document-released': { document: string; kind: DocumentKind }
    'company.document-accepted': { document: string; kind: DocumentKind; from: Day; until: Day | null }
    'company.document-refused': { document: string; kind: DocumentKind }
    'company.document-withdrawn': { document: string; kind: DocumentKind; until: Day }
    'company.document-reopened': { document: string; kind: DocumentKind }
    'company.join-asked': { request: string }
    'company.join-accepted': { request: string }
    'company.join-declined': { request: string }
    'company.ranked': { ranking: string; year: number; rank: number | null }
    'company.unranked': { ranking: string; year: number }
    'ranking.added': { code: string }
    'companies.constructed': { count: number }
  }
}
declare module '#web/phrases.ts' {
  interface Phrases {
    companies: typeof import('../../../../locales/en/companies.json')
  }
}

/** What an organisation is at a fair; it may be several. */
export const KINDS = ['exhibitor', 'buyer', 'organiser', 'delegation', 'agency', 'media', 'ministry'] as const
export type Kind = (typeof KINDS)[number]

/**
 * By people employed: fewer than 10, 50, 250, or more, as the OECD counts and Recommendation 2003/361/EC draws the lines (its limits of
 * turnover are left out: they cannot be compared between currencies and years).
 */
export const SIZES = ['micro', 'small', 'medium', 'large'] as const
export type Size = (typeof SIZES)[number]

/** A closed company acts no more but stands in what it took part in; a merged one is another. */
export const STATES = ['active', 'closed', 'merged'] as const
export type State = (typeof STATES)[number]

/** `registration` verifies a company; the others are for whoever asks for them. */
export const DOCUMENT_KINDS = ['registration', 'tax', 'licence', 'mandate', 'other'] as const
export type DocumentKind = (typeof DOCUMENT_KINDS)[number]

export const VERDICTS = ['waiting', 'accepted', 'refused', 'withdrawn'] as const
export type VerdictState = (typeof VERDICTS)[number]

/** A document's life: what may follow what. A refusal may be looked at again; what was withdrawn is sent anew. */
export const NEXT = {
  waiting: ['accepted', 'refused'],
  accepted: ['withdrawn'],
  refused: ['waiting'],
  withdrawn: [],
} as const satisfies Record<VerdictState, readonly VerdictState[]>

/** How far a company has proved who it is: derived from its registration documents. */
export const PROOFS = ['missing', 'waiting', 'refused', 'verified', 'lapsed'] as const
export type Proof = (typeof PROOFS)[number]

/** Why two companies may be one. */
export const LIKENESSES = ['name', 'sound', 'website', 'number', 'economy'] as const
export type LikenessReason = (typeof LIKENESSES)[number]

/** A scan of a page at 300 dpi is a few megabytes; a document of this size can be sent over a slow line in minutes. */
export const LARGEST_DOCUMENT = 10 * 1024 * 1024
/** So many documents of a company may wait or hold at once. */
export const MOST_DOCUMENTS = 30
/** So many companies may a person ask at once to act for: nobody writes letters to all of them. */
export const MOST_REQUESTS = 5

/**
 * Languages that a name may be in beside the six of the house: those of the least developed countries and of the trade. Any other
 * BCP 47 tag holds as well; these are offered.
 */
export const NAME_LANGUAGES = (
  'am az be bg bn bs cs da de dv dz el et fa fi ga he hi hr ht hu hy id is it ja ka kk km ko ky lo lt lv mg mk mn ms mt my ne nl no pl ' +
  'ps pt ro rw si sk sl so sq sr sv sw ta te tet tg th tk tl tr uk ur uz vi zu'
).split(' ')
