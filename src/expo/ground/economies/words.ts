import type { Day } from '#kernel/day.ts'

declare module '#platform/journal.ts' {
  interface Facts {
    'economies.loaded': { economies: number; organisations: number; memberships: number }
    'economy.shown-as': { shown: boolean; languages: string[] }
    'organisation.added': { code: string }
    'group.added': { code: string }
    'membership.added': { group: string; economy: string; from: Day; until: Day | null }
    'membership.changed': { group: string; economy: string; from: Day; until: Day | null }
    'membership.removed': { group: string; economy: string; from: Day; until: Day | null }
  }
}
declare module '#web/phrases.ts' {
  interface Phrases {
    economies: typeof import('../../../../locales/en/economies.json')
  }
}

export const ECONOMY_KINDS = ['country', 'organisation'] as const
export type EconomyKind = (typeof ECONOMY_KINDS)[number]

/** How well a membership's days are known: with a source, without one yet, or set for a day to come. */
export const CERTAINTIES = ['sourced', 'unverified', 'scheduled'] as const
export type Certainty = (typeof CERTAINTIES)[number]
