import type { Record } from './csv-read.ts'
import { breather, type Count, LIMITS, unreadable } from './limits.ts'
import { attribute, gathered, readXml, type XmlReader } from './xml.ts'
import { openZip, type Zip } from './zip.ts'

/** A row of a workbook, with what can be seen to be wrong with a cell before anybody knows what it should be. */
export interface SheetRecord extends Record {
  suspect: Map<number, 'sheets.rounded' | 'sheets.formula-failed'>
}

export interface Workbook {
  /** The sheet that is read: the first that is not hidden. */
  sheet: string
  others: number
  rows: SheetRecord[]
}

interface Book {
  sheets: { name: string; path: string }[]
  from1904: boolean
}

/** Reads the first sheet of a workbook (ECMA-376), as its reader sees it: days as days, formulas as what they came to. */
export async function readXlsx(bytes: Uint8Array, count: Count): Promise<Workbook> {
  const zip = openZip(bytes)
  const book = await readBook(zip)
  const [first, ...others] = book.sheets
  if (!first || !zip.has(first.path)) throw unreadable('sheets.not-a-workbook')
  const strings = await readStrings(zip)
  const kinds = await readKinds(zip)
  const rows = await readRows(zip, first.path, { strings, kinds, from1904: book.from1904 }, count)
  return { sheet: first.name, others: others.length, rows }
}

const BOOK = 'xl/workbook.xml'

async function readBook(zip: Zip): Promise<Book> {
  if (!zip.has(BOOK)) throw unreadable('sheets.not-a-workbook')
  const targets = new Map<string, string>()
  await readXml(zip.open('xl/_rels/workbook.xml.rels'), {
    open(name, attributes) {
      if (name !== 'Relationship') return
      const target = attribute(attributes, 'Target') ?? ''
      targets.set(attribute(attributes, 'Id') ?? '', target.startsWith('/') ? target.slice(1) : `xl/${target}`)
    },
  })
  const book: Book = { sheets: [], from1904: false }
  await readXml(zip.open(BOOK), {
    open(name, attributes) {
      if (name === 'workbookPr') book.from1904 = /^(1|true)$/.test(attribute(attributes, 'date1904') ?? '')
      if (name !== 'sheet' || (attribute(attributes, 'state') ?? 'visible') !== 'visible') return
      const path = targets.get(attribute(attributes, 'id') ?? '')
      if (path?.includes('worksheets/')) book.sheets.push({ name: attribute(attributes, 'name') ?? '', path })
    },
  })
  return book
}

/** Words that cells share. Readings of characters, as East Asian sheets carry them, are no part of the word. */
async function readStrings(zip: Zip): Promise<string[]> {
  const strings: string[] = []
  await readXml(
    zip.open('xl/sharedStrings.xml'),
    textsOf('si', (text) => {
      if (strings.length >= LIMITS.cells) throw unreadable('sheets.too-many-cells', { max: LIMITS.cells })
      strings.push(text)
    }),
  )
  return strings
}

/** Tells the text of each element of a name: all its runs, without the readings of characters. */
function textsOf(element: string, told: (text: string) => void): XmlReader & { text(text: string): void } {
  let text = ''
  let inText = false
  let inReading = false
  return {
    open(name) {
      if (name === element) text = ''
      if (name === 'rPh') inReading = true
      if (name === 't') inText = !inReading
    },
    text(piece) {
      if (inText) text = gathered(text, piece)
    },
    close(name) {
      if (name === 't') inText = false
      if (name === 'rPh') inReading = false
      if (name === element) told(unescaped(text))
    },
  }
}

/** Characters that XML cannot hold are written `_x000D_`. */
const unescaped = (text: string) =>
  text.includes('_x')
    ? text.replace(/_x([0-9A-Fa-f]{4})_/g, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)))
    : text

type Kind = 'number' | 'day' | 'percent'

/** By style: whether a number is shown as a day or as a percentage. */
async function readKinds(zip: Zip): Promise<Kind[]> {
  const formats = new Map<number, Kind>([
    [9, 'percent'],
    [10, 'percent'],
    // Days as Excel has them built in, the East Asian ones among them.
    ...[14, 15, 16, 17, 18, 19, 20, 21, 22, 45, 46, 47].map((id) => [id, 'day'] as const),
    ...Array.from({ length: 32 }, (_, index) => [27 + index, 'day'] as const).filter(([id]) => id <= 36 || id >= 50),
  ])
  const kinds: Kind[] = []
  let inCells = false
  await readXml(zip.open('xl/styles.xml'), {
    open(name, attributes) {
      if (name === 'numFmt')
        formats.set(Number(attribute(attributes, 'numFmtId')), kindOf(attribute(attributes, 'formatCode') ?? ''))
      if (name === 'cellXfs') inCells = true
      if (name === 'xf' && inCells && kinds.length < 65_536)
        kinds.push(formats.get(Number(attribute(attributes, 'numFmtId') ?? 0)) ?? 'number')
    },
    close(name) {
      if (name === 'cellXfs') inCells = false
    },
  })
  return kinds
}

