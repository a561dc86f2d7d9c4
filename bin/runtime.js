// Finds the Node that Rialto runs under: the one pinned through npm, whatever the machine's own is.
import { existsSync } from 'node:fs'
import { join } from 'node:path'

const NEEDED = 26

/** The path of the pinned Node; else of the machine's own where it is new enough; else a sentence and the end. */
export function runtime(root) {
  const platform = process.platform === 'win32' ? 'win' : process.platform
  const binary = process.platform === 'win32' ? 'node.exe' : 'node'
  const pinned = join(root, 'node_modules', `node-${platform}-${process.arch}`, 'bin', binary)
  if (existsSync(pinned)) return pinned
  if (Number(process.versions.node.split('.')[0]) >= NEEDED) return process.execPath
  process.stderr.write(
    `rialto: no Node ${NEEDED} comes through npm for ${process.platform}-${process.arch}, and this machine's is ${process.version}. ` +
      `Install Node ${NEEDED} or newer and start again.\n`,
  )
  process.exit(1)
}
