import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { runMigrations } from 'graphile-worker'
import pg from 'pg'
import { inRoot } from './root.ts'

/** One number for "somebody is migrating this database"; any constant does, as long as it stays. */
const MIGRATION_LOCK = 7_236_001

export interface Migrated {
  applied: string[]
  total: number
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
    await client.query('create schema if not exists platform')
    await client.query(
      'create table if not exists platform.migrations (name text primary key, digest text not null, applied_at timestamptz not null default now())',
    )
    const { rows } = await client.query<{ name: string; digest: string }>(
      'select name, digest from platform.migrations',
    )
    const done = new Map(rows.map((row) => [row.name, row.digest]))
    const files = (await readdir(inRoot('migrations'))).filter((name) => name.endsWith('.sql')).sort()

    const unknown = [...done.keys()].filter((name) => !files.includes(name))
    if (unknown.length > 0) throw new Error(`The database is newer than this Rialto: it knows ${unknown.join(', ')}.`)

    const applied: string[] = []
    for (const name of files) {
      const sql = await readFile(inRoot('migrations', name), 'utf8')
      const digest = createHash('sha256').update(sql).digest('hex')
      const known = done.get(name)
      if (known !== undefined && known !== digest)
        throw new Error(`Migration ${name} was changed after it was applied; write a new one instead.`)
      if (known !== undefined) continue
      await client.query('begin')
      try {
        await client.query(sql)
        await client.query('insert into platform.migrations (name, digest) values ($1, $2)', [name, digest])
        await client.query('commit')
      } catch (error) {
        await client.query('rollback')
        throw new Error(`Migration ${name} failed: ${(error as Error).message}`, { cause: error })
      }
      applied.push(name)
    }
    await runMigrations({ connectionString: url })
    return { applied, total: files.length }
  } finally {
    await client.end()
  }
}
