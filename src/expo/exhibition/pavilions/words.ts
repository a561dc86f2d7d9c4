import type { Day } from '#kernel/day.ts'

declare module '#platform/journal.ts' {
  interface Facts {
    'pavilion.invited': { editionId: string; economyCode: string; mode: Mode; areaM2: number; again: boolean }
    'pavilion.confirmed': { editionId: string; economyCode: string; on: Day; mode: Mode; areaM2: number }
    'pavilion.declined': { editionId: string; economyCode: string; on: Day }
    'pavilion.withdrawn': { editionId: string; economyCode: string; on: Day }
    'pavilion.design-approved': { on: Day }
    'pavilion.opened': { on: Day }
    'pavilion.terms-changed': { from: Day; mode: Mode; areaM2: number; guestOfHonour: boolean }
    'pavilion.quotas-changed': { badges: number; booths: number }
    'pavilion.profile-written': { lang: string }
    'pavilion.profile-removed': { lang: string }
    'pavilion.page-shown': { languages: string[] }
    'pavilion.page-hidden': Record<string, never>
    'pavilion.picture-added': { pictureId: string }
    'pavilion.picture-removed': { pictureId: string }
    'pavilions.constructed': { editionId: string; count: number }
  }
}
declare module '#web/phrases.ts' {
  interface Phrases {
    pavilions: typeof import('../../../../locales/en/pavilions.json')
  }
}

export const MODES = ['on-site', 'online'] as const
export type Mode = (typeof MODES)[number]

export const STATES = ['invited', 'declined', 'confirmed', 'design-approved', 'open', 'withdrawn'] as const
export type State = (typeof STATES)[number]

/** A pavilion's life: what may follow what. Whoever declined or withdrew may be invited again. */
export const NEXT = {
  invited: ['confirmed', 'declined'],
  declined: ['invited'],
  confirmed: ['design-approved', 'withdrawn'],
  'design-approved': ['open', 'withdrawn'],
  open: ['withdrawn'],
  withdrawn: ['invited'],
} as const satisfies Record<State, readonly State[]>

/** A pavilion's page goes public in at least so many languages, and so do the titles of its activities. */
export const PAGE_LANGUAGES = 2
