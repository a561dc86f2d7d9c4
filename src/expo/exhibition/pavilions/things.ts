import { listEconomies } from '#expo/ground/economies/index.ts'
import { type Edition, listEditions } from '#expo/ground/editions/index.ts'
import type { Thing, ThingsOfKind } from '#expo/ground/people/index.ts'
import type { Db } from '#platform/database.ts'
import type { Reader } from '#web/reader.ts'
import { listPavilionsById, listPavilionsOf, type Pavilion } from './queries.ts'

/** Pavilions as things that roles are held over: found by the name or code of their country, called by it and their edition. */
export const pavilionThings: ThingsOfKind = {
  async find(db, reader, words) {
    const sought = words.toLocaleLowerCase()
    const economies = (await listEconomies(db, { hidden: true })).filter((one) =>
      [...Object.values(one.names), one.code].some((name) => name.toLocaleLowerCase().includes(sought)),
    )
    const codes = economies.map((one) => one.code)
    return named(db, reader, await listPavilionsOf(db, codes))
  },
  name: async (db, reader, ids) => named(db, reader, await listPavilionsById(db, ids)),
}

async function named(db: Db, reader: Reader, pavilions: readonly Pavilion[]): Promise<Thing[]> {
  const economies = new Map((await listEconomies(db, { hidden: true })).map((one) => [one.code, one.names]))
  const editions = new Map((await listEditions(db, { hidden: true })).map((one) => [one.id, one]))
  return pavilions.map((pavilion) => {
    const edition = editions.get(pavilion.editionId) as Edition
    const economy = reader.words(economies.get(pavilion.economyCode) ?? {}).text || pavilion.economyCode
    return {
      id: pavilion.id,
      name: `${economy}, ${reader.words(edition.name).text}`,
      href: reader.at(`/${edition.code}/pavilions/${pavilion.economyCode.toLowerCase()}/desk`),
    }
  })
}
