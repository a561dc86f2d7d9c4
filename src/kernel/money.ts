import { type Currency, currency, exponentOf } from './currency.ts'
import type { Day } from './day.ts'

/**
 * Exact money: minor units (cents, or whatever ISO 4217 says a currency has) with their currency, never a float. In the database it is
 * two columns, `<what>_minor bigint` and `<what>_currency char(3)`.
 */
export interface Money {
  readonly minor: bigint
  readonly currency: Currency
}

/** A number written out, as PostgreSQL's numeric comes and as quantities, percentages and rates are kept: `12.5`. */
export type Decimal = string

/**
 * Half up is how invoices and tax returns are rounded and how people check them by hand; away from zero, so that a credit note is its
 * invoice with the sign turned. A line is rounded once, and totals add rounded lines, so that what is printed adds up. Half even is for
 * sums of many converted amounts, which half up would push one way.
 */
export type Rounding = 'half-up' | 'half-even'

/** Money out of a row or a sum; throws RangeError for what is none. */
export function money(minor: bigint | number | string, code: string): Money {
  return { minor: BigInt(minor), currency: currency(code) }
}
export const zero = (code: string): Money => money(0n, code)

export const add = (a: Money, b: Money): Money => ({ ...a, minor: a.minor + same(a, b).minor })
export const subtract = (a: Money, b: Money): Money => ({ ...a, minor: a.minor - same(a, b).minor })
export const negate = (a: Money): Money => ({ ...a, minor: -a.minor })
export const sum = (amounts: Iterable<Money>, code: string): Money => [...amounts].reduce(add, zero(code))
/** Below, equal or above: -1, 0 or 1. */
export const compare = (a: Money, b: Money): -1 | 0 | 1 =>
  a.minor === same(a, b).minor ? 0 : a.minor < b.minor ? -1 : 1

function same(a: Money, b: Money): Money {
  if (a.currency !== b.currency) throw new RangeError(`${a.currency} and ${b.currency} are different money`)
  return b
}

/** So many times an amount: 2.5 hours of a tariff, 18 m². Rounded once, at the end of the line it stands on. */
export function times(amount: Money, by: Decimal, rounding: Rounding = 'half-up'): Money {
  const { units, scale } = read(by)
  return { ...amount, minor: divide(amount.minor * units, 10n ** scale, rounding) }
}

/** So many per cent of an amount: `percent(net, '13')` is the tax on a line. */
export function percent(amount: Money, rate: Decimal, rounding: Rounding = 'half-up'): Money {
  const { units, scale } = read(rate)
  return { ...amount, minor: divide(amount.minor * units, 10n ** (scale + 2n), rounding) }
}

/** What one unit of `from` is worth in `to`, as published for a day. */
export interface Rate {
  from: Currency
  to: Currency
  rate: Decimal
  on: Day
}

/** An amount in the other currency of a rate, in either direction. */
export function convert(amount: Money, rate: Rate, rounding: Rounding = 'half-up'): Money {
  const { units, scale } = read(rate.rate)
  if (units <= 0n) throw new RangeError(`not a rate: ${rate.rate}`)
  const forward = amount.currency === rate.from
  if (!forward && amount.currency !== rate.to)
    throw new RangeError(`a rate of ${rate.from} in ${rate.to} says nothing of ${amount.currency}`)
  const to = forward ? rate.to : rate.from
  const [by, over] = forward ? [units, 10n ** scale] : [10n ** scale, units]
  const minor = divide(
    amount.minor * by * 10n ** BigInt(exponentOf(to)),
    over * 10n ** BigInt(exponentOf(amount.currency)),
    rounding,
  )
  return { minor, currency: to }
}

/**
 * Shares an amount out by weight without losing or making a unit: each gets its part rounded down, and what is left goes to those who
 * lost most by that, the first of equals first.
 */
export function allocate(amount: Money, weights: readonly (bigint | number)[]): Money[] {
  const parts = weights.map((weight) => BigInt(weight))
  const whole = parts.reduce((total, part) => total + part, 0n)
  if (whole <= 0n || parts.some((part) => part < 0n))
    throw new RangeError('weights are 0 or more, and one of them is more')
  const sign = amount.minor < 0n ? -1n : 1n
  const shares = parts.map((part, index) => {
    const exact = amount.minor * sign * part
    return { index, minor: exact / whole, lost: exact % whole }
  })
  const left = amount.minor * sign - shares.reduce((total, share) => total + share.minor, 0n)
  const losers = [...shares].sort((a, b) => (a.lost === b.lost ? a.index - b.index : a.lost > b.lost ? -1 : 1))
  for (const share of losers.slice(0, Number(left))) share.minor += 1n
  return shares.map((share) => ({ ...amount, minor: share.minor * sign }))
}

/** The amount written out for machines: `-1234.50`. */
export function decimalOf({ minor, currency }: Money): Decimal {
  const exponent = exponentOf(currency)
  const digits = String(minor < 0n ? -minor : minor).padStart(exponent + 1, '0')
  const whole = digits.slice(0, digits.length - exponent)
  return `${minor < 0n ? '-' : ''}${whole}${exponent > 0 ? `.${digits.slice(-exponent)}` : ''}`
}

/** Money from the number that a machine wrote; throws RangeError where the currency has no such decimals. */
export function fromDecimal(decimal: Decimal, code: string): Money {
  const { units, scale } = read(decimal)
  const exponent = BigInt(exponentOf(currency(code)))
  if (scale <= exponent) return money(units * 10n ** (exponent - scale), code)
  const over = 10n ** (scale - exponent)
  if (units % over !== 0n) throw new RangeError(`${code} has no such decimals: ${decimal}`)
  return money(units / over, code)
}

function read(decimal: Decimal): { units: bigint; scale: bigint } {
  const [, sign = '', whole = '', part = ''] = /^(-?)(\d{1,40})(?:\.(\d{1,40}))?$/.exec(decimal) ?? []
  if (!whole) throw new RangeError(`not a number: ${decimal}`)
  return { units: BigInt(sign + whole + part), scale: BigInt(part.length) }
}

function divide(value: bigint, by: bigint, rounding: Rounding): bigint {
  const sign = value < 0n ? -1n : 1n
  const down = (value * sign) / by
  const twice = ((value * sign) % by) * 2n
  const up = twice > by || (twice === by && (rounding === 'half-up' || down % 2n === 1n))
  return (down + (up ? 1n : 0n)) * sign
}
