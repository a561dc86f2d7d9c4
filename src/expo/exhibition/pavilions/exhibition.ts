import { listEconomies, listRegions } from '#expo/ground/economies/index.ts'
import type { Edition } from '#expo/ground/editions/index.ts'
import type { Day } from '#kernel/day.ts'
import type { Db } from '#platform/database.ts'
import type { Reader } from '#web/reader.ts'
import type { Listed } from './pages/national-exhibition.tsx'
import { listHistory, listParticipants } from './queries.ts'
import { firstsOf } from './rules.ts'

/** Who takes part in an edition as of a day, with names and regions in the reader's language, in the reader's alphabet. */
export async function listExhibition(db: Db, reader: Reader, edition: Edition, asOf: Day): Promise<Listed[]> {
  const [participants, economies, regions, history] = await Promise.all([
    listParticipants(db, edition.id, asOf),
    listEconomies(db, { hidden: true }),
    listRegions(db),
    listHistory(db, edition.id),
  ])
  const economyOf = new Map(economies.map((economy) => [economy.code, economy]))
  const regionOf = new Map(regions.map((region) => [region.code, reader.words(region.names).text]))
  const listed = participants.flatMap((participant): Listed[] => {
    const economy = economyOf.get(participant.economyCode)
    if (!economy) return []
    const region = economy.kind === 'organisation' ? null : (regionOf.get(economy.regionCode ?? '') ?? '–')
    const firsts = firstsOf(history.get(economy.code) ?? [], { editionId: edition.id, opensOn: edition.opensOn }, asOf)
    return [{ ...participant, name: reader.words(economy.names), region, firsts, at: economy.at }]
  })
  return listed.sort((a, b) => order(reader, a, b))
}

/** Regions in the reader's alphabet, organisations last; within them by name. */
const order = (reader: Reader, a: Listed, b: Listed): number =>
  Number(a.region === null) - Number(b.region === null) ||
  reader.compare(a.region ?? '', b.region ?? '') ||
  reader.compare(a.name.text, b.name.text)
