import { Readable } from 'node:stream'
import { isDay } from '#kernel/day.ts'
import { type Cell, isComputed, neutral } from './neutral.ts'
import { type PartToWrite, writeZip } from './zip.ts'

/** What a list gives out: rows by column, as they come. */
export type Row = { readonly [column: string]: Cell | undefined }
export type Rows = AsyncIterable<Row> | Iterable<Row>

const BATCH = 32 * 1024

/** Pieces gathered to a size that is worth sending. */
async function* gather(pieces: AsyncIterable<string>): AsyncGenerator<string> {
  let held = ''
  for await (const piece of pieces) {
    held += piece
    if (held.length < BATCH) continue
    yield held
    held = ''
  }
  if (held) yield held
}

const streamOf = (pieces: AsyncIterable<string | Uint8Array>) =>
  Readable.toWeb(Readable.from(pieces, { objectMode: false })) as ReadableStream<Uint8Array>

/** Columns as they are given, or as the first row has them. */
async function* withColumns(
  rows: Rows,
  columns?: readonly string[],
): AsyncGenerator<{ columns: readonly string[]; row: Row | null }> {
  let known = columns
  for await (const row of rows) {
    known ??= Object.keys(row)
    yield { columns: known, row }
  }
  yield { columns: known ?? [], row: null }
}

