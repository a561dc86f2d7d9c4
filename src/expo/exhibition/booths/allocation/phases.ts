import {
  type Ask,
  apartMark,
  areApart,
  type Block,
  type Board,
  clustersOf,
  holdersOf,
  mostTogether,
  type Option,
  worth,
} from './board.ts'
import { WHOLE } from './levels.ts'
import { beginSearch, displace, type Search, shift } from './search.ts'
import type { Progress } from './words.ts'

/** Told how far it is. Whoever wants to stop throws: nothing has been written down that would have to be undone. */
export type Hear = (progress: Progress) => void

/** Chains may be so long; in a full hall eleven have to move for a twelfth. */
const LONGEST = 12
/** How many of the better stands are tried for one request, round after round. */
const REACHES = [8, 8, 16, 32]
/** So many stands beside a cluster, or away from a rival, are tried for one request. */
const NEARBY = 64

/**
 * Finds a place for everybody, as good a one as the steps allow, and leaves the board so. Each phase has its share of the steps, so
 * that whoever stands together is looked for even where everybody could be placed better for ever.
 */
export function allot(board: Board, hear: Hear): void {
  const search = beginSearch(board)
  const movable = board.asks.filter((ask) => !ask.locked)
  const { steps } = board.terms
  /** Goes through all while there are steps left for it, as often with each as it helps. True where anything has changed. */
  function goThrough<Thing>(
    phase: Progress['phase'],
    share: number,
    things: readonly Thing[],
    deed: (thing: Thing) => boolean,
  ) {
    let changed = false
    for (const thing of things) {
      if (board.steps > steps * share) break
      while (deed(thing)) changed = true
      hear({ phase, done: Math.min(board.steps, steps), of: steps })
    }
    return changed
  }
  const move = (share: number) => goThrough('move', share, movable, (ask) => shift(search, ask, LONGEST))
  const gather = (share: number, moves: number) => {
    const closer = goThrough('gather', share, board.blocks, (block) => bringTogether(search, block, moves))
    const apart = goThrough('gather', share, movable, (ask) => keepApart(search, ask, moves))
    return closer || apart
  }

  goThrough('seat', 1, modestFirst(movable), (ask) => !ask.seat && shift(search, ask, 0))
  move(0.4)
  for (const reach of REACHES) {
    goThrough('join', 0.75, movable, (ask) => makeRoom(search, ask, reach))
    move(0.75)
  }
  for (const moves of [0, 1, 2]) while (gather(0.9, moves));
  move(0.97)
  gather(1, 2)
  // Whatever the steps: nobody is refused for the sake of less merit.
  while (movable.some((ask) => !ask.seat && claim(search, ask)));
}

/** Who takes few booths for much merit comes first: as much merit as possible is to be placed. */
function modestFirst(asks: readonly Ask[]): Ask[] {
  const ease = ({ merit, options }: Ask) =>
    merit / Math.min(Number.POSITIVE_INFINITY, ...options.map(({ stand }) => stand.spots.length))
  return asks.toSorted((a, b) => ease(b) - ease(a))
}

interface Try {
  option: Option
  gain: bigint
}

const dearest = (tries: Try[], count: number): Try[] =>
  tries.toSorted((a, b) => (a.gain > b.gain ? -1 : a.gain < b.gain ? 1 : 0)).slice(0, count)

const isJoined = ({ seat }: Ask): boolean => seat !== null && seat.stand.spots.length > 1

/**
 * Tries to give a request a better stand by what chains cannot do: several others leave at once, or one leaves more booths than are
 * taken, and others come after.
 */
function makeRoom(search: Search, ask: Ask, reach: number): boolean {
  const tries: Try[] = []
  for (const option of ask.options) {
    if (option.worth <= worth(ask.seat)) break
    const holders = holdersOf(search.board, option.stand, ask)
    if (holders.some((holder) => holder.locked)) continue
    const gain = holders.reduce((sum, holder) => sum - worth(holder.seat), option.worth - worth(ask.seat))
    const several = holders.length > 1
    const isBeyondChains = several || isJoined(ask) || holders.some(isJoined)
    if (isBeyondChains && ((several && gain > 0n) || opensMore(ask, option, holders))) tries.push({ option, gain })
  }
  return dearest(tries, reach).some(({ option }) => displace(search, ask, option, { moves: 2, hope: 0n }))
}

/** Would booths be left over for others? */
const opensMore = (ask: Ask, option: Option, holders: readonly Ask[]): boolean =>
  ask.seat !== null ||
  holders.some(({ seat }) => seat?.stand.places.some((place) => !option.stand.places.includes(place)))

/** Takes a stand from those who are worth less than the request without one. */
function claim(search: Search, ask: Ask): boolean {
  return ask.options.some((option) => {
    const holders = holdersOf(search.board, option.stand, ask)
    if (holders.some((holder) => holder.locked)) return false
    const lost = holders.reduce((sum, holder) => sum + worth(holder.seat), 0n)
    return lost < option.worth && displace(search, ask, option, { moves: 0, hope: 0n })
  })
}

/** Brings one more member of a block to one of its clusters that is no smaller than its own. */
function bringTogether(search: Search, block: Block, moves: number): boolean {
  const { board } = search
  const clusters = clustersOf(block, board.terms).toSorted((a, b) => b.length - a.length)
  const hope = mostTogether(block.members, board.weights.block)
  return clusters.some((cluster) => {
    const beside = new Set(cluster.flatMap((one) => placesBeside(one, board)))
    return block.members.some((member) => {
      const own = clusters.find((one) => one.includes(member)) ?? []
      if (member.locked || !member.seat || own === cluster || own.length > cluster.length) return false
      const near = (option: Option) => option.stand.places.some((place) => beside.has(place))
      return moveTo(search, member, { near, from: cluster, hope, moves })
    })
  })
}

const placesBeside = ({ seat }: Ask, { terms }: Board): number[] =>
  (seat?.stand.spots ?? []).flatMap(({ near }) =>
    [...near].filter(([, gap]) => gap <= terms.besideM).map(([spot]) => spot.place),
  )

/** Moves one of two that stand too near each other. */
function keepApart(search: Search, ask: Ask, moves: number): boolean {
  const { board } = search
  if (!ask.seat || ask.shuns.length === 0 || apartMark(ask, board.terms) === WHOLE) return false
  const hope = mostTogether([ask], board.weights.apart)
  return [ask, ...ask.shuns].some((mover) => {
    const others = mover === ask ? ask.shuns : [ask]
    if (mover.locked || !mover.seat) return false
    const near = ({ stand }: Option) => others.every(({ seat }) => !seat || areApart(stand, seat.stand, board.terms))
    return moveTo(search, mover, { near, from: others, hope, moves })
  })
}

/** Moves a request to one of its stands of a certain kind, which none of these holds, if that is a gain with what is hoped for. */
function moveTo(
  search: Search,
  ask: Ask,
  to: { near: (option: Option) => boolean; from: readonly Ask[]; hope: bigint; moves: number },
): boolean {
  const tries: Try[] = []
  for (const option of ask.options) {
    const gain = option.worth - worth(ask.seat)
    if (gain + to.hope <= 0n) break
    if (!to.near(option)) continue
    const holders = holdersOf(search.board, option.stand, ask)
    if (holders.every((holder) => !holder.locked && !to.from.includes(holder))) tries.push({ option, gain })
  }
  return dearest(tries, NEARBY).some(({ option }) => displace(search, ask, option, to))
}
