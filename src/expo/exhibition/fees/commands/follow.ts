import { getEditionById } from '#expo/ground/editions/index.ts'
import { todayIn } from '#expo/ground/editions/rules.ts'
import type { Actor } from '#kernel/actor.ts'
import type { Day } from '#kernel/day.ts'
import type { Db } from '#platform/database.ts'
import { canonical } from '../digest.ts'
import { listStandsWithoutStatement } from '../queries/due.ts'
import { findRulebookOn } from '../queries/rulebooks.ts'
import { findOpenStatement } from '../queries/statements.ts'
import { listWaiting } from '../queries/support.ts'
import { findStand, type Stand } from '../stand.ts'
import { closeStand, openStatement } from './statement.ts'

/** What every consequence for fees brings: the hour, where letters lead, who it is put down to. */
export interface Following {
  now: Date
  publicUrl: string
  by: Actor
}

const todayOf = async (db: Db, editionId: string, now: Date): Promise<Day> =>
  todayIn(await getEditionById(db, editionId), now)

const holdsBooth = ({ state, facts }: Stand) => state === 'accepted' && facts?.basis === 'holding'

/**
 * Let the statement of a stand follow its facts: opened when its booth is accepted, opened anew when booth, co-exhibitors or
 * recommendations have changed. Without an accepted booth, or before there is a tariff, there is nothing to state yet.
 * Who: reactions. Holds: safe to repeat. Follows: what follows `openStatement`.
 */
export async function followFacts(db: Db, order: Following & { applicationId: string }): Promise<void> {
  const { applicationId, now, publicUrl, by } = order
  const stand = await findStand(db, applicationId)
  if (!stand || !holdsBooth(stand)) return
  const today = await todayOf(db, stand.editionId, now)
  const standing = await findOpenStatement(db, applicationId)
  if (standing && canonical(standing.facts) === canonical(stand.facts)) return
  if (!standing && !(await findRulebookOn(db, stand.editionId, 'tariff', today))) return
  await openStatement(db, { applicationId, today, publicUrl, by })
}

/**
 * Give what came back, or was added, to those who wait for it, in the order of their applications.
 * Who: reactions to returned support and to a raised budget. Holds: safe to repeat. Follows: statements opened anew, where there was
 * anything to give.
 */
export async function serveWaiting(db: Db, order: Following & { editionId: string }): Promise<void> {
  const { editionId, now, publicUrl, by } = order
  const today = await todayOf(db, editionId, now)
  const served = new Set<string>()
  for (const { accountId } of await listWaiting(db, editionId)) {
    if (served.has(accountId)) continue
    served.add(accountId)
    const stand = await findStand(db, accountId)
    // One that has no booth yet is served when it has one.
    if (stand && holdsBooth(stand) && (await findOpenStatement(db, accountId)))
      await openStatement(db, { applicationId: accountId, today, publicUrl, by })
  }
}

/**
 * State what stands cost that accepted their booths before there was a tariff.
 * Who: a job. Holds: safe to repeat. Follows: as for each of them.
 */
export async function stateWhatIsUnstated(db: Db, order: Following & { editionId: string }): Promise<void> {
  const { editionId, now, publicUrl, by } = order
  const today = await todayOf(db, editionId, now)
  if (!(await findRulebookOn(db, editionId, 'tariff', today))) return
  for (const applicationId of await listStandsWithoutStatement(db, editionId))
    await openStatement(db, { applicationId, today, publicUrl, by })
}

/**
 * Close what is owed for a stand whose application was withdrawn, or whose acceptance was taken back.
 * Who: reactions. Holds: once. Follows: as `closeStand`.
 */
export async function withdrawStand(
  db: Db,
  order: Following & { applicationId: string; editionId: string; on: Day | null },
): Promise<void> {
  const { applicationId, editionId, now, publicUrl, by } = order
  const today = await todayOf(db, editionId, now)
  await closeStand(db, { applicationId, on: order.on ?? today, today, publicUrl, by })
}
