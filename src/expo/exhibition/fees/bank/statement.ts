import { createHash } from 'node:crypto'
import { decimalOf } from '#kernel/money.ts'
import { LIMITS, unreadable } from '#platform/sheets/limits.ts'
import type { Entry } from '../rules/match.ts'

/** An entry that could not be read: which of the file, and why. */
export interface Unread {
  /** Its place in the file, counted from one; of a sheet its line. */
  at: number
  code: string
}

/** What a bank's file says, whatever its format. */
export interface BankStatement {
  /** The account it is of, where the file says so. */
  account: string | null
  entries: Entry[]
  unread: Unread[]
  /** Entries that the bank has not booked yet: they come again when it has. */
  pending: number
}

/** An entry as the bank tells it: without a reference where it gives none. */
export type Told = Entry

/**
 * Entries with a reference each. Where the bank gives none, it is made of what the entry says and how many times the file says it: the same
 * file read twice, or two files of overlapping days, give the same references.
 */
export function withReferences(account: string, told: readonly Told[]): Entry[] {
  const times = new Map<string, number>()
  return told.map((one) => {
    // Many banks take a payment back under the reference that it came in by: what leaves is another entry than what came.
    if (one.bankReference !== '')
      return one.amount.minor < 0n ? { ...one, bankReference: `${one.bankReference}/out` } : one
    const said = JSON.stringify([
      account,
      one.on,
      decimalOf(one.amount),
      one.amount.currency,
      one.payer,
      one.text,
      one.reference,
    ])
    const count = (times.get(said) ?? 0) + 1
    times.set(said, count)
    const digest = createHash('sha256').update(`${said} ${count}`).digest('hex')
    return { ...one, bankReference: `rialto:${digest.slice(0, 32)}` }
  })
}

export const MOST_ENTRIES = LIMITS.rows

export const tooManyEntries = () => unreadable('sheets.too-many-rows', { max: MOST_ENTRIES })
