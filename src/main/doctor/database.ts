import { sql } from 'kysely'
import type { Db } from '#platform/database.ts'
import { findKeys, keysFolder, strangeKeys } from '#platform/keys.ts'
import { listMigrations, objectionTo } from '#platform/migrate.ts'
import { broken, type Check, type Finding, inDatabase, look, ofDatabase, ok } from './finding.ts'

const EXTENSIONS = ['btree_gist', 'pg_trgm']

/** What the database must be like. */
export const database: readonly Check[] = [
  ofDatabase('PostgreSQL', async (db) => {
    const { rows } = await sql<{ number: string; version: string; fsync: string }>`
      select current_setting('server_version_num') as number, current_setting('server_version') as version,
             current_setting('fsync') as fsync`.execute(db)
    return verdictOnPostgres(rows[0] ?? { number: '0', version: 'unknown', fsync: 'on' })
  }),
  ofDatabase('Letters of all scripts', async (db) => {
    const { rows } = await sql<Letters>`
      select pg_encoding_to_char(encoding) as encoding, lower('É') = 'é' as folded,
             datcollversion is distinct from pg_database_collation_actual_version(oid) as stale
      from pg_database where datname = current_database()`.execute(db)
    return verdictOnLetters(rows[0] as Letters, await findsChinese(db))
  }),
  ofDatabase('Extensions', async (db) => {
    const { rows } = await sql<{ name: string; there: boolean }>`
      select name, installed_version is not null as there from pg_available_extensions`.execute(db)
    const unavailable = EXTENSIONS.filter((name) => !rows.some((row) => row.name === name))
    return unavailable.length === 0
      ? ok('Extensions', EXTENSIONS.join(', '))
      : broken(
          'Extensions',
          `${unavailable.join(', ')} missing.`,
          "Install PostgreSQL's contrib package on its machine.",
        )
  }),
  inDatabase('Migrations', async (db) => {
    const known = await listMigrations()
    const { rows } = await sql<{ name: string; digest: string }>`select name, digest from platform.migrations`.execute(
      db,
    )
    const objection = objectionTo(rows, known)
    if (objection) return broken('Migrations', objection, 'Start the Rialto that belongs to this database.')
    const missing = known.filter(({ name }) => !rows.some((row) => row.name === name))
    return missing.length === 0
      ? ok('Migrations', `all ${known.length} applied`)
      : look(
          'Migrations',
          `${missing.length} of ${known.length} not applied yet.`,
          'npx rialto migrate, or start the server.',
        )
  }),
  inDatabase('Keys of this database', async (db, { config }) => {
    const check = 'Keys of this database'
    const keys = findKeys(config.dataFolder)
    const known = await db.selectFrom('platform.installation').select('keys').executeTakeFirst()
    if (!known || !keys) return ok(check, 'not tied together yet')
    const strange = strangeKeys(known.keys, keys)
    return strange.length === 0
      ? ok(check, 'they are those in the data folder')
      : broken(
          check,
          `The database was written with other keys than those in ${keysFolder(config.dataFolder)} (${strange.join(', ')}).`,
          'All nodes share one data folder: set RIALTO_DATA to it, or restore the keys from a backup.',
        )
  }),
  ofDatabase('Rights', async (db) => {
    const { rows } = await sql<{ may: boolean }>`
      select has_database_privilege(current_database(), 'create') as may`.execute(db)
    return rows[0]?.may
      ? ok('Rights', 'may migrate')
      : broken(
          'Rights',
          'This role may not create schemas, so migrations will fail.',
          'grant create on database ... to ...;',
        )
  }),
  ofDatabase('Connections', async (db) => {
    const { rows } = await sql<{ used: number; most: number }>`
      select count(*)::int as used, current_setting('max_connections')::int as most from pg_stat_activity
      where backend_type = 'client backend'`.execute(db)
    const { used = 0, most = 1 } = rows[0] ?? {}
    const words = `${used} of ${most} in use`
    return used < most * 0.8
      ? ok('Connections', words)
      : look(
          'Connections',
          words,
          'Each process of Rialto takes up to 20. Raise max_connections, or run fewer processes.',
        )
  }),
  ofDatabase('Clock', async (db, { now }) => {
    const before = now()
    const { rows } = await sql<{ at: number }>`select extract(epoch from clock_timestamp()) * 1000 as at`.execute(db)
    const after = now()
    const off = Math.round(Number(rows[0]?.at) - (before + after) / 2)
    return verdictOnClock(off)
  }),
]

interface Letters {
  encoding: string
  folded: boolean
  stale: boolean
}

/** Null where there are no trigrams to ask for yet. */
async function findsChinese(db: Db): Promise<boolean | null> {
  const { rows } = await sql`select from pg_extension where extname = 'pg_trgm'`.execute(db)
  if (rows.length === 0) return null
  const { rows: found } = await sql<{ trigrams: number | null }>`
    select array_length(show_trgm('进口博览会'), 1) as trigrams`.execute(db)
  return (found[0]?.trigrams ?? 0) > 0
}

function verdictOnLetters({ encoding, folded, stale }: Letters, chinese: boolean | null): Finding {
  const check = 'Letters of all scripts'
  const remedy = 'Back up, create the database with encoding UTF8 and locale C.UTF-8, and restore into it.'
  if (encoding !== 'UTF8') return broken(check, `The database's encoding is ${encoding}.`, remedy)
  if (!folded || chinese === false)
    return broken(check, 'Search finds nothing in Chinese, Arabic or Cyrillic here.', remedy)
  if (!stale) return ok(check, `${encoding}, searchable`)
  const renew = 'reindex database; alter database ... refresh collation version;'
  return look(check, 'The system sorts text otherwise than when the indexes were made.', renew)
}

export function verdictOnPostgres(server: { number: string; version: string; fsync: string }): Finding {
  const { number, version, fsync } = server
  if (Number(number) < 150_000)
    return broken('PostgreSQL', `${version}; Rialto needs 15 or newer.`, 'Upgrade the server.')
  if (fsync !== 'on')
    return broken('PostgreSQL', 'fsync is off: a power cut may destroy the database.', 'Set fsync = on and reload.')
  return ok('PostgreSQL', version)
}

export function verdictOnClock(off: number): Finding {
  const words = `${Math.abs(off) < 1_000 ? 'less than a second' : `${Math.round(Math.abs(off) / 1000)} s`} apart from the database's`
  const remedy = 'Let both machines keep their time by NTP. Windows, deadlines and one-time codes depend on it.'
  if (Math.abs(off) > 30_000) return broken('Clock', words, remedy)
  return Math.abs(off) > 2_000 ? look('Clock', words, remedy) : ok('Clock', words)
}
