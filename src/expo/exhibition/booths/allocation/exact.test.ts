import { expect, test } from 'vitest'
import { allocate } from './allocate.ts'
import { type Ask, type Board, seat, totalWorth } from './board.ts'
import { upperBounds } from './bound.ts'
import { surveyGround } from './ground.ts'
import { rangeOf } from './levels.ts'
import { diceOf, layGroup, makeInput, makeRequest, makeSmallFair } from './makers.ts'
import { setTable } from './table.ts'
import { type Allocation, type AllocationInput, type Booth, USUAL_TERMS } from './words.ts'

const settled = (input: AllocationInput, steps: number): Allocation => {
  const outcome = allocate({ ...input, terms: { ...input.terms, steps } })
  if (!outcome.ok) throw new Error(JSON.stringify(outcome.contradictions))
  return outcome.allocation
}

/** The best there is, by trying everything. */
function bestOf(input: AllocationInput): bigint {
  const { board } = setTable(input, surveyGround(input.booths, input.terms))
  let most = 0n
  const tryFrom = (index: number): void => {
    const ask = board.asks[index]
    if (!ask) {
      const worth = totalWorth(board)
      if (worth > most) most = worth
      return
    }
    if (!ask.locked) for (const option of freeFor(ask, board)) putAndGoOn(ask, option, index)
    tryFrom(index + 1)
  }
  const putAndGoOn = (ask: Ask, option: Ask['options'][number], index: number): void => {
    seat(board, ask, option)
    tryFrom(index + 1)
    seat(board, ask, null)
  }
  tryFrom(0)
  return most
}
const freeFor = (ask: Ask, board: Board) =>
  ask.options.filter(({ stand }) => stand.places.every((place) => !board.holders[place]))

test('of small fairs, tried in every possible way, at least 99 of 100 are allocated in the best there is, and none better', () => {
  const seeds = Array.from({ length: 120 }, (_, index) => index + 1)
  const reached = seeds.map((seed) => {
    const input = makeSmallFair(seed, 2 + (seed % 4))
    const most = bestOf(input)
    const { worth } = settled(input, 200_000)
    expect(worth <= most, `seed ${seed}`).toBe(true)
    return worth === most
  })
  expect(reached.filter(Boolean).length / seeds.length).toBeGreaterThanOrEqual(0.99)
})

/** The highest merit there is under the usual terms. */
const MERIT_OF_ONE = 5

/** One hall of one area, full of requests that ask nothing of their neighbours: what an integer program can solve exactly. */
function makeHall(seed: number): AllocationInput {
  const dice = diceOf(seed)
  const zoneAt = (x: number) => (x < 24 ? 'west' : 'east')
  const booths: Booth[] = []
  for (let group = 0; group < 4; group++) {
    const site = { hallCode: 'H1', areaCode: 'food', left: (group % 2) * 24, top: Math.floor(group / 2) * 10, zoneAt }
    const columns = 4 + dice.below(4)
    booths.push(
      ...layGroup({ kind: 'standard', width: 3, depth: 3, columns, rows: 2 }, { ...site, from: booths.length }),
    )
  }
  const requests = Array.from({ length: 30 }, (_, index) => {
    const wantedM2 = dice.pick([9, 9, 9, 18, 18, 27])
    return makeRequest({
      id: `r${index}`,
      wantedM2,
      ...rangeOf(wantedM2, USUAL_TERMS),
      zoneCode: dice.pick([null, 'west', 'east']),
      openSides: 1 + dice.below(2),
      earlierEditions: dice.below(6),
      daysEarly: dice.below(140),
    })
  })
  return makeInput(booths, requests)
}

test('a hall is allocated as well as by an integer program, but for one request at a level', {
  timeout: 120_000,
}, async () => {
  for (const seed of [1, 2]) {
    const input = makeHall(seed)
    const exact = await upperBounds(input, settled(input, 5_000_000), { whole: true })
    for (const { tier, reached, bound } of exact.tiers)
      expect(reached, `${Object.keys(tier)}, seed ${seed}: ${reached} of ${bound}`).toBeGreaterThanOrEqual(
        bound - MERIT_OF_ONE,
      )
  }
})

test('the relaxed bound is never below what was reached, nor below the exact best', { timeout: 120_000 }, async () => {
  const hall = makeHall(5)
  const allocation = settled(hall, 5_000_000)
  const relaxed = await upperBounds(hall, allocation)
  const exact = await upperBounds(hall, allocation, { whole: true })
  for (const [index, { bound }] of relaxed.tiers.entries())
    expect(bound).toBeGreaterThanOrEqual((exact.tiers[index]?.bound ?? 0) - 1e-3)
  for (let seed = 1; seed <= 25; seed++) {
    const input = makeSmallFair(seed, 8)
    const { tiers, overall } = await upperBounds(input, settled(input, 200_000))
    for (const { tier, reached, bound } of [...tiers, overall])
      expect(bound, `${Object.keys(tier)}, seed ${seed}`).toBeGreaterThanOrEqual(reached - 1e-6)
  }
})
