import { sql } from 'kysely'
import type { Day } from '#kernel/day.ts'
import type { Wording } from '#kernel/language.ts'
import { Refusal } from '#kernel/refusal.ts'
import type { Db, Tx } from '#platform/database.ts'
import type { Holder } from '../rules/change.ts'
import type { BoothKind, HoldingEnd, HoldingState } from '../words.ts'
import type { OfferedBooth } from './rules.ts'

/** Who holds which booths, and who held them. */

export interface Holding {
  id: string
  editionId: string
  applicationId: string
  state: HoldingState
  /** By number; `number` as it was when they were offered. */
  booths: { id: string; number: string }[]
  hallCode: string
  kind: BoothKind
  areaM2: number
  openSides: number
  offeredOn: Day
  /** Until then an offer waits; null where it waits for as long as it takes. */
  answerBy: Date | null
  /** What staff wrote with it. */
  words: string
  acceptedOn: Day | null
  changeWords: string
  changeBy: Day | null
  endedOn: Day | null
  endedAs: HoldingEnd | null
  reason: string
  replaces: string | null
  runId: string | null
  offeredBy: string
  offeredAt: Date
  remindedAt: Date | null
  toldAt: Date | null
  constructed: boolean
  version: number
}

const selectHolding = (db: Db) => db.selectFrom('booths.holdings as h').selectAll('h')
type Selected = Awaited<ReturnType<ReturnType<typeof selectHolding>['executeTakeFirstOrThrow']>>

/** Holdings with their booths: two queries, however many they are. */
async function withBooths(db: Db, rows: readonly Selected[]): Promise<Holding[]> {
  if (rows.length === 0) return []
  const booths = await db
    .selectFrom('booths.holdingBooths')
    .select(['holdingId', 'boothId', 'number'])
    .where(
      'holdingId',
      'in',
      rows.map((row) => row.id),
    )
    .orderBy('number')
    .execute()
  const byHolding = Map.groupBy(booths, (booth) => booth.holdingId)
  return rows.map((row) => ({
    ...row,
    areaM2: Number(row.areaM2),
    booths: (byHolding.get(row.id) ?? []).map(({ boothId: id, number }) => ({ id, number })),
  }))
}

/** What an application holds or is offered now. */
export async function findLiveHolding(db: Db, applicationId: string): Promise<Holding | null> {
  const rows = await selectHolding(db)
    .where('h.applicationId', '=', applicationId)
    .where('h.state', '<>', 'ended')
    .execute()
  return (await withBooths(db, rows))[0] ?? null
}

/** One holding, whether it lives or has ended. */
export async function findHolding(db: Db, id: string): Promise<Holding | null> {
  const rows = await selectHolding(db).where('h.id', '=', id).execute()
  return (await withBooths(db, rows))[0] ?? null
}

/** Everything that an application was ever offered, the newest first. */
export async function listHoldings(db: Db, applicationId: string): Promise<Holding[]> {
  const rows = await selectHolding(db).where('h.applicationId', '=', applicationId).orderBy('h.id', 'desc').execute()
  return withBooths(db, rows)
}

/** All that is held or offered in an edition now. */
export async function listLiveHoldings(db: Db, editionId: string): Promise<Holding[]> {
  const rows = await selectHolding(db)
    .where('h.editionId', '=', editionId)
    .where('h.state', '<>', 'ended')
    .orderBy('h.id')
    .execute()
  return withBooths(db, rows)
}

/** The holding with its row locked until the transaction ends, so that of two answers one counts. */
export async function lockHolding(tx: Tx, id: string): Promise<Holding> {
  const rows = await selectHolding(tx).where('h.id', '=', id).forUpdate().execute()
  const [holding] = await withBooths(tx, rows)
  if (!holding) throw new Refusal('missing', 'holdings.no-such-holding')
  return holding
}

export async function lockLiveHolding(tx: Tx, applicationId: string): Promise<Holding | null> {
  const rows = await selectHolding(tx)
    .where('h.applicationId', '=', applicationId)
    .where('h.state', '<>', 'ended')
    .forUpdate()
    .execute()
  return (await withBooths(tx, rows))[0] ?? null
}

/** A booth of a released plan, with what an offer keeps of it. */
export interface StandingBooth extends OfferedBooth {
  editionId: string
  planId: string
  areaCode: string
  zoneCode: string | null
  areaM2: number
  openSides: number
}

/**
 * Booths of released plans, whose plans stand as they are until the transaction ends: a release waits. Plans are locked before
 * applications, and applications before holdings, so that nobody waits in a circle.
 */
