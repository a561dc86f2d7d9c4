import type { Actor } from '#kernel/actor.ts'
import { type Db, transact } from '#platform/database.ts'
import { findRules, listGrounds, listPassages } from '../queries.ts'
import { setVenueIn } from './set-venue.ts'

/**
 * Give a cloned edition the venue of the one it was cloned from: its rules, how it lies, and its ways. Plans are records and stay where
 * they are; a hall's first draft may begin with them.
 * Who: the reaction to a clone. Holds: a venue that the clone has already is left as it is, so that it may be repeated; what was
 * constructed stays marked so. Follows: `venue.set`.
 */
export async function copyVenue(db: Db, order: { from: string; to: string; by: Actor }): Promise<void> {
  await transact(db, async (tx) => {
    const { version, ...rules } = await findRules(tx, order.from)
    if (version === 0 || (await findRules(tx, order.to)).version > 0) return
    const grounds = await listGrounds(tx, order.from)
    const passages = (await listPassages(tx, order.from)).map(({ id: _, ...one }) => one)
    await setVenueIn(tx, { editionId: order.to, rules, grounds, passages, version: 0, by: order.by })
  })
}
