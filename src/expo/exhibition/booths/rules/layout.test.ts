import { describe, expect, test } from 'vitest'
import { aBooth, aSheet } from '../makers.ts'
import type { LayoutRule } from '../words.ts'
import { mainAislesOf } from './aisles.ts'
import type { Sheet } from './change.ts'
import { type Finding, findingsOf, type Known } from './layout.ts'
import { type Floor, type Structure, USUAL_RULES } from './plan.ts'
import { groupsOf, neighboursOf, sidesOfAll } from './sides.ts'

const known: Known = {
  areas: new Set(['food']),
  zones: new Map([['seeds', 'food']]),
  gates: [],
}
const floor = (sheet: Sheet): Floor => ({ lengthM: 60, widthM: 40, ...sheet })
const strict = { ...USUAL_RULES, warns: [] }
const find = (sheet: Sheet, of: Partial<Known> = {}): Finding[] => findingsOf(floor(sheet), strict, { ...known, ...of })
const rulesOf = (findings: readonly Finding[]) => [...new Set(findings.map((one) => one.rule))].sort()
const only = (sheet: Sheet, rule: LayoutRule): Finding => {
  const found = find(sheet).filter((one) => one.rule === rule)
  expect(found, `${rule} in ${rulesOf(find(sheet))}`).toHaveLength(1)
  return found[0] as Finding
}
const withBooths = (...booths: Sheet['booths']): Sheet => ({ ...aSheet(), booths: [...aSheet().booths, ...booths] })
const room = (kind: Structure['kind'], x: number, y: number, width: number, height: number): Structure => ({
  id: crypto.randomUUID(),
  kind,
  name: '',
  at: null,
  outline: [
    [x, y],
    [x + width, y],
    [x + width, y + height],
    [x, y + height],
  ],
})

test('a plan that keeps every rule has no finding', () => {
  expect(find(aSheet())).toEqual([])
})

describe('each rule finds what breaks it, says how much, and where', () => {
  test('a shape that cannot be built', () => {
    const slanting = aBooth('X', 0, 0, {
      outline: [
        [48, 8],
        [51, 8],
        [52, 11],
        [48, 11],
      ],
    })
    expect(only(withBooths(slanting), 'crooked')).toMatchObject({
      boothIds: [slanting.id],
      name: 'slanting',
      forbids: true,
    })
  })
  test('out of the hall', () => {
    expect(only(withBooths(aBooth('X', 58.5, 30)), 'outside-hall')).toMatchObject({ amount: 1.5 })
  })
  test('floor taken twice, by another booth or by a room', () => {
    const twice = only(withBooths(aBooth('X', 37, 15, { kind: 'raw' })), 'overlap')
    expect(twice).toMatchObject({ amount: 4, where: [{ x0: 3700, y0: 1500, x1: 3900, y1: 1700 }] })
    const inRoom = only({ ...aSheet(), structures: [...aSheet().structures, room('stage', 31, 10, 3, 2)] }, 'overlap')
    expect(inRoom).toMatchObject({ amount: 6 })
  })
  test('a number missing, or given twice', () => {
    const sheet = withBooths(aBooth('', 48, 8), aBooth('A01', 48, 16))
    expect(only(sheet, 'number-missing').boothIds).toHaveLength(1)
    expect(only(sheet, 'number-twice')).toMatchObject({ name: 'A01' })
  })
  test('an area or zone that the edition does not have, or a zone of another area', () => {
    expect(only(withBooths(aBooth('X', 48, 8, { areaCode: 'cars' })), 'area-unknown')).toMatchObject({ name: 'cars' })
    expect(only(withBooths(aBooth('X', 48, 8, { zoneCode: 'robots' })), 'zone-unknown')).toMatchObject({
      name: 'robots',
    })
    expect(find(withBooths(aBooth('X', 48, 8, { zoneCode: 'seeds' })))).toEqual([])
  })
  test('a pillar in a booth that is not marked', () => {
    const pillar = room('pillar', 33, 26, 1, 1)
    const sheet = { ...aSheet(), structures: [...aSheet().structures, pillar] }
    expect(only(sheet, 'pillar-inside')).toMatchObject({ amount: 1 })
    const marked = {
      ...sheet,
      booths: sheet.booths.map((booth) => ({ ...booth, holdsPillar: booth.number === 'B02' })),
    }
    expect(rulesOf(find(marked))).not.toContain('pillar-inside')
  })
  test('a booth shut in by others', () => {
    const block = [0, 3, 6].flatMap((x) => [0, 3, 6].map((y) => aBooth(`X${x}${y}`, 45 + x, 6 + y)))
    const shut = block.find((booth) => booth.number === 'X33')
    expect(only({ ...aSheet(), booths: block }, 'no-open-side').boothIds).toEqual([shut?.id])
  })
  test('a booth that nobody can walk to', () => {
    const walls = [
      room('service', 44, 4, 12, 2),
      room('service', 44, 14, 12, 2),
      room('service', 44, 6, 2, 8),
      room('service', 54, 6, 2, 8),
    ]
    const inside = aBooth('X', 48.5, 8.5)
    const sheet = { ...aSheet(), booths: [...aSheet().booths, inside], structures: [...aSheet().structures, ...walls] }
    expect(only(sheet, 'unreachable').boothIds).toEqual([inside.id])
  })
  test('a passage between two blocks that is too narrow, at its narrowest place', () => {
    const near = aBooth('X', 41, 9, { size: [3, 6] })
    expect(only(withBooths(near), 'passage')).toMatchObject({
      amount: 1,
      limit: 3,
      where: [{ x0: 3900, y0: 900, x1: 4100, y1: 1500 }],
    })
    expect(find(withBooths(aBooth('X', 42, 9)))).toEqual([])
  })
  test('a row longer than allowed, but not a large stand of its own', () => {
    const row = Array.from({ length: 8 }, (_, index) => aBooth(`R${index}`, 8 + index * 3, 10))
    expect(only({ ...aSheet(), booths: row }, 'row-length')).toMatchObject({ amount: 3, limit: 21 })
    const large = aBooth('L1', 6, 8, { size: [40, 20], kind: 'raw' })
    expect(rulesOf(find({ ...aSheet(), booths: [large] }))).not.toContain('row-length')
  })
  test('main aisles from wall to wall that are missing', () => {
    const comb = [0, 1, 2, 3].map((index) =>
      aBooth(`C${index}`, 1 + index * 14, index % 2 ? 12 : 1, { size: [13, 25] }),
    )
    expect(only({ ...aSheet(), booths: comb }, 'main-aisles')).toMatchObject({ limit: 3 })
  })
  test('too near to an exit, a hydrant, or a room that must be reached', () => {
    const at = (kind: Structure['kind'], x: number, y: number): Structure => ({
      id: crypto.randomUUID(),
      kind,
      name: '',
      at: [x, y],
      outline: null,
    })
    const and = (...more: Structure[]) => ({ ...aSheet(), structures: [...aSheet().structures, ...more] })
    expect(only(and(at('emergency-exit', 36, 32)), 'exit-clearance')).toMatchObject({ amount: 1, limit: 3 })
    expect(only(and(at('hydrant', 36, 31)), 'hydrant-clearance')).toMatchObject({ amount: 0.4, limit: 1.4 })
    expect(only(and(room('lift', 32, 30.2, 3, 3)), 'maintenance-passage')).toMatchObject({ amount: 0.4, limit: 0.6 })
    expect(find(and(at('hydrant', 36, 31.4)))).toEqual([])
  })
  test('more floor than the rules allow', () => {
    const large = aBooth('L1', 6, 7, { size: [48, 26], kind: 'raw' })
    expect(only({ ...aSheet(), booths: [large] }, 'share-of-floor')).toMatchObject({ amount: 288, limit: 40 })
  })
  test('a gate that ways over the venue go through', () => {
    expect(find(aSheet(), { gates: ['1', '7'] })).toMatchObject([{ rule: 'gate-lost', name: '7' }])
  })
})

