import { type Edition, type Hall, listHalls } from '#expo/ground/editions/index.ts'
import type { Wording } from '#kernel/language.ts'
import { Refusal } from '#kernel/refusal.ts'
import type { Db, Tx } from '#platform/database.ts'
import { type Booth, type Structure, USUAL_RULES, type VenueRules } from './rules/plan.ts'
import type { Ground, Passage } from './rules/venue.ts'
import type { PlanState } from './words.ts'

export interface Plan {
  id: string
  editionId: string
  hallCode: string
  /** Counted per hall, from 1 on. */
  number: number
  state: PlanState
  basedOn: string | null
  /** The hall's size when the plan was begun. */
  lengthM: number
  widthM: number
  madeBy: string
  madeAt: Date
  releasedBy: string | null
  releasedAt: Date | null
  note: string
  constructed: boolean
  version: number
}

export interface PlannedBooth extends Booth {
  areaM2: number
  openSides: number
  constructed: boolean
}

/** A plan with all that stands on it, in the order of its numbers. */
export interface Drawing extends Plan {
  booths: PlannedBooth[]
  structures: Structure[]
}

const selectPlan = (db: Db) => db.selectFrom('booths.plans as p').selectAll('p')
type Selected = Awaited<ReturnType<ReturnType<typeof selectPlan>['executeTakeFirstOrThrow']>>
const asPlan = (row: Selected): Plan => ({ ...row, lengthM: Number(row.lengthM), widthM: Number(row.widthM) })

export async function findPlan(db: Db, editionId: string, hallCode: string, state: PlanState): Promise<Plan | null> {
  const row = await selectPlan(db)
    .where('p.editionId', '=', editionId)
    .where('p.hallCode', '=', hallCode)
    .where('p.state', '=', state)
    .executeTakeFirst()
  return row ? asPlan(row) : null
}

/** One version of a hall's plan, by the number it was counted under. */
export async function findVersion(db: Db, editionId: string, hallCode: string, number: number): Promise<Plan | null> {
  const row = await selectPlan(db)
    .where('p.editionId', '=', editionId)
    .where('p.hallCode', '=', hallCode)
    .where('p.number', '=', number)
    .executeTakeFirst()
  return row ? asPlan(row) : null
}

/** A draft is as large as its hall is now; what was released stays as large as the hall was. */
export const asLargeAs = (plan: Plan, hall: Pick<Hall, 'lengthM' | 'widthM'> | undefined): Plan =>
  hall ? { ...plan, lengthM: hall.lengthM, widthM: hall.widthM } : plan

/** A draft with its row locked until the transaction ends, so that of two clerks one saves. */
export async function lockDraft(tx: Tx, planId: string): Promise<Plan> {
  const row = await selectPlan(tx).where('p.id', '=', planId).forUpdate().executeTakeFirst()
  if (!row) throw new Refusal('missing', 'booths.no-such-plan')
  if (row.state !== 'draft') throw new Refusal('conflict', 'booths.not-a-draft')
  const halls = await listHalls(tx, row.editionId)
  return asLargeAs(
    asPlan(row),
    halls.find((hall) => hall.code === row.hallCode),
  )
}

/** What is public for the same hall in the newest other edition of the same fair. */
export async function findEarlier(
  db: Db,
  edition: Pick<Edition, 'id' | 'fairCode'>,
  hallCode: string,
): Promise<{
  plan: Plan
  edition: { code: string; name: Wording }
} | null> {
  const row = await selectPlan(db)
    .innerJoin('editionsViews.editions as e', 'e.id', 'p.editionId')
    .select(['e.code as editionCode', 'e.name as editionName'])
    .where('e.fairCode', '=', edition.fairCode)
    .where('e.id', '<>', edition.id)
    .where('e.shown', '=', true)
    .where('p.hallCode', '=', hallCode)
    .where('p.state', '=', 'released')
    .orderBy('e.opensOn', 'desc')
    .limit(1)
    .executeTakeFirst()
  if (!row) return null
  const { editionCode, editionName, ...plan } = row
  return { plan: asPlan(plan), edition: { code: editionCode, name: editionName } }
}

/** Every hall's released plan. */
export async function listReleased(db: Db, editionId: string): Promise<Plan[]> {
  const rows = await selectPlan(db)
    .where('p.editionId', '=', editionId)
    .where('p.state', '=', 'released')
    .orderBy('p.hallCode')
    .execute()
  return rows.map(asPlan)
}

