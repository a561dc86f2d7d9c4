import type { Machine } from './machine.ts'

/** What a bench found: one row per thing measured, and the sizes that it was measured in. */
export interface Report {
  sizes: Record<string, string | number>
  rows: Row[]
  notes?: string[]
}
export type Row = { what: string } & Record<string, string | number | null>

export function printed(told: Report & { bench: string; measures: string; machine: Machine }): string {
  const facts = Object.entries({ ...told.machine, ...told.sizes }).map(([name, value]) => `  ${name}: ${value}`)
  return [`${told.bench}: ${told.measures}`, ...facts, '', ...table(told.rows), '', ...(told.notes ?? [])].join('\n')
}

function table(rows: readonly Row[]): string[] {
  const columns = [...new Set(rows.flatMap((row) => Object.keys(row)))]
  const cells = [columns, ...rows.map((row) => columns.map((column) => shown(row[column])))]
  const widths = columns.map((_, index) => Math.max(...cells.map((line) => (line[index] ?? '').length)))
  return cells.map((line) =>
    line
      .map((cell, index) => (index === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[index] ?? 0)))
      .join('  '),
  )
}

const shown = (value: string | number | null | undefined): string =>
  typeof value === 'number'
    ? value.toLocaleString('en-GB', { maximumFractionDigits: value < 100 ? 2 : 0 })
    : (value ?? '')

/** The value under which so large a part of the values lie (nearest rank). */
export function percentile(values: readonly number[], part: number): number {
  const sorted = values.toSorted((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.max(0, Math.ceil(sorted.length * part) - 1))] ?? Number.NaN
}
export const median = (values: readonly number[]): number => percentile(values, 0.5)
