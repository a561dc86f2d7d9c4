import { exponentOf } from '#kernel/currency.ts'
import { type Day, isDay } from '#kernel/day.ts'
import { directionOf, inLanguage, type Language, type Wording } from '#kernel/language.ts'
import { decimalOf, type Money } from '#kernel/money.ts'
import type { Details } from '#kernel/refusal.ts'
import { FORMAT_LOCALE, findPhrase, type PhraseKey, type PhraseValues, refusalKey } from './phrases.ts'

/** A way to somewhere that the page frame shows. */
export interface Signpost {
  href: string
  label: string
}

/** The fair and edition a page stands in; the frame shows its name and its signposts. */
export interface Standing {
  code: string
  name: string
  lang: string
  /** The venue's. */
  timeZone: string
  signposts: Signpost[]
}

/** Everything a page needs to know about who reads it and from where. Made once a request, by `main`. */
export interface Reader {
  lang: Language
  dir: 'ltr' | 'rtl'
  /** The address without its language, with its query: `/ciie-2023/results?as-of=2023-11-04`. */
  here: string
  signedIn: boolean
  /** Where the signed-in person's own things are. */
  signposts: Signpost[]
  /** The edition the page stands in, or the current one. */
  standing: Standing | null
  /** What the last deed did, said once. */
  notice: string | null
  /** Why the last deed was refused, where its form is no longer on the page to say so. */
  refused: readonly string[]
  /** The rehearsal's instant when the edition's clock is set, else null. */
  rehearsal: Date | null
  t(key: PhraseKey, values?: PhraseValues): string
  /** The sentence of a refusal or of a form error, by its code. */
  sentence(code: string, details?: Details): string
  /** The address of a page in the reader's language. */
  at(path: string): string
  words(wording: Wording): { text: string; lang: string }
  number(value: number, options?: Intl.NumberFormatOptions): string
  /** An amount with its currency: by sign (US$) on pages, by code (USD) in documents that leave the house. */
  money(amount: Money, by?: 'symbol' | 'code'): string
  /** An amount alone, where its currency heads the column. */
  amount(amount: Money): string
  day(day: Day, style?: 'full' | 'long' | 'medium' | 'short'): string
  days(from: Day, to: Day): string
  /** The month of a day by its short name, with the year where it begins one. */
  month(of: Day): string
  /** A day as a heading over its hours: Mon 6 Nov. */
  weekday(day: Day): string
  moment(at: Date, timeZone: string, style?: 'long' | 'short'): string
  /** What a zone's clock shows at an instant. */
  hour(at: Date, timeZone: string): string
  /** The hours of a span on a zone's clock: 10:00–10:45. */
  hours(from: Date, until: Date, timeZone: string): string
  /** A time zone by the name that people give it: China Time, توقيت الصين. */
  zone(timeZone: string): string
  /** A language by its name: of any BCP 47 tag, else the tag. */
  language(tag: string): string
  list(items: string[]): string
  compare(a: string, b: string): number
}

type Frame = Pick<Reader, 'here' | 'signedIn' | 'signposts' | 'standing' | 'notice' | 'refused' | 'rehearsal'>

const nowhere: Frame = {
  here: '/',
  signedIn: false,
  signposts: [],
  standing: null,
  notice: null,
  refused: [],
  rehearsal: null,
}

/** Formatters cost milliseconds to make and nothing to keep: one of each per language and shape. */
const kept = new Map<string, unknown>()
function keep<Format>(key: string, make: () => Format): Format {
  const found = kept.get(key) as Format | undefined
  if (found) return found
  const made = make()
  kept.set(key, made)
  return made
}

const instant = (day: Day) => new Date(`${day}T12:00:00Z`)

