import { createHash } from 'node:crypto'
import type { z } from 'zod'
import type { Details } from '#kernel/refusal.ts'
import { DELIMITERS, type Delimiter, readCsv, SEPARATOR_NOTE } from './csv-read.ts'
import { type Decoded, decode } from './encoding.ts'
import { breather, counter, LIMITS, unreadable } from './limits.ts'
import { raw } from './neutral.ts'
import { readXlsx, type SheetRecord } from './xlsx-read.ts'

/** A column that a room understands. */
export interface Column {
  /** Its name for programs, and the row schema's key: `area_m2`. */
  key: string
  /** What people may have written over it, in any language; the first in the reader's own. */
  names: readonly string[]
  required: boolean
}

/** What a room reads from sheets: its columns, and the schema that a row of them must fit. */
export interface Shape<Row> {
  columns: readonly Column[]
  row: z.ZodType<Row>
  /** What no two rows of a file may have in common. */
  once?: (row: Row) => string
}

export interface GoodRow<Row> {
  line: number
  row: Row
}

/** What is wrong with a row: where, what stood there, and the code of the sentence about it. */
export interface Problem {
  line: number
  /** The column's key; null where the whole row is meant. */
  column: string | null
  value: string
  code: string
  details: Details
}

export interface Reading<Row> {
  /** How the file was understood, for people to check. */
  how:
    | { kind: 'csv'; encoding: Decoded['encoding']; delimiter: Delimiter }
    | { kind: 'xlsx'; sheet: string; others: number }
  /** The heading as it stands in the file, and which column each of its cells is. */
  header: { titles: string[]; keys: (string | null)[] }
  /** Titles that stand over columns nobody reads. */
  unread: string[]
  rows: GoodRow<Row>[]
  problems: Problem[]
  /** The cells of every row, by line: shown, and given back where a row is bad. */
  cells: Map<number, string[]>
  /** Of the file. */
  digest: string
}

/**
 * Reads an uploaded sheet, whatever it is: rows that fit, and every problem of those that do not, so that nobody has to send a file five
 * times. Throws a refusal where the file cannot be read as a sheet at all.
 */
export async function readSheet<Row>(bytes: Uint8Array, shape: Shape<Row>): Promise<Reading<Row>> {
  if (bytes.length > LIMITS.bytes) throw unreadable('sheets.too-heavy', { max: `${LIMITS.bytes / 1024 / 1024} MB` })
  const { how, records } = await recordsOf(bytes, shape)
  const header = headerOf(records, shape)
  const reading: Reading<Row> = {
    how,
    header,
    unread: header.titles.filter((title, index) => title && header.keys[index] === null && !isOurs(title)),
    rows: [],
    problems: [],
    cells: new Map(),
    digest: createHash('sha256').update(bytes).digest('hex'),
  }
  const seen = new Map<string, number>()
  const breathe = breather()
  for (const record of records) {
    if (record.line <= header.line || record.cells.every((cell) => cell.trim() === '')) continue
    await breathe()
    readRow(reading, record, shape, seen)
  }
  if (reading.cells.size === 0) throw unreadable('sheets.no-rows')
  return reading
}

const ZIP = [0x50, 0x4b, 0x03, 0x04]
/** Workbooks of before 2007, and those with a password. */
const OLE = [0xd0, 0xcf, 0x11, 0xe0]
const begins = (bytes: Uint8Array, magic: number[]) => magic.every((byte, index) => bytes[index] === byte)

async function recordsOf<Row>(
  bytes: Uint8Array,
  shape: Shape<Row>,
): Promise<{ how: Reading<Row>['how']; records: SheetRecord[] }> {
  const count = counter()
  if (begins(bytes, ZIP)) {
    const { sheet, others, rows } = await readXlsx(bytes, count)
    return { how: { kind: 'xlsx', sheet, others }, records: rows }
  }
  if (begins(bytes, OLE)) throw unreadable('sheets.locked')
  const { text, encoding } = decode(bytes)
  // A page saved as a sheet, as some systems give them out.
  if (/^\s*<(!doctype|html|table|\?xml)/i.test(text) || text.includes('\u0000')) throw unreadable('sheets.not-a-sheet')
  const delimiter = delimiterOf(text, shape)
  const records: SheetRecord[] = []
  const breathe = breather()
  for (const record of readCsv(text.replace(SEPARATOR_NOTE, '\n'), delimiter)) {
    if (record.cells.length === 1 && record.cells[0] === '') continue
    count(record.cells.length)
    records.push({ line: record.line, cells: record.cells.map(raw), suspect: suspectsOf(record.cells) })
    await breathe()
  }
  return { how: { kind: 'csv', encoding, delimiter }, records }
}

