import { listEconomies, listRegions } from '#expo/ground/economies/index.ts'
import type { Edition } from '#expo/ground/editions/index.ts'
import type { Day } from '#kernel/day.ts'
import type { Wording } from '#kernel/language.ts'
import type { Db } from '#platform/database.ts'
import type { Reader } from '#web/reader.ts'
import type { Listed } from './pages/national-exhibition.tsx'
import { listHistory, listParticipants, type Participant } from './queries.ts'
import { type Firsts, firstsOf } from './rules.ts'

/** Who takes part, with everything that is told of it in any language. */
export interface TakingPart extends Participant {
  names: Wording
  /** The UN region of a country; null for an organisation. */
  regionOf: { code: string; names: Wording } | null
  firsts: Firsts
  at: { latitude: number; longitude: number } | null
}

const NOWHERE = { code: '', names: { en: '–' } }

/** Who takes part in an edition as of a day, by code: everybody, or those of the given economies. */
export async function listTakingPart(
  db: Db,
  edition: Edition,
  asOf: Day,
  economyCodes?: readonly string[],
): Promise<TakingPart[]> {
  const [participants, economies, regions, history] = await Promise.all([
    listParticipants(db, edition.id, asOf, economyCodes),
    listEconomies(db, { hidden: true }),
    listRegions(db),
    listHistory(db, edition, economyCodes),
  ])
  const economyOf = new Map(economies.map((economy) => [economy.code, economy]))
  const regionOf = new Map(regions.map((region) => [region.code, region]))
  return participants.flatMap((participant): TakingPart[] => {
    const economy = economyOf.get(participant.economyCode)
    if (!economy) return []
    const region = economy.kind === 'organisation' ? null : (regionOf.get(economy.regionCode ?? '') ?? NOWHERE)
    const firsts = firstsOf(history.get(economy.code) ?? [], { editionId: edition.id, opensOn: edition.opensOn }, asOf)
    return [{ ...participant, names: economy.names, regionOf: region, firsts, at: economy.at }]
  })
}

/** Who takes part in an edition as of a day, with names and regions in the reader's language, in the reader's alphabet. */
export async function listExhibition(db: Db, reader: Reader, edition: Edition, asOf: Day): Promise<Listed[]> {
  const listed = (await listTakingPart(db, edition, asOf)).map((one) => ({
    ...one,
    name: reader.words(one.names),
    region: one.regionOf && reader.words(one.regionOf.names).text,
  }))
  return listed.sort((a, b) => order(reader, a, b))
}

/** Regions in the reader's alphabet, organisations last; within them by name. */
const order = (reader: Reader, a: Listed, b: Listed): number =>
  Number(a.region === null) - Number(b.region === null) ||
  reader.compare(a.region ?? '', b.region ?? '') ||
  reader.compare(a.name.text, b.name.text)
