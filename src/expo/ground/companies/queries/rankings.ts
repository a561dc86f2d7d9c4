import type { Wording } from '#kernel/language.ts'
import { Refusal } from '#kernel/refusal.ts'
import type { Db } from '#platform/database.ts'
import { type Company, listCompanies } from './companies.ts'

export interface RankingList {
  code: string
  names: Wording
  source: string | null
}

export const listRankingLists = (db: Db): Promise<RankingList[]> =>
  db.selectFrom('companies.rankingLists').select(['code', 'names', 'source']).orderBy('code').execute()

export async function getRankingList(db: Db, code: string): Promise<RankingList> {
  const list = (await listRankingLists(db)).find((one) => one.code === code)
  if (!list) throw new Refusal('missing', 'companies.no-such-ranking')
  return list
}

/** The years a list has companies for, newest first, and how many. */
export const listRankingYears = (db: Db, ranking: string): Promise<{ year: number; count: number }[]> =>
  db
    .selectFrom('companies.rankings')
    .select((select) => ['year', select.fn.countAll<number>().as('count')])
    .where('ranking', '=', ranking)
    .groupBy('year')
    .orderBy('year', 'desc')
    .execute()

export interface Ranked {
  company: Company
  rank: number | null
  source: string | null
}

/** Who stands in a list of a year, by rank; those without a known rank last. A year's list is at most some hundreds long. */
export async function listRanked(db: Db, ranking: string, year: number): Promise<Ranked[]> {
  const rows = await db
    .selectFrom('companies.rankings')
    .select(['companyId', 'rank', 'source'])
    .where('ranking', '=', ranking)
    .where('year', '=', year)
    .orderBy('rank', (order) => order.asc().nullsLast())
    .orderBy('companyId')
    .execute()
  const companies = await listCompanies(
    db,
    rows.map((row) => row.companyId),
  )
  return rows.flatMap(({ companyId, ...row }) => {
    const company = companies.get(companyId)
    return company ? [{ company, ...row }] : []
  })
}

export interface RankingOf {
  ranking: string
  names: Wording
  year: number
  rank: number | null
}

/** In which lists a company stands, newest first. */
export const listRankingsOf = (db: Db, companyId: string): Promise<RankingOf[]> =>
  db
    .selectFrom('companies.rankings as r')
    .innerJoin('companies.rankingLists as l', 'l.code', 'r.ranking')
    .select(['r.ranking', 'l.names', 'r.year', 'r.rank'])
    .where('r.companyId', '=', companyId)
    .orderBy('r.year', 'desc')
    .orderBy('r.ranking')
    .execute()
