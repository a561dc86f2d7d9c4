import type { Decimal } from '#kernel/money.ts'

/** Square metres and pieces are measured to the hundredth; reckoned in whole hundredths, as money is in its minor units. */
export function hundredths(decimal: Decimal): bigint {
  const [, sign = '', whole = '', part = ''] = /^(-?)(\d{1,12})(?:\.(\d{1,2})0*)?$/.exec(decimal) ?? []
  if (!whole) throw new RangeError(`not to the hundredth: ${decimal}`)
  return BigInt(`${sign}${whole}${part.padEnd(2, '0')}`)
}

/** Hundredths written out without needless noughts: `4`, `1.5`, `1.33`. */
export function ofHundredths(units: bigint): Decimal {
  const sign = units < 0n ? '-' : ''
  const digits = String(units < 0n ? -units : units).padStart(3, '0')
  const part = digits.slice(-2).replace(/0+$/, '')
  return `${sign}${digits.slice(0, -2)}${part && `.${part}`}`
}

export const atMost = (a: bigint, b: bigint): bigint => (a < b ? a : b)
export const atLeast = (a: bigint, b: bigint): bigint => (a > b ? a : b)
