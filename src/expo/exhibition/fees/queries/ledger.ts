import { sql } from 'kysely'
import type { Day } from '#kernel/day.ts'
import { decimalOf, type Money, money } from '#kernel/money.ts'
import type { Db } from '#platform/database.ts'
import type { AccountFilter, AccountState, Listed } from '../ledger-words.ts'
import { mayRelease } from '../rules/account.ts'
import type { InvoiceKind, Part, PaymentKind } from '../words.ts'

const accountsOf = (db: Db, editionId: string) =>
  db
    .selectFrom('fees.accounts as a')
    .innerJoin('applicationsViews.applications as p', 'p.id', 'a.applicationId')
    .innerJoin('companiesViews.companies as c', 'c.id', 'p.companyId')
    .leftJoin('fees.statements as s', (join) =>
      join.onRef('s.applicationId', '=', 'a.applicationId').on('s.state', '=', 'open'),
    )
    .leftJoin('fees.contracts as k', (join) =>
      join.onRef('k.applicationId', '=', 'a.applicationId').on('k.state', 'in', ['offered', 'scan-sent', 'signed']),
    )
    .where('a.editionId', '=', editionId)

function narrowed(db: Db, editionId: string, filter: AccountFilter, today: Day) {
  const { state, area, economy, words } = filter
  const pattern = `%${words.replace(/[\\%_]/g, '\\$&')}%`
  return accountsOf(db, editionId)
    .$if(area !== '', (query) => query.where('p.areaCode', '=', area))
    .$if(economy !== '', (query) => query.where('p.economyCode', '=', economy))
    .$if(words !== '', (query) =>
      query.where(
        sql<boolean>`(c.legal_name ilike ${pattern} or c.names::text ilike ${pattern} or a.reference = ${words.toUpperCase().replace(/\s/g, '')}
          or exists (select from fees.invoices i where i.application_id = a.application_id and i.number = ${words.toUpperCase()}))`,
      ),
    )
    .$if(state === 'overdue', (query) => query.where('a.nextDueOn', '<', today))
    .$if(state === 'due', (query) => query.where('a.nextDueOn', '>=', today))
    .$if(state === 'credit', (query) => query.whereRef('a.receivedMinor', '>', 'a.invoicedMinor'))
    .$if(state === 'unsigned', (query) => query.where('k.state', 'in', ['offered', 'scan-sent']))
    .$if(state === 'settled', (query) =>
      query.where(
        sql<boolean>`k.state = 'signed' and a.invoiced_minor >= s.total_minor and a.received_minor >= a.invoiced_minor`,
      ),
    )
}

/** Accounts of an edition, those first whose oldest invoice has waited longest; a page at a time, after the account `after`. */
export async function listAccounts(
  db: Db,
  editionId: string,
  filter: AccountFilter,
  { today, after, limit }: { today: Day; after: string; limit: number },
): Promise<Listed[]> {
  const rows = await narrowed(db, editionId, filter, today)
    .select([
      'a.applicationId',
      'a.number',
      'a.reference',
      'a.currency',
      'a.invoicedMinor',
      'a.receivedMinor',
      'a.nextDueOn',
      'a.constructed',
      'p.economyCode',
      'p.areaCode',
      'c.names',
      's.totalMinor',
      'k.state as contract',
    ])
    .$if(after !== '', (query) =>
      query.where(
        sql<boolean>`(coalesce(a.next_due_on, 'infinity'::date), a.number) >
          (select coalesce(b.next_due_on, 'infinity'::date), b.number from fees.accounts b where b.application_id = ${after}::uuid)`,
      ),
    )
    .orderBy(sql`coalesce(a.next_due_on, 'infinity'::date)`)
    .orderBy('a.number')
    .limit(limit)
    .execute()
  return rows.map((row) => ({
    id: row.applicationId,
    number: row.number,
    names: row.names,
    economyCode: row.economyCode,
    areaCode: row.areaCode,
    reference: row.reference,
    total: money(row.totalMinor ?? 0, row.currency),
    invoiced: money(row.invoicedMinor, row.currency),
    received: money(row.receivedMinor, row.currency),
    nextDueOn: row.nextDueOn,
    contract: row.contract,
    constructed: row.constructed,
  }))
}

