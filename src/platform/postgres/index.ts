import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import {
  chmodSync,
  chownSync,
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import type { Log } from '../log.ts'
import { commandOf, isAlive, isGoneWithin, worksNobodyIn } from '../processes.ts'
import { binary, CannotRun, type Guise, guise } from './binaries.ts'

export { CannotRun } from './binaries.ts'

/** A PostgreSQL of our own, listening on a socket in a folder that only its owner may enter. */
export interface Postgres {
  url: string
  /** The address of another database of the same server. */
  urlOf(database: string): string
  pid(): number
  stop(): Promise<void>
}

const VERSION = '18'
const DATABASE = 'rialto'
/** How PostgreSQL refuses whoever comes while it recovers. */
const STARTING_UP = '57P03'
/** The kernel's limit of a socket's path is 107 bytes; the file's own name takes the rest. */
const LONGEST_SOCKET_FOLDER = 107 - '/.s.PGSQL.5432'.length

/**
 * Starts the embedded PostgreSQL on `<dataFolder>/postgres`, making it first if need be, and keeps it running: a server that dies is
 * started again, and what a killed Rialto left running is stopped first. Throws CannotRun with a sentence where it cannot.
 */
export async function startPostgres({
  dataFolder,
  log,
  tell = () => {},
}: {
  dataFolder: string
  log: Log
  /** Hears which process it is, and null when there is none any more: for whoever outlives this one. */
  tell?: (pid: number | null) => void
}): Promise<Postgres> {
  const who = guise()
  const folder = join(dataFolder, 'postgres')
  mkdirSync(dataFolder, { recursive: true, mode: 0o700 })
  if (!existsSync(join(folder, 'PG_VERSION'))) initialise(folder, who)
  const version = readFileSync(join(folder, 'PG_VERSION'), 'utf8').trim()
  if (version !== VERSION)
    throw new CannotRun(
      `${folder} was written by PostgreSQL ${version}, this Rialto brings ${VERSION}. Back up with the older Rialto and restore here.`,
    )

  const sockets = socketFolder(dataFolder, who)
  const urlOf = (database: string) => addressIn(sockets, database)
  const logFile = logIn(dataFolder)
  await reap(dataFolder)

  let stopping = false
  let restarts = 0
  let child = await launch()
  try {
    await ensureDatabase(urlOf('postgres'))
  } catch (error) {
    await stop(child.pid as number)
    throw explain((error as Error).message, dataFolder)
  }
  watch(child)
  return {
    url: urlOf(DATABASE),
    urlOf,
    pid: () => child.pid as number,
    async stop() {
      stopping = true
      await stop(child.pid as number)
      tell(null)
    },
  }

  async function launch(): Promise<ChildProcess> {
    const args = ['-D', folder, '-k', sockets, '-c', 'listen_addresses=', '-c', 'max_connections=80']
    for (const end = Date.now() + 60_000; ; await sleep(200)) {
      const before = sizeOf(logFile)
      const started = spawnAs(who, binary('postgres'), args, logFile)
      tell(started.pid ?? null)
      if (await isReady(started, urlOf('postgres'))) return started
      const words = saidSince(logFile, before)
      if (started.pid) await stop(started.pid)
      // After a kill of the postmaster alone its children hold the shared memory for a moment longer.
      if (Date.now() > end || !/pre-existing shared memory|lock file .* already exists|is being used/.test(words))
        throw explain(words, dataFolder)
    }
  }

  function watch(running: ChildProcess): void {
    running.once('exit', async (code, signal) => {
      if (stopping) return
      log.error({ part: 'postgres', code, signal }, 'PostgreSQL stopped by itself; starting it again')
      await sleep(Math.min(5_000, 50 * 2 ** restarts++))
      if (stopping) return
      try {
        child = await launch()
        watch(child)
        setTimeout(() => (restarts = 0), 60_000).unref()
      } catch (error) {
        log.fatal({ part: 'postgres', err: error }, 'PostgreSQL cannot be started again')
        process.kill(process.pid, 'SIGTERM')
      }
    })
  }
}

/** The address of the embedded database of a data folder, whoever keeps it running. */
export const embeddedUrl = (dataFolder: string): string => addressIn(socketFolderOf(dataFolder), DATABASE)

const addressIn = (sockets: string, database: string) =>
  `postgresql://${DATABASE}@/${database}?host=${encodeURIComponent(sockets)}`

function initialise(folder: string, who: Guise): void {
  // Made aside and moved: a start that was killed half-way leaves nothing that looks like a database.
  const aside = `${folder}.new`
  rmSync(aside, { recursive: true, force: true })
  mkdirSync(aside, { mode: 0o700 })
  if (who.ids) chownSync(aside, who.ids.uid, who.ids.gid)
  const args = [
    '-D',
    aside,
    '-U',
    DATABASE,
    '--auth=trust',
    '-E',
    'UTF8',
    '--locale-provider=builtin',
    '--builtin-locale=C.UTF-8',
    '--locale=C.UTF-8',
    '--no-instructions',
  ]
  const [command = '', ...rest] = [...who.prefix, binary('initdb'), ...args]
  const made = spawnSync(command, rest, { cwd: '/', ...who.ids, encoding: 'utf8' })
  if (made.status !== 0) throw explain(`${made.stderr}${made.error?.message ?? ''}`, dirname(folder))
  renameSync(aside, folder)
}

function socketFolderOf(dataFolder: string): string {
  const near = join(dataFolder, 'socket')
  const short = join(tmpdir(), `rialto-${createHash('sha256').update(dataFolder).digest('hex').slice(0, 12)}`)
  return Buffer.byteLength(near) <= LONGEST_SOCKET_FOLDER ? near : short
}

function socketFolder(dataFolder: string, who: Guise): string {
  const folder = socketFolderOf(dataFolder)
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  if (who.ids) chownSync(folder, who.ids.uid, who.ids.gid)
  chmodSync(folder, 0o700)
  return folder
}

function spawnAs(who: Guise, program: string, args: string[], logFile: string): ChildProcess {
  const out = openSync(logFile, 'a', 0o600)
  const [command = '', ...rest] = [...who.prefix, program, ...args]
  // A session of its own: the Ctrl-C of a terminal is for Rialto, which stops PostgreSQL after its own last query.
  const child = spawn(command, rest, { cwd: '/', detached: true, stdio: ['ignore', out, out], ...who.ids })
  closeSync(out)
  return child
}

/** Waits until it lets somebody in; false when it ends, or says nothing for a minute. Recovery may last, and says so. */
async function isReady(child: ChildProcess, url: string): Promise<boolean> {
  let ended = false
  child.once('exit', () => (ended = true))
  child.once('error', () => (ended = true))
  for (let heard = Date.now(); !ended && Date.now() < heard + 60_000; await sleep(15)) {
    const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 2_000 })
    client.on('error', () => {})
    try {
      await client.connect()
      return true
    } catch (error) {
      if ((error as { code?: string }).code === STARTING_UP) heard = Date.now()
    } finally {
      await client.end().catch(() => {})
    }
  }
  return false
}

