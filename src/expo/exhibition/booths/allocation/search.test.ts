import { expect, test } from 'vitest'
import { type Ask, type Board, best, seat } from './board.ts'
import { surveyGround } from './ground.ts'
import { layGroup, makeBooth, makeInput, makeRequest, makeSmallFair, rectangle } from './makers.ts'
import { beginSearch, displace, shift } from './search.ts'
import { setTable } from './table.ts'
import type { AllocationInput } from './words.ts'

function begin(input: AllocationInput) {
  const { board } = setTable(input, surveyGround(input.booths, input.terms))
  const ask = (id: string) => board.asks.find(({ request }) => request.id === id) as Ask
  const stand = (id: string) => ask(id).seat?.stand.key
  const option = (id: string, key: string) =>
    ask(id).options.find((one) => one.stand.key === key) as Ask['options'][number]
  return { board, search: beginSearch(board), ask, stand, option }
}
const seated = (board: Board) => board.asks.map(({ request, seat: held }) => [request.id, held?.stand.key])

/** Booths of 9, 12, 15... m², each held by somebody who would also take the next; the last is free, and one who takes only the first waits. */
function makeStairs(count: number): AllocationInput {
  const booths = Array.from({ length: count + 1 }, (_, index) =>
    makeBooth({ id: `b${String(index).padStart(2, '0')}`, outline: rectangle(0, index * 9, 3 + index, 3) }),
  )
  const holders = booths.slice(0, count).map(({ id, areaM2 }, index) => ({
    request: makeRequest({ id: `r${id}`, wantedM2: areaM2, mostM2: 9 + 3 * (index + 1), daysEarly: 7 }),
    holding: { requestId: `r${id}`, boothIds: [id] },
  }))
  return makeInput(booths, [...holders.map(({ request }) => request), makeRequest({ id: 'waiting' })], {
    before: holders.map(({ holding }) => holding),
  })
}

test('eleven move up for a twelfth, if a chain may be that long', () => {
  const { search, ask, stand, board } = begin(makeStairs(11))
  expect(shift(search, ask('waiting'), 10)).toBe(false)
  expect(stand('waiting')).toBeUndefined()
  expect(shift(search, ask('waiting'), 11)).toBe(true)
  expect(stand('waiting')).toBe('b00')
  expect(board.asks.every(({ seat: held }) => held !== null)).toBe(true)
})

test('whoever has all that it can have is left in peace', () => {
  const { search, ask } = begin(makeStairs(1))
  expect(ask('rb00').lack).toBe(0n)
  expect(shift(search, ask('rb00'), 12)).toBe(false)
})

test('a request that is given a stand keeps it, even where it would like its old one better', () => {
  const row = layGroup(
    { kind: 'standard', width: 3, depth: 3, columns: 4, rows: 1 },
    { hallCode: 'H1', areaCode: 'food', left: 0, top: 0, from: 0, zoneAt: () => null },
  )
  const wishes = [{ kind: 'booth', boothId: 'H1-001' } as const]
  const requests = [
    makeRequest({ id: 'a', blockKey: 'x', wishes }),
    makeRequest({ id: 'b', blockKey: 'x', lock: ['H1-004'] }),
  ]
  const { search, ask, stand, option, board } = begin(makeInput(row, requests))
  shift(search, ask('a'), 0)
  expect(stand('a')).toBe('H1-001')
  expect(displace(search, ask('a'), option('a', 'H1-003'), { moves: 0, hope: board.weights.block * 10_000n })).toBe(
    true,
  )
  expect(stand('a')).toBe('H1-003')
})

test('what is no gain altogether leaves everything as it was', () => {
  for (let seed = 1; seed <= 60; seed++) {
    const { board, search } = begin(makeSmallFair(seed, 8))
    for (const one of board.asks) if (!one.seat) shift(search, one, 2)
    for (const one of board.asks)
      for (const option of one.locked ? [] : one.options) {
        const before = seated(board)
        const holders = [...board.holders]
        if (displace(search, one, option, { moves: 2, hope: 0n })) continue
        expect(seated(board)).toEqual(before)
        expect(board.holders).toEqual(holders)
        expect(board.trail).toEqual([])
      }
  }
})

test('what somebody lacks is always what is missing to its best', () => {
  const { board, ask, option } = begin(makeStairs(2))
  seat(board, ask('rb00'), option('rb00', 'b01'))
  expect(ask('rb00').lack).toBe(best(ask('rb00')) - option('rb00', 'b01').worth)
  seat(board, ask('rb00'), null)
  expect(ask('rb00').lack).toBe(best(ask('rb00')))
})
