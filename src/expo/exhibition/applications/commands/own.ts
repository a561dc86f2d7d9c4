import { listHolders } from '#expo/ground/people/index.ts'
import type { Actor } from '#kernel/actor.ts'
import { Refusal } from '#kernel/refusal.ts'
import { type Db, transact } from '#platform/database.ts'
import { record } from '#platform/journal.ts'
import { lockApplication } from '../queries/applications.ts'

/**
 * Say who looks after an application: oneself, another of the staff, or nobody. It binds nobody: others may decide.
 * Who: staff of the edition. Holds: an owner is staff of the edition; whoever takes what another took meanwhile is told.
 * Follows: `application.owned`.
 */
export async function ownApplication(
  db: Db,
  order: { applicationId: string; owner: string | null; seen?: string | null; by: Actor },
): Promise<void> {
  const { owner, by } = order
  await transact(db, async (tx) => {
    const application = await lockApplication(tx, order.applicationId)
    if (application.owner === owner) return
    if (order.seen !== undefined && application.owner !== order.seen)
      throw new Refusal('conflict', 'applications.owned-meanwhile')
    if (owner !== null && !(await isStaff(owner, application.editionId)))
      throw new Refusal('invalid', 'applications.no-such-owner', {}, 'owner')
    await tx.updateTable('applications.applications').set({ owner }).where('id', '=', application.id).execute()
    await record(tx, { what: 'application.owned', about: application.id, by, details: { owner } })
    async function isStaff(personId: string, editionId: string): Promise<boolean> {
      const holders = [...(await listHolders(tx, 'edition', editionId)), ...(await listHolders(tx, 'house', ''))]
      return holders.some((one) => one.personId === personId)
    }
  })
}
