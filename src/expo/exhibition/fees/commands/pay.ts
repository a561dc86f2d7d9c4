import { type Actor, signature } from '#kernel/actor.ts'
import type { Day } from '#kernel/day.ts'
import { convert, decimalOf, fromDecimal, type Money, money, negate, subtract, sum } from '#kernel/money.ts'
import { Refusal } from '#kernel/refusal.ts'
import { brokenPromise, type Db, newId, type Tx, transact } from '#platform/database.ts'
import { record } from '#platform/journal.ts'
import { receiptPaper } from '../papers/invoice.ts'
import { documentNumber } from '../papers/paper.ts'
import { type Account, listPayments, lockAccount, type Payment } from '../queries/accounts.ts'
import { findRate } from '../queries/organiser.ts'
import { booksOf, findOpenStatement, type Opened } from '../queries/statements.ts'
import { isWithinTolerance } from '../rules/account.ts'
import { getStand } from '../stand.ts'
import { tellReceipt, tellRefund } from '../telling.ts'
import type { PaymentKind } from '../words.ts'
import { makingOf } from './account.ts'
import { makeOut, nextNumber, restate } from './books.ts'

export interface Paying {
  account: Account
  on: Day
  paid: Money
  entryId?: string | null
  note?: string
  today: Day
  publicUrl: string
  by: Actor
}

/**
 * Book money that came in: converted by the rate of its day where it is another currency, with a receipt. What bank charges took within
 * the tolerance is not asked for.
 * Who: whoever keeps the edition's accounts, or the bank's file by its reference. Holds: under the account's lock; numbers of receipts without
 * a gap. Follows: `payment.received`, `fee.settled` where nothing is open any more.
 */
export async function receive(tx: Tx, paying: Paying & { kind: 'transfer' | 'by-hand' }): Promise<Payment> {
  const { account, kind, on, paid, today, publicUrl, by } = paying
  const { amount, rate } = await converted(tx, account, paid, on)
  if (amount.minor <= 0n) throw new Refusal('invalid', 'fees.not-above-nought', {}, 'amount')
  const { editionId } = account
  const stand = await getStand(tx, account.id)
  const sequence = await nextNumber(tx, editionId, 'receipt')
  const making = await makingOf(tx, { account, stand })
  const number = documentNumber(making.edition.code, 'R', sequence)
  const open = subtract(account.invoiced, { ...amount, minor: amount.minor + account.received.minor })
  const paper = receiptPaper(making, {
    number,
    on: today,
    payment: { on, amount, paid, rate },
    open: open.minor > 0n ? open : money(0n, open.currency),
  })
  const paperId = await makeOut(tx, { accountId: account.id, kind: 'receipt', language: account.language, paper })
  const payment = await write(tx, { ...paying, kind, amount, rate, receipt: { sequence, number, paperId } })
  const details = { editionId, payment: payment.id, amount: decimalOf(amount), currency: amount.currency, on }
  await record(tx, { what: 'payment.received', about: account.id, by, details })
  const now = await forgiveCharges(tx, { ...paying, account: await restate(tx, account.id) }, payment)
  await settled(tx, now, by)
  await tellReceipt(tx, { stand, account: now, payment, publicUrl })
  return payment
}

async function converted(
  tx: Tx,
  account: Account,
  paid: Money,
  on: Day,
): Promise<{ amount: Money; rate: string | null }> {
  const { currency } = account.invoiced
  if (paid.currency === currency) return { amount: paid, rate: null }
  const rate = await findRate(tx, account.editionId, { from: paid.currency, to: currency, on })
  if (!rate) throw new Refusal('conflict', 'fees.no-rate', { from: paid.currency, to: currency, day: on })
  return { amount: convert(paid, rate), rate: rate.rate }
}

/** Whatever a transfer lacks within the tolerance went to banks on its way. */
async function forgiveCharges(tx: Tx, paying: Paying, payment: Payment): Promise<Account> {
  const { account, by } = paying
  if (payment.kind !== 'transfer') return account
  const opened = await findOpenStatement(tx, account.id)
  if (!opened) return account
  const { tariff } = await booksOf(tx, opened)
  const missing = subtract(account.invoiced, account.received)
  if (!isWithinTolerance(missing, fromDecimal(tariff.data.terms.tolerance, missing.currency))) return account
  await write(tx, {
    ...paying,
    kind: 'charges',
    amount: missing,
    paid: missing,
    rate: null,
    refersTo: payment.id,
    entryId: null,
  })
  const details = { amount: decimalOf(missing), currency: missing.currency }
  await record(tx, { what: 'charges.forgiven', about: account.id, by, details })
  return restate(tx, account.id)
}

/** All is paid when nothing is open and nothing more is to be invoiced. */
async function settled(tx: Tx, account: Account, by: Actor): Promise<void> {
  const opened = await findOpenStatement(tx, account.id)
  if (!opened || account.invoiced.minor < opened.result.total.minor || account.received.minor < account.invoiced.minor)
    return
  await record(tx, { what: 'fee.settled', about: account.id, by, details: { editionId: account.editionId } })
}

interface Writing extends Omit<Paying, 'today' | 'publicUrl'> {
  kind: PaymentKind
  amount: Money
  rate: string | null
  refersTo?: string | null
  receipt?: { sequence: number; number: string; paperId: string }
}

