import { sql } from 'kysely'
import type { Day } from '#kernel/day.ts'
import { hour } from '#kernel/hour.ts'
import type { Wording } from '#kernel/language.ts'
import { Refusal } from '#kernel/refusal.ts'
import type { Db, Tx } from '#platform/database.ts'
import type { DayHours } from '../rules.ts'
import type { Owner, PlaceKind } from '../words.ts'

export interface Place {
  id: string
  editionId: string
  code: string
  kind: PlaceKind
  name: Wording
  /** Whose stand it is; null for the fair's own places. */
  owner: Owner | null
  economyCode: string | null
  hallCode: string | null
  capacity: number | null
  changeoverMinutes: number
  closed: boolean
  constructed: boolean
  version: number
}

const selectPlace = (db: Db) =>
  db
    .selectFrom('calendar.places as p')
    .leftJoin('economiesViews.economies as e', 'e.code', 'p.economyCode')
    .selectAll('p')
    .select('e.names as economyNames')
type SelectedPlace = Awaited<ReturnType<ReturnType<typeof selectPlace>['executeTakeFirstOrThrow']>>
const asPlace = ({ economyNames, ownerKind, ownerId, ...row }: SelectedPlace): Place => ({
  ...row,
  name: economyNames ?? row.name,
  owner: ownerKind && ownerId ? { kind: ownerKind, id: ownerId } : null,
})

/** Places of an edition by code; stands only where they are asked for. */
export async function listPlaces(
  db: Db,
  editionId: string,
  which: { kinds?: readonly PlaceKind[]; owner?: Owner; closed?: boolean } = {},
): Promise<Place[]> {
  const rows = await selectPlace(db)
    .where('p.editionId', '=', editionId)
    .$if(which.kinds !== undefined, (query) => query.where('p.kind', 'in', [...(which.kinds ?? [])]))
    .$if(which.owner !== undefined, (query) =>
      query.where('p.ownerKind', '=', which.owner?.kind ?? 'edition').where('p.ownerId', '=', which.owner?.id ?? ''),
    )
    .$if(which.closed === false, (query) => query.where('p.closed', '=', false))
    .orderBy(sql`array_position(array['hall', 'stage', 'room', 'table', 'stand'], p.kind)`)
    .orderBy('p.code')
    .execute()
  return rows.map(asPlace)
}

export async function findPlace(db: Db, editionId: string, code: string): Promise<Place | null> {
  const row = await selectPlace(db).where('p.editionId', '=', editionId).where('p.code', '=', code).executeTakeFirst()
  return row ? asPlace(row) : null
}

export async function getPlace(db: Db, editionId: string, code: string): Promise<Place> {
  const place = await findPlace(db, editionId, code)
  if (!place) throw new Refusal('missing', 'calendar.no-such-place')
  return place
}

/** The place with its row locked until the transaction ends, so that of two who want it at once one looks after the other. */
export async function lockPlace(tx: Tx, id: string): Promise<Place> {
  await tx.selectFrom('calendar.places').select('id').where('id', '=', id).forNoKeyUpdate().execute()
  const row = await selectPlace(tx).where('p.id', '=', id).executeTakeFirst()
  if (!row) throw new Refusal('missing', 'calendar.no-such-place')
  return asPlace(row)
}

/** The hours of an edition's days, in their order. */
export async function listHours(db: Db, editionId: string): Promise<(DayHours & { constructed: boolean })[]> {
  const rows = await db
    .selectFrom('calendar.hours')
    .select(['day', 'opens', 'closes', 'constructed'])
    .where('editionId', '=', editionId)
    .orderBy('day')
    .execute()
  return rows.map((row) => ({ ...row, opens: hour(row.opens.slice(0, 5)), closes: hour(row.closes.slice(0, 5)) }))
}

export async function findHours(db: Db, editionId: string, day: Day): Promise<DayHours | undefined> {
  return (await listHours(db, editionId)).find((one) => one.day === day)
}
