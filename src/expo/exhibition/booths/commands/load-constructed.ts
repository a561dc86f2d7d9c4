import { type Actor, signature } from '#kernel/actor.ts'
import type { Tx } from '#platform/database.ts'
import { record } from '#platform/journal.ts'
import type { Floor, VenueRules } from '../rules/plan.ts'
import { insertDraft } from './begin-draft.ts'
import { writeSheet } from './write.ts'

/**
 * Load the constructed plans of an edition's halls, released.
 * Who: the demonstration. Holds: each booth is marked as constructed. Follows: `plans.constructed`, once for all of them.
 */
export async function loadConstructedPlans(
  tx: Tx,
  order: { editionId: string; plans: ReadonlyMap<string, Floor>; rules: VenueRules; releasedAt: Date; by: Actor },
): Promise<{ booths: number }> {
  const { editionId, plans, rules, releasedAt, by } = order
  const who = signature(by)
  let booths = 0
  for (const [hallCode, floor] of plans) {
    const { lengthM, widthM } = floor
    const { id } = await insertDraft(tx, {
      editionId,
      hallCode,
      basedOn: null,
      lengthM,
      widthM,
      by: who,
      at: releasedAt,
      constructed: true,
    })
    await writeSheet(tx, id, floor, { openSideM: rules.openSideM, constructed: true })
    await tx
      .updateTable('booths.plans')
      .set({ state: 'released', releasedAt, releasedBy: who })
      .where('id', '=', id)
      .execute()
    booths += floor.booths.length
  }
  const details = { editionId, halls: plans.size, booths }
  await record(tx, { what: 'plans.constructed', about: editionId, by, details })
  return { booths }
}