test('the venue decides what only warns; what cannot be built always forbids', () => {
  const sheet = withBooths(aBooth('X', 41, 9), aBooth('A01', 48, 20))
  const findings = findingsOf(floor(sheet), { ...USUAL_RULES, warns: ['passage', 'number-twice'] }, known)
  expect(findings.map((one) => [one.rule, one.forbids])).toEqual([
    ['number-twice', true],
    ['passage', false],
  ])
})

test('open sides are those with an aisle before most of them; a short front of a neighbour closes nothing', () => {
  const sides = sidesOfAll(floor(aSheet()), 2)
  const openOf = (number: string) => sides[aSheet().booths.findIndex((booth) => booth.number === number)]?.open
  expect(openOf('A01')).toEqual(['up', 'left'])
  expect(openOf('A03')).toEqual(['up'])
  expect(openOf('B01')).toEqual(['up', 'right', 'down', 'left'])
  const besideWall = sidesOfAll({ ...floor(aSheet()), booths: [aBooth('W', 1, 20)] }, 2)
  expect(besideWall[0]?.open).toEqual(['up', 'right', 'down'])
})

test('booths wall to wall are one block, and neighbours are those that share wall', () => {
  const { booths } = aSheet()
  expect(
    groupsOf(booths)
      .map((group) => group.length)
      .sort(),
  ).toEqual([1, 1, 8])
  const first = booths.findIndex((booth) => booth.number === 'A03')
  expect(
    neighboursOf(booths, first)
      .map((at) => booths[at]?.number)
      .sort(),
  ).toEqual(['A01', 'A04', 'A05'])
})

test('main aisles are named across first, then along, and end where a booth stands in them', () => {
  const aisles = mainAislesOf(floor(aSheet()), 6)
  expect(aisles.map((aisle) => [aisle.name, aisle.runs, aisle.fromM, aisle.toM])).toEqual([
    ['I', 'across', 0, 9],
    ['II', 'across', 21, 30],
    ['III', 'across', 42, 60],
    ['IV', 'along', 0, 9],
    ['V', 'along', 17, 24],
    ['VI', 'along', 30, 40],
  ])
  expect(mainAislesOf({ ...floor(aSheet()), booths: [] }, 6)).toEqual([])
})
