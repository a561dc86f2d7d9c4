import type { Edition } from '#expo/ground/editions/index.ts'
import { todayIn } from '#expo/ground/editions/rules.ts'
import { type Day, isDay } from '#kernel/day.ts'
import type { Call } from '#web/door.ts'
import type { Reader } from '#web/reader.ts'
import { listPublications, type Publication } from '../queries.ts'

/** The day as of which a page is asked for; without one, today at the venue. */
export const asOfIn = (call: Call<unknown>, edition: Edition): Day => {
  const asked = call.query.get('as-of') ?? ''
  return isDay(asked) ? asked : todayIn(edition, call.now)
}

/** The publication that holds, for each figure of an edition. */
export async function standingOf(call: Call<Edition>): Promise<Map<string, Publication>> {
  const publications = await listPublications(call.house.db, { editionId: call.thing.id })
  const superseded = new Set(publications.map((one) => one.supersedes))
  return new Map(publications.filter((one) => !superseded.has(one.id)).map((one) => [one.figure, one]))
}

/** Rows beside a page say everything in the reader's language. */
export const inReaders =
  ({ reader }: Call<unknown>) =>
  (tell: (reader: Reader) => string) =>
    tell(reader)
