import { sql } from 'kysely'
import type { Db } from '#platform/database.ts'
import { type Application, asApplication, selectApplication } from './applications.ts'

/** How much of an area is asked for, accepted and waited for; in m² and in applications. */
export interface Demand {
  areaCode: string
  asked: number
  askedM2: number
  accepted: number
  acceptedM2: number
  waiting: number
  waitingM2: number
  /** Accepted and withdrawn again: places that came free. */
  freed: number
  freedM2: number
}

/** The demand for every area of an edition that somebody has asked for, or for one of them, by area. */
export async function listDemand(db: Db, editionId: string, areaCode: string | null = null): Promise<Demand[]> {
  const of = (state: string) => sql`where a.state = ${state}`
  const count = (which: ReturnType<typeof of>) => sql<number>`count(*) filter (${which})`
  const size = (which: ReturnType<typeof of>) => sql<string>`coalesce(sum(a.area_m2) filter (${which}), 0)`
  const ended = sql`where a.ended_on is not null`
  const rows = await db
    .selectFrom('applications.applications as a')
    .select('a.areaCode')
    .select([count(of('submitted')).as('asked'), size(of('submitted')).as('askedM2')])
    .select([count(of('accepted')).as('accepted'), size(of('accepted')).as('acceptedM2')])
    .select([count(of('wait-listed')).as('waiting'), size(of('wait-listed')).as('waitingM2')])
    .select([count(ended).as('freed'), size(ended).as('freedM2')])
    .where('a.editionId', '=', editionId)
    .where('a.areaCode', 'is not', null)
    .$if(areaCode !== null, (query) => query.where('a.areaCode', '=', areaCode))
    .where('a.state', 'in', ['submitted', 'accepted', 'wait-listed', 'withdrawn'])
    .groupBy('a.areaCode')
    .orderBy('a.areaCode')
    .execute()
  return rows.map((row) => ({
    ...row,
    areaCode: row.areaCode as string,
    askedM2: Number(row.askedM2),
    acceptedM2: Number(row.acceptedM2),
    waitingM2: Number(row.waitingM2),
    freedM2: Number(row.freedM2),
  }))
}

/** The wait list of an edition, or of one of its areas, in its order: whoever applied first is next. */
export async function listWaiting(
  db: Db,
  editionId: string,
  { areaCode = '', after = '', limit }: { areaCode?: string; after?: string; limit: number },
): Promise<Application[]> {
  const rows = await selectApplication(db)
    .where('a.editionId', '=', editionId)
    .where('a.state', '=', 'wait-listed')
    .$if(areaCode !== '', (query) => query.where('a.areaCode', '=', areaCode))
    .$if(after !== '', (query) =>
      query.where(
        sql<boolean>`(a.area_code, a.submitted_at, a.id) >
          (select m.area_code, m.submitted_at, m.id from applications.applications m where m.id = ${after})`,
      ),
    )
    .orderBy('a.areaCode')
    .orderBy('a.submittedAt')
    .orderBy('a.id')
    .limit(limit)
    .execute()
  return rows.map(asApplication)
}

/** How many of the same state and area applied before: an applicant's place in the order. */
export async function countBefore(db: Db, application: Application): Promise<number> {
  const { editionId, areaCode, state, submittedAt, id } = application
  if (areaCode === null || submittedAt === null) return 0
  const { count } = await db
    .selectFrom('applications.applications as a')
    .select((select) => select.fn.countAll<number>().as('count'))
    .where('a.editionId', '=', editionId)
    .where('a.areaCode', '=', areaCode)
    .where('a.state', '=', state)
    .where(sql<boolean>`(a.submitted_at, a.id) < (${submittedAt}, ${id})`)
    .executeTakeFirstOrThrow()
  return count
}
