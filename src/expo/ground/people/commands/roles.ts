import { sql } from 'kysely'
import { type Actor, type Grant, type GrantKind, signature } from '#kernel/actor.ts'
import { Refusal } from '#kernel/refusal.ts'
import { type Db, type Tx, transact } from '#platform/database.ts'
import { record } from '#platform/journal.ts'

/**
 * Give a person a role over a thing.
 * Who: administrators of the house, and rooms on their own terms. Holds: held once. Follows: `role.granted`.
 */
export async function grantRole(db: Db, order: { personId: string; grant: Grant; by: Actor }): Promise<void> {
  await transact(db, (tx) => grantRoleIn(tx, order))
}

export async function grantRoleIn(tx: Tx, order: { personId: string; grant: Grant; by: Actor }): Promise<void> {
  const { personId, by } = order
  const { role, kind, id: thingId } = order.grant
  const granted = await tx
    .insertInto('people.grants')
    .values({ personId, role, kind, thingId, grantedBy: signature(by) })
    .onConflict((conflict) => conflict.doNothing())
    .returning('personId')
    .executeTakeFirst()
  if (granted) await record(tx, { what: 'role.granted', about: personId, by, details: { role, kind, thing: thingId } })
}

/**
 * Take a role back.
 * Who: administrators of the house, and rooms on their own terms. Holds: the house keeps an administrator. Follows: `role.revoked`.
 */
export async function revokeRole(db: Db, order: { personId: string; grant: Grant; by: Actor }): Promise<void> {
  const { personId, by } = order
  const { role, kind, id: thingId } = order.grant
  await transact(db, async (tx) => {
    if (kind === 'house') await insistOnAnotherAdministrator(tx, personId)
    const gone = await tx
      .deleteFrom('people.grants')
      .where('personId', '=', personId)
      .where('role', '=', role)
      .where('kind', '=', kind)
      .where('thingId', '=', thingId)
      .returning('personId')
      .executeTakeFirst()
    if (!gone) throw new Refusal('conflict', 'people.no-such-role')
    await record(tx, { what: 'role.revoked', about: personId, by, details: { role, kind, thing: thingId } })
  })
}

/**
 * Hand all roles over one thing, and open invitations to them, on to another: two records turned out to be one.
 * Who: rooms on their own terms. Holds: a role held over both is held once. Follows: `roles.moved`.
 */
export async function moveRolesIn(
  tx: Tx,
  order: { kind: GrantKind; from: string; to: string; by: Actor },
): Promise<void> {
  const { kind, from, to, by } = order
  await sql`insert into people.grants (person_id, role, kind, thing_id, granted_by, granted_at)
    select person_id, role, kind, ${to}, granted_by, granted_at from people.grants where kind = ${kind} and thing_id = ${from}
    on conflict do nothing`.execute(tx)
  await tx.deleteFrom('people.grants').where('kind', '=', kind).where('thingId', '=', from).execute()
  await tx
    .updateTable('people.invitations')
    .set({ thingId: to })
    .where('kind', '=', kind)
    .where('thingId', '=', from)
    .execute()
  await record(tx, { what: 'roles.moved', about: to, by, details: { kind, from, to } })
}

/**
 * Take back every role over a thing that is gone, and every invitation to one.
 * Who: the reaction to its going. Holds: safe to repeat. Follows: `role.revoked` for each.
 */
export async function revokeRolesOver(db: Db, order: { kind: GrantKind; thingId: string; by: Actor }): Promise<void> {
  const { kind, thingId, by } = order
  await transact(db, async (tx) => {
    const gone = await tx
      .deleteFrom('people.grants')
      .where('kind', '=', kind)
      .where('thingId', '=', thingId)
      .returning(['personId', 'role'])
      .execute()
    for (const { personId, role } of gone)
      await record(tx, { what: 'role.revoked', about: personId, by, details: { role, kind, thing: thingId } })
    await tx
      .updateTable('people.invitations')
      .set({ revokedAt: sql`now()` })
      .where('kind', '=', kind)
      .where('thingId', '=', thingId)
      .where('acceptedAt', 'is', null)
      .where('revokedAt', 'is', null)
      .execute()
  })
}

/** Any number for "somebody takes a house administrator away"; two at once must see each other. */
const LAST_ADMINISTRATOR = 7_236_002

export async function insistOnAnotherAdministrator(tx: Tx, besides: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(${LAST_ADMINISTRATOR})`.execute(tx)
  const others = await tx
    .selectFrom('people.grants')
    .select('personId')
    .where('kind', '=', 'house')
    .where('personId', '!=', besides)
    .executeTakeFirst()
  if (!others) throw new Refusal('conflict', 'people.last-administrator')
}
