import { sql } from 'kysely'
import type { Db } from '#platform/database.ts'
import type { Job } from '#platform/jobs.ts'

/** What the schema promises about how long personal data is kept: cleared out every night. */
export function peopleJobs(db: Db): Job[] {
  return [
    {
      name: 'clear-people',
      every: '27 3 * * *',
      async work() {
        await sql`delete from people.sessions where expires_at < now()`.execute(db)
        await sql`delete from people.verifications where expires_at < now()`.execute(db)
        await sql`delete from people.address_changes where expires_at < now()`.execute(db)
        await sql`delete from people.invitations where invited_at < now() - interval '1 year'`.execute(db)
        await sql`delete from people.rate_limits
          where last_request < extract(epoch from now() - interval '1 day') * 1000`.execute(db)
      },
    },
  ]
}
