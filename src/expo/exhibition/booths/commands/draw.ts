import type { Actor } from '#kernel/actor.ts'
import { Refusal } from '#kernel/refusal.ts'
import { insist } from '#kernel/verdict.ts'
import { type Db, type Tx, transact } from '#platform/database.ts'
import { record } from '#platform/journal.ts'
import { findRules, listBoothIds, lockDraft, type Plan, readDrawing } from '../queries.ts'
import { changesOf, countsOf, type Sheet } from '../rules/change.ts'
import { mayStand } from '../rules/edit.ts'
import { tidied } from '../rules/geometry.ts'
import { type Booth, inReadingOrder } from '../rules/plan.ts'
import { MOST_BOOTHS, MOST_STRUCTURES } from '../words.ts'
import { writeSheet } from './write.ts'

/**
 * Save what a draft looks like now: all that stands on it.
 * Who: staff of the edition. Holds: a page that is out of date saves nothing; every booth has a shape that can be built, and keeps its
 * id. Follows: `plan.drawn`, where anything changed.
 */
export async function drawPlan(
  db: Db,
  order: { planId: string; version: number; by: Actor } & Sheet,
): Promise<{ version: number }> {
  return transact(db, async (tx) => {
    const plan = await lockDraft(tx, order.planId)
    if (plan.version !== order.version) throw new Refusal('conflict', 'web.stale')
    const before = await readDrawing(tx, plan)
    const booths = order.booths.map((booth) => ({ ...booth, outline: tidied(booth.outline) }))
    insistOnShapes(booths)
    if (booths.length > MOST_BOOTHS || order.structures.length > MOST_STRUCTURES)
      throw new Refusal('invalid', 'booths.too-many', { booths: MOST_BOOTHS, structures: MOST_STRUCTURES })
    await insistOnIds(tx, plan, [...booths, ...order.structures])
    await tx.deleteFrom('booths.booths').where('planId', '=', plan.id).execute()
    await tx.deleteFrom('booths.structures').where('planId', '=', plan.id).execute()
    const constructed = new Set(before.booths.filter((booth) => booth.constructed).map((booth) => booth.id))
    const floor = { ...plan, booths: inReadingOrder(booths), structures: order.structures }
    const { openSideM } = await findRules(tx, plan.editionId)
    await writeSheet(tx, plan.id, floor, { openSideM, constructed: (booth) => constructed.has(booth.id) })
    const version = plan.version + 1
    await tx.updateTable('booths.plans').set({ version }).where('id', '=', plan.id).execute()
    const counts = countsOf(changesOf(before.booths, booths))
    await record(tx, { what: 'plan.drawn', about: plan.id, by: order.by, details: { version, ...counts } })
    return { version }
  })
}

function insistOnShapes(booths: readonly Booth[]): void {
  for (const { number, outline } of booths) insist('booths', mayStand(outline, number), 'invalid')
}

/** An id belongs to one booth of one hall for ever: nothing is drawn twice, or under the id of a booth elsewhere. */
async function insistOnIds(tx: Tx, plan: Plan, things: readonly { id: string }[]): Promise<void> {
  if (new Set(things.map((one) => one.id)).size < things.length) throw new Refusal('invalid', 'booths.id-twice')
  const known = await listBoothIds(tx, plan.editionId, plan.hallCode)
  const fresh = things.map((one) => one.id).filter((id) => !known.has(id))
  if (fresh.length === 0) return
  const elsewhere = await tx
    .selectFrom('booths.booths')
    .select('boothId')
    .where('boothId', 'in', fresh)
    .limit(1)
    .execute()
  if (elsewhere.length > 0) throw new Refusal('invalid', 'booths.id-elsewhere')
}
