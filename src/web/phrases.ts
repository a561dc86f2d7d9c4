import { readdirSync, readFileSync } from 'node:fs'
import { IntlMessageFormat } from 'intl-messageformat'
import { LANGUAGES, type Language } from '#kernel/language.ts'
import { inRoot } from '#platform/root.ts'

/** Every file of wording, by name. Each room hangs its own here from `words.ts`, so that a misspelt key does not compile. */
export interface Phrases {
  web: typeof import('../../locales/en/web.json')
  sheets: typeof import('../../locales/en/sheets.json')
}

type KeyIn<File extends keyof Phrases> = `${File}.${Extract<keyof Phrases[File], string>}`
/** `file.key`: `pavilions.title`, `web.save`. */
export type PhraseKey = { [File in keyof Phrases]: KeyIn<File> }[keyof Phrases]
export type PhraseValues = Record<string, string | number | boolean | Date>

/** The locale that numbers and days are formatted by: Arabic readers of trade documents expect 0-9, as in UN documents. */
export const FORMAT_LOCALE: Record<Language, string> = {
  en: 'en-GB',
  zh: 'zh-CN',
  fr: 'fr',
  es: 'es',
  ru: 'ru',
  ar: 'ar-u-nu-latn',
}

type Book = Map<string, string | IntlMessageFormat>

function readBook(language: Language): Book {
  const book: Book = new Map()
  for (const name of readdirSync(inRoot('locales', language))) {
    const file = name.replace(/\.json$/, '')
    const phrases = JSON.parse(readFileSync(inRoot('locales', language, name), 'utf8')) as Record<string, string>
    for (const [key, text] of Object.entries(phrases)) book.set(`${file}.${key}`, text)
  }
  return book
}

const books = new Map<Language, Book>(LANGUAGES.map((language) => [language, readBook(language)]))

/** The wording of a key in a language, ICU arguments filled in; undefined where there is none. */
export function findPhrase(language: Language, key: string, values?: PhraseValues): string | undefined {
  const book = books.get(language) as Book
  const entry = book.get(key)
  if (entry === undefined) return undefined
  if (typeof entry === 'string') {
    if (!/[{}']/.test(entry)) return entry
    const format = new IntlMessageFormat(entry, FORMAT_LOCALE[language], undefined, { ignoreTag: true })
    book.set(key, format)
    return format.format(values) as string
  }
  return entry.format(values) as string
}

/** Refusal codes are `room.reason`; their wording is `room` / `refusals.reason`. */
export const refusalKey = (code: string): string => code.replace('.', '.refusals.')
