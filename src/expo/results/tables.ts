import type { Generated } from 'kysely'
import type { Day } from '#kernel/day.ts'
import type { Qualifier } from './words.ts'

declare module '#platform/database.ts' {
  interface Tables {
    'results.publications': {
      id: string
      editionId: string
      figure: string
      definitionVersion: number
      asOf: Day
      value: string
      records: unknown
      digest: string
      publishedAt: Generated<Date>
      publishedBy: string
      supersedes: string | null
      reason: string | null
    }
    'results.outsideFacts': {
      id: string
      editionId: string
      figure: string
      value: string
      qualifier: Qualifier
      unit: Generated<string>
      asOf: Day | null
      source: string
      note: Generated<string>
      verified: Generated<boolean>
      addedBy: string
      addedAt: Generated<Date>
    }
  }
}
