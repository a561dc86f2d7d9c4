import { createHash } from 'node:crypto'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { runMigrations } from 'graphile-worker'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { addPicture } from '#expo/exhibition/pavilions/commands/write-page.ts'
import { aPavilion } from '#expo/exhibition/pavilions/makers.ts'
import { anEdition } from '#expo/ground/editions/makers.ts'
import { aPerson } from '#expo/ground/people/makers.ts'
import { type Db, openDatabase, transact } from '#platform/database.ts'
import { anExternalServer } from '#tests/external.ts'
import { emptyDatabase, freshDatabase, maker } from '#tests/house.ts'
import { listFileColumns, listFiles, openFiles } from '../files.ts'
import { keyFile, keysOf } from '../keys.ts'
import { openLog } from '../log.ts'
import { send } from '../mail.ts'
import { applyMigration, layGround, listMigrations, migrate } from '../migrate.ts'
import { appear, countPresent } from '../presence.ts'
import { listTables, nameOf } from './catalogue.ts'
import { openForWriting, readContainer, textOf } from './container.ts'
import { restoreBackup } from './restore.ts'
import { takeBackup } from './take.ts'

const base = mkdtempSync(join(tmpdir(), 'rialto-backup-'))
afterAll(() => rmSync(base, { recursive: true, force: true }))
let made = 0
const fresh = (name: string) => {
  made += 1
  return join(base, `${name}-${made}`)
}
const now = new Date('2026-11-05T03:00:00Z')
// Each restore builds a whole database; on a busy machine that takes a while.
vi.setConfig({ testTimeout: 120_000 })

/** Everything that is awkward to write down in a line of text. */
const AWKWARD = 'a\ttab, a\nline, a\r return, \\N, \\., "quotes", عربي, 进口, 👩🏽‍🚀, \u2028 and a \\\\ at the end\\'

const source = await freshDatabase()
const dataFolder = fresh('data')
const files = openFiles(dataFolder)
let pavilionId = ''

const dot = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
)

beforeAll(async () => {
  const { db, url } = source
  keysOf(dataFolder)
  const edition = await anEdition(db)
  pavilionId = (await aPavilion(db, edition.id, 'TLS')).id
  await aPerson(db, { role: 'manager', kind: 'edition', id: edition.id })
  await addPicture(db, files, { pavilionId, bytes: dot, alt: { en: AWKWARD }, by: maker })
  await transact(db, (tx) =>
    send(tx, { to: 'a@example.org', subject: AWKWARD, body: AWKWARD.repeat(40), language: 'ar' }),
  )
  await query(
    url,
    `insert into results.publications (id, edition_id, figure, definition_version, as_of, value, records, digest, published_by, supersedes, reason)
     values ('00000000-0000-7000-8000-000000000001', $1, 'a', 1, '2023-11-04', 12345678901234567890.5, '[]', 'x', 'test', null, null),
            ('00000000-0000-7000-8000-000000000002', $1, 'a', 1, '2023-11-04', 1, '{"a":[1,2]}', 'y', 'test', '00000000-0000-7000-8000-000000000001', 'a reason')`,
    [edition.id],
  )
  await query(
    url,
    `select graphile_worker.add_job('post', '{"id":"x"}', queue_name => 'a queue', run_at => '2030-01-01', max_attempts => 5,
    job_key => 'a key', priority => 3, flags => array['slow', 'big'])`,
  )
  await query(
    url,
    `select graphile_worker.permanently_fail_jobs(array[(graphile_worker.add_job('react', '{"what":"x"}')).id], 'it broke')`,
  )
  await query(
    url,
    `update graphile_worker._private_jobs set locked_at = now(), locked_by = 'a worker' where key = 'a key'`,
  )
})

async function query(url: string, statement: string, values: unknown[] = []): Promise<Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    return (await client.query(statement, values)).rows
  } finally {
    await client.end()
  }
}

/** Every table by the digest of its rows; the journal without what backups and restores write into it. */
async function rowsOf(url: string): Promise<Record<string, unknown>> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  const found: Record<string, unknown> = {}
  for (const table of await listTables(client)) {
    const { rows } = await client.query(
      `select count(*)::int as count, md5(string_agg(t::text, chr(10) order by t::text)) as digest from ${nameOf(table)} t
       where ${table.name === 'journal' ? `what not like 'installation.%'` : 'true'}`,
    )
    found[nameOf(table)] = rows[0]
  }
  await client.end()
  return found
}

