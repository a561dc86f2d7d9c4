import { sql } from 'kysely'
import type { Actor, Grant, GrantKind, Role } from '#kernel/actor.ts'
import { guest } from '#kernel/actor.ts'
import { Refusal } from '#kernel/refusal.ts'
import type { Db } from '#platform/database.ts'
import type { House } from '#web/door.ts'
import { authOf } from './auth.ts'
import { hashOf } from './commands/invite.ts'

export interface Account {
  id: string
  name: string
  email: string
  nativeName: string
  nativeLang: string
  language: string
  twoFactorEnabled: boolean
  demonstration: boolean
  createdAt: Date
}

/** Who asks: the person whose session the request carries, with the roles held now; else a guest. */
export async function whoAsks(house: House, request: Request): Promise<Actor> {
  if (!request.headers.get('cookie')?.includes('rialto.session_token')) return guest
  const session = await authOf(house).api.getSession({ headers: request.headers })
  if (!session) return guest
  return { kind: 'person', id: session.user.id, grants: await listGrants(house.db, session.user.id) }
}

export async function listGrants(db: Db, personId: string): Promise<Grant[]> {
  const rows = await db
    .selectFrom('people.grants')
    .select(['role', 'kind', 'thingId'])
    .where('personId', '=', personId)
    .orderBy('kind')
    .orderBy('thingId')
    .execute()
  return rows.map(({ role, kind, thingId: id }) => ({ role, kind, id }))
}

const ACCOUNT = [
  'id',
  'name',
  'email',
  'nativeName',
  'nativeLang',
  'language',
  'twoFactorEnabled',
  'demonstration',
  'createdAt',
] as const

export async function getAccount(db: Db, id: string): Promise<Account> {
  return db
    .selectFrom('people.users')
    .select(ACCOUNT)
    .where('id', '=', id)
    .executeTakeFirstOrThrow(() => new Refusal('missing', 'people.no-such-person'))
}

/** Which people to list: by words of their names or address, by a role that they hold. */
export interface Sought {
  words: string
  role: { kind: GrantKind; role: Role } | null
}

export interface PersonSeen extends Account {
  roles: Pick<Grant, 'role' | 'kind'>[]
}

/** Who is sought, the newest accounts first, in keyset pages; ids sort by the time of joining. */
export async function searchPeople(db: Db, sought: Sought, before = '', limit = 50): Promise<PersonSeen[]> {
  const pattern = `%${sought.words.replace(/[\\%_]/g, '\\$&')}%`
  const { role } = sought
  const rows = await db
    .selectFrom('people.users as u')
    .select(ACCOUNT)
    .select(
      sql<PersonSeen['roles']>`coalesce((select jsonb_agg(distinct jsonb_build_object('role', g.role, 'kind', g.kind))
        from people.grants g where g.person_id = u.id), '[]')`.as('roles'),
    )
    .$if(before !== '', (query) => query.where('id', '<', before))
    .$if(sought.words !== '', (query) =>
      query.where((where) =>
        where.or([
          where('name', 'ilike', pattern),
          where('nativeName', 'ilike', pattern),
          where('email', 'ilike', pattern),
        ]),
      ),
    )
    .$if(role !== null, (query) =>
      query.where((where) =>
        where.exists(
          where
            .selectFrom('people.grants as h')
            .select('h.personId')
            .whereRef('h.personId', '=', 'u.id')
            .where('h.kind', '=', role?.kind as GrantKind)
            .where('h.role', '=', role?.role as Role),
        ),
      ),
    )
    .orderBy('id', 'desc')
    .limit(limit)
    .execute()
  return rows
}

/** Whether anybody administers this installation yet. */
export async function hasAdministrator(db: Db): Promise<boolean> {
  const found = await db.selectFrom('people.grants').select('personId').where('kind', '=', 'house').executeTakeFirst()
  return found !== undefined
}

/** Whether somebody with this address administers the house already. */
export async function isAdministratorAt(db: Db, email: string): Promise<boolean> {
  const found = await db
    .selectFrom('people.grants as g')
    .innerJoin('people.users as u', 'u.id', 'g.personId')
    .select('g.personId')
    .where('g.kind', '=', 'house')
    .where('u.email', '=', email.toLowerCase())
    .executeTakeFirst()
  return found !== undefined
}

/** People by their ids, in one query; those erased are missing. */
export async function listPeople(db: Db, ids: readonly string[]): Promise<Map<string, Account>> {
  if (ids.length === 0) return new Map()
  const rows = await db
    .selectFrom('people.users')
    .select(ACCOUNT)
    .where('id', 'in', [...new Set(ids)])
    .execute()
  return new Map(rows.map((row) => [row.id, row]))
}

