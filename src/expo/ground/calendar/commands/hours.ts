import { getEditionById } from '#expo/ground/editions/index.ts'
import type { Actor } from '#kernel/actor.ts'
import { Refusal } from '#kernel/refusal.ts'
import { type Db, transact } from '#platform/database.ts'
import { record } from '#platform/journal.ts'
import { listHours } from '../queries/places.ts'
import { type DayHours, openingOf } from '../rules.ts'

/** What a page of hours was filled in for: hours that somebody else has changed since are not overwritten. */
export const sealOf = (hours: readonly DayHours[]): string =>
  hours.map((one) => `${one.day} ${one.opens}-${one.closes}`).join(' ')

/**
 * Set from when until when each day of an edition is open; a day that is left out is shut.
 * Who: managers of the edition. Holds: a day closes after it opens, at hours that come that day; what is planned stands.
 * Follows: `hours.set`.
 */
export async function setHours(
  db: Db,
  order: { editionId: string; hours: readonly DayHours[]; seen?: string; constructed?: boolean; by: Actor },
): Promise<void> {
  const { editionId, hours, by, constructed = false } = order
  await transact(db, async (tx) => {
    const { timeZone } = await getEditionById(tx, editionId)
    await tx.selectFrom('calendar.hours').select('day').where('editionId', '=', editionId).forUpdate().execute()
    if (order.seen !== undefined && order.seen !== sealOf(await listHours(tx, editionId)))
      throw new Refusal('conflict', 'web.stale')
    const wrong = hours.find((one) => !openingOf(one, timeZone))
    if (wrong)
      throw new Refusal('invalid', 'calendar.closes-before-it-opens', { day: wrong.day }, `closes.${wrong.day}`)
    await tx.deleteFrom('calendar.hours').where('editionId', '=', editionId).execute()
    const rows = hours.map(({ day, opens, closes }) => ({ editionId, day, opens, closes, constructed }))
    if (rows.length > 0) await tx.insertInto('calendar.hours').values(rows).execute()
    await record(tx, { what: 'hours.set', about: editionId, by, details: { days: hours.map((one) => one.day) } })
  })
}
