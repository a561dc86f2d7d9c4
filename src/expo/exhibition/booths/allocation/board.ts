import { thousandths, type Weights, WHOLE } from './levels.ts'
import type { Stand } from './stands.ts'
import type { StandRequest, Terms } from './words.ts'

/** A stand as one request sees it. */
export interface Option {
  stand: Stand
  /** What the stand by itself is worth to it. */
  worth: bigint
}

/** A request at the table: what it could have and what it has. */
export interface Ask {
  request: StandRequest
  points: number
  merit: number
  /** The dearest first. */
  options: Option[]
  seat: Option | null
  /** What it could still gain by itself. */
  lack: bigint
  /** Staff have decided: it does not move. */
  locked: boolean
  group: Group
  block: Block | null
  /** Whom it asks to be kept away from, and who asks that of it. */
  shuns: Ask[]
  shunnedBy: Ask[]
}

/** Those who ask for the same area and kind, and so compete for the same booths. */
export interface Group {
  /** How often something has changed among them. */
  changes: number
}

/** Requests of one area that wish to stand together. */
export interface Block {
  members: Ask[]
}

/** The plan with who holds what while the engine thinks, and the way back. */
export interface Board {
  asks: readonly Ask[]
  blocks: readonly Block[]
  /** By the booth's place. */
  holders: (Ask | null)[]
  weights: Weights
  terms: Terms
  /** Every change that is not kept yet: who sat where before. */
  trail: { ask: Ask; before: Option | null }[]
  /** Stands considered so far. */
  steps: number
}

export const worth = (option: Option | null): bigint => option?.worth ?? 0n
export const best = (ask: Ask): bigint => ask.options[0]?.worth ?? 0n

export function seat(board: Board, ask: Ask, option: Option | null): void {
  board.trail.push({ ask, before: ask.seat })
  put(board, ask, option)
}

function put({ holders }: Board, ask: Ask, option: Option | null): void {
  if (ask.seat) for (const place of ask.seat.stand.places) if (holders[place] === ask) holders[place] = null
  ask.seat = option
  if (option) for (const place of option.stand.places) holders[place] = ask
  ask.lack = best(ask) - worth(option)
}

/** Takes back the changes that are not kept yet, down to the first so many. */
export function rollBack(board: Board, to = 0): void {
  while (board.trail.length > to) {
    const { ask, before } = board.trail.pop() as Board['trail'][number]
    put(board, ask, before)
  }
}

/** Who would have to leave for a stand. */
export function holdersOf(board: Board, stand: Stand, besides: Ask): Ask[] {
  board.steps += 1
  const found: Ask[] = []
  for (const place of stand.places) {
    const holder = board.holders[place]
    if (holder && holder !== besides && !found.includes(holder)) found.push(holder)
  }
  return found
}

/** The free metres between two stands; infinite where they are too far apart for it to matter. */
export function gapBetween(stand: Stand, other: Stand): number {
  if (stand.hallCode !== other.hallCode) return Number.POSITIVE_INFINITY
  let least = Number.POSITIVE_INFINITY
  for (const spot of stand.spots)
    for (const its of other.spots) least = Math.min(least, spot.near.get(its) ?? Number.POSITIVE_INFINITY)
  return least
}

export const areBeside = (stand: Stand, other: Stand, terms: Terms): boolean =>
  gapBetween(stand, other) <= terms.besideM

/** Apart: far enough, or in another row that does not face this one. */
export function areApart(stand: Stand, other: Stand, terms: Terms): boolean {
  const gap = gapBetween(stand, other)
  if (gap >= terms.apart.metres) return true
  return terms.apart.anotherRow && gap > terms.besideM && stand.spots[0]?.row !== other.spots[0]?.row
}

/** The members of a block in clusters: whoever stands beside one of a cluster belongs to it. */
export function clustersOf(block: Block, terms: Terms): Ask[][] {
  const waiting = new Set(block.members.filter((member) => member.seat))
  const clusters: Ask[][] = []
  for (const first of waiting) {
    waiting.delete(first)
    const cluster = [first]
    for (const member of cluster)
      for (const other of waiting)
        if (member.seat && other.seat && areBeside(member.seat.stand, other.seat.stand, terms)) {
          waiting.delete(other)
          cluster.push(other)
        }
    clusters.push(cluster)
  }
  return clusters
}

/** How much of the rest of its block a member of a cluster stands with. */
export const blockMark = (cluster: readonly Ask[], block: Block): number =>
  thousandths(cluster.length - 1, block.members.length - 1)

/** How many of those it shuns are kept away from it. */
export function apartMark({ seat: own, shuns }: Ask, terms: Terms): number {
  if (!own) return 0
  const away = shuns.filter(({ seat: other }) => !other || areApart(own.stand, other.stand, terms))
  return thousandths(away.length, shuns.length)
}

export function blockWorth(block: Block, { terms, weights }: Board): bigint {
  let sum = 0
  for (const cluster of clustersOf(block, terms)) {
    const mark = blockMark(cluster, block)
    for (const { merit } of cluster) sum += mark * merit
  }
  return weights.block * BigInt(sum)
}

export const apartWorth = (ask: Ask, { terms, weights }: Board): bigint =>
  weights.apart * BigInt(apartMark(ask, terms) * ask.merit)

/** The most that standing together, or apart, can add for these. */
export const mostTogether = (asks: readonly Ask[], weight: bigint): bigint =>
  weight * BigInt(WHOLE * asks.reduce((sum, { merit }) => sum + merit, 0))

export function totalWorth(board: Board): bigint {
  let sum = 0n
  for (const ask of board.asks) sum += worth(ask.seat) + (ask.shuns.length > 0 ? apartWorth(ask, board) : 0n)
  for (const block of board.blocks) sum += blockWorth(block, board)
  return sum
}
