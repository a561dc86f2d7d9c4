import { system } from '#kernel/actor.ts'
import type { Clock } from '#kernel/clock.ts'
import { type Db, transact } from '#platform/database.ts'
import { record } from '#platform/journal.ts'
import { difference, type Outcome, type Progress, runAllocation } from '../allocation/index.ts'
import { type Asked, digestOf, readInput } from '../holdings/input.ts'
import { findRun, lockRun, type Run, type RunResult } from './queries.ts'

const by = system('allocation')
const TELL_MS = 400

/** Works on a run: tells how far it is, hears that it was stopped, and keeps what came out. */
export async function workRun({ db, clock }: { db: Db; clock: Clock }, runId: string): Promise<void> {
  const run = await findRun(db, runId)
  if (run?.state !== 'running') return
  const control = new AbortController()
  let latest: Progress | null = null
  const telling = setInterval(() => {
    tell(db, runId, latest).then(
      (runs) => runs || control.abort(),
      () => {},
    )
  }, TELL_MS)
  try {
    const input = await readInput(db, run)
    const { settled: _, ...asked } = input
    const onProgress = (progress: Progress) => {
      latest = progress
    }
    const outcome = await runAllocation(asked, { onProgress, signal: control.signal })
    await keep(db, run, { outcome, input, now: clock() })
  } catch (error) {
    if (control.signal.aborted) return
    await fail(db, run, clock())
    throw error
  } finally {
    clearInterval(telling)
  }
}

/** Whether it still runs. */
async function tell(db: Db, runId: string, progress: Progress | null): Promise<boolean> {
  const told = await db
    .updateTable('booths.allocationRuns')
    .set(progress ? { phase: progress.phase, done: progress.done, most: progress.of } : { done: 0 })
    .where('id', '=', runId)
    .where('state', '=', 'running')
    .executeTakeFirst()
  return told.numUpdatedRows > 0n
}

async function fail(db: Db, { id, editionId }: Run, now: Date): Promise<void> {
  await transact(db, async (tx) => {
    if ((await lockRun(tx, id)).state !== 'running') return
    await tx
      .updateTable('booths.allocationRuns')
      .set({ state: 'failed', finishedAt: now })
      .where('id', '=', id)
      .execute()
    await record(tx, { what: 'allocation.failed', about: id, by, details: { editionId } })
  })
}

async function keep(
  db: Db,
  { id, editionId }: Run,
  { outcome, input, now }: { outcome: Outcome; input: Asked; now: Date },
): Promise<void> {
  const result = resultOf(outcome, input)
  await transact(db, async (tx) => {
    if ((await lockRun(tx, id)).state !== 'running') return
    await tx
      .updateTable('booths.allocationRuns')
      .set({
        state: 'done',
        finishedAt: now,
        digest: digestOf(input),
        result: JSON.stringify(result),
        objective: outcome.ok ? String(outcome.allocation.worth) : null,
      })
      .where('id', '=', id)
      .execute()
    const { placings, unplaced, contradictions } = result
    const details = {
      editionId,
      placed: placings.length,
      unplaced: unplaced.length,
      contradictions: contradictions.length,
    }
    await record(tx, { what: 'allocation.done', about: id, by, details })
  })
}

function resultOf(outcome: Outcome, input: Asked): RunResult {
  const areas = Object.fromEntries(input.requests.map((request) => [request.id, request.areaCode]))
  if (!outcome.ok) {
    const { contradictions } = outcome
    return { contradictions, placings: [], unplaced: [], sums: [], looked: null, changes: [], booths: {}, areas }
  }
  const { placings, unplaced, sums, looked } = outcome.allocation
  const known = new Set(input.requests.map((request) => request.id))
  const before = input.before.filter((one) => known.has(one.requestId))
  const spoken = new Set([...before, ...placings].flatMap((one) => one.boothIds))
  const booths = Object.fromEntries(
    input.booths.filter((booth) => spoken.has(booth.id)).map(({ id, number, hallCode }) => [id, { number, hallCode }]),
  )
  return {
    contradictions: [],
    placings,
    unplaced,
    sums,
    looked,
    changes: difference(before, placings),
    booths,
    areas,
  }
}
