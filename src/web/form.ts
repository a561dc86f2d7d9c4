import { z } from 'zod'
import { readAmount } from '#kernel/amount.ts'
import type { Currency } from '#kernel/currency.ts'
import { type Day, isDay, isWallTime, type WallTime } from '#kernel/day.ts'
import { type Hour, isHour } from '#kernel/hour.ts'
import { LANGUAGES, type Language, type Wording } from '#kernel/language.ts'
import type { Money } from '#kernel/money.ts'
import { Refusal } from '#kernel/refusal.ts'
import type { Draft, Sentence } from './door.ts'

/**
 * The fields that forms are made of. What a person types is trimmed and put into NFC; control characters, and the marks that
 * reorder what stands around them, are dropped (pages isolate names by <bdi>, so the marks of one script inside a name stay).
 */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const UNSEEN = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069\ufeff]/g
const LONE_SURROGATE = /\p{Cs}/gu
/** Letters that nobody sees, such as zero-width spaces and fillers. Joiners among others belong there; alone they are nothing. */
const SEEN_BY_NOBODY = /^[\p{Cf}\p{Z}\s\u115f\u1160\u2800\u3164\uffa0]+$/u

export const tidy = (text: string): string => {
  const clean = text.replace(/\r\n?/g, '\n').replace(UNSEEN, '').replace(LONE_SURROGATE, '').normalize('NFC').trim()
  return SEEN_BY_NOBODY.test(clean) ? '' : clean
}

const typed = z.preprocess(
  (value) => (typeof value === 'string' ? tidy(value) : value === undefined ? '' : value),
  z.string(),
)
const length = (text: string) => [...text].length
const tooLong = (max: number) => ({ error: 'web.too-long', params: { max } })

/** A line or a paragraph that must be there, of at most `max` characters. */
export const text = (max: number) =>
  typed.refine((value) => value !== '', { error: 'web.required' }).refine((value) => length(value) <= max, tooLong(max))
/** The same, but it may be left empty. */
export const optionalText = (max: number) => typed.refine((value) => length(value) <= max, tooLong(max))

export const dayField = typed
  .refine((value) => value !== '', { error: 'web.required' })
  .refine((value) => value === '' || isDay(value), { error: 'web.no-such-day' })
  .transform((value) => value as Day)
export const optionalDay = typed
  .refine((value) => value === '' || isDay(value), { error: 'web.no-such-day' })
  .transform((value) => (value === '' ? null : (value as Day)))

/** A minute by the clock on the wall of the venue, as `datetime-local` sends it; some browsers send seconds too. */
export const wallTimeField = typed
  .transform((value) => value.replace(/^(.{16}):00(\.0+)?$/, '$1'))
  .refine((value) => value !== '', { error: 'web.required' })
  .refine((value) => value === '' || isWallTime(value), { error: 'web.no-such-moment' })
  .transform((value) => value as WallTime)

/** Digits as they are typed on an Arabic or a Persian keyboard are digits too. */
const digits = typed.transform((value) => value.replace(/[٠-٩۰-۹]/g, (digit) => String(digit.charCodeAt(0) & 15)))
/** An hour of the day, `HH:MM`, as `input type=time` sends it. */
export const hourField = typed
  .refine((value) => value !== '', { error: 'web.required' })
  .refine((value) => value === '' || isHour(value), { error: 'web.no-such-hour' })
  .transform((value) => value as Hour)
export const optionalHour = typed
  .refine((value) => value === '' || isHour(value), { error: 'web.no-such-hour' })
  .transform((value) => (value === '' ? null : (value as Hour)))

export const wholeNumber = (min: number, max: number) =>
  digits
    .refine((value) => /^\d{1,9}$/.test(value) && Number(value) >= min && Number(value) <= max, {
      error: 'web.number-between',
      params: { min, max },
    })
    .transform(Number)
/** With up to two decimals after a point, or a comma as half of the world writes it; nothing groups the thousands. */
export const optionalNumber = (min: number, max: number) =>
  digits
    .transform((value) => value.replace(/[,٫]/, '.'))
    .refine(
      (value) => value === '' || (/^\d{1,9}(\.\d{1,2})?$/.test(value) && Number(value) >= min && Number(value) <= max),
      {
        error: 'web.number-between',
        params: { min, max },
      },
    )
    .transform((value) => (value === '' ? null : Number(value)))
