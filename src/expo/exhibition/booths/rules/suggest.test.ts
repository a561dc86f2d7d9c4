import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { areaOf } from './geometry.ts'
import { findingsOf } from './layout.ts'
import { type Floor, USUAL_RULES } from './plan.ts'
import { MIXES, type MixName, suggestPlan, type Wish } from './suggest.ts'

const wish = (mix: MixName, over: Partial<Wish> = {}): Wish => ({
  areaCode: 'food',
  share: 1,
  mix: MIXES[mix],
  national: mix === 'pavilions',
  zones: [],
  ...over,
})
const suggested = (
  lengthM: number,
  widthM: number,
  wishes: Wish[],
  { seed = 'x', mostShare = 0.45, pillars = true } = {},
): Floor => {
  let id = 0
  return suggestPlan({
    lengthM,
    widthM,
    rules: { ...USUAL_RULES, mostShare },
    wishes,
    pillars,
    seed,
    newId: () => `id${++id}`,
  })
}
const known = { areas: new Set(['food', 'cars']), zones: new Map([['seeds', 'food']]), gates: [] }
const forbidden = (floor: Floor, mostShare = 0.45) =>
  findingsOf(floor, { ...USUAL_RULES, mostShare, warns: [] }, known).map((one) => `${one.rule} ${one.boothIds.length}`)
const netOf = (floor: Floor) => floor.booths.reduce((sum, booth) => sum + areaOf(booth.outline), 0)

describe.each(Object.keys(MIXES) as MixName[])('a hall of %s stands', (mix) => {
  test.each([
    [270, 107],
    [135, 100],
  ])('of %i by %i metres keeps every rule and fills a fair share of the floor', (lengthM, widthM) => {
    const floor = suggested(lengthM, widthM, [wish(mix)])
    expect(forbidden(floor)).toEqual([])
    expect(netOf(floor) / (lengthM * widthM)).toBeGreaterThan(0.24)
    expect(floor.structures.filter((one) => one.kind === 'gate').length).toBeGreaterThanOrEqual(3)
  })
})

test('a pillar stands in a stand or in the open, never in the way before a stand', () => {
  const floor = suggested(289, 134, [wish('startups')], { seed: '', mostShare: 0.4 })
  expect(forbidden(floor, 0.4)).toEqual([])
})

test('in halls of any size, with any seed, nothing forbids', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 60, max: 300 }),
      fc.integer({ min: 40, max: 140 }),
      fc.constantFrom(...(Object.keys(MIXES) as MixName[])),
      fc.string({ maxLength: 6 }),
      (lengthM, widthM, mix, seed) => {
        const floor = suggested(lengthM, widthM, [wish(mix)], { seed, mostShare: 0.4 })
        const found = findingsOf(floor, USUAL_RULES, known)
        expect(found.filter((one) => one.forbids).map((one) => one.rule)).toEqual([])
      },
    ),
    { numRuns: 25 },
  )
})

test('the same seed gives the same plan, another gives another', () => {
  const once = suggested(270, 107, [wish('small')], { seed: 'a' })
  expect(suggested(270, 107, [wish('small')], { seed: 'a' })).toEqual(once)
  expect(suggested(270, 107, [wish('small')], { seed: 'b' })).not.toEqual(once)
})

test('areas get their share of the hall, and a zone its share of an area', () => {
  const floor = suggested(270, 107, [
    wish('middle', { share: 0.6, zones: [{ code: 'seeds', share: 0.3 }] }),
    wish('large', { areaCode: 'cars', share: 0.4 }),
  ])
  const share = (of: (booth: Floor['booths'][number]) => boolean) =>
    floor.booths.filter(of).reduce((sum, booth) => sum + areaOf(booth.outline), 0)
  expect(share((booth) => booth.areaCode === 'food') / netOf(floor)).toBeGreaterThan(0.45)
  expect(share((booth) => booth.areaCode === 'cars') / netOf(floor)).toBeGreaterThan(0.2)
  expect(share((booth) => booth.zoneCode === 'seeds') / share((booth) => booth.areaCode === 'food')).toBeGreaterThan(
    0.2,
  )
  expect(forbidden(floor)).toEqual([])
})

test('large stands, corners taken round, tables and pillars are among them', () => {
  const large = suggested(270, 107, [wish('large')])
  expect(Math.max(...large.booths.map((booth) => areaOf(booth.outline)))).toBeGreaterThan(2_000)
  expect(suggested(270, 107, [wish('small')]).booths.some((booth) => booth.outline.length > 4)).toBe(true)
  expect(suggested(270, 107, [wish('startups')]).booths.some((booth) => booth.kind === 'pod')).toBe(true)
  expect(large.booths.some((booth) => booth.holdsPillar)).toBe(true)
})
