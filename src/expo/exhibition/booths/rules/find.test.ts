import { describe, expect, test } from 'vitest'
import { type BoothFilter, type Findable, isNarrowed, narrowed, scoreOf, wholeNumber } from './find.ts'

const booth = (hallCode: string, number: string, over: Partial<Findable> = {}): Findable => ({
  id: `${hallCode}${number}`,
  number,
  hallCode,
  kind: 'standard',
  areaCode: 'food',
  zoneCode: null,
  areaM2: 9,
  openSides: 1,
  ...over,
})
const booths = [
  booth('4.1H', 'A10', { areaM2: 36, openSides: 3, kind: 'raw' }),
  booth('4.1H', 'A2'),
  booth('1.1H', 'A2', { zoneCode: 'seeds', areaM2: 500 }),
  booth('NH', 'B1', { areaCode: 'cars', areaM2: 2000, kind: 'raw', openSides: 4 }),
]
const all: BoothFilter = { q: '', area: '', zone: '', kind: '', size: '', sides: 0 }
const names = (one: Findable) =>
  one.areaCode === 'food' ? ['Food', 'Agroalimentación', 'أغذية'] : ['Automobile', '汽车']
const found = (filter: Partial<BoothFilter>) =>
  narrowed(booths, { ...all, ...filter }, names).map((one) => wholeNumber(one.hallCode, one.number))

describe('a booth is found', () => {
  test('by its number, with the hall before it as people write it', () => {
    for (const words of ['4.1H-A10', '4.1h a10', '4.1A10', '4.1H/A10'])
      expect(found({ q: words })[0], words).toBe('4.1H-A10')
    expect(found({ q: 'a2' })).toEqual(['1.1H-A2', '4.1H-A2'])
    expect(found({ q: 'A1' })).toEqual(['4.1H-A10'])
  })
  test('by the name of its area in any language, without marks or case', () => {
    expect(found({ q: 'agroalimentacion' })).toHaveLength(3)
    expect(found({ q: 'اغذية' })).toHaveLength(3)
    expect(found({ q: '汽车' })).toEqual(['NH-B1'])
    expect(found({ q: 'zeppelin' })).toEqual([])
  })
  test('by what it is', () => {
    expect(found({ area: 'cars' })).toEqual(['NH-B1'])
    expect(found({ zone: 'seeds' })).toEqual(['1.1H-A2'])
    expect(found({ kind: 'raw' })).toEqual(['4.1H-A10', 'NH-B1'])
    expect(found({ size: '36-71' })).toEqual(['4.1H-A10'])
    expect(found({ size: '500-' })).toEqual(['1.1H-A2', 'NH-B1'])
    expect(found({ sides: 3 })).toEqual(['4.1H-A10', 'NH-B1'])
    expect(found({ size: 'nonsense' })).toEqual([])
  })
})

test('without conditions nothing is narrowed, and halls and numbers stand in the order people count', () => {
  expect(isNarrowed(all)).toBe(false)
  expect(isNarrowed({ ...all, sides: 1 })).toBe(true)
  expect(found({})).toEqual(['1.1H-A2', '4.1H-A2', '4.1H-A10', 'NH-B1'])
  expect(scoreOf('', booths[0] as Findable, [])).toBe(1)
})
