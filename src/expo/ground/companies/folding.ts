import anyAscii from 'any-ascii'
import { LEGAL_FORMS, LEGAL_PHRASES } from './legal-forms.ts'

/**
 * Keys by which names are compared, whatever script they are written in. Not in `rules.ts`, as the table of letters (500 kB) is not for
 * browsers.
 */
export interface NameKey {
  /** The name in small Latin letters without its legal form: Тиморский кофе, ООО is `timorskiy kofe`. */
  key: string
  /** The consonants one hears, by word in order; null where too few are left to mean anything. Arabic سابك and SABIC are both `sbk`. */
  sound: string | null
}

/** Names have at most 200 characters, but one letter may become several. */
const LONGEST = 400

export function foldName(name: string): NameKey {
  const latin = namedBy(name)
    .map(inLatin)
    .filter((word) => word !== '')
  const named = latin.filter((word) => !LEGAL_FORMS.has(word))
  const kept = named.length > 0 ? named : latin
  const sounds = kept
    .map(soundOf)
    .filter((sound) => sound !== '')
    .sort()
  const sound = sounds.join(' ').slice(0, LONGEST)
  return {
    key: kept.join(' ').slice(0, LONGEST),
    sound: sound.replaceAll(' ', '').length >= SHORTEST_SOUND ? sound : null,
  }
}

/** A name in its own script as lists put it in order: small letters, without its legal form and without the Arabic article. */
export const plainName = (name: string): string => namedBy(name).map(withoutArticle).join(' ').slice(0, LONGEST)

/** The words of a name that name: without its legal form, unless there are no others. */
function namedBy(name: string): string[] {
  const words = wordsOf(name)
  const plain = words.filter((word) => !LEGAL_FORMS.has(word))
  return plain.length > 0 ? plain : words
}

/** A registration number as it is compared: letters and digits only, Arabic and Chinese digits read; '' where nothing is left. */
export const foldNumber = (number: string): string =>
  anyAscii(number.replaceAll('№', '').normalize('NFKC'))
    .toUpperCase()
    .replace(/[^A-Z0-9]/g, '')

const SHORTEST_SOUND = 3

/** The words of a name, each in its own script: one case, no points, no joining words; single letters stand together (S. A., ش.م.م). */
function wordsOf(name: string): string[] {
  // The dot that Turkish capitals leave behind is no letter of its own.
  let text = arabicPlain(name.normalize('NFKC').toLowerCase().replaceAll('\u0307', '').normalize('NFC'))
  for (const phrase of LEGAL_PHRASES) text = text.replace(phrase, ' ')
  const words: string[] = []
  let initials = ''
  for (const word of text.replace(/['’ʼ`´]/g, '').split(/[^\p{L}\p{N}\p{M}]+/u)) {
    if (/^\p{L}\p{M}*$/u.test(word) && !/\p{Script=Han}/u.test(word)) {
      initials += word
      continue
    }
    if (initials !== '') words.push(initials)
    initials = ''
    if (word !== '') words.push(word)
  }
  if (initials !== '') words.push(initials)
  return words.filter((word) => !JOINING.has(word))
}

const JOINING = new Set(['and', 'und', 'et', 'the'])

/** Arabic as it is compared: no vowel marks or lengthening, one alif, one ya. */
const arabicPlain = (text: string) =>
  text
    .replace(/[\u064b-\u0652\u0640]/g, '')
    .replace(/[أإآٱ]/g, 'ا')
    .replace(/ى/g, 'ي')

const inLatin = (word: string): string =>
  anyAscii(withoutArticle(word))
    .toLowerCase()
    .replace(/[^a-z0-9]/g, '')

/** The Arabic article stands in front of a word, and not in its other spellings: السعودية, Saudia. */
const withoutArticle = (word: string) => (/^ال\p{Script=Arabic}{3,}/u.test(word) ? word.slice(2) : word)

/** Spellings of one sound in different alphabets, the longer ones first; vowels and what stands for them in Arabic and Hebrew go. */
const SOUNDS: readonly [RegExp, string][] = [
  [/sch|sh|ch|zh/g, 's'],
  [/ph/g, 'f'],
  [/[ckq]h?/g, 'k'],
  [/x/g, 'ks'],
  [/z/g, 's'],
  [/j/g, 'g'],
  [/v/g, 'f'],
  [/p/g, 'b'],
  [/(.)\1+/g, '$1'],
  [/[aeiouyhw]/g, ''],
]

const soundOf = (word: string): string => SOUNDS.reduce((text, [spelt, heard]) => text.replace(spelt, heard), word)
