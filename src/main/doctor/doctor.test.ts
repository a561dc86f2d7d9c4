import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer as createHttpServer } from 'node:http'
import { type AddressInfo, createServer, type Server } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { afterAll, afterEach, describe, expect, inject, test } from 'vitest'
import { aPavilion } from '#expo/exhibition/pavilions/makers.ts'
import { loadReference } from '#expo/ground/economies/index.ts'
import { anEdition } from '#expo/ground/editions/makers.ts'
import { createAccountIn } from '#expo/ground/people/index.ts'
import { aPerson } from '#expo/ground/people/makers.ts'
import { system } from '#kernel/actor.ts'
import { recordBackup } from '#platform/backup/last.ts'
import { takeDataFolder } from '#platform/data-folder.ts'
import { type Db, openDatabase, transact } from '#platform/database.ts'
import { openFiles } from '#platform/files.ts'
import { insistOnKeys, keyFile, keysOf } from '#platform/keys.ts'
import { openLog } from '#platform/log.ts'
import { send } from '#platform/mail.ts'
import { migrate } from '#platform/migrate.ts'
import { findPostmaster, startPostgres } from '#platform/postgres/index.ts'
import { appear } from '#platform/presence.ts'
import { emptyDatabase, freshDatabase } from '#tests/house.ts'
import { doctor } from '../commands/doctor.ts'
import { verdictOnClock, verdictOnPostgres } from './database.ts'
import type { Finding } from './finding.ts'
import { verdictOnDisk, verdictOnNode } from './machine.ts'

const base = mkdtempSync(join(tmpdir(), 'rialto-doctor-'))
const closing: (() => unknown)[] = []
afterEach(async () => {
  for (const close of closing.splice(0)) await close()
})
afterAll(() => rmSync(base, { recursive: true, force: true }))
let made = 0
const aFolder = () => {
  made += 1
  return join(base, `data-${made}`)
}
type Environment = Record<string, string>

/** An installation in good order on a database of its own: keys, an administrator, a backup. */
async function anInstallation(): Promise<{ db: Db; environment: Environment; folder: string }> {
  const { db, url } = await freshDatabase()
  const folder = aFolder()
  await insistOnKeys(db, keysOf(folder))
  chmodSync(folder, 0o700)
  await aPerson(db, { role: 'administrator', kind: 'house', id: '' })
  await transact(db, (tx) => recordBackup(tx, { digest: 'x', by: system('test') }))
  return { db, folder, environment: { DATABASE_URL: url, RIALTO_DATA: folder, PORT: '1' } }
}

const findings = async (environment: Environment, now?: () => number): Promise<Finding[]> =>
  (await doctor(environment, now && { now })).findings
/** What is found under a heading, as one line each. */
async function found(environment: Environment, check: string, now?: () => number): Promise<string> {
  const of = (await findings(environment, now)).filter((one) => one.check === check)
  return of.map(({ verdict, finding, remedy = '' }) => `${verdict}: ${finding} ${remedy}`.trim()).join('\n')
}

const listening = (server: Server): Promise<number> =>
  new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve((server.address() as AddressInfo).port)))
async function answering(status: number): Promise<string> {
  const server = createHttpServer((_, response) => {
    response.statusCode = status
    response.end('{}')
  })
  const port = await listening(server)
  closing.push(() => new Promise((resolve) => server.close(resolve)))
  return `http://127.0.0.1:${port}`
}
async function aMailServer(lets: boolean): Promise<string> {
  const server = createServer((socket) => {
    socket.write('220 post.example ESMTP\r\n')
    socket.on('error', () => {})
    socket.on('data', (chunk) => {
      const word = String(chunk).slice(0, 4).toUpperCase()
      if (word === 'EHLO') socket.write('250-post.example\r\n250 AUTH PLAIN\r\n')
      else if (word === 'AUTH') socket.write(lets ? '235 welcome\r\n' : '535 no\r\n')
      else if (word === 'QUIT') socket.end('221 bye\r\n')
    })
  })
  const port = await listening(server)
  closing.push(() => new Promise((resolve) => server.close(resolve)))
  return `smtp://user:secret@127.0.0.1:${port}`
}

