import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { mkdir, rename, stat, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { Readable } from 'node:stream'
import { newId } from './database.ts'

/** A file kept under its own digest: the same bytes once, and no name from outside ever becomes a path. */
export interface Files {
  keep(bytes: Uint8Array): Promise<{ digest: string; size: number }>
  open(digest: string): Promise<{ stream: ReadableStream; size: number } | null>
}

const DIGEST = /^[0-9a-f]{64}$/

/** The files of an installation, in its data folder, outside anything the web serves by path. */
export function openFiles(dataFolder: string): Files {
  const pathOf = (digest: string) => join(dataFolder, 'files', digest.slice(0, 2), digest)
  return {
    async keep(bytes) {
      const digest = createHash('sha256').update(bytes).digest('hex')
      const path = pathOf(digest)
      await mkdir(dirname(path), { recursive: true, mode: 0o700 })
      // Written aside and moved: a killed server leaves no half file under a digest.
      const aside = `${path}.${newId()}`
      await writeFile(aside, bytes, { mode: 0o600, flush: true })
      await rename(aside, path)
      return { digest, size: bytes.byteLength }
    },
    async open(digest) {
      if (!DIGEST.test(digest)) return null
      const path = pathOf(digest)
      const found = await stat(path).catch(() => null)
      return found ? { stream: Readable.toWeb(createReadStream(path)) as ReadableStream, size: found.size } : null
    },
  }
}
