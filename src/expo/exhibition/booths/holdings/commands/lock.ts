import { lockApplication } from '#expo/exhibition/applications/index.ts'
import { type Actor, signature } from '#kernel/actor.ts'
import { Refusal } from '#kernel/refusal.ts'
import { insist } from '#kernel/verdict.ts'
import { type Db, transact } from '#platform/database.ts'
import { record } from '#platform/journal.ts'
import { lockBooths } from '../queries.ts'
import { mayBeOffered } from '../rules.ts'

/**
 * Set booths aside for an application before an allocation: these, all of them and no other.
 * Who: staff of the edition. Holds: they are one stand; that two locks contradict each other is told by the run. Follows: `booths.locked`.
 */
export async function lockStand(
  db: Db,
  order: { applicationId: string; boothIds: readonly string[]; now: Date; by: Actor },
): Promise<void> {
  const { applicationId, now: lockedAt, by } = order
  await transact(db, async (tx) => {
    const booths = await lockBooths(tx, order.boothIds)
    const application = await lockApplication(tx, applicationId)
    const { editionId } = application
    insist('holdings', mayBeOffered(application, booths))
    if (booths.some((booth) => booth.editionId !== editionId)) throw new Refusal('conflict', 'holdings.booth-gone')
    const boothIds = booths.map((booth) => booth.id)
    const lock = { boothIds, lockedBy: signature(by), lockedAt }
    await tx
      .insertInto('booths.locks')
      .values({ applicationId, editionId, ...lock })
      .onConflict((conflict) => conflict.column('applicationId').doUpdateSet(lock))
      .execute()
    await record(tx, { what: 'booths.locked', about: applicationId, by, details: { editionId, boothIds } })
  })
}

/**
 * Let the allocation decide again.
 * Who: staff of the edition. Holds: nothing where nothing was set aside. Follows: `booths.unlocked`.
 */
export async function unlockStand(db: Db, order: { applicationId: string; by: Actor }): Promise<void> {
  const { applicationId, by } = order
  await transact(db, async (tx) => {
    const gone = await tx
      .deleteFrom('booths.locks')
      .where('applicationId', '=', applicationId)
      .returning('editionId')
      .executeTakeFirst()
    if (gone)
      await record(tx, { what: 'booths.unlocked', about: applicationId, by, details: { editionId: gone.editionId } })
  })
}
