import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { runMigrations } from 'graphile-worker'
import pg from 'pg'
import { inRoot } from './root.ts'

/** One number for "somebody is migrating this database"; any constant does, as long as it stays. */
export const MIGRATION_LOCK = 7_236_001

export interface Migration {
  name: string
  digest: string
}

export interface Migrated {
  applied: string[]
  total: number
}

/** The database was migrated by another Rialto than this one; one sentence. */
export class WrongMigrations extends Error {}

/** The migrations that this Rialto brings, in their order. */
export async function listMigrations(): Promise<(Migration & { sql: string })[]> {
  const names = (await readdir(inRoot('migrations'))).filter((name) => name.endsWith('.sql')).sort()
  return Promise.all(
    names.map(async (name) => {
      const sql = await readFile(inRoot('migrations', name), 'utf8')
      return { name, sql, digest: createHash('sha256').update(sql).digest('hex') }
    }),
  )
}

/** The migrations that a database has had, in their order; none where it never was Rialto's. */
export async function listApplied(client: pg.ClientBase): Promise<Migration[]> {
  const { rows: found } = await client.query<{ there: boolean }>(
    `select to_regclass('platform.migrations') is not null as there`,
  )
  if (!found[0]?.there) return []
  const { rows } = await client.query<Migration>(
    'select name, digest from platform.migrations order by name collate "C"',
  )
  return rows
}

/** Says why this Rialto cannot go on from these migrations, if it cannot. */
export function objectionTo(
  applied: readonly Migration[],
  known: readonly Migration[],
  what = 'The database',
): string | null {
  const digests = new Map(known.map(({ name, digest }) => [name, digest]))
  const unknown = applied.filter(({ name }) => !digests.has(name)).map(({ name }) => name)
  if (unknown.length > 0)
    return `${what} is newer than this Rialto: it knows ${unknown.join(', ')}. Use the Rialto that it was written with, or a newer one.`
  const changed = applied.find(({ name, digest }) => digests.get(name) !== digest)
  return changed ? `Migration ${changed.name} was changed after it was applied; write a new one instead.` : null
}

/** Applies one migration in the caller's transaction. */
export async function applyMigration(
  client: pg.ClientBase,
  { name, digest, sql }: Migration & { sql: string },
): Promise<void> {
  try {
    await client.query(sql)
  } catch (error) {
    throw new Error(`Migration ${name} failed: ${(error as Error).message}`, { cause: error })
  }
  await client.query('insert into platform.migrations (name, digest) values ($1, $2)', [name, digest])
}

/** What stands before the first migration: the list of those applied. */
export async function layGround(client: pg.ClientBase): Promise<void> {
  await client.query('create schema if not exists platform')
  await client.query(
    'create table if not exists platform.migrations (name text primary key, digest text not null, applied_at timestamptz not null default now())',
  )
}

/**
 * Brings a database to this version: plain SQL files in the order of their names, each in a transaction of its own, forward only.
 * Several servers may start at once: an advisory lock lets one work while the others wait and find nothing left to do.
 * Throws where an applied file was changed afterwards or the database is newer than this code.
 */
export async function migrate(url: string): Promise<Migrated> {
  const client = new pg.Client({ connectionString: url, application_name: 'rialto migrate' })
  await client.connect()
  try {
    await client.query('select pg_advisory_lock($1)', [MIGRATION_LOCK])
    await layGround(client)
    const done = await listApplied(client)
    const all = await listMigrations()
    const objection = objectionTo(done, all)
    if (objection) throw new WrongMigrations(objection)

    const applied: string[] = []
    for (const migration of all) {
      if (done.some(({ name }) => name === migration.name)) continue
      await client.query('begin')
      try {
        await applyMigration(client, migration)
        await client.query('commit')
      } catch (error) {
        await client.query('rollback')
        throw error
      }
      applied.push(migration.name)
    }
    await runMigrations({ connectionString: url })
    return { applied, total: all.length }
  } finally {
    await client.end()
  }
}
