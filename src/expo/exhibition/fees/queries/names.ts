import { listEconomies, listGroups } from '#expo/ground/economies/index.ts'
import { listAreas } from '#expo/ground/editions/index.ts'
import type { Db } from '#platform/database.ts'
import type { Names } from '../saying.ts'

/** What the codes in statements of an edition are called. */
export async function namesFor(db: Db, editionId: string): Promise<Names> {
  const [economies, groups, areas] = await Promise.all([
    listEconomies(db, { hidden: true }),
    listGroups(db),
    listAreas(db, editionId),
  ])
  return {
    economies: new Map(economies.map((one) => [one.code, one.names])),
    groups: new Map(groups.map((one) => [one.code, one.names])),
    areas: new Map(areas.map((one) => [one.code, one.name])),
  }
}