export const decimalNumber = (min: number, max: number) =>
  optionalNumber(min, max).transform((value, context) => {
    if (value !== null) return value
    context.addIssue({ code: 'custom', message: 'web.required' })
    return z.NEVER
  })

/**
 * The amount typed into a field, read by the habits of the reader's language; refused beside the field.
 * @public rooms with prices call it.
 */
export function amountOf(
  typed: string,
  { currency, lang, field }: { currency: Currency; lang: Language; field: string },
): Money {
  const read = readAmount(typed, currency, lang)
  if (!read.ok) throw new Refusal('invalid', `web.${read.reason}`, read.details, field)
  return read.amount
}

export const choice = <const Values extends readonly [string, ...string[]]>(values: Values) =>
  z.enum(values, { error: 'web.choose-one' })
/** At least one of several that may be ticked together. */
export const choices = <const Values extends readonly [string, ...string[]]>(values: Values) =>
  z.preprocess(
    (value) => [...new Set(value === undefined || value === '' ? [] : Array.isArray(value) ? value : [value])],
    z.array(choice(values)).min(1, 'web.choose-some'),
  )
/** What was ticked of a list: nothing, one, several. */
export const severalOf = (max: number) =>
  z.preprocess(
    (value) => (value === undefined ? [] : Array.isArray(value) ? value : [value]),
    z.array(z.string({ error: 'web.choose-one' }).max(max, 'web.choose-one')).max(200, 'web.choose-one'),
  )
export const ticked = z.preprocess((value) => value === 'on' || value === 'yes', z.boolean())
/** The version a form was filled in for: a stale page is refused instead of overwriting what somebody else changed. */
export const version = z.coerce.number({ error: 'web.stale' }).int({ error: 'web.stale' }).min(0).max(2_000_000_000)
/** Ids come from our own pages; anything else is nobody's id. */
export const id = z.uuid({ error: 'web.choose-one' })

/** One text per language under `name.en`, `name.ar`...: read by `wordingOf`. Empty languages are left out. */
export const wordingFields = <Name extends string>(name: Name, max: number) =>
  Object.fromEntries(LANGUAGES.map((language) => [`${name}.${language}`, optionalText(max)])) as Record<
    `${Name}.${(typeof LANGUAGES)[number]}`,
    ReturnType<typeof optionalText>
  >
/** For a form's `refine`: the wording stands there in at least one language. Said together with what else is wrong, not after it. */
export const worded = (name: string): [(form: Record<string, unknown>) => boolean, object] => [
  (form) => Object.keys(wordingOf(form, name)).length > 0,
  { error: 'web.required', path: [name], when: () => true },
]
export function wordingOf(form: Record<string, unknown>, name: string): Wording {
  const entries = LANGUAGES.map((language) => [language, form[`${name}.${language}`]] as const)
  return Object.fromEntries(entries.filter((entry): entry is [(typeof LANGUAGES)[number], string] => Boolean(entry[1])))
}

/** zod's issues as sentences beside their fields; the first of a field is the one worth saying. */
export function sentencesOf(error: z.ZodError): Record<string, Sentence> {
  const sentences: Record<string, Sentence> = {}
  for (const issue of error.issues) {
    if (issue.code === 'unrecognized_keys') {
      for (const key of issue.keys) sentences[key] = { code: 'web.no-such-parameter', details: {} }
      continue
    }
    const field = issue.path.join('.')
    const ours = issue.message.startsWith('web.') || /^[a-z]+\.[a-z-]+$/.test(issue.message)
    const params = (issue as { params?: Record<string, string | number> }).params
    sentences[field] ??= { code: ours ? issue.message : 'web.not-understood', details: params ?? {} }
  }
  return sentences
}

/** A filled-in form turned back into a draft. Passwords and files are never sent back. */
export function draftOf(
  values: Record<string, string | string[]>,
  problem: { errors?: Record<string, Sentence>; refusal?: Sentence },
): Draft {
  const shown = Object.entries(values).filter(([name]) => !/password|secret|code$/i.test(name))
  return { values: Object.fromEntries(shown), errors: problem.errors ?? {}, refusal: problem.refusal ?? null }
}
