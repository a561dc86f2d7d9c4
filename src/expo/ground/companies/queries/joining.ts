import { Refusal } from '#kernel/refusal.ts'
import type { Db, Tx } from '#platform/database.ts'

export interface JoinRequest {
  id: string
  companyId: string
  personId: string
  message: string
  askedAt: Date
  answer: 'accepted' | 'declined' | null
}

const selectRequest = (db: Db) =>
  db.selectFrom('companies.requests').select(['id', 'companyId', 'personId', 'message', 'askedAt', 'answer'])

/** Requests to act for a company that wait for an answer, oldest first. */
export const listOpenRequests = (db: Db, companyId: string): Promise<JoinRequest[]> =>
  selectRequest(db).where('companyId', '=', companyId).where('answer', 'is', null).orderBy('id').execute()

/** What a person has asked and is not answered. */
export const listRequestsOf = (db: Db, personId: string): Promise<JoinRequest[]> =>
  selectRequest(db).where('personId', '=', personId).where('answer', 'is', null).orderBy('id').execute()

export async function lockRequest(tx: Tx, id: string): Promise<JoinRequest> {
  const request = await selectRequest(tx).where('id', '=', id).forUpdate().executeTakeFirst()
  if (!request) throw new Refusal('missing', 'companies.no-such-request')
  return request
}

/** How many requests wait at each of some companies, in one query. */
export async function countRequests(db: Db, companyIds: readonly string[]): Promise<Map<string, number>> {
  if (companyIds.length === 0) return new Map()
  const rows = await db
    .selectFrom('companies.requests')
    .select((select) => ['companyId', select.fn.countAll<number>().as('count')])
    .where('companyId', 'in', [...companyIds])
    .where('answer', 'is', null)
    .groupBy('companyId')
    .execute()
  return new Map(rows.map((row) => [row.companyId, row.count]))
}