export interface Holder extends Grant {
  personId: string
  name: string
  email: string
  language: string
}

/** Who holds a role over a thing. */
export async function listHolders(db: Db, kind: GrantKind, thingId: string): Promise<Holder[]> {
  const rows = await db
    .selectFrom('people.grants as g')
    .innerJoin('people.users as u', 'u.id', 'g.personId')
    .select(['g.personId', 'g.role', 'g.kind', 'g.thingId', 'u.name', 'u.email', 'u.language'])
    .where('g.kind', '=', kind)
    .where('g.thingId', '=', thingId)
    .orderBy('g.grantedAt')
    .execute()
  return rows.map(({ thingId: id, ...row }) => ({ ...row, id }))
}

export interface Invited {
  id: string
  email: string
  role: Grant['role']
  kind: GrantKind
  thingId: string
  subject: string
  onward: string
  expiresAt: Date
  acceptedAt: Date | null
  revokedAt: Date | null
}

const INVITED = [
  'id',
  'email',
  'role',
  'kind',
  'thingId',
  'subject',
  'onward',
  'expiresAt',
  'acceptedAt',
  'revokedAt',
] as const

/** Invitations to roles over a thing that still wait for an answer. */
export async function listInvitations(db: Db, kind: GrantKind, thingId: string): Promise<Invited[]> {
  return db
    .selectFrom('people.invitations')
    .select(INVITED)
    .where('kind', '=', kind)
    .where('thingId', '=', thingId)
    .where('acceptedAt', 'is', null)
    .where('revokedAt', 'is', null)
    .orderBy('invitedAt')
    .execute()
}

export async function getInvitation(db: Db, token: string): Promise<Invited> {
  const row = await db
    .selectFrom('people.invitations')
    .select(INVITED)
    .where('tokenHash', '=', hashOf(token))
    .executeTakeFirst()
  if (!row) throw new Refusal('missing', 'people.no-such-invitation')
  return row
}

export interface SessionSeen {
  id: string
  userAgent: string | null
  ipAddress: string | null
  createdAt: Date
  updatedAt: Date
  token: string
}

export async function listSessions(db: Db, personId: string): Promise<SessionSeen[]> {
  return db
    .selectFrom('people.sessions')
    .select(['id', 'userAgent', 'ipAddress', 'createdAt', 'updatedAt', 'token'])
    .where('userId', '=', personId)
    .where('expiresAt', '>', new Date())
    .orderBy('updatedAt', 'desc')
    .execute()
}

export interface PasskeySeen {
  id: string
  name: string | null
  createdAt: Date | null
}

export async function listPasskeys(db: Db, personId: string): Promise<PasskeySeen[]> {
  return db
    .selectFrom('people.passkeys')
    .select(['id', 'name', 'createdAt'])
    .where('userId', '=', personId)
    .orderBy('createdAt')
    .execute()
}

/** Everything the house holds of a person, for them to take home. Secrets are not theirs to see either. */
export async function exportPerson(db: Db, personId: string): Promise<Record<string, unknown>> {
  const account = await getAccount(db, personId)
  const [grants, sessions, passkeys, invitations, newAddress, letters, deeds] = await Promise.all([
    listGrants(db, personId),
    listSessions(db, personId),
    listPasskeys(db, personId),
    db.selectFrom('people.invitations').select(INVITED).where('email', '=', account.email).execute(),
    db
      .selectFrom('people.addressChanges')
      .select(['email', 'expiresAt'])
      .where('personId', '=', personId)
      .executeTakeFirst(),
    db
      .selectFrom('platform.mails')
      .select(['subject', 'body', 'writtenAt'])
      .where('recipient', '=', account.email)
      .execute(),
    db
      .selectFrom('platform.journal')
      .select(['what', 'about', 'at'])
      .where('byWhom', '=', personId)
      .orderBy('id')
      .execute(),
  ])
  const seen = sessions.map(({ token: _, ...session }) => session)
  return { account, newAddress: newAddress ?? null, grants, invitations, sessions: seen, passkeys, letters, deeds }
}

/** Accounts of a demonstration, whose password everybody knows; empty in a real installation. */
export async function listDemonstrationAccounts(db: Db): Promise<{ email: string; name: string }[]> {
  return db
    .selectFrom('people.users')
    .select(['email', 'name'])
    .where('demonstration', '=', true)
    .orderBy('createdAt')
    .orderBy('id')
    .execute()
}
