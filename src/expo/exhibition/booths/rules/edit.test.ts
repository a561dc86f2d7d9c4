import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { aBooth } from '../makers.ts'
import { mayMerge, mayStand, merged, movedBy, nextNumber, sequence, snapped, split, stretched } from './edit.ts'
import { areaOf, boxOf, type Outline, rectangle, tidied } from './geometry.ts'
import { boothsTyped, cornersAsTyped, cornersTyped, metresTyped, outlineTyped } from './typed.ts'

const L: Outline = [
  [0, 0],
  [6, 0],
  [6, 6],
  [3, 6],
  [3, 3],
  [0, 3],
]

describe('splitting and joining', () => {
  test('what is cut and joined again is what it was, and no floor is lost on the way', () => {
    const shapes = fc.constantFrom<Outline>(L, rectangle(2, 3, 9, 6), rectangle(0.5, 0.25, 4, 12.5))
    fc.assert(
      fc.property(
        shapes,
        fc.constantFrom('x' as const, 'y' as const),
        fc.integer({ min: -100, max: 1_500 }),
        (outline, along, at) => {
          const booth = aBooth('A01', 0, 0, { outline })
          const parts = split(booth, { along, atM: at / 100 }, { id: 'new', number: 'A02' })
          if (!parts) return
          expect(parts.reduce((sum, part) => sum + areaOf(part.outline), 0)).toBeCloseTo(areaOf(outline), 1)
          expect(parts.map((part) => part.id)).toEqual([booth.id, 'new'])
          expect(merged(parts)?.outline).toEqual(tidied(outline))
        },
      ),
    )
  })

  test('a cut beside the booth, or one that leaves three parts, is none', () => {
    const U: Outline = [
      [0, 0],
      [9, 0],
      [9, 6],
      [6, 6],
      [6, 3],
      [3, 3],
      [3, 6],
      [0, 6],
    ]
    expect(split(aBooth('A', 0, 0), { along: 'x', atM: 5 }, { id: 'n', number: 'B' })).toBeNull()
    expect(split(aBooth('A', 0, 0, { outline: U }), { along: 'y', atM: 4 }, { id: 'n', number: 'B' })).toBeNull()
  })

  test('the joined booth is the largest of them, in a zone only if all were', () => {
    const large = aBooth('A02', 3, 0, { size: [6, 3], kind: 'raw', zoneCode: 'seeds' })
    const one = merged([aBooth('A01', 0, 0, { holdsPillar: true }), large])
    expect(one).toMatchObject({ id: large.id, number: 'A02', kind: 'raw', zoneCode: null, holdsPillar: true })
    expect(areaOf(one?.outline ?? [])).toBe(27)
  })

  test('only booths wall to wall in one area are joined', () => {
    const first = aBooth('A01', 0, 0)
    expect(mayMerge([first])).toMatchObject({ reason: 'merge-needs-two' })
    expect(mayMerge([first, aBooth('A02', 4, 0)])).toMatchObject({ reason: 'merge-not-adjoining' })
    expect(mayMerge([first, aBooth('A02', 3, 3)])).toMatchObject({ reason: 'merge-not-adjoining' })
    expect(mayMerge([first, aBooth('A02', 3, 0, { areaCode: 'cars' })])).toMatchObject({ reason: 'merge-areas-differ' })
    expect(mayMerge([first, aBooth('A02', 3, 0)]).ok).toBe(true)
    expect(merged([first, aBooth('A02', 4, 0)])).toBeNull()
  })
})

describe('numbers', () => {
  test('count on in their own width, and past it', () => {
    expect(['A09', 'A99', 'B', '4.1-007', '9'].map(nextNumber)).toEqual(['A10', 'A100', 'B2', '4.1-008', '10'])
  })
  test('of a row leave out those that others have', () => {
    expect(sequence('A08', 4, new Set(['A09', 'A11']))).toEqual(['A08', 'A10', 'A12', 'A13'])
  })
  test('are understood as staff write them, each booth once', () => {
    const booths = ['A01', 'A02', 'A10', 'B01'].map((number) => ({ number }))
    const typed = (text: string) => boothsTyped(text, booths)
    expect(typed('A01-A10, b01').found.map((booth) => booth.number)).toEqual(['A01', 'A02', 'A10', 'B01'])
    expect(typed('A10 A01 A10').found.map((booth) => booth.number)).toEqual(['A10', 'A01'])
    expect(typed('A01-B01').verdict).toMatchObject({ reason: 'no-such-number', details: { number: 'A01-B01' } })
    expect(typed('Z9').verdict.ok).toBe(false)
  })
})

describe('shapes', () => {
  test('move and stretch to the centimetre', () => {
    expect(movedBy(L, 0.1, 0.2)[0]).toEqual([0.1, 0.2])
    fc.assert(
      fc.property(fc.integer({ min: 100, max: 3_000 }), fc.integer({ min: 100, max: 3_000 }), (width, height) => {
        const box = boxOf(stretched(L, { x: 1, y: 2, width: width / 100, height: height / 100 }))
        expect([box.x0, box.y0, box.x1 - box.x0, box.y1 - box.y0]).toEqual([100, 200, width, height])
      }),
    )
  })
  test('catch on a neighbour’s edge before the grid', () => {
    expect(snapped(3.13, [3.1], 0.5, 0.2)).toBe(3.1)
    expect(snapped(3.13, [4], 0.5, 0.2)).toBe(3)
  })
  test('that cannot be built are refused with the reason', () => {
    expect(mayStand(rectangle(0, 0, 0.5, 0.5), 'A1')).toMatchObject({ reason: 'too-small' })
    expect(
      mayStand(
        [
          [0, 0],
          [3, 0],
          [4, 3],
          [0, 3],
        ],
        'A1',
      ),
    ).toMatchObject({ reason: 'slanting', details: { number: 'A1' } })
    expect(mayStand(L, 'A1').ok).toBe(true)
  })
  test('are typed as four numbers or as corners, and read back as they were', () => {
    const form = { corners: '', x: '1,5', y: '2', width: '3', depth: '4.25' }
    expect(outlineTyped(form)).toEqual(rectangle(1.5, 2, 3, 4.25))
    expect(outlineTyped({ ...form, width: '0' })).toBeNull()
    expect(outlineTyped({ ...form, x: 'left' })).toBeNull()
    expect(cornersTyped(cornersAsTyped(L))).toEqual(L)
    expect(cornersTyped('1 2 3\n4 5')).toBeNull()
    expect(metresTyped('1e3')).toBeNull()
  })
})
