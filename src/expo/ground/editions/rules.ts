import { type Day, dayAt, daysBetween, instantAt, isDay, plusDays, type WallTime, wallTimeAt } from '#kernel/day.ts'
import { LANGUAGES, type Wording } from '#kernel/language.ts'
import { no, type Verdict, yes } from '#kernel/verdict.ts'
import { type AreaKind, TINTS, type WindowKind } from './words.ts'

export interface EditionClock {
  timeZone: string
  rehearsalFrom: Date | null
  rehearsalSetAt: Date | null
}

/** What time it is in an edition: the real instant, or the rehearsal's, which walks on from where it was set. */
export function nowIn(edition: EditionClock, now: Date): Date {
  if (!edition.rehearsalFrom || !edition.rehearsalSetAt) return now
  return new Date(edition.rehearsalFrom.getTime() + Math.max(0, now.getTime() - edition.rehearsalSetAt.getTime()))
}

/** The day it is at the venue. */
export const todayIn = (edition: EditionClock, now: Date): Day => dayAt(nowIn(edition, now), edition.timeZone)

export type Phase =
  | { phase: 'before'; days: number }
  | { phase: 'open'; day: number; of: number }
  | { phase: 'over'; days: number }

/** Where an edition stands on a day: days until it opens, which day of how many, or days since it closed. */
export function phaseOf(edition: { opensOn: Day; closesOn: Day }, today: Day): Phase {
  if (today < edition.opensOn) return { phase: 'before', days: daysBetween(today, edition.opensOn) }
  if (today > edition.closesOn) return { phase: 'over', days: daysBetween(edition.closesOn, today) }
  return {
    phase: 'open',
    day: daysBetween(edition.opensOn, today) + 1,
    of: daysBetween(edition.opensOn, edition.closesOn) + 1,
  }
}

export interface Window {
  opensAt: Date
  closesAt: Date
  /** The venue's, in which its days are said. */
  timeZone: string
}

/** A window is open from its first instant up to, not including, its last. */
export function mayRegisterNow(
  window: Window | null,
  now: Date,
): Verdict<'window-missing' | 'window-not-yet' | 'window-over'> {
  if (!window) return no('window-missing')
  if (now < window.opensAt) return no('window-not-yet', { day: dayAt(window.opensAt, window.timeZone) })
  if (now >= window.closesAt) return no('window-over', { day: dayAt(window.closesAt, window.timeZone) })
  return yes
}

/** True for IANA time zones that this runtime knows. */
export function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name })
    return true
  } catch {
    return false
  }
}

/** An instant so many days later by the clock on the wall: nine in the morning stays nine in the morning when summer time comes between. */
export function daysLater(instant: Date, days: number, zones: { from: string; to: string }): Date {
  const wallTime = wallTimeAt(instant, zones.from)
  return instantAt(`${plusDays(wallTime.slice(0, 10) as Day, days)}${wallTime.slice(10)}` as WallTime, zones.to)
}

/** A zone lies in an area that is no zone; whatever is no zone lies in nothing; what has zones of its own becomes none. */
export function mayLieIn(
  area: { kind: AreaKind; hasZones: boolean },
  parent: { kind: AreaKind } | null,
): Verdict<'zone-without-area' | 'zone-in-zone' | 'only-zones-lie-in-areas' | 'area-has-zones'> {
  if (area.kind !== 'zone') return parent ? no('only-zones-lie-in-areas') : yes
  if (!parent) return no('zone-without-area')
  if (parent.kind === 'zone') return no('zone-in-zone')
  return area.hasZones ? no('area-has-zones') : yes
}

/** The tint that fewest areas have so far. */
export function nextTint(areas: readonly { tint: number; parentCode: string | null }[]): number {
  const worn = (tint: number) => areas.filter((area) => area.tint === tint && area.parentCode === null).length
  return TINTS.reduce((best, tint) => (worn(tint) < worn(best) ? tint : best), TINTS[0] as number)
}

/** What one may still want to see to before an edition is shown to the public; none of it forbids showing it. */
export type Gap = 'languages' | 'address' | 'areas' | 'halls' | 'windows' | 'clock'
export function gapsOf(
  edition: { name: Wording; city: Wording; venue: Wording; venueAddress: Wording; rehearsalFrom: Date | null },
  ground: { areas: readonly { name: Wording }[]; halls: readonly unknown[]; windows: readonly unknown[] },
): Gap[] {
  const spoken = [edition.name, edition.city, edition.venue, ...ground.areas.map((area) => area.name)]
  const gaps: [Gap, boolean][] = [
    ['languages', spoken.some((wording) => LANGUAGES.some((language) => !wording[language]))],
    ['address', Object.keys(edition.venueAddress).length === 0],
    ['areas', ground.areas.length === 0],
    ['halls', ground.halls.length === 0],
    ['windows', ground.windows.length === 0],
    ['clock', edition.rehearsalFrom !== null],
  ]
  return gaps.filter(([, missing]) => missing).map(([gap]) => gap)
}

/** A name for another year: where the old year stands in it, in any language, the new one. */
export const nameForYear = (name: Wording, from: string, to: string): Wording =>
  Object.fromEntries(Object.entries(name).map(([language, text]) => [language, text.replaceAll(from, to)]))

/** What a rehearsal may walk on to from where it stands. */
export interface Step {
  to: 'hour' | 'day' | 'window-opens' | 'window-closes' | 'fair-opens'
  kind?: WindowKind
  at: Date
}
const HOUR = 3_600_000

export function stepsAhead(
  edition: { opensOn: Day; timeZone: string },
  windows: readonly (Window & { kind: WindowKind })[],
  now: Date,
): Step[] {
  const { timeZone } = edition
  const turns = windows
    .flatMap(({ kind, opensAt, closesAt }): Step[] => [
      { to: 'window-opens', kind, at: opensAt },
      { to: 'window-closes', kind, at: closesAt },
    ])
    .filter((step) => step.at > now)
    .sort((a, b) => a.at.getTime() - b.at.getTime())
  const opening = instantAt(`${edition.opensOn}T09:00` as WallTime, timeZone)
  return [
    { to: 'hour', at: new Date(now.getTime() + HOUR) },
    { to: 'day', at: daysLater(now, 1, { from: timeZone, to: timeZone }) },
    ...turns.slice(0, 1),
    ...(opening > now ? [{ to: 'fair-opens', at: opening } as const] : []),
  ]
}

/** The same day in another year; 29 February, where there is none, is the day before 1 March. */
export function yearsLater(on: Day, years: number): Day {
  const moved = `${Number(on.slice(0, 4)) + years}${on.slice(4)}`
  return isDay(moved) ? moved : plusDays(`${moved.slice(0, 7)}-01` as Day, 27)
}
