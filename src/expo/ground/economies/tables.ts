import type { Generated } from 'kysely'
import type { Day } from '#kernel/day.ts'
import type { Wording } from '#kernel/language.ts'
import type { Certainty, EconomyKind } from './words.ts'

declare module '#platform/database.ts' {
  interface Tables {
    'economies.regions': { code: string; parentCode: string | null; names: Wording }
    'economies.economies': {
      code: string
      kind: EconomyKind
      alpha2: string | null
      m49: string | null
      regionCode: string | null
      subregionCode: string | null
      status: Generated<'member' | 'observer' | 'other'>
      names: Wording
      shownNames: Generated<Wording>
      shown: Generated<boolean>
      latitude: string | null
      longitude: string | null
      version: Generated<number>
    }
    'economies.world': { one: Generated<boolean>; version: Generated<number> }
    'economies.groups': { code: string; names: Wording; source: string | null; version: Generated<number> }
    'economies.memberships': {
      id: string
      groupCode: string
      economyCode: string
      fromDay: Day
      untilDay: Day | null
      certainty: Generated<Certainty>
      note: string | null
      version: Generated<number>
    }
    'economiesViews.economies': {
      code: string
      kind: EconomyKind
      alpha2: string | null
      m49: string | null
      regionCode: string | null
      subregionCode: string | null
      status: 'member' | 'observer' | 'other'
      names: Wording
      shown: boolean
      latitude: string | null
      longitude: string | null
    }
    'economiesViews.regions': { code: string; parentCode: string | null; names: Wording }
    'economiesViews.memberships': {
      groupCode: string
      economyCode: string
      fromDay: Day
      untilDay: Day | null
      certainty: Certainty
    }
  }
}
