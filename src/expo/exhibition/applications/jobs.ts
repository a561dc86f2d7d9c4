import { system } from '#kernel/actor.ts'
import { type Db, transact } from '#platform/database.ts'
import type { Job } from '#platform/jobs.ts'
import { record } from '#platform/journal.ts'
import { KEPT_DAYS } from './words.ts'

const by = system('upkeep')

/** A discarded draft is gone for good once it can be brought back no more, with all that was written in it. */
export async function forgetDrafts(db: Db, now: Date): Promise<void> {
  // One day more than it can be brought back, wherever in the world the venue is.
  const before = new Date(now.getTime() - (KEPT_DAYS + 1) * 86_400_000)
  await transact(db, async (tx) => {
    const gone = await tx
      .deleteFrom('applications.applications')
      .where('state', '=', 'discarded')
      .where('discardedAt', '<', before)
      .returning('id')
      .execute()
    for (const { id } of gone) await record(tx, { what: 'application.forgotten', about: id, by, details: {} })
  })
}

export const applicationJobs = (db: Db): Job[] => [
  { name: 'forget-drafts', every: '37 3 * * *', work: () => forgetDrafts(db, new Date()) },
]
