import type { Actor } from '#kernel/actor.ts'
import type { Wording } from '#kernel/language.ts'
import { Refusal } from '#kernel/refusal.ts'
import { type Db, transact } from '#platform/database.ts'
import { record } from '#platform/journal.ts'
import { lockCompany } from '../queries/companies.ts'
import { getRankingList } from '../queries/rankings.ts'

/**
 * Add a list that others publish year by year: Fortune Global 500, the leaders of an industry.
 * Who: administrators of the house. Holds: one per code. Follows: `ranking.added`.
 */
export async function addRanking(
  db: Db,
  order: { code: string; names: Wording; source: string | null; by: Actor },
): Promise<void> {
  const { code, names, source, by } = order
  await transact(db, async (tx) => {
    const added = await tx
      .insertInto('companies.rankingLists')
      .values({ code, names, source })
      .onConflict((conflict) => conflict.doNothing())
      .returning('code')
      .executeTakeFirst()
    if (!added) throw new Refusal('conflict', 'companies.ranking-taken', { code }, 'code')
    await record(tx, { what: 'ranking.added', about: code, by, details: { code } })
  })
}

/**
 * Say where a company stands in a list of a year; said again, it is corrected.
 * Who: administrators of the house. Holds: a company stands in a year's list once. Follows: `company.ranked`.
 */
export async function setRanking(
  db: Db,
  order: { companyId: string; ranking: string; year: number; rank: number | null; source: string | null; by: Actor },
): Promise<void> {
  const { companyId, ranking, year, rank, source, by } = order
  await transact(db, async (tx) => {
    await getRankingList(tx, ranking)
    await lockCompany(tx, companyId)
    await tx
      .insertInto('companies.rankings')
      .values({ companyId, ranking, year, rank, source })
      .onConflict((conflict) => conflict.columns(['ranking', 'year', 'companyId']).doUpdateSet({ rank, source }))
      .execute()
    await record(tx, { what: 'company.ranked', about: companyId, by, details: { ranking, year, rank } })
  })
}

/**
 * Take a company out of a list of a year.
 * Who: administrators of the house. Holds: only where it stands. Follows: `company.unranked`.
 */
export async function removeRanking(
  db: Db,
  order: { companyId: string; ranking: string; year: number; by: Actor },
): Promise<void> {
  const { companyId, ranking, year, by } = order
  await transact(db, async (tx) => {
    const gone = await tx
      .deleteFrom('companies.rankings')
      .where('companyId', '=', companyId)
      .where('ranking', '=', ranking)
      .where('year', '=', year)
      .returning('companyId')
      .executeTakeFirst()
    if (!gone) throw new Refusal('missing', 'companies.not-ranked')
    await record(tx, { what: 'company.unranked', about: companyId, by, details: { ranking, year } })
  })
}
