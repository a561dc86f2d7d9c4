import { createHash } from 'node:crypto'
import { frozen } from './rules.ts'
import type { Behind } from './words.ts'

/** The digest of a figure's records: the same records give the same digest in any order. */
export const digestOf = (records: readonly Behind[]): string =>
  createHash('sha256').update(frozen(records).join('\n')).digest('hex')
