import { createHash } from 'node:crypto'
import { type Application, acceptedApplications } from '#expo/exhibition/applications/index.ts'
import { findWindow, getEditionById } from '#expo/ground/editions/index.ts'
import { dayAt, daysBetween } from '#kernel/day.ts'
import type { Db } from '#platform/database.ts'
import type { AllocationInput, Booth, Gate, StandRequest, Terms, Wish } from '../allocation/index.ts'
import { rangeOf } from '../allocation/index.ts'
import { listReleased } from '../queries.ts'
import { folded, wholeNumber } from '../rules/find.ts'
import { middleOf } from '../rules/geometry.ts'
import { type Holding, listLiveHoldings } from './queries.ts'

// What the engine is asked, read from what stands: released plans, accepted applications, who holds what, what staff have locked.

/** The booths that staff have set aside for applications. */
export async function listLocks(db: Db, editionId: string): Promise<Map<string, string[]>> {
  const rows = await db
    .selectFrom('booths.locks')
    .select(['applicationId', 'boothIds'])
    .where('editionId', '=', editionId)
    .execute()
  return new Map(rows.map((row) => [row.applicationId, row.boothIds]))
}

async function listBooths(db: Db, editionId: string): Promise<Booth[]> {
  const rows = await db.selectFrom('boothsViews.plan').selectAll().where('editionId', '=', editionId).execute()
  return rows
    .map(({ boothId: id, number, hallCode, outline, areaCode, zoneCode, kind, areaM2, openSides }) => ({
      id,
      number: wholeNumber(hallCode, number),
      hallCode,
      outline,
      centre: middleOf(outline),
      areaCode,
      zoneCode,
      kind,
      areaM2: Number(areaM2),
      openSides,
    }))
    .sort((a, b) => (a.id < b.id ? -1 : 1))
}

async function listGates(db: Db, editionId: string): Promise<Gate[]> {
  const plans = await listReleased(db, editionId)
  if (plans.length === 0) return []
  const hallOf = new Map(plans.map((plan) => [plan.id, plan.hallCode]))
  const rows = await db
    .selectFrom('booths.structures')
    .select(['planId', 'structureId', 'at'])
    .where('planId', 'in', [...hallOf.keys()])
    .where('kind', '=', 'gate')
    .orderBy('structureId')
    .execute()
  return rows.flatMap(({ planId, structureId: id, at }) => (at ? [{ id, hallCode: hallOf.get(planId) ?? '', at }] : []))
}

/** In how many editions of the same fair each company has exhibited before. */
async function countEarlier(db: Db, editionId: string): Promise<Map<string, number>> {
  const { fairCode, opensOn } = await getEditionById(db, editionId)
  const rows = await db
    .selectFrom('applicationsViews.exhibitors as x')
    .innerJoin('editionsViews.editions as e', 'e.id', 'x.editionId')
    .select((select) => ['x.companyId', select.fn.count<number>('x.editionId').distinct().as('editions')])
    .where('e.fairCode', '=', fairCode)
    .where('e.opensOn', '<', opensOn)
    .where('x.companyId', 'is not', null)
    .where('x.role', '<>', 'represented')
    .groupBy('x.companyId')
    .execute()
  return new Map(rows.map((row) => [row.companyId as string, Number(row.editions)]))
}

/** Who asks to stand with whom, and apart from whom, by the companies of the edition's accepted applications. */
async function listNeighbours(db: Db, editionId: string, applicationOf: ReadonlyMap<string, string>) {
  const rows = await db
    .selectFrom('applicationsViews.neighbours')
    .select(['applicationId', 'wish', 'otherId'])
    .where('editionId', '=', editionId)
    .orderBy('applicationId')
    .orderBy('otherId')
    .execute()
  const pairs = rows.flatMap(({ applicationId, wish, otherId }) => {
    const other = applicationOf.get(otherId)
    return other && other !== applicationId ? [{ applicationId, wish, other }] : []
  })
  const apart = Map.groupBy(
    pairs.filter((pair) => pair.wish === 'apart'),
    (pair) => pair.applicationId,
  )
  return { apart, together: circlesOf(pairs.filter((pair) => pair.wish === 'together')) }
}

/** Those who ask for each other, directly or through others, are one circle, called by its first member. */
function circlesOf(pairs: readonly { applicationId: string; other: string }[]): Map<string, string> {
  const leader = new Map<string, string>()
  const find = (id: string): string => {
    const above = leader.get(id) ?? id
    return above === id ? id : find(above)
  }
  for (const { applicationId, other } of pairs) {
    const [a, b] = [find(applicationId), find(other)].sort() as [string, string]
    leader.set(b, a)
    leader.set(a, a)
  }
  return new Map([...leader.keys()].map((id) => [id, find(id)]))
}

