import type { Generated, GeneratedAlways } from 'kysely'
import type { Day } from '#kernel/day.ts'
import type { Wording } from '#kernel/language.ts'
import type { Kind, Owner, PersonRole, PlaceKind, State } from './words.ts'

declare module '#platform/database.ts' {
  interface Tables {
    'calendar.hours': {
      editionId: string
      day: Day
      /** `HH:MM:SS`, as PostgreSQL writes it. */
      opens: string
      closes: string
      constructed: Generated<boolean>
    }
    'calendar.places': {
      id: string
      editionId: string
      code: string
      kind: PlaceKind
      name: Generated<Wording>
      economyCode: string | null
      ownerKind: Owner['kind'] | null
      ownerId: string | null
      hallCode: string | null
      capacity: number | null
      changeoverMinutes: Generated<number>
      closed: Generated<boolean>
      constructed: Generated<boolean>
      version: Generated<number>
    }
    'calendar.happenings': {
      id: string
      editionId: string
      ownerKind: Owner['kind']
      ownerId: string
      economyCode: string | null
      way: string | null
      kind: Kind
      title: Wording
      words: string
      about: Generated<Wording>
      languages: Generated<string[]>
      placeId: string | null
      startsAt: Date
      endsAt: Date
      heldUntil: Date
      state: State
      public: Generated<boolean>
      unusualWhy: string | null
      setOn: Day | null
      cancelledOn: Day | null
      cancelledWhy: string | null
      sequence: Generated<number>
      changedAt: Date
      constructed: Generated<boolean>
      version: Generated<number>
      live: GeneratedAlways<boolean>
    }
    'calendar.people': {
      id: string
      happeningId: string
      startsAt: Date
      endsAt: Date
      live: boolean
      who: string
      accountId: string | null
      name: string
      affiliation: Generated<string>
      role: PersonRole
      languages: Generated<string[]>
      position: Generated<number>
    }
    /** What the programme announces, on which days: [setOn, cancelledOn). What rooms above count from. */
    'calendarViews.announced': {
      happeningId: string
      editionId: string
      ownerKind: Owner['kind']
      ownerId: string
      economyCode: string | null
      kind: Kind
      startsAt: Date
      endsAt: Date
      setOn: Day
      cancelledOn: Day | null
      constructed: boolean
    }
  }
}
