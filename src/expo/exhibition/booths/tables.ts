import type { ColumnType, Generated } from 'kysely'
import type { Day } from '#kernel/day.ts'
import type { Wording } from '#kernel/language.ts'
import type { Terms } from './allocation/index.ts'
import type { Outline, Point } from './rules/geometry.ts'
import type {
  BoothKind,
  HoldingEnd,
  HoldingState,
  LayoutRule,
  PassageKind,
  PlanState,
  RunState,
  StructureKind,
} from './words.ts'

/** jsonb that is an array: read as one, written as its text, as the driver takes an array for PostgreSQL's own. */
type Json<Value> = ColumnType<Value, string, string>
type MaybeJson<Value> = ColumnType<Value | null, string | null, string | null>

declare module '#platform/database.ts' {
  interface Tables {
    'booths.plans': {
      id: string
      editionId: string
      hallCode: string
      number: number
      state: Generated<PlanState>
      basedOn: string | null
      lengthM: string
      widthM: string
      madeBy: string
      madeAt: Generated<Date>
      releasedBy: string | null
      releasedAt: Date | null
      note: Generated<string>
      constructed: Generated<boolean>
      version: Generated<number>
    }
    'booths.booths': {
      planId: string
      boothId: string
      number: string
      kind: BoothKind
      outline: Json<Outline>
      areaCode: string
      zoneCode: string | null
      areaM2: string
      openSides: number
      holdsPillar: Generated<boolean>
      constructed: Generated<boolean>
    }
    'booths.structures': {
      planId: string
      structureId: string
      kind: StructureKind
      name: Generated<string>
      at: MaybeJson<Point>
      outline: MaybeJson<Outline>
    }
    /** Kept by the database itself. */
    'booths.planAreas': {
      planId: string
      editionId: string
      areaCode: string
    }
    'booths.venueRules': {
      editionId: string
      mostShare: string
      passageM: string
      rowM: string
      mainAisleM: string
      mainAislesFull: number
      mainAislesHalf: number
      exitClearM: string
      hydrantClearM: string
      maintenanceM: string
      openSideM: string
      wayM: string
      walkM: string
      gridM: string
      warns: LayoutRule[]
      version: Generated<number>
    }
    'booths.grounds': {
      editionId: string
      code: string
      hallCode: string | null
      name: Generated<Wording>
      level: Generated<number>
      xM: string
      yM: string
      lengthM: string
      widthM: string
      turn: Generated<number>
      constructed: Generated<boolean>
    }
    'booths.passages': {
      editionId: string
      id: string
      fromCode: string
      fromGate: Generated<string>
      toCode: string
      toGate: Generated<string>
      kind: PassageKind
      metres: string
      seconds: number
      constructed: Generated<boolean>
    }
    'booths.remedies': {
      planId: string
      boothId: string
      holder: string
      replacementBoothId: string | null
      notice: string
      reason: string
    }
    'booths.holdings': {
      id: string
      editionId: string
      applicationId: string
      state: Generated<HoldingState>
      hallCode: string
      kind: BoothKind
      areaM2: string
      openSides: number
      offeredOn: Day
      answerBy: Date | null
      words: Generated<string>
      acceptedOn: Day | null
      changeWords: Generated<string>
      changeBy: Day | null
      endedOn: Day | null
      endedAs: HoldingEnd | null
      reason: Generated<string>
      replaces: string | null
      runId: string | null
      offeredBy: string
      offeredAt: Generated<Date>
      remindedAt: Date | null
      toldAt: Date | null
      constructed: Generated<boolean>
      version: Generated<number>
    }
    'booths.holdingBooths': {
      holdingId: string
      boothId: string
      number: string
      live: Generated<boolean>
    }
    'booths.locks': {
      applicationId: string
      editionId: string
      boothIds: string[]
      lockedBy: string
      lockedAt: Generated<Date>
    }
    'booths.allocationTerms': {
      editionId: string
      answerDays: number
      remindDays: number
      lapses: boolean
      terms: ColumnType<Terms, string, string>
      version: Generated<number>
    }
    'booths.allocationRuns': {
      id: string
      editionId: string
      state: Generated<RunState>
      terms: ColumnType<Terms, string, string>
      keepsOffers: boolean
      digest: string | null
      phase: string | null
      done: Generated<number>
      most: Generated<number>
      cancelAskedAt: Date | null
      result: ColumnType<unknown, string | null, string | null>
      objective: string | null
      bound: string | null
      begunBy: string
      begunAt: Date
      finishedAt: Date | null
      appliedBy: string | null
      appliedAt: Date | null
      undoneAt: Date | null
    }
    /** Who holds what on which days [fromDay, untilDay); numbers are whole, `4.1H-A12`. What other rooms may read of holdings. */
    'boothsViews.holdings': {
      holdingId: string
      editionId: string
      applicationId: string
      boothIds: string[]
      numbers: string[]
      hallCode: string
      areaM2: string
      kind: BoothKind
      openSides: number
      state: HoldingState
      fromDay: Day | null
      untilDay: Day | null
      constructed: boolean
    }
    /** The booths of every released plan: what other rooms may read of this one. */
    'boothsViews.plan': {
      editionId: string
      hallCode: string
      planId: string
      planNumber: number
      boothId: string
      number: string
      kind: BoothKind
      outline: Outline
      areaCode: string
      zoneCode: string | null
      areaM2: string
      openSides: number
      holdsPillar: boolean
      constructed: boolean
    }
  }
}
