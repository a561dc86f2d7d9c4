import { EventEmitter } from 'node:events'
import { Logger, type Runner, run, type WorkerEvents } from 'graphile-worker'
import { sql } from 'kysely'
import type { Pool } from 'pg'
import type { Db } from './database.ts'
import type { Fact, Reaction } from './journal.ts'
import type { Log } from './log.ts'
import type { Presence } from './presence.ts'

/** A kind of work that may wait: `name` as it is queued, `work` safe to repeat. */
export interface Job {
  name: string
  /** A cron line (UTC) when it comes round by itself. */
  every?: string
  work(payload: unknown): Promise<void>
}

/** Starts working off the queue; several processes may do so at once. Resolves when it listens. */
export async function startWorker(
  { db, pool, log, presence, publicUrl }: { db: Db; pool: Pool; log: Log; presence: Presence; publicUrl: string },
  jobs: readonly Job[],
  reactions: readonly Reaction[],
): Promise<Runner> {
  const react = async (payload: unknown) => {
    const fact = payload as Fact
    for (const reaction of reactions)
      if (reaction.what === fact.what)
        for (const follow of reaction.follow) await follow(db, fact, { now: new Date(), publicUrl })
  }
  const events = new EventEmitter() as WorkerEvents
  presence.watch(events)
  return run({
    events,
    pgPool: pool,
    concurrency: 4,
    noHandleSignals: true,
    taskList: { react, ...Object.fromEntries(jobs.map((job) => [job.name, job.work])) },
    crontab: jobs
      .filter((job) => job.every)
      .map((job) => `${job.every} ${job.name}`)
      .join('\n'),
    // Its own messages name job ids only; payloads hold ids, but stay out of the log all the same.
    logger: new Logger(() => (level, message) => {
      if (level === 'error') log.error({ part: 'jobs' }, message)
      else log.debug({ part: 'jobs' }, message)
    }),
  })
}

/** Puts what has failed for good back into the queue, with all its attempts; says how many there were. */
export async function tryAgain(db: Db): Promise<number> {
  const { rows } = await sql<{ id: string }>`
    select (graphile_worker.reschedule_jobs(
      array(select id from graphile_worker.jobs where attempts >= max_attempts and locked_at is null),
      run_at => now(), attempts => 0)).id`.execute(db)
  return rows.length
}
