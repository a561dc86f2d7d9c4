import { sql } from 'kysely'
import { grantRoleIn } from '#expo/ground/people/index.ts'
import type { Actor, Person, Role } from '#kernel/actor.ts'
import { Refusal } from '#kernel/refusal.ts'
import { insist } from '#kernel/verdict.ts'
import { type Db, newId, type Tx, transact } from '#platform/database.ts'
import { record } from '#platform/journal.ts'
import { isOwn } from '../permissions.ts'
import { lockCompany } from '../queries/companies.ts'
import { type JoinRequest, listRequestsOf, lockRequest } from '../queries/joining.ts'
import { mayAsk, mayChange } from '../rules.ts'

/** Tells those concerned, in the same transaction. */
type Tell = (tx: Tx, request: JoinRequest) => Promise<void>

/**
 * Ask to act for a company that is on record already; asked twice, it is asked once.
 * Who: anybody signed in who acts not yet for it. Holds: so many open requests per person. Follows: `company.join-asked`.
 */
export async function askToJoin(
  db: Db,
  order: { companyId: string; message: string; now: Date; by: Person },
  tell: Tell,
): Promise<void> {
  const { companyId, message, now, by } = order
  await transact(db, async (tx) => {
    // Requests of one person wait for each other, so that they are counted together.
    await sql`select pg_advisory_xact_lock(hashtextextended(${by.id}, 0))`.execute(tx)
    const company = await lockCompany(tx, companyId)
    insist('companies', mayChange(company))
    if (isOwn(by, companyId)) throw new Refusal('conflict', 'companies.joined-already')
    const open = await listRequestsOf(tx, by.id)
    if (open.some((one) => one.companyId === companyId)) return
    insist('companies', mayAsk(open.length))
    const request = { id: newId(), companyId, personId: by.id, message, askedAt: now, answer: null }
    await tx
      .insertInto('companies.requests')
      .values({ ...request, answeredAt: null })
      .execute()
    await record(tx, { what: 'company.join-asked', about: companyId, by, details: { request: request.id } })
    await tell(tx, request)
  })
}

/**
 * Answer somebody who asks to act for a company: let them in with a role, or not.
 * Who: administrators of the company, of the house. Holds: answered once. Follows: `company.join-accepted` or `company.join-declined`.
 */
export async function answerRequest(
  db: Db,
  order: { companyId: string; requestId: string; role: Role | null; now: Date; by: Actor },
  tell: Tell,
): Promise<void> {
  const { companyId, role, now, by } = order
  await transact(db, async (tx) => {
    const request = await lockRequest(tx, order.requestId)
    if (request.companyId !== companyId) throw new Refusal('missing', 'companies.no-such-request')
    if (request.answer) throw new Refusal('conflict', 'companies.answered-already')
    await tx
      .updateTable('companies.requests')
      .set({ answer: role ? 'accepted' : 'declined', answeredAt: now })
      .where('id', '=', request.id)
      .execute()
    const details = { request: request.id }
    if (role) {
      await grantRoleIn(tx, { personId: request.personId, grant: { role, kind: 'company', id: companyId }, by })
      await record(tx, { what: 'company.join-accepted', about: companyId, by, details })
    } else await record(tx, { what: 'company.join-declined', about: companyId, by, details })
    await tell(tx, { ...request, answer: role ? 'accepted' : 'declined' })
  })
}
