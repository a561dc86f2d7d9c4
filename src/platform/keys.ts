import { createHash, randomBytes } from 'node:crypto'
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
  writeSync,
} from 'node:fs'
import { join } from 'node:path'
import type { ColumnType, Generated } from 'kysely'
import { system } from '#kernel/actor.ts'
import { inWords, UnusableFolder } from './data-folder.ts'
import { type Db, transact } from './database.ts'
import { record } from './journal.ts'

declare module './database.ts' {
  interface Tables {
    'platform.installation': {
      one: Generated<boolean>
      keys: ColumnType<Fingerprints, string, string>
      madeAt: Generated<Date>
    }
  }
}
declare module './journal.ts' {
  interface Facts {
    'installation.keys-replaced': { keys: Fingerprints }
  }
}

const PURPOSES = ['session', 'identity'] as const
type Purpose = (typeof PURPOSES)[number]
export type Keys = Record<Purpose, Buffer>
/** What a key can be recognised by and not guessed from. */
export type Fingerprints = Partial<Record<Purpose, string>>

/** The keys in the data folder are not those that the database was written with; a sentence with what to do. */
export class WrongKeys extends Error {}

export const keysFolder = (dataFolder: string): string => join(dataFolder, 'keys')
export const keyFile = (dataFolder: string, purpose: string): string => join(keysFolder(dataFolder), `${purpose}.key`)

/** The secrets of an installation, 32 random bytes each: made once, readable by the owner alone, never overwritten. */
export function keysOf(dataFolder: string): Keys {
  return inWords(dataFolder, () => {
    mkdirSync(keysFolder(dataFolder), { recursive: true, mode: 0o700 })
    return keysFrom((purpose) => {
      const path = keyFile(dataFolder, purpose)
      if (!existsSync(path)) putKey(path, `${randomBytes(32).toString('base64')}\n`)
      // A key that others may read is no secret any more from now on, at least.
      if ((statSync(path).mode & 0o077) !== 0) chmodSync(path, 0o600)
      return path
    })
  })
}

/** The same for commands that only read: null where there are none yet. */
export function findKeys(dataFolder: string): Keys | null {
  if (PURPOSES.some((purpose) => !existsSync(keyFile(dataFolder, purpose)))) return null
  return keysFrom((purpose) => keyFile(dataFolder, purpose))
}

const keysFrom = (path: (purpose: Purpose) => string) =>
  Object.fromEntries(PURPOSES.map((purpose) => [purpose, read(path(purpose))])) as Keys

function read(path: string): Buffer {
  const key = Buffer.from(readFileSync(path, 'utf8'), 'base64')
  if (key.length !== 32) throw new UnusableFolder(`The key in ${path} is damaged: restore it from a backup.`)
  return key
}

/** Writes a key where there is none, whole or not at all; false where another start made one first, which then is the key. */
export function putKey(path: string, text: string): boolean {
  const aside = `${path}.${process.pid}`
  const file = openSync(aside, 'w', 0o600)
  try {
    writeSync(file, text)
    fsyncSync(file)
    linkSync(aside, path)
    return true
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false
    throw error
  } finally {
    closeSync(file)
    rmSync(aside, { force: true })
  }
}

export const fingerprintsOf = (keys: Keys): Fingerprints =>
  Object.fromEntries(
    PURPOSES.map((purpose) => [
      purpose,
      createHash('sha256').update(purpose).update(keys[purpose]).digest('hex').slice(0, 16),
    ]),
  )

/** The purposes whose key is another than the database knows. */
export function strangeKeys(known: Fingerprints, keys: Keys): string[] {
  const own = fingerprintsOf(keys)
  return PURPOSES.filter((purpose) => known[purpose] !== undefined && known[purpose] !== own[purpose])
}

/**
 * Tie the database to the keys it is written with: with others nobody would be signed in, second factors would fail and encrypted
 * identities could not be read, so a node with another data folder must not serve.
 * Who: every start. Holds: one installation per database. Follows: `installation.keys-replaced` where that was asked for.
 */
export async function insistOnKeys(db: Db, keys: Keys, { replace = false }: { replace?: boolean } = {}): Promise<void> {
  await transact(db, async (tx) => {
    const own = fingerprintsOf(keys)
    const written = { keys: JSON.stringify(own) }
    await tx
      .insertInto('platform.installation')
      .values(written)
      .onConflict((conflict) => conflict.doNothing())
      .execute()
    const { keys: known } = await tx
      .selectFrom('platform.installation')
      .select('keys')
      .forUpdate()
      .executeTakeFirstOrThrow()
    const strange = strangeKeys(known, keys)
    if (strange.length > 0 && !replace)
      throw new WrongKeys(
        `The database was written with other keys than those in this data folder (${strange.join(', ')}). ` +
          'Set RIALTO_DATA to the folder with its keys, or restore them from a backup; see docs/running.md.',
      )
    if (strange.length === 0 && Object.keys(known).length === PURPOSES.length) return
    await tx.updateTable('platform.installation').set(written).execute()
    if (strange.length > 0)
      await record(tx, {
        what: 'installation.keys-replaced',
        about: 'installation',
        by: system('migrate'),
        details: { keys: own },
      })
  })
}