describe('an installation in good order', () => {
  test('has nothing broken but what the test house itself has switched off', async () => {
    const { environment } = await anInstallation()
    const bad = (await findings(environment)).filter(({ verdict }) => verdict === 'broken' || verdict === 'unknown')
    // tests/start.ts does without fsync: nothing of it need outlive a power cut.
    expect(bad.map(({ check, finding }) => `${check}: ${finding}`)).toEqual([
      'PostgreSQL: fsync is off: a power cut may destroy the database.',
    ])
  })

  test('is not changed by the doctor', async () => {
    const { environment, folder, db } = await anInstallation()
    const before = { files: readdirSync(folder, { recursive: true }), journal: await countJournal(db) }
    await findings(environment)
    expect({ files: readdirSync(folder, { recursive: true }), journal: await countJournal(db) }).toEqual(before)
    const nowhere = aFolder()
    await findings({ RIALTO_DATA: nowhere })
    expect(readdirSync(base)).not.toContain(nowhere)
  })
  const countJournal = async (db: Db) => (await sql`select count(*) from platform.journal`.execute(db)).rows

  test('is told as text with a verdict and a remedy each, and as JSON', async () => {
    const { environment } = await anInstallation()
    const { text, healthy } = await doctor(environment)
    expect(healthy).toBe(false)
    expect(text).toMatch(/^ok +Keys +there, and for their owner alone$/m)
    expect(text).toMatch(/^BROKEN +PostgreSQL +fsync is off.*\n +-> Set fsync = on/m)
    expect(text).toMatch(/1 broken, \d to look at\.\n$/)
    const told = JSON.parse((await doctor(environment, { format: 'json' })).text)
    expect(told).toMatchObject({
      healthy: false,
      findings: expect.arrayContaining([{ check: 'Keys', verdict: 'ok', finding: expect.any(String) }]),
    })
    await expect(doctor(environment, { format: 'xml' })).rejects.toThrow(/no format xml/)
  })
})

describe('around the database', () => {
  test('an old Node, a full disk, a wrong clock and a wrong server are told', () => {
    expect(verdictOnNode('v26.1.0').verdict).toBe('ok')
    expect(verdictOnNode('v20.9.0')).toMatchObject({ verdict: 'broken', finding: 'v20.9.0; Rialto needs 26.' })
    const GIB = 1024 ** 3
    expect(verdictOnDisk({ free: 100 * GIB, size: 200 * GIB, folder: '/x' }).verdict).toBe('ok')
    expect(verdictOnDisk({ free: 5 * GIB, size: 200 * GIB, folder: '/x' }).verdict).toBe('look')
    expect(verdictOnDisk({ free: 0.9 * GIB, size: 2 * GIB, folder: '/x' }).verdict).toBe('look')
    expect(verdictOnDisk({ free: 0.1 * GIB, size: 2 * GIB, folder: '/x' })).toMatchObject({
      verdict: 'broken',
      finding: '102 MiB free of 2,048',
    })
    expect(verdictOnClock(900).verdict).toBe('ok')
    expect(verdictOnClock(-5_000)).toMatchObject({ verdict: 'look', finding: `5 s apart from the database's` })
    expect(verdictOnClock(60_000).verdict).toBe('broken')
    expect(verdictOnPostgres({ number: '150001', version: '15.1', fsync: 'on' }).verdict).toBe('ok')
    expect(verdictOnPostgres({ number: '140009', version: '14.9', fsync: 'on' }).finding).toContain('needs 15')
    expect(verdictOnPostgres({ number: '160000', version: '16.0', fsync: 'off' }).verdict).toBe('broken')
  })

  test('wrong settings are told without their secrets, and the rest is examined all the same', async () => {
    const { environment } = await anInstallation()
    const all = await findings({ ...environment, PORT: 'eighty', SMTP_URL: 'a-secret', RIALTO_COLOUR: 'red' })
    expect(JSON.stringify(all)).not.toContain('a-secret')
    expect(all[0]).toMatchObject({
      check: 'Settings',
      verdict: 'broken',
      finding: expect.stringMatching(/PORT=eighty must be a whole number.*SMTP_URL must be/),
    })
    expect(all.find(({ check, verdict }) => check === 'Settings' && verdict === 'look')?.finding).toContain(
      'RIALTO_COLOUR means nothing',
    )
    expect(all.find(({ check }) => check === 'Migrations')?.verdict).toBe('ok')
    expect(await findings({ DATABASE_URL: 'mysql://x' })).toHaveLength(1)
  })

  test('a data folder that is missing, open to others, or a file is told', async () => {
    expect(await found({ RIALTO_DATA: aFolder() }, 'Data folder')).toMatch(/^look: .* does not exist yet/)
    const { environment, folder } = await anInstallation()
    chmodSync(folder, 0o755)
    expect(await found(environment, 'Data folder')).toMatch(/^look: Others .* chmod 700/)
    const file = aFolder()
    writeFileSync(file, '')
    expect(await found({ ...environment, RIALTO_DATA: file }, 'Data folder')).toMatch(/^broken: .* is not a folder/)
  })

  test('keys that are missing, damaged or open to others are told', async () => {
    const { environment, folder } = await anInstallation()
    chmodSync(keyFile(folder, 'session'), 0o640)
    expect(await found(environment, 'Keys')).toMatch(/^broken: Others .* chmod 600 .*session.key/)
    writeFileSync(keyFile(folder, 'session'), 'short')
    expect(await found(environment, 'Keys')).toMatch(/^broken: The key in .* is damaged/)
    rmSync(keyFile(folder, 'session'))
    expect(await found(environment, 'Keys')).toMatch(/^broken: Some are missing/)
    expect(await found({ ...environment, RIALTO_DATA: aFolder() }, 'Keys')).toMatch(/^look: There are none yet/)
  })

  test('a server that runs, is not ready, does not answer, or is gone is told', async () => {
    const { folder, environment } = await anInstallation()
    const server = { ...environment, RIALTO_DATA: folder }
    expect(await found(server, 'Server')).toMatch(/^ok: does not run on this machine/)
    const taken = takeDataFolder(folder)
    closing.push(taken.release)
    taken.announce(await answering(200))
    expect(await found(server, 'Server')).toMatch(/^ok: answers at/)
    taken.announce(await answering(503))
    expect(await found(server, 'Server')).toMatch(/^broken: .* is not ready/)
    taken.announce('http://127.0.0.1:1')
    expect(await found(server, 'Server')).toMatch(/^broken: .* does not answer/)
  })
})

