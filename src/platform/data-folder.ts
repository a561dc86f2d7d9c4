import { randomBytes } from 'node:crypto'
import {
  chmodSync,
  closeSync,
  existsSync,
  fsyncSync,
  linkSync,
  mkdirSync,
  openSync,
  readFileSync,
  rmSync,
  statSync,
  unlinkSync,
  writeFileSync,
  writeSync,
} from 'node:fs'
import { join } from 'node:path'
import { bornAt, isAlive } from './processes.ts'

/** Somebody else uses the data folder; one sentence for the person who starts a second server. */
export class InUse extends Error {}

interface Holder {
  pid: number
  born: string | null
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

/** Takes the data folder, or says who has it. What a killed server left behind is taken over. */
export function takeDataFolder(path: string): DataFolder {
  mkdirSync(path, { recursive: true, mode: 0o700 })
  const lock = join(path, LOCK)
  const own: Holder = { pid: process.pid, born: bornAt(process.pid), address: null }
  const aside = `${lock}.${process.pid}`
  writeFileSync(aside, JSON.stringify(own), { mode: 0o600 })
  try {
    for (let tries = 0; ; tries++) {
      try {
        // A link appears whole or not at all, and never over another.
        linkSync(aside, lock)
        break
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== 'EEXIST' || tries > 5) throw error
        const holder = readHolder(lock)
        if (holder && isAlive(holder.pid) && (holder.born === null || bornAt(holder.pid) === holder.born))
          throw new InUse(
            `Rialto already runs on the data in ${path} (process ${holder.pid}${holder.address ? `, ${holder.address}` : ''}). ` +
              'Stop it first, or set RIALTO_DATA to another folder.',
          )
        rmSync(lock, { force: true })
      }
    }
  } finally {
    rmSync(aside, { force: true })
  }
  return {
    path,
    announce: (address) => writeFileSync(lock, JSON.stringify({ ...own, address })),
    release: () => {
      if (readHolder(lock)?.pid === process.pid) unlinkSync(lock)
    },
  }
}

/** The address of the server that holds a data folder now, for commands that only ask. */
export function findHolder(path: string): Holder | null {
  const holder = readHolder(join(path, LOCK))
  return holder && isAlive(holder.pid) && (holder.born === null || bornAt(holder.pid) === holder.born) ? holder : null
}

function readHolder(lock: string): Holder | null {
  try {
    return JSON.parse(readFileSync(lock, 'utf8')) as Holder
  } catch {
    return null
  }
}

const PURPOSES = ['session', 'identity'] as const
export type Keys = Record<(typeof PURPOSES)[number], Buffer>

/** The secrets of an installation, 32 random bytes each: made once, readable by the owner alone, never overwritten. */
export function keysOf(dataFolder: string): Keys {
  const folder = join(dataFolder, 'keys')
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  return Object.fromEntries(PURPOSES.map((purpose) => [purpose, keyIn(join(folder, `${purpose}.key`))])) as Keys
}

function keyIn(path: string): Buffer {
  if (!existsSync(path)) {
    const aside = `${path}.${process.pid}`
    const file = openSync(aside, 'w', 0o600)
    writeSync(file, `${randomBytes(32).toString('base64')}\n`)
    fsyncSync(file)
    closeSync(file)
    try {
      linkSync(aside, path)
    } catch (error) {
      // Another start made it first; its key is the key.
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
    } finally {
      rmSync(aside, { force: true })
    }
  }
  // A key that others may read is no secret any more from now on, at least.
  if ((statSync(path).mode & 0o077) !== 0) chmodSync(path, 0o600)
  const key = Buffer.from(readFileSync(path, 'utf8'), 'base64')
  if (key.length !== 32) throw new Error(`The key in ${path} is damaged: restore it from a backup.`)
  return key
}
