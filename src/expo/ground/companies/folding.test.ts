import fc from 'fast-check'
import { expect, test } from 'vitest'
import { foldName, foldNumber } from './folding.ts'

const keyOf = (name: string) => foldName(name).key
const soundOf = (name: string) => foldName(name).sound

test.each([
  [
    'Timor Coffee',
    'Timor Coffee Ltd.',
    'TIMOR COFFEE CO., LTD',
    'Timor  Coffee, S.A.',
    'The Timor-Coffee Company Limited',
    'Timor Coffee GmbH & Co. KG',
  ],
  ['Café do Mar', 'CAFE DO MAR, LDA.', 'Cafe\u0301 do Mar Unipessoal Lda', 'café do mar sociedad anónima'],
  ['Газпром', 'ПАО «Газпром»', 'Газпром, публичное акционерное общество', 'GAZPROM PAO', 'Gazprom OAO'],
  ['华为技术', '华为技术有限公司', '华为技术股份有限公司', 'Huaweijishu Co. Ltd'],
  ['日立製作所', '株式会社日立製作所', '日立製作所 株式会社'],
  ['삼성전자', '삼성전자 주식회사', '주식회사 삼성전자', '㈜삼성전자'],
  ['تيمور كوفي', 'شركة تيمور كوفي', 'شركة تيمور كوفي ش.م.م', 'تَيمُور كوفي ذ.م.م', 'شركة تيمور كوفى المحدودة'],
  ['ไทยเบฟ', 'บริษัท ไทยเบฟ จำกัด (มหาชน)'],
  ['กาแฟลาว', 'บริษัท กาแฟลาว จำกัด'],
  ['İstanbul Çelik', 'Istanbul Celik A.Ş.', 'İSTANBUL ÇELİK ANONİM ŞİRKETİ'],
  ['Łódź Straße', 'LODZ STRASSE Sp. z o.o.', 'Łódź Straße S.A.'],
  ['S. K. Trading', 'SK Trading', 'S.K. Trading LLC'],
])('%s is one company however its legal form is written', (name, ...spellings) => {
  for (const spelling of spellings) expect(keyOf(spelling), spelling).toBe(keyOf(name))
})

test('a name in Cyrillic and in Latin has one key, or nearly', () => {
  expect(keyOf('Газпром')).toBe('gazprom')
  expect(soundOf('ООО «Тиморский кофе»')).toBe(soundOf('Timorsky Kofe LLC'))
})

test.each([
  ['SABIC', 'سابك', 'САБИК'],
  ['Saudi Aramco', 'أرامكو السعودية', 'Сауди Арамко'],
  ['Pepsi', 'بيبسي', 'Пепси'],
  ['Timor Coffee', 'تيمور كوفي', 'Тимор Кофе'],
  ['Gazprom', 'غازبروم', 'Газпром'],
  ['Chevron', 'شيفرون', 'Шеврон'],
])('%s is heard alike in Arabic and in Cyrillic', (latin, arabic, cyrillic) => {
  expect(soundOf(latin)).not.toBeNull()
  expect(soundOf(arabic)).toBe(soundOf(latin))
  expect(soundOf(cyrillic)).toBe(soundOf(latin))
})

test('other companies are not heard as one', () => {
  const names = [
    'SABIC',
    'Saudi Aramco',
    'Pepsi',
    'Timor Coffee',
    'Gazprom',
    'Chevron',
    'Timor Rice',
    'Hitachi',
    'Sumitomo',
  ]
  expect(new Set(names.map(soundOf)).size).toBe(names.length)
})

test('a name of nothing but its legal form keeps it, and too few consonants are no sound', () => {
  expect(keyOf('Company Limited')).toBe('company limited')
  expect(soundOf('IO')).toBeNull()
  expect(keyOf('🙂 — !')).toBe('')
})

const anyName = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 40 }),
  fc.constantFrom('Société Générale', 'ООО «Ромашка»', 'شركة النور', '三一重工', 'ບໍລິສັດ ກາເຟ', 'ＡＢＣ　株式会社'),
)

test('a key is made of small Latin letters and digits, whatever the name is made of', () => {
  fc.assert(
    fc.property(anyName, (name) => {
      const { key, sound } = foldName(name)
      expect(key).toMatch(/^[a-z0-9]*( [a-z0-9]+)*$/)
      if (sound !== null) expect(sound).toMatch(/^[a-z0-9]+( [a-z0-9]+)*$/)
    }),
  )
})

test('capitals, forms of Unicode and stray spaces do not matter', () => {
  fc.assert(
    fc.property(anyName, (name) => {
      const { key } = foldName(name)
      expect(keyOf(`  ${name.normalize('NFD')} `)).toBe(key)
      expect(keyOf(name.normalize('NFKC'))).toBe(key)
    }),
  )
  expect(keyOf('TIMOR COFFEE')).toBe(keyOf('timor coffee'))
})

test('a registration number is compared by its letters and digits, in whatever digits it is written', () => {
  expect(foldNumber('TL-123 / 456.b')).toBe('TL123456B')
  expect(foldNumber('№ 123456')).toBe('123456')
  expect(foldNumber('١٢٣٤٥٦')).toBe('123456')
  expect(foldNumber('１２３４５６')).toBe('123456')
  expect(foldNumber(' – ')).toBe('')
})
