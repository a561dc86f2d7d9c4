import type { Actor } from '#kernel/actor.ts'
import type { Db, Tx } from '../database.ts'
import { record } from '../journal.ts'

declare module '../journal.ts' {
  interface Facts {
    'installation.backed-up': { digest: string }
    'installation.restored': { digest: string; takenAt: string }
  }
}

/** Write down that everything, secrets included, was taken out, and that it is safe from now on. */
export const recordBackup = (tx: Tx, { digest, by }: { digest: string; by: Actor }): Promise<void> =>
  record(tx, { what: 'installation.backed-up', about: 'installation', by, details: { digest } })

/** When the last backup was taken. */
export async function findLastBackup(db: Db): Promise<Date | null> {
  const found = await db
    .selectFrom('platform.journal')
    .select('at')
    .where('about', '=', 'installation')
    .where('what', '=', 'installation.backed-up')
    .orderBy('id', 'desc')
    .executeTakeFirst()
  return found?.at ?? null
}