describe('the database', () => {
  test('that does not answer is told, and what is in it is not examined', async () => {
    const { environment } = await anInstallation()
    const all = await findings({ ...environment, DATABASE_URL: 'postgresql://rialto:a-secret@127.0.0.1:1/rialto' })
    expect(all.find(({ check }) => check === 'Database')).toMatchObject({
      verdict: 'broken',
      finding: expect.stringContaining('does not answer'),
    })
    expect(all.find(({ check }) => check === 'Jobs')).toMatchObject({ verdict: 'unknown' })
    expect(all.find(({ check }) => check === 'SMTP')).toMatchObject({ verdict: 'ok' })
    expect(JSON.stringify(all)).not.toContain('a-secret')
  })

  test('in which Chinese cannot be found is told', async () => {
    const admin = openDatabase(inject('template'))
    await sql`create database test_c_locale template template0 locale_provider libc locale 'C' encoding 'UTF8'`.execute(
      admin.db,
    )
    closing.push(async () => {
      await sql`drop database test_c_locale with (force)`.execute(admin.db)
      await admin.close()
    })
    const url = inject('template').replace('/test_template?', '/test_c_locale?')
    for (const prepare of [async () => {}, () => migrate(url)]) {
      await prepare()
      expect(await found({ DATABASE_URL: url, RIALTO_DATA: aFolder() }, 'Letters of all scripts')).toMatch(
        /^broken: Search finds nothing in Chinese.* C.UTF-8/,
      )
    }
  })

  test('that is empty is told, and only what it is like is examined', async () => {
    const { url } = await emptyDatabase()
    const all = await findings({ DATABASE_URL: url, RIALTO_DATA: aFolder() })
    expect(all.find(({ check }) => check === 'Database')).toMatchObject({
      verdict: 'look',
      finding: expect.stringContaining('holds no Rialto yet'),
    })
    expect(all.filter(({ verdict }) => verdict === 'unknown')).toEqual([])
    expect(all.map(({ check }) => check)).toEqual(expect.arrayContaining(['Letters of all scripts', 'Rights', 'Clock']))
    expect(all.map(({ check }) => check)).not.toContain('Migrations')
  })

  test('that is behind or ahead of this Rialto is told', async () => {
    const { db, environment } = await anInstallation()
    await sql`delete from platform.migrations where name like '0030%'`.execute(db)
    expect(await found(environment, 'Migrations')).toMatch(/^look: 1 of \d+ not applied yet.*npx rialto migrate/)
    await sql`insert into platform.migrations values ('9999_later.sql', 'x')`.execute(db)
    expect(await found(environment, 'Migrations')).toMatch(/^broken: The database is newer.*9999_later/)
  })

  test('with other keys than this node has is told', async () => {
    const { environment } = await anInstallation()
    const other = aFolder()
    keysOf(other)
    expect(await found({ ...environment, RIALTO_DATA: other }, 'Keys of this database')).toMatch(
      /^broken: The database was written with other keys.*share one data folder/,
    )
  })

  test('that lets this role make nothing is told', async () => {
    const { db, environment } = await anInstallation()
    await sql`create role test_reader login`.execute(db)
    closing.push(() => sql`drop role test_reader`.execute(db))
    const asReader = environment.DATABASE_URL?.replace('//rialto@', '//test_reader@') as string
    expect(await found({ ...environment, DATABASE_URL: asReader }, 'Rights')).toMatch(
      /^broken: This role may not create/,
    )
  })
})

