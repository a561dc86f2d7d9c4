import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  areaOf,
  boxOf,
  commonOf,
  distanceOf,
  edgesOf,
  faultOf,
  type Outline,
  overlaps,
  type Rect,
  rectangle,
  rectsOf,
  sharedOf,
  tidied,
  unionOf,
} from './geometry.ts'

const L: Outline = [
  [0, 0],
  [6, 0],
  [6, 6],
  [3, 6],
  [3, 3],
  [0, 3],
]
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

const grid = fc.integer({ min: 0, max: 40 })
const rect = fc
  .record({ x: grid, y: grid, w: fc.integer({ min: 1, max: 12 }), h: fc.integer({ min: 1, max: 12 }) })
  .map(({ x, y, w, h }): Rect => ({ x0: x * 50, y0: y * 50, x1: (x + w) * 50, y1: (y + h) * 50 }))

/** What rectangles cover, counted cell by cell: slow, and beyond doubt. */
const covered = (rects: readonly Rect[]): number => {
  const cells = new Set<string>()
  for (const one of rects)
    for (let x = one.x0; x < one.x1; x += 50) for (let y = one.y0; y < one.y1; y += 50) cells.add(`${x} ${y}`)
  return (cells.size * 2_500) / 10_000
}

describe('a shape', () => {
  test('has the area that a tape measures', () => {
    expect(areaOf(rectangle(1.5, 2, 3, 3))).toBe(9)
    expect(areaOf(L)).toBe(27)
    expect(areaOf(U)).toBe(45)
    expect(areaOf([...L].reverse())).toBe(27)
    expect(areaOf(rectangle(0.1, 0.2, 2.33, 3.01))).toBe(7.01)
  })

  test('is kept in one way, however it was drawn', () => {
    const wild: Outline = [
      [3, 6],
      [3, 3],
      [1.5, 3],
      [0, 3],
      [0, 0],
      [6, 0],
      [6, 0],
      [6, 6],
    ]
    expect(tidied(wild)).toEqual(L)
    expect(tidied([...wild].reverse())).toEqual(L)
    expect(tidied(tidied(U))).toEqual(tidied(U))
  })

  test.each([
    [
      'too-few-corners',
      [
        [0, 0],
        [3, 0],
        [0, 3],
      ],
    ],
    ['too-few-corners', []],
    [
      'too-few-corners',
      [
        [0, 0],
        [3, 0],
        [6, 0],
        [9, 0],
      ],
    ],
    [
      'slanting',
      [
        [0, 0],
        [3, 0],
        [4, 3],
        [0, 3],
      ],
    ],
    [
      'crosses-itself',
      [
        [0, 0],
        [6, 0],
        [6, 6],
        [3, 6],
        [3, -1],
        [0, -1],
      ],
    ],
    [
      'crosses-itself',
      [
        [0, 0],
        [3, 0],
        [3, 3],
        [6, 3],
        [6, 6],
        [3, 6],
        [3, 3],
        [0, 3],
      ],
    ],
    [null, L],
    [null, U],
    [null, rectangle(0, 0, 3, 3)],
  ] as [string | null, Outline][])('is refused as %s, or is one', (fault, outline) => {
    expect(faultOf(outline)).toBe(fault)
  })

  test('is cut into rectangles that cover it and do not overlap', () => {
    for (const outline of [L, U, rectangle(2, 3, 4, 5)]) {
      const rects = rectsOf(outline)
      expect(covered(rects)).toBe(areaOf(outline))
      for (const [index, one] of rects.entries())
        for (const other of rects.slice(index + 1)) expect(overlaps(one, other)).toBe(false)
    }
  })

  test('faces each side as far as its box is wide and high', () => {
    for (const outline of [L, U]) {
      const box = boxOf(outline)
      for (const side of ['up', 'down', 'left', 'right'] as const) {
        const length = edgesOf(outline)
          .filter((edge) => edge.side === side)
          .reduce((sum, edge) => sum + edge.to - edge.from, 0)
        const least = side === 'up' || side === 'down' ? box.x1 - box.x0 : box.y1 - box.y0
        expect(length, side).toBeGreaterThanOrEqual(least)
      }
    }
  })
})

describe('two shapes', () => {
  test('share as much floor as both cover', () => {
    fc.assert(
      fc.property(rect, rect, (a, b) => {
        const common = commonOf([a], [b])
        expect(covered(common)).toBe(covered([a]) + covered([b]) - covered([a, b]))
        expect(common.length > 0).toBe(overlaps(a, b))
      }),
    )
  })

  test('are as far apart one way as the other, and only touching or overlapping ones not at all', () => {
    fc.assert(
      fc.property(rect, rect, (a, b) => {
        expect(distanceOf(a, b)).toBe(distanceOf(b, a))
        if (overlaps(a, b)) expect(distanceOf(a, b)).toBe(0)
      }),
    )
    expect(distanceOf(boxOf(rectangle(0, 0, 3, 3)), boxOf(rectangle(6, 7, 3, 3)))).toBe(500)
  })

  test('share wall only where they stand side by side, not where corners meet', () => {
    expect(sharedOf(rectangle(0, 0, 3, 3), rectangle(3, 1, 3, 3))).toBe(200)
    expect(sharedOf(rectangle(0, 0, 3, 3), rectangle(3, 3, 3, 3))).toBe(0)
    expect(sharedOf(L, rectangle(0, 3, 3, 3))).toBe(600)
  })
})

describe('floors put together', () => {
  test('have the outline of what they cover, and come apart where they only touch', () => {
    expect(unionOf(rectsOf(L))).toEqual([L])
    expect(unionOf([boxOf(rectangle(0, 0, 3, 3)), boxOf(rectangle(3, 3, 3, 3))])).toHaveLength(2)
  })

  test('cover what their parts cover', () => {
    fc.assert(
      fc.property(fc.array(rect, { minLength: 1, maxLength: 6 }), (rects) => {
        const signed = unionOf(rects).reduce((sum, outline) => {
          const clockwise = tidied(outline).toString() === [...outline].toString()
          return sum + (clockwise ? areaOf(outline) : -areaOf(outline))
        }, 0)
        expect(signed).toBeCloseTo(covered(rects), 6)
      }),
    )
  })

  test('with a hole have a border inside', () => {
    const ring = [rectangle(0, 0, 9, 3), rectangle(0, 6, 9, 3), rectangle(0, 3, 3, 3), rectangle(6, 3, 3, 3)]
    expect(unionOf(ring.map(boxOf))).toHaveLength(2)
  })
})
