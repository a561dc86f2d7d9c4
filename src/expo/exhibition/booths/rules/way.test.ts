import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { aBooth, aSheet } from '../makers.ts'
import { mainAislesOf } from './aisles.ts'
import { cm, isInside, type Point, type Rect, rectsOf } from './geometry.ts'
import { type Door, doorInWall, doorsOf, networkOf } from './network.ts'
import { type Booth, type Floor, hallOf, pillarsOf, USUAL_RULES } from './plan.ts'
import { sidesOfAll } from './sides.ts'
import { MIXES, suggestPlan } from './suggest.ts'
import { legsOf, minutesOf, type Way, wayBetween } from './way.ts'

let made = 0
const suggested = (seed: string, mix: keyof typeof MIXES = 'small'): Floor =>
  suggestPlan({
    lengthM: 135,
    widthM: 100,
    rules: USUAL_RULES,
    wishes: [{ areaCode: 'food', share: 1, mix: MIXES[mix], national: false, zones: [] }],
    pillars: true,
    seed,
    newId: () => `id${++made}`,
  })

/** Booths strewn over a hall on a grid of cells, each smaller than its cell: any floor that staff may draw, not only tidy ones. */
const strewn = fc
  .array(
    fc.record({
      present: fc.boolean(),
      left: fc.integer({ min: 3, max: 6 }),
      top: fc.integer({ min: 3, max: 6 }),
      width: fc.integer({ min: 4, max: 14 }),
      depth: fc.integer({ min: 4, max: 14 }),
    }),
    { minLength: 24, maxLength: 24 },
  )
  .map((cells): Floor => {
    const booths = cells.flatMap(({ present, left, top, width, depth }, index): Booth[] => {
      const [x, y] = [(index % 6) * 10, Math.floor(index / 6) * 10]
      return present ? [aBooth(`C${index}`, x + left / 2, y + top / 2, { size: [width / 2, depth / 2] })] : []
    })
    return { lengthM: 60, widthM: 40, booths, structures: [] }
  })
  .filter((floor) => floor.booths.length >= 3)

interface Walked {
  floor: Floor
  doors: Door[][]
  between(from: readonly Door[], to: readonly Door[]): Way | null
}
function walk(floor: Floor): Walked {
  const pillars = pillarsOf(floor.structures)
  const doors = sidesOfAll(floor, USUAL_RULES.openSideM).map((sides) => doorsOf(sides, pillars))
  const network = networkOf(floor, USUAL_RULES.wayM, doors)
  return { floor, doors, between: (from, to) => wayBetween(network, from, to) }
}

const solidOf = (floor: Floor): Rect[] => [
  ...floor.booths.flatMap((booth) => rectsOf(booth.outline)),
  ...floor.structures.flatMap((one) => (one.outline ? rectsOf(one.outline) : [])),
]

/** Every half metre of a way, to be looked at. */
function* along(points: readonly Point[]): Generator<Point> {
  for (const [index, [x, y]] of points.slice(0, -1).entries()) {
    const [toX, toY] = points[index + 1] as Point
    const steps = Math.max(1, Math.ceil(Math.hypot(toX - x, toY - y) * 2))
    for (let step = 0; step <= steps; step++) yield [x + ((toX - x) * step) / steps, y + ((toY - y) * step) / steps]
  }
}

function insistOnFloor(way: Way, floor: Floor): void {
  const solid = solidOf(floor)
  const hall = hallOf(floor)
  let length = 0
  for (const [index, [x, y]] of way.points.slice(0, -1).entries()) {
    const [toX, toY] = way.points[index + 1] as Point
    expect(x === toX || y === toY, 'runs along the walls').toBe(true)
    length += Math.abs(cm(toX) - cm(x)) + Math.abs(cm(toY) - cm(y))
  }
  expect(cm(way.lengthM)).toBe(length)
  for (const point of along(way.points)) {
    expect(isInside(solid, point), `${point} lies in something`).toBe(false)
    expect(
      cm(point[0]) >= hall.x0 && cm(point[0]) <= hall.x1 && cm(point[1]) >= hall.y0 && cm(point[1]) <= hall.y1,
    ).toBe(true)
  }
}

test('whoever stands beside the aisle that runs straight out of a door is met on the way, not from behind', () => {
  const sizes: [number, number, number, number][] = [
    [11.5, 1.5, 2, 2],
    [31.5, 1.5, 2, 2],
    [41.5, 1.5, 2, 2],
    [1.5, 11.5, 2, 2],
    [21.5, 11.5, 2, 2],
    [31.5, 11.5, 2, 2],
    [43, 11.5, 7, 2],
    [1.5, 31.5, 2, 2],
    [21.5, 31.5, 2, 2],
    [33, 31.5, 7, 2],
    [53, 31.5, 2, 2],
  ]
  const booths = sizes.map(([x, y, width, depth], index) => aBooth(`C${index}`, x, y, { size: [width, depth] }))
  const floor: Floor = { lengthM: 60, widthM: 40, booths, structures: [] }
  const { doors, between } = walk(floor)
  for (const from of doors)
    for (const to of doors) {
      const way = between(from, to)
      if (way) insistOnFloor(way, floor)
    }
})

