declare module '#platform/journal.ts' {
  interface Facts {
    'fair.founded': { code: string }
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
    'edition.area-removed': { code: string }
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
