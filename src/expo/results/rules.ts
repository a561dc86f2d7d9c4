import type { Behind } from './words.ts'

const PARTS = 10_000

/** The value of a figure: the sum of what its records count for. Areas have two decimals, and money at most four: parts of these are summed. */
export const sumOf = (records: readonly Behind[]): number =>
  records.reduce((sum, record) => sum + Math.round(record.amount * PARTS), 0) / PARTS

/** What the records of each part add up to, the largest first. A record may belong to several parts, or to none. */
export function sumsBy(
  records: readonly Behind[],
  partsOf: (record: Behind) => readonly (string | null)[],
): { code: string; value: number }[] {
  const sums = new Map<string, number>()
  for (const record of records)
    for (const code of partsOf(record))
      if (code !== null) sums.set(code, (sums.get(code) ?? 0) + Math.round(record.amount * PARTS))
  return [...sums]
    .map(([code, value]) => ({ code, value: value / PARTS }))
    .sort((a, b) => b.value - a.value || (a.code < b.code ? -1 : 1))
}

/** A figure's records in one fixed form: what a publication freezes. A line begins with what its record is told by. */
export const frozen = (records: readonly Behind[]): string[] =>
  records.map(({ id, since, mode, amount }) => `${id} ${since} ${mode ? `${mode} ` : ''}${amount}`).sort()

/** What a frozen line's record is told by. */
export const idIn = (line: string): string => line.split(' ')[0] ?? ''

/** What was added to and taken from a publication's records since. */
export function changesSince(
  published: readonly string[],
  now: readonly string[],
): { added: string[]; gone: string[] } {
  const [then, today] = [new Set(published), new Set(now)]
  return { added: now.filter((line) => !then.has(line)), gone: published.filter((line) => !today.has(line)) }
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

/** From which value on a place on a map is a large one: a round number that a few of them reach. */
export function thresholdIn(values: readonly number[]): number {
  const upper = values.toSorted((a, b) => b - a)[Math.floor(values.length / 6)] ?? 1
  const power = 10 ** Math.floor(Math.log10(Math.max(1, upper)))
  return Math.max(1, Math.floor(upper / power) * power)
}

/** So many records stand on one page. */
export const PAGE = 100

/** The stretches into which a long list is cut: the places of the first and the last record of each. */
export const stretchesOf = (count: number): { from: number; to: number }[] =>
  Array.from({ length: Math.ceil(count / PAGE) }, (_, index) => ({
    from: index * PAGE + 1,
    to: Math.min(count, (index + 1) * PAGE),
  }))

/** Records as they are read: by economy in the order of its name, then by what they are told by. */
export const inOrder = (records: readonly Behind[], rankOf: (economyCode: string) => number): Behind[] =>
  records.toSorted(
    (a, b) => rankOf(a.economyCode ?? '') - rankOf(b.economyCode ?? '') || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0),
  )
