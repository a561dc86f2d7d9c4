import { z } from 'zod'
import { decimalNumber, optionalText, severalOf, text, ticked, version, wholeNumber } from '#web/form.ts'
import { LEVELS, type Level } from '../allocation/index.ts'
import { LONGEST_WORDS } from '../words.ts'

export const BeginForm = z.object({ keeps: ticked })
export const NothingForm = z.object({})
export const ApplyForm = z.object({ areas: severalOf(40) })
export const UndoForm = z.object({ why: text(LONGEST_WORDS) })

const forLevels = <Name extends string, Field extends z.ZodType>(name: Name, field: Field) =>
  Object.fromEntries(LEVELS.map((level) => [`${name}.${level}`, field])) as Record<`${Name}.${Level}`, Field>

export const TermsForm = z.object({
  version,
  ...forLevels('rank', wholeNumber(1, LEVELS.length)),
  ...forLevels('weight', wholeNumber(1, 1000)),
  perEarlierEdition: wholeNumber(0, 1000),
  earlierEditionsAtMost: wholeNumber(0, 100),
  perWeekEarly: wholeNumber(0, 1000),
  weeksEarlyAtMost: wholeNumber(0, 104),
  per9M2: wholeNumber(0, 1000),
  times9M2AtMost: wholeNumber(0, 1000),
  bands: optionalText(100).refine((value) => /^\s*(\d{1,5}(\s*[,،、;]\s*\d{1,5})*)?\s*$/.test(value), {
    error: 'web.not-understood',
  }),
  under: wholeNumber(0, 90),
  over: wholeNumber(0, 300),
  mostBooths: wholeNumber(1, 12),
  apartM: decimalNumber(0, 500),
  answerDays: wholeNumber(1, 365),
  remindDays: wholeNumber(0, 365),
  lapses: ticked,
})
