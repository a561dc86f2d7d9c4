import { type Generated, sql } from 'kysely'
import { type Actor, signature } from '#kernel/actor.ts'
import { Refusal } from '#kernel/refusal.ts'
import { type Db, newId, type Tx } from './database.ts'
import type { Job } from './jobs.ts'
import type { Problem } from './sheets/read.ts'

declare module './database.ts' {
  interface Tables {
    'platform.uploads': {
      id: string
      about: string
      fileName: string
      bytes: Uint8Array
      byWhom: string
      sentAt: Generated<Date>
      kept: number | null
      leftOut: number | null
      problems: unknown
    }
  }
}

/** What came of a sheet: rows kept, rows not kept, and why not. */
export interface Outcome {
  kept: number
  leftOut: number
  problems: Omit<Problem, 'value'>[]
}

/** A sheet that waits to be confirmed, or was. `about` says what it was sent for; only its sender finds it, and only there. */
export interface Upload {
  id: string
  fileName: string
  bytes: Uint8Array
  /** Null while it waits. */
  done: Outcome | null
}

type Whose = { about: string; by: Actor }

/** What one person may have waiting at a time; older ones give way. */
const WAITING = 5

/**
 * Sets a sheet aside until its sender confirms it.
 * Who: whoever may send for `about`. Holds: five per person. Follows: nothing until it is confirmed.
 */
export async function setAside(
  db: Db,
  { about, by, fileName, bytes }: Whose & Pick<Upload, 'fileName' | 'bytes'>,
): Promise<string> {
  const id = newId()
  const byWhom = signature(by)
  await db
    .insertInto('platform.uploads')
    .values({ id, about, fileName, bytes: Buffer.from(bytes), byWhom, kept: null, leftOut: null, problems: null })
    .execute()
  const waiting = db
    .selectFrom('platform.uploads')
    .select('id')
    .where('byWhom', '=', byWhom)
    .orderBy('sentAt', 'desc')
    .orderBy('id', 'desc')
    .limit(WAITING)
  await db.deleteFrom('platform.uploads').where('byWhom', '=', byWhom).where('id', 'not in', waiting).execute()
  return id
}

/** An upload of the actor's own; refuses where it is forgotten, somebody else's, or was sent for something else. */
export async function getUpload(db: Db, id: string, { about, by }: Whose): Promise<Upload> {
  const found = await db
    .selectFrom('platform.uploads')
    .select(['id', 'fileName', 'bytes', 'kept', 'leftOut', 'problems'])
    .where('id', '=', id)
    .where('about', '=', about)
    .where('byWhom', '=', signature(by))
    .executeTakeFirst()
  if (!found) throw new Refusal('missing', 'sheets.forgotten')
  const { kept, leftOut, problems, ...upload } = found
  const done = kept === null || leftOut === null ? null : { kept, leftOut, problems: problems as Outcome['problems'] }
  return { ...upload, done }
}

/**
 * Confirms an upload, in the transaction that keeps its rows.
 * Who: its sender. Holds: once; of two confirmations at a time the second is refused. Follows: what the room records of the rows.
 */
export async function confirmUpload(tx: Tx, id: string, { kept, leftOut, problems }: Outcome): Promise<void> {
  const confirmed = await tx
    .updateTable('platform.uploads')
    .set({ kept, leftOut, problems: JSON.stringify(problems) })
    .where('id', '=', id)
    .where('kept', 'is', null)
    .returning('id')
    .executeTakeFirst()
  if (!confirmed) throw new Refusal('conflict', 'sheets.kept-already')
}

/** Forgets what was sent more than a day ago. */
export const forgetUploads = (db: Db): Job => ({
  name: 'forget-uploads',
  every: '23 * * * *',
  work: async () => {
    await db.deleteFrom('platform.uploads').where('sentAt', '<', sql<Date>`now() - interval '1 day'`).execute()
  },
})
