import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, expect, test } from 'vitest'
import { openLog } from '../log.ts'
import { isAlive } from '../processes.ts'
import { CannotRun, findPostmaster, startPostgres } from './index.ts'

const base = mkdtempSync(join(tmpdir(), 'rialto-postgres-'))
afterAll(() => rmSync(base, { recursive: true, force: true }))
const log = openLog('silent')

async function ask(url: string, statement: string): Promise<Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString: url })
  client.on('error', () => {})
  try {
    await client.connect()
    return (await client.query(statement)).rows
  } finally {
    await client.end().catch(() => {})
  }
}

test('the embedded PostgreSQL keeps what it acknowledged when it is killed, starts again by itself, and says which process it is', async () => {
  const told: (number | null)[] = []
  const postgres = await startPostgres({ dataFolder: join(base, 'killed'), log, tell: (pid) => told.push(pid) })
  await ask(postgres.url, 'create table kept as select 1 as one')
  const first = postgres.pid()
  process.kill(first, 'SIGKILL')
  await expect.poll(() => ask(postgres.url, 'select one from kept').catch(() => null)).toEqual([{ one: 1 }])
  await expect.poll(() => postgres.pid()).not.toBe(first)
  expect(told.slice(0, 2)).toEqual([first, expect.any(Number)])
  await postgres.stop()
  expect(told.at(-1)).toBe(null)
  expect(findPostmaster(join(base, 'killed'))).toBe(null)
}, 60_000)

test('one that a killed server left running is stopped, and another started on its data', async () => {
  const dataFolder = join(base, 'left')
  const left = await startPostgres({ dataFolder, log })
  await ask(left.url, 'create table kept as select 1 as one')
  const pid = left.pid()
  expect(findPostmaster(dataFolder)).toBe(pid)
  const next = await startPostgres({ dataFolder, log })
  expect(isAlive(pid)).toBe(false)
  expect(await ask(next.url, 'select one from kept')).toEqual([{ one: 1 }])
  await left.stop()
  await next.stop()
}, 60_000)

test('the number of a dead one that another program has now is left alone', async () => {
  const dataFolder = join(base, 'reused')
  const postgres = await startPostgres({ dataFolder, log })
  await postgres.stop()
  writeFileSync(join(dataFolder, 'postgres', 'postmaster.pid'), `${process.ppid}\n${join(dataFolder, 'postgres')}\n`)
  expect(findPostmaster(dataFolder)).toBe(null)
  await (await startPostgres({ dataFolder, log })).stop()
  expect(isAlive(process.ppid)).toBe(true)
}, 60_000)

test('data of another version, and a folder that cannot be, are refused in words', async () => {
  const dataFolder = join(base, 'older')
  await (await startPostgres({ dataFolder, log })).stop()
  writeFileSync(join(dataFolder, 'postgres', 'PG_VERSION'), '15\n')
  await expect(startPostgres({ dataFolder, log })).rejects.toThrow(
    /written by PostgreSQL 15, this Rialto brings 18.*Back up/,
  )
  await expect(startPostgres({ dataFolder, log })).rejects.toThrow(CannotRun)
}, 60_000)

test('nobody but its owner reaches it: no address, a socket behind a closed folder', async () => {
  const dataFolder = join(base, 'closed')
  const postgres = await startPostgres({ dataFolder, log })
  expect(statSync(join(dataFolder, 'socket')).mode & 0o777).toBe(0o700)
  expect(statSync(join(dataFolder, 'postgres')).mode & 0o777).toBe(0o700)
  expect(await ask(postgres.url, 'show listen_addresses')).toEqual([{ listen_addresses: '' }])
  await postgres.stop()
}, 60_000)
