import { sql } from 'kysely'
import type { Day } from '#kernel/day.ts'
import type { Wording } from '#kernel/language.ts'
import { Refusal } from '#kernel/refusal.ts'
import type { Db } from '#platform/database.ts'
import type { Companionship } from '../words.ts'

/** Somebody who stands with an applicant: a co-exhibitor, or a company of which there are only goods. */
export interface Companion {
  id: string
  applicationId: string
  kind: Companionship
  /** Once it is known which company on record it is. */
  companyId: string | null
  names: Wording
  economyCode: string
  registrationNumber: string | null
  shows: string
  contactEmail: string | null
  from: Day | null
  until: Day | null
  constructed: boolean
  version: number
}

const selectCompanion = (db: Db) =>
  db
    .selectFrom('applications.coExhibitors as x')
    .select(['x.id', 'x.applicationId', 'x.kind', 'x.companyId', 'x.names', 'x.economyCode', 'x.registrationNumber'])
    .select(['x.shows', 'x.contactEmail', 'x.fromDay as from', 'x.untilDay as until', 'x.constructed', 'x.version'])

/** Those who stand with an applicant now, in the order in which they were named; a page at a time where `limit` is given. */
export const listCompanions = (
  db: Db,
  applicationId: string,
  { after = '', limit, words = '' }: { after?: string; limit?: number; words?: string } = {},
): Promise<Companion[]> =>
  selectCompanion(db)
    .where('x.applicationId', '=', applicationId)
    .where('x.untilDay', 'is', null)
    .$if(after !== '', (query) => query.where('x.id', '>', after))
    .$if(words !== '', (query) => query.where(sql<boolean>`x.names::text ilike ${`%${escaped(words)}%`}`))
    .orderBy('x.id')
    .$if(limit !== undefined, (query) => query.limit(limit as number))
    .execute()

const escaped = (words: string) => words.replace(/[\\%_]/g, '\\$&')

export async function getCompanion(db: Db, id: string): Promise<Companion> {
  const companion = await selectCompanion(db).where('x.id', '=', id).executeTakeFirst()
  if (!companion) throw new Refusal('missing', 'applications.no-such-companion')
  return companion
}

/** By what those on a list are told apart. */
export const listCompanionKeys = (db: Db, applicationId: string) =>
  db
    .selectFrom('applications.coExhibitors')
    .select(['id', 'economyCode', 'nameKey', 'numberKey'])
    .where('applicationId', '=', applicationId)
    .where('untilDay', 'is', null)
    .execute()

/** How many stand with an applicant now, by what they are. */
export async function countCompanions(db: Db, applicationId: string): Promise<Record<Companionship, number>> {
  const counted = (await countCompanionsOf(db, [applicationId])).get(applicationId)
  return counted ?? { 'co-exhibitor': 0, represented: 0 }
}

/** The same for several applications, in one query. */
export async function countCompanionsOf(
  db: Db,
  applicationIds: readonly string[],
): Promise<Map<string, Record<Companionship, number>>> {
  if (applicationIds.length === 0) return new Map()
  const rows = await db
    .selectFrom('applications.coExhibitors')
    .select((select) => ['applicationId', 'kind', select.fn.countAll<number>().as('count')])
    .where('applicationId', 'in', [...applicationIds])
    .where('untilDay', 'is', null)
    .groupBy(['applicationId', 'kind'])
    .execute()
  const counted = new Map<string, Record<Companionship, number>>()
  for (const { applicationId, kind, count } of rows) {
    const of = counted.get(applicationId) ?? { 'co-exhibitor': 0, represented: 0 }
    counted.set(applicationId, { ...of, [kind]: count })
  }
  return counted
}
