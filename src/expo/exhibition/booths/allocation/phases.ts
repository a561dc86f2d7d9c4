import type { Ask, Board } from './board.ts'
import { reconsider } from './reconsider.ts'
import { claim, makeRoom } from './room.ts'
import { beginSearch, shift } from './search.ts'
import { bringTogether, keepApart, rebuild } from './together.ts'
import type { Progress } from './words.ts'

/** Told how far it is. Whoever wants to stop throws: nothing has been written down that would have to be undone. */
export type Hear = (progress: Progress) => void

/** Chains may be so long; in a full hall eleven have to move for a twelfth. */
const LONGEST = 12
/** How many of the better stands are tried for one request, round after round. */
const REACHES = [8, 8, 16, 32]

/**
 * Finds a place for everybody, as good a one as the steps allow, and leaves the board so. Each phase has its share of the steps, so
 * that who belongs together is looked after even where somebody could be placed better for ever.
 */
export function allot(board: Board, hear: Hear): void {
  const search = beginSearch(board)
  const movable = board.asks.filter((ask) => !ask.locked)
  const { steps } = board.terms
  /** Goes through all of them while there are steps left for it, as often with each as it helps. True where that changed anything. */
  function goThrough<Thing>(
    phase: Progress['phase'],
    share: number,
    things: readonly Thing[],
    deed: (thing: Thing) => boolean,
  ): boolean {
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
  move(0.3)
  for (const reach of REACHES) {
    goThrough('join', 0.55, movable, (ask) => makeRoom(search, ask, reach))
    move(0.55)
  }
  for (const moves of [0, 1, 2]) while (gather(0.7, moves));
  move(0.75)
  gather(0.78, 2)
  while (goThrough('gather', 0.85, board.blocks, (block) => rebuild(search, block))) move(0.85)
  while (goThrough('settle', 1, movable, (ask) => reconsider(search, ask)));
  // However few the steps: nobody is refused for the sake of less merit.
  while (movable.filter((ask) => !ask.seat && claim(search, ask)).length > 0);
}

/** Who takes few booths for much merit comes first: as much merit as possible is to be placed. */
function modestFirst(asks: readonly Ask[]): Ask[] {
  const ease = ({ merit, options }: Ask) =>
    merit / Math.min(Number.POSITIVE_INFINITY, ...options.map(({ stand }) => stand.spots.length))
  return asks.toSorted((a, b) => ease(b) - ease(a))
}
