import { Transform, type TransformCallback } from 'node:stream'
import { setTimeout } from 'node:timers/promises'
import { constants, crc32, createDeflateRaw } from 'node:zlib'

// RFC 1952: a gzip file is a row of members, each with a head, deflated bytes, and a tail of their CRC and length.
const FCOMMENT = 0x10

function headOf(comment?: string): Buffer {
  const head = Buffer.from([0x1f, 0x8b, 8, comment === undefined ? 0 : FCOMMENT, 0, 0, 0, 0, 0, 255])
  return comment === undefined ? head : Buffer.concat([head, Buffer.from(`${comment}\0`, 'latin1')])
}

function tailOf(crc: number, size: number): Buffer {
  const tail = Buffer.alloc(8)
  tail.writeUInt32LE(crc, 0)
  tail.writeUInt32LE(size % 2 ** 32, 4)
  return tail
}

/** A member without contents: whoever unpacks reads past it, and its comment can be read from the end of the file. */
export const emptyMember = (comment: string): Buffer =>
  Buffer.concat([headOf(comment), Buffer.from([3, 0]), tailOf(0, 0)])

/**
 * One gzip member as streams to pipe through, told on the way to store what follows: zlib can turn raw deflate so, and no gzip. It is turned
 * while nothing is being deflated and what comes next is held back: turned under its work it writes what nobody can read.
 */
export function openMember(hear: (chunk: Buffer) => void) {
  let crc = 0
  let size = 0
  let turns = false
  const turned = async () => {
    while (counting.readableLength > 0 || deflating.writableLength > 0) {
      if (deflating.destroyed) return
      await setTimeout(1)
    }
    await new Promise<void>((resolve) => {
      deflating.once('close', resolve)
      deflating.params(constants.Z_NO_COMPRESSION, constants.Z_DEFAULT_STRATEGY, () => resolve())
    })
  }
  const counting = new Transform({
    transform(chunk: Buffer, _, done) {
      crc = crc32(chunk, crc)
      size += chunk.length
      if (!turns) return done(null, chunk)
      turns = false
      turned().then(() => done(null, chunk), done)
    },
  })
  const deflating = createDeflateRaw({ level: 4 })
  const framing = new Transform({
    construct: (done) => say(headOf(), done),
    transform: (chunk: Buffer, _, done) => say(chunk, done),
    flush: (done) => say(tailOf(crc, size), done),
  })
  const say = (chunk: Buffer, done: TransformCallback | ((error?: Error | null) => void)) => {
    hear(chunk)
    framing.push(chunk)
    done()
  }
  return {
    counting,
    deflating,
    framing,
    store() {
      turns = true
    },
  }
}
