import type { Generated } from 'kysely'
import type { Day } from '#kernel/day.ts'
import type { Wording } from '#kernel/language.ts'
import type { AreaKind, WindowKind } from './words.ts'

declare module '#platform/database.ts' {
  interface Tables {
    'editions.fairs': { id: string; code: string; name: Wording; madeAt: Generated<Date>; version: Generated<number> }
    'editions.editions': EditionRow
    'editions.halls': {
      editionId: string
      code: string
      name: Wording
      level: Generated<number>
      lengthM: string
      widthM: string
      constructed: Generated<boolean>
      version: Generated<number>
    }
    'editions.areas': {
      editionId: string
      code: string
      kind: AreaKind
      parentCode: string | null
      name: Wording
      tint: Generated<number>
      position: Generated<number>
      version: Generated<number>
    }
    'editions.hallAreas': { editionId: string; hallCode: string; areaCode: string }
    'editionsViews.editions': {
      id: string
      fairId: string
      fairCode: string
      code: string
      number: number
      name: Wording
      opensOn: Day
      closesOn: Day
      timeZone: string
      ldcReferenceDay: Day
      constructed: boolean
      shown: boolean
    }
    'editions.windows': {
      editionId: string
      kind: WindowKind
      opensAt: Date
      closesAt: Date
      note: Generated<Wording>
      source: string | null
      constructed: Generated<boolean>
      version: Generated<number>
    }
  }
}

export interface EditionRow {
  id: string
  fairId: string
  code: string
  number: number
  name: Wording
  opensOn: Day
  closesOn: Day
  timeZone: string
  city: Wording
  venue: Wording
  venueAddress: Generated<Wording>
  indoorAreaM2: string | null
  outdoorAreaM2: string | null
  currency: string
  ldcReferenceDay: Day
  shown: Generated<boolean>
  constructed: Generated<boolean>
  source: string | null
  rehearsalFrom: Date | null
  rehearsalSetAt: Date | null
  version: Generated<number>
}