async function ensureDatabase(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    const { rowCount } = await client.query('select from pg_database where datname = $1', [DATABASE])
    if (rowCount === 0) await client.query(`create database ${DATABASE}`)
  } finally {
    await client.end()
  }
}

/** The postmaster that runs on a data folder, whoever started it: its number, after making sure that it still is one. */
export function findPostmaster(dataFolder: string): number | null {
  const folder = join(dataFolder, 'postgres')
  const pid = readPostmaster(folder)
  if (!pid || !isAlive(pid)) return null
  const command = commandOf(pid)
  return command.includes('postgres') && command.includes(folder) ? pid : null
}

const pidFile = (folder: string) => join(folder, 'postmaster.pid')
function readPostmaster(folder: string): number | null {
  if (!existsSync(pidFile(folder))) return null
  const pid = Number(readFileSync(pidFile(folder), 'utf8').split('\n')[0])
  return Number.isInteger(pid) && pid > 1 ? pid : null
}

/** Stops what a killed Rialto has left running. */
async function reap(dataFolder: string): Promise<void> {
  const pid = findPostmaster(dataFolder)
  if (pid) return stop(pid)
  // PostgreSQL takes whoever has the number of its last postmaster for one, and would not start; containers hand numbers out again
  // soon. The file also guards against children that outlive their postmaster, so it goes only where none works in the folder.
  const folder = join(dataFolder, 'postgres')
  const number = readPostmaster(folder)
  if (number && isAlive(number) && worksNobodyIn(folder)) rmSync(pidFile(folder))
}

/** Fast, then immediate, then by force: a fast stop lets what is committed be on disk. */
async function stop(pid: number): Promise<void> {
  for (const [signal, patience] of [
    ['SIGINT', 15_000],
    ['SIGQUIT', 5_000],
    ['SIGKILL', 5_000],
  ] as const) {
    try {
      process.kill(pid, signal)
    } catch {
      return
    }
    if (await isGoneWithin(pid, patience)) return
  }
}

/** What PostgreSQL says goes beside the data; past a size the file of before makes room. */
function logIn(dataFolder: string): string {
  const file = join(dataFolder, 'postgres.log')
  if (sizeOf(file) > 10 * 1024 * 1024) renameSync(file, `${file}.old`)
  return file
}

const sizeOf = (file: string) => (existsSync(file) ? statSync(file).size : 0)
const saidSince = (file: string, size: number) =>
  existsSync(file) ? readFileSync(file).subarray(size).toString().slice(-4000) : ''

/** What PostgreSQL says, turned into what to do. */
function explain(words: string, dataFolder: string): CannotRun {
  if (/No space left/.test(words))
    return new CannotRun(`The disk that holds ${dataFolder} is full. Make room there and start again; nothing is lost.`)
  if (/Permission denied|could not access directory/.test(words))
    return new CannotRun(
      `PostgreSQL may not enter ${dataFolder}. Set RIALTO_DATA to a folder that an unprivileged user can reach, or give this one to the user who starts Rialto.`,
    )
  if (/wrong ownership|must be owned/.test(words))
    return new CannotRun(
      `The database in ${dataFolder} belongs to another user. Start Rialto as that user, or set RIALTO_DATA.`,
    )
  const last = words.trim().split('\n').slice(-3).join(' ')
  return new CannotRun(`PostgreSQL did not start on ${dataFolder}: ${last}`)
}
