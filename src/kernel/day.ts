/** A calendar day, `YYYY-MM-DD`, without hour or zone: what figures and memberships hold from and until. */
export type Day = string & { readonly day: unique symbol }

const SHAPE = /^(\d{4})-(\d{2})-(\d{2})$/

/** True for days that exist: 2023-02-29 does not. */
export function isDay(text: string): text is Day {
  const parts = SHAPE.exec(text)
  if (!parts) return false
  const [year, month, date] = parts.slice(1).map(Number) as [number, number, number]
  if (year < 1800 || year > 2999) return false
  const moment = new Date(Date.UTC(year, month - 1, date))
  return moment.getUTCMonth() === month - 1 && moment.getUTCDate() === date
}

/** A day from text that is known to be one; throws RangeError where it is not. */
export function day(text: string): Day {
  if (!isDay(text)) throw new RangeError(`not a day: ${text}`)
  return text
}

/** Formatters cost milliseconds to make and nothing to keep. */
const kept = new Map<string, Intl.DateTimeFormat>()

function formatIn(timeZone: string, shape: 'day' | 'wall time'): Intl.DateTimeFormat {
  const key = `${shape} ${timeZone}`
  const found = kept.get(key)
  if (found) return found
  const options = shape === 'day' ? {} : ({ timeStyle: 'short', hourCycle: 'h23' } as const)
  const made = new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', ...options })
  kept.set(key, made)
  return made
}

/** The day it is at an instant in an IANA time zone: a fair opens on its venue's day, not on the server's. */
export const dayAt = (instant: Date, timeZone: string): Day => formatIn(timeZone, 'day').format(instant) as Day

/** The day `count` days later (earlier when negative). */
export function plusDays(from: Day, count: number): Day {
  const moment = new Date(`${from}T00:00:00Z`)
  moment.setUTCDate(moment.getUTCDate() + count)
  return moment.toISOString().slice(0, 10) as Day
}

/** Days from `from` to `to`; 0 for the same day. */
export function daysBetween(from: Day, to: Day): number {
  return Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / 86_400_000)
}

/** What a venue's clock on the wall shows, to the minute, without its zone: `2024-05-20T09:00`, as people type and read it there. */
export type WallTime = string & { readonly wallTime: unique symbol }

/** True for a day that exists and a minute of it. */
export const isWallTime = (text: string): text is WallTime =>
  /^.{10}T([01]\d|2[0-3]):[0-5]\d$/.test(text) && isDay(text.slice(0, 10))

/** What the clock on the wall of a zone shows at an instant. */
export const wallTimeAt = (instant: Date, timeZone: string): WallTime =>
  formatIn(timeZone, 'wall time').format(instant).replace(' ', 'T') as WallTime

/**
 * The instant at which the clock on the wall of a zone shows this. Where it does so twice, as summer time ends, the first; where it
 * never does, as summer time begins, as much later as it has been put forward.
 */
export function instantAt(wallTime: WallTime, timeZone: string): Date {
  const asIfUtc = Date.parse(`${wallTime}:00Z`)
  const offsetAt = (at: number) => {
    const minute = Math.floor(at / 60_000) * 60_000
    return Date.parse(`${wallTimeAt(new Date(minute), timeZone)}:00Z`) - minute
  }
  // No zone changes its clock twice within two days, so the offsets of the day before and the day after are all there can be.
  const before = asIfUtc - offsetAt(asIfUtc - 86_400_000)
  const after = asIfUtc - offsetAt(asIfUtc + 86_400_000)
  const shown = [before, after].filter((at) => wallTimeAt(new Date(at), timeZone) === wallTime)
  return new Date(shown.length > 0 ? Math.min(...shown) : before)
}

/** A stretch of days [from, until): the last day is not in it; without `until` it goes on. */
export interface Stretch {
  from: Day
  until: Day | null
}

export const holdsOn = (stretch: Stretch, on: Day): boolean =>
  stretch.from <= on && (stretch.until === null || on < stretch.until)
