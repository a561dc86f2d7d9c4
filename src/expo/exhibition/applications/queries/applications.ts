import type { Day } from '#kernel/day.ts'
import type { Wording } from '#kernel/language.ts'
import { Refusal } from '#kernel/refusal.ts'
import type { Db, Tx } from '#platform/database.ts'
import { type Block, type BoothKind, LIVE, type Nearness, type Role, type State } from '../words.ts'

export interface Application {
  id: string
  editionId: string
  /** The main exhibitor or the umbrella organiser; where it was merged into another, that one. */
  companyId: string
  economyCode: string
  number: number | null
  role: Role
  /** False for an umbrella organiser that shows nothing of its own: it is no exhibitor. */
  showsItself: boolean
  state: State
  areaCode: string | null
  zoneCode: string | null
  boothKind: BoothKind | null
  areaM2: number | null
  leastOpenSides: number
  /** Goods and services in words. */
  shows: Wording
  hsChapters: string[]
  brands: string
  certificates: string
  wishes: string
  near: Nearness[]
  wishedHall: string | null
  wishedBooths: string[]
  block: Block
  begunAt: Date
  submittedAt: Date | null
  submittedOn: Day | null
  decidedOn: Day | null
  acceptedOn: Day | null
  endedOn: Day | null
  withdrawnOn: Day | null
  discardedAt: Date | null
  /** Staff let it in until then, although the window is over. */
  lateUntil: Date | null
  /** A question of staff waits since then. */
  askedSince: Date | null
  /** The applicant wrote since then, and no staff has read it. */
  heardSince: Date | null
  owner: string | null
  carriedFrom: string | null
  constructed: boolean
  source: string | null
  version: number
}

export const selectApplication = (db: Db) =>
  db
    .selectFrom('applications.applications as a')
    .innerJoin('companiesViews.standing as c', 'c.id', 'a.companyId')
    .selectAll('a')
    .select(['c.companyId as standingId', 'c.economyCode'])
type Selected = Awaited<ReturnType<ReturnType<typeof selectApplication>['executeTakeFirstOrThrow']>>

export const asApplication = ({ standingId, ...row }: Selected): Application => ({
  ...row,
  companyId: standingId,
  areaM2: row.areaM2 === null ? null : Number(row.areaM2),
})

export async function findApplication(db: Db, id: string): Promise<Application | null> {
  return (await listApplications(db, [id])).get(id) ?? null
}

export async function getApplication(db: Db, id: string): Promise<Application> {
  const application = await findApplication(db, id)
  if (!application) throw new Refusal('missing', 'applications.no-such-application')
  return application
}

/** Applications by their ids, in one query. */
export async function listApplications(db: Db, ids: readonly string[]): Promise<Map<string, Application>> {
  if (ids.length === 0) return new Map()
  const rows = await selectApplication(db)
    .where('a.id', 'in', [...new Set(ids)])
    .execute()
  return new Map(rows.map((row) => [row.id, asApplication(row)]))
}

/** The application with its row locked until the transaction ends, so that of two clerks one decides. */
export async function lockApplication(tx: Tx, id: string): Promise<Application> {
  const row = await selectApplication(tx).where('a.id', '=', id).forUpdate('a').executeTakeFirst()
  if (!row) throw new Refusal('missing', 'applications.no-such-application')
  return asApplication(row)
}

/** The same for many at once, in the order of their ids, so that nobody waits in a circle. */
export async function lockApplications(tx: Tx, ids: readonly string[]): Promise<Map<string, Application>> {
  if (ids.length === 0) return new Map()
  const rows = await selectApplication(tx)
    .where('a.id', 'in', [...new Set(ids)])
    .orderBy('a.id')
    .forUpdate('a')
    .execute()
  return new Map(rows.map((row) => [row.id, asApplication(row)]))
}

/** The applications that were accepted in an edition and take part, in the order in which they were submitted. */
export async function acceptedApplications(db: Db, editionId: string): Promise<Application[]> {
  const rows = await selectApplication(db)
    .where('a.editionId', '=', editionId)
    .where('a.state', '=', 'accepted')
    .orderBy('a.submittedAt')
    .orderBy('a.id')
    .execute()
  return rows.map(asApplication)
}

/** The application of a company in an edition that may still lead somewhere. */
export async function findLiveApplication(db: Db, editionId: string, companyId: string): Promise<Application | null> {
  const row = await selectApplication(db)
    .where('a.editionId', '=', editionId)
    .where('c.companyId', '=', companyId)
    .where('a.state', 'in', [...LIVE])
    .orderBy('a.id', 'desc')
    .executeTakeFirst()
  return row ? asApplication(row) : null
}

/** Applications of companies, newest first: in one edition, or in all. */
export async function listApplicationsOf(
  db: Db,
  companyIds: readonly string[],
  { editionId }: { editionId?: string } = {},
): Promise<Application[]> {
  if (companyIds.length === 0) return []
  const rows = await selectApplication(db)
    .where('c.companyId', 'in', [...companyIds])
    .$if(editionId !== undefined, (query) => query.where('a.editionId', '=', editionId as string))
    .orderBy('a.id', 'desc')
    .execute()
  return rows.map(asApplication)
}

/** How many applications of an edition were made up. */
export async function countConstructed(db: Db, editionId: string): Promise<number> {
  const { count } = await db
    .selectFrom('applications.applications')
    .select((select) => select.fn.countAll<number>().as('count'))
    .where('editionId', '=', editionId)
    .where('constructed', '=', true)
    .executeTakeFirstOrThrow()
  return Number(count)
}
