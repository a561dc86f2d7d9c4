import { once } from 'node:events'
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs'
import { finished } from 'node:stream/promises'
import { runMigrations } from 'graphile-worker'
import pg from 'pg'
import { type CopyStreamQuery, from as copyFrom } from 'pg-copy-streams'
import { signature, system } from '#kernel/actor.ts'
import { inWords, whyUnusable } from '../data-folder.ts'
import { putFile } from '../files.ts'
import { REFERENCE } from '../journal.ts'
import { keyFile, keysFolder, putKey } from '../keys.ts'
import { applyMigration, layGround, listMigrations, MIGRATION_LOCK, objectionTo } from '../migrate.ts'
import { keepAway } from '../presence.ts'
import { listMaterializedViews, listObstacles, listSchemas, nameOf, quoted } from './catalogue.ts'
import { Damaged, type Entry, textOf } from './container.ts'
import { FILE_PART, type Header, JOBS_PART, KEY_PART, type Summary, TABLE_PART } from './contents.ts'
import { readBackup, type Verified } from './read.ts'

/** The backup does not go into this installation; one sentence. */
export class CannotRestore extends Error {}

/**
 * Fills an empty installation from a backup: migrations up to the backup's, its rows, sequences and jobs, then what this Rialto adds, in
 * one transaction. Files and keys are put in place before it ends: without rows that name them they mean nothing. The file is read
 * twice, first to know that it is whole.
 * Who: the command line. Holds: all of it or nothing, into an empty installation that nobody serves. Follows: `installation.restored`.
 */
export async function restoreBackup(order: {
  path: string
  databaseUrl: string
  dataFolder: string
  signal?: AbortSignal
}): Promise<Verified> {
  const { path, databaseUrl, dataFolder, signal } = order
  const { backup, keys } = await readFirst(path)
  refuseOtherKeys(dataFolder, keys)
  inWords(dataFolder, () => mkdirSync(keysFolder(dataFolder), { recursive: true, mode: 0o700 }))
  const client = new pg.Client({
    connectionString: databaseUrl,
    application_name: 'rialto restore',
    keepAlive: true,
  })
  client.on('error', () => {})
  await client.connect()
  const stop = () => void client.end()
  signal?.addEventListener('abort', stop)
  const placed: string[] = []
  try {
    signal?.throwIfAborted()
    await client.query(
      'set statement_timeout = 0; set idle_in_transaction_session_timeout = 0; set client_min_messages = warning',
    )
    await keepAway(client)
    await client.query('select pg_advisory_lock($1)', [MIGRATION_LOCK])
    await refuseFull(client)
    // The queue's own tables, empty: whatever follows, they do no harm.
    await runMigrations({ connectionString: databaseUrl })
    await client.query('begin')
    await fill(client, { path, dataFolder, backup })
    for (const [purpose, text] of keys)
      if (putKey(keyFile(dataFolder, purpose), text)) placed.push(keyFile(dataFolder, purpose))
    await client.query('commit')
    placed.length = 0
    await client.query('analyze')
    return backup
  } catch (error) {
    throw whyUnusable(dataFolder, error)
  } finally {
    signal?.removeEventListener('abort', stop)
    for (const file of placed) rmSync(file, { force: true })
    await client.end().catch(() => {})
  }
}

/** Reads the whole file for the first time; afterwards it is known to be whole, and to be for this Rialto. */
async function readFirst(path: string): Promise<{ backup: Verified; keys: Map<string, string> }> {
  const keys = new Map<string, string>()
  const backup = await readBackup(path, async (entry) => {
    const [, purpose] = KEY_PART.exec(entry.name) ?? []
    if (purpose) keys.set(purpose, await textOf(entry))
  })
  const objection = objectionTo(backup.header.migrations, await listMigrations(), 'The backup')
  if (objection) throw new CannotRestore(objection)
  return { backup, keys }
}

async function fill(
  client: pg.Client,
  { path, dataFolder, backup }: { path: string; dataFolder: string; backup: Verified },
): Promise<void> {
  const { header, summary, digest } = backup
  for (const schema of await listSchemas()) await client.query(`drop schema if exists ${quoted(schema)} cascade`)
  await client.query('delete from graphile_worker._private_jobs')
  await layGround(client)
  const obstacles = await prepare(client, header)
  const loading = openLoading(client)
  const again = await readBackup(path, async (entry) => {
    const [, file] = FILE_PART.exec(entry.name) ?? []
    if (!file) return loading.take(entry, header)
    await loading.end()
    return putFile(dataFolder, file, entry.bytes)
  })
  await loading.end()
  if (again.digest !== digest) throw new Damaged(`${path} changed while it was read.`)
  compare(loading.rows, summary)
  for (const { schema, name, value, called } of header.sequences)
    await client.query('select setval($1::regclass, $2::bigint, $3)', [nameOf({ schema, name }), value, called])
  await client.query(`set constraints all immediate; set local maintenance_work_mem = '256MB'`)
  for (const statement of obstacles.restore) await client.query(statement)
  await queueJobs(client)
  for (const view of await listMaterializedViews(client)) await client.query(`refresh materialized view ${view}`)
  for (const migration of await listMigrations())
    if (!header.migrations.some(({ name }) => name === migration.name)) await applyMigration(client, migration)
  await client.query(
    `insert into platform.journal (what, about, by_whom, details)
     values ('installation.restored', 'installation', 'system:restore', $1)`,
    [JSON.stringify({ digest, takenAt: header.takenAt })],
  )
}

