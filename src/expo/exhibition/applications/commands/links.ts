import { createHash, randomBytes } from 'node:crypto'
import { type Actor, signature } from '#kernel/actor.ts'
import type { Language } from '#kernel/language.ts'
import { Refusal } from '#kernel/refusal.ts'
import { insist } from '#kernel/verdict.ts'
import { type Db, newId, type Tx, transact } from '#platform/database.ts'
import { record } from '#platform/journal.ts'
import { send } from '#platform/mail.ts'
import { type Application, lockApplication } from '../queries/applications.ts'
import { findLink, type Link, listLinks } from '../queries/links.ts'
import { isLive, maySendLink } from '../rules.ts'
import { LINK_DAYS, type Purpose } from '../words.ts'

/** Only the hash is kept: who reads the database cannot open the door. */
export const hashOf = (token: string): string => createHash('sha256').update(token).digest('hex')

/**
 * Send somebody without a role here a link: to recommend the company, or to answer for a co-exhibitor. An older link for the same is taken back.
 * Who: those who act for the company, staff of the edition. Holds: letter and link stand or fall together; so many at once.
 * Follows: `application.invited`.
 */
export async function sendLink(
  db: Db,
  order: {
    applicationId: string
    purpose: Purpose
    coExhibitorId: string | null
    email: string
    language: Language
    letter: (link: string) => { subject: string; body: string }
    publicUrl: string
    now: Date
    by: Actor
  },
): Promise<void> {
  const { purpose, coExhibitorId, language, now, by } = order
  const email = order.email.toLowerCase()
  await transact(db, async (tx) => {
    const application = await lockApplication(tx, order.applicationId)
    if (!isLive(application.state)) throw new Refusal('conflict', 'applications.written-no-more')
    await takeBackOlder(tx, application.id, { purpose, coExhibitorId, email, now })
    insist('applications', maySendLink((await listLinks(tx, application.id, now)).length))
    const token = randomBytes(24).toString('base64url')
    const id = newId()
    await tx
      .insertInto('applications.invitations')
      .values({
        id,
        applicationId: application.id,
        purpose,
        coExhibitorId,
        tokenHash: hashOf(token),
        email,
        language,
        invitedBy: signature(by),
        invitedAt: now,
        expiresAt: new Date(now.getTime() + LINK_DAYS * 86_400_000),
        usedAt: null,
        revokedAt: null,
      })
      .execute()
    const letter = order.letter(`${order.publicUrl}/${language}/${purpose}/${token}`)
    await send(tx, { to: email, language, ...letter })
    await record(tx, { what: 'application.invited', about: application.id, by, details: { invitation: id, purpose } })
  })
}

async function takeBackOlder(
  tx: Tx,
  applicationId: string,
  { purpose, coExhibitorId, email, now }: { purpose: Purpose; coExhibitorId: string | null; email: string; now: Date },
): Promise<void> {
  await tx
    .updateTable('applications.invitations')
    .set({ revokedAt: now })
    .where('applicationId', '=', applicationId)
    .where('purpose', '=', purpose)
    .where('usedAt', 'is', null)
    .where('revokedAt', 'is', null)
    .where((where) =>
      coExhibitorId === null ? where('email', '=', email) : where('coExhibitorId', '=', coExhibitorId),
    )
    .execute()
}

/**
 * Take an unused link back.
 * Who: those who act for the company, staff of the edition. Holds: what was used stands. Follows: `application.invitation-revoked`.
 */
export async function takeBackLink(
  db: Db,
  order: { applicationId: string; linkId: string; now: Date; by: Actor },
): Promise<void> {
  const { applicationId, linkId, now, by } = order
  await transact(db, async (tx) => {
    const gone = await tx
      .updateTable('applications.invitations')
      .set({ revokedAt: now })
      .where('id', '=', linkId)
      .where('applicationId', '=', applicationId)
      .where('usedAt', 'is', null)
      .where('revokedAt', 'is', null)
      .returning('id')
      .executeTakeFirst()
    if (!gone) throw new Refusal('missing', 'applications.no-such-link')
    await record(tx, {
      what: 'application.invitation-revoked',
      about: applicationId,
      by,
      details: { invitation: linkId },
    })
  })
}

/** Uses a link: once, in time, and not one that was taken back. Of twenty who do so at once, one does. */
export async function takeLink(
  tx: Tx,
  { token, purpose, now }: { token: string; purpose: Purpose; now: Date },
): Promise<{ link: Link; application: Application }> {
  const found = await findLink(tx, token, purpose)
  if (!found) throw new Refusal('missing', 'applications.no-such-link')
  const application = await lockApplication(tx, found.applicationId)
  const link = (await findLink(tx, token, purpose)) as Link
  insistOnLink(link, application, now)
  await tx.updateTable('applications.invitations').set({ usedAt: now }).where('id', '=', link.id).execute()
  return { link, application }
}

/** Refuses a link that opens nothing any more, and says why. */
export function insistOnLink(link: Link, application: Application, now: Date): void {
  if (link.usedAt) throw new Refusal('conflict', 'applications.link-used')
  if (link.revokedAt || !isLive(application.state)) throw new Refusal('closed', 'applications.link-revoked')
  if (link.expiresAt <= now) throw new Refusal('closed', 'applications.link-over')
}
