import { accessSync, constants, existsSync, readdirSync, statSync } from 'node:fs'
import { statfs } from 'node:fs/promises'
import { dirname } from 'node:path'
import { Settings } from '#platform/config.ts'
import { findKeys, keyFile, keysFolder } from '#platform/keys.ts'
import { findPostmaster } from '#platform/postgres/index.ts'
import { broken, type Check, type Finding, look, ok, type Patient } from './finding.ts'

const NEEDED = 26
const MIB = 1024 * 1024

/** What stands around the database: runtime, settings, folder, keys, disk, the server itself. */
export const machine: readonly Check[] = [
  { name: 'Node', examine: () => verdictOnNode(process.version) },
  {
    name: 'Settings',
    examine({ environment }) {
      const known = Object.keys(Settings.shape)
      const strange = Object.keys(environment).filter((name) => name.startsWith('RIALTO_') && !known.includes(name))
      return strange.length === 0
        ? ok('Settings', 'all understood')
        : look('Settings', `${strange.join(', ')} means nothing to Rialto.`, `Rialto reads ${known.join(', ')}.`)
    },
  },
  { name: 'Data folder', examine: examineFolder },
  { name: 'Keys', examine: ({ config }) => examineKeys(config.dataFolder) },
  { name: 'Disk', examine: ({ config }) => examineDisk(config.dataFolder) },
  { name: 'Server', examine: examineServer },
]

export function verdictOnNode(version: string): Finding {
  return Number(version.slice(1).split('.')[0]) >= NEEDED
    ? ok('Node', version)
    : broken(
        'Node',
        `${version}; Rialto needs ${NEEDED}.`,
        'Start it by npm start or npx rialto, which bring their own.',
      )
}

function examineFolder({ config }: Patient): Finding {
  const { dataFolder } = config
  const check = 'Data folder'
  const found = statSync(dataFolder, { throwIfNoEntry: false })
  if (!found)
    return look(
      check,
      `${dataFolder} does not exist yet.`,
      'The first start makes it. If there should be one, set RIALTO_DATA.',
    )
  if (!found.isDirectory()) return broken(check, `${dataFolder} is not a folder.`, 'Set RIALTO_DATA to a folder.')
  if (process.getuid && found.uid !== process.getuid())
    return look(check, `${dataFolder} belongs to user ${found.uid}.`, 'Run Rialto and its commands as that user.')
  try {
    accessSync(dataFolder, constants.R_OK | constants.W_OK | constants.X_OK)
  } catch {
    return broken(check, `${dataFolder} may not be written.`, `chmod 700 ${dataFolder}`)
  }
  if ((found.mode & 0o077) !== 0)
    return look(check, `Others on this machine may look into ${dataFolder}.`, `chmod 700 ${dataFolder}`)
  return ok(check, `${dataFolder}, for its owner alone`)
}

function examineKeys(dataFolder: string): Finding {
  const check = 'Keys'
  if (!existsSync(keysFolder(dataFolder)) || readdirSync(keysFolder(dataFolder)).length === 0)
    return look(
      check,
      'There are none yet.',
      'The first start makes them. If there should be some, set RIALTO_DATA or restore a backup.',
    )
  try {
    const keys = findKeys(dataFolder)
    if (!keys)
      return broken(
        check,
        `Some are missing from ${keysFolder(dataFolder)}.`,
        'Restore them from a backup: keys/ in the file.',
      )
    const open = Object.keys(keys)
      .map((purpose) => keyFile(dataFolder, purpose))
      .filter((file) => (statSync(file).mode & 0o077) !== 0)
    if (open.length > 0)
      return broken(check, `Others on this machine may read ${open.join(', ')}.`, `chmod 600 ${open.join(' ')}`)
    return ok(check, 'there, and for their owner alone')
  } catch (error) {
    return broken(check, (error as Error).message, 'Restore it from a backup: keys/ in the file.')
  }
}

async function examineDisk(dataFolder: string): Promise<Finding> {
  let folder = dataFolder
  while (!existsSync(folder)) folder = dirname(folder)
  const { bavail, bsize, blocks } = await statfs(folder)
  return verdictOnDisk({ free: bavail * bsize, size: blocks * bsize, folder })
}

export function verdictOnDisk({ free, size, folder }: { free: number; size: number; folder: string }): Finding {
  const inMiB = (bytes: number) => Math.round(bytes / MIB).toLocaleString('en')
  const words = `${inMiB(free)} MiB free of ${inMiB(size)}`
  const remedy = `Make room on the disk of ${folder}; a full one stops every write.`
  if (free < 200 * MIB) return broken('Disk', words, remedy)
  return free < 1024 * MIB || free / size < 0.05 ? look('Disk', words, remedy) : ok('Disk', words)
}

async function examineServer({ config, holder }: Patient): Promise<Finding> {
  const check = 'Server'
  const postmaster = holder ? null : findPostmaster(config.dataFolder)
  if (postmaster)
    return look(
      check,
      `It does not run, but its PostgreSQL still does (process ${postmaster}).`,
      'The next start stops it and starts its own.',
    )
  const address = holder?.address ?? (config.databaseUrl ? `http://localhost:${config.port}` : null)
  if (!address)
    return holder
      ? look(check, `Process ${holder.pid} is starting.`, 'Look again in a minute.')
      : ok(check, 'does not run now')
  const local = new URL(address)
  const answer = await fetch(new URL('/health/ready', local), { signal: AbortSignal.timeout(5_000) }).catch(() => null)
  if (answer?.status === 200) return ok(check, `answers at ${address}`)
  if (!holder) return ok(check, `does not run on this machine (nothing answers at ${address})`)
  return broken(
    check,
    answer
      ? `It runs (process ${holder.pid}) but is not ready.`
      : `It runs (process ${holder.pid}) but does not answer at ${address}.`,
    'Its log says why. Stop it with Ctrl-C or SIGTERM, and start it again.',
  )
}
