import { findEconomy } from '#expo/ground/economies/index.ts'
import { type Actor, signature } from '#kernel/actor.ts'
import type { Day } from '#kernel/day.ts'
import { Refusal } from '#kernel/refusal.ts'
import { insist } from '#kernel/verdict.ts'
import { type Db, newId, type Tx, transact } from '#platform/database.ts'
import type { Files } from '#platform/files.ts'
import { record } from '#platform/journal.ts'
import { lockApplication } from '../queries/applications.ts'
import { lockRecommendation } from '../queries/recommendations.ts'
import { isLive, mayRecommendOn } from '../rules.ts'
import type { RecommendationWay, RecommenderKind } from '../words.ts'
import { keepFile, type Sent } from './documents.ts'
import { takeLink } from './links.ts'
import type { Tell } from './telling.ts'

/** Who recommends, and in what words. */
export interface Said {
  byKind: RecommenderKind
  body: string
  economyCode: string | null
  author: string
  office: string
  on: Day
  words: string
}

interface Recommending {
  said: Said
  file: Sent | null
  /** The day at the venue. */
  today: Day
  now: Date
  by: Actor
}

const nobody: Tell = async () => {}

/**
 * Recommend a company for the edition. What pavilion administrators and staff enter counts at once.
 * Who: administrators of the pavilion of the company's economy, staff of the edition. Holds: a day that has come; an application that may still
 * lead somewhere. Follows: `application.recommended`, and a letter.
 */
export async function recommend(
  db: Db,
  files: Files,
  order: Recommending & { applicationId: string; way: Exclude<RecommendationWay, 'link'> },
  tell: Tell = nobody,
): Promise<void> {
  const kept = order.file && (await keepFile(files, order.file, 'file'))
  await transact(db, async (tx) => {
    const application = await lockApplication(tx, order.applicationId)
    await enter(tx, { ...order, kept, invitationId: null, confirmedBy: signature(order.by) })
    await tell(tx, application)
  })
}

/**
 * Recommend a company by the link that one was sent. It counts when staff have confirmed who wrote it.
 * Who: whoever holds the link. Holds: used once, in time. Follows: `application.recommended`, and a letter.
 */
export async function recommendByLink(
  db: Db,
  files: Files,
  order: Recommending & { token: string },
  tell: Tell = nobody,
): Promise<void> {
  const { token, now } = order
  const kept = order.file && (await keepFile(files, order.file, 'file'))
  await transact(db, async (tx) => {
    const { link, application } = await takeLink(tx, { token, purpose: 'recommend', now })
    const applicationId = application.id
    await enter(tx, { ...order, applicationId, kept, way: 'link', invitationId: link.id, confirmedBy: null })
    await tx
      .updateTable('applications.applications')
      .set({ heardSince: application.heardSince ?? now })
      .where('id', '=', applicationId)
      .execute()
    await tell(tx, application)
  })
}

async function enter(
  tx: Tx,
  order: Omit<Recommending, 'file'> & {
    applicationId: string
    way: RecommendationWay
    kept: { digest: string; fileName: string; mediaType: string } | null
    invitationId: string | null
    confirmedBy: string | null
  },
): Promise<void> {
  const { applicationId, said, way, kept, invitationId, confirmedBy, today, now, by } = order
  const application = await lockApplication(tx, applicationId)
  if (!isLive(application.state)) throw new Refusal('conflict', 'applications.written-no-more')
  insist('applications', mayRecommendOn(said.on, today), 'invalid')
  if (said.economyCode !== null && !(await findEconomy(tx, said.economyCode)))
    throw new Refusal('invalid', 'companies.no-such-economy', {}, 'economy')
  const { on: onDay, ...words } = said
  const id = newId()
  const file = { digest: kept?.digest ?? null, fileName: kept?.fileName ?? null, mediaType: kept?.mediaType ?? null }
  await tx
    .insertInto('applications.recommendations')
    .values({
      id,
      applicationId,
      ...words,
      onDay,
      untilDay: null,
      whyWithdrawn: null,
      way,
      invitationId,
      ...file,
      enteredBy: signature(by),
      enteredAt: now,
      confirmedBy,
    })
    .execute()
  const details = { recommendation: id, byKind: said.byKind, way, on: onDay }
  await record(tx, { what: 'application.recommended', about: applicationId, by, details })
}

/**
 * Confirm that a recommendation that came by a link is of whom it says; from now on it counts, from its day on.
 * Who: staff of the edition. Holds: confirmed once, and not one that was withdrawn. Follows: `application.recommendation-confirmed`.
 */
export async function confirmRecommendation(
  db: Db,
  order: { applicationId: string; recommendationId: string; by: Actor },
): Promise<void> {
  const { applicationId, recommendationId, by } = order
  await transact(db, async (tx) => {
    const standing = await lockRecommendation(tx, applicationId, recommendationId)
    if (standing.until !== null) throw new Refusal('conflict', 'applications.recommendation-withdrawn')
    if (standing.confirmed) return
    await tx
      .updateTable('applications.recommendations')
      .set({ confirmedBy: signature(by), version: standing.version + 1 })
      .where('id', '=', recommendationId)
      .execute()
    const details = { recommendation: recommendationId }
    await record(tx, { what: 'application.recommendation-confirmed', about: applicationId, by, details })
  })
}

/**
 * Withdraw a recommendation from a day on: it held until then.
 * Who: administrators of the pavilion for their own, staff of the edition; with a reason. Holds: a day on which it held.
 * Follows: `application.recommendation-withdrawn`.
 */
export async function withdrawRecommendation(
  db: Db,
  order: { applicationId: string; recommendationId: string; on: Day; why: string; by: Actor },
): Promise<void> {
  const { applicationId, recommendationId, on, why, by } = order
  await transact(db, async (tx) => {
    const standing = await lockRecommendation(tx, applicationId, recommendationId)
    if (standing.until !== null) throw new Refusal('conflict', 'applications.recommendation-withdrawn')
    if (on < standing.on)
      throw new Refusal('invalid', 'applications.day-before-recommendation', { day: standing.on }, 'on')
    await tx
      .updateTable('applications.recommendations')
      .set({ untilDay: on, whyWithdrawn: why, version: standing.version + 1 })
      .where('id', '=', recommendationId)
      .execute()
    const details = { recommendation: recommendationId, on }
    await record(tx, { what: 'application.recommendation-withdrawn', about: applicationId, by, why, details })
  })
}
