import type { Wording } from '#kernel/language.ts'

/** What is done to the rows of a draft. Their order is the order in which they are reckoned. */

export const replaced = <Row extends { code: string }>(rows: readonly Row[], code: string, row: Row): Row[] =>
  rows.map((one) => (one.code === code ? row : one))

export const removed = <Row>(rows: readonly Row[], place: number): Row[] => rows.filter((_, index) => index !== place)

/** A row one up, one down, or out; the first cannot go up, the last not down. */
export function moved<Row extends { code: string }>(
  rows: readonly Row[],
  code: string,
  way: 'up' | 'down' | 'remove',
): Row[] {
  const place = rows.findIndex((row) => row.code === code)
  const row = rows[place]
  if (!row) return [...rows]
  const others = removed(rows, place)
  if (way === 'remove') return others
  return others.toSpliced(Math.max(0, place + (way === 'up' ? -1 : 1)), 0, row)
}

/** A code of a row's own, made of what it is called in English; what has no Latin letters is counted. */
export function withCode(name: Wording, rows: readonly { code: string }[]): string {
  const plain = (name.en ?? '')
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^[^a-z]+|-+$/g, '')
    .slice(0, 30)
  const base = plain || 'row'
  const taken = new Set(rows.map((row) => row.code))
  if (!taken.has(base)) return base
  for (let count = 2; ; count++) if (!taken.has(`${base}-${count}`)) return `${base}-${count}`
}