function csvCell(value: Cell | undefined): string {
  if (value === null || value === undefined) return ''
  const text = typeof value === 'string' ? neutral(value) : String(value)
  return /[",;\t\n\r]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}
const csvLine = (cells: (Cell | undefined)[]) => `${cells.map(csvCell).join(',')}\r\n`

async function* csvPieces(rows: Rows, columns?: readonly string[]): AsyncGenerator<string> {
  let headed = false
  for await (const { columns: known, row } of withColumns(rows, columns)) {
    // The byte order mark is what spreadsheets know UTF-8 by.
    if (!headed) yield `\ufeff${csvLine([...known])}`
    headed = true
    if (row) yield csvLine(known.map((column) => row[column]))
  }
}

/** Rows as CSV (RFC 4180), written as they come. */
export const streamCsv = (rows: Rows, columns?: readonly string[]): ReadableStream<Uint8Array> =>
  streamOf(gather(csvPieces(rows, columns)))

const XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
const RELATIONS = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006'
/** Rows that one sheet of the format holds, its heading among them. */
const MOST_ROWS = 1_048_576
const MOST_CHARACTERS = 32_767
/** Cell styles, by their place in `STYLES`. */
const PLAIN = 0
const HEADING = 1
const DAY = 2
/** Text that stays text when somebody edits the cell, whatever it begins with. */
const TEXT = 3

const STYLES = `${XML}<styleSheet xmlns="${MAIN}"><numFmts count="1"><numFmt numFmtId="164" formatCode="yyyy\\-mm\\-dd"/></numFmts><fonts count="2"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="4"><xf/><xf fontId="1" applyFont="1"/><xf numFmtId="164" applyNumberFormat="1"/><xf numFmtId="49" applyNumberFormat="1" quotePrefix="1"/></cellXfs><cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>`

export interface XlsxOptions {
  columns?: readonly string[]
  /** The sheet's name; what a sheet may not be called is left out. */
  name: string
  /** From right to left, as an Arabic reader turns pages. */
  rtl?: boolean
  /** Rows to a sheet; the format's limit unless a test says less. */
  most?: number
}

/** Rows as a workbook (ECMA-376), written as they come. What does not fit on one sheet goes on on the next, under the same heading. */
export function streamXlsx(rows: Rows, options: XlsxOptions): ReadableStream<Uint8Array> {
  return streamOf(writeZip(partsOf(rows, options)))
}

async function* partsOf(rows: Rows, options: XlsxOptions): AsyncGenerator<PartToWrite> {
  const all = withColumns(rows, options.columns)
  let sheets = 0
  let next = await all.next()
  while (!next.done && (sheets === 0 || next.value.row)) {
    sheets += 1
    const source = { next, all }
    yield { name: `xl/worksheets/sheet${sheets}.xml`, text: gather(sheetPieces(source, options)) }
    next = source.next
  }
  const numbers = Array.from({ length: sheets }, (_, index) => index + 1)
  const name =
    options.name
      .replace(/[\\/?*[\]:]/g, ' ')
      .slice(0, 25)
      .trim() || 'Rialto'
  const one = (text: string) => [text]
  yield { name: 'xl/styles.xml', text: one(STYLES) }
  yield {
    name: 'xl/workbook.xml',
    text: one(
      `${XML}<workbook xmlns="${MAIN}" xmlns:r="${RELATIONS}"><sheets>${numbers.map((number) => `<sheet name="${escaped(number === 1 ? name : `${name} ${number}`)}" sheetId="${number}" r:id="rId${number}"/>`).join('')}</sheets></workbook>`,
    ),
  }
  yield {
    name: 'xl/_rels/workbook.xml.rels',
    text: one(
      `${XML}<Relationships xmlns="${PACKAGE}/relationships">${numbers.map((number) => `<Relationship Id="rId${number}" Type="${RELATIONS}/worksheet" Target="worksheets/sheet${number}.xml"/>`).join('')}<Relationship Id="rId0" Type="${RELATIONS}/styles" Target="styles.xml"/></Relationships>`,
    ),
  }
  yield {
    name: '_rels/.rels',
    text: one(
      `${XML}<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="rId1" Type="${RELATIONS}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    ),
  }
  const type = 'application/vnd.openxmlformats-officedocument.spreadsheetml'
  yield {
    name: '[Content_Types].xml',
    text: one(
      `${XML}<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="${type}.sheet.main+xml"/><Override PartName="/xl/styles.xml" ContentType="${type}.styles+xml"/>${numbers.map((number) => `<Override PartName="/xl/worksheets/sheet${number}.xml" ContentType="${type}.worksheet+xml"/>`).join('')}</Types>`,
    ),
  }
}

type Step = { columns: readonly string[]; row: Row | null }
interface Source {
  next: IteratorResult<Step>
  all: AsyncGenerator<Step>
}

/** One sheet's text; leaves in `source` what the next one begins with. */
async function* sheetPieces(source: Source, { rtl, most = MOST_ROWS }: XlsxOptions): AsyncGenerator<string> {
  const { columns } = source.next.value as Step
  const widths = columns.map(
    (column, index) =>
      `<col min="${index + 1}" max="${index + 1}" width="${Math.min(40, Math.max(12, column.length + 3))}" customWidth="1"/>`,
  )
  yield `${XML}<worksheet xmlns="${MAIN}"><sheetViews><sheetView workbookViewId="0"${rtl ? ' rightToLeft="1"' : ''}><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>${widths.length > 0 ? `<cols>${widths.join('')}</cols>` : ''}<sheetData>`
  const letters = columns.map((_, index) => lettersOf(index))
  const rowOf = (line: number, cells: (Cell | undefined)[], style?: number) =>
    `<row r="${line}">${cells.map((cell, index) => xlsxCell(cell, `${letters[index]}${line}`, style)).join('')}</row>`
  yield rowOf(1, [...columns], HEADING)
  for (let written = 1; written < most && !source.next.done && source.next.value.row; written++) {
    const { row } = source.next.value
    yield rowOf(
      written + 1,
      columns.map((column) => row[column]),
    )
    source.next = await source.all.next()
  }
  yield '</sheetData></worksheet>'
}

/** Column 27, counted from nought, is `AB`. */
const lettersOf = (index: number): string =>
  (index >= 26 ? lettersOf(Math.floor(index / 26) - 1) : '') + String.fromCharCode(65 + (index % 26))

function xlsxCell(value: Cell | undefined, at: string, style = PLAIN): string {
  if (value === null || value === undefined || value === '') return ''
  if (typeof value === 'number' && Number.isFinite(value)) return `<c r="${at}"><v>${value}</v></c>`
  if (typeof value === 'boolean') return `<c r="${at}" t="b"><v>${value ? 1 : 0}</v></c>`
  const text = String(value)
  // Days before March 1900 have no number that every spreadsheet agrees on.
  if (style === PLAIN && text > '1900-03-01' && isDay(text))
    return `<c r="${at}" s="${DAY}"><v>${serialOf(text)}</v></c>`
  const kept = style === PLAIN && isComputed(text) ? TEXT : style
  const cut = text.length > MOST_CHARACTERS ? `${text.slice(0, MOST_CHARACTERS - 1)}…` : text
  return `<c r="${at}" t="inlineStr"${kept ? ` s="${kept}"` : ''}><is><t xml:space="preserve">${escaped(cut)}</t></is></c>`
}

const serialOf = (day: string) => (Date.parse(`${day}T00:00:00Z`) - Date.UTC(1899, 11, 30)) / 86_400_000

// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what XML cannot hold
const UNHOLDABLE = /[\u0000-\u0008\u000b-\u001f\ufffe\uffff]|\p{Cs}|_(?=x[0-9A-Fa-f]{4}_)/gu

const escaped = (text: string) =>
  text
    .replace(UNHOLDABLE, (letter) => `_x${letter.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}_`)
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
