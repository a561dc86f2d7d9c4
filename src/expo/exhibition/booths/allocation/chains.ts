import { type Ask, type Board, type Option, seat, worth } from './board.ts'

/** A chain in the making: `ask` has lost its stand to `by.ask`, which took `option`; all in all so much was gained. */
interface Link {
  ask: Ask
  gain: bigint
  option: Option | null
  by: Link | null
}

/** A chain: each takes the stand of the next, and the last a free one, or none. */
export interface Chain {
  gain: bigint
  last: Link
  option: Option | null
}

export interface ChainTerms {
  /** What was gained or lost before the chain begins. */
  gain: bigint
  /** Chains that do not gain more than this are of no use. */
  least: bigint
  /** How many others may have to move. */
  moves: number
  /** Somebody who stays, whatever comes. */
  stays?: Ask
}

/**
 * The best chains that begin with a request without a stand, the best of them first: it takes a stand, whoever held it takes
 * another, and so on. Everybody is reached by the best way found so far (Bellman and Ford's shortest ways), so that a long chain
 * costs no more than a short one. Only the requests themselves are weighed; whoever keeps a chain looks at blocks and competitors.
 */
export function chainsFrom(board: Board, ask: Ask, terms: ChainTerms): Chain[] {
  const reached = new Map<Ask, bigint>()
  const chains: Chain[] = []
  let { least } = terms
  const end = (last: Link, option: Option | null, gain: bigint): void => {
    chains.push({ gain, last, option })
    least = gain
  }
  let links: Iterable<Link> = [{ ask, gain: terms.gain, option: null, by: null }]
  for (let moves = 0; moves <= terms.moves; moves++) {
    const next = new Map<Ask, Link>()
    for (const link of links) {
      if (link.gain > least) end(link, null, link.gain)
      let last = -1n
      let gain = 0n
      for (const option of link.ask.options) {
        board.steps += 1
        if (option.worth !== last) {
          last = option.worth
          gain = link.gain + last
          if (gain <= least) break
        }
        const holder = soleHolder(board, option, link.ask)
        if (holder === null) {
          if (isTaken(link, option)) continue
          end(link, option, gain)
          break
        }
        if (holder === 'several' || holder === ask || holder === terms.stays) continue
        if (moves === terms.moves || gain + holder.lack <= least) continue
        const left = gain - worth(holder.seat)
        if (left <= (reached.get(holder) ?? left - 1n) || isOn(link, holder) || isTaken(link, option)) continue
        reached.set(holder, left)
        next.set(holder, { ask: holder, gain: left, option, by: link })
      }
    }
    links = next.values()
  }
  return chains.reverse()
}

/** Who alone would have to leave; null where a stand is free, `several` where it is more than one, or one who may not move. */
export function soleHolder(board: Board, option: Option, besides: Ask): Ask | null | 'several' {
  let sole: Ask | null = null
  for (const place of option.stand.places) {
    const holder = board.holders[place]
    if (!holder || holder === besides || holder === sole) continue
    if (sole || holder.locked) return 'several'
    sole = holder
  }
  return sole
}

function isTaken(link: Link, option: Option): boolean {
  for (let one: Link | null = link; one?.option; one = one.by)
    for (const place of one.option.stand.places) if (option.stand.places.includes(place)) return true
  return false
}

function isOn(link: Link, ask: Ask): boolean {
  for (let one: Link | null = link; one; one = one.by) if (one.ask === ask) return true
  return false
}

/** Everybody on the chain moves. */
export function follow(board: Board, chain: Chain): void {
  const moves: { ask: Ask; option: Option | null }[] = []
  let { option } = chain
  for (let link: Link | null = chain.last; link; link = link.by) {
    moves.push({ ask: link.ask, option })
    option = link.option
  }
  for (const { ask } of moves) seat(board, ask, null)
  for (const move of moves) if (move.option) seat(board, move.ask, move.option)
}
