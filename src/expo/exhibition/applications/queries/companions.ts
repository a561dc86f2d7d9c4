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
