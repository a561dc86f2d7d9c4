import { getCompany } from '#expo/ground/companies/index.ts'
import { proofOf } from '#expo/ground/companies/rules.ts'
import { type Actor, holds, signature } from '#kernel/actor.ts'
import type { Day } from '#kernel/day.ts'
import { Refusal } from '#kernel/refusal.ts'
import { insist } from '#kernel/verdict.ts'
import { brokenPromise, type Db, newId, type Tx, transact } from '#platform/database.ts'
import { record } from '#platform/journal.ts'
import { listAnew } from '../listings.ts'
import { type Application, lockApplication } from '../queries/applications.ts'
import { getTerms } from '../queries/terms.ts'
import {
  mayBeAccepted,
  mayBecome,
  mayGiveReason,
  mayHoldFrom,
  mayJudge,
  mayReopen,
  participationUntil,
} from '../rules.ts'
import type { Decision, State } from '../words.ts'
import type { Tell } from './telling.ts'

/** What every deed of staff on an application brings: which one, the page it was seen on, when, who. */
export interface Deed {
  applicationId: string
  version: number
  /** The day at the venue. */
  today: Day
  now: Date
  by: Actor
}

const nobody: Tell = async () => {}

const actsFor = (actor: Actor, companyId: string) =>
  holds(actor, 'administrator', 'company', companyId) || holds(actor, 'member', 'company', companyId)

/** Locks the application, and refuses its company's own people, a step that does not follow and a stale page. */
async function take(tx: Tx, deed: Omit<Deed, 'now' | 'today'>, to: State): Promise<Application> {
  const application = await lockApplication(tx, deed.applicationId)
  insist('applications', mayJudge({ actsForIt: actsFor(deed.by, application.companyId) }))
  insist('applications', mayBecome(application.state, to))
  if (application.version !== deed.version) throw new Refusal('conflict', 'web.stale')
  return application
}

/**
 * Accept an application, decline it, or put it on the wait list. Accepted, its company takes part from that day on.
 * Who: staff of the edition, not for a company of their own. Holds: of two clerks one decides; a no gives its reason; only a verified
 * company takes part. Follows: `application.accepted`, `.declined` or `.wait-listed`, and a letter.
 */
export async function decide(
  db: Db,
  deed: Deed & { decision: Decision; reason: string | null; words: string; on: Day },
  tell: Tell = nobody,
): Promise<void> {
  const { decision, reason, words, on, today, now, by } = deed
  await transact(db, async (tx) => {
    const application = await take(tx, deed, decision)
    const { id, editionId, companyId } = application
    insist('applications', mayHoldFrom(on, { submittedOn: application.submittedOn as Day, today }), 'invalid')
    const terms = await getTerms(tx, editionId)
    insist('applications', mayGiveReason(decision, { code: reason, words }, terms.reasons), 'invalid')
    if (decision === 'accepted') await insistOnCompany(tx, companyId, on)
    await tx
      .insertInto('applications.decisions')
      .values({
        id: newId(),
        applicationId: id,
        state: decision,
        reasonCode: reason,
        words,
        onDay: on,
        decidedBy: signature(by),
        decidedAt: now,
        takenBackAt: null,
      })
      .execute()
    const acceptedOn = decision === 'accepted' ? on : null
    await step(tx, application, { state: decision, decidedOn: on, acceptedOn })
    if (decision === 'accepted') await listAnew(tx, { applicationIds: [id] })
    const why = words || undefined
    if (decision === 'accepted')
      await record(tx, { what: 'application.accepted', about: id, by, why, details: { editionId, companyId, on } })
    else
      await record(tx, {
        what: `application.${decision}`,
        about: id,
        by,
        why,
        details: { editionId, companyId, on, reason },
      })
    await tell(tx, { ...application, state: decision, decidedOn: on, acceptedOn })
  })
}

async function insistOnCompany(tx: Tx, companyId: string, on: Day): Promise<void> {
  const company = await getCompany(tx, companyId)
  const { proof } = proofOf(company.registrations, on)
  insist('applications', mayBeAccepted({ proof, active: company.state === 'active' }))
}

type Step = Partial<Pick<Application, 'state' | 'decidedOn' | 'acceptedOn' | 'endedOn' | 'withdrawnOn' | 'askedSince'>>
const step = (tx: Tx, { id, version }: Application, columns: Step) =>
  tx
    .updateTable('applications.applications')
    .set({ ...columns, version: version + 1 })
    .where('id', '=', id)
    .execute()

/**
 * Take a decision back: the application waits again as it did before.
 * Who: staff of the edition; with a reason. Holds: an acceptance on its own day only; not where the company has applied again.
 * Follows: `application.reopened`, and a letter.
 */
export async function reopenApplication(db: Db, deed: Deed & { why: string }, tell: Tell = nobody): Promise<void> {
  const { today, now, why, by } = deed
  await transact(db, async (tx) => {
    const application = await take(tx, deed, 'submitted')
    const { id, editionId, companyId, state: was } = application
    insist('applications', mayReopen(application, today))
    await tx
      .updateTable('applications.decisions')
      .set({ takenBackAt: now })
      .where('applicationId', '=', id)
      .where('takenBackAt', 'is', null)
      .execute()
    await step(tx, application, { state: 'submitted', decidedOn: null, acceptedOn: null }).catch((error: unknown) => {
      if (brokenPromise(error) === 'one_live_application_per_company')
        throw new Refusal('conflict', 'applications.applied-again')
      throw error
    })
    await listAnew(tx, { applicationIds: [id] })
    await record(tx, { what: 'application.reopened', about: id, by, why, details: { editionId, companyId, was } })
    await tell(tx, { ...application, state: 'submitted', acceptedOn: null })
  })
}

/**
 * Withdraw an application: whoever was accepted took part until that day, and figures of those days stand.
 * Who: those who act for the company, staff of the edition; with a reason. Holds: participation ends once, not before it began.
 * Follows: `application.withdrawn`, and a letter.
 */
export async function withdrawApplication(
  db: Db,
  deed: Deed & { on: Day; why: string },
  tell: Tell = nobody,
): Promise<void> {
  const { on, today, why, by } = deed
  await transact(db, async (tx) => {
    const application = await lockApplication(tx, deed.applicationId)
    const { id, editionId, companyId, state: was } = application
    insist('applications', mayBecome(was, 'withdrawn'))
    if (application.version !== deed.version) throw new Refusal('conflict', 'web.stale')
    insist('applications', mayHoldFrom(on, { submittedOn: application.submittedOn as Day, today }), 'invalid')
    const participation = participationUntil(application.acceptedOn, on)
    if (!participation.ok) throw new Refusal('invalid', `applications.${participation.reason}`, participation.details)
    const { acceptedOn, endedOn } = participation
    await step(tx, application, { state: 'withdrawn', withdrawnOn: on, acceptedOn, endedOn, askedSince: null })
    await listAnew(tx, { applicationIds: [id] })
    const details = { editionId, companyId, on, was }
    await record(tx, { what: 'application.withdrawn', about: id, by, why, details })
    await tell(tx, { ...application, state: 'withdrawn', withdrawnOn: on, acceptedOn, endedOn })
  })
}
