import makeHighs, { type Highs, type Model } from 'highs'
import type { Ask, Option } from './board.ts'
import { surveyGround } from './ground.ts'
import { marksOf, WHOLE } from './levels.ts'
import { setTable, type Table } from './table.ts'
import { type Allocation, type AllocationInput, LEVELS, type Marks, type Tier } from './words.ts'

/** What was reached, and what no allocation can exceed. In merit times thousandths times the weights of the tier, divided by 1000. */
export interface Bound {
  tier: Tier
  reached: number
  bound: number
}

export interface Bounds {
  /**
   * Tier by tier: of all allocations that are as good in the tiers before, none is better in this one than its bound. The bound of the
   * first tier holds for every allocation.
   */
  tiers: Bound[]
  /** Every level weighing the same, without an order: a bound for every allocation. */
  overall: Bound
}

/** Requests that are the same to the plan: one column for each stand serves them all. */
interface Class {
  asks: Ask[]
  options: readonly Option[]
  marks: Marks[]
}

/**
 * How good an allocation could be at most, by the linear relaxation of the assignment (HiGHS): stands may be given in parts, and
 * whatever depends on where others stand, blocks and competitors, is taken as fulfilled. Areas and kinds do not compete for the same
 * booths, so each is a program of its own. It bounds what can be done with the stands that were looked at. With `whole`, stands are
 * given whole, which takes longer; where nobody asks for neighbours, the bound is then what can be reached.
 */
export async function upperBounds(
  input: AllocationInput,
  allocation: Allocation,
  { whole = false }: { whole?: boolean } = {},
): Promise<Bounds> {
  const highs = await makeHighs()
  const table = setTable(input, surveyGround(input.booths, input.terms))
  const reached = new Map(allocation.placings.map(({ requestId, marks }) => [requestId, marks]))
  const overall: Tier = Object.fromEntries(input.terms.order.flatMap(Object.keys).map((level) => [level, 1]))
  const bounds: Bounds = {
    tiers: input.terms.order.map((tier) => ({ tier, reached: 0, bound: 0 })),
    overall: { tier: overall, reached: 0, bound: 0 },
  }
  for (const group of Map.groupBy(table.board.asks, ({ group: one }) => one).values()) {
    const sumOf = (tier: Tier) =>
      group.reduce((sum, ask) => sum + tierMark(reached.get(ask.request.id) ?? {}, tier, ask), 0)
    const best = program(highs, classesOf(group, table), whole)
    add(bounds.overall, sumOf(overall), best.most(overall))
    for (const bound of bounds.tiers) {
      add(bound, sumOf(bound.tier), best.most(bound.tier))
      best.atLeast(bound.tier, sumOf(bound.tier))
    }
    best.dispose()
  }
  return bounds
}

function add(bound: Bound, reached: number, most: number): void {
  bound.reached += reached
  bound.bound += most
}

const tierMark = (marks: Marks, tier: Tier, { merit }: Ask): number =>
  (merit * LEVELS.reduce((sum, level) => sum + (tier[level] ?? 0) * (marks[level] ?? 0), 0)) / WHOLE

function classesOf(asks: readonly Ask[], table: Table): Class[] {
  const alike = Map.groupBy(asks, (ask) => {
    const { id, blockKey, apartFrom, earlierEditions, daysEarly, otherPoints, lock, ...same } = ask.request
    const own = ask.locked || table.before.has(id) ? id : ''
    return JSON.stringify([own, ask.merit, ask.block !== null, ask.shuns.length > 0, same])
  })
  return [...alike.values()].map((members) => {
    const [first] = members as [Ask, ...Ask[]]
    const options = first.locked && first.seat ? [first.seat] : first.options
    return { asks: members, options, marks: options.map(({ stand }) => hopedFor(first, stand, table)) }
  })
}

function hopedFor(ask: Ask, stand: Option['stand'], { gates, before, board }: Table): Marks {
  const marks = marksOf(ask.request, stand, { gates, heldBefore: before.get(ask.request.id), terms: board.terms })
  if (ask.block) marks.block = WHOLE
  if (ask.shuns.length > 0) marks.apart = WHOLE
  return marks
}

/** The program of one group: a column for each class and stand, a row for each class and each booth. */
function program(highs: Highs, classes: readonly Class[], whole: boolean) {
  const columns = classes.flatMap((one, row) =>
    one.options.map(({ stand }, index) => ({ one, row, stand, marks: one.marks[index] ?? {} })),
  )
  const rowOf = new Map<number, number>()
  for (const { stand } of columns)
    for (const place of stand.places) if (!rowOf.has(place)) rowOf.set(place, classes.length + rowOf.size)
  const entries = columns.map(({ row, stand }) => [row, ...stand.places.map((place) => rowOf.get(place) ?? 0)])
  const upper = columns.map(({ one }) => one.asks.length)
  const numRows = classes.length + rowOf.size
  const indices = entries.flat()
  const model = highs.createModel({
    numCols: columns.length,
    numRows,
    sense: highs.constants.objectiveSense.maximize,
    colCost: new Float64Array(columns.length),
    colLower: new Float64Array(columns.length),
    colUpper: Float64Array.from(upper),
    rowLower: new Float64Array(numRows).fill(-highs.infinity),
    rowUpper: Float64Array.from({ length: numRows }, (_, row) => classes[row]?.asks.length ?? 1),
    ...(whole ? { integrality: new Int32Array(columns.length).fill(highs.constants.variableType.integer) } : {}),
    matrix: {
      format: 'csc',
      numRows,
      numCols: columns.length,
      starts: startsOf(entries),
      indices,
      values: new Float64Array(indices.length).fill(1),
    },
  })
  model.options.set({ output_flag: false, mip_rel_gap: 0 })
  const worths = (tier: Tier) =>
    Float64Array.from(columns, ({ one, marks }) => tierMark(marks, tier, one.asks[0] as Ask))
  return {
    most: (tier: Tier) => solve(highs, model, worths(tier)),
    atLeast: (tier: Tier, value: number) => demand(highs, model, worths(tier), value),
    dispose: () => model.dispose(),
  }
}

/** Where the entries of each column begin, and where the last ends. */
function startsOf(entries: readonly number[][]): number[] {
  const starts = [0]
  let end = 0
  for (const { length } of entries) {
    end += length
    starts.push(end)
  }
  return starts
}

function solve(highs: Highs, model: Model, costs: Float64Array): number {
  if (costs.every((cost) => cost === 0)) return 0
  model.changeColsCost({ kind: 'range', from: 0, to: costs.length - 1 }, costs)
  model.run()
  if (model.getModelStatus() !== highs.constants.modelStatus.optimal) throw new Error('the bound could not be computed')
  return model.getObjectiveValue()
}

/** A hundred-thousandth of slack: the solver must not find what was reached impossible for a rounding. */
function demand(highs: Highs, model: Model, costs: Float64Array, value: number): void {
  const indices = [...costs.keys()].filter((index) => costs[index] !== 0)
  if (indices.length === 0) return
  const slack = 1e-5 * Math.max(1, value)
  model.addRow(value - slack, highs.infinity, { indices, values: indices.map((index) => costs[index] ?? 0) })
}
