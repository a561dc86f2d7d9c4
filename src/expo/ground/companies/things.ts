import type { Thing, ThingsOfKind } from '#expo/ground/people/index.ts'
import type { Reader } from '#web/reader.ts'
import { type Company, listCompanies, searchCompanies } from './queries/companies.ts'

/** Companies as things that roles are held over: found by their names in any script, called by them. */
export const companyThings: ThingsOfKind = {
  find: async (db, reader, words) => (await searchCompanies(db, { words })).map((company) => asThing(reader, company)),
  name: async (db, reader, ids) =>
    [...(await listCompanies(db, ids)).values()].map((company) => asThing(reader, company)),
}

const asThing = (reader: Reader, { id, names }: Company): Thing => ({
  id,
  name: reader.words(names).text,
  href: reader.at(`/companies/${id}/desk`),
})