function kindOf(format: string): Kind {
  const bare = format.slice(0, 500).replace(/"[^"]*"|\\.|\[[^\]]*\]|_./g, '')
  return /general/i.test(bare) ? 'number' : /[ymdhs]/i.test(bare) ? 'day' : bare.includes('%') ? 'percent' : 'number'
}

interface Meaning {
  strings: string[]
  kinds: Kind[]
  from1904: boolean
}

async function readRows(zip: Zip, path: string, meaning: Meaning, count: Count): Promise<SheetRecord[]> {
  const rows: SheetRecord[] = []
  const breathe = breather()
  let row: SheetRecord = { line: 0, cells: [], suspect: new Map() }
  let filled = 0
  let cell: Cell | null = null
  let column = 0
  let reading: 'v' | 't' | 'f' | null = null
  let inReading = false

  const finish = (done: Cell) => {
    const { text, suspect } = textOf(done, meaning)
    if (text === '') return
    if (done.column >= LIMITS.columns) throw unreadable('sheets.too-many-columns', { max: LIMITS.columns })
    while (row.cells.length < done.column) row.cells.push('')
    row.cells[done.column] = text
    if (suspect) row.suspect.set(done.column, suspect)
    filled += 1
  }
  await readXml(breathing(zip.open(path), breathe), {
    open(name, attributes) {
      if (name === 'row') {
        const line = Number(attribute(attributes, 'r') ?? row.line + 1)
        if (!Number.isSafeInteger(line) || line < 1) throw unreadable('sheets.damaged')
        row = { line, cells: [], suspect: new Map() }
        filled = 0
        column = 0
      } else if (name === 'c') {
        const at = attribute(attributes, 'r')
        column = at ? columnOf(at) : column
        cell = {
          column,
          type: attribute(attributes, 't') ?? 'n',
          style: Number(attribute(attributes, 's') ?? 0),
          value: '',
          formula: '',
        }
        column += 1
      } else if (name === 'rPh') inReading = true
      else if (cell && (name === 'v' || name === 'f' || (name === 't' && !inReading))) reading = name
    },
    text(piece) {
      if (!cell || !reading) return
      if (reading === 'f') cell.formula = gathered(cell.formula, piece)
      else cell.value = gathered(cell.value, piece)
    },
    close(name) {
      if (name === reading) reading = null
      if (name === 'rPh') inReading = false
      if (name === 'c' && cell) {
        finish(cell)
        cell = null
      }
      if (name !== 'row' || row.cells.length === 0) return
      count(filled)
      rows.push(row)
    },
  })
  return rows
}

async function* breathing(chunks: AsyncIterable<Uint8Array>, breathe: () => Promise<void> | undefined) {
  for await (const chunk of chunks) {
    await breathe()
    yield chunk
  }
}

interface Cell {
  column: number
  type: string
  style: number
  value: string
  formula: string
}

/** `AB12` is column 27, counted from nought. */
function columnOf(reference: string): number {
  let column = 0
  for (const letter of reference.toUpperCase()) {
    if (letter < 'A' || letter > 'Z') break
    column = column * 26 + letter.charCodeAt(0) - 64
    if (column > 20_000) throw unreadable('sheets.too-many-columns', { max: LIMITS.columns })
  }
  return Math.max(0, column - 1)
}

function textOf(
  cell: Cell,
  { strings, kinds, from1904 }: Meaning,
): { text: string; suspect?: 'sheets.rounded' | 'sheets.formula-failed' } {
  const { type, value } = cell
  // A formula that was never worked out stays what it is: text.
  if (value === '') return { text: cell.formula ? `=${cell.formula}` : '' }
  if (type === 's') return { text: strings[Number(value)] ?? '' }
  if (type === 'inlineStr' || type === 'str') return { text: unescaped(value) }
  if (type === 'b') return { text: value === '1' ? 'TRUE' : 'FALSE' }
  if (type === 'e') return { text: value, suspect: 'sheets.formula-failed' }
  if (type === 'd') return { text: value.replace(/T00:00:00(\.0+)?Z?$/, '') }
  const number = Number(value)
  if (!Number.isFinite(number)) return { text: value }
  const kind = kinds[cell.style] ?? 'number'
  if (kind === 'day') return { text: dayText(number, from1904) ?? printed(number) }
  if (kind === 'percent') return { text: `${printed(number * 100)}%` }
  // Fifteen digits are all that a spreadsheet keeps of a number; a longer one has lost its end.
  return Math.abs(number) >= 1e15 ? { text: printed(number), suspect: 'sheets.rounded' } : { text: printed(number) }
}

const printed = (number: number) => String(Number.isInteger(number) ? number : Number(number.toPrecision(15)))

const MS_PER_DAY = 86_400_000

/** Serial days count from the end of 1899; the 29 February 1900 that never was is day 60 there. */
function dayText(serial: number, from1904: boolean): string | null {
  const days = from1904 ? serial + 1_462 : serial < 60 ? serial + 1 : serial
  if (days < 1 || days > 2_958_466) return null
  const moment = new Date(Date.UTC(1899, 11, 30) + Math.round((days * MS_PER_DAY) / 1000) * 1000).toISOString()
  return moment.endsWith('T00:00:00.000Z') ? moment.slice(0, 10) : moment.slice(0, 19)
}
