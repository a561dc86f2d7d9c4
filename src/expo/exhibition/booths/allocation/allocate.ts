import { apartMark, type Board, blockMark, clustersOf, totalWorth } from './board.ts'
import { surveyGround } from './ground.ts'
import { marksOf, WHOLE } from './levels.ts'
import { contradictionsOn } from './locks.ts'
import { allot, type Hear } from './phases.ts'
import { whyHere, whyNowhere } from './reasons.ts'
import { setTable, type Table } from './table.ts'
import { type Allocation, type AllocationInput, LEVELS, type LevelSum, type Marks, type Outcome } from './words.ts'

/**
 * Gives accepted applications the booths of a plan. The same input gives the same result, in whatever order its lists come and on
 * whatever machine: nothing here asks for the time or for chance. A lock always holds; locks that contradict each other are told
 * instead of a result. Nothing is written: cancelling is throwing from `hear`.
 */
export function allocate(input: AllocationInput, hear: Hear = () => {}): Outcome {
  const spots = surveyGround(input.booths, input.terms)
  const contradictions = contradictionsOn(spots, input)
  if (contradictions.length > 0) return { ok: false, contradictions }
  const table = setTable(input, spots)
  allot(table.board, hear)
  return { ok: true, allocation: readOff(table, spots) }
}

/** Everybody's marks as the board stands; nobody without a stand has any. */
function marksOn({ board, gates, before }: Table): Map<string, Marks> {
  const all = new Map<string, Marks>()
  for (const { request, seat } of board.asks)
    if (seat) {
      const known = { gates, heldBefore: before.get(request.id), terms: board.terms }
      all.set(request.id, marksOf(request, seat.stand, known))
    }
  for (const block of board.blocks)
    for (const cluster of clustersOf(block, board.terms))
      for (const { request } of cluster) Object.assign(all.get(request.id) ?? {}, { block: blockMark(cluster, block) })
  for (const ask of board.asks)
    if (ask.shuns.length > 0) Object.assign(all.get(ask.request.id) ?? {}, { apart: apartMark(ask, board.terms) })
  return all
}

function readOff(table: Table, spots: ReturnType<typeof surveyGround>): Allocation {
  const { board, looked } = table
  const marks = marksOn(table)
  const inOrder = board.asks.toSorted((a, b) => (a.request.id < b.request.id ? -1 : 1))
  const allocation: Allocation = {
    placings: [],
    unplaced: [],
    sums: sumsOf(table, marks),
    worth: totalWorth(board),
    looked: { ...looked, steps: board.steps },
  }
  for (const ask of inOrder) {
    const { request, merit, points, seat } = ask
    if (!seat) {
      allocation.unplaced.push({ requestId: request.id, merit, points, reasons: whyNowhere(ask, table, spots) })
      continue
    }
    const boothIds = seat.stand.spots.map(({ booth }) => booth.id).toSorted()
    const { areaM2, openSides } = seat.stand
    const reasons = whyHere(ask, seat.stand, table)
    const own = marks.get(request.id) ?? {}
    allocation.placings.push({ requestId: request.id, boothIds, areaM2, openSides, merit, points, marks: own, reasons })
  }
  return allocation
}

/** What is reached at each level of the order, and what there would be if everybody had all they asked for. */
function sumsOf({ board, before }: Table, marks: ReadonlyMap<string, Marks>): LevelSum[] {
  const asks: Record<(typeof LEVELS)[number], (ask: Board['asks'][number]) => boolean> = {
    placed: () => true,
    kept: ({ request }) => before.has(request.id),
    zone: ({ request }) => request.zoneCode !== null,
    size: () => true,
    sides: ({ request }) => request.openSides > 1,
    block: ({ block }) => block !== null,
    apart: ({ shuns }) => shuns.length > 0,
    wish: ({ request }) => request.wishes.length > 0,
  }
  return LEVELS.filter((level) => board.terms.order.some((tier) => tier[level] !== undefined)).map((level) => {
    const asking = board.asks.filter(asks[level])
    const markOf = (id: string) => marks.get(id)?.[level] ?? 0
    return {
      level,
      reached: asking.reduce((sum, { request, merit }) => sum + merit * markOf(request.id), 0) / WHOLE,
      most: asking.reduce((sum, { merit }) => sum + merit, 0),
      asking: asking.length,
      content: asking.filter(({ request }) => markOf(request.id) === WHOLE).length,
    }
  })
}
