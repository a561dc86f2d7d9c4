import { hashPassword } from 'better-auth/crypto'
import { type Actor, type Grant, system } from '#kernel/actor.ts'
import { Refusal } from '#kernel/refusal.ts'
import { brokenPromise, type Db, newId, type Tx, transact } from '#platform/database.ts'
import { record } from '#platform/journal.ts'
import type { WayIn } from '../words.ts'
import { grantRoleIn, insistOnAnotherAdministrator } from './roles.ts'

export interface NewAccount {
  email: string
  name: string
  password: string
  language?: string
  demonstration?: boolean
  grants?: readonly Grant[]
  /** How the address is known to be theirs: they came by a letter's link, or the house itself vouches for it. */
  by: 'invitation' | 'seed'
}

/**
 * Make an account whose address is known to be its owner's.
 * Who: the invitation's door, the command line. Holds: one account per address. Follows: `person.joined`.
 */
export async function createAccountIn(tx: Tx, order: NewAccount): Promise<{ id: string }> {
  const id = newId()
  const email = order.email.toLowerCase()
  const password = await hashPassword(order.password)
  try {
    await tx
      .insertInto('people.users')
      .values({
        id,
        name: order.name,
        email,
        emailVerified: true,
        image: null,
        language: order.language ?? 'en',
        demonstration: order.demonstration ?? false,
      })
      .execute()
  } catch (error) {
    if (brokenPromise(error) === 'one_account_per_address') throw new Refusal('conflict', 'people.sign-in-instead')
    throw error
  }
  await tx
    .insertInto('people.credentials')
    .values({
      id: newId(),
      accountId: id,
      providerId: 'credential',
      userId: id,
      password,
      accessToken: null,
      refreshToken: null,
      idToken: null,
      accessTokenExpiresAt: null,
      refreshTokenExpiresAt: null,
      scope: null,
    })
    .execute()
  const by = system(order.by)
  await record(tx, { what: 'person.joined', about: id, by, details: { by: order.by } })
  for (const grant of order.grants ?? []) await grantRoleIn(tx, { personId: id, grant, by })
  return { id }
}

/**
 * Write down how a person is called and which language they read.
 * Who: the person. Holds: nothing else of the account changes. Follows: nothing; names are not journalled.
 */
export async function changeProfile(
  db: Db,
  order: { personId: string; name: string; nativeName: string; nativeLang: string; language: string },
): Promise<void> {
  const { personId, ...profile } = order
  await db
    .updateTable('people.users')
    .set({ ...profile, updatedAt: new Date() })
    .where('id', '=', personId)
    .execute()
}

/**
 * Erase a person: account, sessions, roles, letters. The journal keeps what was done, by an id that leads nowhere.
 * Who: the person, administrators of the house. Holds: the house keeps an administrator. Follows: `person.erased`.
 */
export async function erasePerson(db: Db, order: { personId: string; by: Actor; why?: string }): Promise<void> {
  await transact(db, async (tx) => {
    const account = await tx
      .selectFrom('people.users')
      .select('email')
      .where('id', '=', order.personId)
      .forUpdate()
      .executeTakeFirst()
    if (!account) throw new Refusal('missing', 'people.no-such-person')
    const administers = await tx
      .selectFrom('people.grants')
      .select('personId')
      .where('personId', '=', order.personId)
      .where('kind', '=', 'house')
      .executeTakeFirst()
    if (administers) await insistOnAnotherAdministrator(tx, order.personId)
    const pending = await tx
      .selectFrom('people.addressChanges')
      .select('email')
      .where('personId', '=', order.personId)
      .executeTakeFirst()
    const addresses = [account.email, ...(pending ? [pending.email] : [])]
    await tx.deleteFrom('platform.mails').where('recipient', 'in', addresses).execute()
    await tx.deleteFrom('people.invitations').where('email', '=', account.email).execute()
    await tx.deleteFrom('people.verifications').where('identifier', '=', account.email).execute()
    await tx.deleteFrom('people.users').where('id', '=', order.personId).execute()
    await record(tx, { what: 'person.erased', about: order.personId, by: order.by, why: order.why, details: {} })
  })
}

/**
 * End one of a person's sessions, or all but the one in use.
 * Who: the person. Holds: nobody else's session ends. Follows: `person.way-in-changed`.
 */
export async function endSessions(db: Db, order: { personId: string; id?: string; butToken?: string }): Promise<void> {
  const { personId } = order
  await transact(db, async (tx) => {
    const ended = await tx
      .deleteFrom('people.sessions')
      .where('userId', '=', personId)
      .$if(order.id !== undefined, (query) => query.where('id', '=', order.id as string))
      .$if(order.butToken !== undefined, (query) => query.where('token', '!=', order.butToken as string))
      .returning('id')
      .execute()
    if (ended.length > 0) await recordWayIn(tx, personId, 'sessions-ended')
  })
}

/** Tells the journal, and so the person, that a way of signing in is another now. */
export async function recordWayIn(tx: Tx, personId: string, way: WayIn): Promise<void> {
  const by: Actor = { kind: 'person', id: personId, grants: [] }
  await record(tx, { what: 'person.way-in-changed', about: personId, by, details: { way } })
}

/** Whether accounts that the world knows the passwords of exist here. */
export async function hasDemonstrationAccounts(db: Db): Promise<boolean> {
  const found = await db.selectFrom('people.users').select('id').where('demonstration', '=', true).executeTakeFirst()
  return found !== undefined
}
