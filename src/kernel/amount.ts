import { type Currency, exponentOf } from './currency.ts'
import type { Language } from './language.ts'
import { fromDecimal, type Money } from './money.ts'
import { no } from './verdict.ts'

/** Where a lone comma or point before three digits can only part thousands. Elsewhere both habits live side by side, so it is asked. */
const THOUSANDS: Partial<Record<Language, string>> = { en: ',', zh: ',' }

const SPACES = /[\s\u00a0\u2009\u202f]/g
const APOSTROPHES = /['’]/g
const DIGITS = /[\u0660-\u0669\u06f0-\u06f9\uff10-\uff19]/g
const SHAPE = /^-?\d[\d.,]*$/
const MOST_DIGITS = 16

/**
 * The amount that a person typed: 1,234.50 or 1.234,50 or 1 234,50 or ١٢٣٤٫٥٠. What could be read in two ways is `ambiguous` and asked
 * again, for a thousandfold error pays nobody; what the currency has no decimals for is `too-fine`.
 */
export function readAmount(
  typed: string,
  code: Currency,
  language: Language,
): { ok: true; amount: Money } | ReturnType<typeof no<'not-an-amount' | 'ambiguous' | 'too-fine'>> {
  const text = typed
    .replace(SPACES, '')
    .replace(APOSTROPHES, '')
    .replace(DIGITS, (digit) => String((digit.codePointAt(0) as number) & 0xf))
    .replace(/[−–－]/, '-')
    .replaceAll('，', ',')
    .replaceAll('．', '.')
  const exact = text.replaceAll('٬', '').replace('٫', '.')
  const arabic = exact !== text
  if (!SHAPE.test(exact) || exact.replace(/\D/g, '').length > MOST_DIGITS) return no('not-an-amount')
  const exponent = exponentOf(code)
  const point = arabic ? '.' : decimalSign(exact, exponent, language)
  if (point === 'ambiguous') return no('ambiguous', { typed: typed.slice(0, 40) })
  const [whole = '', part = '', ...more] = point ? exact.split(point) : [exact]
  if (more.length > 0 || /\D/.test(part) || !areThousands(whole)) return no('not-an-amount')
  const decimals = part.replace(/0+$/, '')
  if (decimals.length > exponent) return no('too-fine', { currency: code, decimals: exponent })
  return { ok: true, amount: fromDecimal(whole.replace(/[.,]/g, '') + (decimals && `.${decimals}`), code) }
}

/** Which sign parts the decimals; none where every sign parts thousands. */
function decimalSign(text: string, exponent: number, language: Language): ',' | '.' | null | 'ambiguous' {
  const [first, ...others] = text.replace(/[^.,]/g, '')
  if (first !== ',' && first !== '.') return null
  if (others.some((sign) => sign !== first)) return others.at(-1) as ',' | '.'
  if (others.length > 0) return null
  const [whole = '', part = ''] = text.split(first)
  if (part.length !== 3 || /^-?0/.test(whole) || whole.replace('-', '').length > 3) return first
  // "1,234": no currency without decimals means a part of one, and English and Chinese write thousands so.
  if (exponent === 0 || (exponent < 3 && THOUSANDS[language] === first)) return null
  return 'ambiguous'
}

/** Thousands are parted everywhere or nowhere, and by one sign. */
function areThousands(whole: string): boolean {
  const sign = /[.,]/.exec(whole)?.[0]
  return sign === undefined ? /^-?\d+$/.test(whole) : new RegExp(`^-?\\d{1,3}(?:\\${sign}\\d{3})+$`).test(whole)
}