/** How many accounts stand how. */
export async function countAccounts(
  db: Db,
  editionId: string,
  today: Day,
): Promise<Record<AccountState | 'all', number>> {
  const counts = await accountsOf(db, editionId)
    .select([
      sql<number>`count(*)`.as('all'),
      sql<number>`count(*) filter (where a.next_due_on < ${today}::date)`.as('overdue'),
      sql<number>`count(*) filter (where a.next_due_on >= ${today}::date)`.as('due'),
      sql<number>`count(*) filter (where a.received_minor > a.invoiced_minor)`.as('credit'),
      sql<number>`count(*) filter (where k.state in ('offered', 'scan-sent'))`.as('unsigned'),
      sql<number>`count(*) filter (where k.state = 'signed' and a.invoiced_minor >= s.total_minor
        and a.received_minor >= a.invoiced_minor)`.as('settled'),
    ])
    .executeTakeFirstOrThrow()
  return counts
}

/** The accounts whose booths may be given to others: the last day after the oldest unpaid invoice has passed. The longest late first. */
export async function listReleases(db: Db, editionId: string, today: Day): Promise<Listed[]> {
  const filter: AccountFilter = { state: 'overdue', area: '', economy: '', words: '' }
  const rows = await listAccounts(db, editionId, filter, { today, after: '', limit: MOST_RELEASES })
  if (rows.length === 0) return []
  const terms = await db
    .selectFrom('fees.accounts as a')
    .innerJoin('fees.statements as s', (join) =>
      join.onRef('s.applicationId', '=', 'a.applicationId').on('s.state', '=', 'open'),
    )
    .innerJoin('fees.rulebooks as t', 't.id', 's.tariffId')
    .select(['a.applicationId', sql<number>`(t.data -> 'terms' ->> 'releaseDays')::integer`.as('releaseDays')])
    .where(
      'a.applicationId',
      'in',
      rows.map((row) => row.id),
    )
    .where('a.releasedOn', 'is', null)
    .execute()
  const daysOf = new Map(terms.map((row) => [row.applicationId, row.releaseDays]))
  return rows.filter((row) => {
    const releaseDays = daysOf.get(row.id)
    return releaseDays !== undefined && row.nextDueOn !== null && mayRelease({ releaseDays }, row.nextDueOn, today)
  })
}

const MOST_RELEASES = 1000

/** Where money of each account is paid back to. */
export async function listBilling(db: Db, ids: readonly string[]): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map()
  const rows = await db
    .selectFrom('fees.accounts')
    .select(['applicationId', 'billBank'])
    .where('applicationId', 'in', [...ids])
    .execute()
  return new Map(rows.map((row) => [row.applicationId, row.billBank]))
}

/** What an edition's stands owe and have paid, all together. */
export interface Totals {
  stated: Money
  invoiced: Money
  received: Money
  open: Money
  overdue: Money
  credit: Money
}

export async function totalsOf(db: Db, editionId: string, currency: string, today: Day): Promise<Totals> {
  const row = await db
    .selectFrom('fees.accounts as a')
    .leftJoin('fees.statements as s', (join) =>
      join.onRef('s.applicationId', '=', 'a.applicationId').on('s.state', '=', 'open'),
    )
    .select([
      sql<string>`coalesce(sum(s.total_minor), 0)`.as('stated'),
      sql<string>`coalesce(sum(a.invoiced_minor), 0)`.as('invoiced'),
      sql<string>`coalesce(sum(a.received_minor), 0)`.as('received'),
      sql<string>`coalesce(sum(greatest(a.invoiced_minor - a.received_minor, 0)), 0)`.as('open'),
      sql<string>`coalesce(sum(greatest(a.received_minor - a.invoiced_minor, 0)), 0)`.as('credit'),
      sql<string>`coalesce(sum(case when a.next_due_on < ${today}::date then greatest(0, (select sum(i.total_minor)
        from fees.invoices i where i.application_id = a.application_id and i.due_on < ${today}::date) - a.received_minor) end), 0)`.as(
        'overdue',
      ),
    ])
    .where('a.editionId', '=', editionId)
    .executeTakeFirstOrThrow()
  return {
    stated: money(row.stated, currency),
    invoiced: money(row.invoiced, currency),
    received: money(row.received, currency),
    open: money(row.open, currency),
    overdue: money(row.overdue, currency),
    credit: money(row.credit, currency),
  }
}

/** A line of the books: an invoice, a credit note or a payment. */
export type Posting = {
  on: Day
  kind: InvoiceKind | PaymentKind
  number: string
  account: string
  reference: string
  company: string
  economy: string
  part: Part | ''
  net: string
  tax: string
  amount: string
  currency: string
  due: Day | ''
}

const A_PAGE = 1000

