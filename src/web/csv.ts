import { Readable } from 'node:stream'
import { type Rows, streamCsv, streamXlsx } from '#platform/sheets/write.ts'

const fileOf = (name: string, type: string, body: ReadableStream<Uint8Array>) =>
  new Response(body, {
    headers: {
      'content-type': type,
      'content-disposition': `attachment; filename="${name.replace(/[^\w.-]+/g, '-')}"`,
      'cache-control': 'no-cache',
    },
  })

/** Rows as a CSV file, sent as they come: an array, or a generator that reads page by page. The keys of the first row head the columns. */
export const csvOf = (name: string, rows: Rows, columns?: readonly string[]): Response =>
  fileOf(name, 'text/csv; charset=utf-8', streamCsv(rows, columns))

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

/** The same as a workbook; from right to left where the reader reads so. */
export const xlsxOf = (
  name: string,
  rows: Rows,
  { columns, rtl = false }: { columns?: readonly string[]; rtl?: boolean } = {},
): Response =>
  fileOf(name, XLSX, streamXlsx(rows, { name: name.replace(/\.xlsx$/, ''), rtl, ...(columns && { columns }) }))

/** The same as JSON: an array of objects under a name of its own, written as the rows come. */
export function jsonOf(name: string, rows: Rows): Response {
  async function* pieces() {
    let before = `{${JSON.stringify(name)}:[`
    for await (const row of rows) {
      yield before + JSON.stringify(row)
      before = ','
    }
    yield before === ',' ? ']}' : `${before}]}`
  }
  const body = Readable.toWeb(Readable.from(pieces(), { objectMode: false })) as ReadableStream<Uint8Array>
  return new Response(body, { headers: { 'content-type': 'application/json', 'cache-control': 'no-cache' } })
}