/** Everything that keeps promises: columns, constraints, triggers, indexes, where sequences stand. */
const shapeOf = (url: string) =>
  query(
    url,
    `select 'constraint' as what, conrelid::regclass::text as "on", conname as name, pg_get_constraintdef(oid) as definition from pg_constraint
       where connamespace::regnamespace::text !~ '^(pg_|information|graphile|public)'
     union all select 'trigger', tgrelid::regclass::text, tgname, pg_get_triggerdef(oid) || tgenabled::text from pg_trigger
       where not tgisinternal and tgrelid::regclass::text !~ '^graphile'
     union all select 'index', tablename, indexname, indexdef from pg_indexes where schemaname !~ '^(pg_|graphile)'
     union all select 'column', table_schema || '.' || table_name, column_name, data_type || is_nullable || coalesce(column_default, '')
       from information_schema.columns where table_schema !~ '^(pg_|information|graphile|public)'
     union all select 'sequence', schemaname, sequencename, coalesce(last_value, 0)::text from pg_sequences
       where schemaname !~ '^graphile' and sequencename <> 'journal_id_seq'
     order by 1, 2, 3, 4`,
  )

const jobsOf = (url: string) =>
  query(
    url,
    `select task_identifier, payload::text, queue_name, run_at, priority, attempts, max_attempts, last_error, key, flags
     from graphile_worker.jobs join graphile_worker._private_jobs using (id) order by 1, 2`.replaceAll(
      'run_at, priority, attempts, max_attempts, last_error, key, flags',
      'jobs.run_at, jobs.priority, jobs.attempts, jobs.max_attempts, jobs.last_error, jobs.key, jobs.flags',
    ),
  )

async function filesOf(folder: string): Promise<string[]> {
  const found: string[] = []
  for await (const { path } of listFiles(folder))
    found.push(createHash('sha256').update(readFileSync(path)).digest('hex'))
  return found
}

const take = (path = fresh('backup'), url = source.url, folder = dataFolder) =>
  takeBackup({ path, databaseUrl: url, dataFolder: folder, now })

describe('a backup restored into an empty installation', () => {
  test('has the same rows table by table, the same files byte by byte, the same keys, jobs and promises', async () => {
    const { path, summary } = await take()
    const target = await emptyDatabase()
    const folder = fresh('restored')
    await restoreBackup({ path, databaseUrl: target.url, dataFolder: folder })

    const rows = await rowsOf(source.url)
    expect(await rowsOf(target.url)).toEqual(rows)
    expect(Object.keys(rows).length).toBeGreaterThan(20)
    expect(Object.values(summary.rows).filter((count) => count > 0).length).toBeGreaterThan(10)
    expect(await shapeOf(target.url)).toEqual(await shapeOf(source.url))
    expect(await filesOf(folder)).toEqual(await filesOf(dataFolder))
    expect(await filesOf(folder)).toHaveLength(1)
    expect(keysOf(folder)).toEqual(keysOf(dataFolder))
    expect(statSync(keyFile(folder, 'session')).mode & 0o777).toBe(0o600)
    expect(await jobsOf(target.url)).toEqual(await jobsOf(source.url))
    expect((await jobsOf(target.url)).map((job) => job.task_identifier)).toEqual(['post', 'post', 'react', 'react'])
  })

  test('takes up what a worker had begun anew, and what failed for good has failed', async () => {
    const { path } = await take()
    const { url } = await emptyDatabase()
    await restoreBackup({ path, databaseUrl: url, dataFolder: fresh('restored') })
    const jobs = await query(url, 'select key, locked_by, attempts, max_attempts, last_error from graphile_worker.jobs')
    expect(jobs.every((job) => job.locked_by === null)).toBe(true)
    expect(jobs).toContainEqual(expect.objectContaining({ last_error: 'it broke', attempts: 25, max_attempts: 25 }))
  })

  test('goes on: new rows get new numbers, promises still hold, and the journal tells of it and stands', async () => {
    const { path, digest } = await take()
    const { url, db } = await emptyDatabase()
    await restoreBackup({ path, databaseUrl: url, dataFolder: fresh('restored') })
    await aPerson(db)
    const told = await query(url, `select by_whom, details from platform.journal where what = 'installation.restored'`)
    expect(told).toEqual([{ by_whom: 'system:restore', details: { digest, takenAt: now.toISOString() } }])
    await expect(query(url, 'delete from platform.journal')).rejects.toThrow(/never altered/)
    await expect(query(url, `update results.publications set value = 0`)).rejects.toThrow(/never altered/)
    await expect(query(url, `delete from editions.editions`)).rejects.toThrow(/foreign key/)
    await expect(migrate(url)).resolves.toMatchObject({ applied: [] })
  })

  test('can be backed up again, with the same parts', async () => {
    const { path } = await take()
    const { url } = await emptyDatabase()
    const folder = fresh('restored')
    await restoreBackup({ path, databaseUrl: url, dataFolder: folder })
    const again = await take(fresh('backup'), url, folder)
    expect(await digestsIn(again.path)).toEqual(await digestsIn(path))
  })

  test('into one that was started and never used is the same', async () => {
    const { path } = await take()
    const { url } = await freshDatabase()
    await restoreBackup({ path, databaseUrl: url, dataFolder: fresh('restored') })
    expect(await rowsOf(url)).toEqual(await rowsOf(source.url))
  })
})

