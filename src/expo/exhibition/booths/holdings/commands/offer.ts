import { lockApplication } from '#expo/exhibition/applications/index.ts'
import { type Actor, signature } from '#kernel/actor.ts'
import type { Day } from '#kernel/day.ts'
import { Refusal } from '#kernel/refusal.ts'
import { insist } from '#kernel/verdict.ts'
import { brokenPromise, type Db, newId, type Tx, transact } from '#platform/database.ts'
import { recordAll } from '#platform/journal.ts'
import { type Booth, openSidesAmong } from '../../allocation/index.ts'
import { middleOf } from '../../rules/geometry.ts'
import { type Holding, lockBooths, lockLiveHolding, type StandingBooth } from '../queries.ts'
import { mayBeOffered } from '../rules.ts'
import { endNow } from './end.ts'
import { nobody, type Tell } from './telling.ts'

export interface Offer {
  applicationId: string
  boothIds: readonly string[]
  /** Until then it waits for an answer; null for as long as it takes. */
  answerBy: Date | null
  /** What is written to the applicant with it. */
  words: string
  /** What the application holds so far and gives up for it, as staff saw it, and why. */
  insteadOf?: { holdingId: string; version: number; why: string } | undefined
  runId?: string | undefined
  today: Day
  now: Date
  by: Actor
}

/**
 * Offer booths to an accepted application, in the place of those it has where it has any.
 * Who: staff of the edition. Holds: the booths stand in the released plan and are one stand; no booth is held twice and no application
 * holds twice, whoever offers at once. Follows: `booth.offered`, `booth.ended` for what is replaced, and a letter.
 */
export async function offerBooth(db: Db, order: Offer, tell: Tell = nobody): Promise<{ id: string }> {
  return transact(db, async (tx) => {
    const booths = await lockBooths(tx, order.boothIds)
    const application = await lockApplication(tx, order.applicationId)
    insist('holdings', mayBeOffered(application, booths))
    if (booths.some((booth) => booth.editionId !== application.editionId))
      throw new Refusal('conflict', 'holdings.booth-gone')
    const earlier = await lockLiveHolding(tx, application.id)
    if (earlier) await giveUp(tx, earlier, order)
    const holding = await insertHolding(tx, { ...order, editionId: application.editionId, booths, replaces: earlier })
    await tell(tx, holding)
    return { id: holding.id }
  })
}

async function giveUp(tx: Tx, earlier: Holding, { insteadOf, today, by }: Offer): Promise<void> {
  if (!insteadOf) throw new Refusal('conflict', 'holdings.holds-already')
  if (insteadOf.holdingId !== earlier.id || insteadOf.version !== earlier.version)
    throw new Refusal('conflict', 'web.stale')
  await endNow(tx, earlier, { as: 'replaced', on: today, why: insteadOf.why, by })
}

/** A holding that is to be made; whoever makes it has locked its booths and its application. */
export type NewHolding = Pick<Offer, 'applicationId' | 'answerBy' | 'words' | 'runId' | 'today' | 'now' | 'by'> & {
  editionId: string
  booths: readonly StandingBooth[]
  replaces: Holding | null
  /** Of joined booths, where it is known already. */
  openSides?: number | undefined
}

export async function insertHolding(tx: Tx, order: NewHolding): Promise<Holding> {
  const [holding] = await insertHoldings(tx, [order])
  return holding as Holding
}

/** So many rows go into one statement: PostgreSQL takes 65,535 parameters. */
const AT_ONCE = 1_000

/** The same for many at once, in a few statements. */
export async function insertHoldings(tx: Tx, orders: readonly NewHolding[]): Promise<Holding[]> {
  const made: Holding[] = []
  for (const order of orders) made.push(await holdingOf(tx, order))
  try {
    for (let from = 0; from < made.length; from += AT_ONCE) await insertRows(tx, made.slice(from, from + AT_ONCE))
  } catch (error) {
    const promise = brokenPromise(error)
    if (promise === 'one_live_holding_per_booth') throw new Refusal('conflict', 'holdings.booth-held')
    if (promise === 'one_live_holding_per_application') throw new Refusal('conflict', 'holdings.holds-already')
    throw error
  }
  const facts = made.map(({ id: about, editionId, applicationId, booths, replaces, runId: run }, index) => {
    const details = { editionId, applicationId, boothIds: booths.map((booth) => booth.id), replaces, run }
    return { what: 'booth.offered' as const, about, by: (orders[index] as NewHolding).by, details }
  })
  await recordAll(tx, facts)
  return made
}

async function insertRows(tx: Tx, holdings: readonly Holding[]): Promise<void> {
  const rows = holdings.map(({ booths: _, areaM2, ...row }) => ({ ...row, areaM2: areaM2.toFixed(2) }))
  await tx.insertInto('booths.holdings').values(rows).execute()
  const booths = holdings.flatMap(({ id: holdingId, booths }) =>
    booths.map(({ id: boothId, number }) => ({ holdingId, boothId, number })),
  )
  await tx.insertInto('booths.holdingBooths').values(booths).execute()
}

async function holdingOf(tx: Tx, order: NewHolding): Promise<Holding> {
  const { editionId, applicationId, booths, answerBy, words, today, now, by } = order
  const [first] = booths as [StandingBooth, ...StandingBooth[]]
  return {
    id: newId(),
    editionId,
    applicationId,
    state: 'offered',
    booths: booths.map(({ id, number }) => ({ id, number })),
    hallCode: first.hallCode,
    kind: first.kind,
    areaM2: booths.reduce((sum, booth) => sum + Math.round(booth.areaM2 * 100), 0) / 100,
    openSides:
      booths.length === 1
        ? first.openSides
        : (order.openSides ?? openSidesAmong(await boothsOfPlan(tx, first.planId), booths)),
    offeredOn: today,
    answerBy,
    words,
    acceptedOn: null,
    changeWords: '',
    changeBy: null,
    endedOn: null,
    endedAs: null,
    reason: '',
    replaces: order.replaces?.id ?? null,
    runId: order.runId ?? null,
    offeredBy: signature(by),
    offeredAt: now,
    remindedAt: null,
    toldAt: null,
    constructed: false,
    version: 1,
  }
}

async function boothsOfPlan(tx: Tx, planId: string): Promise<Booth[]> {
  const rows = await tx.selectFrom('boothsViews.plan').selectAll().where('planId', '=', planId).execute()
  return rows.map(({ boothId: id, areaM2, ...row }) => ({
    ...row,
    id,
    areaM2: Number(areaM2),
    centre: middleOf(row.outline),
  }))
}