export async function lockBooths(tx: Tx, boothIds: readonly string[]): Promise<StandingBooth[]> {
  const ids = [...new Set(boothIds)]
  if (ids.length === 0) return []
  const read = () =>
    tx
      .selectFrom('booths.plans as p')
      .innerJoin('booths.booths as b', 'b.planId', 'p.id')
      .selectAll('b')
      .select(['p.editionId', 'p.hallCode'])
      .where('p.state', '=', 'released')
      .where('b.boothId', 'in', ids)
      .orderBy('p.hallCode')
      .orderBy('b.number')
      .forShare('p')
      .execute()
  let rows = await read()
  // A release came first: what it made public is seen by whoever asks again.
  if (rows.length < ids.length) rows = await read()
  if (rows.length < ids.length) throw new Refusal('conflict', 'holdings.booth-gone')
  return rows.map(({ boothId: id, areaM2, ...booth }) => ({ ...booth, id, areaM2: Number(areaM2) }))
}

/** Who holds booths, by the booths' ids: the application, and the name by which staff know it. */
export async function holdersOf(db: Db, boothIds: readonly string[]): Promise<Holder[]> {
  const ids = [...new Set(boothIds)]
  if (ids.length === 0) return []
  const rows = await db
    .selectFrom('booths.holdingBooths as x')
    .innerJoin('booths.holdings as h', 'h.id', 'x.holdingId')
    .innerJoin('applicationsViews.applications as a', 'a.id', 'h.applicationId')
    .innerJoin('companiesViews.standing as c', 'c.id', 'a.companyId')
    .select(['x.boothId', 'h.applicationId as holder', 'c.names'])
    .where('x.live', '=', true)
    .where('x.boothId', 'in', ids)
    .execute()
  return rows.map(({ names, ...row }) => ({ ...row, name: names.en ?? Object.values(names)[0] ?? '' }))
}

/** A holding as a list tells it, with whom it is of. */
export interface ListedHolding extends Holding {
  number: number | null
  names: Wording
  areaCode: string | null
}

/** The holdings of an edition, the newest first; those that have ended only where they are asked for. In keyset pages. */
export async function listHoldingsIn(
  db: Db,
  editionId: string,
  { states, before = '', limit = 100 }: { states: readonly HoldingState[]; before?: string; limit?: number },
): Promise<ListedHolding[]> {
  const rows = await selectHolding(db)
    .innerJoin('applicationsViews.applications as a', 'a.id', 'h.applicationId')
    .innerJoin('companiesViews.standing as c', 'c.id', 'a.companyId')
    .select(['a.number', 'a.areaCode', 'c.names'])
    .where('h.editionId', '=', editionId)
    .where('h.state', 'in', [...states])
    .$if(before !== '', (query) => query.where('h.id', '<', before))
    .orderBy('h.id', 'desc')
    .limit(limit)
    .execute()
  const more = new Map(rows.map(({ id, number, names, areaCode }) => [id, { number, names, areaCode }]))
  const holdings = await withBooths(
    db,
    rows.map(({ number: _, names: __, areaCode: ___, ...row }) => row),
  )
  return holdings.map((one) => ({
    ...one,
    ...(more.get(one.id) as Pick<ListedHolding, 'number' | 'names' | 'areaCode'>),
  }))
}

/** How many holdings of an edition are in each state. */
export async function countHoldings(db: Db, editionId: string): Promise<Partial<Record<HoldingState, number>>> {
  const rows = await db
    .selectFrom('booths.holdings')
    .select((select) => ['state', select.fn.countAll<number>().as('count')])
    .where('editionId', '=', editionId)
    .groupBy('state')
    .execute()
  return Object.fromEntries(rows.map((row) => [row.state, Number(row.count)]))
}

/** What an allocation has before it: accepted applications, those of them without a booth, booths, and those of them that are free. */
export async function countToPlace(
  db: Db,
  editionId: string,
): Promise<{ accepted: number; without: number; booths: number; free: number }> {
  const { rows } = await sql<{ accepted: number; without: number; booths: number; free: number }>`
    select
      (select count(*) from applications_views.applications a where a.edition_id = ${editionId} and a.state = 'accepted') as accepted,
      (select count(*) from applications_views.applications a where a.edition_id = ${editionId} and a.state = 'accepted'
        and not exists (select from booths.holdings h where h.application_id = a.id and h.state <> 'ended')) as without,
      (select count(*) from booths_views.plan p where p.edition_id = ${editionId} and p.kind <> 'national') as booths,
      (select count(*) from booths_views.plan p where p.edition_id = ${editionId} and p.kind <> 'national'
        and not exists (select from booths.holding_booths x where x.booth_id = p.booth_id and x.live)) as free`.execute(
    db,
  )
  const [counts] = rows
  return {
    accepted: Number(counts?.accepted ?? 0),
    without: Number(counts?.without ?? 0),
    booths: Number(counts?.booths ?? 0),
    free: Number(counts?.free ?? 0),
  }
}
