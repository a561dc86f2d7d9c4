import { sql } from 'kysely'
import { listCompanies } from '#expo/ground/companies/index.ts'
import type { Day } from '#kernel/day.ts'
import { type Money, money } from '#kernel/money.ts'
import { Refusal } from '#kernel/refusal.ts'
import type { Db, Tx } from '#platform/database.ts'
import type { Entry, Payable } from '../rules/match.ts'

/** An entry of the bank's as it was kept, and how much of it is booked. */
export interface Waiting extends Entry {
  id: string
  bankId: string
  booked: Money
  setAside: string | null
  version: number
}

const selectEntry = (db: Db) => db.selectFrom('fees.entries').selectAll()
type Selected = Awaited<ReturnType<ReturnType<typeof selectEntry>['executeTakeFirstOrThrow']>>

const asWaiting = (row: Selected): Waiting => ({
  id: row.id,
  bankId: row.bankId,
  bankReference: row.bankReference,
  on: row.onDay,
  amount: money(row.minor, row.currency),
  payer: row.payer,
  text: row.text,
  reference: row.reference,
  reversal: row.reversal,
  booked: money(row.bookedMinor, row.currency),
  setAside: row.setAsideWhy,
  version: row.version,
})

const WAITS = sql<boolean>`booked_minor <> minor and set_aside_why is null`

/** Entries that nobody has booked wholly, the longest waiting first, a page at a time. */
export async function listEntries(
  db: Db,
  editionId: string,
  { which, after, limit }: { which: 'waiting' | 'set-aside'; after: { on: Day; id: string } | null; limit: number },
): Promise<Waiting[]> {
  const rows = await selectEntry(db)
    .where('editionId', '=', editionId)
    .where(which === 'waiting' ? WAITS : sql<boolean>`set_aside_why is not null`)
    .$if(after !== null, (query) => query.where(sql<boolean>`(on_day, id) > (${after?.on}::date, ${after?.id}::uuid)`))
    .orderBy('onDay')
    .orderBy('id')
    .limit(limit)
    .execute()
  return rows.map(asWaiting)
}

export async function countEntries(db: Db, editionId: string): Promise<{ count: number; oldest: Day | null }> {
  const row = await db
    .selectFrom('fees.entries')
    .select((select) => [select.fn.countAll<number>().as('count'), select.fn.min('onDay').as('oldest')])
    .where('editionId', '=', editionId)
    .where(WAITS)
    .executeTakeFirstOrThrow()
  return { count: row.count, oldest: row.oldest }
}

export async function getEntry(db: Db, editionId: string, id: string): Promise<Waiting> {
  const row = await selectEntry(db).where('editionId', '=', editionId).where('id', '=', id).executeTakeFirst()
  if (!row) throw new Refusal('missing', 'fees.no-such-entry')
  return asWaiting(row)
}

/** The entry with its row locked until the transaction ends. */
export async function lockEntry(tx: Tx, editionId: string, id: string): Promise<Waiting> {
  const row = await selectEntry(tx)
    .where('editionId', '=', editionId)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
  if (!row) throw new Refusal('missing', 'fees.no-such-entry')
  return asWaiting(row)
}

/** Which of these references a bank's entries have had already. */
export async function listKnown(db: Db, bankId: string, references: readonly string[]): Promise<Set<string>> {
  if (references.length === 0) return new Set()
  const rows = await db
    .selectFrom('fees.entries')
    .select('bankReference')
    .where('bankId', '=', bankId)
    .where('bankReference', 'in', [...references])
    .execute()
  return new Set(rows.map((row) => row.bankReference))
}

/** Every account of an edition as a payer may mean it: references, numbers, names, and what is open. */
export async function listPayables(db: Db, editionId: string): Promise<Payable[]> {
  const accounts = await db
    .selectFrom('fees.accounts as a')
    .innerJoin('applicationsViews.applications as p', 'p.id', 'a.applicationId')
    .select([
      'a.applicationId',
      'a.reference',
      'a.currency',
      'a.invoicedMinor',
      'a.receivedMinor',
      'a.billName',
      'p.companyId',
    ])
    .where('a.editionId', '=', editionId)
    .execute()
  const [companies, invoices] = await Promise.all([
    listCompanies(
      db,
      accounts.map((one) => one.companyId),
    ),
    db
      .selectFrom('fees.invoices')
      .select(['applicationId', 'number', 'totalMinor'])
      .where('editionId', '=', editionId)
      .where('kind', '=', 'invoice')
      .execute(),
  ])
  const byAccount = Map.groupBy(invoices, (row) => row.applicationId)
  return accounts.map((one) => {
    const company = companies.get(one.companyId)
    const own = byAccount.get(one.applicationId) ?? []
    const open = BigInt(one.invoicedMinor) - BigInt(one.receivedMinor)
    const last = own.at(-1)
    return {
      accountId: one.applicationId,
      reference: one.reference,
      numbers: own.map((row) => row.number),
      names: [...new Set([...Object.values(company?.names ?? {}), one.billName])].filter(Boolean),
      open: money(open, one.currency),
      latest: last ? money(last.totalMinor, one.currency) : null,
    }
  })
}
