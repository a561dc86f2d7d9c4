import { sql } from 'kysely'
import { type Application, lockApplications } from '#expo/exhibition/applications/index.ts'
import { type Actor, signature } from '#kernel/actor.ts'
import type { Day } from '#kernel/day.ts'
import { Refusal } from '#kernel/refusal.ts'
import { type Db, type Tx, transact } from '#platform/database.ts'
import { record } from '#platform/journal.ts'
import type { Change } from '../../allocation/index.ts'
import { endNow } from '../../holdings/commands/end.ts'
import { insertHolding, insertHoldings, type NewHolding } from '../../holdings/commands/offer.ts'
import { nobody, type Tell } from '../../holdings/commands/telling.ts'
import { digestOf, readInput } from '../../holdings/input.ts'
import {
  type Holding,
  holdersOf,
  listLiveHoldings,
  lockBooths,
  lockLiveHolding,
  type StandingBooth,
} from '../../holdings/queries.ts'
import { answerEnd } from '../../holdings/terms.ts'
import { lockRun, type Run, type RunResult, readResult } from '../queries.ts'

export interface Applying {
  runId: string
  /** Only what concerns applications of these areas; null for all. */
  areas: readonly string[] | null
  today: Day
  now: Date
  by: Actor
}

/** What of a run is another one than when it was made of it. */
type Stale = 'applications' | 'plans' | 'holdings'
const STALE = {
  applications: 'holdings.run-stale-applications',
  plans: 'holdings.run-stale-plans',
  holdings: 'holdings.run-stale-holdings',
} as const satisfies Record<Stale, string>

/** Which part of a run's input is different now. */
const staleIn = (then: string | null, now: string): Stale | null => {
  const [old, fresh] = [(then ?? '').split(' '), now.split(' ')]
  const index = fresh.findIndex((part, at) => part !== old[at])
  return (['applications', 'plans', 'holdings'] as const)[index] ?? null
}

/**
 * Apply what a run found: offers are made, those that others were moved from end, all of it or nothing; letters follow by a job.
 * Who: managers of the edition. Holds: once; nothing where an application, a plan or a holding has changed since. Whoever has accepted
 * keeps what it holds. Follows: `allocation.applied`, and for each application `booth.offered` and `booth.ended`.
 */
export async function applyRun(db: Db, order: Applying, tellEnd: Tell = nobody): Promise<{ offers: number }> {
  const applied = await transact(db, async (tx) => {
    const run = await lockRun(tx, order.runId)
    const result = await readResult(tx, run.id)
    if (run.state !== 'done' || !result) throw new Refusal('conflict', 'holdings.run-not-to-apply')
    if (result.contradictions.length > 0) throw new Refusal('conflict', 'holdings.run-contradicts')
    const changes = result.changes.filter(
      (change) =>
        change.kind !== 'stays' && (order.areas === null || order.areas.includes(result.areas[change.requestId] ?? '')),
    )
    if (changes.length === 0) throw new Refusal('conflict', 'holdings.run-changes-nothing')
    // Plans, then applications, then holdings: the order in which everybody locks.
    const booths = await lockBooths(
      tx,
      changes.flatMap((change) => change.to),
    ).catch(goneWith)
    const applications = await lockApplications(
      tx,
      changes.map((change) => change.requestId),
    )
    const stale = booths === null ? 'plans' : staleIn(run.digest, digestOf(await readInput(tx, run)))
    if (stale !== null || booths === null) return { stale: await markStale(tx, run, stale ?? 'plans', order.by) }
    return { offers: await write(tx, { run, result, changes, booths, applications, order, tellEnd }) }
  })
  if (applied.stale !== undefined) throw new Refusal('conflict', STALE[applied.stale])
  return { offers: applied.offers }
}

const goneWith = (error: unknown): null => {
  if (error instanceof Refusal) return null
  throw error
}

async function markStale(tx: Tx, { id, editionId }: Run, what: Stale, by: Actor): Promise<Stale> {
  await tx.updateTable('booths.allocationRuns').set({ state: 'stale' }).where('id', '=', id).execute()
  await record(tx, { what: 'allocation.stale', about: id, by, details: { editionId, what } })
  return what
}

interface Writing {
  run: Run
  result: RunResult
  changes: readonly Change[]
  booths: readonly StandingBooth[]
  applications: ReadonlyMap<string, Application>
  order: Applying
  tellEnd: Tell
}

