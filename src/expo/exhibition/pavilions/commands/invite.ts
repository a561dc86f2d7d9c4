import { findWindow } from '#expo/ground/editions/index.ts'
import { mayRegisterNow } from '#expo/ground/editions/rules.ts'
import { type Actor, isHouseAdministrator } from '#kernel/actor.ts'
import type { Day } from '#kernel/day.ts'
import { Refusal } from '#kernel/refusal.ts'
import { insist } from '#kernel/verdict.ts'
import { brokenPromise, type Db, newId, type Tx, transact } from '#platform/database.ts'
import { record } from '#platform/journal.ts'
import { findPavilion, lockPavilion } from '../queries.ts'
import { mayBecome } from '../rules.ts'
import type { Mode } from '../words.ts'

export interface Invitation {
  editionId: string
  economyCode: string
  mode: Mode
  /** m², net. */
  areaM2: number
  badgeQuota: number
  boothQuota: number
  guestOfHonour: boolean
  /** Days and hours by the edition's own clock. */
  today: Day
  now: Date
  by: Actor
}

/**
 * Invite a country or an international organisation to the national exhibition, or invite it again after it declined or withdrew.
 * Who: staff of the edition. Holds: one pavilion per participant and edition, within the window. Follows: `pavilion.invited`.
 */
export async function invitePavilion(
  db: Db,
  order: Invitation,
  /** What else belongs to inviting, in the same transaction: the letter with the way in. */
  also: (tx: Tx, pavilionId: string) => Promise<void> = async () => {},
): Promise<{ id: string }> {
  if (!isHouseAdministrator(order.by))
    insist(
      'pavilions',
      mayRegisterNow(await findWindow(db, order.editionId, 'pavilion-invitation'), order.now),
      'closed',
    )
  return transact(db, async (tx) => {
    const earlier = await findPavilion(tx, order.editionId, order.economyCode)
    const id = earlier ? await inviteAgain(tx, earlier.id, order) : await inviteFirst(tx, order)
    const { editionId, economyCode, mode, areaM2 } = order
    const details = { editionId, economyCode, mode, areaM2, again: earlier !== null }
    await record(tx, { what: 'pavilion.invited', about: id, by: order.by, details })
    await also(tx, id)
    return { id }
  })
}

const offerOf = (order: Invitation) => ({
  offeredMode: order.mode,
  offeredAreaM2: String(order.areaM2),
  guestOfHonour: order.guestOfHonour,
  badgeQuota: order.badgeQuota,
  boothQuota: order.boothQuota,
  invitedOn: order.today,
})

async function inviteFirst(tx: Tx, order: Invitation): Promise<string> {
  const id = newId()
  const { editionId, economyCode } = order
  try {
    await tx
      .insertInto('pavilions.pavilions')
      .values({ id, editionId, economyCode, state: 'invited', ...offerOf(order), ...unanswered, source: null })
      .execute()
  } catch (error) {
    const promise = brokenPromise(error)
    if (promise === 'one_pavilion_per_participant_and_edition')
      throw new Refusal('conflict', 'pavilions.already', { state: 'invited' }, 'economy')
    if (promise?.includes('economy_code')) throw new Refusal('invalid', 'pavilions.no-such-economy', {}, 'economy')
    throw error
  }
  return id
}

async function inviteAgain(tx: Tx, id: string, order: Invitation): Promise<string> {
  const pavilion = await lockPavilion(tx, id)
  insist('pavilions', mayBecome(pavilion.state, 'invited'))
  await tx
    .updateTable('pavilions.pavilions')
    .set({ state: 'invited', ...offerOf(order), ...unanswered, version: pavilion.version + 1 })
    .where('id', '=', id)
    .execute()
  return id
}

const unanswered = {
  answeredOn: null,
  designApprovedOn: null,
  openedOn: null,
  withdrawnOn: null,
  pageShownOn: null,
} as const
