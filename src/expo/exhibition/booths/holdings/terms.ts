import { getEditionById } from '#expo/ground/editions/index.ts'
import { type Day, dayAt, plusDays } from '#kernel/day.ts'
import { type Hour, startOf, whenClockShows } from '#kernel/hour.ts'
import type { Db } from '#platform/database.ts'
import { type Terms, USUAL_TERMS } from '../allocation/index.ts'

/** How an edition allocates, and how long it waits for an answer. */
export interface AllocationTerms {
  answerDays: number
  /** So many days before the end of its time an offer is called to mind; 0 for never. */
  remindDays: number
  /** An offer that nobody answers ends by itself. */
  lapses: boolean
  terms: Terms
  /** 0 while nobody has set any. */
  version: number
}

const USUAL: AllocationTerms = { answerDays: 14, remindDays: 3, lapses: true, terms: USUAL_TERMS, version: 0 }

export async function findTerms(db: Db, editionId: string): Promise<AllocationTerms> {
  const row = await db
    .selectFrom('booths.allocationTerms')
    .selectAll()
    .where('editionId', '=', editionId)
    .executeTakeFirst()
  if (!row) return USUAL
  const { editionId: _, ...terms } = row
  return terms
}

/** Offers end in the evening at the venue, not at the minute in which they were made. */
const END = '18:00' as Hour

export const eveningOf = (day: Day, timeZone: string): Date =>
  whenClockShows(day, END, timeZone) ?? startOf(plusDays(day, 1), timeZone)

/** Until when an offer of now waits for its answer. */
export async function answerEnd(db: Db, editionId: string, now: Date): Promise<Date> {
  const { answerDays } = await findTerms(db, editionId)
  const { timeZone } = await getEditionById(db, editionId)
  return eveningOf(plusDays(dayAt(now, timeZone), answerDays), timeZone)
}