async function write(tx: Tx, { run, result, changes, booths, applications, order, tellEnd }: Writing): Promise<number> {
  const { today, now, by, areas } = order
  const { id: runId, editionId } = run
  const earlier = new Map<string, Holding>()
  // Everybody gets up before anybody sits down.
  for (const { requestId, from, to } of changes) {
    const holding = from.length > 0 ? await lockLiveHolding(tx, requestId) : null
    if (!holding) continue
    // Accepted in this very moment: nobody is moved who has said yes.
    if (holding.state === 'accepted') throw new Refusal('conflict', 'holdings.run-stale-holdings')
    const ended = await endNow(tx, holding, { as: to.length > 0 ? 'replaced' : 'ended', on: today, why: '', by })
    if (to.length > 0) earlier.set(requestId, holding)
    else await tellEnd(tx, ended)
  }
  const boothOf = new Map(booths.map((booth) => [booth.id, booth]))
  const sides = new Map(result.placings.map((placing) => [placing.requestId, placing.openSides]))
  const answerBy = await answerEnd(tx, editionId, now)
  const orders = changes
    .filter(({ requestId, to }) => to.length > 0 && applications.get(requestId)?.state === 'accepted')
    .map(
      ({ requestId, to }): NewHolding => ({
        ...{ applicationId: requestId, editionId, answerBy, words: '', runId, today, now, by },
        booths: to.flatMap((id) => boothOf.get(id) ?? []),
        openSides: sides.get(requestId),
        replaces: earlier.get(requestId) ?? null,
      }),
    )
  await insertHoldings(tx, orders)
  const offers = orders.length
  await tx
    .updateTable('booths.allocationRuns')
    .set({ state: 'applied', appliedAt: now, appliedBy: signature(by) })
    .where('id', '=', runId)
    .execute()
  await tellLater(tx, runId)
  const ended = changes.filter((change) => change.from.length > 0).length
  const details = { editionId, offers, ended, areas: areas ? [...areas] : null }
  await record(tx, { what: 'allocation.applied', about: runId, by, details })
  return offers
}

const tellLater = (tx: Tx, runId: string) =>
  sql`select graphile_worker.add_job('tell-run', ${JSON.stringify({ id: runId })}::json, job_key => ${`tell-run ${runId}`})`.execute(
    tx,
  )

/**
 * Undo an applied run: offers that nobody has answered yet end, and whoever was moved is offered again what it had, where it is free.
 * Who: managers of the edition; with a reason. Holds: once; what was answered stays. Follows: `allocation.undone`, `booth.ended` for each
 * offer, and letters by a job to those who had heard of one.
 */
export async function undoRun(
  db: Db,
  order: Omit<Applying, 'areas'> & { why: string },
): Promise<{ ended: number; restored: number }> {
  const { today, now, why, by } = order
  if (why.trim() === '') throw new Refusal('invalid', 'holdings.why-missing', {}, 'why')
  return transact(db, async (tx) => {
    const run = await lockRun(tx, order.runId)
    if (run.state !== 'applied') throw new Refusal('conflict', 'holdings.run-not-applied')
    const open = (await listLiveHoldings(tx, run.editionId)).filter(
      (one) => one.runId === run.id && one.state === 'offered',
    )
    const ended: Holding[] = []
    for (const one of open) {
      const locked = await lockLiveHolding(tx, one.applicationId)
      if (locked?.id !== one.id || locked.state !== 'offered') continue
      await endNow(tx, locked, { as: 'undone', on: today, why, by })
      // Whoever has not heard of the offer need not hear of its end.
      await tx
        .updateTable('booths.holdings')
        .set({ toldAt: locked.toldAt === null ? now : null })
        .where('id', '=', locked.id)
        .execute()
      ended.push(locked)
    }
    const restored = await restore(tx, ended, { ...order, run })
    await tx
      .updateTable('booths.allocationRuns')
      .set({ state: 'undone', undoneAt: now })
      .where('id', '=', run.id)
      .execute()
    await tellLater(tx, run.id)
    const details = { editionId: run.editionId, ended: ended.length, restored }
    await record(tx, { what: 'allocation.undone', about: run.id, by, why, details })
    return { ended: ended.length, restored }
  })
}

/** Offers again what an undone run had moved somebody from, where it still stands and nobody has it. */
async function restore(
  tx: Tx,
  ended: readonly Holding[],
  { run, today, now, by }: Omit<Applying, 'areas'> & { run: Run },
): Promise<number> {
  const answerBy = await answerEnd(tx, run.editionId, now)
  let restored = 0
  for (const { applicationId, editionId, replaces } of ended) {
    if (replaces === null) continue
    const rows = await tx
      .selectFrom('booths.holdingBooths')
      .select('boothId')
      .where('holdingId', '=', replaces)
      .execute()
    const ids = rows.map((row) => row.boothId)
    const booths = await lockBooths(tx, ids).catch(goneWith)
    if (booths === null || (await holdersOf(tx, ids)).length > 0) continue
    const holding = {
      applicationId,
      editionId,
      booths,
      answerBy,
      words: '',
      replaces: null,
      runId: run.id,
      today,
      now,
      by,
    }
    await insertHolding(tx, holding)
    restored += 1
  }
  return restored
}
