import { createHash, randomBytes } from 'node:crypto'
import { type Actor, type Grant, signature } from '#kernel/actor.ts'
import type { Language } from '#kernel/language.ts'
import { Refusal } from '#kernel/refusal.ts'
import { type Db, newId, type Tx, transact } from '#platform/database.ts'
import { record } from '#platform/journal.ts'
import { send } from '#platform/mail.ts'
import { INVITATION_DAYS, LINK_HOURS } from '../words.ts'
import { grantRoleIn } from './roles.ts'

/** Only the hash is kept: who reads the database cannot open the door. */
export const hashOf = (token: string): string => createHash('sha256').update(token).digest('hex')
export const newToken = (): string => randomBytes(24).toString('base64url')

interface Invitee {
  email: string
  grant: Grant
  language: Language
  subject: string
  /** Where the accepted invitation leads, without the language: `/ciie-2024/pavilions/tls/desk`. */
  onward: string
  publicUrl: string
  now: Date
  by: Actor
}

export interface RoleInvitation extends Invitee {
  text: (link: string) => string
}

/**
 * Invite somebody by letter to a role over a thing; whoever opens the letter's link may take it on.
 * Who: rooms on their own terms. Holds: letter and invitation stand or fall together. Follows: `person.invited`.
 */
export async function invitePerson(tx: Tx, order: RoleInvitation): Promise<{ id: string }> {
  const { id, link } = await inviteUntil(tx, order, INVITATION_DAYS * 24)
  const { subject, language } = order
  await send(tx, { to: order.email.toLowerCase(), subject, body: order.text(link), language })
  return { id }
}

/**
 * Invite somebody to a role by a link that is handed over otherwise than by letter: the first administrator, on the command line.
 * Who: the command line. Holds: the newest link for an address and a role is the only one that works. Follows: `person.invited`.
 */
export async function inviteByLink(db: Db, order: Invitee): Promise<{ link: string }> {
  return transact(db, async (tx) => {
    await tx
      .updateTable('people.invitations')
      .set({ revokedAt: order.now })
      .where('email', '=', order.email.toLowerCase())
      .where('role', '=', order.grant.role)
      .where('kind', '=', order.grant.kind)
      .where('thingId', '=', order.grant.id)
      .where('acceptedAt', 'is', null)
      .where('revokedAt', 'is', null)
      .execute()
    const { link } = await inviteUntil(tx, order, LINK_HOURS)
    return { link }
  })
}

async function inviteUntil(tx: Tx, order: Invitee, hours: number): Promise<{ id: string; link: string }> {
  const { email, grant, language, subject, onward, by } = order
  const token = newToken()
  const id = newId()
  await tx
    .insertInto('people.invitations')
    .values({
      id,
      tokenHash: hashOf(token),
      email: email.toLowerCase(),
      role: grant.role,
      kind: grant.kind,
      thingId: grant.id,
      language,
      subject,
      onward,
      invitedBy: signature(by),
      expiresAt: new Date(order.now.getTime() + hours * 3_600_000),
      acceptedAt: null,
      acceptedBy: null,
      revokedAt: null,
    })
    .execute()
  const details = { role: grant.role, kind: grant.kind, thing: grant.id, invitation: id }
  await record(tx, { what: 'person.invited', about: grant.id || grant.kind, by, details })
  return { id, link: `${order.publicUrl}/${language}/invitation/${token}` }
}

/**
 * Take on the role one was invited to.
 * Who: whoever holds the link, signed in. Holds: one acceptance, in time. Follows: `invitation.accepted`, `role.granted`.
 */
export async function acceptInvitation(
  tx: Tx,
  order: { token: string; personId: string; now: Date },
): Promise<{ onward: string }> {
  const row = await tx
    .selectFrom('people.invitations')
    .selectAll()
    .where('tokenHash', '=', hashOf(order.token))
    .forUpdate()
    .executeTakeFirst()
  if (!row) throw new Refusal('missing', 'people.no-such-invitation')
  if (row.revokedAt) throw new Refusal('closed', 'people.invitation-revoked')
  if (row.acceptedAt) throw new Refusal('conflict', 'people.invitation-used')
  if (row.expiresAt <= order.now) throw new Refusal('closed', 'people.invitation-over')
  const by: Actor = { kind: 'person', id: order.personId, grants: [] }
  const grant: Grant = { role: row.role, kind: row.kind, id: row.thingId }
  await tx
    .updateTable('people.invitations')
    .set({ acceptedAt: order.now, acceptedBy: order.personId })
    .where('id', '=', row.id)
    .execute()
  await grantRoleIn(tx, { personId: order.personId, grant, by })
  const details = { role: row.role, kind: row.kind, thing: row.thingId, invitation: row.id }
  await record(tx, { what: 'invitation.accepted', about: row.thingId || row.kind, by, details })
  return { onward: row.onward }
}

/**
 * Take an unanswered invitation back.
 * Who: rooms on their own terms. Holds: an accepted one stands; the role is revoked instead. Follows: `invitation.revoked`.
 */
export async function revokeInvitation(
  db: Db,
  order: { id: string; thingId: string; now: Date; by: Actor },
): Promise<void> {
  await transact(db, async (tx) => {
    const gone = await tx
      .updateTable('people.invitations')
      .set({ revokedAt: order.now })
      .where('id', '=', order.id)
      .where('thingId', '=', order.thingId)
      .where('acceptedAt', 'is', null)
      .where('revokedAt', 'is', null)
      .returning('id')
      .executeTakeFirst()
    if (!gone) throw new Refusal('missing', 'people.no-such-invitation')
    await record(tx, {
      what: 'invitation.revoked',
      about: order.thingId,
      by: order.by,
      details: { invitation: order.id },
    })
  })
}
