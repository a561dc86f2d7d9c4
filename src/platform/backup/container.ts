import { createHash, randomBytes } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { link, open, rename, rm, stat } from 'node:fs/promises'
import { dirname } from 'node:path'
import type { Writable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createGunzip } from 'node:zlib'
import { extract, type Header, pack } from 'tar-stream'
import { emptyMember, openMember } from './gzip.ts'

/** The file cannot be used: cut short, altered, or no backup at all; one sentence. */
export class Damaged extends Error {}

/** The file cannot be written where it was asked for; one sentence. */
export class CannotWrite extends Error {}

/** Everything in a backup stands in this folder, so that unpacking it by hand spills nothing. */
const FOLDER = 'rialto-backup/'
const DIGESTS = 'SHA256SUMS'

/** A backup being written: parts one after the other, then closed or abandoned. */
export interface Writing {
  add(name: string, bytes: Uint8Array): Promise<void>
  /** Adds what streams, without holding it; gives its digest. */
  stream(name: string, size: number, bytes: AsyncIterable<Uint8Array>): Promise<string>
  /** From here on bytes are stored as they are: pictures and documents are compressed already. */
  stopCompressing(): void
  /** Finishes the file and puts it under its name; gives its digest. */
  close(): Promise<string>
  /** Leaves nothing behind. */
  abandon(): Promise<void>
}

/**
 * Opens a backup for writing: a tar file in gzip that common tools can look into, with a list of digests (`sha256sum -c`), and behind
 * it a seal over every byte. It appears under its name when it is whole. `-` writes to standard output.
 */
export async function openForWriting(path: string, { force = false }: { force?: boolean } = {}): Promise<Writing> {
  const aside = `${path}.${randomBytes(6).toString('hex')}.partial`
  if (path !== '-') await refuseTaken(path, force)
  const tar = pack()
  const whole = createHash('sha256')
  const member = openMember((chunk) => whole.update(chunk))
  // For its owner alone: it holds keys, sessions, people.
  const out: Writable = path === '-' ? process.stdout : (await open(aside, 'wx', 0o600)).createWriteStream()
  const { counting, deflating, framing } = member
  const written = pipeline(tar, counting, deflating, framing, out, { end: path !== '-' })
  const failed = written.then<never>(() => new Promise(() => {}))
  failed.catch(() => {})
  const lines: string[] = []
  const begin = async (header: Partial<Header> & { name: string }) => {
    try {
      return tar.entry(header)
    } catch (error) {
      // A full disk ends all of these streams: why they ended is what counts.
      await written
      throw error
    }
  }

  const writing: Writing = {
    async add(name, bytes) {
      await writing.stream(name, bytes.byteLength, one(bytes))
    },
    async stream(name, size, bytes) {
      const digest = createHash('sha256')
      const entry = await begin({ name: FOLDER + name, size, mode: 0o600, mtime: new Date(0) })
      const hashed = async function* () {
        for await (const chunk of bytes) {
          digest.update(chunk)
          yield chunk
        }
      }
      await Promise.race([pipeline(hashed, entry as unknown as Writable), failed])
      const hex = digest.digest('hex')
      if (name !== DIGESTS) lines.push(`${hex}  ${name}\n`)
      return hex
    },
    stopCompressing: member.store,
    async close() {
      await writing.add(DIGESTS, Buffer.from(lines.join('')))
      tar.finalize()
      await written
      const digest = whole.digest('hex')
      if (path === '-') await new Promise((resolve) => process.stdout.write(sealOf(digest), resolve))
      else await putUnderItsName({ aside, path, force, seal: sealOf(digest) })
      return digest
    },
    async abandon() {
      tar.destroy()
      await written.catch(() => {})
      if (path !== '-') await rm(aside, { force: true })
    },
  }
  return writing
}

async function* one(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  if (bytes.byteLength > 0) yield bytes
}

async function refuseTaken(path: string, force: boolean): Promise<void> {
  const there = await stat(path).catch(() => null)
  if (there?.isDirectory()) throw new CannotWrite(`${path} is a folder. Give the backup a file name.`)
  if (there && !force)
    throw new CannotWrite(`${path} exists already. Choose another name, or write over it with --force.`)
}

