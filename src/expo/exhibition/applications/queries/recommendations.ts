import { sql } from 'kysely'
import type { Day } from '#kernel/day.ts'
import { Refusal } from '#kernel/refusal.ts'
import type { Db, Tx } from '#platform/database.ts'
import type { RecommendationWay, RecommenderKind } from '../words.ts'

export interface Recommendation {
  id: string
  applicationId: string
  byKind: RecommenderKind
  body: string
  economyCode: string | null
  author: string
  office: string
  on: Day
  /** Withdrawn, the day until which it held. */
  until: Day | null
  whyWithdrawn: string | null
  words: string
  way: RecommendationWay
  /** Where the link was sent that it came by. */
  sentTo: string | null
  digest: string | null
  fileName: string | null
  mediaType: string | null
  /** Counts: entered by those we know, or confirmed by staff. */
  confirmed: boolean
  enteredBy: string
  constructed: boolean
  version: number
}

const selectRecommendation = (db: Db) =>
  db
    .selectFrom('applications.recommendations as r')
    .leftJoin('applications.invitations as i', 'i.id', 'r.invitationId')
    .select(['r.id', 'r.applicationId', 'r.byKind', 'r.body', 'r.economyCode', 'r.author', 'r.office', 'r.onDay as on'])
    .select([
      'r.untilDay as until',
      'r.whyWithdrawn',
      'r.words',
      'r.way',
      'i.email as sentTo',
      'r.digest',
      'r.fileName',
    ])
    .select(['r.mediaType', 'r.enteredBy', 'r.constructed', 'r.version'])
    .select(sql<boolean>`r.confirmed_by is not null`.as('confirmed'))

/** The recommendations of an application, oldest first; withdrawn ones too. */
export const listRecommendations = (db: Db, applicationId: string): Promise<Recommendation[]> =>
  selectRecommendation(db).where('r.applicationId', '=', applicationId).orderBy('r.onDay').orderBy('r.id').execute()

export async function getRecommendation(db: Db, applicationId: string, id: string): Promise<Recommendation> {
  const found = await selectRecommendation(db)
    .where('r.id', '=', id)
    .where('r.applicationId', '=', applicationId)
    .executeTakeFirst()
  if (!found) throw new Refusal('missing', 'applications.no-such-recommendation')
  return found
}

export async function lockRecommendation(tx: Tx, applicationId: string, id: string): Promise<Recommendation> {
  await tx.selectFrom('applications.recommendations').select('id').where('id', '=', id).forUpdate().execute()
  return getRecommendation(tx, applicationId, id)
}

/** How many recommendations stand for each of some applications, in one query. */
export async function countRecommendations(db: Db, applicationIds: readonly string[]): Promise<Map<string, number>> {
  if (applicationIds.length === 0) return new Map()
  const rows = await db
    .selectFrom('applications.recommendations')
    .select((select) => ['applicationId', select.fn.countAll<number>().as('count')])
    .where('applicationId', 'in', [...applicationIds])
    .where('untilDay', 'is', null)
    .groupBy('applicationId')
    .execute()
  return new Map(rows.map((row) => [row.applicationId, row.count]))
}