/** The digest of each part whose contents do not say when it was written. */
async function digestsIn(path: string): Promise<Record<string, string>> {
  const found: Record<string, string> = {}
  await readContainer(path, async (entry) => {
    const text = await textOf(entry)
    if (!/journal|backup.json|README|summary|jobs/.test(entry.name))
      found[entry.name] = createHash('sha256').update(text.split('\n').sort().join('\n')).digest('hex')
  })
  return found
}

describe('while servers write', () => {
  test('a backup is one moment: what belongs together is together, what was acknowledged before is in it, every file it names is there', async () => {
    const { db } = source
    let writing = true
    const acknowledged: string[] = []
    const writer = async (name: string) => {
      for (let n = 0; writing; n++) {
        const { digest } = await files.keep(Buffer.from(`${name} ${n}`))
        const id = crypto.randomUUID()
        await transact(db, async (tx) => {
          await insertPicture(tx, id, digest)
          await send(tx, { to: `${id}@example.org`, subject: 'x', body: 'x', language: 'en' })
        })
        acknowledged.push(id)
      }
    }
    const writers = Promise.all([writer('one'), writer('two'), writer('three'), writer('four')])
    let before: string[] = []
    let path = ''
    try {
      await expect.poll(() => acknowledged.length).toBeGreaterThan(40)
      before = [...acknowledged]
      path = (await take()).path
      const during = acknowledged.length
      await expect.poll(() => acknowledged.length).toBeGreaterThan(during)
    } finally {
      writing = false
      await writers
    }

    const target = await emptyDatabase()
    const folder = fresh('restored')
    await restoreBackup({ path, databaseUrl: target.url, dataFolder: folder })
    const pictures = (await query(target.url, 'select id::text from pavilions.pictures where position = 99')).map(
      (row) => row.id,
    )
    const mails = (
      await query(target.url, `select split_part(recipient, '@', 1) as id from platform.mails where subject = 'x'`)
    ).map((row) => row.id)
    const jobs = await query(target.url, `select id from graphile_worker.jobs where task_identifier = 'post'`)
    expect(new Set(mails)).toEqual(new Set(pictures))
    expect(before.filter((id) => !pictures.includes(id))).toEqual([])
    expect(jobs.length).toBe(mails.length + 2)
    const kept = new Set(await filesOf(folder))
    for (const column of await listFileColumns(target.db))
      for await (const digest of column.digests()) expect(kept.has(digest), digest).toBe(true)
    expect(await rowsOf(target.url)).not.toEqual(await rowsOf(source.url))
  })

  const insertPicture = (tx: Db, id: string, digest: string) =>
    tx
      .insertInto('pavilions.pictures')
      .values({ id, pavilionId, digest, width: 1, height: 1, alt: {}, position: 99 })
      .execute()
})

describe('another PostgreSQL, over TCP, with a password, as an ordinary role', () => {
  test('gives what an embedded one can be restored from, and takes what an embedded one gave', async () => {
    const server = await anExternalServer()
    const { path } = await take()
    const outside = await server.database('fair')
    const folder = fresh('outside')
    await restoreBackup({ path, databaseUrl: outside, dataFolder: folder })
    expect(await rowsOf(outside)).toEqual(await rowsOf(source.url))

    const back = await take(fresh('backup'), outside, folder)
    const home = await emptyDatabase()
    await restoreBackup({ path: back.path, databaseUrl: home.url, dataFolder: fresh('home') })
    expect(await rowsOf(home.url)).toEqual(await rowsOf(source.url))
    expect(await shapeOf(home.url)).toEqual(await shapeOf(source.url))
    await server.stop()
  })
})

