import type { Day } from '#kernel/day.ts'
import type { Db } from '#platform/database.ts'
import type { Decision, NeighbourWish } from '../words.ts'

export interface Decided {
  id: string
  decision: Decision
  reason: string | null
  words: string
  on: Day
  by: string
  at: Date
  takenBackAt: Date | null
}

/** What was decided about an application, oldest first; what was taken back too. */
export async function listDecisions(db: Db, applicationId: string): Promise<Decided[]> {
  return db
    .selectFrom('applications.decisions')
    .select(['id', 'state as decision', 'reasonCode as reason', 'words', 'onDay as on', 'decidedBy as by'])
    .select(['decidedAt as at', 'takenBackAt'])
    .where('applicationId', '=', applicationId)
    .orderBy('id')
    .execute()
}

/** The decision that holds of each of some applications, in one query. */
export async function listStandingDecisions(db: Db, applicationIds: readonly string[]): Promise<Map<string, Decided>> {
  if (applicationIds.length === 0) return new Map()
  const rows = await db
    .selectFrom('applications.decisions')
    .distinctOn('applicationId')
    .select(['id', 'state as decision', 'reasonCode as reason', 'words', 'onDay as on', 'decidedBy as by'])
    .select(['decidedAt as at', 'takenBackAt', 'applicationId'])
    .where('applicationId', 'in', [...applicationIds])
    .where('takenBackAt', 'is', null)
    .orderBy('applicationId')
    .orderBy('id', 'desc')
    .execute()
  return new Map(rows.map(({ applicationId, ...row }) => [applicationId, row]))
}

export interface Neighbour {
  wish: NeighbourWish
  name: string
  companyId: string | null
}

/** Whom an applicant wants to stand beside, and apart from. */
export const listNeighbours = (db: Db, applicationId: string): Promise<Neighbour[]> =>
  db
    .selectFrom('applications.neighbours')
    .select(['wish', 'name', 'companyId'])
    .where('applicationId', '=', applicationId)
    .orderBy('name')
    .execute()
