import { type Plan, plan } from '#expo/ground/calendar/index.ts'
import { Refusal } from '#kernel/refusal.ts'
import { type Db, transact } from '#platform/database.ts'
import { lockPavilion } from '../queries.ts'
import { takesPart } from '../rules.ts'

/**
 * Plan an activity of a pavilion at its stand, or propose one for a stage of the fair.
 * Who: administrators and members of the pavilion, staff of the edition. Holds: only who takes part has activities; of the rest the
 * calendar sees to it. Follows: `happening.planned`.
 */
export async function planActivity(db: Db, order: Plan): Promise<{ id: string }> {
  return transact(db, async (tx) => {
    const { state } = await lockPavilion(tx, order.owner.id)
    if (!takesPart(state)) throw new Refusal('conflict', 'pavilions.not-taking-part', { state })
    return plan(tx, order)
  })
}
