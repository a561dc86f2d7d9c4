import type { State } from '#expo/exhibition/applications/words.ts'
import { no, type Verdict, yes } from '#kernel/verdict.ts'
import type { Outline } from '../rules/geometry.ts'
import { groupsOf } from '../rules/sides.ts'
import type { BoothKind, HoldingState } from '../words.ts'

/** A booth as it is offered: it stands in a released plan. */
export interface OfferedBooth {
  id: string
  number: string
  hallCode: string
  kind: BoothKind
  outline: Outline
}

/** May these booths be offered to an application? Together they are one stand: of one kind, in one hall, wall to wall. */
export function mayBeOffered(
  application: { state: State },
  booths: readonly OfferedBooth[],
): Verdict<'not-accepted' | 'no-booths' | 'several-halls' | 'several-kinds' | 'not-adjoining'> {
  if (application.state !== 'accepted') return no('not-accepted')
  if (booths.length === 0) return no('no-booths')
  if (new Set(booths.map((booth) => booth.hallCode)).size > 1) return no('several-halls')
  if (new Set(booths.map((booth) => booth.kind)).size > 1) return no('several-kinds')
  return groupsOf(booths).length > 1 ? no('not-adjoining') : yes
}

interface Open {
  state: HoldingState
  answerBy: Date | null
}

/** May an offer still be answered? The first answer counts; after its day an offer is no offer any more. */
export function mayAnswer({ state, answerBy }: Open, now: Date): Verdict<'ended' | 'answered' | 'answer-late'> {
  if (state === 'ended') return no('ended')
  if (state === 'accepted') return no('answered')
  // Whoever asked for a change in time waits for staff, not the other way round.
  return state === 'offered' && answerBy !== null && now > answerBy ? no('answer-late') : yes
}

export const mayAskForChange = (holding: Open, now: Date): Verdict<'ended' | 'answered' | 'answer-late' | 'asked'> =>
  holding.state === 'change-asked' ? no('asked') : mayAnswer(holding, now)

/** May staff say no to a change? Only where one was asked for. */
export const mayRefuseChange = ({ state }: Open): Verdict<'not-asked'> =>
  state === 'change-asked' ? yes : no('not-asked')

/** May staff give more time? Only while the offer stands. */
export const mayProlong = ({ state }: Open): Verdict<'ended' | 'answered'> =>
  state === 'ended' ? no('ended') : state === 'accepted' ? no('answered') : yes
