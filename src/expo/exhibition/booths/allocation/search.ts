import {
  type Ask,
  apartWorth,
  type Block,
  type Board,
  best,
  blockWorth,
  holdersOf,
  type Option,
  rollBack,
  seat,
  worth,
} from './board.ts'
import { chainsFrom, follow, soleHolder } from './chains.ts'

interface Taker {
  ask: Ask
  option: Option
}

/** What might be tried, and what it gains to begin with. */
export interface Try extends Taker {
  gain: bigint
}

export const dearest = (tries: readonly Try[], count: number): Try[] =>
  tries.toSorted((a, b) => (a.gain > b.gain ? -1 : a.gain < b.gain ? 1 : 0)).slice(0, count)

/** A board with what a search must remember. */
export interface Search {
  board: Board
  /** What blocks and those who avoid each other are worth as things stand. */
  together: Map<Ask | Block, bigint>
  /** Who could take a booth, alone or with its neighbours; by the booth's place. */
  takers: Taker[][]
  /** For whom no chain of so many moves was found, after how many changes among its like: until the next change there is none. */
  stuck: Map<Ask, { changes: number; moves: number }>
}

export function beginSearch(board: Board): Search {
  const together = new Map<Ask | Block, bigint>()
  for (const block of board.blocks) together.set(block, blockWorth(block, board))
  for (const ask of board.asks) if (ask.shuns.length > 0) together.set(ask, apartWorth(ask, board))
  const takers: Search['takers'] = board.holders.map(() => [])
  for (const ask of board.asks)
    if (!ask.locked)
      for (const option of ask.options) for (const place of option.stand.places) takers[place]?.push({ ask, option })
  return { board, together, takers, stuck: new Map() }
}

/** Whose worth to each other may change when these move. */
export function concernedBy(asks: Iterable<Ask>): Set<Ask | Block> {
  const found = new Set<Ask | Block>()
  for (const ask of asks) {
    if (ask.block) found.add(ask.block)
    if (ask.shuns.length > 0) found.add(ask)
    for (const other of ask.shunnedBy) found.add(other)
  }
  return found
}

export const worthTogether = (one: Ask | Block, board: Board): bigint =>
  'members' in one ? blockWorth(one, board) : apartWorth(one, board)

/** Keeps what was changed since the last time if all of it together is a gain, else takes it back. */
export function keepIfBetter({ board, together }: Search): boolean {
  const before = new Map<Ask, Option | null>()
  for (const step of board.trail) if (!before.has(step.ask)) before.set(step.ask, step.before)
  let gain = 0n
  for (const [ask, option] of before) gain += worth(ask.seat) - worth(option)
  const touched = [...concernedBy(before.keys())].map((one) => [one, worthTogether(one, board)] as const)
  for (const [one, now] of touched) gain += now - (together.get(one) ?? 0n)
  if (gain <= 0n) {
    rollBack(board)
    return false
  }
  for (const [one, now] of touched) together.set(one, now)
  for (const ask of before.keys()) ask.group.changes += 1
  board.trail.length = 0
  return true
}

/** Makes a request happier by a chain that begins with it. True where it did. */
export function shift(search: Search, ask: Ask, moves: number): boolean {
  const { board } = search
  const { changes } = ask.group
  const tried = search.stuck.get(ask)
  if (ask.lack === 0n || (tried?.changes === changes && tried.moves >= moves)) return false
  const before = ask.seat
  seat(board, ask, null)
  const chains = chainsFrom(board, ask, { gain: -worth(before), least: 0n, moves })
  rollBack(board)
  const better = chains.some((chain) => {
    seat(board, ask, null)
    follow(board, chain)
    return keepIfBetter(search)
  })
  if (!better) search.stuck.set(ask, { changes, moves })
  return better
}

export interface GiveTerms {
  /** How many others each who has to leave may move on. */
  moves: number
  /** What may be gained besides, by standing with a block or away from a rival. */
  hope: bigint
}

/**
 * Gives a request a stand, whoever holds it: each of them gets the best that a chain can find, and who gains from what became free
 * takes it. Adds what that gains to what was gained before; nothing is kept yet.
 */
export function give(search: Search, ask: Ask, option: Option, before: bigint, terms: GiveTerms): bigint {
  const { board } = search
  const homeless = holdersOf(board, option.stand, ask)
  const open = new Set([ask, ...homeless].flatMap(({ seat: held }) => held?.stand.places ?? []))
  let gain = before + option.worth - worth(ask.seat)
  for (const holder of homeless) {
    gain -= worth(holder.seat)
    seat(board, holder, null)
  }
  seat(board, ask, option)
  let hope = homeless.reduce((sum, holder) => sum + best(holder), terms.hope)
  for (const holder of homeless) {
    hope -= best(holder)
    const [chain] = chainsFrom(board, holder, { gain, least: -hope, moves: terms.moves, stays: ask })
    if (!chain) continue
    gain = chain.gain
    follow(board, chain)
  }
  return gain + fill(search, open, ask)
}

/** Gives a request a stand if everything that follows is a gain altogether; else nothing has changed. */
export function displace(search: Search, ask: Ask, option: Option, terms: GiveTerms): boolean {
  give(search, ask, option, 0n, terms)
  return keepIfBetter(search)
}

/** Lets whoever gains most from free booths take them, and so on with what they leave. One stays. */
function fill({ board, takers }: Search, open: Set<number>, stays: Ask): bigint {
  let gain = 0n
  const next = () => mostEager(board, takers, open, stays)
  for (let taker = next(); taker; taker = next()) {
    for (const place of taker.ask.seat?.stand.places ?? []) open.add(place)
    gain += taker.option.worth - worth(taker.ask.seat)
    seat(board, taker.ask, taker.option)
  }
  return gain
}

function mostEager(board: Board, takers: Search['takers'], open: Iterable<number>, stays: Ask): Taker | null {
  let most = 0n
  let eager: Taker | null = null
  for (const place of open) {
    if (board.holders[place]) continue
    for (const taker of takers[place] ?? []) {
      board.steps += 1
      const gain = taker.option.worth - worth(taker.ask.seat)
      if (gain <= most || taker.ask === stays || soleHolder(board, taker.option, taker.ask) !== null) continue
      most = gain
      eager = taker
    }
  }
  return eager
}
