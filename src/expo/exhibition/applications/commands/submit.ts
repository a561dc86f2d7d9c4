import { getCompany } from '#expo/ground/companies/index.ts'
import { proofOf } from '#expo/ground/companies/rules.ts'
import { findWindow, getEditionById } from '#expo/ground/editions/index.ts'
import { nowIn, todayIn } from '#expo/ground/editions/rules.ts'
import type { Actor } from '#kernel/actor.ts'
import type { Day } from '#kernel/day.ts'
import { Refusal } from '#kernel/refusal.ts'
import { insist } from '#kernel/verdict.ts'
import { type Db, type Tx, transact } from '#platform/database.ts'
import { record } from '#platform/journal.ts'
import { type Application, lockApplication } from '../queries/applications.ts'
import { countCompanions } from '../queries/companions.ts'
import { getTerms } from '../queries/terms.ts'
import { type Gap, gapsOf, mayBecome, maySubmitNow } from '../rules.ts'
import type { Tell } from './telling.ts'

/** What is missing before an application can be submitted. */
export async function listGaps(db: Db, application: Application, today: Day): Promise<Gap[]> {
  const [company, companions, terms] = await Promise.all([
    getCompany(db, application.companyId),
    countCompanions(db, application.id),
    getTerms(db, application.editionId),
  ])
  return gapsOf(
    {
      ...application,
      languages: Object.keys(application.shows).length,
      coExhibitors: companions['co-exhibitor'],
      proof: proofOf(company.registrations, today).proof,
      companyIsActive: company.state === 'active',
    },
    terms,
  )
}

/**
 * Submit an application: from now on staff decide about it. Submitted twice, it is submitted once.
 * Who: those who act for the company. Holds: it is whole; within the window, unless staff let it in late; a number that no other has.
 * Follows: `application.submitted`, and a letter that says so.
 */
export async function submitApplication(
  db: Db,
  order: { applicationId: string; version: number; now: Date; by: Actor },
  tell: Tell = async () => {},
): Promise<{ number: number }> {
  const { now, by } = order
  return transact(db, async (tx) => {
    const application = await lockApplication(tx, order.applicationId)
    const { id, editionId, companyId, state, number } = application
    if (state === 'submitted' && number !== null) return { number }
    insist('applications', mayBecome(state, 'submitted'))
    if (application.version !== order.version) throw new Refusal('conflict', 'web.stale')
    const edition = await getEditionById(tx, editionId)
    const today = todayIn(edition, now)
    const window = await findWindow(tx, editionId, 'exhibitor-application')
    insist('applications', maySubmitNow(window, application.lateUntil, nowIn(edition, now)), 'closed')
    const gaps = await listGaps(tx, application, today)
    if (gaps.length > 0) throw new Refusal('invalid', 'applications.not-whole', { count: gaps.length })
    const next = await takeNumber(tx, editionId)
    await tx
      .updateTable('applications.applications')
      .set({
        state: 'submitted',
        number: next,
        submittedAt: now,
        submittedOn: today,
        version: application.version + 1,
      })
      .where('id', '=', id)
      .execute()
    const details = { editionId, companyId, number: next, on: today }
    await record(tx, { what: 'application.submitted', about: id, by, details })
    await tell(tx, { ...application, state: 'submitted', number: next, submittedAt: now, submittedOn: today })
    return { number: next }
  })
}

/** The next number of an edition; whoever comes second waits for the first. */
async function takeNumber(tx: Tx, editionId: string): Promise<number> {
  const { lastNumber } = await tx
    .insertInto('applications.counters')
    .values({ editionId, lastNumber: 1 })
    .onConflict((conflict) =>
      conflict.column('editionId').doUpdateSet((set) => ({
        lastNumber: set('applications.counters.lastNumber', '+', 1),
      })),
    )
    .returning('lastNumber')
    .executeTakeFirstOrThrow()
  return lastNumber
}

/**
 * Let a draft in although the window is over, until a moment.
 * Who: staff of the edition; with a reason. Holds: drafts only. Follows: `application.let-in-late`, and a letter.
 */
export async function letInLate(
  db: Db,
  order: { applicationId: string; version: number; until: Date; why: string; by: Actor },
  tell: Tell = async () => {},
): Promise<void> {
  const { until, why, by } = order
  await transact(db, async (tx) => {
    const application = await lockApplication(tx, order.applicationId)
    insist('applications', mayBecome(application.state, 'submitted'))
    if (application.state !== 'draft') throw new Refusal('conflict', 'applications.not-a-draft')
    if (application.version !== order.version) throw new Refusal('conflict', 'web.stale')
    await tx
      .updateTable('applications.applications')
      .set({ lateUntil: until, version: application.version + 1 })
      .where('id', '=', application.id)
      .execute()
    const details = { until: until.toISOString() }
    await record(tx, { what: 'application.let-in-late', about: application.id, by, why, details })
    await tell(tx, { ...application, lateUntil: until })
  })
}
