import { sql } from 'kysely'
import { type Edition, getEditionById } from '#expo/ground/editions/index.ts'
import type { Actor } from '#kernel/actor.ts'
import type { Day } from '#kernel/day.ts'
import { startOf } from '#kernel/hour.ts'
import type { Wording } from '#kernel/language.ts'
import { Refusal } from '#kernel/refusal.ts'
import { brokenPromise, type Db, newId, type Tx, transact } from '#platform/database.ts'
import { record } from '#platform/journal.ts'
import { lockPlace, type Place } from '../queries/places.ts'
import type { Owner, PlaceKind } from '../words.ts'

export interface PlaceOrder {
  editionId: string
  code: string
  kind: Exclude<PlaceKind, 'stand'>
  name: Wording
  hallCode: string | null
  capacity: number | null
  changeoverMinutes: number
  closed: boolean
  /** The place that is corrected and the version it was seen in; null for a new one. */
  place: { id: string; version: number } | null
  today: Day
  by: Actor
}

/**
 * Set a place of an edition, or correct it: what it is called, where it lies, whom it holds, how long its changeover takes.
 * Who: staff of the edition. Holds: one per code; nothing to come is left without its place or its changeover. Follows: `place.set`.
 */
export async function setPlace(db: Db, order: PlaceOrder): Promise<{ id: string }> {
  return transact(db, async (tx) => {
    const id = order.place ? await correct(tx, order.place, order) : await make(tx, order)
    const { editionId, code, kind, closed } = order
    await record(tx, { what: 'place.set', about: id, by: order.by, details: { editionId, code, kind, closed } })
    return { id }
  })
}

const columnsOf = ({ code, kind, name, hallCode, capacity, changeoverMinutes, closed }: PlaceOrder) => ({
  code,
  kind,
  name,
  hallCode,
  capacity,
  changeoverMinutes,
  closed,
})

async function make(tx: Tx, order: PlaceOrder): Promise<string> {
  const id = newId()
  await tx
    .insertInto('calendar.places')
    .values({ id, editionId: order.editionId, ...columnsOf(order), economyCode: null, ownerKind: null, ownerId: null })
    .execute()
    .catch(refusing(order))
  return id
}

async function correct(tx: Tx, seen: { id: string; version: number }, order: PlaceOrder): Promise<string> {
  const place = await lockPlace(tx, seen.id)
  if (place.editionId !== order.editionId || place.owner) throw new Refusal('missing', 'calendar.no-such-place')
  if (place.version !== seen.version) throw new Refusal('conflict', 'web.stale')
  const edition = await getEditionById(tx, order.editionId)
  if (order.closed && !place.closed) await insistOnNothingToCome(tx, place, edition, order.today)
  await tx
    .updateTable('calendar.places')
    .set({ ...columnsOf(order), version: place.version + 1 })
    .where('id', '=', place.id)
    .execute()
    .catch(refusing(order))
  if (order.changeoverMinutes !== place.changeoverMinutes) await holdAnew(tx, place.id, edition, order)
  return place.id
}

const refusing = (order: Pick<PlaceOrder, 'code'>) => (error: unknown) => {
  const promise = brokenPromise(error)
  if (promise === 'one_place_per_code')
    throw new Refusal('conflict', 'calendar.code-taken', { code: order.code }, 'code')
  if (promise === 'place_lies_in_a_hall') throw new Refusal('invalid', 'calendar.no-such-hall', {}, 'hall')
  throw error
}

/** What is to come at the place is held for its new changeover; what would clash then is told before anything is changed. */
async function holdAnew(tx: Tx, placeId: string, edition: Edition, order: PlaceOrder): Promise<void> {
  const minutes = order.changeoverMinutes
  await tx
    .updateTable('calendar.happenings')
    .set({ heldUntil: sql<Date>`ends_at + make_interval(mins => ${minutes}::int)` })
    .where('placeId', '=', placeId)
    .where('endsAt', '>', startOf(order.today, edition.timeZone))
    .execute()
    .catch((error: unknown) => {
      if (brokenPromise(error) === 'one_happening_per_place_at_a_time')
        throw new Refusal('conflict', 'calendar.changeover-clashes', { minutes }, 'changeover')
      throw error
    })
}

async function insistOnNothingToCome(tx: Tx, place: Place, edition: Edition, today: Day): Promise<void> {
  const { count } = await tx
    .selectFrom('calendar.happenings')
    .select((select) => select.fn.countAll<number>().as('count'))
    .where('placeId', '=', place.id)
    .where('live', '=', true)
    .where('endsAt', '>', startOf(today, edition.timeZone))
    .executeTakeFirstOrThrow()
  if (count > 0) throw new Refusal('conflict', 'calendar.place-in-use', { count }, 'closed')
}

export interface Stand {
  editionId: string
  owner: Owner
  code: string
  economyCode: string
  constructed?: boolean
}

/**
 * Give an owner the stand at which its own things happen, or open it again.
 * Who: the room of the owner, in its own transaction. Holds: one per owner. Follows: `place.set`, when something changes.
 */
export async function openStand(tx: Tx, order: Stand & { by: Actor }): Promise<{ id: string }> {
  const { editionId, owner, code, economyCode, constructed = false, by } = order
  const id = newId()
  const row = await tx
    .insertInto('calendar.places')
    .values({ ...standRow({ editionId, owner, code, economyCode, constructed }), id })
    .onConflict((conflict) =>
      conflict
        .columns(['editionId', 'ownerKind', 'ownerId'])
        .doUpdateSet({ closed: false })
        .where('calendar.places.closed', '=', true),
    )
    .returning('id')
    .executeTakeFirst()
  if (!row) return { id: (await standOf(tx, order)) ?? id }
  await record(tx, {
    what: 'place.set',
    about: row.id,
    by,
    details: { editionId, code, kind: 'stand', closed: false },
  })
  return row
}

/**
 * Close an owner's stand: nothing can be planned there until it is opened again.
 * Who: the room of the owner, in its own transaction. Holds: nothing to come is left without a place. Follows: `place.set`.
 */
export async function closeStand(
  tx: Tx,
  order: { editionId: string; owner: Owner; today: Day; by: Actor },
): Promise<void> {
  const { editionId, by } = order
  const id = await standOf(tx, order)
  if (!id) return
  const place = await lockPlace(tx, id)
  if (place.closed) return
  await insistOnNothingToCome(tx, place, await getEditionById(tx, editionId), order.today)
  await tx.updateTable('calendar.places').set({ closed: true }).where('id', '=', id).execute()
  await record(tx, {
    what: 'place.set',
    about: id,
    by,
    details: { editionId, code: place.code, kind: 'stand', closed: true },
  })
}

async function standOf(tx: Tx, { editionId, owner }: Pick<Stand, 'editionId' | 'owner'>): Promise<string | undefined> {
  const row = await tx
    .selectFrom('calendar.places')
    .select('id')
    .where('editionId', '=', editionId)
    .where('ownerKind', '=', owner.kind)
    .where('ownerId', '=', owner.id)
    .executeTakeFirst()
  return row?.id
}

export const standRow = ({ editionId, owner, code, economyCode, constructed = false }: Stand) => ({
  editionId,
  code,
  kind: 'stand' as const,
  economyCode,
  ownerKind: owner.kind,
  ownerId: owner.id,
  hallCode: null,
  capacity: null,
  constructed,
})
