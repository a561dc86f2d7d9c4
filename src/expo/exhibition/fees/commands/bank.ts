import { createHash } from 'node:crypto'
import { type Actor, signature } from '#kernel/actor.ts'
import type { Day } from '#kernel/day.ts'
import { decimalOf, type Money, money, negate, subtract } from '#kernel/money.ts'
import { Refusal } from '#kernel/refusal.ts'
import { brokenPromise, type Db, newId, type Tx, transact } from '#platform/database.ts'
import { record } from '#platform/journal.ts'
import type { BankStatement } from '../bank/statement.ts'
import { listPayments, lockAccount, lockAccounts } from '../queries/accounts.ts'
import { listKnown, listPayables, lockEntry, type Waiting } from '../queries/bank.ts'
import { findRate, lockBank } from '../queries/organiser.ts'
import { type Entry, matchOf } from '../rules/match.ts'
import { receive, refund, reverse } from './pay.ts'

interface Keeping {
  editionId: string
  bankId: string
  today: Day
  publicUrl: string
  by: Actor
}

export interface Kept {
  kept: number
  booked: number
  known: number
}

/**
 * Keep a bank's file: each entry once, whatever files it comes in. Those with a right reference are booked, the others wait for somebody
 * who knows them.
 * Who: whoever keeps the edition's accounts. Holds: the same file or the same entry is never booked twice. Follows: `bank-file.kept`,
 * `payment.received` for each that was booked.
 */
export async function keepBankFile(
  db: Db,
  order: Keeping & { bytes: Uint8Array; fileName: string; statement: BankStatement },
): Promise<Kept> {
  const { editionId, bankId, bytes, fileName, statement, by } = order
  return transact(db, async (tx) => {
    const bank = await lockBank(tx, editionId, bankId)
    const digest = createHash('sha256').update(bytes).digest('hex')
    const fileId = newId()
    const file = { id: fileId, bankId, fileName, digest, entries: statement.entries.length, keptBy: signature(by) }
    try {
      await tx.insertInto('fees.bankFiles').values(file).execute()
    } catch (error) {
      if (brokenPromise(error) === 'the_same_file_once')
        throw new Refusal('conflict', 'fees.file-kept-already', {}, 'file')
      throw error
    }
    const known = await listKnown(
      tx,
      bankId,
      statement.entries.map((one) => one.bankReference),
    )
    const fresh = firstOfEach(statement.entries).filter((one) => !known.has(one.bankReference))
    const payables = await listPayables(tx, editionId)
    const exact: { waiting: Waiting; accountId: string }[] = []
    for (const entry of fresh) {
      const waiting = await keepEntry(tx, { editionId, bankId: bank.id, fileId, entry })
      const matched = matchOf(entry, payables)
      if (matched.kind === 'exact') exact.push({ waiting, accountId: matched.accountId })
    }
    // All of them before the first number of a receipt is taken: whoever waits for that number holds an account.
    await lockAccounts(
      tx,
      exact.map((one) => one.accountId),
    )
    let booked = 0
    for (const one of exact) if (await bookAtOnce(tx, { ...order, ...one })) booked += 1
    await record(tx, {
      what: 'bank-file.kept',
      about: fileId,
      by,
      details: { bank: bankId, entries: fresh.length, booked },
    })
    return { kept: fresh.length, booked, known: statement.entries.length - fresh.length }
  })
}

const firstOfEach = (entries: readonly Entry[]): Entry[] =>
  [...new Map([...entries].reverse().map((one) => [one.bankReference, one])).values()].reverse()

async function keepEntry(
  tx: Tx,
  { editionId, bankId, fileId, entry }: { editionId: string; bankId: string; fileId: string; entry: Entry },
): Promise<Waiting> {
  const { bankReference, on: onDay, amount, payer, text, reference, reversal } = entry
  const id = newId()
  const said = { bankReference, onDay, payer, text, reference, reversal }
  const row = { id, editionId, bankId, fileId, ...said, minor: amount.minor, currency: amount.currency }
  await tx
    .insertInto('fees.entries')
    .values({ ...row, setAsideWhy: null, setAsideBy: null })
    .execute()
  return { ...entry, id, bankId, booked: money(0n, amount.currency), setAside: null, version: 1 }
}

