import fc from 'fast-check'
import { expect, test } from 'vitest'
import { openSidesOf, type Spot, surveyGround } from './ground.ts'
import { type Group, layGroup, makeBooth, rectangle } from './makers.ts'
import { drawStands, hangTogether } from './stands.ts'
import { type Booth, type Terms, USUAL_TERMS } from './words.ts'

const group = (columns: number, rows: number): Group => ({ kind: 'standard', width: 3, depth: 3, columns, rows })
const lay = (columns: number, rows: number): Booth[] =>
  layGroup(group(columns, rows), { hallCode: 'H1', areaCode: 'food', left: 0, top: 0, from: 0, zoneAt: () => null })
const survey = (booths: readonly Booth[], terms: Partial<Terms> = {}) =>
  surveyGround(booths, { ...USUAL_TERMS, ...terms })
const everything = { isWanted: () => true, mostM2: 1_000 }
const draw = (booths: readonly Booth[], terms: Partial<Terms> = {}) =>
  drawStands(survey(booths, terms), everything, { ...USUAL_TERMS, ...terms })
const bySize = (booths: readonly Booth[], terms: Partial<Terms> = {}) =>
  Map.groupBy(draw(booths, terms).stands, ({ spots }) => spots.length)
const named = (spots: readonly Spot[], ...numbers: number[]) => numbers.map((number) => spots[number - 1] as Spot)

test('four booths in a square join to four pairs, four Ls and the square', () => {
  const sizes = bySize(lay(2, 2))
  expect([1, 2, 3, 4].map((size) => sizes.get(size)?.length)).toEqual([4, 4, 4, 1])
})

test('a T or an S is no stand', () => {
  const ofFour = bySize(lay(3, 2)).get(4) ?? []
  const squares = 2
  const ls = 4
  expect(ofFour).toHaveLength(squares + ls)
})

test('an edition that wants no Ls gets rectangles only', () => {
  const sizes = bySize(lay(2, 2), { joining: { mostBooths: 6, sharedM: 2, toAnL: false } })
  expect([1, 2, 3, 4].map((size) => sizes.get(size)?.length)).toEqual([4, 4, undefined, 1])
})

test('booths of another area, another kind, or with too little wall in common are not joined', () => {
  const first = makeBooth({ id: 'a', outline: rectangle(0, 0, 3, 3) })
  const second = (change: Partial<Booth>) => [first, makeBooth({ id: 'b', outline: rectangle(3, 0, 3, 3), ...change })]
  expect(bySize(second({})).get(2)).toHaveLength(1)
  expect(bySize(second({ areaCode: 'services' })).get(2)).toBeUndefined()
  expect(bySize(second({ kind: 'raw' })).get(2)).toBeUndefined()
  expect(bySize(second({ outline: rectangle(3, 2, 3, 3) })).get(2)).toBeUndefined()
})

test('only what somebody wants is drawn', () => {
  const { stands } = drawStands(survey(lay(4, 1)), { isWanted: (areaM2) => areaM2 === 18, mostM2: 20 }, USUAL_TERMS)
  expect(stands.map(({ areaM2 }) => areaM2)).toEqual([18, 18, 18])
})

test('a row with too many ways to join it is looked at with fewer booths, and that is said', () => {
  const caps = { standsPerRequest: 10, joinedPerRow: 30 }
  const { stands, cutRows } = draw(lay(7, 2), { caps })
  expect(cutRows).toBe(1)
  expect(Math.max(...stands.map(({ spots }) => spots.length))).toBe(2)
  expect(draw(lay(7, 2)).cutRows).toBe(0)
})

test('every way to join booths that hang together is found, and none twice', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 4 }), fc.integer({ min: 1, max: 2 }), (columns, rows) => {
      const spots = survey(lay(columns, rows))
      const subsets = Array.from({ length: 2 ** spots.length }, (_, bits) =>
        spots.filter((_, index) => bits & (1 << index)),
      )
      const hanging = subsets.filter((set) => set.length > 0 && set.length <= 6 && hangTogether(set))
      const shapes = { mostBooths: 6, sharedM: 2, toAnL: true }
      const { stands } = drawStands(spots, everything, { ...USUAL_TERMS, joining: shapes })
      const keys = stands.map(({ key }) => key)
      expect(new Set(keys).size).toBe(keys.length)
      for (const key of keys) expect(hanging.map((set) => set.map(({ booth }) => booth.id).join(' '))).toContain(key)
      const straight = hanging.filter((set) => new Set(set.map(({ booth }) => booth.centre[1])).size === 1)
      for (const set of straight) expect(keys).toContain(set.map(({ booth }) => booth.id).join(' '))
    }),
  )
})

test('joined booths open to where their booths do: a row’s end, its middle, a whole row, a whole group', () => {
  const row = survey(lay(4, 1))
  expect(row.map((spot) => spot.booth.openSides)).toEqual([3, 2, 2, 3])
  expect(openSidesOf(named(row, 1, 2))).toBe(3)
  expect(openSidesOf(named(row, 2, 3))).toBe(2)
  expect(openSidesOf(row)).toBe(4)
  const island = survey(lay(3, 2))
  expect(openSidesOf(named(island, 1, 2))).toBe(2)
  expect(openSidesOf(named(island, 1, 4))).toBe(3)
  expect(openSidesOf(named(island, 2, 5))).toBe(2)
  expect(openSidesOf(island)).toBe(4)
})

test('against the hall’s wall one side fewer is open, although no booth stands there', () => {
  const atTheWall = lay(4, 1).map((booth) => ({ ...booth, openSides: booth.openSides - 1 }))
  const spots = survey(atTheWall)
  expect(openSidesOf(named(spots, 2, 3))).toBe(1)
  expect(openSidesOf(named(spots, 1, 2))).toBe(2)
  expect(openSidesOf(named(spots, 1, 2, 3))).toBe(2)
})

test('booths that touch are one row; across an aisle is another', () => {
  const across = makeBooth({ id: 'z', outline: rectangle(0, 9, 3, 3) })
  const rows = survey([...lay(3, 2), across]).map((spot) => spot.row)
  expect(new Set(rows.slice(0, 6)).size).toBe(1)
  expect(rows[6]).not.toBe(rows[0])
})
