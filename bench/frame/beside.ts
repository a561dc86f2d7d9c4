import { spawn } from 'node:child_process'
import { inRoot } from '#platform/root.ts'
import { ended, standing } from './house.ts'
import { load, medians, type Round } from './load.ts'
import type { Row } from './report.ts'

const ROUNDS = 3
const SECONDS = 2
export const CLIENTS = 16

/** An address under load, and in the same rounds a bare Hono that answers with the same body: how many times faster that one is. */
export async function besideBare(what: string, url: string, headers: Record<string, string> = {}): Promise<Row> {
  const answer = await fetch(url, { headers: { 'accept-encoding': 'identity' } })
  const body = await answer.text()
  if (!answer.ok) throw new Error(`${url} answered ${answer.status}`)
  const bare = spawn(
    process.execPath,
    [inRoot('bench', 'frame', 'bare.ts'), answer.headers.get('content-type') ?? ''],
    {
      stdio: ['pipe', 'pipe', 'inherit'],
    },
  )
  bare.stdin.end(body)
  try {
    const bareUrl = await standing(bare)
    const order = { clients: CLIENTS, headers }
    // The first second fills caches and lets the compiler do its work.
    await load({ ...order, url, seconds: 1 })
    await load({ ...order, url: bareUrl, seconds: 1 })
    const ours: Round[] = []
    const theirs: Round[] = []
    for (let round = 0; round < ROUNDS; round++) {
      ours.push(await load({ ...order, url, seconds: SECONDS }))
      theirs.push(await load({ ...order, url: bareUrl, seconds: SECONDS }))
    }
    const found = medians(ours)
    const reference = medians(theirs)['requests/s']
    return {
      what,
      kB: Buffer.byteLength(body) / 1000,
      ...found,
      'bare/s': reference,
      ratio: reference / found['requests/s'],
    }
  } finally {
    await ended(bare)
  }
}

export const SIZES = { clients: CLIENTS, rounds: `${ROUNDS} of ${SECONDS} s, medians` }
