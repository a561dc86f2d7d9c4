import { z } from 'zod'
import { dayField, id, optionalDay, optionalText, text, version } from '#web/form.ts'
import { LONGEST_WORDS } from '../words.ts'

const holding = id

export const AcceptForm = z.object({ holding, version })
export const ChangeForm = z.object({ holding, version, words: text(LONGEST_WORDS), neededBy: optionalDay })
export const RefuseChangeForm = z.object({ holding, version, words: text(LONGEST_WORDS), answerBy: optionalDay })
export const ProlongForm = z.object({ holding, version, answerBy: dayField })
export const EndForm = z.object({ holding, version, why: text(LONGEST_WORDS) })
/** Booths by their numbers, as they are typed or as a list sends them. */
export const BoothsForm = z.object({ booths: text(600) })
export const SwapForm = z.object({ holding, version, other: id, otherVersion: version, why: text(LONGEST_WORDS) })
export const OfferForm = z.object({
  booths: text(600),
  words: optionalText(LONGEST_WORDS),
  answerBy: optionalDay,
  /** What the application holds so far, where it gives that up for this. */
  holding: optionalText(40),
  version: version.optional(),
  why: optionalText(LONGEST_WORDS),
})
export const NothingForm = z.object({})
