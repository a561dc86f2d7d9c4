import { anAcceptedApplication } from '#expo/exhibition/applications/makers.ts'
import { setArea, setHall } from '#expo/ground/editions/index.ts'
import { system } from '#kernel/actor.ts'
import { day } from '#kernel/day.ts'
import type { Db } from '#platform/database.ts'
import { beginDraft } from './commands/begin-draft.ts'
import { drawPlan } from './commands/draw.ts'
import { releasePlan } from './commands/release.ts'
import { acceptOffer } from './holdings/commands/answer.ts'
import { endHoldingOf } from './holdings/commands/end.ts'
import { offerBooth } from './holdings/commands/offer.ts'
import { findPlan, type Plan } from './queries.ts'
import type { Sheet } from './rules/change.ts'
import { rectangle } from './rules/geometry.ts'
import type { Booth, Structure } from './rules/plan.ts'
import { beginRun } from './runs/commands/begin.ts'
import { workRun } from './runs/work.ts'
import type { BoothKind } from './words.ts'

const by = system('test')
const now = new Date('2023-06-01T12:00:00+08:00')

/** A booth of 3 by 3 metres with its corner at a place, unless it is told otherwise. */
export const aBooth = (
  number: string,
  x: number,
  y: number,
  over: Partial<Booth> & { size?: [number, number] } = {},
): Booth => {
  const { size: [width, depth] = [3, 3], ...rest } = over
  return {
    id: crypto.randomUUID(),
    number,
    kind: 'standard',
    outline: rectangle(x, y, width, depth),
    areaCode: 'food',
    zoneCode: null,
    holdsPillar: false,
    ...rest,
  }
}

export const aGate = (name: string, at: [number, number]): Structure => ({
  id: crypto.randomUUID(),
  kind: 'gate',
  name,
  at,
  outline: null,
})

/** Two rows back to back, an island, and gates below and to the left, in a hall of 60 by 40 metres: every rule is kept. */
export const aSheet = (): Sheet => ({
  booths: [
    ...Array.from({ length: 4 }, (_, index) => aBooth(`A0${index * 2 + 1}`, 9 + index * 3, 10)),
    ...Array.from({ length: 4 }, (_, index) => aBooth(`A0${index * 2 + 2}`, 9 + index * 3, 13)),
    aBooth('B01', 30, 9, { size: [9, 8], kind: 'raw' }),
    aBooth('B02', 30, 24, { size: [12, 6], kind: 'raw' }),
  ],
  structures: [aGate('1', [25, 40]), aGate('2', [0, 20])],
})

/** A hall of an edition, with an area in it. */
export async function aHall(db: Db, editionId: string, code = '1H'): Promise<{ code: string }> {
  const area = { editionId, kind: 'area' as const, tint: 1, by }
  await setArea(db, { ...area, code: 'food', name: { en: 'Food', ar: 'أغذية' }, position: 0 })
  await setArea(db, { ...area, code: 'seeds', kind: 'zone', parentCode: 'food', name: { en: 'Seeds' }, position: 1 })
  const size = { level: 0, lengthM: 60, widthM: 40 }
  await setHall(db, { editionId, code, name: { en: code }, ...size, areaCodes: ['food'], by })
  return { code }
}

/** A draft of a hall that is there already, with something drawn in it. */
export async function aDraft(
  db: Db,
  editionId: string,
  hallCode: string,
  sheet: Sheet | null = aSheet(),
): Promise<Plan> {
  const released = await findPlan(db, editionId, hallCode, 'released')
  const { id } = await beginDraft(db, { editionId, hallCode, from: released ? 'released' : 'empty', now, by })
  if (sheet) await drawPlan(db, { planId: id, version: 1, ...sheet, by })
  return (await findPlan(db, editionId, hallCode, 'draft')) as Plan
}

/** A hall with a released plan. */
export async function aPlan(db: Db, editionId: string, hallCode = '1H', sheet: Sheet = aSheet()): Promise<Plan> {
  await aHall(db, editionId, hallCode)
  const { id, version } = await aDraft(db, editionId, hallCode, sheet)
  await releasePlan(db, { planId: id, version, note: 'First.', remedies: [], now, today: day('2023-06-01'), by })
  return (await findPlan(db, editionId, hallCode, 'released')) as Plan
}

/**
 * Booths offered to an application, both new where none are named; accepted where the test says so.
 */
export async function aHolding(
  db: Db,
  editionId: string,
  {
    applicationId,
    boothIds,
    accepted = false,
    answerBy = new Date('2023-07-01T12:00:00+08:00'),
  }: { applicationId?: string; boothIds?: readonly string[]; accepted?: boolean; answerBy?: Date | null } = {},
): Promise<{ id: string; applicationId: string; boothIds: string[] }> {
  const application = applicationId ?? (await anAcceptedApplication(db, editionId, { boothKind: 'raw' })).id
  const booths = boothIds ?? [await aFreeBooth(db, editionId)]
  const today = day('2023-06-01')
  const { id } = await offerBooth(db, {
    applicationId: application,
    boothIds: booths,
    answerBy,
    words: '',
    today,
    now,
    by,
  })
  if (accepted) await acceptOffer(db, { holdingId: id, version: 1, today, now, by })
  return { id, applicationId: application, boothIds: [...booths] }
}

/** A booth of the edition that nobody holds; in a hall of its own where there is none. */
async function aFreeBooth(db: Db, editionId: string): Promise<string> {
  const free = () =>
    db
      .selectFrom('boothsViews.plan as b')
      .select('b.boothId')
      .where('b.editionId', '=', editionId)
      .where((where) =>
        where.not(
          where.exists(
            where
              .selectFrom('booths.holdingBooths as x')
              .select('x.boothId')
              .whereRef('x.boothId', '=', 'b.boothId')
              .where('x.live', '=', true),
          ),
        ),
      )
      .orderBy('b.kind')
      .orderBy('b.number')
      .executeTakeFirst()
  const found = await free()
  if (found) return found.boothId
  await aPlan(db, editionId)
  return ((await free()) as { boothId: string }).boothId
}

/**
 * A holding of so much floor, accepted on 1 June 2023, for tests that ask what is held and not where: no plan is drawn for it. What the
 * application held before ends.
 */
export async function aHoldingOf(
  db: Db,
  editionId: string,
  applicationId: string,
  { kind = 'standard', areaM2 = '18', openSides = 1 }: { kind?: BoothKind; areaM2?: string; openSides?: number } = {},
): Promise<{ id: string }> {
  const on = day('2023-06-01')
  await endHoldingOf(db, { applicationId, on, why: '', by })
  const id = crypto.randomUUID()
  await db
    .insertInto('booths.holdings')
    .values({
      id,
      editionId,
      applicationId,
      state: 'accepted',
      hallCode: '4.1H',
      kind,
      areaM2,
      openSides,
      offeredOn: on,
      answerBy: null,
      acceptedOn: on,
      changeBy: null,
      endedOn: null,
      endedAs: null,
      replaces: null,
      runId: null,
      offeredBy: 'test',
      remindedAt: null,
      toldAt: null,
    })
    .execute()
  await db
    .insertInto('booths.holdingBooths')
    .values({ holdingId: id, boothId: crypto.randomUUID(), number: 'A07' })
    .execute()
  return { id }
}

/** A run of the allocation that has come to its end. */
export async function aRun(
  db: Db,
  editionId: string,
  { keepsOffers = true }: { keepsOffers?: boolean } = {},
): Promise<{ id: string }> {
  const run = await beginRun(db, { editionId, keepsOffers, now, by })
  await workRun({ db, clock: () => now }, run.id)
  return run
}
