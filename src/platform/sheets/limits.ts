import { setImmediate } from 'node:timers/promises'
import { type Details, Refusal } from '#kernel/refusal.ts'

/** What an uploaded sheet may weigh: enough for a large exhibitor's list, and read in two seconds on a small machine. */
export const LIMITS = {
  bytes: 10 * 1024 * 1024,
  /** Of a workbook, all parts that are read together. A zip bomb meets this before it meets the memory. */
  unpacked: 64 * 1024 * 1024,
  rows: 20_000,
  columns: 200,
  cells: 400_000,
  /** Characters in one cell. */
  cell: 5_000,
} as const

/** A file that cannot be read as a sheet; said beside the field it was chosen in. */
export const unreadable = (reason: `sheets.${string}`, details: Details = {}) =>
  new Refusal('invalid', reason, details, 'file')

/** Counts rows and filled cells as they are read, and refuses at the limit. */
export type Count = (filled: number) => void

export function counter(): Count {
  let rows = 0
  let cells = 0
  return (filled) => {
    rows += 1
    cells += filled
    // The heading is a row too.
    if (rows > LIMITS.rows + 1) throw unreadable('sheets.too-many-rows', { max: LIMITS.rows })
    if (cells > LIMITS.cells) throw unreadable('sheets.too-many-cells', { max: LIMITS.cells })
  }
}

/** So long at a time: short enough that even a quick machine, which reads the largest sheet in a tenth of a second, lets others in often. */
const SLICE_MS = 4

/** Lets others have the event loop where work has held it for a while. */
export function breather(): () => Promise<void> | undefined {
  let since = performance.now()
  return () => {
    if (performance.now() - since < SLICE_MS) return undefined
    return setImmediate().then(() => {
      since = performance.now()
    })
  }
}
