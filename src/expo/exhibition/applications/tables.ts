import type { ColumnType, Generated } from 'kysely'
import type { Day } from '#kernel/day.ts'
import type { Language, Wording } from '#kernel/language.ts'
import type {
  Block,
  BoothKind,
  Companionship,
  Decision,
  DocumentKind,
  ListedRole,
  MessageKind,
  Nearness,
  NeighbourWish,
  Purpose,
  Reason,
  RecommendationWay,
  RecommenderKind,
  Role,
  Side,
  State,
} from './words.ts'

/** Lists are written as JSON text, as the driver would make PostgreSQL's arrays of them. */
type Json<Value> = ColumnType<Value, string, string>

declare module '#platform/database.ts' {
  interface Tables {
    'applications.terms': {
      editionId: string
      kinds: BoothKind[]
      standardM2: string
      mostStandard: number
      rawFromM2: string
      rawToM2: string
      rawStepM2: string
      podM2: string
      podAreaCodes: Generated<string[]>
      reasons: Json<Reason[]>
      version: Generated<number>
    }
    'applications.applications': {
      id: string
      editionId: string
      companyId: string
      number: number | null
      role: Generated<Role>
      showsItself: Generated<boolean>
      state: Generated<State>
      areaCode: string | null
      zoneCode: string | null
      boothKind: BoothKind | null
      areaM2: string | null
      leastOpenSides: Generated<number>
      shows: Generated<Wording>
      hsChapters: Generated<string[]>
      brands: Generated<string>
      certificates: Generated<string>
      wishes: Generated<string>
      near: Generated<Nearness[]>
      wishedHall: string | null
      wishedBooths: Generated<string[]>
      block: Generated<Block>
      begunAt: Generated<Date>
      submittedAt: Date | null
      submittedOn: Day | null
      decidedOn: Day | null
      acceptedOn: Day | null
      endedOn: Day | null
      withdrawnOn: Day | null
      discardedAt: Date | null
      lateUntil: Date | null
      askedSince: Date | null
      heardSince: Date | null
      owner: string | null
      carriedFrom: string | null
      constructed: Generated<boolean>
      source: string | null
      version: Generated<number>
    }
    'applications.counters': { editionId: string; lastNumber: Generated<number> }
    'applications.coExhibitors': {
      id: string
      applicationId: string
      kind: Companionship
      companyId: string | null
      names: Wording
      nameKey: string
      economyCode: string
      registrationNumber: string | null
      numberKey: string | null
      shows: Generated<string>
      contactEmail: string | null
      fromDay: Day | null
      untilDay: Day | null
      constructed: Generated<boolean>
      version: Generated<number>
    }
    'applications.neighbours': {
      applicationId: string
      wish: NeighbourWish
      name: string
      companyId: string | null
    }
    'applications.invitations': {
      id: string
      applicationId: string
      purpose: Purpose
      coExhibitorId: string | null
      tokenHash: string
      email: string
      language: Language
      invitedBy: string
      invitedAt: Date
      expiresAt: Date
      usedAt: Date | null
      revokedAt: Date | null
    }
    'applications.recommendations': {
      id: string
      applicationId: string
      byKind: RecommenderKind
      body: string
      economyCode: string | null
      author: string
      office: Generated<string>
      onDay: Day
      untilDay: Day | null
      whyWithdrawn: string | null
      words: Generated<string>
      way: RecommendationWay
      invitationId: string | null
      digest: string | null
      fileName: string | null
      mediaType: string | null
      enteredBy: string
      enteredAt: Generated<Date>
      confirmedBy: string | null
      constructed: Generated<boolean>
      version: Generated<number>
    }
    'applications.messages': {
      id: string
      applicationId: string
      side: Side
      kind: MessageKind
      author: string
      body: string
      writtenAt: Date
      seenAt: Date | null
    }
    'applications.documents': {
      id: string
      applicationId: string
      messageId: string | null
      kind: DocumentKind
      digest: string
      fileName: string
      mediaType: string
      sizeBytes: number
      addedBy: string
      addedAt: Date
    }
    'applications.decisions': {
      id: string
      applicationId: string
      state: Decision
      reasonCode: string | null
      words: Generated<string>
      onDay: Day
      decidedBy: string
      decidedAt: Generated<Date>
      takenBackAt: Date | null
    }
    'applications.listings': {
      recordId: string
      lang: Language
      applicationId: string
      editionId: string
      companyId: string | null
      role: ListedRole
      name: string
      nameLang: string
      sortKey: string
      letter: string
      economyCode: string
      areaCode: string
      zoneCode: string | null
      fromDay: Day
      untilDay: Day | null
      constructed: boolean
    }
    /** Every application: what rooms above may read of it. A company that was merged into another is that one. */
    'applicationsViews.applications': {
      id: string
      editionId: string
      companyId: string
      number: number | null
      economyCode: string
      role: Role
      showsItself: boolean
      state: State
      areaCode: string | null
      zoneCode: string | null
      boothKind: BoothKind | null
      areaM2: string | null
      leastOpenSides: number
      near: Nearness[]
      wishedHall: string | null
      wishedBooths: string[]
      block: Block
      submittedAt: Date | null
      submittedOn: Day | null
      acceptedOn: Day | null
      endedOn: Day | null
      constructed: boolean
    }
    /** Who exhibits in which edition, in what role, on which days [fromDay, untilDay). */
    'applicationsViews.exhibitors': {
      recordId: string
      editionId: string
      applicationId: string
      companyId: string | null
      names: Wording
      economyCode: string
      role: ListedRole | 'organiser' | 'represented'
      areaCode: string
      zoneCode: string | null
      boothKind: BoothKind
      fromDay: Day
      untilDay: Day | null
      constructed: boolean
    }
    /** Recommendations that count. */
    'applicationsViews.recommendations': {
      id: string
      applicationId: string
      editionId: string
      companyId: string
      byKind: RecommenderKind
      onDay: Day
      untilDay: Day | null
      constructed: boolean
    }
    'applicationsViews.neighbours': {
      applicationId: string
      editionId: string
      companyId: string
      wish: NeighbourWish
      otherId: string
    }
  }
}
