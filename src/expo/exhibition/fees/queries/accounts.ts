import type { Day } from '#kernel/day.ts'
import { isLanguage, type Language } from '#kernel/language.ts'
import { type Money, money } from '#kernel/money.ts'
import { Refusal } from '#kernel/refusal.ts'
import type { Db, Tx } from '#platform/database.ts'
import { taxesFrom } from '../digest.ts'
import { type Unpaid, unpaidOf } from '../rules/account.ts'
import type { TaxSum } from '../rules/reckon.ts'
import type { InvoiceKind, Part, PaymentKind } from '../words.ts'

/** To whom invoices are made out, and where money is paid back to. */
export interface Billing {
  name: string
  address: string
  taxNumber: string
  /** The company's own number for the purchase. */
  order: string
  bank: string
}

/** Everything that is owed and paid for one stand. */
export interface Account {
  id: string
  editionId: string
  number: number
  reference: string
  language: Language
  invoiced: Money
  received: Money
  /** The day on which the oldest unpaid invoice is, or was, due. */
  nextDueOn: Day | null
  releasedOn: Day | null
  billing: Billing
  constructed: boolean
  version: number
}

const selectAccount = (db: Db) => db.selectFrom('fees.accounts as a').selectAll('a')
type Selected = Awaited<ReturnType<ReturnType<typeof selectAccount>['executeTakeFirstOrThrow']>>

export const asAccount = (row: Selected): Account => ({
  id: row.applicationId,
  editionId: row.editionId,
  number: row.number,
  reference: row.reference,
  language: isLanguage(row.language) ? row.language : 'en',
  invoiced: money(row.invoicedMinor, row.currency),
  received: money(row.receivedMinor, row.currency),
  nextDueOn: row.nextDueOn,
  releasedOn: row.releasedOn,
  billing: {
    name: row.billName,
    address: row.billAddress,
    taxNumber: row.billTaxNumber,
    order: row.billOrder,
    bank: row.billBank,
  },
  constructed: row.constructed,
  version: row.version,
})

export async function findAccount(db: Db, id: string): Promise<Account | null> {
  const row = await selectAccount(db).where('a.applicationId', '=', id).executeTakeFirst()
  return row ? asAccount(row) : null
}

export async function getAccount(db: Db, id: string): Promise<Account> {
  const account = await findAccount(db, id)
  if (!account) throw new Refusal('missing', 'fees.no-such-account')
  return account
}

/** The account with its row locked until the transaction ends: whatever is owed or paid changes under this lock. */
export async function lockAccount(tx: Tx, id: string): Promise<Account> {
  const row = await selectAccount(tx).where('a.applicationId', '=', id).forUpdate().executeTakeFirst()
  if (!row) throw new Refusal('missing', 'fees.no-such-account')
  return asAccount(row)
}

/** Accounts locked in one order until the transaction ends, so that nobody waits in a circle. */
export async function lockAccounts(tx: Tx, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return
  await tx
    .selectFrom('fees.accounts')
    .select('applicationId')
    .where('applicationId', 'in', [...new Set(ids)])
    .orderBy('applicationId')
    .forUpdate()
    .execute()
}

export interface Invoice {
  id: string
  accountId: string
  statementId: string
  kind: InvoiceKind
  part: Part
  number: string
  refersTo: string | null
  taxes: TaxSum[]
  net: Money
  tax: Money
  total: Money
  issuedOn: Day
  dueOn: Day
  paperId: string
  constructed: boolean
}

/** Invoices and credit notes of an account, the oldest first. */
export async function listInvoices(db: Db, accountId: string): Promise<Invoice[]> {
  const rows = await db
    .selectFrom('fees.invoices')
    .selectAll()
    .where('applicationId', '=', accountId)
    .orderBy('issuedAt')
    .orderBy('id')
    .execute()
  return rows.map((row) => ({
    id: row.id,
    accountId: row.applicationId,
    statementId: row.statementId,
    kind: row.kind,
    part: row.part,
    number: row.number,
    refersTo: row.refersTo,
    taxes: taxesFrom(row.taxes),
    net: money(row.netMinor, row.currency),
    tax: money(row.taxMinor, row.currency),
    total: money(row.totalMinor, row.currency),
    issuedOn: row.issuedOn,
    dueOn: row.dueOn,
    paperId: row.paperId,
    constructed: row.constructed,
  }))
}

export interface Payment {
  id: string
  accountId: string
  kind: PaymentKind
  on: Day
  amount: Money
  /** What came or went in its own currency. */
  paid: Money
  rate: string | null
  entryId: string | null
  refersTo: string | null
  number: string | null
  paperId: string | null
  note: string
  constructed: boolean
}

/** What came and went, the oldest first. */
export async function listPayments(db: Db, accountId: string): Promise<Payment[]> {
  const rows = await db
    .selectFrom('fees.payments')
    .selectAll()
    .where('applicationId', '=', accountId)
    .orderBy('onDay')
    .orderBy('id')
    .execute()
  return rows.map((row) => ({
    id: row.id,
    accountId: row.applicationId,
    kind: row.kind,
    on: row.onDay,
    amount: money(row.minor, row.currency),
    paid: money(row.paidMinor, row.paidCurrency),
    rate: row.rate,
    entryId: row.entryId,
    refersTo: row.refersTo,
    number: row.number,
    paperId: row.paperId,
    note: row.note,
    constructed: row.constructed,
  }))
}

/** The invoices of an account that are not paid yet, the oldest first. */
export const listUnpaid = async (db: Db, account: Pick<Account, 'id' | 'received'>): Promise<Unpaid[]> =>
  unpaidOf(
    (await listInvoices(db, account.id)).map(({ id, total, dueOn }) => ({ id, amount: total, dueOn })),
    account.received,
  )
