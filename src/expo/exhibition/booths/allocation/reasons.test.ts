import { expect, test } from 'vitest'
import {
  type AllocationInput,
  allocate,
  type Booth,
  contradictionInPlain,
  inPlain,
  REASONS,
  type Reason,
} from './index.ts'
import { layGroup, makeBooth, makeInput, makeRequest, makeSmallFair, rectangle } from './makers.ts'

const row = (count: number): Booth[] =>
  layGroup(
    { kind: 'standard', width: 3, depth: 3, columns: count, rows: 1 },
    { hallCode: 'H1', areaCode: 'food', left: 0, top: 0, from: 0, zoneAt: (x) => (x < 6 ? 'west' : 'east') },
  )

function reasonsIn(input: AllocationInput): Record<string, Reason[]> {
  const outcome = allocate({ ...input, terms: { ...input.terms, steps: 200_000 } })
  if (!outcome.ok) throw new Error(outcome.contradictions.map(contradictionInPlain).join('; '))
  const { placings, unplaced } = outcome.allocation
  return Object.fromEntries([...placings, ...unplaced].map(({ requestId, reasons }) => [requestId, reasons]))
}
const said = (input: AllocationInput) =>
  Object.fromEntries(Object.entries(reasonsIn(input)).map(([id, reasons]) => [id, reasons.map(inPlain)]))

test('whoever is placed hears at every level what was asked for and what was found', () => {
  const requests = [
    makeRequest({
      id: 'a',
      wantedM2: 18,
      leastM2: 18,
      mostM2: 18,
      zoneCode: 'west',
      openSides: 3,
      blockKey: 'laos',
      apartFrom: ['b', 'c'],
      wishes: [
        { kind: 'booth', boothId: 'H1-004' },
        { kind: 'hall', hallCode: 'H1' },
      ],
      daysEarly: 140,
    }),
    makeRequest({ id: 'b', lock: ['H1-004'], blockKey: 'laos' }),
    makeRequest({ id: 'c', areaCode: 'services' }),
  ]
  const before = [{ requestId: 'a', boothIds: ['H1-002', 'H1-003'] }]
  const { a, b } = said(makeInput(row(4), requests, { before }))
  expect(a).toEqual([
    'placed in its area food, with 22 points (merit 2)',
    'stays where it was',
    'outside its zone west: of 1 stands that fit there 1 are free',
    '18 of 18 m², 2 booths joined',
    '2 open sides, 3 wished',
    'stands with 1 of the 1 it belongs with',
    'only 0 m from b, 18 asked',
    'far from c',
    'wish 2 of 2 fulfilled',
  ])
  expect(b?.[0]).toBe('staff decided for H1-004')
})

test('whoever moves, stands in its zone, or has no wish fulfilled, hears that', () => {
  const requests = [
    makeRequest({ id: 'a', wantedM2: 18, zoneCode: 'west', wishes: [{ kind: 'hall', hallCode: 'H9' }] }),
    makeRequest({ id: 'b', lock: ['H1-003'], apartFrom: ['a'] }),
  ]
  const { a, b } = said(makeInput(row(3), requests, { before: [{ requestId: 'a', boothIds: ['H1-003'] }] }))
  expect(a).toContain('does not stay where it was')
  expect(a).toContain('in its zone west')
  expect(a).toContain('none of its 1 wishes fulfilled')
  expect(b).toContain('only 0 m from a, 18 asked')
})

