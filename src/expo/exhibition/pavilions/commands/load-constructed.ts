import { loadConstructedStands } from '#expo/ground/calendar/index.ts'
import type { Actor } from '#kernel/actor.ts'
import type { Day } from '#kernel/day.ts'
import { newId, type Tx } from '#platform/database.ts'
import { record } from '#platform/journal.ts'
import type { Mode, State } from '../words.ts'
import { standOf } from './answer.ts'

/** A pavilion that was made up so that published totals come out. */
export interface ConstructedPavilion {
  economyCode: string
  state: State
  mode: Mode
  /** m², net. */
  areaM2: number
  guestOfHonour: boolean
  invitedOn: Day
  answeredOn: Day | null
  designApprovedOn: Day | null
  openedOn: Day | null
  source: string | null
}

/**
 * Load the constructed pavilions of an edition.
 * Who: the demonstration. Holds: each is marked as constructed. Follows: `pavilions.constructed`, once for all of them.
 */
export async function loadConstructed(
  tx: Tx,
  order: { editionId: string; pavilions: readonly ConstructedPavilion[]; by: Actor },
): Promise<{ ids: Map<string, string> }> {
  const { editionId, by } = order
  const ids = new Map(order.pavilions.map((one) => [one.economyCode, newId()]))
  const idOf = (one: ConstructedPavilion) => ids.get(one.economyCode) as string
  if (order.pavilions.length === 0) return { ids }
  await tx
    .insertInto('pavilions.pavilions')
    .values(
      order.pavilions.map((one) => ({
        id: idOf(one),
        editionId,
        economyCode: one.economyCode,
        state: one.state,
        invitedOn: one.invitedOn,
        answeredOn: one.answeredOn,
        designApprovedOn: one.designApprovedOn,
        openedOn: one.openedOn,
        withdrawnOn: null,
        offeredMode: one.mode,
        offeredAreaM2: String(one.areaM2),
        guestOfHonour: one.guestOfHonour,
        badgeQuota: 20,
        pageShownOn: null,
        constructed: true,
        source: one.source,
      })),
    )
    .execute()
  const taking = order.pavilions.filter((one) => !['invited', 'declined'].includes(one.state))
  if (taking.length > 0)
    await tx
      .insertInto('pavilions.terms')
      .values(
        taking.map((one) => ({
          id: newId(),
          pavilionId: idOf(one),
          mode: one.mode,
          areaM2: String(one.areaM2),
          guestOfHonour: one.guestOfHonour,
          fromDay: one.answeredOn as Day,
          untilDay: null,
        })),
      )
      .execute()
  const onSite = taking.filter((one) => one.mode === 'on-site')
  await loadConstructedStands(
    tx,
    onSite.map(({ economyCode }) => standOf({ id: ids.get(economyCode) as string, editionId, economyCode })),
  )
  await record(tx, {
    what: 'pavilions.constructed',
    about: editionId,
    by,
    details: { editionId, count: order.pavilions.length },
  })
  return { ids }
}
