import fc from 'fast-check'
import { expect, test } from 'vitest'
import { surveyGround } from './ground.ts'
import { LEVELS, type Level, type Marks, rangeOf, type StandRequest, type Tier, USUAL_TERMS } from './index.ts'
import { isOrder, marksOf, meritOf, pointsOf, WHOLE, weighed, weightsFor } from './levels.ts'
import { makeBooth, makeRequest, rectangle } from './makers.ts'
import { standOf } from './stands.ts'

const stand = standOf(
  surveyGround(
    [
      makeBooth({ id: 'a', outline: rectangle(0, 0, 6, 3), zoneCode: 'dairy', openSides: 2 }),
      makeBooth({ id: 'b', outline: rectangle(6, 0, 3, 3), zoneCode: 'dairy' }),
    ],
    USUAL_TERMS,
  ),
)
const gates = new Map([['west', { id: 'west', hallCode: 'H1', at: [0, 0] as const }]])
const marks = (asked: Partial<StandRequest>, heldBefore?: string) =>
  marksOf(makeRequest({ id: 'r', wantedM2: 27, ...asked }), stand, { gates, heldBefore, terms: USUAL_TERMS })

test('a request is marked at the levels where it asks something, and at no other', () => {
  expect(marks({})).toEqual({ placed: WHOLE, size: WHOLE })
  expect(
    Object.keys(marks({ zoneCode: 'dairy', openSides: 2, wishes: [{ kind: 'hall', hallCode: 'H2' }] }, 'a')),
  ).toEqual(['placed', 'size', 'kept', 'zone', 'sides', 'wish'])
})

test('a zone is met or not, sides in part, size by what comes close', () => {
  expect(marks({ zoneCode: 'dairy' }).zone).toBe(WHOLE)
  expect(marks({ zoneCode: 'sweets' }).zone).toBe(0)
  expect(stand.openSides).toBe(2)
  expect(marks({ openSides: 2 }).sides).toBe(WHOLE)
  expect(marks({ openSides: 3 }).sides).toBe(667)
  expect(marks({ wantedM2: 36 }).size).toBe(750)
  expect(marks({ wantedM2: 18 }).size).toBe(650)
  expect(marks({ wantedM2: 27.4 }).size).toBe(WHOLE)
})

test('the first wish that is fulfilled counts: all of it for the first, less for a later one', () => {
  const [elsewhere, here, near] = [
    { kind: 'booth', boothId: 'x' },
    { kind: 'hall', hallCode: 'H1' },
    { kind: 'gate', gateId: 'west' },
  ] as const
  expect(marks({ wishes: [here, elsewhere] }).wish).toBe(WHOLE)
  expect(marks({ wishes: [elsewhere, here] }).wish).toBe(500)
  expect(marks({ wishes: [elsewhere, elsewhere, near] }).wish).toBe(333)
  expect(marks({ wishes: [elsewhere, { kind: 'gate', gateId: 'none' }] }).wish).toBe(0)
})

test('whoever stays is marked by the booths, however they are named', () => {
  expect(marks({}, 'a b').kept).toBe(WHOLE)
  expect(marks({}, 'a').kept).toBe(0)
})

test('points come from editions, early weeks and size, up to their limits, and from what the edition adds', () => {
  const points = (asked: Partial<StandRequest>) => pointsOf(makeRequest({ id: 'r', ...asked }), USUAL_TERMS)
  expect(points({})).toBe(1)
  expect(points({ earlierEditions: 2 })).toBe(17)
  expect(points({ earlierEditions: 9, daysEarly: 400, wantedM2: 2_000 })).toBe(5 * 8 + 20 + 40)
  expect(points({ daysEarly: 13 })).toBe(2)
  expect(points({ otherPoints: -20 })).toBe(-19)
})

test('merit rises by one with each band', () => {
  expect([-5, 14, 15, 30, 59, 60, 500].map((points) => meritOf(points, USUAL_TERMS))).toEqual([1, 1, 2, 3, 4, 5, 5])
})

test('a request that says only what it wishes takes as much less and more as the edition says', () => {
  expect(rangeOf(36, USUAL_TERMS)).toEqual({ leastM2: 28.8, mostM2: 45 })
})

test('an order has placed first, each level once, and whole positive weights', () => {
  expect(isOrder(USUAL_TERMS.order)).toBe(true)
  expect(isOrder([{ placed: 1, kept: 3, size: 2 }, { zone: 1 }])).toBe(true)
  for (const order of [
    [],
    [{ zone: 1 }, { placed: 1 }],
    [{ placed: 1 }, { placed: 1 }],
    [{ placed: 0 }],
    [{ placed: 0.5 }],
  ])
    expect(isOrder(order as Tier[]), JSON.stringify(order)).toBe(false)
  expect(() => weightsFor([{ zone: 1 }], 10)).toThrow(RangeError)
})

const someMarks = fc.record(
  Object.fromEntries(LEVELS.map((level) => [level, fc.integer({ min: 0, max: WHOLE })])) as Record<
    Level,
    fc.Arbitrary<number>
  >,
)
const requests = fc.array(fc.tuple(fc.integer({ min: 1, max: 9 }), someMarks, someMarks), {
  minLength: 1,
  maxLength: 40,
})
const orders = fc.constantFrom<readonly Tier[]>(
  USUAL_TERMS.order,
  [{ placed: 1, size: 3 }, { zone: 2, kept: 5 }, { wish: 1 }],
  [{ placed: 64, zone: 32, size: 16, sides: 8, block: 4, apart: 2, wish: 1 }],
)

test('one number keeps the order: whoever is ahead in the first tier that differs is ahead altogether', () => {
  fc.assert(
    fc.property(requests, orders, (all, order) => {
      const weights = weightsFor(
        order,
        all.reduce((sum, [merit]) => sum + merit, 0),
      )
      const worth = (which: 1 | 2) => all.reduce((sum, one) => sum + weighed(one[which], one[0], weights), 0n)
      const tierSum = (tier: Tier, which: 1 | 2) => all.reduce((sum, one) => sum + one[0] * inTier(one[which], tier), 0)
      const differing = order.find((tier) => tierSum(tier, 1) !== tierSum(tier, 2))
      if (!differing) expect(worth(1)).toBe(worth(2))
      else expect(worth(1) > worth(2)).toBe(tierSum(differing, 1) > tierSum(differing, 2))
    }),
  )
})

const inTier = (marked: Marks, tier: Tier): number =>
  LEVELS.reduce((sum, level) => sum + (tier[level] ?? 0) * (marked[level] ?? 0), 0)

test('a level that is not in the order weighs nothing', () => {
  expect(weightsFor([{ placed: 1 }], 5).wish).toBe(0n)
})
