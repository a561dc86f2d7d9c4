import { type Day, holdsOn, type Stretch } from '#kernel/day.ts'
import type { Certainty } from './words.ts'

export interface Membership extends Stretch {
  certainty: Certainty
}

/** Is it a member on that day? The day it leaves is the first on which it is none. */
export const isMember = (memberships: readonly Membership[], on: Day): boolean =>
  memberships.some((one) => holdsOn(one, on))