const blockKeyOf = ({ id, block, economyCode }: Application, circles: ReadonlyMap<string, string>): string | null => {
  const circle = circles.get(id)
  if (circle) return `circle ${circle}`
  return block === 'economy' ? `economy ${economyCode}` : null
}

export interface Asked extends AllocationInput {
  /** Those who hold booths otherwise than by the rules of the run, and are not asked again. */
  settled: Map<string, StandRequest>
}

/**
 * What an edition's allocation is asked. Whoever has accepted keeps what it holds; so do those who were offered booths where `keepsOffers`
 * says so. A holding that staff have given against the rules (another area, another kind) is left out, with its booths.
 */
export async function readInput(
  db: Db,
  { editionId, terms, keepsOffers }: { editionId: string; terms: Terms; keepsOffers: boolean },
): Promise<Asked> {
  const [applications, booths, gates, holdings, locks, earlier, window, edition] = await Promise.all([
    acceptedApplications(db, editionId),
    listBooths(db, editionId),
    listGates(db, editionId),
    listLiveHoldings(db, editionId),
    listLocks(db, editionId),
    countEarlier(db, editionId),
    findWindow(db, editionId, 'exhibitor-application'),
    getEditionById(db, editionId),
  ])
  const applicationOf = new Map(applications.map((one) => [one.companyId, one.id]))
  const { apart, together } = await listNeighbours(db, editionId, applicationOf)
  const held = new Map(holdings.map((holding) => [holding.applicationId, holding]))
  const boothOf = new Map(booths.map((booth) => [booth.id, booth]))
  const byNumber = new Map(booths.map((booth) => [folded(booth.number), booth.id]))
  const closes = window ? dayAt(window.closesAt, edition.timeZone) : null
  const settled = new Map<string, StandRequest>()
  const fixed = new Set<string>()
  const requests = applications.flatMap((one): StandRequest[] => {
    const { areaCode, boothKind: kind, areaM2: wantedM2 } = one
    if (areaCode === null || kind === null || wantedM2 === null) return []
    const holding = held.get(one.id)
    const stays = holding && (holding.state === 'accepted' || (keepsOffers && holding.state === 'offered'))
    const lock = stays ? holding.booths.map((booth) => booth.id) : (locks.get(one.id) ?? null)
    const request: StandRequest = {
      id: one.id,
      areaCode,
      zoneCode: one.zoneCode,
      kind,
      wantedM2,
      ...rangeOf(wantedM2, terms),
      openSides: one.leastOpenSides,
      blockKey: blockKeyOf(one, together),
      apartFrom: (apart.get(one.id) ?? []).map((pair) => pair.other),
      wishes: wishesOf(one, byNumber),
      earlierEditions: earlier.get(one.companyId) ?? 0,
      daysEarly: closes && one.submittedOn ? Math.max(0, daysBetween(one.submittedOn, closes)) : 0,
      otherPoints: 0,
      lock,
    }
    const isByTheRules = (id: string) => boothOf.get(id)?.areaCode === areaCode && boothOf.get(id)?.kind === kind
    if (!stays || lock?.every(isByTheRules)) return [request]
    settled.set(one.id, { ...request, lock: null })
    for (const id of lock ?? []) fixed.add(id)
    return []
  })
  return {
    // What is settled against the rules stays on the floor, as something that nobody asks for.
    booths: booths.map((booth) => (fixed.has(booth.id) ? { ...booth, kind: 'national' } : booth)),
    gates,
    requests: requests.sort((a, b) => (a.id < b.id ? -1 : 1)),
    terms,
    before: holdings.filter((one) => !settled.has(one.applicationId)).map(asBefore),
    settled,
  }
}

const asBefore = ({ applicationId: requestId, booths }: Holding) => ({
  requestId,
  boothIds: booths.map((booth) => booth.id),
})

const wishesOf = ({ wishedBooths, wishedHall }: Application, byNumber: ReadonlyMap<string, string>): Wish[] => [
  ...wishedBooths.flatMap((number): Wish[] => {
    const boothId = byNumber.get(folded(number))
    return boothId ? [{ kind: 'booth', boothId }] : []
  }),
  ...(wishedHall ? [{ kind: 'hall' as const, hallCode: wishedHall }] : []),
]

/** What a run was made of, in three parts, so that it can be said which of them is another one now. */
export function digestOf({ booths, gates, requests, before }: AllocationInput): string {
  const of = (what: unknown) => createHash('sha256').update(JSON.stringify(what)).digest('hex').slice(0, 32)
  const asked = requests.map(({ lock: _, ...request }) => request)
  const held = [
    requests.map(({ id, lock }) => [id, lock?.toSorted() ?? null]),
    before.map(({ requestId, boothIds }) => [requestId, boothIds.toSorted()]).sort(),
  ]
  return [of(asked), of([booths, gates]), of(held)].join(' ')
}
