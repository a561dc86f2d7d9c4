import { createHash } from 'node:crypto'
import type { Language } from '#kernel/language.ts'
import type { Db } from '#platform/database.ts'
import type { Purpose } from '../words.ts'

/** A way in for somebody without a role: to recommend, or to answer for a co-exhibitor. */
export interface Link {
  id: string
  applicationId: string
  purpose: Purpose
  coExhibitorId: string | null
  email: string
  language: Language
  invitedBy: string
  invitedAt: Date
  expiresAt: Date
  usedAt: Date | null
  revokedAt: Date | null
}

const selectLink = (db: Db) =>
  db
    .selectFrom('applications.invitations')
    .select(['id', 'applicationId', 'purpose', 'coExhibitorId', 'email', 'language', 'invitedBy', 'invitedAt'])
    .select(['expiresAt', 'usedAt', 'revokedAt'])

/** Links of an application that still open, oldest first. */
export const listLinks = (db: Db, applicationId: string, now: Date): Promise<Link[]> =>
  selectLink(db)
    .where('applicationId', '=', applicationId)
    .where('usedAt', 'is', null)
    .where('revokedAt', 'is', null)
    .where('expiresAt', '>', now)
    .orderBy('id')
    .execute()

export async function findLink(db: Db, token: string, purpose: Purpose): Promise<Link | null> {
  const link = await selectLink(db)
    .where('tokenHash', '=', createHash('sha256').update(token).digest('hex'))
    .where('purpose', '=', purpose)
    .executeTakeFirst()
  return link ?? null
}
