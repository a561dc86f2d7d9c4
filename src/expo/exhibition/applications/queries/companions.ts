import type { Db } from '#platform/database.ts'
import type { Companionship } from '../words.ts'

/** How many stand with an applicant now, by what they are. */
export async function countCompanions(db: Db, applicationId: string): Promise<Record<Companionship, number>> {
  const rows = await db
    .selectFrom('applications.coExhibitors')
    .select((select) => ['kind', select.fn.countAll<number>().as('count')])
    .where('applicationId', '=', applicationId)
    .where('untilDay', 'is', null)
    .groupBy('kind')
    .execute()
  return { 'co-exhibitor': 0, represented: 0, ...Object.fromEntries(rows.map((row) => [row.kind, row.count])) }
}

/**
 * How many stand with each of several applicants now, before it is accepted too; an applicant who stands alone is not in the map.
 * @public
 */
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
  return new Map(
    [...Map.groupBy(rows, (row) => row.applicationId)].map(([id, all]) => [
      id,
      { 'co-exhibitor': 0, represented: 0, ...Object.fromEntries(all.map((row) => [row.kind, row.count])) },
    ]),
  )
}
