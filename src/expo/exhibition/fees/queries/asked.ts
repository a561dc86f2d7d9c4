import { listMemberships } from '#expo/ground/economies/index.ts'
import type { Edition } from '#expo/ground/editions/index.ts'
import { type Day, holdsOn } from '#kernel/day.ts'
import type { Db } from '#platform/database.ts'
import type { StandFacts } from '../rules/tariff.ts'
import type { StandKind } from '../words.ts'

/** A stand that somebody asks the price of: facts as an application of today would have them. */
export async function factsAsked(
  db: Db,
  edition: Edition,
  asked: {
    kind: StandKind
    areaM2: string
    openSides: number
    economyCode: string
    coExhibitors: number
    recommended: boolean
  },
  today: Day,
): Promise<StandFacts> {
  const { kind, areaM2, openSides, economyCode, coExhibitors, recommended } = asked
  const referenceDay = edition.ldcReferenceDay
  const memberships = await listMemberships(db, { economyCode })
  return {
    basis: 'wishes',
    role: 'exhibitor',
    economyCode,
    areaCode: '',
    zoneCode: null,
    kind,
    areaM2,
    openSides,
    booths: [],
    submittedOn: today,
    coExhibitors,
    represented: 0,
    recommendedBy: recommended ? ['embassy'] : [],
    groups: memberships
      .filter((one) => holdsOn(one, referenceDay))
      .map((one) => ({ code: one.groupCode, since: one.from }))
      .sort((a, b) => (a.code < b.code ? -1 : 1)),
    referenceDay,
    opensOn: edition.opensOn,
    withdrawnOn: null,
  }
}
