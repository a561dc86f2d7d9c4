import { createReadStream, readFileSync } from 'node:fs'
import pg from 'pg'
import { to as copyTo } from 'pg-copy-streams'
import { listFiles } from '../files.ts'
import { findKeys, keyFile } from '../keys.ts'
import { listApplied, listMigrations, MIGRATION_LOCK, objectionTo } from '../migrate.ts'
import { release } from '../release.ts'
import { listSequences, listTables, nameOf, quoted, type Table } from './catalogue.ts'
import { CannotWrite, openForWriting, type Writing } from './container.ts'
import { FORMAT, HEADER, type Header, partName, README, readme, SUMMARY, type Summary } from './contents.ts'

/** So much of a table is held at a time. */
const PART_SIZE = 4 * 1024 * 1024

export interface Taken {
  path: string
  digest: string
  header: Header
  summary: Summary
}

/**
 * Writes database, files and keys into one file, while servers run and write. All tables are read in one snapshot; files are only
 * ever added, so those copied after it include all that it names.
 * Who: the command line. Holds: one moment; nothing is left behind when it fails. Follows: `installation.backed-up`, by who called it.
 */
export async function takeBackup(order: {
  path: string
  force?: boolean
  databaseUrl: string
  dataFolder: string
  now: Date
  signal?: AbortSignal
}): Promise<Taken> {
  const { path, dataFolder, signal } = order
  const keys = findKeys(dataFolder)
  if (!keys)
    throw new CannotWrite(`There are no keys in ${dataFolder}. Set RIALTO_DATA to this installation's data folder.`)
  const client = new pg.Client({
    connectionString: order.databaseUrl,
    application_name: 'rialto backup',
    keepAlive: true,
  })
  client.on('error', () => {})
  // Ending the connection breaks off the query that runs; what waits for it fails and cleans up.
  const stop = () => void client.end()
  signal?.addEventListener('abort', stop)
  let writing: Writing | null = null
  try {
    await client.connect()
    signal?.throwIfAborted()
    writing = await openForWriting(path, { force: order.force ?? false })
    const header = await beginSnapshot(client, order.now)
    await writing.add(README, Buffer.from(readme(header)))
    await writing.add(HEADER, inLines(header))
    for (const purpose of Object.keys(keys))
      await writing.add(`keys/${purpose}.key`, readFileSync(keyFile(dataFolder, purpose)))
    const summary: Summary = { rows: {}, jobs: 0, files: 0, damagedFiles: [] }
    for (const table of header.tables)
      summary.rows[`${table.schema}.${table.name}`] = await writeTable(client, writing, table)
    summary.jobs = await writeJobs(client, writing)
    await client.query('commit')
    await writeFiles(writing, { dataFolder, summary, signal })
    await writing.add(SUMMARY, inLines(summary))
    return { path, digest: await writing.close(), header, summary }
  } catch (error) {
    await writing?.abandon()
    throw whyUnwritten(path, error)
  } finally {
    signal?.removeEventListener('abort', stop)
    await client.end().catch(() => {})
  }
}

const inLines = (value: object) => Buffer.from(`${JSON.stringify(value, null, 1)}\n`)

async function writeFiles(
  writing: Writing,
  { dataFolder, summary, signal }: { dataFolder: string; summary: Summary; signal: AbortSignal | undefined },
): Promise<void> {
  writing.stopCompressing()
  for await (const { digest, path, size } of listFiles(dataFolder)) {
    signal?.throwIfAborted()
    const found = await writing.stream(`files/${digest.slice(0, 2)}/${digest}`, size, createReadStream(path))
    summary.files += 1
    if (found !== digest) summary.damagedFiles.push(digest)
  }
}

function whyUnwritten(path: string, error: unknown): unknown {
  const { code } = error as NodeJS.ErrnoException
  if (code === 'ENOSPC' || code === 'EDQUOT' || code === 'EFBIG')
    return new CannotWrite(`The disk is full: ${path} was not written.`)
  if (code === 'EACCES' || code === 'EPERM' || code === 'EROFS') return new CannotWrite(`${path} may not be written.`)
  if (code === 'ENOENT') return new CannotWrite(`${path} cannot be written: its folder does not exist.`)
  return error
}

/** From here on the connection sees one state of the database, and no migration changes its tables meanwhile. */
async function beginSnapshot(client: pg.Client, now: Date): Promise<Header> {
  await client.query('select pg_advisory_lock_shared($1)', [MIGRATION_LOCK])
  await client.query(
    `set datestyle = 'ISO'; set intervalstyle = 'postgres'; set extra_float_digits = 3; set timezone = 'UTC';
     set statement_timeout = 0; set idle_in_transaction_session_timeout = 0`,
  )
  await client.query('begin isolation level repeatable read read only')
  const { rows } = await client.query<{ server_version: string }>('show server_version')
  const migrations = await listApplied(client)
  if (migrations.length === 0) throw new CannotWrite('This database holds no Rialto yet: there is nothing to back up.')
  const objection = objectionTo(migrations, await listMigrations())
  if (objection) throw new CannotWrite(objection)
  return {
    format: FORMAT,
    rialto: release,
    takenAt: now.toISOString(),
    postgres: rows[0]?.server_version ?? '',
    migrations,
    tables: await listTables(client),
    sequences: await listSequences(client),
  }
}

function writeTable(client: pg.Client, writing: Writing, table: Table): Promise<number> {
  const query = `copy (select ${table.columns.map(quoted).join(', ')} from ${nameOf(table)}) to stdout`
  return copyOut(client, query, (bytes, part) =>
    writing.add(partName(`database/${table.schema}.${table.name}`, part), bytes),
  )
}

/** The queue by its meaning, not by its tables, which are graphile-worker's: what a worker had begun begins anew. */
function writeJobs(client: pg.Client, writing: Writing): Promise<number> {
  const query = `
    select t.identifier, j.payload, q.queue_name, j.run_at, j.priority, j.attempts, j.max_attempts, j.last_error, j.key,
           case when j.flags is null then null else array(select jsonb_object_keys(j.flags)) end as flags
    from graphile_worker._private_jobs j join graphile_worker._private_tasks t on t.id = j.task_id
    left join graphile_worker._private_job_queues q on q.id = j.job_queue_id order by j.id`
  return copyOut(client, `copy (${query}) to stdout`, (bytes, part) => writing.add(partName('jobs', part), bytes))
}

/** Streams a COPY, cut between rows: a line feed inside a value is written as \\n. */
async function copyOut(
  client: pg.Client,
  query: string,
  keep: (bytes: Uint8Array, part: number) => Promise<void>,
): Promise<number> {
  const rows = client.query(copyTo(query))
  let held: Buffer[] = []
  let size = 0
  let part = 0
  for await (const chunk of rows as AsyncIterable<Buffer>) {
    held.push(chunk)
    size += chunk.length
    if (size < PART_SIZE) continue
    const all = Buffer.concat(held)
    const end = all.lastIndexOf(10) + 1
    if (end > 0) await keep(all.subarray(0, end), ++part)
    held = [all.subarray(end)]
    size = all.length - end
  }
  if (size > 0) await keep(Buffer.concat(held), ++part)
  return rows.rowCount ?? 0
}