describe('the embedded database', () => {
  test('that is not there yet is told', async () => {
    expect(await found({ RIALTO_DATA: aFolder() }, 'Database')).toMatch(/^look: There is none yet/)
  })

  test('is started to look into it and stopped again, joined where it runs, and told where it is broken', async () => {
    const folder = aFolder()
    const environment = { RIALTO_DATA: folder, PORT: '1' }
    const log = openLog('silent')
    const taken = takeDataFolder(folder)
    const postgres = await startPostgres({ dataFolder: folder, log })
    await migrate(postgres.url)
    const database = openDatabase(postgres.url)
    await loadReference(database.db)
    await insistOnKeys(database.db, keysOf(folder))
    await database.close()
    expect(await found(environment, 'Database')).toBe('ok: embedded, running')
    expect(await found(environment, 'Server')).toMatch(/^look: Process \d+ is starting/)
    taken.release()
    expect(await found(environment, 'Database')).toMatch(/left running by a server that was killed/)
    expect(await found(environment, 'Server')).toMatch(/^look: It does not run, but its PostgreSQL still does/)
    await postgres.stop()

    const all = await findings(environment)
    expect(all.find(({ check }) => check === 'Database')?.finding).toContain('started to look into it')
    expect(all.find(({ check }) => check === 'PostgreSQL')).toMatchObject({ verdict: 'ok' })
    expect(all.find(({ check }) => check === 'Accounts')).toMatchObject({
      verdict: 'look',
      finding: 'Nobody administers this house.',
    })
    expect(findPostmaster(folder)).toBe(null)
    expect(readdirSync(folder)).not.toContain('rialto.lock')

    rmSync(join(folder, 'postgres', 'global', 'pg_control'))
    const broken = await findings(environment)
    expect(broken.find(({ check }) => check === 'Database')).toMatchObject({ verdict: 'broken' })
    expect(broken.find(({ check }) => check === 'Keys')).toMatchObject({ verdict: 'ok' })
    expect(readdirSync(folder)).not.toContain('rialto.lock')
    expect(readFileSync(join(folder, 'postgres.log'), 'utf8')).toContain('pg_control')
  }, 60_000)
})

