import { z } from 'zod'
import { type Day, isDay } from '#kernel/day.ts'
import { inLanguage, LANGUAGES, type Language, type Wording } from '#kernel/language.ts'
import type { Call } from './door.ts'
import { tidy } from './form.ts'
import { type Reader, readerOf } from './reader.ts'

/**
 * The parts that the lines of the JSON API are made of. Every room's `api.ts` states what it may be asked and what it answers in zod;
 * the OpenAPI document is made from the same schemas. A schema with an id is a component of the document. Answers are in snake_case,
 * as the columns of our CSV files are; addresses and their parameters are hyphenated, as those of pages are.
 */

/** The same words in several languages, or in the one asked for. */
export const Words = z.record(z.string(), z.string()).meta({
  id: 'Words',
  description:
    'The same words in several languages, by BCP 47 tag. With `lang` in that one alone; where there are none in it, in English or else in a language there is.',
  examples: [{ en: 'Harbour Fair', ar: 'معرض المرفأ' }],
})
export const DayText = z.string().meta({ format: 'date', examples: ['2023-11-05'] })
export const Instant = z.string().meta({ format: 'date-time', examples: ['2023-11-05T00:00:00.000Z'] })
export const EditionCode = z.string().meta({ description: 'Code of an edition.', examples: ['harbour-2023'] })
export const EconomyCode = z
  .string()
  .meta({ description: 'ISO 3166-1 alpha-3, or the code of an organisation.', examples: ['TLS'] })
export const Constructed = z
  .boolean()
  .meta({ description: 'True for records that were made up so that published totals come out.' })

const lang = z
  .enum(LANGUAGES, { error: 'web.choose-one' })
  .optional()
  .meta({ description: 'Words in this language alone, instead of in all there are.' })

const MOST = 200
const USUAL = 50
const limit = z.coerce
  .number({ error: 'web.not-understood' })
  .refine((value) => Number.isInteger(value) && value >= 1 && value <= MOST, {
    error: 'web.number-between',
    params: { min: 1, max: MOST },
  })
  .default(USUAL)
  .meta({ description: 'How many at most.', type: 'integer', minimum: 1, maximum: MOST })

/** Words, codes and keys that are looked for: tidied as in forms, never longer than anything we hold. */
export const words = (max: number, description: string, example?: string) =>
  z
    .string({ error: 'web.not-understood' })
    .transform(tidy)
    .refine((value) => [...value].length <= max, { error: 'web.too-long', params: { max } })
    .optional()
    .meta({ description, maxLength: max, ...(example && { example }) })

/** A choice of a few. */
export const oneOf = <const Values extends readonly [string, ...string[]]>(values: Values, description: string) =>
  z.enum(values, { error: 'web.choose-one' }).optional().meta({ description })

/** A day that something is asked of. */
export const dayAsked = (description: string) =>
  z
    .string({ error: 'web.not-understood' })
    .refine(isDay, { error: 'web.no-such-day' })
    .transform((value) => value as Day)
    .optional()
    .meta({ description, format: 'date', example: '2023-11-04' })

/** What every line may be asked. A parameter that a line does not know is refused: a filter that is misspelt must not look like one that holds. */
export const inWords = z.strictObject({ lang })
/** What every list may be asked. */
export const inPages = inWords.extend({
  limit,
  after: words(100, 'The key of the last one you have; the page begins behind it.'),
})
export const asOf = dayAsked('The day as of which it is told; without one, today at the venue.')

/** One page of a list: in the order of its keys, with the address of the next page. */
export const listOf = <Item extends z.ZodType, Extra extends z.ZodRawShape = Record<never, never>>(
  id: string,
  item: Item,
  extra: Extra = {} as Extra,
) =>
  z
    .object({
      ...extra,
      items: z.array(item),
      next: z.url().nullable().meta({ description: 'The address of the next page; null on the last one.' }),
    })
    .meta({ id })

interface Paging {
  limit: number
  after?: string | undefined
}

/** The page of a short list that is in memory whole. */
export function pageOf<Item>(
  call: Call<unknown>,
  paging: Paging,
  list: readonly Item[],
  keyOf: (item: Item) => string,
): { items: Item[]; next: string | null } {
  const sorted = list.toSorted((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1))
  const behind = sorted.filter((item) => keyOf(item) > (paging.after ?? ''))
  return cut(call, paging, behind.slice(0, paging.limit + 1), keyOf)
}

/** Rows that were read behind `after`, one more than asked for: whether that one is there says whether there is a next page. */
export function cut<Item>(
  call: Call<unknown>,
  { limit }: Paging,
  rows: readonly Item[],
  keyOf: (item: Item) => string,
): { items: Item[]; next: string | null } {
  const items = rows.slice(0, limit)
  const last = items.at(-1)
  if (rows.length <= limit || last === undefined) return { items, next: null }
  const query = new URLSearchParams(call.query)
  query.set('after', keyOf(last))
  return { items, next: `${call.house.publicUrl}${new URL(call.request.url).pathname}?${query}` }
}

/** Words as they were asked for: in all languages there are, or in one. */
export const wordsIn =
  (asked: Language | undefined) =>
  (wording: Wording): Wording => {
    if (!asked) return wording
    const { text, lang: said } = inLanguage(wording, asked)
    return text === '' ? {} : { [said]: text }
  }

/** A sentence of ours as it was asked for: in six languages, or in one. */
export const toldIn =
  (asked: Language | undefined) =>
  (tell: (reader: Reader) => string): Wording =>
    Object.fromEntries((asked ? [asked] : LANGUAGES).map((language) => [language, tell(readerOf(language))]))
