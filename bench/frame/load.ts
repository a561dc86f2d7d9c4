import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { inRoot } from '#platform/root.ts'
import { median, percentile } from './report.ts'

export interface Load {
  url: string
  clients: number
  seconds: number
  headers?: Record<string, string>
}
/** What one round of load found; times in milliseconds. */
export interface Round {
  persecond: number
  times: number[]
  /** Answers by status, so that a row of refusals is not taken for speed. */
  statuses: Record<string, number>
  bytes: number
}

/** Loads an address from a process of its own, so that whoever answers has its event loop for itself. */
export async function load(order: Load): Promise<Round> {
  const generator = spawn(process.execPath, [inRoot('bench', 'frame', 'generator.ts')], {
    stdio: ['pipe', 'pipe', 'inherit'],
  })
  generator.stdin.end(JSON.stringify(order))
  let said = ''
  generator.stdout.on('data', (chunk: Buffer) => {
    said += chunk
  })
  await once(generator, 'close')
  return JSON.parse(said) as Round
}

/** The medians over several rounds. */
export function medians(rounds: readonly Round[]): { 'requests/s': number; 'p50 ms': number; 'p95 ms': number } {
  const failed = rounds.flatMap((round) => Object.keys(round.statuses)).filter((status) => !/^[23]/.test(status))
  if (failed.length > 0) throw new Error(`answered with ${failed.join(', ')}`)
  return {
    'requests/s': median(rounds.map((round) => round.persecond)),
    'p50 ms': median(rounds.map((round) => percentile(round.times, 0.5))),
    'p95 ms': median(rounds.map((round) => percentile(round.times, 0.95))),
  }
}