export function readerOf(lang: Language, frame: Partial<Frame> = {}): Reader {
  const locale = FORMAT_LOCALE[lang]
  const dates = (style: 'full' | 'long' | 'medium' | 'short') =>
    keep(`${lang} day ${style}`, () => new Intl.DateTimeFormat(locale, { timeZone: 'UTC', dateStyle: style }))
  const printed = (amount: Money, style: Intl.NumberFormatOptions) => {
    const digits = exponentOf(amount.currency)
    const options = { ...style, minimumFractionDigits: digits, maximumFractionDigits: digits }
    const format = keep(`${lang} money ${JSON.stringify(options)}`, () => new Intl.NumberFormat(locale, options))
    return format.format(decimalOf(amount) as Intl.StringNumericLiteral)
  }
  /** A day among a refusal's details is said as a day is said in the language. */
  const saidOf = (value: string | number) =>
    typeof value === 'string' && isDay(value) ? dates('long').format(instant(value)) : value
  const clock = (timeZone: string) =>
    keep(
      `${lang} hour ${timeZone}`,
      () => new Intl.DateTimeFormat(locale, { timeZone, hour: '2-digit', minute: '2-digit' }),
    )
  return {
    ...nowhere,
    ...frame,
    lang,
    dir: directionOf(lang),
    t(key, values) {
      const text = findPhrase(lang, key, values)
      if (text === undefined) throw new Error(`no wording for ${key} in ${lang}`)
      return text
    },
    sentence(code, details = {}) {
      const said = Object.fromEntries(Object.entries(details).map(([name, value]) => [name, saidOf(value)]))
      return findPhrase(lang, refusalKey(code), said) ?? findPhrase(lang, 'web.refusals.unspoken', { code }) ?? code
    },
    at: (path) => (path === '/' ? `/${lang}` : `/${lang}${path}`),
    words: (wording) => inLanguage(wording, lang),
    number: (value, options) =>
      keep(`${lang} number ${JSON.stringify(options)}`, () => new Intl.NumberFormat(locale, options)).format(value),
    money: (amount, by = 'symbol') =>
      printed(amount, { style: 'currency', currency: amount.currency, currencyDisplay: by }),
    amount: (amount) => printed(amount, {}),
    day: (day, style = 'long') => dates(style).format(instant(day)),
    days: (from, to) => dates('long').formatRange(instant(from), instant(to)),
    month: (of) =>
      of.slice(5, 7) === '01'
        ? keep(`${lang} year`, () => new Intl.DateTimeFormat(locale, { timeZone: 'UTC', year: 'numeric' })).format(
            instant(of),
          )
        : keep(`${lang} month`, () => new Intl.DateTimeFormat(locale, { timeZone: 'UTC', month: 'short' })).format(
            instant(of),
          ),
    moment: (at, timeZone, style = 'long') =>
      keep(
        `${lang} moment ${style} ${timeZone}`,
        () => new Intl.DateTimeFormat(locale, { timeZone, dateStyle: style, timeStyle: 'short' }),
      ).format(at),
    zone: (timeZone) =>
      keep(`${lang} zone ${timeZone}`, () => new Intl.DateTimeFormat(locale, { timeZone, timeZoneName: 'longGeneric' }))
        .formatToParts(0)
        .find((part) => part.type === 'timeZoneName')?.value ?? timeZone,
    weekday: (day) =>
      keep(
        `${lang} weekday`,
        () => new Intl.DateTimeFormat(locale, { timeZone: 'UTC', weekday: 'short', day: 'numeric', month: 'short' }),
      ).format(instant(day)),
    hour: (at, timeZone) => clock(timeZone).format(at),
    hours: (from, until, timeZone) => clock(timeZone).formatRange(from, until),
    language: (tag) => {
      const names = keep(`${lang} languages`, () => new Intl.DisplayNames(locale, { type: 'language' }))
      try {
        return names.of(tag) ?? tag
      } catch {
        return tag
      }
    },
    list: (items) => keep(`${lang} list`, () => new Intl.ListFormat(locale)).format(items),
    compare: (a, b) => keep(`${lang} order`, () => new Intl.Collator(locale)).compare(a, b),
  }
}
