import { countCompanionsOf } from '#expo/exhibition/applications/index.ts'
import { type Company, listCompanies } from '#expo/ground/companies/index.ts'
import type { Day } from '#kernel/day.ts'
import { Refusal } from '#kernel/refusal.ts'
import type { Db } from '#platform/database.ts'
import type { StandFacts } from './rules/tariff.ts'

/** A stand as the rooms below know it: who has it, what is known of it, and how far it has come. */
export interface Stand {
  applicationId: string
  editionId: string
  company: Company
  number: number | null
  state: string
  submittedAt: Date | null
  acceptedOn: Day | null
  endedOn: Day | null
  /** Null while too little of it is wished. */
  facts: StandFacts | null
  /** Where its booths are. */
  hallCode: string | null
  constructed: boolean
}

export async function findStand(db: Db, applicationId: string): Promise<Stand | null> {
  return (await listStands(db, [applicationId])).get(applicationId) ?? null
}

export async function getStand(db: Db, applicationId: string): Promise<Stand> {
  const stand = await findStand(db, applicationId)
  if (!stand) throw new Refusal('missing', 'web.no-such-page')
  return stand
}

/** Stands by their applications, in as many queries for a thousand as for one. */
export async function listStands(db: Db, ids: readonly string[]): Promise<Map<string, Stand>> {
  if (ids.length === 0) return new Map()
  const applications = await db
    .selectFrom('applicationsViews.applications as a')
    .innerJoin('editionsViews.editions as e', 'e.id', 'a.editionId')
    .selectAll('a')
    .select(['e.opensOn', 'e.ldcReferenceDay'])
    .where('a.id', 'in', [...ids])
    .execute()
  const [companies, holdings, counts, recommenders, groups] = await Promise.all([
    listCompanies(
      db,
      applications.map((one) => one.companyId),
    ),
    holdingsOf(db, ids),
    countCompanionsOf(db, ids),
    recommendersOf(db, ids),
    groupsOf(
      db,
      applications.map((one) => ({ economyCode: one.economyCode, on: one.ldcReferenceDay })),
    ),
  ])
  return new Map(
    applications.flatMap((one): [string, Stand][] => {
      const company = companies.get(one.companyId)
      if (!company) return []
      const holding = holdings.get(one.id)
      const known = {
        role: one.role,
        economyCode: one.economyCode,
        areaCode: one.areaCode ?? '',
        zoneCode: one.zoneCode,
        submittedOn: one.submittedOn,
        coExhibitors: counts.get(one.id)?.['co-exhibitor'] ?? 0,
        represented: counts.get(one.id)?.represented ?? 0,
        recommendedBy: recommenders.get(one.id) ?? [],
        groups: groups.get(`${one.economyCode} ${one.ldcReferenceDay}`) ?? [],
        referenceDay: one.ldcReferenceDay,
        opensOn: one.opensOn,
        withdrawnOn: null,
      }
      const wished =
        one.boothKind === null || one.areaM2 === null
          ? null
          : {
              basis: 'wishes' as const,
              kind: one.boothKind,
              areaM2: decimal(one.areaM2),
              openSides: one.leastOpenSides,
              booths: [],
            }
      const space = holding?.space ?? wished
      const { id: applicationId, editionId, number, state, submittedAt, acceptedOn, endedOn, constructed } = one
      const facts = space && { ...known, ...space }
      const stand = { applicationId, editionId, number, state, submittedAt, acceptedOn, endedOn, constructed }
      return [[applicationId, { ...stand, company, facts, hallCode: holding?.hallCode ?? null }]]
    }),
  )
}

/** Square metres without needless noughts, so that the same area is the same text. */
const decimal = (area: string): string => (area.includes('.') ? area.replace(/\.?0+$/, '') : area)

async function holdingsOf(db: Db, ids: readonly string[]) {
  const rows = await db
    .selectFrom('boothsViews.holdings')
    .select(['applicationId', 'state', 'kind', 'areaM2', 'openSides', 'numbers', 'hallCode'])
    .where('applicationId', 'in', [...ids])
    .where('state', 'in', ['offered', 'change-asked', 'accepted'])
    .execute()
  return new Map(
    rows.map((row) => {
      const basis = row.state === 'accepted' ? ('holding' as const) : ('offer' as const)
      const booths = [...row.numbers].sort()
      const { openSides } = row
      // The floor of a national pavilion is let as raw space is.
      const kind = row.kind === 'national' ? ('raw' as const) : row.kind
      return [
        row.applicationId,
        { hallCode: row.hallCode, space: { basis, kind, areaM2: decimal(row.areaM2), openSides, booths } },
      ]
    }),
  )
}

async function recommendersOf(db: Db, ids: readonly string[]) {
  const rows = await db
    .selectFrom('applicationsViews.recommendations')
    .select(['applicationId', 'byKind'])
    .where('applicationId', 'in', [...ids])
    .where('untilDay', 'is', null)
    .orderBy('onDay')
    .execute()
  return new Map(
    [...Map.groupBy(rows, (row) => row.applicationId)].map(([id, all]) => [
      id,
      [...new Set(all.map((row) => row.byKind))].sort(),
    ]),
  )
}

/** The groups of each economy on a day: "is it a member on that day" is the only way to ask. */
async function groupsOf(db: Db, asked: { economyCode: string; on: Day }[]) {
  const days = [...new Set(asked.map((one) => one.on))]
  const groups = new Map<string, { code: string; since: Day }[]>()
  for (const on of days) {
    const rows = await db
      .selectFrom('economiesViews.memberships')
      .select(['economyCode', 'groupCode', 'fromDay'])
      .where('economyCode', 'in', [...new Set(asked.filter((one) => one.on === on).map((one) => one.economyCode))])
      .where('fromDay', '<=', on)
      .where((where) => where.or([where('untilDay', 'is', null), where('untilDay', '>', on)]))
      .orderBy('groupCode')
      .execute()
    for (const { economyCode, groupCode: code, fromDay: since } of rows) {
      const key = `${economyCode} ${on}`
      groups.set(key, [...(groups.get(key) ?? []), { code, since }])
    }
  }
  return groups
}
