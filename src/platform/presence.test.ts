import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { expect, test } from 'vitest'
import { freshDatabase } from '#tests/house.ts'
import { type Job, startWorker, tryAgain } from './jobs.ts'
import { openLog } from './log.ts'
import { appear, Busy, countPresent, keepAway } from './presence.ts'

const { db, pool, url } = await freshDatabase()
const log = openLog('silent')

async function aConnection(): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: url })
  client.on('error', () => {})
  await client.connect()
  return client
}

async function aWorker(...jobs: Job[]) {
  const presence = await appear(url, { name: 'worker', log })
  const runner = await startWorker({ db, pool, log, presence, publicUrl: 'http://localhost' }, jobs, [])
  return {
    async stop() {
      await runner.stop()
      await presence.end()
    },
  }
}

const heldBy = async (worker: string, since = '1 minute') => {
  const { rows } = await pool.query(`select (graphile_worker.add_job('wait')).id`)
  await pool.query(
    `update graphile_worker._private_jobs set locked_at = now() - $2::interval, locked_by = $1, attempts = 1 where id = $3`,
    [worker, since, rows[0].id],
  )
  return rows[0].id as string
}
const holderOf = async (id: string) =>
  (await pool.query('select locked_by from graphile_worker.jobs where id = $1', [id])).rows[0]?.locked_by

test('what a killed worker had begun is given back by the next process that starts', async () => {
  const id = await heldBy('pool-killed')
  const presence = await appear(url, { name: 'serve', log })
  expect(await holderOf(id)).toBe(null)
  await presence.end()
})

test('what a worker is working on stays its own, as long as it lives', async () => {
  let begun = 0
  let goOn = () => {}
  const held = new Promise<void>((resolve) => {
    goOn = resolve
  })
  const wait: Job = {
    name: 'wait',
    async work() {
      begun += 1
      await held
    },
  }
  await pool.query('delete from graphile_worker._private_jobs')
  const worker = await aWorker(wait)
  const { rows } = await pool.query(`select (graphile_worker.add_job('wait')).id`)
  await expect.poll(() => holderOf(rows[0].id)).toMatch(/^pool-/)
  await pool.query(`update graphile_worker._private_jobs set locked_at = now() - interval '1 minute'`)
  const other = await appear(url, { name: 'serve', log })
  expect(await holderOf(rows[0].id)).toMatch(/^pool-/)
  expect(await countPresent(db)).toEqual({ processes: 2, workers: 1 })
  goOn()
  await expect.poll(() => holderOf(rows[0].id)).toBe(undefined)
  expect(begun).toBe(1)
  await other.end()
  await worker.stop()
  await expect.poll(() => countPresent(db)).toEqual({ processes: 0, workers: 0 })
})

test('a worker that has only just begun is given the time to say that it is there', async () => {
  const id = await heldBy('pool-new', '1 second')
  const presence = await appear(url, { name: 'serve', log })
  expect(await holderOf(id)).toBe('pool-new')
  await presence.end()
})

test('nobody appears while a database is being filled, and nobody fills one where somebody is', async () => {
  const filling = await aConnection()
  await keepAway(filling)
  await expect(appear(url, { name: 'serve', log })).rejects.toThrow(Busy)
  await filling.end()
  await expect
    .poll(() => appear(url, { name: 'serve', log }).then((presence) => presence.end().then(() => 'let in')))
    .toBe('let in')
  const presence = await appear(url, { name: 'serve', log })
  const other = await aConnection()
  await expect(keepAway(other)).rejects.toThrow(Busy)
  await other.end()
  await presence.end()
})

test('who lost its connection is there again by itself, with its workers', async () => {
  const worker = await aWorker()
  await expect.poll(() => countPresent(db)).toEqual({ processes: 1, workers: 1 })
  await pool.query(
    `select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'rialto worker' and datname = current_database()`,
  )
  await expect.poll(() => countPresent(db)).toEqual({ processes: 1, workers: 1 })
  await sleep(50)
  await worker.stop()
})

test('what has failed for good is tried again when that is asked for', async () => {
  await pool.query('delete from graphile_worker._private_jobs')
  await pool.query(`select graphile_worker.permanently_fail_jobs(array[(graphile_worker.add_job('wait')).id])`)
  await pool.query(`select graphile_worker.add_job('wait', run_at => now() + interval '1 day')`)
  expect(await tryAgain(db)).toBe(1)
  const { rows } = await pool.query('select attempts, run_at <= now() as due from graphile_worker.jobs order by id')
  expect(rows).toEqual([
    { attempts: 0, due: true },
    { attempts: 0, due: false },
  ])
})