/** Every line of an edition's books by day, read page by page. */
export async function* postingsOf(db: Db, editionId: string): AsyncGenerator<Posting> {
  let after = { on: '0001-01-01', id: '00000000-0000-0000-0000-000000000000' }
  for (;;) {
    const { rows } = await sql<PostingRow>`
      select x.*, a.number as account, a.reference, c.legal_name as company, p.economy_code as economy
      from (
        select id, application_id, issued_on as on_day, kind, number, part, net_minor, tax_minor, total_minor as minor, currency, due_on
        from fees.invoices where edition_id = ${editionId} and (issued_on, id) > (${after.on}::date, ${after.id}::uuid)
        union all
        select id, application_id, on_day, kind, coalesce(number, ''), '', null, null, minor, currency, null
        from fees.payments where edition_id = ${editionId} and (on_day, id) > (${after.on}::date, ${after.id}::uuid)
        order by 3, 1 limit ${A_PAGE}
      ) x join fees.accounts a on a.application_id = x.application_id
      join applications_views.applications p on p.id = x.application_id
      join companies_views.companies c on c.id = p.company_id order by x.on_day, x.id`.execute(db)
    for (const row of rows) yield asPosting(row)
    const last = rows.at(-1)
    if (!last || rows.length < A_PAGE) return
    after = { on: last.onDay, id: last.id }
  }
}

interface PostingRow {
  id: string
  onDay: Day
  kind: Posting['kind']
  number: string
  part: Part | ''
  netMinor: number | null
  taxMinor: number | null
  minor: number
  currency: string
  dueOn: Day | null
  account: number
  reference: string
  company: string
  economy: string
}

function asPosting(row: PostingRow): Posting {
  const written = (minor: number | bigint | null) => (minor === null ? '' : decimalOf(money(minor, row.currency)))
  return {
    on: row.onDay,
    kind: row.kind,
    number: row.number,
    account: String(row.account),
    reference: row.reference,
    company: row.company,
    economy: row.economy,
    part: row.part,
    net: written(row.netMinor),
    tax: written(row.taxMinor),
    amount: written(row.minor),
    currency: row.currency,
    due: row.dueOn ?? '',
  }
}

/** What each economy was given by each measure, and waits for. */
export interface Given {
  measure: string
  budgetCode: string
  economyCode: string
  stands: number
  given: bigint
  waiting: bigint
}

export async function listGiven(db: Db, editionId: string): Promise<Given[]> {
  const rows = await db
    .selectFrom('fees.grants as g')
    .innerJoin('fees.budgets as b', 'b.id', 'g.budgetId')
    .select(['g.measure', 'b.code as budgetCode', 'g.economyCode'])
    .select([
      sql<number>`count(*) filter (where g.given_units > 0)`.as('stands'),
      sql<string>`sum(g.given_units)`.as('given'),
      sql<string>`sum(g.asked_units - g.given_units)`.as('waiting'),
    ])
    .where('g.editionId', '=', editionId)
    .where('g.state', '!=', 'returned')
    .groupBy(['g.measure', 'b.code', 'g.economyCode'])
    .orderBy('g.measure')
    .orderBy('g.economyCode')
    .execute()
  return rows.map((row) => ({ ...row, given: BigInt(row.given), waiting: BigInt(row.waiting) }))
}

/** Every move of an edition's support, the oldest first. */
export async function* movementsOf(db: Db, editionId: string) {
  let after = 0
  for (;;) {
    const rows = await db
      .selectFrom('fees.movements as m')
      .innerJoin('fees.budgets as b', 'b.id', 'm.budgetId')
      .leftJoin('fees.grants as g', 'g.id', 'm.grantId')
      .leftJoin('fees.accounts as a', 'a.applicationId', 'g.applicationId')
      .select([
        'm.id',
        'm.at',
        'm.kind',
        'm.units',
        'm.why',
        'b.code as budget',
        'b.unit',
        'b.currency',
        'g.measure',
        'g.economyCode',
        'a.number as account',
      ])
      .where('b.editionId', '=', editionId)
      .where('m.id', '>', after)
      .orderBy('m.id')
      .limit(A_PAGE)
      .execute()
    for (const row of rows)
      yield {
        at: row.at.toISOString(),
        budget: row.budget,
        kind: row.kind,
        amount: row.currency ? decimalOf(money(row.units, row.currency)) : String(row.units),
        unit: row.currency ?? row.unit,
        measure: row.measure ?? '',
        economy: row.economyCode ?? '',
        account: row.account === null ? '' : String(row.account),
        why: row.why,
      }
    const last = rows.at(-1)
    if (!last || rows.length < A_PAGE) return
    after = last.id
  }
}
