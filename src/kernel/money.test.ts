import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { readAmount } from './amount.ts'
import { CURRENCIES, currency, exponentOf, isCurrency } from './currency.ts'
import { day } from './day.ts'
import { LANGUAGES, type Language } from './language.ts'
import {
  add,
  allocate,
  compare,
  convert,
  decimalOf,
  fromDecimal,
  money,
  negate,
  percent,
  subtract,
  sum,
  times,
  zero,
} from './money.ts'

const minor = fc.bigInt({ min: -(10n ** 18n), max: 10n ** 18n })
const anyCurrency = fc.constantFrom(...CURRENCIES)
const anyMoney = fc.record({ minor, currency: anyCurrency })
const twoOfOne = fc.tuple(minor, minor, anyCurrency).map(([a, b, code]) => [money(a, code), money(b, code)] as const)

describe('currencies', () => {
  test('have the decimals that ISO 4217 gives them, not those that are displayed', () => {
    for (const [code, exponent] of Object.entries({
      USD: 2,
      CNY: 2,
      JPY: 0,
      KRW: 0,
      XOF: 0,
      KWD: 3,
      IQD: 3,
      MGA: 2,
      CLF: 4,
    }))
      expect(exponentOf(currency(code)), code).toBe(exponent)
  })

  test('that are gone can be read and are not offered', () => {
    expect(isCurrency('HRK')).toBe(true)
    expect(CURRENCIES).not.toContain('HRK')
    expect(CURRENCIES.length).toBeGreaterThan(150)
  })

  test('that never were are refused', () => {
    for (const code of ['XAU', 'XXX', 'usd', 'EURO', '', 'constructor'])
      expect(() => money(1, code), code).toThrow(RangeError)
  })
})

describe('sums', () => {
  test('of different money are refused', () => {
    expect(() => add(money(1, 'USD'), money(1, 'CNY'))).toThrow(RangeError)
    expect(() => compare(money(1, 'USD'), money(1, 'CNY'))).toThrow(RangeError)
    expect(() => sum([money(1, 'USD')], 'CNY')).toThrow(RangeError)
  })

  test('are exact beyond what a float holds', () => {
    const most = money('9007199254740993', 'VND')
    expect(add(most, most).minor).toBe(18014398509481986n)
  })

  test('what was added can be taken away again', () => {
    fc.assert(
      fc.property(twoOfOne, ([a, b]) => {
        expect(subtract(add(a, b), b)).toEqual(a)
        expect(add(a, negate(a))).toEqual(zero(a.currency))
        expect(compare(a, b) + compare(b, a)).toBe(0)
      }),
    )
  })
})

describe('rounding', () => {
  test.each([
    ['1.00', '0.125', '0.13', '0.12'],
    ['1.00', '0.115', '0.12', '0.12'],
    ['-1.00', '0.125', '-0.13', '-0.12'],
    ['3000.00', '0.1', '300.00', '300.00'],
    ['0.05', '0.5', '0.03', '0.02'],
  ])('%s times %s is %s half up and %s half even', (amount, by, up, even) => {
    expect(decimalOf(times(fromDecimal(amount, 'USD'), by))).toBe(up)
    expect(decimalOf(times(fromDecimal(amount, 'USD'), by, 'half-even'))).toBe(even)
  })

  test('a credit note is its invoice with the sign turned', () => {
    const rate = fc.integer({ min: 0, max: 100_000 }).map((thousandths) => (thousandths / 1000).toFixed(3))
    fc.assert(
      fc.property(anyMoney, rate, (amount, by) => {
        expect(percent(negate(amount), by)).toEqual(negate(percent(amount, by)))
        expect(times(negate(amount), by)).toEqual(negate(times(amount, by)))
      }),
    )
  })

  test('is never off by more than half a unit', () => {
    fc.assert(
      fc.property(
        anyMoney,
        fc.bigInt({ min: 0n, max: 10n ** 9n }),
        fc.constantFrom('half-up', 'half-even'),
        (amount, units, rounding) => {
          const by = `${units / 1000n}.${String(units % 1000n).padStart(3, '0')}`
          const off = times(amount, by, rounding).minor * 1000n - amount.minor * units
          expect(off <= 500n && off >= -500n).toBe(true)
        },
      ),
    )
  })
})

describe('rates', () => {
  const rate = { from: currency('USD'), to: currency('CNY'), rate: '7.1779', on: day('2023-11-03') }
  test('convert both ways, with the decimals of each currency', () => {
    expect(decimalOf(convert(fromDecimal('100.00', 'USD'), rate))).toBe('717.79')
    expect(decimalOf(convert(fromDecimal('717.79', 'CNY'), rate))).toBe('100.00')
    const yen = { from: currency('USD'), to: currency('JPY'), rate: '150.43', on: rate.on }
    expect(decimalOf(convert(fromDecimal('19.99', 'USD'), yen))).toBe('3007')
    const dinar = { from: currency('KWD'), to: currency('USD'), rate: '3.2345', on: rate.on }
    expect(decimalOf(convert(fromDecimal('1.001', 'KWD'), dinar))).toBe('3.24')
  })

  test('say nothing of a third currency, and are above nought', () => {
    expect(() => convert(zero('EUR'), rate)).toThrow(RangeError)
    expect(() => convert(zero('USD'), { ...rate, rate: '0' })).toThrow(RangeError)
    expect(() => convert(zero('USD'), { ...rate, rate: '7,1' })).toThrow(RangeError)
  })
})

