import { type Day, instantAt, type WallTime, wallTimeAt } from './day.ts'

/** An hour on a wall clock, `HH:MM`, without day or zone: what people write when they plan. */
export type Hour = string & { readonly hour: unique symbol }

export const isHour = (text: string): text is Hour => /^([01]\d|2[0-3]):[0-5]\d$/.test(text)

/** An hour from text that is known to be one; throws RangeError where it is not. */
export function hour(text: string): Hour {
  if (!isHour(text)) throw new RangeError(`not an hour: ${text}`)
  return text
}

/** What a wall clock in a zone shows at an instant. */
export const hourAt = (instant: Date, timeZone: string): Hour => wallTimeAt(instant, timeZone).slice(11) as Hour

/**
 * The instant at which a zone's clocks show an hour on a day; null where they never do, as they are put forward that night: nothing
 * can be planned for an hour that does not come.
 */
export function whenClockShows(day: Day, hour: Hour, timeZone: string): Date | null {
  const wallTime = `${day}T${hour}` as WallTime
  const instant = instantAt(wallTime, timeZone)
  return wallTimeAt(instant, timeZone) === wallTime ? instant : null
}

/** The first instant of a day in a zone. Where clocks skip midnight, it is the first that they show. */
export const startOf = (day: Day, timeZone: string): Date => instantAt(`${day}T00:00` as WallTime, timeZone)
