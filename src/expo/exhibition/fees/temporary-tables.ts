import type { Day } from '#kernel/day.ts'

declare module '#platform/database.ts' {
  interface Tables {
    'applicationsViews.applications': {
      id: string
      editionId: string
      companyId: string
      number: number | null
      economyCode: string
      role: 'exhibitor' | 'umbrella'
      state: string
      areaCode: string | null
      zoneCode: string | null
      boothKind: 'standard' | 'raw' | 'pod' | null
      areaM2: string | null
      leastOpenSides: number
      submittedAt: Date | null
      submittedOn: Day | null
      acceptedOn: Day | null
      endedOn: Day | null
      constructed: boolean
    }
    'applicationsViews.exhibitors': { applicationId: string; role: string; untilDay: Day | null }
    'applicationsViews.recommendations': { applicationId: string; byKind: string; onDay: Day; untilDay: Day | null }
    'boothsViews.holdings': {
      holdingId: string
      editionId: string
      applicationId: string
      boothIds: string[]
      numbers: string[]
      hallCode: string
      areaM2: string
      kind: 'standard' | 'raw' | 'pod'
      openSides: number
      state: string
      fromDay: Day | null
      untilDay: Day | null
    }
  }
}
