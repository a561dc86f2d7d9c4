import type { Actor } from '#kernel/actor.ts'
import type { Day } from '#kernel/day.ts'
import { Refusal } from '#kernel/refusal.ts'
import { type Db, type Tx, transact } from '#platform/database.ts'
import { record } from '#platform/journal.ts'
import type { HoldingEnd } from '../../words.ts'
import { type Holding, lockHolding, lockLiveHolding } from '../queries.ts'
import { nobody, type Tell } from './telling.ts'

interface End {
  as: HoldingEnd
  on: Day
  why: string
  by: Actor
}

/** Ends a holding whose row is locked: its booths are free at once, and whoever held them held them until that day. */
export async function endNow(tx: Tx, holding: Holding, { as, on, why, by }: End): Promise<Holding> {
  const { id, editionId, applicationId, version, acceptedOn } = holding
  // A clock that was set back for a rehearsal ends nothing before it began.
  const endedOn = acceptedOn !== null && on < acceptedOn ? acceptedOn : on
  const ended = { state: 'ended', endedOn, endedAs: as, reason: why, version: version + 1 } as const
  await tx.updateTable('booths.holdings').set(ended).where('id', '=', id).execute()
  await record(tx, {
    what: 'booth.ended',
    about: id,
    by,
    why,
    details: { editionId, applicationId, on: endedOn, as },
  })
  return { ...holding, ...ended }
}

/**
 * End a holding: its booths are free for others from now on.
 * Who: staff of the edition, and rooms above for a stand that is not paid for; with a reason. Holds: it ends once; what was held until
 * then stays known. Follows: `booth.ended`, and a letter.
 */
export async function endHolding(
  db: Db,
  /** `version`: the page it was seen on, where somebody saw it. */
  order: Omit<End, 'as' | 'on'> & { holdingId: string; version?: number; as?: HoldingEnd; today: Day },
  tell: Tell = nobody,
): Promise<void> {
  const { as = 'ended', today: on, why, by } = order
  if (why.trim() === '') throw new Refusal('invalid', 'holdings.why-missing', {}, 'why')
  await transact(db, async (tx) => {
    const holding = await lockHolding(tx, order.holdingId)
    if (holding.state === 'ended') throw new Refusal('conflict', 'holdings.ended')
    if (order.version !== undefined && order.version !== holding.version) throw new Refusal('conflict', 'web.stale')
    await tell(tx, await endNow(tx, holding, { as, on, why, by }))
  })
}

/**
 * End whatever an application holds, as it takes part no more; on the very day of the offer where it never did.
 * Who: a reaction to its withdrawal. Holds: safe to repeat. Follows: `booth.ended` where it held anything.
 */
export async function endHoldingOf(
  db: Db,
  { applicationId, on, why, by }: { applicationId: string; on: Day | null; why: string; by: Actor },
): Promise<void> {
  await transact(db, async (tx) => {
    const holding = await lockLiveHolding(tx, applicationId)
    if (holding) await endNow(tx, holding, { as: 'withdrawn', on: on ?? holding.offeredOn, why, by })
  })
}
