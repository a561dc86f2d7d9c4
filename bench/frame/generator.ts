// Asks one address with several clients for some seconds, and prints how long each answer took. Its order comes on standard input.
import { text } from 'node:stream/consumers'
import autocannon from 'autocannon'
import type { Load, Round } from './load.ts'

const { url, clients, seconds, headers } = JSON.parse(await text(process.stdin)) as Load

/** So many people ask from so many addresses; the allowance of one is not what is measured here. */
const ADDRESSES = 4000
const requests = Array.from({ length: ADDRESSES }, (_, index) => ({
  method: 'GET' as const,
  headers: { ...headers, 'x-forwarded-for': `10.0.${index >> 8}.${index & 255}` },
}))

const times: number[] = []
const statuses: Record<string, number> = {}
const done = await new Promise<autocannon.Result>((resolve, reject) => {
  const order = { url, connections: clients, duration: seconds, requests }
  const running = autocannon(order, (error, result) => (error ? reject(error) : resolve(result)))
  running.on('response', (_client, status, _bytes, time) => {
    times.push(Math.round(time * 100) / 100)
    statuses[status] = (statuses[status] ?? 0) + 1
  })
})
const round: Round = {
  persecond: times.length / done.duration,
  times,
  statuses,
  bytes: done.throughput.total / Math.max(1, times.length),
}
process.stdout.write(JSON.stringify(round))