describe('a backup of another Rialto', () => {
  test('that had fewer migrations is brought to this one', async () => {
    const old = await emptyDatabase()
    const all = await listMigrations()
    const earlier = all.filter(({ name }) => name < '0030')
    const client = new pg.Client({ connectionString: old.url })
    await client.connect()
    await layGround(client)
    for (const migration of earlier) await applyMigration(client, migration)
    await client.end()
    await runMigrations({ connectionString: old.url })
    const { id } = await anEdition(old.db)
    const { path, header } = await take(fresh('backup'), old.url)
    expect(header.migrations.length).toBeLessThan(all.length)

    const target = await emptyDatabase()
    await restoreBackup({ path, databaseUrl: target.url, dataFolder: fresh('restored') })
    expect(await query(target.url, 'select id::text from editions.editions')).toEqual([{ id }])
    await expect(migrate(target.url)).resolves.toMatchObject({ applied: [] })
    expect(await query(target.url, 'select to_regclass($1) is not null as there', ['results.publications'])).toEqual([
      { there: true },
    ])
  })

  test.each([
    ['a newer form', (header: Header) => ({ ...header, format: 2 }), /newer Rialto/],
    [
      'a migration that is unknown here',
      (header: Header) => ({ ...header, migrations: [...header.migrations, { name: '9999_later.sql', digest: 'x' }] }),
      /newer than this Rialto: it knows 9999_later/,
    ],
    [
      'a migration that was changed',
      (header: Header) => ({ ...header, migrations: header.migrations.map((one) => ({ ...one, digest: 'x' })) }),
      /was changed after it was applied/,
    ],
  ])('with %s is refused before anything is changed', async (_, change, words) => {
    const path = await rewritten((name, text) =>
      name === 'backup.json' ? JSON.stringify(change(JSON.parse(text))) : text,
    )
    await expectNothingRestored(path, words)
  })
})
interface Header {
  format: number
  migrations: { name: string; digest: string }[]
}

/** A backup whose seal is whole and whose contents are not what takeBackup would write. */
async function rewritten(change: (name: string, text: string) => string): Promise<string> {
  const { path } = await take()
  const to = fresh('rewritten')
  const writing = await openForWriting(to)
  await readContainer(path, async (entry) => {
    if (entry.name.startsWith('files/')) return
    await writing.add(entry.name, Buffer.from(change(entry.name, await textOf(entry))))
  })
  await writing.close()
  return to
}

async function expectNothingRestored(path: string, words: RegExp): Promise<void> {
  const { url } = await emptyDatabase()
  const folder = fresh('restored')
  await expect(restoreBackup({ path, databaseUrl: url, dataFolder: folder })).rejects.toThrow(words)
  const left = await query(
    url,
    `select nspname from pg_namespace where nspname !~ '^(pg_|information|public|graphile)'`,
  )
  expect(left).toEqual([])
  expect(existsSync(keyFile(folder, 'session'))).toBe(false)
}

