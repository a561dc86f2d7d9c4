import { later, type Span } from './rules.ts'

/** What lies in a timetable: its own time, and until when its place is held for the changeover. */
export interface Laid {
  startsAt: Date
  endsAt: Date
  heldUntil: Date
}

export type Cell<Item> = Span & { rows: number } & (
    | { what: 'happening'; item: Item }
    | { what: 'changeover' | 'free' | 'shut' }
  )

export interface Timetable<Item> {
  /** Each row from its instant to the next one's. */
  rows: Span[]
  /** For each column its cells from top to bottom; together they fill its rows. */
  columns: Cell<Item>[][]
}

const HOUR = 60

/** The time a day's timetable shows: its opening, stretched to whatever lies outside it, in whole hours. */
export function shownOf(open: Span | null, items: readonly Laid[], midnight: Span): Span | null {
  const starts = [...(open ? [open.from] : []), ...items.map((one) => one.startsAt)].map(Number)
  const ends = [...(open ? [open.until] : []), ...items.map((one) => one.heldUntil)].map(Number)
  if (starts.length === 0) return null
  const from = Math.max(Math.min(...starts), midnight.from.getTime())
  const until = Math.min(Math.max(...ends), midnight.until.getTime())
  if (until <= from) return null
  const wholeHours = Math.floor((from - midnight.from.getTime()) / (HOUR * 60_000))
  return { from: later(midnight.from, wholeHours * HOUR), until: new Date(until) }
}

/**
 * Lays a day out as a table: a row for every hour and for every instant at which something begins or ends, a column per place.
 * Whatever lies in one column does not overlap: the calendar sees to it.
 */
export function timetable<Item extends Laid>(
  columns: readonly (readonly Item[])[],
  shown: Span,
  open: Span | null,
): Timetable<Item> {
  const within = (at: Date) => at > shown.from && at < shown.until
  const marks = new Set<number>([shown.from.getTime()])
  for (let at = later(shown.from, HOUR); at < shown.until; at = later(at, HOUR)) marks.add(at.getTime())
  const ends = columns.flat().flatMap((item) => [item.startsAt, item.endsAt, item.heldUntil])
  for (const at of [...ends, ...(open ? [open.from, open.until] : [])]) if (within(at)) marks.add(at.getTime())
  const instants = [...marks].sort((a, b) => a - b)
  const rows = instants.map((at, index) => ({
    from: new Date(at),
    until: new Date(instants[index + 1] ?? shown.until),
  }))
  const rowsIn = (span: Span) => rows.filter((row) => row.from >= span.from && row.from < span.until).length
  return { rows, columns: columns.map((items) => columnOf(items, shown, open, rowsIn)) }
}

function columnOf<Item extends Laid>(
  items: readonly Item[],
  shown: Span,
  open: Span | null,
  rowsIn: (span: Span) => number,
): Cell<Item>[] {
  const cells: Cell<Item>[] = []
  const clip = (from: Date, until: Date): Span => ({
    from: from < shown.from ? shown.from : from,
    until: until > shown.until ? shown.until : until,
  })
  const add = (span: Span, rest: { what: 'happening'; item: Item } | { what: 'changeover' | 'free' | 'shut' }) => {
    const rows = rowsIn(span)
    if (rows > 0) cells.push({ ...span, rows, ...rest })
  }
  const gap = (from: Date, until: Date) => {
    const inside = open ? clip(from > open.from ? from : open.from, until < open.until ? until : open.until) : null
    if (!inside || inside.until <= inside.from) return add({ from, until }, { what: 'shut' })
    add({ from, until: inside.from }, { what: 'shut' })
    add(inside, { what: 'free' })
    add({ from: inside.until, until }, { what: 'shut' })
  }
  let at = shown.from
  for (const item of items.toSorted((a, b) => a.startsAt.getTime() - b.startsAt.getTime())) {
    const lies = clip(item.startsAt, item.endsAt)
    gap(at, lies.from)
    add(lies, { what: 'happening', item })
    at = clip(item.endsAt, item.heldUntil).until
    add({ from: lies.until, until: at }, { what: 'changeover' })
  }
  gap(at, shown.until)
  return cells
}
