import { median, percentile } from './report.ts'

const ROUNDS = 3

/** One reader at a time: medians of the rounds. A quarter of them more go before, which fill caches and let the compiler do its work. */
export async function timed(
  work: () => Promise<unknown>,
  times: number,
): Promise<{ 'p50 ms': number; 'p95 ms': number }> {
  for (let warm = 0; warm < times / 4; warm++) await work()
  const rounds: number[][] = []
  for (let round = 0; round < ROUNDS; round++) {
    const each: number[] = []
    for (let index = 0; index < times; index++) {
      const begun = performance.now()
      await work()
      each.push(performance.now() - begun)
    }
    rounds.push(each)
  }
  const over = (part: number) => median(rounds.map((each) => percentile(each, part)))
  return { 'p50 ms': over(0.5), 'p95 ms': over(0.95) }
}

export const roundsOf = (times: number): string => `${ROUNDS} of ${times}, medians`
