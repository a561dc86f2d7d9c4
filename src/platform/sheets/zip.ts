import { pipeline, Readable } from 'node:stream'
import { crc32, createDeflateRaw, createInflateRaw } from 'node:zlib'
import { LIMITS, unreadable } from './limits.ts'

/**
 * The part of zip that workbooks need. Reading trusts nothing that the file says of itself: sizes are counted while unpacking, against
 * one budget for all parts, so that a bomb is refused and not unpacked.
 */
export interface Zip {
  has(name: string): boolean
  /** The bytes of a part, as they are unpacked. */
  open(name: string): AsyncGenerator<Uint8Array>
}

interface Part {
  method: number
  packed: number
  unpacked: number
  offset: number
}

const END = 0x06054b50
const CENTRAL = 0x02014b50
const LOCAL = 0x04034b50
const MOST_PARTS = 2_000

export function openZip(bytes: Uint8Array): Zip {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const parts = listParts(bytes, view)
  let budget: number = LIMITS.unpacked
  return {
    has: (name) => parts.has(name),
    async *open(name) {
      const part = parts.get(name)
      if (!part) return
      // What it admits to is refused at once, what it hides when it comes.
      if (part.unpacked > budget) throw tooLarge()
      for await (const chunk of unpack(bytes, view, part)) {
        budget -= chunk.byteLength
        if (budget < 0) throw tooLarge()
        yield chunk
      }
    },
  }
}

const tooLarge = () => unreadable('sheets.too-large-inside', { max: `${LIMITS.unpacked / 1024 / 1024} MB` })
const damaged = () => unreadable('sheets.damaged')

function listParts(bytes: Uint8Array, view: DataView): Map<string, Part> {
  let end = bytes.length - 22
  const earliest = Math.max(0, end - 65_535)
  while (end >= earliest && view.getUint32(end, true) !== END) end -= 1
  if (end < earliest) throw damaged()
  const count = view.getUint16(end + 10, true)
  if (count > MOST_PARTS) throw damaged()
  const parts = new Map<string, Part>()
  let at = view.getUint32(end + 16, true)
  for (let index = 0; index < count; index++) {
    if (at + 46 > bytes.length || view.getUint32(at, true) !== CENTRAL) throw damaged()
    const [name, extra, comment] = [28, 30, 32].map((from) => view.getUint16(at + from, true)) as [
      number,
      number,
      number,
    ]
    const encrypted = (view.getUint16(at + 8, true) & 1) !== 0
    if (encrypted) throw unreadable('sheets.locked')
    parts.set(new TextDecoder().decode(bytes.subarray(at + 46, at + 46 + name)).replace(/^\//, ''), {
      method: view.getUint16(at + 10, true),
      packed: view.getUint32(at + 20, true),
      unpacked: view.getUint32(at + 24, true),
      offset: view.getUint32(at + 42, true),
    })
    at += 46 + name + extra + comment
  }
  return parts
}

async function* unpack(bytes: Uint8Array, view: DataView, part: Part): AsyncGenerator<Uint8Array> {
  const { offset } = part
  if (offset + 30 > bytes.length || view.getUint32(offset, true) !== LOCAL) throw damaged()
  const from = offset + 30 + view.getUint16(offset + 26, true) + view.getUint16(offset + 28, true)
  const packed = bytes.subarray(from, from + part.packed)
  if (packed.length !== part.packed) throw damaged()
  if (part.method === 0) {
    yield packed
    return
  }
  if (part.method !== 8) throw damaged()
  const inflate = createInflateRaw({ chunkSize: 64 * 1024 })
  inflate.end(packed)
  try {
    for await (const chunk of inflate) yield chunk as Uint8Array
  } catch {
    throw damaged()
  } finally {
    inflate.destroy()
  }
}

/** A part to be written: its name and its text, made while it is packed. */
export interface PartToWrite {
  name: string
  text: AsyncIterable<string> | Iterable<string>
}

/**
 * A zip, written as its parts come: nothing is held but a buffer's worth. Sizes follow each part, as they are not known before; the time
 * is always the same, so that the same rows make the same bytes.
 */
export async function* writeZip(parts: AsyncIterable<PartToWrite>): AsyncGenerator<Uint8Array> {
  const directory: Uint8Array[] = []
  let offset = 0
  for await (const { name, text } of parts) {
    const head = Buffer.concat([
      header(LOCAL, [
        [2, 20],
        [2, 0x0808],
        [2, 8],
        [2, 0],
        [2, 0x21],
        [4, 0],
        [4, 0],
        [4, 0],
        [2, Buffer.byteLength(name)],
        [2, 0],
      ]),
      Buffer.from(name),
    ])
    yield head
    let packed = 0
    const sums = { crc: 0, size: 0 }
    for await (const chunk of deflate(text, sums)) {
      packed += chunk.length
      yield chunk
    }
    const sizes: Field[] = [
      [4, sums.crc],
      [4, packed],
      [4, sums.size],
    ]
    yield header(0x08074b50, sizes)
    directory.push(
      header(CENTRAL, [
        [2, 20],
        [2, 20],
        [2, 0x0808],
        [2, 8],
        [2, 0],
        [2, 0x21],
        ...sizes,
        [2, Buffer.byteLength(name)],
        [2, 0],
        [2, 0],
        [2, 0],
        [2, 0],
        [4, 0],
        [4, offset],
      ]),
      Buffer.from(name),
    )
    offset += head.length + packed + 16
  }
  const size = directory.reduce((total, one) => total + one.length, 0)
  yield Buffer.concat(directory)
  yield header(END, [
    [2, 0],
    [2, 0],
    [2, directory.length / 2],
    [2, directory.length / 2],
    [4, size],
    [4, offset],
    [2, 0],
  ])
}

type Field = readonly [bytes: 2 | 4, value: number]

function header(signature: number, fields: readonly Field[]): Buffer {
  const all: Field[] = [[4, signature], ...fields]
  const buffer = Buffer.alloc(all.reduce((total, [bytes]) => total + bytes, 0))
  let at = 0
  for (const [bytes, value] of all) at = bytes === 2 ? buffer.writeUInt16LE(value, at) : buffer.writeUInt32LE(value, at)
  return buffer
}

async function* deflate(text: PartToWrite['text'], sums: { crc: number; size: number }): AsyncGenerator<Uint8Array> {
  async function* counted() {
    for await (const piece of text) {
      const bytes = Buffer.from(piece)
      sums.crc = crc32(bytes, sums.crc)
      sums.size += bytes.length
      yield bytes
    }
  }
  const packer = createDeflateRaw({ level: 6, chunkSize: 64 * 1024 })
  // Ends the rows where nobody reads on, and tells the reader where the rows end early; both learn it from the stream.
  pipeline(Readable.from(counted()), packer, () => {})
  yield* packer as AsyncIterable<Uint8Array>
}
