declare module '#platform/journal.ts' {
  interface Facts {
    'fair.founded': { code: string }
    'fair.renamed': { languages: string[] }
    'edition.set-up': { code: string; clonedFrom?: string }
    'edition.changed': { fields: string[] }
    'edition.shown': Record<string, never>
    'edition.hidden': Record<string, never>
    'edition.clock-set': { to: string | null }
    'edition.window-set': { kind: string; opensAt: string; closesAt: string }
    'edition.window-removed': { kind: string }
    'edition.hall-set': { code: string }
    'edition.hall-removed': { code: string }
    'edition.area-set': { code: string }
    'edition.area-moved': { code: string; to: number }
    'edition.area-removed': { code: string }
    'edition.discarded': { code: string }
  }
}
declare module '#web/phrases.ts' {
  interface Phrases {
    editions: typeof import('../../../../locales/en/editions.json')
  }
}

/** Who registers in a window of their own. The codes are the same in every edition. */
export const WINDOW_KINDS = [
  'pavilion-invitation',
  'exhibitor-application',
  'pavilion-staff',
  'exhibitor-staff',
  'exchange-staff',
  'delegation-visitor',
  'event-visitor',
  'special-guest',
  'media',
  'volunteer',
  'construction-crew',
] as const
export type WindowKind = (typeof WINDOW_KINDS)[number]

/** `area`: one of the exhibition's areas; `zone`: a special zone inside one; the others are whole parts of the fair. */
export const AREA_KINDS = ['area', 'zone', 'national', 'forum', 'exchange'] as const
export type AreaKind = (typeof AREA_KINDS)[number]

/** Areas are told apart by one of so many quiet tints. */
export const TINTS = [1, 2, 3, 4, 5, 6, 7, 8] as const

/** What a code looks like: a fair's stands before the year in every address, an area's and a hall's at the end of one. */
export const FAIR_CODE = /^[a-z][a-z0-9]{0,19}$/
export const EDITION_CODE = /^[a-z][a-z0-9]*-[0-9]{4}[a-z]?$/
export const AREA_CODE = /^[a-z0-9][a-z0-9-]{0,39}$/
export const HALL_CODE = /^[A-Za-z0-9][A-Za-z0-9.-]{0,19}$/
