import type { Behind } from './words.ts'

/** The value of a figure: the sum of what its records count for. Areas have two decimals, so hundredths are summed. */
export const sumOf = (records: readonly Behind[]): number =>
  records.reduce((sum, record) => sum + Math.round(record.amount * 100), 0) / 100

/** A figure's records in one fixed form: what a publication freezes. */
export const frozen = (records: readonly Behind[]): string[] =>
  records.map((record) => `${record.economyCode} ${record.since} ${record.mode} ${record.amount}`).sort()

/** What was added to and taken from a publication's records since. */
export function changesSince(
  published: readonly string[],
  now: readonly string[],
): { added: string[]; gone: string[] } {
  return {
    added: now.filter((line) => !published.includes(line)),
    gone: published.filter((line) => !now.includes(line)),
  }
}

/** What a row of values says about its last one, in words to be chosen by the reader's language. */
export type Finding =
  | { finding: 'only' }
  | { finding: 'highest' | 'lowest'; of: number; by: number }
  | { finding: 'up' | 'down'; by: number }
  | { finding: 'unchanged' }

export function findingIn(values: readonly number[]): Finding {
  const now = values.at(-1)
  const before = values.at(-2)
  if (now === undefined || before === undefined) return { finding: 'only' }
  const by = Math.round(Math.abs(now - before) * 100) / 100
  if (now === before) return { finding: 'unchanged' }
  const earlier = values.slice(0, -1)
  if (values.length > 2 && earlier.every((value) => value < now)) return { finding: 'highest', of: values.length, by }
  if (values.length > 2 && earlier.every((value) => value > now)) return { finding: 'lowest', of: values.length, by }
  return { finding: now > before ? 'up' : 'down', by }
}
