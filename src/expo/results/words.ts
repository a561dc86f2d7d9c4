import type { Mode } from '#expo/exhibition/pavilions/words.ts'
import type { Day } from '#kernel/day.ts'

declare module '#platform/journal.ts' {
  interface Facts {
    'figure.published': { figure: string; asOf: string; value: number; publication: string }
    'figure.corrected': { figure: string; asOf: string; value: number; publication: string; supersedes: string }
    'outside-fact.added': { figure: string; value: number; qualifier: string }
    'outside-fact.removed': { figure: string; value: number }
    'outside-facts.loaded': { count: number }
  }
}
declare module '#web/phrases.ts' {
  interface Phrases {
    results: typeof import('../../../locales/en/results.json')
  }
}

/** How exactly a fact from outside was stated: "over 300" is at least; "nearly 350" is nearly. */
export const QUALIFIERS = ['exact', 'at-least', 'about', 'nearly', 'disputed'] as const
export type Qualifier = (typeof QUALIFIERS)[number]

export const UNITS = [
  'countries',
  'organisations',
  'economies',
  'economies-and-organisations',
  'exhibitors',
  'companies',
  'booths',
  'square-metres',
  'money',
] as const
export type Unit = (typeof UNITS)[number]

/** Why a record is counted. The wording of each stands in locales under `reasons`. */
export const REASONS = [
  'takes-part',
  'first-time',
  'first-time-on-site',
  'was-online-before',
  'guest-of-honour',
  'area',
  'with-pavilion',
  'with-exhibitors',
  'with-both',
  'exhibits',
  'exhibits-with',
  'sends-exhibitors',
  'recommended',
  'ranked',
  'holds-area',
  'holds-booths',
  'supported',
  'free-booths',
  'granted',
  'of-edition',
] as const
export type Reason = (typeof REASONS)[number]

/**
 * What kind of record is counted. A pavilion and an economy are told by the economy's code, an edition by its own, all others by an id:
 * an exhibitor by its place in the list of exhibitors, a stand and an applicant by the application.
 */
export const RECORD_KINDS = ['pavilion', 'economy', 'exhibitor', 'applicant', 'stand', 'edition'] as const
export type RecordKind = (typeof RECORD_KINDS)[number]

/** One record behind a figure: what is counted, from when, for how much, and why. */
export interface Behind {
  kind: RecordKind
  id: string
  economyCode: string | null
  areaCode: string | null
  zoneCode: string | null
  since: Day
  mode: Mode | null
  amount: number
  reason: Reason
  /** Codes of earlier editions that the reason speaks of. */
  earlier: string[]
  constructed: boolean
}

/** By what the records of a figure are counted apart. */
export const DIMENSIONS = ['area', 'zone', 'economy', 'region', 'group'] as const
export type Dimension = (typeof DIMENSIONS)[number]
