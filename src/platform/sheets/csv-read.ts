import { LIMITS, unreadable } from './limits.ts'

export interface Record {
  /** The line of the file that it begins on, as an editor counts. */
  line: number
  cells: string[]
}

export const DELIMITERS = [',', ';', '\t'] as const
export type Delimiter = (typeof DELIMITERS)[number]

/**
 * The records of a CSV text (RFC 4180), one by one. Line ends of any kind; a quote inside an unquoted cell is a character like others,
 * as spreadsheets take it; a quote that is never closed would swallow the rest, so it is refused with the line it stands on.
 */
export function* readCsv(text: string, delimiter: Delimiter, most: number = LIMITS.columns): Generator<Record> {
  let at = 0
  let line = 1
  while (at < text.length) {
    const record: Record = { line, cells: [] }
    for (;;) {
      const { value, end, lines } = text[at] === '"' ? quoted(text, at, delimiter, line) : plain(text, at, delimiter)
      record.cells.push(value)
      line += lines
      at = end
      if (record.cells.length > most) throw unreadable('sheets.too-many-columns', { max: most })
      if (text[at] !== delimiter) break
      at += 1
    }
    if (text[at] === '\r' && text[at + 1] === '\n') at += 1
    at += 1
    line += 1
    yield record
  }
}

interface Taken {
  value: string
  end: number
  lines: number
}

function plain(text: string, from: number, delimiter: Delimiter): Taken {
  let end = from
  for (; end < text.length; end++) {
    const letter = text[end]
    if (letter === delimiter || letter === '\n' || letter === '\r') break
  }
  return { value: text.slice(from, end), end, lines: 0 }
}

function quoted(text: string, from: number, delimiter: Delimiter, line: number): Taken {
  let value = ''
  for (let at = from + 1; ; ) {
    const close = text.indexOf('"', at)
    if (close < 0) throw unreadable('sheets.open-quote', { line })
    value += text.slice(at, close)
    if (text[close + 1] === '"') {
      value += '"'
      at = close + 2
      continue
    }
    const rest = plain(text, close + 1, delimiter)
    return { value: value + rest.value, end: rest.end, lines: value.split(/\r\n|\r|\n/).length - 1 }
  }
}

/** A first line such as `sep=;` is a note from one spreadsheet to another. */
export const SEPARATOR_NOTE = /^sep=(.)\r?\n/i
