import { isLanguage } from '#kernel/language.ts'
import { Refusal } from '#kernel/refusal.ts'
import type { Db } from '#platform/database.ts'
import type { Files } from '#platform/files.ts'
import type { Job } from '#platform/jobs.ts'
import { typeset } from '#platform/typeset/typeset.ts'
import { getPaper, listUnset } from './queries/contracts.ts'

/**
 * The bytes of a document, by their digest. Set when it is first wanted, or by a job soon after it was made out, and kept from then on: a
 * later house may set the same words otherwise, and a document that somebody signed stays the one that was signed.
 */
export async function paperOf(
  db: Db,
  files: Files,
  id: string,
): Promise<{ digest: string; stream: ReadableStream; size: number }> {
  const made = await getPaper(db, id)
  const digest = made.digest ?? (await setPaper(db, files, id))
  const file = await files.open(digest)
  if (!file) throw new Refusal('missing', 'web.no-such-page')
  return { digest, ...file }
}

async function setPaper(db: Db, files: Files, id: string): Promise<string> {
  const { paper, language } = await getPaper(db, id)
  const bytes = await typeset({ template: 'document', data: paper, language: isLanguage(language) ? language : 'en' })
  const { digest, size } = await files.keep(bytes)
  // Whoever was first has the word: of two who set it at once both made the same bytes.
  await db
    .updateTable('fees.papers')
    .set({ digest, sizeBytes: size })
    .where('id', '=', id)
    .where('digest', 'is', null)
    .execute()
  return (await getPaper(db, id)).digest ?? digest
}

const AT_A_TIME = 50

/** Sets what was made out and nobody has looked at yet. */
export const setPapers = (db: Db, files: Files): Job => ({
  name: 'set-papers',
  every: '* * * * *',
  work: async () => {
    for (const id of await listUnset(db, AT_A_TIME)) await setPaper(db, files, id)
  },
})