/** Books what a reference decides: money that came in, in a currency that has a rate, or a payment that the bank says it took back. */
async function bookAtOnce(tx: Tx, order: Keeping & { waiting: Waiting; accountId: string }): Promise<boolean> {
  const { waiting, accountId } = order
  const account = await lockAccount(tx, accountId)
  const { currency } = account.invoiced
  if (waiting.amount.minor > 0n) {
    const payable =
      waiting.amount.currency === currency ||
      (await findRate(tx, order.editionId, { from: waiting.amount.currency, to: currency, on: waiting.on }))
    if (!payable) return false
    await book(tx, { ...order, amount: waiting.amount })
    return true
  }
  if (!waiting.reversal) return false
  const taken = new Set(
    (await listPayments(tx, accountId)).filter((one) => one.kind === 'reversal').map((one) => one.refersTo),
  )
  const payment = (await listPayments(tx, accountId)).find(
    (one) =>
      one.kind === 'transfer' &&
      !taken.has(one.id) &&
      one.paid.minor === -waiting.amount.minor &&
      one.paid.currency === waiting.amount.currency,
  )
  if (!payment) return false
  await book(tx, { ...order, amount: waiting.amount, paymentId: payment.id })
  return true
}

interface Booking extends Keeping {
  waiting: Waiting
  accountId: string
  /** How much of the entry: several accounts may be paid by one transfer. */
  amount: Money
  /** The payment that an entry below nought takes back; without one it is a refund. */
  paymentId?: string | undefined
}

async function book(tx: Tx, booking: Booking): Promise<void> {
  const { waiting, accountId, amount, paymentId, today, publicUrl, by } = booking
  const left = subtract(waiting.amount, waiting.booked)
  const outside = amount.currency !== left.currency || amount.minor === 0n || amount.minor > 0n !== left.minor > 0n
  if (outside || abs(amount) > abs(left))
    throw new Refusal('conflict', 'fees.more-than-entry', { left: decimalOf(left), currency: left.currency }, 'amount')
  const account = await lockAccount(tx, accountId)
  const paying = { account, on: waiting.on, entryId: waiting.id, today, publicUrl, by }
  if (amount.minor > 0n) await receive(tx, { ...paying, kind: 'transfer', paid: amount })
  else if (paymentId) await reverse(tx, { ...paying, paymentId })
  else await refund(tx, { ...paying, paid: negate(amount) })
  await tx
    .updateTable('fees.entries')
    .set({ bookedMinor: waiting.booked.minor + amount.minor, version: waiting.version + 1 })
    .where('id', '=', waiting.id)
    .execute()
  const details = { account: accountId, amount: decimalOf(amount), currency: amount.currency }
  await record(tx, { what: 'entry.booked', about: waiting.id, by, details })
}

const abs = ({ minor }: Money) => (minor < 0n ? -minor : minor)

/**
 * Book an entry, or a part of it, to a stand.
 * Who: whoever keeps the edition's accounts. Holds: never more than came; of two who book at once one is told. Follows: `entry.booked`, and
 * what follows a payment, a reversal or a refund.
 */
export async function bookEntry(
  db: Db,
  order: Omit<Keeping, 'bankId'> & {
    entryId: string
    accountId: string
    amount: Money
    paymentId?: string | undefined
    version: number
  },
): Promise<void> {
  await transact(db, async (tx) => {
    // The account first: everything that moves money locks it before anything else.
    await lockAccount(tx, order.accountId)
    const waiting = await lockEntry(tx, order.editionId, order.entryId)
    if (waiting.version !== order.version) throw new Refusal('conflict', 'web.stale')
    await book(tx, { ...order, bankId: waiting.bankId, waiting })
  })
}

/**
 * Put an entry aside that is nobody's here, or take it up again.
 * Who: whoever keeps the edition's accounts. Holds: with a reason. Follows: `entry.set-aside` or `entry.taken-up`.
 */
export async function setEntryAside(
  db: Db,
  order: { editionId: string; entryId: string; why: string | null; version: number; by: Actor },
): Promise<void> {
  const { editionId, entryId, why, by } = order
  await transact(db, async (tx) => {
    const waiting = await lockEntry(tx, editionId, entryId)
    if (waiting.version !== order.version) throw new Refusal('conflict', 'web.stale')
    await tx
      .updateTable('fees.entries')
      .set({ setAsideWhy: why, setAsideBy: why === null ? null : signature(by), version: waiting.version + 1 })
      .where('id', '=', entryId)
      .execute()
    const what = why === null ? ('entry.taken-up' as const) : ('entry.set-aside' as const)
    await record(tx, { what, about: entryId, by, details: {} })
  })
}
