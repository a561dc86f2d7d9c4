import { sql } from 'kysely'
import { type Actor, signature } from '#kernel/actor.ts'
import { Refusal } from '#kernel/refusal.ts'
import { brokenPromise, type Db, newId, transact } from '#platform/database.ts'
import { record } from '#platform/journal.ts'
import { findTerms } from '../../holdings/terms.ts'
import { lockRun } from '../queries.ts'

/**
 * Begin an allocation of all accepted applications; a job does the work.
 * Who: staff of the edition. Holds: one runs at a time in an edition; nothing is written before it is applied.
 * Follows: `allocation.begun`.
 */
export async function beginRun(
  db: Db,
  order: { editionId: string; keepsOffers: boolean; now: Date; by: Actor },
): Promise<{ id: string }> {
  const { editionId, keepsOffers, now: begunAt, by } = order
  return transact(db, async (tx) => {
    const { terms } = await findTerms(tx, editionId)
    const id = newId()
    try {
      await tx
        .insertInto('booths.allocationRuns')
        .values({
          id,
          editionId,
          keepsOffers,
          terms: JSON.stringify(terms),
          begunBy: signature(by),
          begunAt,
          ...nothingYet,
        })
        .execute()
    } catch (error) {
      if (brokenPromise(error) === 'one_running_allocation_per_edition')
        throw new Refusal('conflict', 'holdings.run-runs')
      throw error
    }
    await sql`select graphile_worker.add_job('allocate', ${JSON.stringify({ id })}::json, max_attempts => 2)`.execute(
      tx,
    )
    await record(tx, { what: 'allocation.begun', about: id, by, details: { editionId, keepsOffers } })
    return { id }
  })
}

const nothingYet = {
  digest: null,
  phase: null,
  cancelAskedAt: null,
  result: null,
  objective: null,
  bound: null,
  finishedAt: null,
  appliedBy: null,
  appliedAt: null,
  undoneAt: null,
} as const

/**
 * Stop a run. Whoever works on it hears of it within a second.
 * Who: staff of the edition. Holds: only while it runs; nothing is left half done. Follows: `allocation.cancelled`.
 */
export async function cancelRun(db: Db, order: { runId: string; now: Date; by: Actor }): Promise<void> {
  const { runId, now, by } = order
  await transact(db, async (tx) => {
    const { id, editionId, state } = await lockRun(tx, runId)
    if (state !== 'running') throw new Refusal('conflict', 'holdings.run-over')
    await tx
      .updateTable('booths.allocationRuns')
      .set({ state: 'cancelled', cancelAskedAt: now, finishedAt: now })
      .where('id', '=', id)
      .execute()
    await record(tx, { what: 'allocation.cancelled', about: id, by, details: { editionId } })
  })
}
