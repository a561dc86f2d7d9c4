import { setTimeout as sleep } from 'node:timers/promises'
import type { WorkerEvents } from 'graphile-worker'
import { sql } from 'kysely'
import pg from 'pg'
import type { Db } from './database.ts'
import type { Log } from './log.ts'

// Locks of a session end with it, however a process ends: what nobody locks is nobody's.
const INSTALLATION = 7_236_002
const WORKERS = 7_236_003

/** Somebody fills this database, or servers run on it; one sentence. */
export class Busy extends Error {}

/** That a long-running process is there, seen by all others on the same database. */
export interface Presence {
  /** Has a worker's jobs freed, should this process be killed. */
  watch(events: WorkerEvents): void
  end(): Promise<void>
}

const FREE_EVERY = 30_000

/**
 * Says that a server or worker runs on a database, until it ends. Jobs that a killed worker had begun are given back to the queue by
 * whoever is left: graphile-worker itself would leave them for four hours. Throws Busy while a restore fills the database.
 */
export async function appear(url: string, { name, log }: { name: string; log: Log }): Promise<Presence> {
  const own = new Set<string>()
  let ended = false
  let client = await connect()
  const freeing = setInterval(() => void free().catch(() => {}), FREE_EVERY)
  freeing.unref()
  await free()
  return {
    watch(events) {
      // Jobs are held in the name of a process's pool of workers.
      events.on('pool:create', ({ workerPool: { id } }) => {
        own.add(id)
        // Where the connection is being made anew, connect() takes it.
        void lock(client, id).catch(() => {})
      })
    },
    async end() {
      ended = true
      clearInterval(freeing)
      await client.end().catch(() => {})
    },
  }

  async function connect(): Promise<pg.Client> {
    const made = new pg.Client({ connectionString: url, application_name: `rialto ${name}`, keepAlive: true })
    made.on('error', () => {})
    await made.connect()
    const { rows } = await made.query<{ free: boolean }>('select pg_try_advisory_lock_shared($1, 0) as free', [
      INSTALLATION,
    ])
    if (!rows[0]?.free) {
      await made.end()
      throw new Busy('A backup is being restored into this database. Start again when that is done.')
    }
    for (const worker of own) await lock(made, worker)
    made.once('end', () => void again())
    return made
  }

  async function again(): Promise<void> {
    for (let wait = 250; !ended; wait = Math.min(wait * 2, 5_000)) {
      await sleep(wait)
      try {
        client = await connect()
        return
      } catch (err) {
        log.debug({ part: 'presence', err }, 'the database is away')
      }
    }
  }

  async function free(): Promise<void> {
    for (const worker of await listHolders(client)) {
      if (own.has(worker) || !(await isGone(client, worker))) continue
      await client.query('select graphile_worker.force_unlock_workers(array[$1::text])', [worker])
      log.warn({ part: 'jobs', worker }, 'gave back what a killed worker had begun')
    }
  }
}

const lock = (client: pg.Client, worker: string) =>
  client.query('select pg_advisory_lock_shared($1, hashtext($2))', [WORKERS, worker])

/** Workers that hold jobs. One that has just begun may not have said yet that it is there. */
async function listHolders(client: pg.Client): Promise<string[]> {
  const { rows } = await client.query<{ worker: string }>(
    `select distinct locked_by as worker from graphile_worker.jobs
     where locked_by is not null and locked_at < now() - interval '5 seconds'`,
  )
  return rows.map((row) => row.worker)
}

async function isGone(client: pg.Client, worker: string): Promise<boolean> {
  const { rows } = await client.query<{ free: boolean }>('select pg_try_advisory_lock($1, hashtext($2)) as free', [
    WORKERS,
    worker,
  ])
  if (!rows[0]?.free) return false
  await client.query('select pg_advisory_unlock($1, hashtext($2))', [WORKERS, worker])
  return true
}

/** Keeps servers away from a database until the connection ends. Throws Busy where one runs already. */
export async function keepAway(client: pg.Client): Promise<void> {
  const { rows } = await client.query<{ free: boolean }>('select pg_try_advisory_lock($1, 0) as free', [INSTALLATION])
  if (!rows[0]?.free) throw new Busy('Rialto runs on this database. Stop every server and worker of it first.')
}

/** How many processes, and workers among them, are there. */
export async function countPresent(db: Db): Promise<{ processes: number; workers: number }> {
  const { rows } = await sql<{ processes: number; workers: number }>`
    select (count(*) filter (where classid = ${INSTALLATION}))::int as processes,
           (count(distinct objid) filter (where classid = ${WORKERS}))::int as workers
    from pg_locks where locktype = 'advisory' and objsubid = 2 and granted
      and database = (select oid from pg_database where datname = current_database())`.execute(db)
  return rows[0] ?? { processes: 0, workers: 0 }
}
