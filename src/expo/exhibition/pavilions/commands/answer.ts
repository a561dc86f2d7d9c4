import { leave, openStand } from '#expo/ground/calendar/index.ts'
import type { Actor } from '#kernel/actor.ts'
import type { Day } from '#kernel/day.ts'
import type { Wording } from '#kernel/language.ts'
import { Refusal } from '#kernel/refusal.ts'
import { insist } from '#kernel/verdict.ts'
import { type Db, newId, type Tx, transact } from '#platform/database.ts'
import { record } from '#platform/journal.ts'
import { lockPavilion, type Pavilion } from '../queries.ts'
import { mayBecome, mayHoldFrom } from '../rules.ts'
import type { State } from '../words.ts'

/** What every deed on a pavilion brings: which one, the day it holds from, today at the venue, the page it was seen on, who. */
export interface Deed {
  pavilionId: string
  on: Day
  today: Day
  version: number
  by: Actor
  why?: string | undefined
}

/** Locks the pavilion and refuses a stale page, a step that does not follow, and a day that cannot be. */
async function take(tx: Tx, deed: Deed, to: State): Promise<Pavilion> {
  const pavilion = await lockPavilion(tx, deed.pavilionId)
  insist('pavilions', mayBecome(pavilion.state, to))
  if (pavilion.version !== deed.version) throw new Refusal('conflict', 'web.stale')
  insist('pavilions', mayHoldFrom(deed.on, { invitedOn: pavilion.invitedOn, today: deed.today }), 'invalid')
  return pavilion
}

const step = (tx: Tx, pavilion: Pavilion, to: State, days: Partial<Record<DayColumn, Day>> & { theme?: Wording }) =>
  tx
    .updateTable('pavilions.pavilions')
    .set({ state: to, version: pavilion.version + 1, ...days })
    .where('id', '=', pavilion.id)
    .execute()
type DayColumn = 'answeredOn' | 'designApprovedOn' | 'openedOn' | 'withdrawnOn'

/**
 * Confirm a pavilion: its country takes part from this day on.
 * Who: administrators of the pavilion, staff of the edition. Holds: one set of terms at a time. Follows: `pavilion.confirmed`.
 */
export async function confirmPavilion(db: Db, deed: Deed & { theme?: Wording }): Promise<void> {
  await transact(db, async (tx) => {
    const pavilion = await take(tx, deed, 'confirmed')
    const { editionId, economyCode, offeredMode: mode, offeredAreaM2: areaM2, guestOfHonour } = pavilion
    const theme = deed.theme && Object.keys(deed.theme).length > 0 ? { theme: deed.theme } : {}
    await step(tx, pavilion, 'confirmed', { answeredOn: deed.on, ...theme })
    const terms = {
      id: newId(),
      pavilionId: pavilion.id,
      mode,
      areaM2: String(areaM2),
      guestOfHonour,
      fromDay: deed.on,
      untilDay: null,
    }
    await tx.insertInto('pavilions.terms').values(terms).execute()
    if (mode === 'on-site') await openStand(tx, { ...standOf(pavilion), by: deed.by })
    const details = { editionId, economyCode, on: deed.on, mode, areaM2 }
    await record(tx, { what: 'pavilion.confirmed', about: pavilion.id, by: deed.by, why: deed.why, details })
  })
}

/** The stand of a pavilion, at which its activities are. */
export const standOf = ({ id, editionId, economyCode }: Pick<Pavilion, 'id' | 'editionId' | 'economyCode'>) => ({
  editionId,
  owner: { kind: 'pavilion' as const, id },
  code: `stand-${economyCode.toLowerCase()}`,
  economyCode,
})

/**
 * Decline an invitation.
 * Who: administrators of the pavilion, staff of the edition. Holds: nothing counted before is changed. Follows: `pavilion.declined`.
 */
export async function declinePavilion(db: Db, deed: Deed): Promise<void> {
  await transact(db, async (tx) => {
    const pavilion = await take(tx, deed, 'declined')
    const { editionId, economyCode } = pavilion
    await step(tx, pavilion, 'declined', { answeredOn: deed.on })
    const details = { editionId, economyCode, on: deed.on }
    await record(tx, { what: 'pavilion.declined', about: pavilion.id, by: deed.by, why: deed.why, details })
  })
}

/**
 * Approve the stand design of a confirmed pavilion.
 * Who: staff of the edition. Holds: only after the confirmation. Follows: `pavilion.design-approved`.
 */
export async function approveDesign(db: Db, deed: Deed): Promise<void> {
  await transact(db, async (tx) => {
    const pavilion = await take(tx, deed, 'design-approved')
    await step(tx, pavilion, 'design-approved', { designApprovedOn: deed.on })
    await record(tx, {
      what: 'pavilion.design-approved',
      about: pavilion.id,
      by: deed.by,
      why: deed.why,
      details: { on: deed.on },
    })
  })
}

/**
 * Open a pavilion: its stand is built, or its online page stands.
 * Who: staff of the edition. Holds: only with an approved design. Follows: `pavilion.opened`.
 */
export async function openPavilion(db: Db, deed: Deed): Promise<void> {
  await transact(db, async (tx) => {
    const pavilion = await take(tx, deed, 'open')
    await step(tx, pavilion, 'open', { openedOn: deed.on })
    await record(tx, {
      what: 'pavilion.opened',
      about: pavilion.id,
      by: deed.by,
      why: deed.why,
      details: { on: deed.on },
    })
  })
}

/**
 * Withdraw a pavilion: from this day on its country does not take part. It did until then, and figures of those days stand.
 * Who: administrators of the pavilion, staff of the edition; with a reason. Holds: terms end once; what it had
 * planned from today on is cancelled. Follows: `pavilion.withdrawn`.
 */
export async function withdrawPavilion(db: Db, deed: Deed & { why: string }): Promise<void> {
  await transact(db, async (tx) => {
    const pavilion = await take(tx, deed, 'withdrawn')
    const { editionId, economyCode } = pavilion
    await step(tx, pavilion, 'withdrawn', { withdrawnOn: deed.on })
    await endTerms(tx, pavilion.id, deed.on)
    const { owner } = standOf(pavilion)
    await leave(tx, { editionId, owner, from: deed.today, why: deed.why, by: deed.by })
    const details = { editionId, economyCode, on: deed.on }
    await record(tx, { what: 'pavilion.withdrawn', about: pavilion.id, by: deed.by, why: deed.why, details })
  })
}

/** Ends the running terms on a day. Terms of that very day never held on any: they go; the journal keeps what was done. */
export async function endTerms(tx: Tx, pavilionId: string, on: Day): Promise<void> {
  const running = await tx
    .selectFrom('pavilions.terms')
    .select(['id', 'fromDay'])
    .where('pavilionId', '=', pavilionId)
    .where('untilDay', 'is', null)
    .executeTakeFirst()
  if (!running) return
  if (on < running.fromDay) throw new Refusal('invalid', 'pavilions.day-before-terms', { day: running.fromDay }, 'on')
  if (on === running.fromDay) await tx.deleteFrom('pavilions.terms').where('id', '=', running.id).execute()
  else await tx.updateTable('pavilions.terms').set({ untilDay: on }).where('id', '=', running.id).execute()
}
