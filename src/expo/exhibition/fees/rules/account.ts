import { type Day, daysBetween, plusDays } from '#kernel/day.ts'
import { type Money, money } from '#kernel/money.ts'
import { atLeast, atMost } from './amounts.ts'
import type { Terms } from './tariff.ts'

/** An invoice as it counts on an account; a credit note's amount is below nought. */
export interface Owed {
  id: string
  amount: Money
  dueOn: Day
}

export interface Unpaid extends Owed {
  /** What of it is not paid yet. */
  open: Money
}

/**
 * What is open of each invoice: whatever came in pays the oldest first, whichever the payer named, and credit notes take from what they
 * credit. So nobody is reminded of an old invoice because a transfer named a new one.
 */
export function unpaidOf(invoices: readonly Owed[], received: Money): Unpaid[] {
  const credits = invoices.reduce((all, one) => all + atMost(0n, one.amount.minor), 0n)
  let left = received.minor - credits
  return invoices
    .filter((one) => one.amount.minor > 0n)
    .sort((a, b) => (a.dueOn === b.dueOn ? (a.id < b.id ? -1 : 1) : a.dueOn < b.dueOn ? -1 : 1))
    .flatMap((one) => {
      const paid = atLeast(0n, atMost(left, one.amount.minor))
      left -= paid
      const open = one.amount.minor - paid
      return open > 0n ? [{ ...one, open: money(open, received.currency) }] : []
    })
}

/**
 * Is what is missing no more than what bank charges may take? Asked when money has come in, so that nobody is forgiven a debt for not paying.
 */
export const isWithinTolerance = (missing: Money, tolerance: Money): boolean =>
  missing.minor > 0n && missing.minor <= tolerance.minor

/** Which reminder is due for an unpaid invoice today: the last level whose day has come, counted from one; 0 for none. */
export const reminderDue = ({ reminders }: Terms, dueOn: Day, today: Day): number =>
  [...reminders].sort((a, b) => a - b).filter((days) => plusDays(dueOn, days) <= today).length

/** May the booth of whoever has not paid be given to others? Only when the last reminder had its days. */
export const mayRelease = ({ releaseDays }: Pick<Terms, 'releaseDays'>, dueOn: Day, today: Day): boolean =>
  daysBetween(dueOn, today) >= releaseDays
