import { type Edition, type Hall, listHalls } from '#expo/ground/editions/index.ts'
import type { Wording } from '#kernel/language.ts'
import type { Db } from '#platform/database.ts'
import type { Reader } from '#web/reader.ts'
import { standingPlans } from './places.ts'
import { findRules, listGrounds, listPassages } from './queries.ts'
import { type Ground, laidOut, type Passage } from './rules/venue.ts'
import type { StandingPlan } from './standing.ts'

/** How a venue lies and how one gets about in it, as it was set. */
interface Layout {
  grounds: readonly (Ground & { name?: Wording })[]
  passages: readonly Passage[]
}

const MOST_VENUES = 40
// Grounds and passages are set together with the rules, under one version: what was read under it may be kept.
const kept = new Map<string, Promise<Layout>>()

export function layoutOf(db: Db, editionId: string, version: number): Promise<Layout> {
  const key = `${editionId} ${version}`
  const found = kept.get(key)
  if (found && version > 0) return found
  const read = Promise.all([listGrounds(db, editionId), listPassages(db, editionId)]).then(([grounds, passages]) => ({
    grounds,
    passages,
  }))
  kept.set(key, read)
  read.catch(() => kept.delete(key))
  for (const oldest of kept.keys()) {
    if (kept.size <= MOST_VENUES) break
    kept.delete(oldest)
  }
  return read
}

/** Quarter turns of a hall on its ground. */
export const turnOf = (layout: Layout, hallCode: string): number =>
  layout.grounds.find((ground) => ground.hallCode === hallCode)?.turn ?? 0

/** What ways are asked over: halls, their plans, how they lie, and how one gets from one to the next. */
export interface TheVenue {
  halls: readonly Hall[]
  plans: ReadonlyMap<string, StandingPlan>
  grounds: readonly (Ground & { word: string })[]
  passages: readonly Passage[]
  walkM: number
}

export async function venueOf(db: Db, reader: Reader, edition: Edition): Promise<TheVenue> {
  const [halls, rules] = await Promise.all([listHalls(db, edition.id), findRules(db, edition.id)])
  const [plans, layout] = await Promise.all([
    standingPlans(db, edition.id, rules),
    layoutOf(db, edition.id, rules.version),
  ])
  // A hall that was taken out of the edition since lies nowhere.
  const isThere = ({ hallCode }: Ground) => hallCode === null || halls.some((hall) => hall.code === hallCode)
  const lying = layout.grounds.length > 0 ? layout.grounds.filter(isThere) : laidOut(halls)
  const leadsOn = ({ fromCode, toCode }: Passage) =>
    lying.some((ground) => ground.code === fromCode) && lying.some((ground) => ground.code === toCode)
  const wordOf = (ground: Ground & { name?: Wording }): string => {
    const hall = halls.find((one) => one.code === ground.hallCode)
    if (hall) return reader.t('booths.hall-title', { hall: reader.words(hall.name).text })
    return reader.words(ground.name ?? {}).text || ground.code
  }
  const grounds = lying.map((ground) => ({ ...ground, word: wordOf(ground) }))
  return { halls, plans, grounds, passages: layout.passages.filter(leadsOn), walkM: rules.walkM }
}
