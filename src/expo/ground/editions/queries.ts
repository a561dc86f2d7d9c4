import { sql } from 'kysely'
import { type Day, dayAt } from '#kernel/day.ts'
import type { Wording } from '#kernel/language.ts'
import { Refusal } from '#kernel/refusal.ts'
import type { Db, Tx } from '#platform/database.ts'
import { todayIn, type Window } from './rules.ts'
import type { AreaKind, WindowKind } from './words.ts'

export interface Edition {
  id: string
  fairId: string
  fairCode: string
  fairName: Wording
  code: string
  number: number
  name: Wording
  opensOn: Day
  closesOn: Day
  timeZone: string
  city: Wording
  venue: Wording
  venueAddress: Wording
  /** m², of the whole venue, as its owner publishes it. */
  indoorAreaM2: number | null
  outdoorAreaM2: number | null
  /** ISO 4217 code of the tariff. */
  currency: string
  /** The day on which membership of the least developed countries decides about support. */
  ldcReferenceDay: Day
  shown: boolean
  constructed: boolean
  source: string | null
  rehearsalFrom: Date | null
  rehearsalSetAt: Date | null
  version: number
}

export interface Hall {
  code: string
  name: Wording
  level: number
  lengthM: number
  widthM: number
  constructed: boolean
  areaCodes: string[]
  version: number
}

export interface Area {
  code: string
  kind: AreaKind
  parentCode: string | null
  name: Wording
  tint: number
  version: number
}

export interface RegistrationWindow extends Window {
  kind: WindowKind
  note: Wording
  source: string | null
  constructed: boolean
  version: number
}

const selectEdition = (db: Db) =>
  db
    .selectFrom('editions.editions as e')
    .innerJoin('editions.fairs as f', 'f.id', 'e.fairId')
    .selectAll('e')
    .select(['f.code as fairCode', 'f.name as fairName'])

type Selected = Awaited<ReturnType<ReturnType<typeof selectEdition>['executeTakeFirstOrThrow']>>
const squareMetres = (value: string | null) => (value === null ? null : Number(value))
const asEdition = (row: Selected): Edition => ({
  ...row,
  indoorAreaM2: squareMetres(row.indoorAreaM2),
  outdoorAreaM2: squareMetres(row.outdoorAreaM2),
})

export async function findEdition(db: Db, code: string): Promise<Edition | null> {
  const row = await selectEdition(db).where('e.code', '=', code).executeTakeFirst()
  return row ? asEdition(row) : null
}

export async function getEdition(db: Db, code: string): Promise<Edition> {
  const edition = await findEdition(db, code)
  if (!edition) throw new Refusal('missing', 'editions.no-such-edition', { code: code.slice(0, 40) })
  return edition
}

export async function getEditionById(db: Db, id: string): Promise<Edition> {
  const row = await selectEdition(db).where('e.id', '=', id).executeTakeFirst()
  if (!row) throw new Refusal('missing', 'editions.no-such-edition', { code: id })
  return asEdition(row)
}

/**
 * The edition with its row locked until the transaction ends. Whatever works on an edition or its ground takes this lock first, so that
 * of two managers one comes after the other, and a clone copies a ground that stands still.
 */
export async function lockEdition(tx: Tx, id: string): Promise<Edition> {
  await tx.selectFrom('editions.editions').select('id').where('id', '=', id).forUpdate().execute()
  return getEditionById(tx, id)
}

/** All editions, newest first; hidden ones only for those who may see them. */
export async function listEditions(db: Db, { hidden = false }: { hidden?: boolean } = {}): Promise<Edition[]> {
  const rows = await selectEdition(db)
    .$if(!hidden, (query) => query.where('e.shown', '=', true))
    .orderBy('e.opensOn', 'desc')
    .orderBy('e.code')
    .execute()
  return rows.map(asEdition)
}

/** The earliest day that it is anywhere: today's, or that of an edition rehearsed in the past, for which what is decided now is to hold. */
export async function findEarliestToday(db: Db, now: Date): Promise<Day> {
  const rehearsed = (await selectEdition(db).where('e.rehearsalFrom', 'is not', null).execute()).map(asEdition)
  const days = [dayAt(now, 'UTC'), ...rehearsed.map((edition) => todayIn(edition, now))]
  return days.reduce((earliest, one) => (one < earliest ? one : earliest))
}

/**
 * The edition that the front page shows: the one that is open or comes next, else the one that was last. An edition with a rehearsal
 * clock counts by its own clock.
 */
export async function findCurrentEdition(db: Db, now: Date): Promise<Edition | null> {
  const today = sql`((case when e.rehearsal_from is null then ${now}::timestamptz
    else e.rehearsal_from + (${now}::timestamptz - e.rehearsal_set_at) end) at time zone e.time_zone)::date`
  const row = await selectEdition(db)
    .where('e.shown', '=', true)
    .orderBy(sql`case when e.closes_on >= ${today} then e.opens_on end`, (order) => order.asc().nullsLast())
    .orderBy('e.opensOn', 'desc')
    .executeTakeFirst()
  return row ? asEdition(row) : null
}