describe('all of it or nothing', () => {
  test('rows that are missing, too many, or break a promise undo the whole restore', async () => {
    const without = await rewritten((name, text) =>
      name.includes('people.users') ? text.split('\n').slice(1).join('\n') : text,
    )
    await expectNothingRestored(without, /rows of people.users/)
    const orphaned = await rewritten((name, text) => {
      if (name.includes('editions.fairs/')) return ''
      return name === 'summary.json' ? text.replace(/"editions.fairs": \d+/, '"editions.fairs": 0') : text
    })
    await expectNothingRestored(orphaned, /foreign key/)
    const wrong = await rewritten((name, text) => (name.includes('people.grants') ? `${text}nonsense\n` : text))
    await expectNothingRestored(wrong, /missing data/)
  })

  test('a full installation is refused and stays as it was', async () => {
    const { path } = await take()
    const full = await freshDatabase()
    await aPerson(full.db)
    const before = await rowsOf(full.url)
    const folder = fresh('restored')
    await expect(restoreBackup({ path, databaseUrl: full.url, dataFolder: folder })).rejects.toThrow(/not empty/)
    expect(await rowsOf(full.url)).toEqual(before)
    expect(existsSync(keyFile(folder, 'session'))).toBe(false)
  })

  test('the keys of another installation are never written over', async () => {
    const { path } = await take()
    const { url } = await emptyDatabase()
    const folder = fresh('other')
    const keys = keysOf(folder)
    await expect(restoreBackup({ path, databaseUrl: url, dataFolder: folder })).rejects.toThrow(/keys of another/)
    expect(keysOf(folder)).toEqual(keys)
  })

  test('a database that a server runs on is refused', async () => {
    const { path } = await take()
    const { url, db } = await freshDatabase()
    const presence = await appear(url, { name: 'serve', log: openLog('silent') })
    await expect(restoreBackup({ path, databaseUrl: url, dataFolder: fresh('restored') })).rejects.toThrow(
      /Rialto runs on this database/,
    )
    await presence.end()
    await expect.poll(() => countPresent(db)).toMatchObject({ processes: 0 })
    await restoreBackup({ path, databaseUrl: url, dataFolder: fresh('restored') })
  })

  const FILLING = `select from pg_stat_activity where application_name = 'rialto restore' and datname = current_database()
    and backend_xid is not null`
  test('one that is interrupted leaves the database empty', async () => {
    const { path } = await take()
    const { url } = await emptyDatabase()
    const stop = new AbortController()
    const restoring = restoreBackup({ path, databaseUrl: url, dataFolder: fresh('restored'), signal: stop.signal })
    restoring.catch(() => {})
    await expect.poll(() => query(url, FILLING)).toHaveLength(1)
    stop.abort()
    await expect(restoring).rejects.toThrow()
    await expect.poll(() => query(url, `select to_regclass('platform.journal') as there`)).toEqual([{ there: null }])
  })
})

describe('a backup that cannot be taken', () => {
  test('without keys, without a Rialto in the database, or in the place of a file, leaves nothing behind', async () => {
    const nowhere = fresh('backup')
    await expect(take(nowhere, source.url, fresh('empty'))).rejects.toThrow(/no keys/)
    await expect(take(nowhere, (await emptyDatabase()).url)).rejects.toThrow(/holds no Rialto/)
    await expect(take(join(nowhere, 'deeper'))).rejects.toThrow(/its folder does not exist/)
    await expect(take(base)).rejects.toThrow(/is a folder/)
    writeFileSync(nowhere, 'last night')
    await expect(take(nowhere)).rejects.toThrow(/exists already/)
    expect(readdirSync(base).filter((name) => name.includes('partial'))).toEqual([])
  })

  test('that is interrupted leaves nothing behind', async () => {
    const path = fresh('backup')
    const stop = new AbortController()
    stop.abort()
    const taking = takeBackup({ path, databaseUrl: source.url, dataFolder, now, signal: stop.signal })
    await expect(taking).rejects.toThrow()
    expect(readdirSync(base).filter((name) => name.startsWith(path.slice(base.length + 1)))).toEqual([])
  })

  test('says which files the disk had damaged, and takes everything else', async () => {
    const folder = fresh('rotten')
    keysOf(folder)
    const { digest } = await openFiles(folder).keep(Buffer.from('a picture'))
    writeFileSync(join(folder, 'files', digest.slice(0, 2), digest), 'a pictur?')
    const { summary } = await take(fresh('backup'), source.url, folder)
    expect(summary).toMatchObject({ files: 1, damagedFiles: [digest] })
  })
})

test('a large table is cut into parts between rows, and held a part at a time', async () => {
  const { url } = await freshDatabase()
  await query(
    url,
    `insert into platform.mails (id, recipient, subject, body, language)
     select gen_random_uuid(), n || '@example.org', 'x', repeat(md5(n::text), 300), 'en' from generate_series(1, 2000) n`,
  )
  const { path } = await take(fresh('backup'), url)
  const parts: string[] = []
  await readContainer(path, async (entry) => {
    if (!entry.name.includes('platform.mails')) return
    expect(entry.size).toBeLessThan(5 * 1024 * 1024)
    const text = await textOf(entry)
    expect(text.endsWith('\n')).toBe(true)
    parts.push(...text.trimEnd().split('\n'))
  })
  expect(parts).toHaveLength(2000)
  const target = await emptyDatabase()
  await restoreBackup({ path, databaseUrl: target.url, dataFolder: fresh('restored') })
  expect(await rowsOf(target.url)).toEqual(await rowsOf(url))
})

test('keys and the pool stay usable after a backup', async () => {
  const database = openDatabase(source.url)
  await take()
  expect(await database.db.selectFrom('people.users').select('id').execute()).toHaveLength(1)
  await database.close()
})
