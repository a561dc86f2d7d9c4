import { getEditionById, listHalls } from '#expo/ground/editions/index.ts'
import type { Actor } from '#kernel/actor.ts'
import { daysBetween, plusDays } from '#kernel/day.ts'
import { type Db, newId, transact } from '#platform/database.ts'
import { record } from '#platform/journal.ts'
import { listHours, listPlaces } from '../queries/places.ts'

/**
 * Give a cloned edition the places of the one it was cloned from, and its opening hours on its own days. Stands and happenings are
 * records, and stay where they are.
 * Who: the reaction to a clone. Holds: what the clone has already is left as it is, so that it may be repeated. Follows: `calendar.copied`.
 */
export async function copyCalendar(db: Db, order: { from: string; to: string; by: Actor }): Promise<void> {
  await transact(db, async (tx) => {
    const [source, clone] = [await getEditionById(tx, order.from), await getEditionById(tx, order.to)]
    const halls = new Set((await listHalls(tx, clone.id)).map((hall) => hall.code))
    const places = (await listPlaces(tx, source.id))
      .filter((place) => place.owner === null && !place.closed)
      .map(({ code, kind, name, hallCode, capacity, changeoverMinutes, constructed }) => ({
        id: newId(),
        editionId: clone.id,
        hallCode: hallCode && halls.has(hallCode) ? hallCode : null,
        ...{ code, kind, name, capacity, changeoverMinutes, constructed },
        ...{ economyCode: null, ownerKind: null, ownerId: null },
      }))
    const later = daysBetween(source.opensOn, clone.opensOn)
    const hours = (await listHours(tx, source.id))
      .map((one) => ({ ...one, editionId: clone.id, day: plusDays(one.day, later) }))
      .filter((one) => one.day <= clone.closesOn)
    if (places.length + hours.length === 0) return
    const copied = [
      ...(places.length > 0
        ? await tx
            .insertInto('calendar.places')
            .values(places)
            .onConflict((conflict) => conflict.doNothing())
            .returning('code')
            .execute()
        : []),
      ...(hours.length > 0
        ? await tx
            .insertInto('calendar.hours')
            .values(hours)
            .onConflict((conflict) => conflict.doNothing())
            .returning('day')
            .execute()
        : []),
    ]
    if (copied.length === 0) return
    const details = { from: source.id, places: places.length, days: hours.length }
    await record(tx, { what: 'calendar.copied', about: clone.id, by: order.by, details })
  })
}
