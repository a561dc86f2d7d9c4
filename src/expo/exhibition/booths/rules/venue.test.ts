import { describe, expect, test } from 'vitest'
import type { PassageKind } from '../words.ts'
import { compassOf, type Ground, laidOut, type Passage, placedOn, wayOver } from './venue.ts'

const ground = (turn: number): Ground => ({
  code: '1',
  hallCode: '1',
  level: 0,
  xM: 100,
  yM: 50,
  lengthM: 60,
  widthM: 40,
  turn,
})

test('a point of a hall lies on the venue where the hall is turned to', () => {
  const corners = (turn: number) =>
    [
      [0, 0],
      [60, 0],
      [60, 40],
      [0, 40],
    ].map((point) => placedOn(ground(turn), point as [number, number]))
  expect(corners(0)).toEqual([
    [100, 50],
    [160, 50],
    [160, 90],
    [100, 90],
  ])
  expect(corners(1)).toEqual([
    [140, 50],
    [140, 110],
    [100, 110],
    [100, 50],
  ])
  expect(corners(2)).toEqual([
    [160, 90],
    [100, 90],
    [100, 50],
    [160, 50],
  ])
  expect(corners(3)).toEqual([
    [100, 110],
    [100, 50],
    [140, 50],
    [140, 110],
  ])
  expect([0, 1, 2, 3].map((turn) => compassOf('up', turn))).toEqual(['north', 'east', 'south', 'west'])
})

test('halls that nobody has placed stand in rows, level by level, without touching', () => {
  const halls = Array.from({ length: 5 }, (_, index) => ({
    code: String(index),
    level: index % 2,
    lengthM: 270,
    widthM: 100,
  }))
  const laid = laidOut(halls)
  expect(laid).toHaveLength(5)
  for (const [index, one] of laid.entries())
    for (const other of laid.slice(index + 1))
      if (one.level === other.level)
        expect(
          one.xM + one.lengthM < other.xM ||
            other.xM + other.lengthM < one.xM ||
            one.yM + one.widthM < other.yM ||
            other.yM + other.widthM < one.yM,
        ).toBe(true)
})

describe('over several halls', () => {
  const passage = (
    fromCode: string,
    toCode: string,
    seconds: number,
    kind: PassageKind = 'level',
    gates = ['1', '1'],
  ): Passage => ({
    fromCode,
    fromGate: fromCode.startsWith('H') ? (gates[0] ?? '') : '',
    toCode,
    toGate: toCode.startsWith('H') ? (gates[1] ?? '') : '',
    kind,
    metres: seconds,
    seconds,
  })
  const passages = [
    passage('H1', 'square', 60),
    passage('square', 'H2', 60),
    passage('square', 'gallery', 30, 'escalator'),
    passage('square', 'gallery', 120, 'lift'),
    passage('gallery', 'H3', 40),
  ]
  // Inside a hall everything is ten metres apart; there is no way to or from `island`.
  const inside = (_: string, from: string, to: string) =>
    from === 'island' || to === 'island' ? null : { points: [], lengthM: from === to ? 0 : 10, legs: [] }
  const ask = (from: [string, string], to: [string, string], over: Partial<Parameters<typeof wayOver>[0]> = {}) =>
    wayOver({
      from: { hallCode: from[0], id: from[1] },
      to: { hallCode: to[0], id: to[1] },
      passages,
      gateOf: (hall, name) => `${hall} gate ${name}`,
      inside,
      walkM: 60,
      stepFree: false,
      ...over,
    })

  test('the quickest way is found, inside and between', () => {
    const way = ask(['H1', 'a'], ['H2', 'b'])
    expect(way?.stages.map((stage) => ('inside' in stage ? stage.inside : stage.to))).toEqual([
      'H1',
      'square',
      'H2',
      'H2',
    ])
    expect(way).toMatchObject({ lengthM: 140, seconds: 140 })
    expect(ask(['H2', 'b'], ['H1', 'a'])?.seconds).toBe(140)
  })

  test('steps are taken where they are quicker, and never where somebody goes without', () => {
    const kinds = (stepFree: boolean) =>
      ask(['H1', 'a'], ['H3', 'b'], { stepFree })?.stages.flatMap((stage) =>
        'passage' in stage ? [stage.passage.kind] : [],
      )
    expect(kinds(false)).toEqual(['level', 'escalator', 'level'])
    expect(kinds(true)).toEqual(['level', 'lift', 'level'])
    const onlySteps = passages.filter((one) => one.kind !== 'lift')
    expect(ask(['H1', 'a'], ['H3', 'b'], { stepFree: true, passages: onlySteps })).toBeNull()
  })

  test('a hall between is walked through from gate to gate', () => {
    const through = [passage('H1', 'H2', 20), passage('H2', 'H3', 20, 'level', ['2', '1'])]
    const way = ask(['H1', 'a'], ['H3', 'b'], { passages: through })
    expect(way?.stages.map((stage) => ('inside' in stage ? stage.inside : `→ ${stage.to}`))).toEqual([
      'H1',
      '→ H2',
      'H2',
      '→ H3',
      'H3',
    ])
  })

  test('within one hall no passage is needed; and where there is no way, none is made up', () => {
    expect(ask(['H1', 'a'], ['H1', 'b'])?.stages).toHaveLength(1)
    expect(ask(['H1', 'island'], ['H2', 'b'])).toBeNull()
    expect(ask(['H1', 'a'], ['H9', 'b'])).toBeNull()
    expect(ask(['H1', 'a'], ['H2', 'b'], { gateOf: () => null })).toBeNull()
  })
})
