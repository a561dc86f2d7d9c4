import type { ColumnType, Generated } from 'kysely'
import type { Day } from '#kernel/day.ts'
import type { Wording } from '#kernel/language.ts'
import type { DocumentKind, Kind, Size, State, VerdictState } from './words.ts'

declare module '#platform/database.ts' {
  interface Tables {
    'companies.companies': {
      id: string
      kinds: Kind[]
      economyCode: string
      registrationNumber: string | null
      numberKey: string | null
      sizeClass: Size | null
      foundedYear: number | null
      website: string | null
      websiteHost: string | null
      state: Generated<State>
      mergedInto: string | null
      constructed: Generated<boolean>
      source: string | null
      version: Generated<number>
      madeAt: ColumnType<Date, Date | undefined, never>
    }
    'companies.names': {
      companyId: string
      lang: string
      legal: boolean
      name: string
      key: string
      sound: string | null
    }
    'companies.profiles': {
      companyId: string
      lang: string
      summary: Generated<string>
      body: Generated<string>
    }
    'companies.documents': {
      id: string
      companyId: string
      kind: DocumentKind
      digest: string | null
      fileName: string
      mediaType: string
      sizeBytes: number
      sentAt: Date
      verdict: Generated<VerdictState>
      why: string | null
      fromDay: Day | null
      untilDay: Day | null
      judgedBy: string | null
      judgedAt: Date | null
      takenBy: string | null
      takenAt: Date | null
      constructed: Generated<boolean>
      version: Generated<number>
    }
    'companies.requests': {
      id: string
      companyId: string
      personId: string
      message: Generated<string>
      askedAt: Date
      answer: 'accepted' | 'declined' | null
      answeredAt: Date | null
    }
    'companies.distinctions': {
      oneId: string
      otherId: string
      why: Generated<string>
      madeAt: Generated<Date>
    }
    'companies.rankingLists': {
      code: string
      names: Wording
      source: string | null
    }
    'companies.rankings': {
      ranking: string
      year: number
      companyId: string
      rank: number | null
      source: string | null
    }
    /** Every organisation on record: what other rooms may read of this one. `verifiedFrom` is the first day it was ever verified. */
    'companiesViews.companies': {
      id: string
      economyCode: string
      kinds: Kind[]
      sizeClass: Size | null
      state: State
      mergedInto: string | null
      constructed: boolean
      legalName: string
      legalLang: string
      legalKey: string
      names: Wording
      verifiedFrom: Day | null
    }
    /** Companies as rooms above mean them: by any id, the one it stands for, as it was merged or not. */
    'companiesViews.standing': {
      id: string
      companyId: string
      economyCode: string
      names: Wording
    }
    /** On which days [from, until) a company was verified. */
    'companiesViews.verifications': {
      companyId: string
      fromDay: Day
      untilDay: Day | null
    }
    'companiesViews.rankings': {
      ranking: string
      year: number
      companyId: string
      rank: number | null
    }
  }
}
