import { type Actor, signature } from '#kernel/actor.ts'
import { type Day, plusDays } from '#kernel/day.ts'
import { decimalOf, sum, zero } from '#kernel/money.ts'
import { type Db, newId, type Tx, transact } from '#platform/database.ts'
import { record } from '#platform/journal.ts'
import { canonical } from '../digest.ts'
import { invoicePaper } from '../papers/invoice.ts'
import { documentNumber } from '../papers/paper.ts'
import { type Account, getAccount, type Invoice, listInvoices, lockAccount } from '../queries/accounts.ts'
import { findSignedContract } from '../queries/contracts.ts'
import { listBanks } from '../queries/organiser.ts'
import { type Books, booksOf, getStatement, type Opened } from '../queries/statements.ts'
import type { TaxSum } from '../rules/reckon.ts'
import { depositOf, dueDays, restOf, totalOf } from '../rules/schedule.ts'
import { getStand, type Stand } from '../stand.ts'
import { tellInvoice } from '../telling.ts'
import type { Part } from '../words.ts'
import { makingOf } from './account.ts'
import { makeOut, nextNumber, restate } from './books.ts'

export interface Billed {
  account: Account
  stand: Stand
  opened: Opened
  books: Books
  today: Day
  publicUrl: string
  by: Actor
}

/**
 * Invoice what is due by now under a signed contract: the deposit, or all where its day has come; a credit note where less is due than was
 * invoiced. Repeated, it finds nothing left to do.
 */
export async function invoiceDue(tx: Tx, billed: Billed & { signedOn: Day; all?: boolean }): Promise<Invoice | null> {
  const { account, opened, books, today, signedOn, stand } = billed
  const { terms } = books.tariff.data
  const before = await listInvoices(tx, account.id)
  const invoiced = before.flatMap((one) => one.taxes)
  const { result } = opened
  const rest = restOf(result.taxes, invoiced)
  if (totalOf(rest, result.total).minor < 0n)
    return issue(tx, { ...billed, before, taxes: rest, part: 'full', dueOn: today })
  const days = dueDays(terms, signedOn, stand.facts?.opensOn ?? opened.facts.opensOn)
  // The rest is asked for as many days before its day as the deposit is after the contract.
  const whole = billed.all === true || days.deposit === null || today >= plusDays(days.balance, -terms.depositDays)
  if (whole) {
    const part = before.length === 0 ? 'full' : 'balance'
    return issue(tx, { ...billed, before, taxes: rest, part, dueOn: later(days.balance, today) })
  }
  const deposit = restOf(depositOf(result.taxes, terms.depositPercent), invoiced)
  if (totalOf(deposit, result.total).minor <= 0n) return null
  return issue(tx, { ...billed, before, taxes: deposit, part: 'deposit', dueOn: later(days.deposit ?? today, today) })
}

const later = (a: Day, b: Day): Day => (a > b ? a : b)

interface Issuing extends Billed {
  before: readonly Invoice[]
  taxes: TaxSum[]
  part: Part
  dueOn: Day
}

/**
 * Issue an invoice, or a credit note where it is below nought. Never altered after: what was wrong is credited.
 * Who: a signature, a withdrawal, a job, staff. Holds: numbers without a gap. Follows: `invoice.issued` or `credit-note.issued`.
 */
async function issue(tx: Tx, issuing: Issuing): Promise<Invoice | null> {
  const { account, stand, opened, books, before, taxes, part, dueOn, today, publicUrl, by } = issuing
  if (taxes.length === 0) return null
  const { currency } = opened.result.total
  const net = sum(
    taxes.map((one) => one.base),
    currency,
  )
  const tax = sum(
    taxes.map((one) => one.tax),
    currency,
  )
  const total = totalOf(taxes, zero(currency))
  const kind = total.minor < 0n ? 'credit-note' : 'invoice'
  const refersTo = kind === 'credit-note' ? (before.findLast((one) => one.kind === 'invoice') ?? null) : null
  const making = await makingOf(tx, { account, stand })
  const sequence = await nextNumber(tx, account.editionId, kind)
  const number = documentNumber(making.edition.code, kind === 'invoice' ? 'I' : 'N', sequence)
  const banks = await listBanks(tx, account.editionId)
  const paper = invoicePaper(making, {
    kind,
    part,
    number,
    on: today,
    dueOn,
    taxes,
    opened,
    books,
    before,
    refersTo,
    banks,
  })
  const paperId = await makeOut(tx, { accountId: account.id, kind, language: account.language, paper })
  const invoice: Invoice = {
    id: newId(),
    accountId: account.id,
    statementId: opened.id,
    kind,
    part,
    number,
    refersTo: refersTo?.id ?? null,
    taxes,
    net,
    tax,
    total,
    issuedOn: today,
    dueOn,
    paperId,
    constructed: account.constructed,
  }
  await tx
    .insertInto('fees.invoices')
    .values({
      id: invoice.id,
      editionId: account.editionId,
      applicationId: account.id,
      statementId: opened.id,
      kind,
      part,
      sequence,
      number,
      refersTo: invoice.refersTo,
      taxes: canonical(taxes),
      currency,
      netMinor: net.minor,
      taxMinor: tax.minor,
      totalMinor: total.minor,
      issuedOn: today,
      dueOn,
      paperId,
      issuedBy: signature(by),
      constructed: account.constructed,
    })
    .execute()
  const { editionId } = account
  const amount = decimalOf(total)
  if (refersTo)
    await record(tx, {
      what: 'credit-note.issued',
      about: account.id,
      by,
      details: { editionId, number, amount, currency, refersTo: refersTo.number },
    })
  else
    await record(tx, {
      what: 'invoice.issued',
      about: account.id,
      by,
      details: { editionId, number, part, amount, currency, due: dueOn },
    })
  await restate(tx, account.id)
  await tellInvoice(tx, { stand, account, invoice, publicUrl })
  return invoice
}

/**
 * Invoice what is due of one stand, now if staff say so, else as its days come.
 * Who: staff, the job that looks at the days. Holds: only under a signed contract. Follows: `invoice.issued`, where anything was due.
 */
export async function issueInvoice(
  db: Db,
  order: { accountId: string; all?: boolean; today: Day; publicUrl: string; by: Actor },
): Promise<Invoice | null> {
  const { accountId, today, publicUrl, by, all = false } = order
  return transact(db, async (tx) => {
    await lockAccount(tx, accountId)
    const signed = await findSignedContract(tx, accountId)
    if (!signed) return null
    const account = await getAccount(tx, accountId)
    const [stand, opened] = await Promise.all([getStand(tx, accountId), getStatement(tx, signed.statementId)])
    const books = await booksOf(tx, opened)
    return invoiceDue(tx, { account, stand, opened, books, today, publicUrl, by, signedOn: signed.signedOn, all })
  })
}
