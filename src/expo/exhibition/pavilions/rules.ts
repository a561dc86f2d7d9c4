import { type Day, holdsOn } from '#kernel/day.ts'
import { no, type Verdict, yes } from '#kernel/verdict.ts'
import { type Mode, NEXT, PAGE_LANGUAGES, type State } from './words.ts'

/** May a pavilion go from one state to another? */
export function mayBecome(from: State, to: State): Verdict<'already' | 'not-from-here'> {
  if (from === to) return no('already', { state: to })
  if ((NEXT[from] as readonly State[]).includes(to)) return yes
  return no('not-from-here', { from, to })
}

/** Whoever confirmed and did not withdraw takes part: may show a page, and have activities. */
export const takesPart = (state: State): boolean => ['confirmed', 'design-approved', 'open'].includes(state)

/**
 * May a deed hold from this day? Late entries may: they count on their right day. Days to come may not, as nobody knows them, and
 * nothing holds before the invitation.
 */
export function mayHoldFrom(
  on: Day,
  known: { invitedOn: Day; today: Day },
): Verdict<'day-to-come' | 'day-before-invitation'> {
  if (on > known.today) return no('day-to-come', { today: known.today })
  if (on < known.invitedOn) return no('day-before-invitation', { day: known.invitedOn })
  return yes
}

/** A page goes public when it can be read in two languages at least. */
export function mayShowPage(languages: readonly string[]): Verdict<'page-needs-languages'> {
  return languages.length >= PAGE_LANGUAGES ? yes : no('page-needs-languages', { count: PAGE_LANGUAGES })
}

export interface Participation {
  editionId: string
  editionCode: string
  opensOn: Day
  mode: Mode
  from: Day
  until: Day | null
}

export interface Firsts {
  /** For the first time ever: in no earlier edition of the fair, in any mode. */
  debut: boolean
  /** On site now and never before; debuts on site included. */
  firstOnSite: boolean
  earlier: { editionCode: string; mode: Mode }[]
}

/**
 * What is first about a participation as of a day. Earlier editions count by what still stands on that day, so that a withdrawal
 * recorded since does not make anybody's first time disappear.
 */
export function firstsOf(
  history: readonly Participation[],
  edition: { editionId: string; opensOn: Day },
  asOf: Day,
): Firsts {
  const standing = history.filter((one) => holdsOn(one, asOf))
  const now = standing.find((one) => one.editionId === edition.editionId)
  const earlier = standing.filter((one) => one.opensOn < edition.opensOn)
  return {
    debut: now !== undefined && earlier.length === 0,
    firstOnSite: now?.mode === 'on-site' && !earlier.some((one) => one.mode === 'on-site'),
    earlier: earlier.map(({ editionCode, mode }) => ({ editionCode, mode })),
  }
}