/** A long number that a spreadsheet has already cut short, written as 1.23457E+17. */
function suspectsOf(cells: string[]): SheetRecord['suspect'] {
  const suspect: SheetRecord['suspect'] = new Map()
  for (const [index, cell] of cells.entries())
    if (/^\d([.,]\d+)?E\+\d{2}$/i.test(cell)) suspect.set(index, 'sheets.rounded')
  return suspect
}

const HEAD = 64 * 1024
/** Titles and notes may stand above the heading, but not many. */
const HEADING_WITHIN = 10

/** The delimiter by which most columns are known by name; of equals, the one that parts more. */
function delimiterOf<Row>(text: string, shape: Shape<Row>): Delimiter {
  const noted = SEPARATOR_NOTE.exec(text)?.[1]
  const found = DELIMITERS.find((one) => one === noted)
  if (found) return found
  const known = knownTitles(shape)
  const tries = DELIMITERS.map((delimiter) => {
    const heads: string[][] = []
    try {
      for (const { cells } of readCsv(text.slice(0, HEAD), delimiter, HEAD)) {
        heads.push(cells)
        if (heads.length >= HEADING_WITHIN) break
      }
    } catch {
      // Cut short or not meant: what was read until then decides.
    }
    const names = Math.max(0, ...heads.map((cells) => cells.filter((cell) => known.has(folded(cell))).length))
    return { delimiter, names, parts: Math.max(0, ...heads.map((cells) => cells.length)) }
  })
  return tries.sort((a, b) => b.names - a.names || b.parts - a.parts)[0]?.delimiter ?? ','
}

/** A title without what people add to it: case, spaces, a star for "required", a unit in brackets. */
const folded = (title: string) =>
  title
    .slice(0, 200)
    .normalize('NFKC')
    .toLowerCase()
    .replace(/\([^)]*\)/g, '')
    .replace(/[^\p{L}\p{N}]/gu, '')

const knownTitles = <Row>({ columns }: Shape<Row>) =>
  new Map(columns.flatMap(({ key, names }) => [key, ...names].map((name) => [folded(name), key] as const)))
/** Our own files of bad rows carry columns of ours, whose titles begin with our name: they come back with the file and say nothing. */
const isOurs = (title: string) => folded(title).startsWith('rialto')

function headerOf<Row>(records: SheetRecord[], shape: Shape<Row>) {
  const known = knownTitles(shape)
  const candidates = records.slice(0, HEADING_WITHIN).map((record) => {
    const keys = record.cells.map((cell) => known.get(folded(cell)) ?? null)
    return {
      line: record.line,
      titles: record.cells.map((cell) => cell.trim()),
      keys,
      found: keys.filter(Boolean).length,
    }
  })
  const [best] = candidates.sort((a, b) => b.found - a.found || a.line - b.line)
  if (!best) throw unreadable('sheets.no-rows')
  const titleOf = ({ key, names }: Column) => names[0] ?? key
  const missing = shape.columns.filter((column) => column.required && !best.keys.includes(column.key))
  if (missing.length > 0)
    throw unreadable('sheets.missing-columns', { columns: missing.map(titleOf).join(', '), count: missing.length })
  const twice = shape.columns.filter(({ key }) => best.keys.filter((one) => one === key).length > 1)
  if (twice.length > 0) throw unreadable('sheets.columns-twice', { columns: twice.map(titleOf).join(', ') })
  return best
}

