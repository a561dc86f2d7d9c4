import { type Ask, type Block, type Board, best, type Option, seat } from './board.ts'
import type { Spot } from './ground.ts'
import { type Gates, marksOf, meritOf, pointsOf, weighed, weightsFor } from './levels.ts'
import { drawStands, hangTogether, keyOf, type Stand, standOf } from './stands.ts'
import type { AllocationInput, StandRequest } from './words.ts'

export interface Table {
  board: Board
  gates: Gates
  /** What each request held before, as a stand's key. */
  before: ReadonlyMap<string, string>
  looked: { stands: number; joined: number; cutRows: number; cutRequests: number }
}

/** Every request before every stand it could have; staff's locks hold, and who held a stand before sits on it. */
export function setTable(input: AllocationInput, spots: readonly Spot[]): Table {
  const { terms } = input
  const asks = input.requests.map((request) => askOf(request, input)).toSorted(byMerit)
  const meritInAll = asks.reduce((sum, { merit }) => sum + merit, 0)
  const weights = weightsFor(terms.order, meritInAll)
  const holders = spots.map(() => null)
  const board = { asks, blocks: blocksOf(asks), holders, weights, terms, trail: [], steps: 0 }
  const table: Table = {
    board,
    gates: new Map(input.gates.map((gate) => [gate.id, gate])),
    before: new Map(input.before.map(({ requestId, boothIds }) => [requestId, keyOf(boothIds)])),
    looked: { stands: 0, joined: 0, cutRows: 0, cutRequests: 0 },
  }
  shun(asks)
  for (const group of Map.groupBy(asks, ({ request }) => `${request.areaCode} ${request.kind}`).values())
    offerTo(group, spots, table)
  const byId = new Map(spots.map((spot) => [spot.booth.id, spot]))
  for (const ask of asks) seatLocked(ask, byId, table)
  for (const ask of asks) seatFormer(ask, byId, table)
  board.trail.length = 0
  return table
}

function askOf(request: StandRequest, { terms }: AllocationInput): Ask {
  const points = pointsOf(request, terms)
  return {
    request,
    points,
    merit: meritOf(points, terms),
    options: [],
    seat: null,
    lack: 0n,
    locked: false,
    group: { changes: 0 },
    block: null,
    shuns: [],
    shunnedBy: [],
  }
}

/** Who comes first: more points, and of equals the older id. */
const byMerit = (a: Ask, b: Ask): number => b.points - a.points || (a.request.id < b.request.id ? -1 : 1)

function blocksOf(asks: readonly Ask[]): Block[] {
  const keyed = asks.filter(({ request }) => request.blockKey !== null)
  const groups = Map.groupBy(keyed, ({ request }) => `${request.areaCode} ${request.blockKey}`)
  const blocks = [...groups.values()].filter((members) => members.length > 1).map((members) => ({ members }))
  for (const block of blocks) for (const member of block.members) member.block = block
  return blocks
}

function shun(asks: readonly Ask[]): void {
  const byId = new Map(asks.map((ask) => [ask.request.id, ask]))
  for (const ask of asks)
    for (const id of new Set(ask.request.apartFrom)) {
      const other = byId.get(id)
      if (!other || other === ask) continue
      ask.shuns.push(other)
      other.shunnedBy.push(ask)
    }
}

/** Lays before those who ask for one area and kind the stands that they could have. */
function offerTo(asks: readonly Ask[], spots: readonly Spot[], table: Table): void {
  const { board, looked } = table
  const [{ request, group }] = asks as [Ask, ...Ask[]]
  const here = spots.filter(({ booth }) => booth.areaCode === request.areaCode && booth.kind === request.kind)
  const mostM2 = Math.max(...asks.map((ask) => ask.request.mostM2))
  const isWanted = (areaM2: number): boolean => asks.some((ask) => takes(ask.request, areaM2))
  const { stands, cutRows } = drawStands(here, { isWanted: remembered(isWanted), mostM2 }, board.terms)
  looked.stands += stands.length
  looked.joined += stands.filter(({ spots: parts }) => parts.length > 1).length
  looked.cutRows += cutRows
  const worths = new Map<bigint, bigint>()
  for (const ask of asks) {
    const options = stands
      .filter(({ areaM2 }) => takes(ask.request, areaM2))
      .map((stand) => sameWorth(optionOf(ask, stand, table), worths))
      .toSorted(dearestFirst)
    ask.group = group
    ask.options = options.slice(0, board.terms.caps.standsPerRequest)
    ask.lack = best(ask)
    if (ask.options.length < options.length) looked.cutRequests += 1
  }
}

const takes = ({ leastM2, mostM2 }: StandRequest, areaM2: number): boolean => leastM2 <= areaM2 && areaM2 <= mostM2

function remembered(decide: (areaM2: number) => boolean): (areaM2: number) => boolean {
  const known = new Map<number, boolean>()
  return (areaM2) => {
    const answer = known.get(areaM2) ?? decide(areaM2)
    known.set(areaM2, answer)
    return answer
  }
}

function optionOf(ask: Ask, stand: Stand, { board, gates, before }: Table): Option {
  const heldBefore = before.get(ask.request.id)
  const marks = marksOf(ask.request, stand, { gates, heldBefore, terms: board.terms })
  return { stand, worth: weighed(marks, ask.merit, board.weights) }
}

/** One number object for one worth: the machine compares such at once, and half a million of them are compared all the time. */
function sameWorth(option: Option, worths: Map<bigint, bigint>): Option {
  const known = worths.get(option.worth)
  if (known === undefined) worths.set(option.worth, option.worth)
  else option.worth = known
  return option
}

/** Of equals the one of fewer booths, and then the older ids: somebody must come first, and always the same. */
const dearestFirst = (a: Option, b: Option): number => {
  if (a.worth !== b.worth) return a.worth > b.worth ? -1 : 1
  return a.stand.spots.length - b.stand.spots.length || (a.stand.key < b.stand.key ? -1 : 1)
}

function namedOption(ask: Ask, spots: readonly Spot[], table: Table): Option {
  const key = keyOf(spots.map(({ booth }) => booth.id))
  return ask.options.find(({ stand }) => stand.key === key) ?? optionOf(ask, standOf(spots), table)
}

type Spots = ReadonlyMap<string, Spot>
const spotsOf = (boothIds: Iterable<string>, byId: Spots): Spot[] => [...boothIds].flatMap((id) => byId.get(id) ?? [])

function seatLocked(ask: Ask, byId: Spots, table: Table): void {
  if (!ask.request.lock) return
  ask.locked = true
  seat(table.board, ask, namedOption(ask, spotsOf(new Set(ask.request.lock), byId), table))
}

/** Whoever held a stand sits on it again, if it still is one and nobody was locked to it; it may keep it whatever its size. */
function seatFormer(ask: Ask, byId: Spots, { board, ...table }: Table): void {
  const key = table.before.get(ask.request.id)
  if (!key || ask.locked) return
  const spots = spotsOf(key.split(' '), byId)
  const { areaCode, kind } = ask.request
  const fits = spots.every(({ booth }) => booth.areaCode === areaCode && booth.kind === kind)
  if (spots.length === 0 || keyOf(spots.map(({ booth }) => booth.id)) !== key || !fits || !hangTogether(spots)) return
  const option = namedOption(ask, spots, { board, ...table })
  if (!ask.options.includes(option)) ask.options = [...ask.options, option].toSorted(dearestFirst)
  if (option.stand.places.every((place) => !board.holders[place])) seat(board, ask, option)
}
