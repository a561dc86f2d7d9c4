import { createHash } from 'node:crypto'
import { type Money, money } from '#kernel/money.ts'
import type { Line, Statement, TaxSum } from './rules/reckon.ts'
import type { Grant, StandFacts, SupportRules, Tariff } from './rules/tariff.ts'

/**
 * A value as one text: keys in order, whole numbers beyond doubles as their digits. The database keeps the value and not the text, so the
 * text is made anew whenever it is needed, and is the same.
 */
export const canonical = (value: unknown): string =>
  JSON.stringify(value, (_, one: unknown) => {
    if (typeof one === 'bigint') return String(one)
    if (one === null || typeof one !== 'object' || Array.isArray(one)) return one
    return Object.fromEntries(Object.entries(one).sort(([a], [b]) => (a < b ? -1 : 1)))
  })

export interface Proof {
  method: number
  facts: StandFacts
  grants: readonly Grant[]
  tariff: Tariff
  rules: SupportRules
  result: Statement
}

/** What names a statement: everything that went into it and everything that came out. */
export const digestOf = (proof: Proof): string => createHash('sha256').update(canonical(proof)).digest('hex')

/** A statement out of what the database kept of it, where digits stand for whole numbers. */
export function statementFrom(kept: unknown): Statement {
  const { lines, subsidies, taxes, claims, ...sums } = kept as Kept<Statement>
  return {
    lines: lines.map(lineFrom),
    subsidies: subsidies.map(lineFrom),
    taxes: taxesFrom(taxes),
    claims: claims.map(({ measure, asked }) => ({ measure, asked: BigInt(asked) })),
    net: moneyFrom(sums.net),
    tax: moneyFrom(sums.tax),
    total: moneyFrom(sums.total),
    due: moneyFrom(sums.due),
  }
}

export const taxesFrom = (kept: unknown): TaxSum[] =>
  (kept as Kept<TaxSum[]>).map((one) => ({ ...one, base: moneyFrom(one.base), tax: moneyFrom(one.tax) }))

export const grantsFrom = (kept: unknown): Grant[] =>
  (kept as Kept<Grant[]>).map((one) => ({
    ...one,
    asked: BigInt(one.asked),
    given: BigInt(one.given),
    quotaLeft: one.quotaLeft === null ? null : BigInt(one.quotaLeft),
    budgetLeft: BigInt(one.budgetLeft),
  }))

/** What JSON has made of a value: digits of whole numbers, and nothing else. */
type Kept<Value> = Value extends bigint
  ? string
  : Value extends Money
    ? { minor: string; currency: string }
    : Value extends string | number | boolean | null
      ? Value
      : Value extends readonly (infer One)[]
        ? Kept<One>[]
        : { [Key in keyof Value]: Kept<Value[Key]> }

const moneyFrom = ({ minor, currency }: { minor: string; currency: string }): Money => money(minor, currency)
const lineFrom = (line: Kept<Line>): Line => ({ ...line, net: moneyFrom(line.net) })
