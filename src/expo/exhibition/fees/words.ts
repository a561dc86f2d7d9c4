import type { Day } from '#kernel/day.ts'

declare module '#platform/journal.ts' {
  interface Facts {
    'rulebook.drafted': { editionId: string; kind: RulebookKind; number: number }
    'rulebook.changed': { row: string }
    'rulebook.discarded': { editionId: string; kind: RulebookKind; number: number }
    'tariff.enacted': { editionId: string; number: number; from: Day }
    'support-rules.enacted': { editionId: string; number: number; from: Day }
    'budget.set': { editionId: string; code: string; limit: string }
    'support.reserved': { editionId: string; measure: string; units: string }
    'support.granted': { editionId: string; measure: string; units: string }
    'support.returned': { editionId: string; measure: string; units: string; budget: string }
    'account.opened': { editionId: string; reference: string }
    'account.billing-set': Record<string, never>
    'account.language-set': { language: string }
    'statement.opened': { editionId: string; number: number; statement: string; tariff: number; digest: string }
    'statement.voided': { editionId: string; statement: string }
    'contract.offered': { editionId: string; contract: string; number: number }
    'contract.signed': { editionId: string; contract: string; number: number; on: Day; how: 'typed' | 'stamped' }
    'contract.scan-sent': { contract: string; digest: string }
    'contract.scan-refused': { contract: string }
    'contract.ended': { contract: string; on: Day }
    'invoice.issued': { editionId: string; number: string; part: Part; amount: string; currency: string; due: Day }
    'credit-note.issued': { editionId: string; number: string; amount: string; currency: string; refersTo: string }
    'payment.received': { editionId: string; payment: string; amount: string; currency: string; on: Day }
    'payment.reversed': { editionId: string; payment: string; amount: string; currency: string; on: Day }
    'payment.refunded': { editionId: string; payment: string; amount: string; currency: string; on: Day }
    'charges.forgiven': { amount: string; currency: string }
    'fee.settled': { editionId: string }
    'fee.reminded': { invoice: string; level: number }
    'stand.released': { editionId: string; invoice: string; days: number }
    'issuer.set': { version: number }
    'bank.set': { editionId: string }
    'bank-file.kept': { bank: string; entries: number; booked: number }
    'entry.booked': { account: string; amount: string; currency: string }
    'entry.set-aside': Record<string, never>
    'entry.taken-up': Record<string, never>
    'rate.set': { from: string; to: string; on: Day; rate: string }
    'fees.constructed': { editionId: string; accounts: number }
  }
}
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

/** A tariff, or who is helped with what. */
export const RULEBOOK_KINDS = ['tariff', 'support'] as const
export type RulebookKind = (typeof RULEBOOK_KINDS)[number]
export const RULEBOOK_STATES = ['draft', 'in-force'] as const
export type RulebookState = (typeof RULEBOOK_STATES)[number]

/** What a budget is counted in. */
export const BUDGET_UNITS = ['booths', 'money'] as const
export type BudgetUnit = (typeof BUDGET_UNITS)[number]
/** Set aside with the application, granted with the contract, returned when either ends. */
export const GRANT_STATES = ['reserved', 'granted', 'returned'] as const
export type GrantState = (typeof GRANT_STATES)[number]
export type MovementKind = 'limit' | 'reserve' | 'grant' | 'return'

/** `superseded` by a later one; `void` where nothing came of it. */
export const STATEMENT_STATES = ['open', 'superseded', 'void'] as const
export type StatementState = (typeof STATEMENT_STATES)[number]

export const CONTRACT_STATES = ['offered', 'scan-sent', 'signed', 'superseded', 'ended'] as const
export type ContractState = (typeof CONTRACT_STATES)[number]
/** A contract's life: what may follow what. A scan that is refused leaves it offered. */
export const NEXT = {
  offered: ['scan-sent', 'signed', 'superseded', 'ended'],
  'scan-sent': ['offered', 'signed', 'superseded', 'ended'],
  signed: ['superseded', 'ended'],
  superseded: [],
  ended: [],
} as const satisfies Record<ContractState, readonly ContractState[]>

export type PaperKind = 'contract' | 'invoice' | 'credit-note' | 'receipt'
export type InvoiceKind = 'invoice' | 'credit-note'

/**
 * What moves an account: money by transfer or by hand, bank charges that are forgiven, a subsidy credited, a payment that the bank takes
 * back, money paid out.
 */
export const PAYMENT_KINDS = ['transfer', 'by-hand', 'charges', 'subsidy', 'reversal', 'refund'] as const
export type PaymentKind = (typeof PAYMENT_KINDS)[number]

/** The way that statements are reckoned in. Another way is another number, and this one stays to reckon old statements again. */
export const METHOD = 1

/** A contract of several pages, scanned at 300 dpi. */
export const LARGEST_SCAN = 15 * 1024 * 1024
