import { sql } from 'kysely'
import type { Day } from '#kernel/day.ts'
import type { Db } from '#platform/database.ts'

/** Accepted booths that nobody has stated the price of. What was made up for a demonstration is loaded with its statements or without. */
export async function listStandsWithoutStatement(db: Db, editionId: string): Promise<string[]> {
  const rows = await db
    .selectFrom('boothsViews.holdings as h')
    .innerJoin('applicationsViews.applications as a', 'a.id', 'h.applicationId')
    .leftJoin('fees.statements as s', (join) =>
      join.onRef('s.applicationId', '=', 'h.applicationId').on('s.state', '=', 'open'),
    )
    .select('h.applicationId')
    .where('h.editionId', '=', editionId)
    .where('h.state', '=', 'accepted')
    .where('h.constructed', '=', false)
    .where('a.state', '=', 'accepted')
    .where('s.id', 'is', null)
    .orderBy('h.fromDay')
    .orderBy('h.applicationId')
    .execute()
  return rows.map((row) => row.applicationId)
}

/** Stands under a signed contract of which less is invoiced than is owed, and whose balance is asked for by a day. */
export async function listToInvoice(db: Db, editionId: string, today: Day): Promise<string[]> {
  const rows = await db
    .selectFrom('fees.accounts as a')
    .innerJoin('fees.contracts as k', (join) =>
      join.onRef('k.applicationId', '=', 'a.applicationId').on('k.state', '=', 'signed'),
    )
    .innerJoin('fees.statements as s', 's.id', 'k.statementId')
    .innerJoin('fees.rulebooks as t', 't.id', 's.tariffId')
    .innerJoin('editionsViews.editions as e', 'e.id', 'a.editionId')
    .select('a.applicationId')
    .where('a.editionId', '=', editionId)
    .whereRef('a.invoicedMinor', '<', 's.totalMinor')
    .where(
      sql<boolean>`e.opens_on - (t.data -> 'terms' ->> 'balanceDays')::integer - (t.data -> 'terms' ->> 'depositDays')::integer
        <= ${today}::date`,
    )
    .orderBy('a.applicationId')
    .execute()
  return rows.map((row) => row.applicationId)
}

/** Stands with an invoice that is not paid and was due, or will be within `ahead` days: who may have to be reminded. */
export async function listToRemind(db: Db, editionId: string, today: Day, ahead: number): Promise<string[]> {
  const rows = await db
    .selectFrom('fees.accounts')
    .select('applicationId')
    .where('editionId', '=', editionId)
    .where('nextDueOn', '<=', sql<Day>`${today}::date + ${ahead}::integer`)
    .where('releasedOn', 'is', null)
    .orderBy('nextDueOn')
    .execute()
  return rows.map((row) => row.applicationId)
}

/** The editions that have anything to do with money: those with a tariff. */
export async function listEditionsWithTariff(db: Db): Promise<string[]> {
  const rows = await db
    .selectFrom('fees.rulebooks')
    .select('editionId')
    .distinct()
    .where('kind', '=', 'tariff')
    .where('state', '=', 'in-force')
    .execute()
  return rows.map((row) => row.editionId)
}

/** Constructed applications that hold a booth and have no account yet, in the order in which they were submitted. */
export async function listConstructedHolders(db: Db, editionId: string): Promise<string[]> {
  const rows = await db
    .selectFrom('boothsViews.holdings as h')
    .innerJoin('applicationsViews.applications as a', 'a.id', 'h.applicationId')
    .leftJoin('fees.accounts as c', 'c.applicationId', 'h.applicationId')
    .select('h.applicationId')
    .where('h.editionId', '=', editionId)
    .where('h.state', '=', 'accepted')
    .where('a.state', '=', 'accepted')
    .where('a.constructed', '=', true)
    .where('c.applicationId', 'is', null)
    .orderBy('a.submittedAt')
    .orderBy('a.number')
    .execute()
  return rows.map((row) => row.applicationId)
}
