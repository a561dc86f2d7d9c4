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

export const UNITS = ['countries', 'organisations', 'square-metres'] as const
export type Unit = (typeof UNITS)[number]
