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
  rollBack,
  worth,
} from './board.ts'
import { WHOLE } from './levels.ts'
import { dearest, displace, type GiveTerms, give, keepIfBetter, type Search, type Try } from './search.ts'

/** So many stands beside a cluster, or away from a rival, are tried for one request. */
const NEARBY = 64
/** A block is built anew in so many rows at most, and so many next steps are tried at each. */
const ROWS = 40
const NEXT = 8

/** Brings one more member of a block to one of its clusters that is no smaller than its own. */
export function bringTogether(search: Search, block: Block, moves: number): boolean {
  const { board } = search
  const clusters = clustersOf(block, board.terms).toSorted((a, b) => b.length - a.length)
  const terms = { moves, hope: mostTogether(block.members, board.weights.block) }
  return clusters.some((cluster) => {
    const beside = besideOf(cluster, board)
    return block.members.some((member) => {
      const own = clusters.find((one) => one.includes(member)) ?? []
      if (member.locked || !member.seat || own === cluster || own.length > cluster.length) return false
      const tries = triesOf(board, member, { suits: beside, without: cluster, spare: terms.hope })
      return dearest(tries, NEARBY).some(({ option }) => displace(search, member, option, terms))
    })
  })
}

/** Moves one of two that stand too near each other. */
export function keepApart(search: Search, ask: Ask, moves: number): boolean {
  const { board } = search
  if (!ask.seat || ask.shuns.length === 0 || apartMark(ask, board.terms) === WHOLE) return false
  const terms = { moves, hope: mostTogether([ask], board.weights.apart) }
  return [ask, ...ask.shuns].some((mover) => {
    const others = mover === ask ? ask.shuns : [ask]
    if (mover.locked || !mover.seat) return false
    const away = ({ stand }: Option) => others.every(({ seat }) => !seat || areApart(stand, seat.stand, board.terms))
    const tries = triesOf(board, mover, { suits: away, without: others, spare: terms.hope })
    return dearest(tries, NEARBY).some(({ option }) => displace(search, mover, option, terms))
  })
}

/** Builds a block anew in another row, beginning with any of its members. The first steps may lose what the next ones bring. */
export function rebuild(search: Search, block: Block): boolean {
  const { board } = search
  const seated = block.members.filter(({ seat }) => seat)
  if (clustersOf(block, board.terms).some((cluster) => cluster.length === seated.length)) return false
  const terms = { moves: 1, hope: mostTogether(block.members, board.weights.block) }
  return seated.some((first) =>
    oneInEachRow(board, first, terms.hope).some((option) => {
      let gain = give(search, first, option, 0n, terms)
      const cluster = [first]
      for (
        let next = addTo(search, block, cluster, gain, terms);
        next;
        next = addTo(search, block, cluster, gain, terms)
      ) {
        gain = next.gain
        cluster.push(next.ask)
      }
      return keepIfBetter(search)
    }),
  )
}

/** Adds a member to a cluster in the making, if that loses no more than can be hoped for. */
function addTo(search: Search, block: Block, cluster: readonly Ask[], gain: bigint, terms: GiveTerms): Try | null {
  const { board } = search
  const suits = besideOf(cluster, board)
  const spare = gain + terms.hope
  const others = block.members.filter((member) => member.seat && !member.locked && !cluster.includes(member))
  const tries = others.flatMap((member) => triesOf(board, member, { suits, without: cluster, spare }))
  for (const { ask, option } of dearest(tries, NEXT)) {
    const kept = board.trail.length
    const after = give(search, ask, option, gain, terms)
    if (after + terms.hope > 0n && cluster.every(({ seat }) => seat)) return { ask, option, gain: after }
    rollBack(board, kept)
  }
  return null
}

function oneInEachRow(board: Board, ask: Ask, spare: bigint): Option[] {
  if (ask.locked) return []
  const byRow = new Map<number | undefined, Option>()
  for (const { option } of triesOf(board, ask, { suits: () => true, without: [], spare })) {
    const row = option.stand.spots[0]?.row
    if (!byRow.has(row)) byRow.set(row, option)
  }
  return [...byRow.values()].slice(0, ROWS)
}

/** The stands of a request that suit, that none of these holds nor anybody locked, and that lose less than is to spare. */
function triesOf(
  board: Board,
  ask: Ask,
  which: { suits: (option: Option) => boolean; without: readonly Ask[]; spare: bigint },
): Try[] {
  const tries: Try[] = []
  for (const option of ask.options) {
    const gain = option.worth - worth(ask.seat)
    if (gain + which.spare <= 0n) break
    if (!which.suits(option)) continue
    const holders = holdersOf(board, option.stand, ask)
    if (holders.every((holder) => !holder.locked && !which.without.includes(holder))) tries.push({ ask, option, gain })
  }
  return tries
}

/** Is a stand beside one of these? */
function besideOf(cluster: readonly Ask[], { terms }: Board): (option: Option) => boolean {
  const places = new Set<number>()
  for (const { seat } of cluster)
    for (const { near } of seat?.stand.spots ?? [])
      for (const [spot, gap] of near) if (gap <= terms.besideM) places.add(spot.place)
  return ({ stand }) => stand.places.some((place) => places.has(place))
}
