import { statSync } from 'node:fs'
import { resolve } from 'node:path'
import { system } from '#kernel/actor.ts'
import { readBackup, restoreBackup, type Taken, takeBackup, type Verified } from '#platform/backup/index.ts'
import { recordBackup } from '#platform/backup/last.ts'
import { transact } from '#platform/database.ts'
import { wanted } from '../ending.ts'
import type { Installation } from '../installation.ts'

const pathOf = (file: string) => (file === '-' ? file : resolve(file))

/** `rialto backup FILE`: everything in one file, while the server runs; `-` is standard output. Says what was written. */
export async function backup(
  { database, databaseUrl, config }: Installation,
  { file, force }: { file: string; force: boolean },
): Promise<string> {
  const begun = Date.now()
  const taken = await takeBackup({
    path: pathOf(file),
    force,
    databaseUrl,
    dataFolder: config.dataFolder,
    now: new Date(),
    signal: wanted,
  })
  await transact(database.db, (tx) => recordBackup(tx, { digest: taken.digest, by: system('backup') }))
  return [
    `Backed up ${contentsOf(taken)} in ${seconds(Date.now() - begun)}.`,
    ...damagedIn(taken),
    file === '-' ? `sha256 ${taken.digest}` : `${pathOf(file)}  ${sizeOf(pathOf(file))}`,
    'It holds keys, sessions and personal data: keep it as you keep the installation itself.',
    '',
  ].join('\n')
}

/** `rialto backup --verify FILE`: reads every byte of a backup, without an installation. */
export async function verify(file: string): Promise<string> {
  const verified = await readBackup(pathOf(file))
  const { header, digest } = verified
  return [
    `Whole: ${pathOf(file)}, taken ${header.takenAt} by Rialto ${header.rialto} on PostgreSQL ${header.postgres}.`,
    `It holds ${contentsOf(verified)}, after ${header.migrations.length} migrations.`,
    ...damagedIn(verified),
    `sha256 ${digest}`,
    '',
  ].join('\n')
}

/** `rialto restore FILE`: fills an empty installation. */
export async function restore({ databaseUrl, config }: Installation, { file }: { file: string }): Promise<string> {
  const begun = Date.now()
  const restored = await restoreBackup({
    path: pathOf(file),
    databaseUrl,
    dataFolder: config.dataFolder,
    signal: wanted,
  })
  return [
    `Restored ${contentsOf(restored)} as of ${restored.header.takenAt} in ${seconds(Date.now() - begun)}.`,
    ...damagedIn(restored),
    'Letters that left after the backup was taken may leave again. Who asked to be erased after it must be erased again.',
    '',
  ].join('\n')
}

const seconds = (ms: number) => `${(ms / 1000).toFixed(1)} s`
const number = (value: number) => value.toLocaleString('en')
const sizeOf = (path: string) => `${number(Math.ceil(statSync(path).size / 1024))} kB`

function contentsOf({ summary }: Taken | Verified): string {
  const tables = Object.values(summary.rows)
  const rows = tables.reduce((sum, count) => sum + count, 0)
  return `${number(rows)} rows of ${tables.length} tables, ${number(summary.jobs)} jobs and ${number(summary.files)} files`
}

const damagedIn = ({ summary }: Taken | Verified): string[] =>
  summary.damagedFiles.length === 0
    ? []
    : [`Files that the disk had damaged before they were copied: ${summary.damagedFiles.join(', ')}.`]
