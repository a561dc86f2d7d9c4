type Cell = string | number | boolean | null

/** A cell that a spreadsheet would compute is text: it gets an apostrophe before it (OWASP, CSV injection). */
function cell(value: Cell): string {
  if (value === null) return ''
  const text = typeof value === 'string' && /^[=+\-@\t\r]/.test(value) ? `'${value}` : String(value)
  return /[",\n\r]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}

/** Rows as CSV (RFC 4180), with a byte order mark so that spreadsheets read it as UTF-8. The keys of the first row head the columns. */
export function csvText(rows: readonly Record<string, Cell>[], columns = Object.keys(rows[0] ?? {})): string {
  const lines = [columns.map(cell), ...rows.map((row) => columns.map((column) => cell(row[column] ?? null)))]
  return `\ufeff${lines.map((line) => line.join(',')).join('\r\n')}\r\n`
}

export function csvOf(name: string, rows: readonly Record<string, Cell>[], columns?: string[]): Response {
  return new Response(csvText(rows, columns), {
    headers: {
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': `attachment; filename="${name}"`,
      'cache-control': 'no-cache',
    },
  })
}