test('whoever gets nothing hears what was looked for, who has what would fit, and what is free', () => {
  const requests = [
    makeRequest({ id: 'a', earlierEditions: 5 }),
    makeRequest({ id: 'b', lock: ['H1-002'] }),
    makeRequest({ id: 'c', daysEarly: 21 }),
  ]
  const raw = makeBooth({ id: 'R1', kind: 'raw', outline: rectangle(0, 9, 3, 3) })
  const { c } = said(makeInput([...row(2), raw], requests))
  expect(c).toEqual([
    'looked for 9 m² (9 to 9) of standard space in food, with 4 points (merit 1)',
    '2 stands would fit, 0 of them joined; others have them',
    'of these 1 are taken by decisions of staff',
    'the easiest to clear, H1-001, is held by 1 with a merit of 3, against 1',
    'a holds H1-001 with 41 points (merit 3)',
    'none of the 2 booths of that kind is free',
    '1 booths of the other kind have that size and are free',
  ])
})

test('of those who have what would fit, the ones of the least merit are named', () => {
  const requests = [
    makeRequest({ id: 'a', earlierEditions: 5 }),
    makeRequest({ id: 'b', earlierEditions: 2 }),
    makeRequest({ id: 'c' }),
  ]
  const { c } = said(makeInput(row(2), requests))
  expect(c).toContain('b holds H1-002 with 17 points (merit 2)')
  expect(c?.filter((sentence) => sentence.includes(' holds '))).toHaveLength(1)
})

test('whoever asks for a size that is not drawn hears the nearest there are', () => {
  const big = makeBooth({ id: 'big', outline: rectangle(0, 9, 9, 9) })
  const { a } = said(makeInput([...row(1), big], [makeRequest({ id: 'a', wantedM2: 36 })]))
  expect(a).toContain('none of the 2 booths of that kind fits, alone or joined; the nearest have 9 and 81 m²')
  expect(a).toContain('2 booths of that kind are free; H1-001 with 9 m² comes nearest')
})

test('whoever was not shown everything hears that as well', () => {
  const requests = [makeRequest({ id: 'a', earlierEditions: 5 }), makeRequest({ id: 'b' }), makeRequest({ id: 'c' })]
  const terms = { caps: { standsPerRequest: 1, joinedPerRow: 100 } }
  const { c } = said(makeInput(row(2), requests, { terms }))
  expect(c).toContain('not every way to join booths was looked at, only 1')
})

test('rivals in another row are apart, and it says by how much', () => {
  const beyond = makeBooth({ id: 'x', outline: rectangle(0, 9, 3, 3) })
  const { a } = said(
    makeInput([...row(1), beyond], [makeRequest({ id: 'a', apartFrom: ['b'] }), makeRequest({ id: 'b' })]),
  )
  expect(a).toContain('apart from b: 6 m, 18 asked or another row')
})

test('every reason there is can be said, and is given somewhere', () => {
  const given = new Set<string>()
  for (let seed = 1; seed <= 150; seed++) {
    const input = makeSmallFair(seed, 1 + (seed % 9))
    const before = input.requests
      .slice(1, 3)
      .map(({ id }, index) => ({ requestId: id, boothIds: [input.booths[index]?.id ?? ''] }))
    const spare = [
      makeBooth({ id: 'raw', kind: 'raw', outline: rectangle(60, 0, 3, 3) }),
      makeBooth({ id: 'far', outline: rectangle(90, 0, 6, 6) }),
    ]
    const caps = { standsPerRequest: seed % 5 === 0 ? 2 : 100, joinedPerRow: 1_000 }
    const all = reasonsIn({ ...input, before, booths: [...input.booths, ...spare], terms: { ...input.terms, caps } })
    for (const reason of Object.values(all).flat()) {
      given.add(reason.code)
      expect(inPlain(reason)).not.toMatch(/undefined|NaN|Infinity/)
    }
  }
  expect(REASONS.filter((code) => !given.has(code) && code !== 'none-free')).toEqual([])
})

test('a contradiction of locks is said with names', () => {
  const requests = ['a', 'b'].map((id) => makeRequest({ id, lock: ['H1-001'] }))
  const outcome = allocate(makeInput(row(1), requests))
  expect(outcome.ok ? [] : outcome.contradictions.map(contradictionInPlain)).toEqual([
    'a and b are locked to the same booth: H1-001',
  ])
})
