import { type Day, dayAt } from '#kernel/day.ts'
import { type Hour, hourAt, whenClockShows } from '#kernel/hour.ts'
import { folded, type Wording } from '#kernel/language.ts'
import { no, type Verdict, yes } from '#kernel/verdict.ts'
import { LONGEST_HOURS, NEXT, STEP_MINUTES, type State } from './words.ts'

const MINUTE = 60_000

/** A stretch of time [from, until): what begins at its end does not touch it. */
export interface Span {
  from: Date
  until: Date
}

export const overlaps = (a: Span, b: Span): boolean => a.from < b.until && b.from < a.until
export const later = (at: Date, minutes: number): Date => new Date(at.getTime() + minutes * MINUTE)
export const minutesOf = ({ from, until }: Span): number => (until.getTime() - from.getTime()) / MINUTE

/** From when until when a day is open, on the clock of its venue. */
export interface DayHours {
  day: Day
  opens: Hour
  closes: Hour
}

/** A day's opening as instants; null where it has none, or where one of its hours does not come that night. */
export function openingOf(hours: DayHours | undefined, timeZone: string): Span | null {
  if (!hours) return null
  const from = whenClockShows(hours.day, hours.opens, timeZone)
  const until = whenClockShows(hours.day, hours.closes, timeZone)
  return from && until && from < until ? { from, until } : null
}

/** May a happening go from one state to another? */
export function mayBecome(from: State, to: State): Verdict<'already' | 'not-from-here'> {
  if (from === to) return no('already', { state: to })
  if ((NEXT[from] as readonly State[]).includes(to)) return yes
  return no('not-from-here', { from, to })
}

/** Whatever happens ends after it starts, within a day. */
export function mayLast(span: Span): Verdict<'ends-before-it-starts' | 'too-long'> {
  if (span.until <= span.from) return no('ends-before-it-starts')
  if (minutesOf(span) > LONGEST_HOURS * 60) return no('too-long', { hours: LONGEST_HOURS })
  return yes
}

/** Is it as usual: to come, and within the opening hours of its day? Staff may plan what is not, and say why. */
export function isUsual(
  span: Span,
  known: { hours: DayHours | undefined; now: Date; timeZone: string },
): Verdict<'already-past' | 'day-shut' | 'outside-hours'> {
  if (span.from < known.now) return no('already-past')
  const open = openingOf(known.hours, known.timeZone)
  if (!open || !known.hours) return no('day-shut', { day: dayAt(span.from, known.timeZone) })
  if (span.from >= open.from && span.until <= open.until) return yes
  return no('outside-hours', { opens: known.hours.opens, closes: known.hours.closes })
}

/** A title that the programme announces stands there in so many languages at least. */
export function mayBeCalled(title: Wording, languages: number): Verdict<'title-needs-languages'> {
  return Object.keys(title).length >= languages ? yes : no('title-needs-languages', { count: languages })
}

/** What everybody may know of: announced, and since then at most cancelled. */
export const isAnnounced = (happening: { public: boolean; state: State; setOn: Day | null }): boolean =>
  happening.public && happening.setOn !== null && happening.state !== 'draft'

/** The time in which nothing else may begin or run at a place: a changeover before it, and after it what it holds already. */
export const takenBy = (held: { startsAt: Date; heldUntil: Date }, changeoverMinutes: number): Span => ({
  from: later(held.startsAt, -changeoverMinutes),
  until: held.heldUntil,
})

/** Every slot of a length that is free in an opening, beginning on its quarters of an hour. */
export function freeSlots(asked: { open: Span; taken: readonly Span[]; minutes: number }): Span[] {
  const slots: Span[] = []
  const { open, taken, minutes } = asked
  if (minutes <= 0) return slots
  for (let from = open.from; later(from, minutes) <= open.until; from = later(from, STEP_MINUTES)) {
    const slot = { from, until: later(from, minutes) }
    if (!taken.some((one) => overlaps(one, slot))) slots.push(slot)
  }
  return slots
}

/** The few slots that lie nearest to a wish and not in each other's time, in the order of the day. */
export function nearest(slots: readonly Span[], wish: Date, count: number): Span[] {
  const far = (slot: Span) => Math.abs(slot.from.getTime() - wish.getTime())
  const chosen: Span[] = []
  for (const slot of slots.toSorted((a, b) => far(a) - far(b)))
    if (chosen.length < count && !chosen.some((one) => overlaps(one, slot))) chosen.push(slot)
  return chosen.sort((a, b) => a.from.getTime() - b.from.getTime())
}

/** Everything a title says, in all its languages, as words are looked for in it. */
export const wordsOf = (title: Wording): string => Object.values(title).map(folded).join(' / ')

/** A name as it is told apart from others: letters and digits alone. */
const nameKey = (text: string): string =>
  folded(text)
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()

/**
 * Who somebody is, for telling whether they are asked to be in two places at once: the account, at whatever fair; else the name
 * within the edition, told apart by where they come from, as two people may be called Zhang Wei.
 */
export const whoIs = (person: {
  accountId: string | null
  editionId: string
  name: string
  affiliation: string
}): string =>
  person.accountId
    ? `account ${person.accountId}`
    : `name ${person.editionId} ${nameKey(person.name)} / ${nameKey(person.affiliation)}`

/** The wall clock's day and hours of a span, for a sentence about it. */
export const saidOf = (span: Span, timeZone: string) => ({
  day: dayAt(span.from, timeZone),
  from: hourAt(span.from, timeZone),
  until: hourAt(span.until, timeZone),
})