/** Builds the tables as they were when the backup was taken, and empties what the migrations themselves put into them. */
async function prepare(client: pg.Client, header: Header): Promise<{ restore: string[] }> {
  const then = new Set(header.migrations.map(({ name }) => name))
  for (const migration of await listMigrations()) if (then.has(migration.name)) await applyMigration(client, migration)
  const obstacles = await listObstacles(client)
  for (const statement of obstacles.lift) await client.query(statement)
  if (header.tables.length > 0) await client.query(`truncate ${header.tables.map(nameOf).join(', ')}`)
  await client.query(
    `create temporary table restored_jobs (identifier text, payload json, queue_name text, run_at timestamptz, priority int,
       attempts int, max_attempts int, last_error text, key text, flags text[], job bigint) on commit drop`,
  )
  return obstacles
}

interface Loading {
  rows: Map<string, number>
  take(entry: Entry, header: Header): Promise<void>
  end(): Promise<void>
}

/** Parts of one table come one after the other and go into one COPY. */
function openLoading(client: pg.Client): Loading {
  const rows = new Map<string, number>()
  let current: { into: string; copy: CopyStreamQuery; done: Promise<void> } | null = null
  const end = async () => {
    if (!current) return
    const { into, copy, done } = current
    current = null
    copy.end()
    await done
    rows.set(into, copy.rowCount ?? 0)
  }
  return {
    rows,
    end,
    async take(entry, header) {
      const target = targetOf(entry.name, header)
      if (!target) return
      if (current?.into !== target.into) {
        await end()
        const copy = client.query(copyFrom(target.statement))
        const done = finished(copy)
        done.catch(() => {})
        current = { into: target.into, copy, done }
      }
      const { copy, done } = current
      for await (const chunk of entry.bytes) if (!copy.write(chunk)) await Promise.race([once(copy, 'drain'), done])
    },
  }
}

const JOBS = 'jobs'

function targetOf(part: string, header: Header): { into: string; statement: string } | null {
  if (JOBS_PART.test(part)) {
    const columns = 'identifier, payload, queue_name, run_at, priority, attempts, max_attempts, last_error, key, flags'
    return { into: JOBS, statement: `copy pg_temp.restored_jobs (${columns}) from stdin` }
  }
  const [, into] = TABLE_PART.exec(part) ?? []
  if (!into) return null
  const table = header.tables.find(({ schema, name }) => `${schema}.${name}` === into)
  if (!table) throw new Damaged(`The backup holds rows of ${into}, which it does not name.`)
  return { into, statement: `copy ${nameOf(table)} (${table.columns.map(quoted).join(', ')}) from stdin` }
}

function compare(rows: Map<string, number>, summary: Summary): void {
  const expected = [...Object.entries(summary.rows), [JOBS, summary.jobs] as const]
  for (const [into, count] of expected)
    if ((rows.get(into) ?? 0) !== count)
      throw new Damaged(`The backup holds ${rows.get(into) ?? 0} rows of ${into}, not ${count}.`)
}

/** Through the queue's own front door, as it was asked for first; what had failed for good has still failed. */
async function queueJobs(client: pg.Client): Promise<void> {
  await client.query(
    `update pg_temp.restored_jobs set job = (graphile_worker.add_job(
       identifier, payload, queue_name => queue_name, run_at => run_at, max_attempts => max_attempts, job_key => key,
       priority => priority, flags => flags)).id`,
  )
  await client.query(
    `update graphile_worker._private_jobs j set attempts = r.attempts, last_error = r.last_error
     from pg_temp.restored_jobs r where r.job = j.id`,
  )
}

/** Keys that are there and others than the backup's belong to another installation: they are never written over. */
function refuseOtherKeys(dataFolder: string, keys: Map<string, string>): void {
  for (const [purpose, text] of keys) {
    const file = keyFile(dataFolder, purpose)
    if (existsSync(file) && readFileSync(file, 'utf8') !== text)
      throw new CannotRestore(
        `${keysFolder(dataFolder)} holds the keys of another installation. Set RIALTO_DATA to an empty folder, or move these keys away.`,
      )
  }
}

/** What Rialto loads by itself may be there; as soon as anybody has done anything, the journal knows. */
async function refuseFull(client: pg.Client): Promise<void> {
  const { rows } = await client.query<{ tables: string | null; journal: boolean }>(
    `select min(n.nspname || '.' || c.relname) as tables, to_regclass('platform.journal') is not null as journal
     from pg_class c join pg_namespace n on n.oid = c.relnamespace where c.relkind = 'r' and n.nspname = any($1)`,
    [await listSchemas()],
  )
  const found = rows[0]
  if (!found?.tables) return
  const { rowCount } = found.journal
    ? await client.query('select from platform.journal where by_whom <> $1 limit 1', [signature(system(REFERENCE))])
    : { rowCount: 1 }
  if (rowCount)
    throw new CannotRestore(
      'This installation is not empty. Restore into an empty one: another RIALTO_DATA, and with DATABASE_URL another database.',
    )
}
