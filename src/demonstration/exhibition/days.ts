import { type Day, dayAt, daysBetween, instantAt, plusDays, type WallTime } from '#kernel/day.ts'
import { chanceOf } from '../chance.ts'
import type { EditionFacts } from '../facts.ts'

/** When an application of an edition was sent and decided. */
export interface Days {
  submitted: { at: Date; on: Day }
  decidedOn: Day
}

/** Without a window, applications come between a year and four months before the opening. */
const FIRST = 340
const LAST = 120
/** Everything is decided so many days before the opening. */
const DECIDED = 45
const MINUTE = 60_000

/**
 * Most applications come in the last weeks of the window; each is decided three to fourteen weeks later. In an edition with a rehearsal
 * clock everything has happened before that.
 */
export function calendarOf(edition: EditionFacts, timeZone: string): (seed: string) => Days {
  const { opensOn, rehearsalClock } = edition
  const window = edition.windows.find((one) => one.kind === 'exhibitor-application')
  const clock = rehearsalClock && dayAt(rehearsalClock, timeZone)
  const opens = window ? dayAt(window.opensAt, timeZone) : plusDays(opensOn, -FIRST)
  const closes = window ? dayAt(window.closesAt, timeZone) : plusDays(opensOn, -LAST)
  const last = clock ? earlier(closes, plusDays(clock, -2)) : closes
  const until = clock ? plusDays(clock, -1) : plusDays(opensOn, -DECIDED)
  const length = Math.max(1, daysBetween(opens, last) - 1)
  return (seed) => {
    const on = plusDays(opens, 1 + Math.floor(length * Math.sqrt(chanceOf(seed, 'submitted'))))
    const minutes = Math.floor(chanceOf(seed, 'minute') * 540)
    const at = new Date(instantAt(`${on}T09:00` as WallTime, timeZone).getTime() + minutes * MINUTE)
    const decided = plusDays(on, 21 + Math.floor(77 * chanceOf(seed, 'decided')))
    return { submitted: { at, on }, decidedOn: later(on, earlier(decided, until)) }
  }
}

/** A day between two, both included. */
export const dayBetween = (from: Day, to: Day, seed: string): Day =>
  plusDays(from, Math.floor(chanceOf(seed) * (Math.max(0, daysBetween(from, to)) + 1)))

const earlier = (one: Day, other: Day): Day => (other < one ? other : one)
const later = (one: Day, other: Day): Day => (other > one ? other : one)
