import {
  existsSync,
  linkSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmdirSync,
  rmSync,
  statSync,
  unlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { hostname } from 'node:os'
import { join } from 'node:path'
import { bornAt, isAlive } from './processes.ts'

/** Somebody else uses the data folder; one sentence for the person who starts a second server. */
export class InUse extends Error {}

/** The data folder cannot be used as it is; one sentence for the person who starts the server. */
export class UnusableFolder extends Error {}

export interface Holder {
  pid: number
  born: string | null
  /** The machine or container: a number names a process of one of them only. */
  host: string
  address: string | null
}

/** The data folder of an installation, held by one server at a time. */
export interface DataFolder {
  path: string
  /** Tells a second start where this one can be reached. */
  announce(address: string): void
  release(): void
}

const LOCK = 'rialto.lock'
/** A holder touches its lock so often; of one on another machine that is all we can see. */
const TOUCHED_EVERY = 10_000
const SILENT_AFTER = 40_000

/** Takes the data folder, or says who has it. What a killed server left behind is taken over. */
export function takeDataFolder(path: string): DataFolder {
  return inWords(path, () => {
    refuseOthers(path)
    mkdirSync(path, { recursive: true, mode: 0o700 })
    const lock = join(path, LOCK)
    const own: Holder = { pid: process.pid, born: bornAt(process.pid), host: hostname(), address: null }
    const write = (holder: Holder, put: (aside: string, lock: string) => void) => {
      const aside = `${lock}.${process.pid}`
      writeFileSync(aside, JSON.stringify(holder), { mode: 0o600 })
      try {
        put(aside, lock)
      } finally {
        rmSync(aside, { force: true })
      }
    }
    // A link appears whole or not at all, and never over another.
    for (let tries = 0; !take(() => write(own, linkSync)); tries++) makeWay(path, tries)
    const touching = setInterval(() => touch(lock), TOUCHED_EVERY)
    touching.unref()
    return {
      path,
      announce: (address) => write({ ...own, address }, renameSync),
      release() {
        clearInterval(touching)
        if (readHolder(lock)?.pid === process.pid) unlinkSync(lock)
      },
    }
  })
}

/** The server that holds a data folder now, for commands that only ask. */
export function findHolder(path: string): Holder | null {
  const holder = readHolder(join(path, LOCK))
  return holder && runs(holder, join(path, LOCK)) ? holder : null
}

function take(link: () => void): boolean {
  try {
    link()
    return true
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false
    throw error
  }
}

/** Removes the lock of a holder that is gone. One at a time: a second one would remove what the first has just put there. */
function makeWay(path: string, tries: number): void {
  const lock = join(path, LOCK)
  const turn = `${lock}.turn`
  if (!take(() => mkdirSync(turn, { mode: 0o700 }))) {
    if (tries > 200) rmSync(turn, { recursive: true, force: true })
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 20)
    return
  }
  try {
    const holder = readHolder(lock)
    if (holder && runs(holder, lock)) throw new InUse(whoHas(path, holder))
    rmSync(lock, { force: true })
  } finally {
    rmdirSync(turn)
  }
}

function whoHas(path: string, { pid, host, address }: Holder): string {
  const who = `process ${pid}${host === hostname() ? '' : ` on ${host}`}${address ? `, ${address}` : ''}`
  return `Rialto already runs on the data in ${path} (${who}). Stop it first, or set RIALTO_DATA to another folder.`
}

function runs(holder: Holder, lock: string): boolean {
  if (holder.host !== hostname())
    return Date.now() - (statSync(lock, { throwIfNoEntry: false })?.mtimeMs ?? 0) < SILENT_AFTER
  return isAlive(holder.pid) && (holder.born === null || bornAt(holder.pid) === holder.born)
}

function readHolder(lock: string): Holder | null {
  try {
    return JSON.parse(readFileSync(lock, 'utf8')) as Holder
  } catch {
    return null
  }
}

function touch(lock: string): void {
  try {
    utimesSync(lock, new Date(), new Date())
  } catch {
    // The folder is gone or the disk is read-only: what works on it says so.
  }
}

/** Root may enter everywhere; what root left in another's folder would shut its owner out. */
function refuseOthers(path: string): void {
  const user = process.getuid?.()
  if (user !== 0 || !existsSync(path) || readdirSync(path).length === 0) return
  const owner = statSync(path).uid
  if (owner !== user)
    throw new UnusableFolder(
      `The data in ${path} belongs to user ${owner}, and you are root. Start Rialto as that user, or set RIALTO_DATA to another folder.`,
    )
}

/** Does work in a folder; what the file system refuses becomes a sentence with what to do. */
export function inWords<Result>(path: string, work: () => Result): Result {
  try {
    return work()
  } catch (error) {
    throw whyUnusable(path, error)
  }
}

/** The same of work that takes its time. */
export function whyUnusable(path: string, error: unknown): unknown {
  const { code } = error as NodeJS.ErrnoException
  if (code === 'EACCES' || code === 'EPERM')
    return new UnusableFolder(
      `User ${process.getuid?.() ?? 'running this'} may not write in ${path}. Set RIALTO_DATA to a folder that is yours, or give this one to the user who starts Rialto.`,
    )
  if (code === 'EROFS')
    return new UnusableFolder(`${path} is read-only. Set RIALTO_DATA to a folder that can be written.`)
  if (code === 'ENOSPC' || code === 'EDQUOT')
    return new UnusableFolder(`The disk that holds ${path} is full. Make room there and start again; nothing is lost.`)
  if (code === 'ENOTDIR' || code === 'EEXIST')
    return new UnusableFolder(`${path} is not a folder. Set RIALTO_DATA to one.`)
  return error
}
