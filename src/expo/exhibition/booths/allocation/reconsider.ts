import {
  type Ask,
  apartMark,
  type Board,
  best,
  clustersOf,
  holdersOf,
  mostTogether,
  type Option,
  rollBack,
  seat,
  worth,
} from './board.ts'
import { WHOLE } from './levels.ts'
import { concernedBy, keepIfBetter, type Search, worthTogether } from './search.ts'

/** So many requests are seated anew at once, and so many stands considered for them. */
const FEW = 6
const STEPS = 1_000

/** Takes up a request and those who hold the stands it likes best, and seats them anew: in every way there is, while steps last. */
export function reconsider(search: Search, ask: Ask): boolean {
  const { board } = search
  if (isContent(ask, board)) return false
  const few = contendersFor(ask, board)
  const found = bestSeating(few, search)
  rollBack(board)
  if (!found) return false
  for (const one of few) seat(board, one, null)
  for (const [one, option] of found) if (option) seat(board, one, option)
  return keepIfBetter(search)
}

const isContent = (ask: Ask, { terms }: Board): boolean =>
  ask.lack === 0n &&
  (ask.block === null || clustersOf(ask.block, terms).length === 1) &&
  (ask.shuns.length === 0 || apartMark(ask, terms) === WHOLE)

function contendersFor(ask: Ask, board: Board): Ask[] {
  const few = new Set([ask])
  for (const { stand } of ask.options) {
    if (few.size >= FEW) break
    for (const holder of holdersOf(board, stand, ask)) if (!holder.locked) few.add(holder)
  }
  return [...few].slice(0, FEW)
}

/** The best way to seat these few where nobody else stands, if it is better than how they sit. Leaves them without seats. */
function bestSeating(few: readonly Ask[], { board }: Search): Map<Ask, Option | null> | null {
  const others = [...concernedBy(few)]
  const together = () => others.reduce((sum, one) => sum + worthTogether(one, board), 0n)
  const hope = others.reduce(
    (sum, one) =>
      sum +
      ('members' in one ? mostTogether(one.members, board.weights.block) : mostTogether([one], board.weights.apart)),
    0n,
  )
  const last = board.steps + STEPS
  let most = few.reduce((sum, { seat: held }) => sum + worth(held), together())
  let found: Map<Ask, Option | null> | null = null
  for (const one of few) seat(board, one, null)

  function seatFrom(index: number, gained: bigint, later: bigint): void {
    const one = few[index]
    if (!one) {
      const all = gained + together()
      if (all <= most) return
      most = all
      found = new Map(few.map((each) => [each, each.seat]))
      return
    }
    const rest = later - best(one)
    for (const option of one.options) {
      if (board.steps > last || gained + option.worth + rest + hope <= most) break
      if (holdersOf(board, option.stand, one).length > 0) continue
      seat(board, one, option)
      seatFrom(index + 1, gained + option.worth, rest)
      seat(board, one, null)
    }
    if (gained + rest + hope > most) seatFrom(index + 1, gained, rest)
  }
  seatFrom(
    0,
    0n,
    few.reduce((sum, one) => sum + best(one), 0n),
  )
  return found
}
