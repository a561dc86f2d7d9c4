import fc from 'fast-check'
import { expect, test } from 'vitest'
import { cornersOf, gapM, sharedM, wallsOf } from './geometry.ts'
import { rectangle } from './makers.ts'
import type { Point } from './words.ts'

const walls = (x: number, y: number, width: number, depth: number) => wallsOf(rectangle(x, y, width, depth))
const faces = (outline: readonly Point[]) =>
  wallsOf(outline)
    .map(({ face, at }) => `${face} ${at}`)
    .toSorted()

test('a booth’s walls face outwards, whichever way round it was drawn', () => {
  const outline = rectangle(3, 6, 6, 3)
  expect(faces(outline)).toEqual(['east 900', 'north 600', 'south 900', 'west 300'])
  expect(faces(outline.toReversed())).toEqual(faces(outline))
})

test('booths share the metres along which they touch, and no others', () => {
  expect(sharedM(walls(0, 0, 6, 3), walls(6, 0, 3, 3))).toBe(3)
  expect(sharedM(walls(0, 0, 6, 3), walls(2, 3, 6, 3))).toBe(4)
  expect(sharedM(walls(0, 0, 3, 3), walls(3, 3, 3, 3))).toBe(0)
  expect(sharedM(walls(0, 0, 3, 3), walls(3.01, 0, 3, 3))).toBe(0)
})

test('tenths of a metre that a computer cannot hold touch all the same', () => {
  expect(sharedM(walls(0, 0, 0.1 + 0.2, 3), walls(0.3, 0, 3, 3))).toBe(3)
})

test('the gap between booths is the free way between them, straight or across a corner', () => {
  expect(gapM(walls(0, 0, 3, 3), walls(6, 1, 3, 3))).toBe(3)
  expect(gapM(walls(0, 0, 3, 3), walls(6, 7, 3, 3))).toBe(5)
  expect(gapM(walls(0, 0, 3, 3), walls(3, 3, 3, 3))).toBe(0)
})

test('joined booths make a rectangle, an L, or something that no stand should be', () => {
  const at = (...cells: [number, number][]) => cells.map(([x, y]) => walls(x * 3, y * 3, 3, 3))
  expect(cornersOf(at([0, 0], [1, 0], [2, 0]))).toBe(4)
  expect(cornersOf(at([0, 0], [1, 0], [0, 1]))).toBe(6)
  expect(cornersOf(at([0, 0], [1, 0], [2, 0], [1, 1]))).toBe(8)
  expect(cornersOf(at([0, 0], [0, 1], [1, 1], [2, 1], [2, 0]))).toBe(8)
  expect(cornersOf(at([0, 0], [2, 0]))).toBe(Number.POSITIVE_INFINITY)
  const ring = at([0, 0], [1, 0], [2, 0], [0, 1], [2, 1], [0, 2], [1, 2], [2, 2])
  expect(cornersOf(ring)).toBe(Number.POSITIVE_INFINITY)
})

test('an L that was drawn as one booth keeps its corners when a booth fills its notch', () => {
  const drawn: Point[] = [
    [0, 0],
    [6, 0],
    [6, 3],
    [3, 3],
    [3, 6],
    [0, 6],
  ]
  expect(cornersOf([wallsOf(drawn)])).toBe(6)
  expect(cornersOf([wallsOf(drawn), walls(3, 3, 3, 3)])).toBe(4)
})

test('whatever two booths: sharing and distance are mutual, and what shares a wall has no gap', () => {
  const box = fc.record({
    x: fc.integer({ min: 0, max: 12 }),
    y: fc.integer({ min: 0, max: 12 }),
    width: fc.integer({ min: 1, max: 6 }),
    depth: fc.integer({ min: 1, max: 6 }),
  })
  fc.assert(
    fc.property(box, box, (one, other) => {
      const [a, b] = [one, other].map(({ x, y, width, depth }) => walls(x, y, width, depth)) as [
        ReturnType<typeof walls>,
        ReturnType<typeof walls>,
      ]
      expect(sharedM(a, b)).toBe(sharedM(b, a))
      expect(gapM(a, b)).toBe(gapM(b, a))
      if (sharedM(a, b) > 0) expect(gapM(a, b)).toBe(0)
    }),
  )
})
