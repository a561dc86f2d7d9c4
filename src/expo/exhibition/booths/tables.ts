import type { ColumnType, Generated } from 'kysely'
import type { Wording } from '#kernel/language.ts'
import type { Outline, Point } from './rules/geometry.ts'
import type { BoothKind, LayoutRule, PassageKind, PlanState, StructureKind } from './words.ts'

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
