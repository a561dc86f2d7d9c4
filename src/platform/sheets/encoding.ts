import { unreadable } from './limits.ts'

export interface Decoded {
  text: string
  encoding: 'UTF-8' | 'UTF-16' | 'GB18030' | 'Windows-1251' | 'Windows-1252' | 'Windows-1256'
}

/** The old encodings that spreadsheets still save by, and what text in them looks like when it is read right. */
const OLD: { name: Decoded['encoding']; label: string; likely: RegExp }[] = [
  // The 3,755 characters of GB 2312's first level, of which nearly all writing is made, are tried in bytes below.
  { name: 'GB18030', label: 'gb18030', likely: /(?!)/ },
  { name: 'Windows-1251', label: 'windows-1251', likely: /[\u0410-\u044fёЁіІїЇєЄ№«»—–“”„…\u00a0]/ },
  { name: 'Windows-1256', label: 'windows-1256', likely: /[\u0621-\u064a\u064b-\u0652،؛؟پچژگ\u00a0\u200c\u200f]/ },
  { name: 'Windows-1252', label: 'windows-1252', likely: /[À-ÖØ-öø-ÿŒœ€«»’‘“”–—…°ª\u00a0¿¡²]/ },
]
const SAMPLE = 64 * 1024

/**
 * The text of a file. UTF-8 and UTF-16 say what they are; of the old encodings the one is taken in which the text reads as writing by a
 * clear margin. Else the file is refused: a name read wrong is worse than one sent again.
 */
export function decode(bytes: Uint8Array): Decoded {
  const [a, b, c] = bytes
  if (a === 0xef && b === 0xbb && c === 0xbf) return { text: orRefuse('utf-8', bytes), encoding: 'UTF-8' }
  if (a === 0xff && b === 0xfe) return { text: orRefuse('utf-16le', bytes), encoding: 'UTF-16' }
  if (a === 0xfe && b === 0xff) return { text: orRefuse('utf-16be', bytes), encoding: 'UTF-16' }
  if (bytes.subarray(0, SAMPLE).includes(0)) throw unreadable('sheets.not-a-sheet')
  const text = attempt('utf-8', bytes)
  if (text !== null) return { text, encoding: 'UTF-8' }
  const [best, next] = OLD.map((one) => ({ ...one, score: scoreOf(one, bytes.subarray(0, SAMPLE)) })).sort(
    (one, other) => other.score - one.score,
  )
  if (!best || best.score < 0.75 || best.score - (next?.score ?? 0) < 0.15) throw unreadable('sheets.unknown-encoding')
  return { text: orRefuse(best.label, bytes), encoding: best.name }
}

function attempt(label: string, bytes: Uint8Array): string | null {
  try {
    return new TextDecoder(label, { fatal: true }).decode(bytes)
  } catch {
    return null
  }
}

function orRefuse(label: string, bytes: Uint8Array): string {
  const text = attempt(label, bytes)
  if (text === null) throw unreadable('sheets.unknown-encoding')
  return text
}

/** The share, from 0 to 1, of what is not ASCII that reads as writing in an encoding. */
function scoreOf({ label, likely }: (typeof OLD)[number], sample: Uint8Array): number {
  if (label === 'gb18030') return scoreOfChinese(sample)
  const text = new TextDecoder(label).decode(sample)
  let odd = 0
  let right = 0
  for (let index = 0; index < text.length; index++) {
    const letter = text[index] as string
    if (letter < '\u0080') continue
    odd += 1
    if (likely.test(letter) && isAtHome(label, text, index)) right += 1
  }
  return odd === 0 ? 0 : right / odd
}

const LATIN = /[A-Za-z]/
const CAPITAL_AFTER_SMALL = /[а-яё][А-ЯЁ]/

/** Letters keep company: an accented one stands among plain ones, Cyrillic and Arabic ones among their like, and no capital after a small. */
function isAtHome(label: string, text: string, index: number): boolean {
  const letter = text[index] as string
  const before = text[index - 1] ?? ' '
  const after = text[index + 1] ?? ' '
  if (!/\p{L}/u.test(letter)) return true
  if (label === 'windows-1252') {
    const foreign = (one: string) => one >= '\u0080' && /\p{L}/u.test(one)
    return !(foreign(before) && foreign(after)) && (LATIN.test(before + after) || !/\p{L}/u.test(before + after))
  }
  if (label === 'windows-1251' && CAPITAL_AFTER_SMALL.test(before + letter)) return false
  return !LATIN.test(before) && !LATIN.test(after)
}

/** Pairs of bytes in GB 2312's first level or its punctuation are Chinese as people write it; other pairs could be anything. */
function scoreOfChinese(sample: Uint8Array): number {
  let odd = 0
  let right = 0
  for (let index = 0; index < sample.length; index++) {
    const lead = sample[index] as number
    if (lead < 0x80) continue
    const trail = sample[index + 1] ?? 0
    odd += 1
    if (trail >= 0x30 && trail <= 0x39) index += 3
    else index += 1
    if (trail >= 0xa1 && trail <= 0xfe && ((lead >= 0xb0 && lead <= 0xd7) || lead === 0xa1 || lead === 0xa3)) right += 1
  }
  return odd === 0 ? 0 : right / odd
}