export interface Fair {
  id: string
  code: string
  name: Wording
  version: number
}

/** All fairs in the order of their founding. */
export async function listFairs(db: Db): Promise<Fair[]> {
  return db
    .selectFrom('editions.fairs')
    .select(['id', 'code', 'name', 'version'])
    .orderBy('madeAt')
    .orderBy('code')
    .execute()
}

export async function getFair(db: Db, code: string): Promise<Fair> {
  const fair = (await listFairs(db)).find((one) => one.code === code)
  if (!fair) throw new Refusal('missing', 'editions.no-such-fair', { code: code.slice(0, 40) })
  return fair
}

export async function listHalls(db: Db, editionId: string): Promise<Hall[]> {
  const rows = await db
    .selectFrom('editions.halls as h')
    .select(['h.code', 'h.name', 'h.level', 'h.lengthM', 'h.widthM', 'h.constructed', 'h.version'])
    .select(
      sql<string[]>`coalesce((select array_agg(a.area_code order by a.area_code) from editions.hall_areas a
        where a.edition_id = h.edition_id and a.hall_code = h.code), '{}')`.as('areaCodes'),
    )
    .where('h.editionId', '=', editionId)
    .orderBy('h.code')
    .execute()
  return rows.map((hall) => ({ ...hall, lengthM: Number(hall.lengthM), widthM: Number(hall.widthM) }))
}

export async function getHall(db: Db, editionId: string, code: string): Promise<Hall> {
  const hall = (await listHalls(db, editionId)).find((one) => one.code === code)
  if (!hall) throw new Refusal('missing', 'editions.no-such-hall', { code: code.slice(0, 40) })
  return hall
}

export async function listAreas(db: Db, editionId: string): Promise<Area[]> {
  return db
    .selectFrom('editions.areas')
    .select(['code', 'kind', 'parentCode', 'name', 'tint', 'version'])
    .where('editionId', '=', editionId)
    .orderBy('position')
    .orderBy('code')
    .execute()
}

export async function getArea(db: Db, editionId: string, code: string): Promise<Area> {
  const area = (await listAreas(db, editionId)).find((one) => one.code === code)
  if (!area) throw new Refusal('missing', 'editions.no-such-area')
  return area
}

export async function listWindows(db: Db, editionId: string): Promise<RegistrationWindow[]> {
  return db
    .selectFrom('editions.windows as w')
    .innerJoin('editions.editions as e', 'e.id', 'w.editionId')
    .select(['w.kind', 'w.opensAt', 'w.closesAt', 'e.timeZone', 'w.note', 'w.source', 'w.constructed', 'w.version'])
    .where('w.editionId', '=', editionId)
    .orderBy('w.opensAt')
    .orderBy('w.kind')
    .execute()
}

export async function findWindow(db: Db, editionId: string, kind: WindowKind): Promise<RegistrationWindow | null> {
  return (await listWindows(db, editionId)).find((window) => window.kind === kind) ?? null
}

/** What editions are compared by: their areas by the codes that stay, and how many halls of how many square metres they have. */
export interface Compared {
  editionId: string
  areaCodes: string[]
  halls: number
  hallAreaM2: number
  windows: number
}

export async function listCompared(db: Db, editionIds: readonly string[]): Promise<Map<string, Compared>> {
  if (editionIds.length === 0) return new Map()
  const rows = await db
    .selectFrom('editions.editions as e')
    .select([
      'e.id as editionId',
      sql<string[]>`coalesce((select array_agg(a.code order by a.position, a.code) from editions.areas a
        where a.edition_id = e.id), '{}')`.as('areaCodes'),
      sql<number>`(select count(*) from editions.halls h where h.edition_id = e.id)`.as('halls'),
      sql<string>`(select coalesce(sum(h.length_m * h.width_m), 0) from editions.halls h where h.edition_id = e.id)`.as(
        'hallAreaM2',
      ),
      sql<number>`(select count(*) from editions.windows w where w.edition_id = e.id)`.as('windows'),
    ])
    .where('e.id', 'in', [...editionIds])
    .execute()
  return new Map(rows.map((row) => [row.editionId, { ...row, hallAreaM2: Number(row.hallAreaM2) }]))
}

/** An area as it was in the newest of a fair's editions that had it. */
export type KnownArea = Pick<Area, 'code' | 'kind' | 'name' | 'tint'> & { fairId: string }

/** Every area that some of the editions had, once for each fair. */
export async function listKnownAreas(db: Db, editionIds: readonly string[]): Promise<KnownArea[]> {
  if (editionIds.length === 0) return []
  return db
    .selectFrom('editions.areas as a')
    .innerJoin('editions.editions as e', 'e.id', 'a.editionId')
    .distinctOn(['e.fairId', 'a.code'])
    .select(['e.fairId', 'a.code', 'a.kind', 'a.name', 'a.tint'])
    .where('a.editionId', 'in', [...editionIds])
    .orderBy('e.fairId')
    .orderBy('a.code')
    .orderBy('e.opensOn', 'desc')
    .execute()
}