/** The versions of a hall's plan, newest first. */
export async function listVersions(db: Db, editionId: string, hallCode: string): Promise<Plan[]> {
  const rows = await selectPlan(db)
    .where('p.editionId', '=', editionId)
    .where('p.hallCode', '=', hallCode)
    .orderBy('p.number', 'desc')
    .execute()
  return rows.map(asPlan)
}

export interface PlanCount extends Plan {
  booths: number
  netM2: number
}

/** The draft and the released plan of every hall of an edition, with what is on them. */
export async function countPlans(db: Db, editionId: string): Promise<PlanCount[]> {
  const rows = await selectPlan(db)
    .leftJoin('booths.booths as b', 'b.planId', 'p.id')
    .select((select) => [
      select.fn.count<number>('b.boothId').as('booths'),
      select.fn.coalesce(select.fn.sum<string>('b.areaM2'), select.lit(0)).as('netM2'),
    ])
    .where('p.editionId', '=', editionId)
    .where('p.state', 'in', ['draft', 'released'])
    .groupBy('p.id')
    .orderBy('p.hallCode')
    .orderBy('p.number')
    .execute()
  return rows.map((row) => ({ ...asPlan(row), booths: Number(row.booths), netM2: Number(row.netM2) }))
}

export async function readDrawing(db: Db, plan: Plan): Promise<Drawing> {
  const [booths, structures] = await Promise.all([
    db
      .selectFrom('booths.booths')
      .selectAll()
      .where('planId', '=', plan.id)
      .orderBy('number')
      .orderBy('boothId')
      .execute(),
    db.selectFrom('booths.structures').selectAll().where('planId', '=', plan.id).orderBy('structureId').execute(),
  ])
  return {
    ...plan,
    booths: booths.map(({ planId: _, boothId, areaM2, ...booth }) => ({
      id: boothId,
      ...booth,
      areaM2: Number(areaM2),
    })),
    structures: structures.map(({ planId: _, structureId, ...one }) => ({ id: structureId, ...one })),
  }
}

/** Every id that a hall's plans have ever given a booth, so that a file or an editor cannot take one from elsewhere. */
export async function listBoothIds(db: Db, editionId: string, hallCode: string): Promise<Set<string>> {
  const rows = await db
    .selectFrom('booths.booths as b')
    .innerJoin('booths.plans as p', 'p.id', 'b.planId')
    .select('b.boothId')
    .distinct()
    .where('p.editionId', '=', editionId)
    .where('p.hallCode', '=', hallCode)
    .execute()
  return new Set(rows.map((row) => row.boothId))
}

/** An edition's own rules of layout, else the usual ones; version 0 while nobody has set any. */
export async function findRules(db: Db, editionId: string): Promise<VenueRules & { version: number }> {
  const row = await db.selectFrom('booths.venueRules').selectAll().where('editionId', '=', editionId).executeTakeFirst()
  if (!row) return { ...USUAL_RULES, version: 0 }
  const { editionId: _, warns, version, mainAislesFull, mainAislesHalf, ...measures } = row
  const numbers = Object.fromEntries(Object.entries(measures).map(([name, value]) => [name, Number(value)]))
  return { ...(numbers as Omit<VenueRules, 'warns'>), mainAislesFull, mainAislesHalf, warns, version }
}

export interface NamedGround extends Ground {
  name: Wording
  constructed: boolean
}

export async function listGrounds(db: Db, editionId: string): Promise<NamedGround[]> {
  const rows = await db
    .selectFrom('booths.grounds')
    .selectAll()
    .where('editionId', '=', editionId)
    .orderBy('level')
    .orderBy('code')
    .execute()
  return rows.map(({ editionId: _, ...row }) => ({
    ...row,
    xM: Number(row.xM),
    yM: Number(row.yM),
    lengthM: Number(row.lengthM),
    widthM: Number(row.widthM),
  }))
}

export interface KeptPassage extends Passage {
  id: string
  constructed: boolean
}

export async function listPassages(db: Db, editionId: string): Promise<KeptPassage[]> {
  const rows = await db
    .selectFrom('booths.passages')
    .selectAll()
    .where('editionId', '=', editionId)
    .orderBy('fromCode')
    .orderBy('toCode')
    .orderBy('id')
    .execute()
  return rows.map(({ editionId: _, ...row }) => ({ ...row, metres: Number(row.metres) }))
}
