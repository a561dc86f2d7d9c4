import { z } from 'zod'
import { isCurrency } from '#kernel/currency.ts'
import {
  choice,
  dayField,
  decimalNumber,
  optionalDay,
  optionalNumber,
  optionalText,
  severalOf,
  text,
  version,
  wallTimeField,
  wholeNumber,
  worded,
  wordingFields,
  wordingOf,
} from '#web/form.ts'
import type { EditionFacts } from './commands/set-up-edition.ts'
import { AREA_CODE, AREA_KINDS, EDITION_CODE, FAIR_CODE, HALL_CODE, TINTS } from './words.ts'

const code = (shape: RegExp, error: string) => text(40).refine((value) => value === '' || shape.test(value), { error })

export const FairForm = z
  .object({ code: code(FAIR_CODE, 'editions.fair-code-shape'), ...wordingFields('name', 120) })
  .refine(...worded('name'))
export const RenameFairForm = z.object({ version, ...wordingFields('name', 120) }).refine(...worded('name'))

const facts = {
  number: wholeNumber(1, 999),
  ...wordingFields('name', 120),
  opensOn: dayField,
  closesOn: dayField,
  timeZone: text(60),
  ...wordingFields('city', 80),
  ...wordingFields('venue', 160),
  ...wordingFields('address', 240),
  indoor: optionalNumber(0, 100_000_000),
  outdoor: optionalNumber(0, 100_000_000),
  currency: text(10)
    .transform((value) => value.toUpperCase())
    .refine((value) => isCurrency(value), { error: 'editions.no-such-currency' }),
  ldcDay: optionalDay,
  source: optionalText(400),
}
/** Left empty, the code follows from the fair and the year of the opening. */
const ownCode = optionalText(40).refine((value) => value === '' || EDITION_CODE.test(value), {
  error: 'editions.edition-code-shape',
})

export const NewEditionForm = z
  .object({ code: ownCode, ...facts })
  .refine(...worded('name'))
  .refine(...worded('city'))
  .refine(...worded('venue'))
export const ChangeEditionForm = z
  .object({ version, ...facts, why: optionalText(1000) })
  .refine(...worded('name'))
  .refine(...worded('city'))
  .refine(...worded('venue'))

/** What both forms say of an edition, as the commands take it. */
export const factsIn = (form: Omit<z.output<typeof ChangeEditionForm>, 'version' | 'why'>): Required<EditionFacts> => ({
  number: form.number,
  name: wordingOf(form, 'name'),
  opensOn: form.opensOn,
  closesOn: form.closesOn,
  timeZone: form.timeZone,
  city: wordingOf(form, 'city'),
  venue: wordingOf(form, 'venue'),
  venueAddress: wordingOf(form, 'address'),
  indoorAreaM2: form.indoor,
  outdoorAreaM2: form.outdoor,
  currency: form.currency,
  ldcReferenceDay: form.ldcDay,
  source: form.source || null,
})

const area = {
  version,
  kind: choice(AREA_KINDS),
  parent: optionalText(40),
  tint: choice(TINTS.map(String) as [string, ...string[]]),
  ...wordingFields('name', 120),
}
export const NewAreaForm = z
  .object({ code: code(AREA_CODE, 'editions.area-code-shape'), ...area })
  .refine(...worded('name'))
export const AreaForm = z.object(area).refine(...worded('name'))
export const MoveAreaForm = z.object({ to: wholeNumber(0, 10_000) })

const hall = {
  version,
  level: choice(['-3', '-2', '-1', '0', '1', '2', '3', '4', '5', '6', '7', '8', '9', '10']),
  length: decimalNumber(1, 5000),
  width: decimalNumber(1, 5000),
  areas: severalOf(40),
  ...wordingFields('name', 80),
}
export const NewHallForm = z.object({ code: code(HALL_CODE, 'editions.hall-code-shape'), ...hall })
export const HallForm = z.object(hall)

export const WindowForm = z.object({
  version,
  opensAt: wallTimeField,
  closesAt: wallTimeField,
  ...wordingFields('note', 240),
  source: optionalText(400),
})
export const RemoveForm = z.object({ version })
export const ClockForm = z.object({ to: wallTimeField })
export const NothingForm = z.object({})
