import { type Day, dayAt, daysBetween } from '#kernel/day.ts'
import { no, type Verdict, yes } from '#kernel/verdict.ts'

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
}

/** A window is open from its first instant up to, not including, its last. */
export function mayRegisterNow(
  window: Window | null,
  now: Date,
): Verdict<'window-missing' | 'window-not-yet' | 'window-over'> {
  if (!window) return no('window-missing')
  if (now < window.opensAt) return no('window-not-yet', { day: window.opensAt.toISOString().slice(0, 10) })
  if (now >= window.closesAt) return no('window-over', { day: window.closesAt.toISOString().slice(0, 10) })
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
