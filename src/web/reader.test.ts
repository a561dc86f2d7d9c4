import { expect, test } from 'vitest'
import { LANGUAGES } from '#kernel/language.ts'
import { fromDecimal } from '#kernel/money.ts'
import { readerOf } from './reader.ts'

test('an amount is printed with the decimals of its currency, in each language’s manner', () => {
  const printed = LANGUAGES.map((lang) =>
    readerOf(lang)
      .money(fromDecimal('-1234567.50', 'USD'), 'code')
      .replace(/\s/g, ' ')
      .replace(/\p{Cf}/gu, ''),
  )
  expect(printed).toEqual([
    '-USD 1,234,567.50',
    '-USD 1,234,567.50',
    '-1 234 567,50 USD',
    '-1.234.567,50 USD',
    '-1 234 567,50 USD',
    '-1,234,567.50 USD',
  ])
  const en = readerOf('en')
  expect(en.money(fromDecimal('3000', 'USD'))).toBe('US$3,000.00')
  expect(en.money(fromDecimal('3000', 'JPY'))).toBe('JP¥3,000')
  expect(en.amount(fromDecimal('0.5', 'KWD'))).toBe('0.500')
  expect(en.amount(fromDecimal('1.5', 'IQD'))).toBe('1.500')
})

test('an amount beyond what a float holds is printed to the last unit', () => {
  expect(readerOf('en').amount(fromDecimal('90071992547409931.07', 'USD'))).toBe('90,071,992,547,409,931.07')
})
