import type { Details } from '#kernel/refusal.ts'

/** A point of a hall in metres: its corner is 0,0 at the upper left, y grows downwards. */
export type Point = readonly [x: number, y: number]

export type BoothKind = 'standard' | 'raw' | 'national' | 'pod'
/** What an application can ask for. National pavilions are placed by hand. */
export type AskedKind = 'standard' | 'raw' | 'pod'

/** A booth of a released plan. */
export interface Booth {
  id: string
  number: string
  hallCode: string
  /** Rectilinear, in metres. */
  outline: readonly Point[]
  centre: Point
  areaCode: string
  zoneCode: string | null
  kind: BoothKind
  areaM2: number
  /** 1 to 4. */
  openSides: number
}

export interface Gate {
  id: string
  hallCode: string
  at: Point
}

export type Wish =
  | { kind: 'booth'; boothId: string }
  | { kind: 'hall'; hallCode: string }
  | { kind: 'gate'; gateId: string }

/** What an accepted application asks of the plan, and what gives it merit. */
export interface StandRequest {
  id: string
  areaCode: string
  zoneCode: string | null
  kind: AskedKind
  wantedM2: number
  /** The least and the most that it takes, both included; the price follows the area. */
  leastM2: number
  mostM2: number
  /** The least open sides it wishes; 1 asks for nothing. */
  openSides: number
  /** Whoever shares a key wishes to stand together: an economy, an umbrella organiser. */
  blockKey: string | null
  /** Requests it asks to be kept away from. */
  apartFrom: readonly string[]
  /** The dearest first. */
  wishes: readonly Wish[]
  earlierEditions: number
  /** Whole days between its submission and the end of the window. */
  daysEarly: number
  /** Points the edition gives or takes for other things: a sponsor, a stand left empty last time. */
  otherPoints: number
  /** Staff's decision: these booths, all of them and no other. Null where they decided nothing. */
  lock: readonly string[] | null
}

/** What is counted, dearest first unless the edition orders it otherwise. Each is between 0 and 1 per request. */
export const LEVELS = ['placed', 'kept', 'zone', 'size', 'sides', 'block', 'apart', 'wish'] as const
export type Level = (typeof LEVELS)[number]

/** One step of the order: levels that are weighed against each other, by whole positive weights. */
export type Tier = Partial<Record<Level, number>>

/** Points for what an exhibitor has done, and the bands that turn them into a merit of 1, 2, 3... */
export interface MeritTerms {
  perEarlierEdition: number
  earlierEditionsAtMost: number
  perWeekEarly: number
  weeksEarlyAtMost: number
  per9M2: number
  times9M2AtMost: number
  /** Points from which the merit is 2, 3, 4... */
  bands: readonly number[]
}

/** The terms of an edition: everything that somebody might want to decide otherwise. */
export interface Terms {
  /** A tier outweighs all that come after it, for all requests together. `placed` belongs to the first. */
  order: readonly Tier[]
  merit: MeritTerms
  /** How much less and more than it wishes a request takes where the applicant says nothing, as shares of the wish. */
  range: { under: number; over: number }
  /** Which booths may be joined to one stand: how many, along how much wall at least, and whether to an L. */
  joining: { mostBooths: number; sharedM: number; toAnL: boolean }
  /** Stands are beside each other up to this gap: a shared wall, or an aisle between. */
  besideM: number
  /** Competitors are apart from this gap on, or already in another row that does not face theirs. */
  apart: { metres: number; anotherRow: boolean }
  nearGateM: number
  /** Most stands that are looked at for one request, and ways to join the booths of one row. What is cut off is reported. */
  caps: { standsPerRequest: number; joinedPerRow: number }
  /** How long to search, in stands considered: steps and not seconds, so that a slow machine finds the same. */
  steps: number
}

export const USUAL_TERMS: Terms = {
  order: [{ placed: 1 }, { kept: 1 }, { zone: 1 }, { size: 1 }, { sides: 1 }, { block: 1 }, { apart: 1 }, { wish: 1 }],
  merit: {
    perEarlierEdition: 8,
    earlierEditionsAtMost: 5,
    perWeekEarly: 1,
    weeksEarlyAtMost: 20,
    per9M2: 1,
    times9M2AtMost: 40,
    bands: [15, 30, 45, 60],
  },
  range: { under: 0.2, over: 0.25 },
  joining: { mostBooths: 6, sharedM: 2, toAnL: true },
  besideM: 4,
  apart: { metres: 18, anotherRow: true },
  nearGateM: 30,
  caps: { standsPerRequest: 4_000, joinedPerRow: 5_000 },
  steps: 60_000_000,
}

export interface Holding {
  requestId: string
  boothIds: readonly string[]
}

export interface AllocationInput {
  booths: readonly Booth[]
  gates: readonly Gate[]
  requests: readonly StandRequest[]
  terms: Terms
  /** What was held before: the level `kept` counts who stays. Empty where nothing was. */
  before: readonly Holding[]
}

/** What a request reaches at each level, in thousandths, so that sums are exact. A level it asks nothing of is not there. */
export type Marks = Partial<Record<Level, number>>

/** Why it has what it has, or nothing: a code that the locales word, with what the sentence needs. */
export interface Reason {
  code: ReasonCode
  level: Level | null
  details: Details
}

export const REASONS = [
  'locked',
  'in-area',
  'kept',
  'moved',
  'in-zone',
  'out-of-zone',
  'size',
  'sides',
  'beside',
  'apart',
  'far-apart',
  'too-near',
  'wish-met',
  'no-wish-met',
  'looked-for',
  'none-of-that-size',
  'fitting',
  'locked-away',
  'outweighed',
  'held-by',
  'other-size-free',
  'other-kind-free',
  'none-free',
  'not-all-looked-at',
] as const
export type ReasonCode = (typeof REASONS)[number]

export interface Placing extends Holding {
  areaM2: number
  openSides: number
  merit: number
  points: number
  marks: Marks
  reasons: Reason[]
}

export interface Unplaced {
  requestId: string
  merit: number
  points: number
  reasons: Reason[]
}

/** What was reached at a level: sums of merit, in whole requests of merit 1. */
export interface LevelSum {
  level: Level
  reached: number
  /** What there would be if everybody had all they asked for. */
  most: number
  /** How many ask something at this level, and how many of them have all of it. */
  asking: number
  content: number
}

export interface Allocation {
  placings: Placing[]
  unplaced: Unplaced[]
  sums: LevelSum[]
  /** The whole as one number, for comparing allocations of the same requests. */
  worth: bigint
  /** How much was looked at, and where not everything was. */
  looked: { stands: number; joined: number; steps: number; cutRows: number; cutRequests: number }
}

/** Why staff's locks cannot all hold. */
export interface Contradiction {
  code: 'no-booth' | 'unknown-booth' | 'twice' | 'other-area' | 'other-kind' | 'not-adjoining'
  requestIds: string[]
  boothNumbers: string[]
}

/** A result, or why there can be none. */
export type Outcome = { ok: true; allocation: Allocation } | { ok: false; contradictions: Contradiction[] }

/** What applying an allocation would change for one request. */
export interface Change {
  requestId: string
  kind: 'stays' | 'placed' | 'moved' | 'unseated'
  from: readonly string[]
  to: readonly string[]
}

export const PHASES = ['seat', 'move', 'join', 'gather', 'settle'] as const

/** How far it is: stands considered, and how many will be at most. */
export interface Progress {
  phase: (typeof PHASES)[number]
  done: number
  of: number
}
