import { closeStand, openStand } from '#expo/ground/calendar/index.ts'
import type { Actor } from '#kernel/actor.ts'
import type { Day } from '#kernel/day.ts'
import { Refusal } from '#kernel/refusal.ts'
import { insist } from '#kernel/verdict.ts'
import { type Db, newId, transact } from '#platform/database.ts'
import { record } from '#platform/journal.ts'
import { lockPavilion } from '../queries.ts'
import { mayHoldFrom } from '../rules.ts'
import type { Mode } from '../words.ts'
import { endTerms, standOf } from './answer.ts'

/**
 * Change on what terms a pavilion takes part: move it between on site and online, give it another area or honour, from a day on.
 * Before it has confirmed, this changes the offer.
 * Who: staff of the edition. Holds: terms follow each other without gap or overlap; activities at the
 * stand are moved before it goes. Follows: `pavilion.terms-changed`.
 */
export async function changeTerms(
  db: Db,
  order: {
    pavilionId: string
    mode: Mode
    areaM2: number
    guestOfHonour: boolean
    badgeQuota: number
    boothQuota: number
    from: Day
    today: Day
    version: number
    why: string | undefined
    by: Actor
  },
): Promise<void> {
  const { mode, guestOfHonour, badgeQuota, boothQuota, from, by, why } = order
  const areaM2 = String(order.areaM2)
  await transact(db, async (tx) => {
    const pavilion = await lockPavilion(tx, order.pavilionId)
    if (pavilion.state === 'declined' || pavilion.state === 'withdrawn')
      throw new Refusal('conflict', 'pavilions.not-taking-part', { state: pavilion.state })
    if (pavilion.version !== order.version) throw new Refusal('conflict', 'web.stale')
    insist('pavilions', mayHoldFrom(from, { invitedOn: pavilion.invitedOn, today: order.today }), 'invalid')
    await tx
      .updateTable('pavilions.pavilions')
      .set({
        offeredMode: mode,
        offeredAreaM2: areaM2,
        guestOfHonour,
        badgeQuota,
        boothQuota,
        version: pavilion.version + 1,
      })
      .where('id', '=', pavilion.id)
      .execute()
    if (pavilion.state !== 'invited') {
      await endTerms(tx, pavilion.id, from)
      const terms = { id: newId(), pavilionId: pavilion.id, mode, areaM2, guestOfHonour, fromDay: from, untilDay: null }
      await tx.insertInto('pavilions.terms').values(terms).execute()
      if (mode === 'on-site') await openStand(tx, { ...standOf(pavilion), by })
      else await closeStand(tx, { ...standOf(pavilion), today: order.today, by })
    }
    const details = { from, mode, areaM2: order.areaM2, guestOfHonour }
    await record(tx, { what: 'pavilion.terms-changed', about: pavilion.id, by, why, details })
    if (badgeQuota !== pavilion.badgeQuota || boothQuota !== pavilion.boothQuota)
      await record(tx, {
        what: 'pavilion.quotas-changed',
        about: pavilion.id,
        by,
        why,
        details: { badges: badgeQuota, booths: boothQuota },
      })
  })
}
