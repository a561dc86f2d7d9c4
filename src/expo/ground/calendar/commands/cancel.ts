import { getEditionById } from '#expo/ground/editions/index.ts'
import type { Actor } from '#kernel/actor.ts'
import { type Day, dayAt } from '#kernel/day.ts'
import { startOf } from '#kernel/hour.ts'
import { insist } from '#kernel/verdict.ts'
import { type Db, type Tx, transact } from '#platform/database.ts'
import { record } from '#platform/journal.ts'
import { type Happening, lockHappening } from '../queries/happenings.ts'
import { listPlaces, lockPlace } from '../queries/places.ts'
import { mayBecome } from '../rules.ts'
import type { Owner } from '../words.ts'
import { type Deed, nextOf, takeHappening } from './hold.ts'
import { closeStand } from './places.ts'

/**
 * Cancel a happening, with a reason that its page shows. Its place and its people are free again.
 * Who: staff of the edition, and whoever owns it. Holds: it stays cancelled. Follows: `happening.cancelled`.
 */
export async function cancel(db: Db, order: Deed & { why: string; now: Date }): Promise<void> {
  await transact(db, async (tx) => {
    const { happening, edition } = await takeHappening(tx, order)
    await end(tx, happening, { ...order, on: dayAt(order.now, edition.timeZone) })
  })
}

/**
 * An owner is gone: whatever it has planned from a day on is cancelled, and its stand is closed.
 * Who: the room of the owner, in its own transaction. Holds: what has happened stands. Follows: `happening.cancelled` for each,
 * `place.set`.
 */
export async function leave(
  tx: Tx,
  order: { editionId: string; owner: Owner; from: Day; why: string; by: Actor },
): Promise<void> {
  const { editionId, owner, from, why, by } = order
  const edition = await getEditionById(tx, editionId)
  // The stand before what happens there, as everywhere.
  const [stand] = await listPlaces(tx, editionId, { owner })
  if (stand) await lockPlace(tx, stand.id)
  const rows = await tx
    .selectFrom('calendar.happenings')
    .select('id')
    .where('editionId', '=', editionId)
    .where('ownerKind', '=', owner.kind)
    .where('ownerId', '=', owner.id)
    .where('live', '=', true)
    .where('startsAt', '>=', startOf(from, edition.timeZone))
    .orderBy('id')
    .execute()
  for (const { id } of rows) {
    const happening = await lockHappening(tx, id)
    if (happening.state !== 'cancelled') await end(tx, happening, { on: from, why, by })
  }
  await closeStand(tx, { editionId, owner, today: from, by })
}

async function end(tx: Tx, happening: Happening, order: { on: Day; why: string; by: Actor }): Promise<void> {
  insist('calendar', mayBecome(happening.state, 'cancelled'))
  const { on, why, by } = order
  await tx
    .updateTable('calendar.happenings')
    .set({ state: 'cancelled', cancelledOn: on, cancelledWhy: why, ...nextOf(happening) })
    .where('id', '=', happening.id)
    .execute()
  await record(tx, { what: 'happening.cancelled', about: happening.id, by, why, details: { on } })
}
