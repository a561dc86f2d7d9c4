import type { Db } from '#platform/database.ts'
import type { Span } from '../rules.ts'
import type { PersonRole } from '../words.ts'

export interface PersonOn {
  id: string
  happeningId: string
  who: string
  accountId: string | null
  name: string
  affiliation: string
  role: PersonRole
  languages: string[]
}

/** Who is on each of some happenings, in the order they were added. */
export async function listPeople(db: Db, happeningIds: readonly string[]): Promise<PersonOn[]> {
  if (happeningIds.length === 0) return []
  return db
    .selectFrom('calendar.people')
    .select(['id', 'happeningId', 'who', 'accountId', 'name', 'affiliation', 'role', 'languages'])
    .where('happeningId', 'in', [...happeningIds])
    .orderBy('position')
    .orderBy('id')
    .execute()
}

/** When some people are taken at all, in a stretch of time, apart from one happening. */
export async function listHeldOf(db: Db, who: readonly string[], during: Span, apartFrom: string): Promise<Span[]> {
  if (who.length === 0) return []
  const rows = await db
    .selectFrom('calendar.people')
    .select(['startsAt as from', 'endsAt as until'])
    .where('who', 'in', [...who])
    .where('live', '=', true)
    .where('happeningId', '!=', apartFrom)
    .where('startsAt', '<', during.until)
    .where('endsAt', '>', during.from)
    .execute()
  return rows
}