function readRow<Row>(reading: Reading<Row>, record: SheetRecord, shape: Shape<Row>, seen: Map<string, number>): void {
  const { line, cells } = record
  reading.cells.set(line, cells)
  const problem = (column: string | null, value: string, code: string, details: Details = {}) =>
    reading.problems.push({ line, column, value, code, details })
  const before = reading.problems.length
  const typed: { [key: string]: string } = Object.fromEntries(shape.columns.map(({ key }) => [key, '']))
  for (const [index, key] of reading.header.keys.entries()) {
    const value = cells[index] ?? ''
    if (key === null) continue
    typed[key] = value
    const suspect = record.suspect.get(index)
    if (suspect) problem(key, value, suspect)
    if (value.length > LIMITS.cell) problem(key, `${value.slice(0, 80)}…`, 'sheets.long-cell', { max: LIMITS.cell })
  }
  const beyond = cells.slice(reading.header.keys.length).find((cell) => cell.trim() !== '')
  if (beyond) problem(null, beyond.slice(0, 80), 'sheets.beyond-columns')
  if (reading.problems.length > before) return
  const read = shape.row.safeParse(typed)
  if (!read.success) {
    for (const { column, code, details } of complaintsOf(read.error))
      problem(column, typed[column ?? ''] ?? '', code, details)
    return
  }
  const once = shape.once?.(read.data)
  const first = once === undefined ? undefined : seen.get(once)
  if (first !== undefined) return void problem(null, '', 'sheets.row-twice', { line: first })
  if (once !== undefined) seen.set(once, line)
  reading.rows.push({ line, row: read.data })
}

/** zod's issues, the first of each column: codes of ours pass, its own words are for programmers. */
function complaintsOf(error: z.ZodError): { column: string | null; code: string; details: Details }[] {
  const complaints = new Map<string | null, { code: string; details: Details }>()
  for (const issue of error.issues) {
    const column = issue.path.length > 0 ? String(issue.path[0]) : null
    const { params } = issue as { params?: Details }
    const code = /^[a-z]+\.[a-z-]+$/.test(issue.message) ? issue.message : 'web.not-understood'
    if (!complaints.has(column)) complaints.set(column, { code, details: params ?? {} })
  }
  return [...complaints].map(([column, complaint]) => ({ column, ...complaint }))
}

/** A reading with what else is wrong, found by whom it concerns, or with that instead: those rows are no longer good. */
export function withProblems<Row>(
  reading: Reading<Row>,
  found: readonly Omit<Problem, 'value'>[],
  how: 'besides' | 'instead' = 'besides',
): Reading<Row> {
  const bad = new Set(found.map((one) => one.line))
  const standing = (line: number, column: string | null) =>
    reading.cells.get(line)?.[column === null ? -1 : reading.header.keys.indexOf(column)] ?? ''
  const problems = found.map((one) => ({ ...one, value: standing(one.line, one.column) }))
  return {
    ...reading,
    rows: reading.rows.filter((one) => !bad.has(one.line)),
    problems: how === 'instead' ? problems : [...reading.problems, ...problems].sort((a, b) => a.line - b.line),
  }
}

/** The rows that were not kept, exactly as they stood, each with its line, the columns to blame and the reasons. */
export function badRows<Row>(
  reading: Reading<Row>,
  titles: { line: string; column: string; reason: string },
  say: (problem: Problem) => { column: string; reason: string },
): { columns: string[]; rows: { [title: string]: string | number }[] } {
  const byLine = Map.groupBy(reading.problems, (problem) => problem.line)
  const widest = Math.max(0, ...[...byLine.keys()].map((line) => reading.cells.get(line)?.length ?? 0))
  // What stood beyond the heading is given back too, under a number.
  const beyond = Array.from({ length: Math.max(0, widest - reading.header.titles.length) }, () => '')
  const own = titlesOf([...reading.header.titles, ...beyond])
  const rows = [...byLine].map(([line, problems]) => {
    const said = problems.map(say)
    const cells = reading.cells.get(line) ?? []
    return {
      [titles.line]: line,
      [titles.column]: [...new Set(said.map(({ column }) => column).filter(Boolean))].join('; '),
      [titles.reason]: said.map(({ reason }) => reason).join(' '),
      ...Object.fromEntries(own.flatMap((title, index) => (title === null ? [] : [[title, cells[index] ?? '']]))),
    }
  })
  return { columns: [titles.line, titles.column, titles.reason, ...own.filter((title) => title !== null)], rows }
}

/** The file's titles without ours of an earlier round, each told apart from the next. */
const titlesOf = (titles: string[]) =>
  titles.map((title, index) =>
    isOurs(title) ? null : title && titles.indexOf(title) === index ? title : `${title} (${index + 1})`.trim(),
  )