describe('sharing out', () => {
  test('what cannot be halved goes to the first', () => {
    expect(allocate(money(100, 'USD'), [1, 1, 1]).map((one) => one.minor)).toEqual([34n, 33n, 33n])
    expect(allocate(money(-100, 'USD'), [1, 1, 1]).map((one) => one.minor)).toEqual([-34n, -33n, -33n])
    expect(allocate(money(5, 'JPY'), [0, 3, 7]).map((one) => one.minor)).toEqual([0n, 2n, 3n])
    expect(() => allocate(money(1, 'USD'), [0, 0])).toThrow(RangeError)
    expect(() => allocate(money(1, 'USD'), [2, -1])).toThrow(RangeError)
  })

  test('loses and makes no unit, and nobody is a unit away from what is exact', () => {
    const weights = fc.array(fc.bigInt({ min: 0n, max: 10n ** 6n }), { minLength: 1, maxLength: 30 })
    fc.assert(
      fc.property(
        anyMoney,
        weights.filter((all) => all.some((one) => one > 0n)),
        (amount, shares) => {
          const parts = allocate(amount, shares)
          expect(sum(parts, amount.currency)).toEqual(amount)
          const whole = shares.reduce((total, one) => total + one, 0n)
          for (const [index, part] of parts.entries()) {
            const off = part.minor * whole - amount.minor * (shares[index] as bigint)
            expect(off < whole && off > -whole).toBe(true)
          }
        },
      ),
    )
  })
})

test('money written out is the same money when read', () => {
  fc.assert(
    fc.property(anyMoney, (amount) => {
      expect(fromDecimal(decimalOf(amount), amount.currency)).toEqual(amount)
    }),
  )
  expect(decimalOf(money(-5, 'USD'))).toBe('-0.05')
  expect(decimalOf(money(5, 'JPY'))).toBe('5')
  expect(decimalOf(money(5, 'KWD'))).toBe('0.005')
  expect(() => fromDecimal('1.005', 'USD')).toThrow(RangeError)
  for (const text of ['1e5', '', '.5', '1.', ' 1', '0x10', 'NaN'])
    expect(() => fromDecimal(text, 'USD'), text).toThrow(RangeError)
})

describe('what people type', () => {
  const read = (typed: string, code = 'USD', language: Language = 'en') => {
    const verdict = readAmount(typed, currency(code), language)
    return verdict.ok ? decimalOf(verdict.amount) : verdict.reason
  }

  test.each([
    ['1,234.50', '1234.50'],
    ['1.234,50', '1234.50'],
    ['1 234,50', '1234.50'],
    ['1\u202f234,50', '1234.50'],
    ["1'234.50", '1234.50'],
    ['1,234,567.8', '1234567.80'],
    ['1.234.567', '1234567.00'],
    ['١٢٣٤٫٥٠', '1234.50'],
    ['١٬٢٣٤٫٥', '1234.50'],
    ['١٢٣', '123.00'],
    ['۱۲۳', '123.00'],
    ['１２３．５', '123.50'],
    ['12,5', '12.50'],
    ['0.500', '0.50'],
    ['0,500', '0.50'],
    ['-3', '-3.00'],
    ['−3,00', '-3.00'],
    ['1234', '1234.00'],
    ['007', '7.00'],
  ])('%s is %s in every language', (typed, expected) => {
    for (const language of LANGUAGES) expect(read(typed, 'USD', language), language).toBe(expected)
  })

  test('a lone comma or point before three digits is asked about, unless it can mean but one thing', () => {
    for (const language of ['fr', 'es', 'ru', 'ar'] as const) {
      expect(read('1,234', 'USD', language), language).toBe('ambiguous')
      expect(read('1.234', 'USD', language), language).toBe('ambiguous')
    }
    expect(read('1,234', 'USD', 'en')).toBe('1234.00')
    expect(read('1,234', 'USD', 'zh')).toBe('1234.00')
    expect(read('1.234', 'USD', 'en')).toBe('ambiguous')
    expect(read('1,234', 'KWD', 'en')).toBe('ambiguous')
    expect(read('1.234', 'JPY', 'es')).toBe('1234')
    expect(read('0.234', 'KWD', 'en')).toBe('0.234')
    expect(read('1234.567', 'KWD', 'en')).toBe('1234.567')
  })

  test('decimals that the currency does not have are too fine', () => {
    expect(read('12.345678')).toBe('too-fine')
    expect(read('12,5', 'JPY')).toBe('too-fine')
    expect(read('12.00', 'JPY')).toBe('12')
  })

  test.each([
    '',
    '-',
    'abc',
    '1e5',
    '$5',
    '1,23,456',
    '12,34.567,8',
    '1,2345,678',
    '1.234,567.8',
    '--1',
    '1-',
    '.5',
    ',',
    '1٫2٫3',
    '9'.repeat(17),
    '五',
    '½',
  ])('%j is no amount', (typed) => {
    for (const language of LANGUAGES) expect(read(typed, 'USD', language), language).toBe('not-an-amount')
  })

  test('an amount as any of the six languages prints it is read back, or asked about', () => {
    const locales = { en: 'en', zh: 'zh', fr: 'fr', es: 'es', ru: 'ru', ar: 'ar-EG' } as const
    fc.assert(
      fc.property(
        fc.bigInt({ min: -(10n ** 13n), max: 10n ** 13n }),
        anyCurrency,
        fc.constantFrom(...LANGUAGES),
        (units, code, language) => {
          const amount = money(units, code)
          const digits = exponentOf(code)
          const printed = new Intl.NumberFormat(locales[language], {
            minimumFractionDigits: digits,
            maximumFractionDigits: digits,
          })
            .format(decimalOf(amount) as unknown as number)
            .replace(/\p{Cf}/gu, '')
          const verdict = readAmount(printed, code, language)
          if (verdict.ok) expect(verdict.amount, printed).toEqual(amount)
          else expect(verdict.reason, printed).toBe('ambiguous')
        },
      ),
    )
  })
})
