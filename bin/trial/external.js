// A PostgreSQL as somebody else would run it: another version, TCP, a password, no superuser for us.
import { spawn, spawnSync } from 'node:child_process'
import { existsSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { as, folder, freePort } from './ground.js'

/** The programs of a PostgreSQL of this machine's own, if it has one. */
export function findPrograms() {
  const homes = '/usr/lib/postgresql'
  const versions = existsSync(homes) ? readdirSync(homes).sort((a, b) => Number(a) - Number(b)) : []
  const found = versions.find((version) => Number(version) >= 15 && existsSync(join(homes, version, 'bin', 'initdb')))
  return found ? join(homes, found, 'bin') : null
}

export async function startExternal(programs, who) {
  const data = folder('external-postgres', who, 0o700)
  const password = join(data, '..', 'external-password')
  writeFileSync(password, 'of the owner', { mode: 0o644 })
  const asUser = (command, options) => {
    const [program, ...args] = as(who, command)
    return spawnSync(program, args, { encoding: 'utf8', cwd: '/', ...options })
  }
  const made = asUser([
    join(programs, 'initdb'),
    '-D',
    data,
    '-U',
    'owner',
    `--pwfile=${password}`,
    '-A',
    'scram-sha-256',
    '-E',
    'UTF8',
    '--locale=C.UTF-8',
  ])
  if (made.status !== 0) throw new Error(made.stderr)
  const port = await freePort()
  const [program, ...args] = as(who, [
    join(programs, 'postgres'),
    '-D',
    data,
    '-p',
    String(port),
    '-k',
    '',
    '-c',
    'listen_addresses=127.0.0.1',
  ])
  let child = null
  const psql = (statement, database = 'postgres') =>
    spawnSync('psql', [`postgresql://owner:of%20the%20owner@127.0.0.1:${port}/${database}`, '-AtXc', statement], {
      encoding: 'utf8',
    })
  const up = async () => {
    child = spawn(program, args, { cwd: '/', stdio: 'ignore', detached: true })
    for (let tries = 0; psql('select 1').status !== 0; tries++) {
      if (tries > 200) throw new Error('the external PostgreSQL did not start')
      await sleep(50)
    }
  }
  const down = async () => {
    const ended = new Promise((resolve) => child.once('exit', resolve))
    process.kill(child.pid, 'SIGINT')
    await ended
  }
  await up()
  psql("create role fair login password 'a-secret'")
  return {
    /** An empty database of an ordinary role's own. */
    async database(name) {
      const made = psql(`create database ${name} owner fair`)
      if (made.status !== 0) throw new Error(made.stderr)
      const version = psql('show server_version').stdout.trim()
      return { url: `postgresql://fair:a-secret@127.0.0.1:${port}/${name}`, version }
    },
    async restart() {
      await down()
      await sleep(500)
      await up()
    },
    stop: down,
  }
}
