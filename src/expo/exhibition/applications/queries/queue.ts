import { type RawBuilder, sql } from 'kysely'
import { foldName } from '#expo/ground/companies/index.ts'
import type { Db } from '#platform/database.ts'
import { type BoothKind, type Role, STATES, type State } from '../words.ts'
import { type Application, asApplication, selectApplication } from './applications.ts'
import { companiesFrom, companiesNamed } from './named.ts'

/** What staff may narrow their queue by; every part of it stands in the address. */
export interface QueueFilter {
  state?: State | undefined
  areaCode?: string
  zoneCode?: string
  kind?: BoothKind | undefined
  role?: Role | undefined
  economyCode?: string
  /** Of these economies only: members of a group on a day. */
  economyCodes?: readonly string[] | undefined
  recommended?: boolean | undefined
  /** A person's id; null for those that nobody looks after. */
  owner?: string | null | undefined
  /** A question of staff waits, or the applicant wrote and nobody has read it. */
  open?: 'asked' | 'heard' | undefined
  words?: string
}

export const SORTS = ['age', 'newest', 'area', 'size', 'economy'] as const
export type Sort = (typeof SORTS)[number]

const AGE = sql`coalesce(a.submitted_at, a.begun_at)`
const ID = sql`a.id`
const ORDER: Record<Sort, { by: RawBuilder<unknown>[]; down: boolean }> = {
  age: { by: [AGE, ID], down: false },
  newest: { by: [AGE, ID], down: true },
  area: { by: [sql`coalesce(a.area_code, '')`, AGE, ID], down: false },
  size: { by: [sql`coalesce(a.area_m2, 0)`, ID], down: true },
  economy: { by: [sql`c.economy_code`, AGE, ID], down: false },
}

/** The words name the company in any script, one of its co-exhibitors, or are the application's number. */
function named(words: string): RawBuilder<boolean> {
  const { key } = foldName(words)
  const [, number = '0'] = /(\d{1,9})\s*$/.exec(words) ?? []
  const holds = key.split(' ').map((word) => sql`x.name_key like ${`%${word}%`}`)
  return sql`(a.company_id in ${companiesNamed(words)}
    or a.id in (select x.application_id from applications.co_exhibitors x where ${key} <> '' and ${sql.join(holds, sql` and `)})
    or a.number = ${Number(number)})`
}

/** The conditions of a filter on `applications.applications as a`. */
function conditionsOf(editionId: string, filter: QueueFilter): RawBuilder<boolean> {
  const { state, areaCode = '', zoneCode = '', kind, role, economyCode = '', economyCodes, recommended } = filter
  const { owner, open, words = '' } = filter
  const from = (economies: readonly string[]) => sql<boolean>`a.company_id in ${companiesFrom(economies)}`
  const counts = sql<boolean>`exists (select from applications.recommendations r
    where r.application_id = a.id and r.until_day is null and r.confirmed_by is not null)`
  const all: (RawBuilder<boolean> | false)[] = [
    sql<boolean>`a.edition_id = ${editionId}`,
    state === undefined ? sql<boolean>`a.state <> 'discarded'` : sql<boolean>`a.state = ${state}`,
    areaCode !== '' && sql<boolean>`a.area_code = ${areaCode}`,
    zoneCode !== '' && sql<boolean>`a.zone_code = ${zoneCode}`,
    kind !== undefined && sql<boolean>`a.booth_kind = ${kind}`,
    role !== undefined && sql<boolean>`a.role = ${role}`,
    economyCode !== '' && from([economyCode]),
    economyCodes !== undefined && from(economyCodes),
    recommended === true && counts,
    recommended === false && sql<boolean>`not ${counts}`,
    owner === null && sql<boolean>`a.owner is null`,
    typeof owner === 'string' && sql<boolean>`a.owner = ${owner}`,
    open === 'asked' && sql<boolean>`a.asked_since is not null`,
    open === 'heard' && sql<boolean>`a.heard_since is not null`,
    words !== '' && named(words),
  ]
  return sql.join(
    all.filter((one) => one !== false),
    sql` and `,
  )
}

/**
 * Applications that a filter leaves, a page at a time in the order asked: those after the application `after`, or those before `before`,
 * the nearest first.
 */
export async function listQueue(
  db: Db,
  editionId: string,
  filter: QueueFilter,
  { sort = 'age', after, before, limit }: { sort?: Sort; after?: string; before?: string; limit: number },
): Promise<Application[]> {
  const { by, down } = ORDER[sort]
  const at = after ?? before
  const falls = before === undefined ? down : !down
  const from = sql`(select ${sql.join(by)} from applications.applications a join companies_views.standing c on c.id = a.company_id
    where a.id = ${at})`
  const query = selectApplication(db)
    .where(conditionsOf(editionId, filter))
    .$if(at !== undefined, (some) => some.where(sql<boolean>`(${sql.join(by)}) ${falls ? sql`<` : sql`>`} ${from}`))
    .limit(limit)
  const ordered = by.reduce((some, one) => some.orderBy(one, falls ? 'desc' : 'asc'), query)
  return (await ordered.execute()).map(asApplication)
}

/** How many applications of an edition stand in each state, of those that the rest of a filter leaves. */
export async function countByState(
  db: Db,
  editionId: string,
  { state: _, ...filter }: QueueFilter = {},
): Promise<Record<State, number>> {
  const rows = await db
    .selectFrom('applications.applications as a')
    .select((select) => ['a.state', select.fn.countAll<number>().as('count')])
    .where(conditionsOf(editionId, filter))
    .groupBy('a.state')
    .execute()
  const none = Object.fromEntries(STATES.map((state) => [state, 0])) as Record<State, number>
  return { ...none, ...Object.fromEntries(rows.map((row) => [row.state, row.count])) }
}

/** What waits for staff in an edition, counted and since when: the undecided, and what applicants wrote that nobody has read. */
export async function countUndecided(
  db: Db,
  editionId: string,
): Promise<Record<'undecided' | 'heard', { count: number; oldest: Date | null }>> {
  const { undecided, oldest, heard, since } = await db
    .selectFrom('applications.applications as a')
    .select([
      sql<number>`count(*) filter (where a.state = 'submitted')`.as('undecided'),
      sql<Date | null>`min(a.submitted_at) filter (where a.state = 'submitted')`.as('oldest'),
      sql<number>`count(*) filter (where a.heard_since is not null)`.as('heard'),
      sql<Date | null>`min(a.heard_since)`.as('since'),
    ])
    .where('a.editionId', '=', editionId)
    .where(sql<boolean>`(a.state = 'submitted' or a.heard_since is not null)`)
    .executeTakeFirstOrThrow()
  return { undecided: { count: undecided, oldest }, heard: { count: heard, oldest: since } }
}