describe('work', () => {
  test('that nobody does is told', async () => {
    const { environment } = await anInstallation()
    const url = environment.DATABASE_URL as string
    expect(await found(environment, 'Processes')).toMatch(/^ok: 0 on/)
    const presence = await appear(url, { name: 'serve', log: openLog('silent') })
    closing.push(presence.end)
    expect(await found(environment, 'Processes')).toMatch(/^broken: A server answers, but nobody works/)
  })

  test('that is late, stuck, failing or failed for good is told, each kind by its name', async () => {
    const { db, environment } = await anInstallation()
    expect(await found(environment, 'Jobs')).toBe('ok: none late, none stuck, none failed')
    await sql`select graphile_worker.add_job('late', run_at => now() - interval '1 hour'), graphile_worker.add_job('stuck'),
      graphile_worker.add_job('failing', run_at => now() + interval '1 hour'), graphile_worker.add_job('failed')`.execute(
      db,
    )
    const of = (kind: string) => sql`(select id from graphile_worker._private_tasks where identifier = ${kind})`
    await sql`update graphile_worker._private_jobs set locked_at = now() - interval '2 hours', locked_by = 'x' where task_id = ${of('stuck')}`.execute(
      db,
    )
    await sql`update graphile_worker._private_jobs set attempts = 5 where task_id = ${of('failing')}`.execute(db)
    await sql`update graphile_worker._private_jobs set attempts = max_attempts where task_id = ${of('failed')}`.execute(
      db,
    )
    const told = await found(environment, 'Jobs')
    expect(told).toMatch(/^look: 1 of late are late/m)
    expect(told).toMatch(/^look: 1 of stuck have been worked on for more than an hour/m)
    expect(told).toMatch(/^look: 1 of failing fail again and again/m)
    expect(told).toMatch(/^broken: 1 of failed have failed for good.*npx rialto worker --again/m)
  })

  test('letters that do not leave are told, without whom they are for', async () => {
    const { db, environment } = await anInstallation()
    expect(await found(environment, 'Letters')).toMatch(/^look: None leave.*SMTP_URL/)
    const smtp = { ...environment, SMTP_URL: await aMailServer(true) }
    expect(await found(smtp, 'Letters')).toBe('ok: none waits')
    await transact(db, (tx) => send(tx, { to: 'somebody@example.org', subject: 'Known', body: 'x', language: 'en' }))
    await sql`update platform.mails set written_at = now() - interval '3 hours'`.execute(db)
    const told = await found(smtp, 'Letters')
    expect(told).toMatch(/^look: 1 have not left; the oldest is 3 hours old/)
    expect(told).not.toMatch(/somebody|Known/)
  })

  test('accounts that everybody knows the password of are told where others can reach them', async () => {
    const { db, environment } = await anInstallation()
    expect(await found(environment, 'Accounts')).toMatch(/^ok/)
    await transact(db, (tx) =>
      createAccountIn(tx, {
        email: 'x@rialto.example',
        name: 'x',
        password: 'rialto-demo-2026',
        demonstration: true,
        by: 'seed',
      }),
    )
    expect(await found(environment, 'Accounts')).toMatch(/^broken: There are demonstration accounts/)
  })

  test('a backup that never was, or is old, is told', async () => {
    const { db, environment } = await anInstallation()
    expect(await found(environment, 'Backup')).toMatch(/^ok: the last is \d+ seconds? old/)
    const later = (days: number) => () => Date.now() + days * 86_400_000
    expect(await found(environment, 'Backup', later(3))).toMatch(/^look: the last is 3 days old/)
    expect(await found(environment, 'Backup', later(9))).toMatch(/^broken: the last is 9 days old/)
    await sql`alter table platform.journal disable trigger user; delete from platform.journal; alter table platform.journal enable trigger user`.execute(
      db,
    )
    expect(await found(environment, 'Backup')).toMatch(/^broken: There never was one.*npx rialto backup/)
  })

  test('a file that the database names and that is not there is told', async () => {
    const { db, environment, folder } = await anInstallation()
    const pavilion = await aPavilion(db, (await anEdition(db)).id, 'TLS')
    const { digest } = await openFiles(folder).keep(Buffer.from('a picture'))
    const add = (value: string) =>
      db
        .insertInto('pavilions.pictures')
        .values({ id: crypto.randomUUID(), pavilionId: pavilion.id, digest: value, width: 1, height: 1, alt: {} })
        .execute()
    await add(digest)
    expect(await found(environment, 'Files')).toBe('ok: all 1 that the database names are there')
    await add('0'.repeat(64))
    expect(await found(environment, 'Files')).toMatch(
      /^broken: 1 of 2 .* missing here: 0{64} \(pavilions.pictures\).*share one data folder/,
    )
  })
})

describe('what lies outside', () => {
  test('a mail server that lets us in, does not, or is not there is told without its password', async () => {
    const { environment } = await anInstallation()
    const letters = { ...environment, MAIL_FROM: 'Fair <fair@example.org>' }
    expect(await found({ ...letters, SMTP_URL: await aMailServer(true) }, 'SMTP')).toBe('ok: answers and lets us in')
    expect(await found({ ...environment, SMTP_URL: await aMailServer(true) }, 'SMTP')).toMatch(/^look: .* MAIL_FROM/)
    expect(await found({ ...letters, SMTP_URL: await aMailServer(false) }, 'SMTP')).toMatch(/^broken: .*EAUTH/)
    const away = await found({ ...letters, SMTP_URL: 'smtp://user:a-secret@127.0.0.1:1' }, 'SMTP')
    expect(away).toMatch(/^broken: .*ESOCKET/)
    expect(away).not.toContain('a-secret')
  }, 60_000)

  test('an address that is not set, not encrypted, behind an unknown proxy, or does not answer is told', async () => {
    const { environment } = await anInstallation()
    expect(await found(environment, 'Public address')).toMatch(/^look: Links in letters lead to http:\/\/localhost/)
    const plain = await found({ ...environment, RIALTO_URL: await answering(200) }, 'Public address')
    expect(plain).toMatch(/^broken: .* is not encrypted/m)
    expect(plain).toMatch(/^look: TRUSTED_PROXIES is 0/m)
    expect(plain).not.toMatch(/Nothing of Rialto answers/)
    const away = await found(
      { ...environment, RIALTO_URL: 'https://127.0.0.1:1', TRUSTED_PROXIES: '1' },
      'Public address',
    )
    expect(away).toMatch(/^look: Nothing of Rialto answers at https:\/\/127.0.0.1:1/)
  })
})
