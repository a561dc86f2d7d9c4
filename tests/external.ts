import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { chownSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { afterAll } from 'vitest'
import { binary, guise } from '#platform/postgres/binaries.ts'

/** A PostgreSQL as somebody else runs it: over TCP, with a password, and an ordinary role for us that owns its databases. */
export interface External {
  /** A new empty database; its address signs in as its owner, who is no superuser. */
  database(name: string): Promise<string>
  stop(): Promise<void>
}

const who = guise()
const start = (program: 'initdb' | 'postgres', args: string[]): [string, string[]] => {
  const [command = '', ...rest] = [...who.prefix, binary(program), ...args]
  return [command, rest]
}

export async function anExternalServer(): Promise<External> {
  const folder = mkdtempSync(join(tmpdir(), 'rialto-external-'))
  const data = join(folder, 'data')
  mkdirSync(data, { mode: 0o700 })
  writeFileSync(join(folder, 'password'), 'of the superuser')
  if (who.ids) for (const path of [folder, data]) chownSync(path, who.ids.uid, who.ids.gid)
  const locale = ['--locale-provider=builtin', '--builtin-locale=C.UTF-8', '--locale=C.UTF-8', '-E', 'UTF8']
  const pwfile = `--pwfile=${join(folder, 'password')}`
  const [initdb, made] = start('initdb', ['-D', data, '-U', 'super', '-A', 'scram-sha-256', pwfile, ...locale])
  const done = spawnSync(initdb, made, { cwd: '/', encoding: 'utf8', ...who.ids })
  if (done.status !== 0) throw new Error(done.stderr)
  const port = await freePort()
  const settings = ['-c', 'listen_addresses=127.0.0.1', '-c', 'fsync=off', '-c', 'max_connections=40']
  const [postgres, args] = start('postgres', ['-D', data, '-k', '', '-p', String(port), ...settings])
  const child: ChildProcess = spawn(postgres, args, { cwd: '/', stdio: 'ignore', ...who.ids })
  const url = (role: string, password: string, database: string) =>
    `postgresql://${role}:${encodeURIComponent(password)}@127.0.0.1:${port}/${database}`
  const admin = await connect(url('super', 'of the superuser', 'postgres'))
  await admin.query(`create role fair login password 'of the fair'`)
  const stop = async () => {
    await admin.end().catch(() => {})
    const ended = new Promise((resolve) => child.once('exit', resolve))
    if (child.exitCode === null && child.signalCode === null) {
      child.kill('SIGINT')
      await ended
    }
    rmSync(folder, { recursive: true, force: true })
  }
  afterAll(stop)
  return {
    stop,
    async database(name) {
      await admin.query(`create database ${name} owner fair`)
      return url('fair', 'of the fair', name)
    },
  }
}

async function connect(url: string): Promise<pg.Client> {
  for (let tries = 0; ; tries++) {
    const client = new pg.Client({ connectionString: url })
    client.on('error', () => {})
    try {
      await client.connect()
      return client
    } catch (error) {
      await client.end().catch(() => {})
      if (tries > 200) throw error
      await sleep(25)
    }
  }
}

const freePort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const server = createServer()
    server.once('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0))
    })
  })
