import { readFileSync } from 'node:fs'
import type { Wording } from '#kernel/language.ts'
import { inRoot } from '#platform/root.ts'

/** The words that names of constructed companies are made of. */
interface Words {
  goods: { code: string; hs: string[]; words: Wording }[]
  /** Beginnings, middles and ends of places that are nowhere, in each script. */
  syllables: [Spelling[], Spelling[], Spelling[]]
  names: Record<string, { order: string; forms: string[]; body: string }>
  /** Whose companies also have a name in a language of their own. */
  spoken: Record<string, string[]>
}
type Spelling = Record<string, string>

export const WORDS: Words = JSON.parse(readFileSync(inRoot('data', 'demonstration', 'words.json'), 'utf8'))
export const GOODS_CODES = WORDS.goods.map((one) => one.code)

const GOODS = new Map(WORDS.goods.map((one) => [one.code, one]))
const LANGUAGE_OF = new Map(
  Object.entries(WORDS.spoken).flatMap(([lang, codes]) => codes.map((code) => [code, lang] as const)),
)

export function goodsOf(code: string): Words['goods'][number] {
  const found = GOODS.get(code)
  if (!found) throw new Error(`there are no goods ${code}`)
  return found
}

/** So many names there are of a kind of goods. */
export const PLACES = WORDS.syllables.reduce((product, { length }) => product * length, 1)

/** The nth of the places that are nowhere, in the letters of a language. */
function placeOf(nth: number, lang: string): string {
  const [beginnings, middles, ends] = WORDS.syllables
  const at = nth % PLACES
  const parts = [
    beginnings[at % beginnings.length],
    middles[Math.floor(at / beginnings.length) % middles.length],
    ends[Math.floor(at / beginnings.length / middles.length)],
  ]
  return parts.map((part) => part?.[lang] ?? part?.latin ?? '').join('')
}

const said = (pattern: string, words: Record<string, string>): string =>
  pattern.replace(/\{(\w+)\}/g, (_, word: string) => words[word] ?? '')

/** What a constructed company is called: in English, and in the language of its economy where we have words of it. */
export function companyNames(goods: string, place: number, form: number, economyCode: string): Named {
  return namesIn(economyCode, (lang) => {
    const { order, forms } = wordsOf(lang)
    return said(order, {
      place: placeOf(place, lang),
      goods: goodsOf(goods).words[lang] ?? '',
      form: forms[form % forms.length] ?? '',
    })
  })
}

/** What a constructed association is called that brings its members along. */
export const associationNames = (place: number, economyCode: string): Named =>
  namesIn(economyCode, (lang) => said(wordsOf(lang).body, { place: placeOf(place, lang) }))

interface Named {
  legalName: { text: string; lang: string }
  names: Wording
}

function namesIn(economyCode: string, nameIn: (lang: string) => string): Named {
  const lang = LANGUAGE_OF.get(economyCode) ?? 'en'
  return { legalName: { text: nameIn(lang), lang }, names: lang === 'en' ? {} : { en: nameIn('en') } }
}

function wordsOf(lang: string): Words['names'][string] {
  const words = WORDS.names[lang]
  if (!words) throw new Error(`no names are made in ${lang}`)
  return words
}
