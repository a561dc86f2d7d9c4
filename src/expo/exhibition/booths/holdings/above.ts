import type { Edition } from '#expo/ground/editions/index.ts'
import type { Call } from '#web/door.ts'
import { numbersOf } from './say.ts'

// What the pages of applications, which know nothing of booths, show of them: `main` hands it in.

/** m² that the public plans have in each area. */
export async function drawnByArea({ house }: Call<unknown>, edition: Edition): Promise<Map<string, number>> {
  const rows = await house.db
    .selectFrom('boothsViews.plan')
    .select((select) => ['areaCode', select.fn.sum<string>('areaM2').as('areaM2')])
    .where('editionId', '=', edition.id)
    .groupBy('areaCode')
    .execute()
  return new Map(rows.map((row) => [row.areaCode, Number(row.areaM2)]))
}

/** Where those stand who have accepted their booths, with the way to the plan. */
export async function publicStands(
  { house, reader }: Call<unknown>,
  edition: Edition,
  applicationIds: readonly string[],
): Promise<Map<string, { label: string; href: string }>> {
  if (applicationIds.length === 0) return new Map()
  const rows = await house.db
    .selectFrom('booths.holdings as h')
    .innerJoin('booths.holdingBooths as x', 'x.holdingId', 'h.id')
    .select(['h.applicationId', 'h.hallCode', 'x.number'])
    .where('h.applicationId', 'in', [...applicationIds])
    .where('h.state', '=', 'accepted')
    .orderBy('x.number')
    .execute()
  const stands = Map.groupBy(rows, (row) => row.applicationId)
  return new Map(
    [...stands].map(([id, booths]) => {
      const [{ hallCode, number }] = booths as [(typeof booths)[number]]
      const search = new URLSearchParams({ booth: number })
      const href = reader.at(`/${edition.code}/plan/${encodeURIComponent(hallCode)}?${search}#chosen`)
      return [id, { label: numbersOf(reader, { hallCode, booths }), href }]
    }),
  )
}