async function write(tx: Tx, writing: Writing): Promise<Payment> {
  const { account, kind, on, amount, paid, rate, entryId = null, refersTo = null, receipt, note = '', by } = writing
  const id = newId()
  const { sequence = null, number = null, paperId = null } = receipt ?? {}
  await tx
    .insertInto('fees.payments')
    .values({
      id,
      editionId: account.editionId,
      applicationId: account.id,
      kind,
      onDay: on,
      minor: amount.minor,
      currency: amount.currency,
      paidMinor: paid.minor,
      paidCurrency: paid.currency,
      rate,
      entryId,
      refersTo,
      sequence,
      number,
      paperId,
      note,
      bookedBy: signature(by),
      constructed: account.constructed,
    })
    .execute()
  const constructed = account.constructed
  return {
    id,
    accountId: account.id,
    kind,
    on,
    amount,
    paid,
    rate,
    entryId,
    refersTo,
    number,
    paperId,
    note,
    constructed,
  }
}

/**
 * Take a payment back that the bank took back, with the charges that were forgiven for it.
 * Who: whoever keeps the edition's accounts. Holds: once for each payment. Follows: `payment.reversed`; what it paid is open again.
 */
export async function reverse(
  tx: Tx,
  order: { account: Account; paymentId: string; on: Day; entryId?: string | null; note?: string; by: Actor },
): Promise<void> {
  const { account, paymentId, on, by } = order
  const payments = await listPayments(tx, account.id)
  const payment = payments.find((one) => one.id === paymentId)
  if (!payment || !['transfer', 'by-hand'].includes(payment.kind)) throw new Refusal('missing', 'fees.no-such-payment')
  const forgiven = payments.filter((one) => one.kind === 'charges' && one.refersTo === payment.id)
  for (const one of [payment, ...forgiven])
    try {
      const entryId = one === payment ? (order.entryId ?? null) : null
      const taken = { amount: negate(one.amount), paid: negate(one.paid), rate: one.rate, refersTo: one.id, entryId }
      await write(tx, { account, kind: 'reversal', on, note: order.note ?? '', by, ...taken })
    } catch (error) {
      if (brokenPromise(error) === 'a_payment_is_taken_back_once')
        throw new Refusal('conflict', 'fees.reversed-already')
      throw error
    }
  const { editionId } = account
  const details = {
    editionId,
    payment: payment.id,
    amount: decimalOf(payment.amount),
    currency: payment.amount.currency,
    on,
  }
  await record(tx, { what: 'payment.reversed', about: account.id, by, details })
  await restate(tx, account.id)
}

/**
 * Book that what was paid too much was paid out.
 * Who: whoever keeps the edition's accounts. Holds: never more than the credit. Follows: `payment.refunded`, with a letter.
 */
export async function refund(tx: Tx, paying: Paying): Promise<void> {
  const { account, on, paid, publicUrl, by } = paying
  const credit = subtract(account.received, account.invoiced)
  if (paid.currency !== credit.currency || paid.minor <= 0n || paid.minor > credit.minor)
    throw new Refusal(
      'conflict',
      'fees.more-than-credit',
      { credit: decimalOf(atNought(credit)), currency: credit.currency },
      'amount',
    )
  const payment = await write(tx, { ...paying, kind: 'refund', amount: negate(paid), paid: negate(paid), rate: null })
  const { editionId } = account
  const details = { editionId, payment: payment.id, amount: decimalOf(paid), currency: paid.currency, on }
  await record(tx, { what: 'payment.refunded', about: account.id, by, details })
  await restate(tx, account.id)
  await tellRefund(tx, { stand: await getStand(tx, account.id), account, payment, publicUrl })
}

const atNought = (amount: Money): Money => ({ ...amount, minor: amount.minor < 0n ? 0n : amount.minor })

/**
 * Credit the money towards the stand that a statement grants, or take back what it grants no more.
 * Who: a signature, a withdrawal. Holds: what is credited is what is granted, however often this runs. Follows: nothing but the books.
 */
export async function creditSubsidy(
  tx: Tx,
  order: { account: Account; opened: Opened; today: Day; by: Actor },
): Promise<void> {
  const { account, opened, today, by } = order
  const { currency } = opened.result.total
  const granted = negate(
    sum(
      opened.result.subsidies.map((line) => line.net),
      currency,
    ),
  )
  const credited = (await listPayments(tx, account.id)).filter((one) => one.kind === 'subsidy')
  const change = subtract(
    granted,
    sum(
      credited.map((one) => one.amount),
      currency,
    ),
  )
  if (change.minor === 0n) return
  await write(tx, { account, kind: 'subsidy', on: today, amount: change, paid: change, rate: null, by })
  await restate(tx, account.id)
}

type ByHand = Omit<Paying, 'account'> & { accountId: string; version: number }

/** Books a payment that reached the organiser otherwise than by the bank's file. */
export async function receiveByHand(db: Db, order: ByHand): Promise<void> {
  await transact(db, async (tx) => {
    const account = await takeByHand(tx, order)
    await receive(tx, { ...order, account, kind: 'by-hand' })
    await touch(tx, account)
  })
}

/** Books a refund that was paid out otherwise than the bank's file says. */
export async function refundByHand(db: Db, order: ByHand): Promise<void> {
  await transact(db, async (tx) => {
    const account = await takeByHand(tx, order)
    await refund(tx, { ...order, account })
    await touch(tx, account)
  })
}

/** A form sent twice is a stale page the second time, so nothing is booked twice; nor is anything on a day to come. */
async function takeByHand(tx: Tx, { accountId, version, on, today }: ByHand): Promise<Account> {
  const account = await lockAccount(tx, accountId)
  if (account.version !== version) throw new Refusal('conflict', 'web.stale')
  if (on > today) throw new Refusal('invalid', 'fees.day-to-come', { day: today }, 'on')
  return account
}
const touch = (tx: Tx, account: Account) =>
  tx
    .updateTable('fees.accounts')
    .set({ version: account.version + 1 })
    .where('applicationId', '=', account.id)
    .execute()
