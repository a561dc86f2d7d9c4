import type { Generated } from 'kysely'
import type { Day } from '#kernel/day.ts'
import type { Wording } from '#kernel/language.ts'
import type { Mode, State } from './words.ts'

declare module '#platform/database.ts' {
  interface Tables {
    'pavilions.pavilions': {
      id: string
      editionId: string
      economyCode: string
      state: State
      invitedOn: Day
      answeredOn: Day | null
      designApprovedOn: Day | null
      openedOn: Day | null
      withdrawnOn: Day | null
      offeredMode: Mode
      offeredAreaM2: Generated<string>
      guestOfHonour: Generated<boolean>
      badgeQuota: Generated<number>
      boothQuota: Generated<number>
      theme: Generated<Wording>
      pageShownOn: Day | null
      constructed: Generated<boolean>
      source: string | null
      version: Generated<number>
    }
    'pavilions.terms': {
      id: string
      pavilionId: string
      mode: Mode
      areaM2: string
      guestOfHonour: boolean
      fromDay: Day
      untilDay: Day | null
    }
    'pavilions.profiles': {
      pavilionId: string
      lang: string
      title: string
      summary: Generated<string>
      body: Generated<string>
    }
    'pavilions.pictures': {
      id: string
      pavilionId: string
      digest: string
      width: number
      height: number
      alt: Wording
      position: Generated<number>
    }
    /** Who takes part in which edition, on what terms, on which days: what other rooms may read of this one. */
    'pavilionsViews.participations': {
      pavilionId: string
      editionId: string
      economyCode: string
      state: State
      constructed: boolean
      mode: Mode
      areaM2: string
      guestOfHonour: boolean
      fromDay: Day
      untilDay: Day | null
    }
  }
}
