import { type Area, type Edition, editionInPath, type Hall, listAreas, listHalls } from '#expo/ground/editions/index.ts'
import { Refusal } from '#kernel/refusal.ts'
import type { Db } from '#platform/database.ts'
import type { Call } from '#web/door.ts'
import { asLargeAs, findPlan, findRules, findVersion, listReleased, type Plan } from './queries.ts'
import { type Findable, wholeNumber } from './rules/find.ts'
import type { VenueRules } from './rules/plan.ts'
import { type StandingPlan, standingPlan } from './standing.ts'

/** What an address under `/:lang/:edition/plan/:hall` names: the hall, and its released plan if there is one. */
export interface HallPlace {
  edition: Edition
  hall: Hall
  areas: Area[]
  rules: VenueRules & { version: number }
  plan: Plan | null
}

async function hallIn(call: Call): Promise<Omit<HallPlace, 'plan'>> {
  const { db } = call.house
  const edition = await editionInPath(call)
  const [halls, areas, rules] = await Promise.all([
    listHalls(db, edition.id),
    listAreas(db, edition.id),
    findRules(db, edition.id),
  ])
  const hall = halls.find((one) => one.code === call.params.hall)
  if (!hall) throw new Refusal('missing', 'booths.no-such-hall')
  return { edition, hall, areas, rules }
}

export async function hallInPath(call: Call): Promise<HallPlace> {
  const place = await hallIn(call)
  return { ...place, plan: await findPlan(call.house.db, place.edition.id, place.hall.code, 'released') }
}

/** The hall with its draft: what an address under `/staff/plans/:hall/draft` names. */
export async function draftInPath(call: Call): Promise<HallPlace & { plan: Plan }> {
  const place = await hallIn(call)
  const plan = await findPlan(call.house.db, place.edition.id, place.hall.code, 'draft')
  if (!plan) throw new Refusal('missing', 'booths.no-draft')
  return { ...place, plan: asLargeAs(plan, place.hall) }
}

export async function versionInPath(call: Call): Promise<HallPlace & { plan: Plan }> {
  const place = await hallIn(call)
  const number = /^\d{1,6}$/.test(call.params.issue ?? '') ? Number(call.params.issue) : 0
  const plan = await findVersion(call.house.db, place.edition.id, place.hall.code, number)
  if (!plan) throw new Refusal('missing', 'booths.no-such-plan')
  return { ...place, plan }
}

/** Every hall of an edition with its released plan, read once and kept. */
export async function standingPlans(
  db: Db,
  editionId: string,
  rules: VenueRules & { version: number },
): Promise<Map<string, StandingPlan>> {
  const plans = await listReleased(db, editionId)
  const standing = await Promise.all(plans.map((plan) => standingPlan(db, plan, rules)))
  return new Map(standing.map((one) => [one.drawing.hallCode, one]))
}

/** Every booth that is public, with its hall: for whoever looks for one by its number. */
export async function listStandingBooths(db: Db, editionId: string): Promise<Findable[]> {
  const plans = await standingPlans(db, editionId, await findRules(db, editionId))
  return [...plans.values()].flatMap((standing) => standing.listed)
}

export interface BoothPlace extends HallPlace {
  plan: Plan
  standing: StandingPlan
  boothId: string
}

export async function boothInPath(call: Call): Promise<BoothPlace> {
  const { db } = call.house
  const edition = await editionInPath(call)
  const asked = call.params.number ?? ''
  const rules = await findRules(db, edition.id)
  const plans = (await listReleased(db, edition.id))
    .filter((one) => asked.startsWith(`${one.hallCode}-`))
    .sort((a, b) => b.hallCode.length - a.hallCode.length)
  for (const one of plans) {
    const standing = await standingPlan(db, one, rules)
    const booth = standing.drawing.booths.find((other) => wholeNumber(one.hallCode, other.number) === asked)
    if (!booth) continue
    const [halls, areas] = await Promise.all([listHalls(db, edition.id), listAreas(db, edition.id)])
    const hall = halls.find((other) => other.code === one.hallCode)
    if (hall) return { edition, hall, areas, rules, plan: one, standing, boothId: booth.id }
  }
  throw new Refusal('missing', 'booths.no-such-booth')
}
