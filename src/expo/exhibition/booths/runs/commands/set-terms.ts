import type { Actor } from '#kernel/actor.ts'
import { Refusal } from '#kernel/refusal.ts'
import { brokenPromise, type Db, transact } from '#platform/database.ts'
import { record } from '#platform/journal.ts'
import { isOrder, type Terms } from '../../allocation/index.ts'
import { findTerms } from '../../holdings/terms.ts'

/**
 * Set how an edition allocates, and how long its offers wait.
 * Who: managers of the edition. Holds: each level stands in the order once, placing first; a stale page changes nothing. Runs that have
 * begun keep the terms they began with. Follows: `allocation.terms-set`.
 */
export async function setAllocationTerms(
  db: Db,
  order: {
    editionId: string
    answerDays: number
    remindDays: number
    lapses: boolean
    terms: Terms
    version: number
    by: Actor
  },
): Promise<void> {
  const { editionId, terms, version, by, ...times } = order
  if (!isOrder(terms.order)) throw new Refusal('invalid', 'holdings.order-placed-first', {}, 'rank.placed')
  if (times.remindDays > times.answerDays) throw new Refusal('invalid', 'holdings.remind-before-end', {}, 'remindDays')
  await transact(db, async (tx) => {
    const standing = await findTerms(tx, editionId)
    if (standing.version !== version) throw new Refusal('conflict', 'web.stale')
    const row = { ...times, terms: JSON.stringify(terms), version: version + 1 }
    try {
      const done =
        version === 0
          ? await tx
              .insertInto('booths.allocationTerms')
              .values({ editionId, ...row })
              .executeTakeFirst()
          : await tx
              .updateTable('booths.allocationTerms')
              .set(row)
              .where('editionId', '=', editionId)
              .where('version', '=', version)
              .executeTakeFirst()
      if ('numUpdatedRows' in done && done.numUpdatedRows === 0n) throw new Refusal('conflict', 'web.stale')
    } catch (error) {
      if (brokenPromise(error) === 'allocation_terms_pkey') throw new Refusal('conflict', 'web.stale')
      throw error
    }
    await record(tx, { what: 'allocation.terms-set', about: editionId, by, details: { version: version + 1 } })
  })
}