describe('on any floor', () => {
  test('a way never goes through a booth, and is as long as its pieces', () => {
    fc.assert(
      fc.property(strewn, fc.nat(), fc.nat(), (floor, a, b) => {
        const { doors, between } = walk(floor)
        const way = between(doors[a % doors.length] ?? [], doors[b % doors.length] ?? [])
        if (way) insistOnFloor(way, floor)
      }),
      { numRuns: 120 },
    )
  })

  test('there and back are equally long', () => {
    fc.assert(
      fc.property(strewn, fc.nat(), fc.nat(), (floor, a, b) => {
        const { doors, between } = walk(floor)
        const [from, to] = [doors[a % doors.length] ?? [], doors[b % doors.length] ?? []]
        expect(between(from, to)?.lengthM).toBe(between(to, from)?.lengthM)
      }),
      { numRuns: 120 },
    )
  })

  test('no way by a third door is shorter', () => {
    fc.assert(
      fc.property(strewn, fc.nat(), fc.nat(), fc.nat(), (floor, a, b, c) => {
        const { doors, between } = walk(floor)
        const all = doors.flat()
        const [one, two, three] = [a, b, c].map((pick) => [all[pick % all.length] as Door]) as [Door[], Door[], Door[]]
        const [direct, first, second] = [between(one, three), between(one, two), between(two, three)]
        if (direct && first && second) expect(direct.lengthM).toBeLessThanOrEqual(first.lengthM + second.lengthM + 1e-9)
      }),
      { numRuns: 120 },
    )
  })

  test('of several doors the nearest is taken', () => {
    fc.assert(
      fc.property(strewn, fc.nat(), fc.nat(), (floor, a, b) => {
        const { doors, between } = walk(floor)
        const [from, to] = [doors[a % doors.length] ?? [], doors[b % doors.length] ?? []]
        const whole = between(from, to)
        const each = from.flatMap((one) => to.map((other) => between([one], [other])?.lengthM ?? Infinity))
        if (whole) expect(whole.lengthM).toBe(Math.min(...each))
      }),
      { numRuns: 60 },
    )
  })
})

test.each(['small', 'middle', 'large', 'startups'] as const)(
  'in a hall of %s stands every booth is reached from every gate',
  (mix) => {
    const floor = suggested(`ways ${mix}`, mix)
    const { doors, between } = walk(floor)
    for (const gate of floor.structures.filter((one) => one.kind === 'gate')) {
      const entry = [doorInWall(gate.at as Point, hallOf(floor))]
      for (const [index, own] of doors.entries()) {
        const way = between(entry, own)
        expect(way, floor.booths[index]?.number).not.toBeNull()
        if (way && index % 9 === 0) insistOnFloor(way, floor)
      }
    }
  },
)

test('a way is told by its turns, the main aisles it follows, and the booths at its corners', () => {
  const floor: Floor = { lengthM: 60, widthM: 40, ...aSheet() }
  const { doors, between } = walk(floor)
  const gate = doorInWall([25, 40], hallOf(floor))
  expect(gate.side).toBe('up')
  const upper = (doors[0] ?? []).filter((door) => door.side === 'up')
  const way = between([gate], upper) as Way
  const legs = legsOf(way, floor, mainAislesOf(floor, 6))
  expect(legs.map(({ heading, turn }) => [heading, turn])).toEqual([
    ['up', null],
    ['left', 'left'],
    ['down', 'left'],
  ])
  expect(legs[0]).toMatchObject({ aisle: 'II', at: null })
  expect(legs[1]).toMatchObject({ aisle: 'IV' })
  expect(legs.reduce((sum, leg) => sum + leg.lengthM, 0)).toBeCloseTo(way.lengthM, 6)
})

test('where a wall is between there is no way', () => {
  const wall = aBooth('W', 0, 18, { size: [60, 2] })
  const floor: Floor = {
    lengthM: 60,
    widthM: 40,
    booths: [aBooth('N', 10, 8), aBooth('S', 10, 30), wall],
    structures: [],
  }
  const { doors, between } = walk(floor)
  expect(between(doors[0] ?? [], doors[1] ?? [])).toBeNull()
  expect(between(doors[0] ?? [], [])).toBeNull()
})

test('a short way takes a minute, a long one as many as have begun', () => {
  expect([minutesOf(3, 66), minutesOf(66, 66), minutesOf(67, 66), minutesOf(660, 66)]).toEqual([1, 1, 2, 10])
})
