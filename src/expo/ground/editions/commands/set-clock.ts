import type { Actor } from '#kernel/actor.ts'
import { type Db, transact } from '#platform/database.ts'
import { record } from '#platform/journal.ts'
import { lockEdition } from '../queries.ts'

/**
 * Set an edition's rehearsal clock, which walks on from there; null gives it the real time back.
 * Who: managers of the edition. Holds: only what this edition decides by its own clock is moved. Follows: `edition.clock-set`.
 */
export async function setRehearsalClock(
  db: Db,
  order: { editionId: string; to: Date | null; now: Date; by: Actor },
): Promise<void> {
  await transact(db, async (tx) => {
    const edition = await lockEdition(tx, order.editionId)
    if (order.to === null && edition.rehearsalFrom === null) return
    await tx
      .updateTable('editions.editions')
      .set({ rehearsalFrom: order.to, rehearsalSetAt: order.to ? order.now : null })
      .where('id', '=', order.editionId)
      .execute()
    const details = { to: order.to?.toISOString() ?? null }
    await record(tx, { what: 'edition.clock-set', about: order.editionId, by: order.by, details })
  })
}
