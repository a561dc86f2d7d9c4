import { createHash } from 'node:crypto'
import { promisify } from 'node:util'
import { gzip } from 'node:zlib'
import type { Context } from 'hono'
import type { Db } from '#platform/database.ts'
import { snapshotsOf } from '#platform/snapshot.ts'

/** A body with the headers that belong to it. */
export interface Made {
  body: string
  headers: Record<string, string>
}

/** The same under a tag that is made of the body; compressed when somebody first wants it so. */
interface Answer extends Made {
  tag: string
  compressed(): Promise<Uint8Array<ArrayBuffer>>
}

const squeeze = promisify(gzip)

function answerOf({ body, headers }: Made): Answer {
  let small: Promise<Uint8Array<ArrayBuffer>> | undefined
  return {
    body,
    headers,
    // Weak, as the same body leaves compressed or not.
    tag: `W/"${createHash('sha256').update(body).digest('base64url').slice(0, 22)}"`,
    compressed: () => {
      small ??= squeeze(body).then((bytes) => new Uint8Array(bytes))
      return small
    },
  }
}

/** So many characters of answers are kept, whatever is asked for. */
const MOST = 8_000_000

interface Kept {
  snapshot: string
  minute: number
  answer: Promise<Answer>
  size: number
}

/**
 * Keeps what guests were answered as long as it is true (decision 020): while the database shows what it showed and the minute has
 * not passed, the same address has the same answer. Many who ask for one thing at once wait for one making of it.
 */
export function keepAnswers(db: Db): (address: string, now: Date, make: () => Promise<Made>) => Promise<Answer> {
  const snapshot = snapshotsOf(db)
  const kept = new Map<string, Kept>()
  let size = 0
  const forget = (address: string, one: Kept) => {
    if (kept.get(address) !== one) return
    kept.delete(address)
    size -= one.size
  }
  return async (address, now, make) => {
    const minute = Math.floor(now.getTime() / 60_000)
    const shown = await snapshot()
    const known = kept.get(address)
    if (known?.snapshot === shown && known.minute === minute) return known.answer
    if (known) forget(address, known)
    const one: Kept = { snapshot: shown, minute, answer: make().then(answerOf), size: address.length }
    kept.set(address, one)
    size += one.size
    try {
      const answer = await one.answer
      if (kept.get(address) === one) {
        one.size += answer.body.length
        size += answer.body.length
      }
      for (const [oldest, other] of kept) {
        if (size <= MOST) break
        forget(oldest, other)
      }
      return answer
    } catch (error) {
      forget(address, one)
      throw error
    }
  }
}

const WORTH_IT = 1024

/** Sends an answer; whoever has it already (If-None-Match) is told so instead. */
export async function send(c: Context, { body, headers, tag, compressed }: Answer): Promise<Response> {
  for (const [name, value] of Object.entries(headers)) c.header(name, value)
  c.header('etag', tag)
  c.header('vary', 'Accept-Encoding', { append: true })
  if (isKnown(c.req.header('if-none-match'), tag)) return c.body(null, 304)
  if (body.length < WORTH_IT || !takesGzip(c.req.header('accept-encoding'))) return c.body(body)
  c.header('content-encoding', 'gzip')
  return c.body(await compressed())
}

function isKnown(header: string | undefined, tag: string): boolean {
  const opaque = tag.slice(2)
  return header?.split(',').some((one) => ['*', opaque, tag].includes(one.trim())) ?? false
}

const takesGzip = (header: string | undefined): boolean =>
  header
    ?.split(',')
    .some((one) => /^gzip\s*(;\s*q=(1|0?\.0*[1-9])\d*)?/.test(one.trim()) && !/q=0(\.0*)?$/.test(one)) ?? false
