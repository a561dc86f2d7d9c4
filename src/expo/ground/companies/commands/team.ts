import { listHolders, revokeRole } from '#expo/ground/people/index.ts'
import type { Actor } from '#kernel/actor.ts'
import { Refusal } from '#kernel/refusal.ts'
import { insist } from '#kernel/verdict.ts'
import { type Db, transact } from '#platform/database.ts'
import { lockCompany } from '../queries/companies.ts'
import { mayLeave } from '../rules.ts'

/**
 * Take somebody out of a company's team.
 * Who: administrators of the company, of the house. Holds: the company keeps an administrator, even when two take each other out at
 * once. Follows: `role.revoked`.
 */
export async function removeFromTeam(db: Db, order: { companyId: string; personId: string; by: Actor }): Promise<void> {
  const { companyId, personId, by } = order
  await transact(db, async (tx) => {
    await lockCompany(tx, companyId)
    const holders = await listHolders(tx, 'company', companyId)
    const leaving = holders.filter((one) => one.personId === personId)
    if (leaving.length === 0) throw new Refusal('missing', 'people.no-such-role')
    const administrator = leaving.some((one) => one.role === 'administrator')
    insist('companies', mayLeave({ administrator }, holders.filter((one) => one.role === 'administrator').length))
    for (const { role } of leaving)
      await revokeRole(tx, { personId, grant: { role, kind: 'company', id: companyId }, by })
  })
}
