declare module '#web/phrases.ts' {
  interface Phrases {
    fees: typeof import('../../../../locales/en/fees.json')
  }
}

/** What is charged for: the space itself, what comes on top for where it stands, and services. */
export const GROUPS = ['space', 'surcharge', 'service'] as const
export type Group = (typeof GROUPS)[number]

/** What a rate is multiplied by. */
export const PERS = ['booth', 'm2', 'stand', 'co-exhibitor', 'represented', 'percent'] as const
export type Per = (typeof PERS)[number]

export const STAND_KINDS = ['standard', 'raw', 'pod'] as const
export type StandKind = (typeof STAND_KINDS)[number]

/** `free-booths`: standard booths that cost nothing; `reduction`: per cent off; `subsidy`: money towards building the stand. */
export const SUPPORT_KINDS = ['free-booths', 'reduction', 'subsidy'] as const
export type SupportKind = (typeof SUPPORT_KINDS)[number]

/** Where a line comes from. */
export const SOURCES = ['tariff', 'support', 'withdrawal'] as const
export type Source = (typeof SOURCES)[number]

/** Why a line is as it is; the sentence of each stands in locales under `because`. */
export const BECAUSE = [
  'per-booth',
  'per-m2',
  'least',
  'per-stand',
  'per-co-exhibitor',
  'per-represented',
  'percent',
  'sides',
  'from-area',
  'applied-by',
  'in-area',
  'member',
  'once-member',
  'recommended',
  'per-company',
  'quota',
  'budget-booths',
  'budget-money',
  'waiting-booths',
  'waiting-money',
  'not-held',
  'subsidy',
  'subsidy-most',
  'withdrawn',
] as const
export type BecauseCode = (typeof BECAUSE)[number]

/** What an invoice is for. `rest` is whatever a later statement says beyond what was invoiced. */
export const PARTS = ['deposit', 'balance', 'full'] as const
export type Part = (typeof PARTS)[number]

/** Why an entry of the bank may be somebody's. */
export const LIKENESSES = ['invoice', 'mistyped', 'name', 'alike', 'amount'] as const
export type LikenessReason = (typeof LIKENESSES)[number]

/** What is read from a bank's sheet. */
export const FIELDS = ['day', 'amount', 'debit', 'currency', 'payer', 'text', 'reference', 'bank-reference'] as const
export type Field = (typeof FIELDS)[number]

/** In what order a bank writes days: year first, day first, month first. */
export const DAY_ORDERS = ['ymd', 'dmy', 'mdy'] as const
export type DayOrder = (typeof DAY_ORDERS)[number]