async function putUnderItsName(order: { aside: string; path: string; force: boolean; seal: Buffer }): Promise<void> {
  const { aside, path, force, seal } = order
  const file = await open(aside, 'a')
  await file.write(seal)
  await file.sync()
  await file.close()
  await refuseTaken(path, force)
  if (force) await rename(aside, path)
  // A link is never made over another file; where there are no links (a stick), the look just before has to do.
  else
    await link(aside, path).then(
      () => rm(aside),
      (error: NodeJS.ErrnoException) => (error.code === 'EEXIST' ? refuseTaken(path, false) : rename(aside, path)),
    )
  const folder = await open(dirname(path), 'r').catch(() => null)
  await folder?.sync().catch(() => {})
  await folder?.close()
}

const SEAL_WORDS = 'rialto backup 1 sha256 '
/** An empty member whose comment is the digest of everything before it: gzip and tar read past it, one flipped bit shows. */
const sealOf = (digest: string): Buffer => emptyMember(`${SEAL_WORDS}${digest}`)
const SEAL_LENGTH = sealOf('0'.repeat(64)).length

/** Reads every byte against the seal, before anything is believed. Gives the digest and where the contents end. */
async function breakSeal(path: string): Promise<{ digest: string; end: number }> {
  const { size } = await stat(path).catch((error: Error) => {
    throw new Damaged(`${path} cannot be read: ${error.message}.`)
  })
  const end = size - SEAL_LENGTH
  if (end <= 0) throw new Damaged(`${path} is no whole backup: it is too short.`)
  const whole = createHash('sha256')
  const seal: Buffer[] = []
  let at = 0
  for await (const chunk of createReadStream(path) as AsyncIterable<Buffer>) {
    const inside = Math.max(0, Math.min(chunk.length, end - at))
    whole.update(chunk.subarray(0, inside))
    if (inside < chunk.length) seal.push(chunk.subarray(inside))
    at += chunk.length
  }
  const digest = whole.digest('hex')
  const found = Buffer.concat(seal)
  if (found.equals(sealOf(digest))) return { digest, end }
  if (!found.includes(SEAL_WORDS))
    throw new Damaged(`${path} is no whole backup: its end is missing, or it never was one.`)
  throw new Damaged(`${path} is damaged: its contents are not what was written. Use another backup.`)
}

export interface Entry {
  name: string
  size: number
  bytes: AsyncIterable<Uint8Array>
}

/** Hands each part of a backup to `use`, in order; afterwards every byte has been compared with the seal and the digests. */
export async function readContainer(path: string, use: (entry: Entry) => Promise<void>): Promise<{ digest: string }> {
  const { digest, end } = await breakSeal(path)
  const unpacking = extract()
  const reading = pipeline(createReadStream(path, { end: end - 1 }), createGunzip(), unpacking as unknown as Writable)
  reading.catch(() => {})
  const read = createHash('sha256')
  let told: string | null = null
  for await (const entry of unpacking) {
    const { name, size = 0, type } = entry.header
    if (!name.startsWith(FOLDER) || type !== 'file' || told)
      throw new Damaged(`${path} holds what no backup holds: ${name}.`)
    const part = createHash('sha256')
    const bytes = hashed(entry as AsyncIterable<Uint8Array>, part)
    const own = name.slice(FOLDER.length)
    if (own !== DIGESTS) await use({ name: own, size, bytes })
    for await (const _ of bytes);
    const hex = part.digest('hex')
    if (own === DIGESTS) told = hex
    else read.update(`${hex}  ${own}\n`)
  }
  await reading
  if (told !== read.digest('hex')) throw new Damaged(`${path} is damaged: its parts do not fit its list of digests.`)
  return { digest }
}

async function* hashed(bytes: AsyncIterable<Uint8Array>, digest: { update(bytes: Uint8Array): unknown }) {
  for await (const chunk of bytes) {
    digest.update(chunk)
    yield chunk
  }
}

/** A small part as a whole. */
export async function textOf({ bytes }: Entry): Promise<string> {
  const chunks: Uint8Array[] = []
  for await (const chunk of bytes) chunks.push(chunk)
  return Buffer.concat(chunks).toString()
}
