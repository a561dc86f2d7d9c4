import { type Day, plusDays } from '#kernel/day.ts'
import { add, type Decimal, type Money, money, percent, subtract, sum } from '#kernel/money.ts'
import type { Part } from '../words.ts'
import { atMost, hundredths } from './amounts.ts'
import type { Statement, TaxSum } from './reckon.ts'
import type { Terms } from './tariff.ts'

/** What is to be paid by a day. */
export interface Instalment {
  part: Part
  amount: Money
  dueOn: Day
}

/** The share that is given back to whoever withdraws so many days before the opening. */
export const refundPercent = ({ refunds }: Terms, days: number): Decimal =>
  [...refunds].sort((a, b) => b.daysBefore - a.daysBefore).find((tier) => days >= tier.daysBefore)?.percent ?? '0'

/** The days of payment: the deposit after the contract, the rest before the opening; all at once where the contract comes late. */
export function dueDays(terms: Terms, signedOn: Day, opensOn: Day): { deposit: Day | null; balance: Day } {
  const deposit = plusDays(signedOn, terms.depositDays)
  const balance = plusDays(opensOn, -terms.balanceDays)
  if (hundredths(terms.depositPercent) > 0n && deposit < balance) return { deposit, balance }
  // Whoever signs late has as many days as for a deposit, but pays before the doors open.
  const eve = plusDays(opensOn, -1)
  const late = deposit < eve ? deposit : eve
  return { deposit: null, balance: late > balance ? late : balance }
}

/** When what is paid, with a subsidy counted against the first. Nothing where nothing is due. */
export function scheduleOf(statement: Statement, terms: Terms, on: { signedOn: Day; opensOn: Day }): Instalment[] {
  const { total, subsidies } = statement
  if (total.minor <= 0n) return []
  const days = dueDays(terms, on.signedOn, on.opensOn)
  const first = days.deposit === null ? null : totalOf(depositOf(statement.taxes, terms.depositPercent), total)
  const parts: Instalment[] =
    first === null || days.deposit === null
      ? [{ part: 'full', amount: total, dueOn: days.balance }]
      : [
          { part: 'deposit', amount: first, dueOn: days.deposit },
          { part: 'balance', amount: subtract(total, first), dueOn: days.balance },
        ]
  let credit = -sum(
    subsidies.map((line) => line.net),
    total.currency,
  ).minor
  return parts.map((one) => {
    const covered = atMost(credit, one.amount.minor)
    credit -= covered
    return { ...one, amount: { ...one.amount, minor: one.amount.minor - covered } }
  })
}

/** The share of each class of tax that a deposit is, with its tax. */
export const depositOf = (taxes: readonly TaxSum[], share: Decimal): TaxSum[] =>
  taxes.map((one) => {
    const base = percent(one.base, share)
    return { ...one, base, tax: percent(base, one.percent) }
  })

const keyOf = ({ code, percent: rate }: TaxSum) => `${code} ${rate}`

/**
 * What is still to be invoiced: what the statement says less what invoices and credit notes have said, class by class, so that base and
 * tax of all of them add up to the statement's. Below nought it is a credit note.
 */
export function restOf(taxes: readonly TaxSum[], invoiced: readonly TaxSum[]): TaxSum[] {
  const rest = new Map<string, TaxSum>()
  for (const one of taxes) {
    const so = rest.get(keyOf(one))
    rest.set(keyOf(one), so ? { ...so, base: add(so.base, one.base), tax: add(so.tax, one.tax) } : one)
  }
  for (const one of invoiced) {
    const so = rest.get(keyOf(one)) ?? { ...one, base: nought(one.base), tax: nought(one.tax) }
    rest.set(keyOf(one), { ...so, base: subtract(so.base, one.base), tax: subtract(so.tax, one.tax) })
  }
  return [...rest.values()].filter((one) => one.base.minor !== 0n || one.tax.minor !== 0n)
}

const nought = ({ currency }: Money) => money(0n, currency)

export const totalOf = (taxes: readonly TaxSum[], like: Money): Money =>
  sum(
    taxes.flatMap((one) => [one.base, one.tax]),
    like.currency,
  )
