import type { Reader } from '#web/reader.ts'

const COLUMNS = [
  ['code', 'text', 'participant'],
  ['name', 'text', 'name'],
  ['since', 'day', 'since'],
  ['mode', 'on-site | online', 'mode'],
  ['amount', 'number', 'amount'],
  ['reason', 'code', 'reason'],
  ['explained', 'text', 'explained'],
  ['earlier', 'codes', 'earlier'],
  ['constructed', 'true | false', 'constructed'],
  ['id', 'code', 'id'],
  ['value', 'number', 'value'],
  ['unit', 'code', 'unit'],
  ['definition', 'text', 'definition'],
  ['definition_version', 'number', 'version'],
  ['records', 'number', 'records'],
  ['digest', 'sha256', 'digest'],
  ['as_of', 'day', 'as-of'],
  ['edition', 'code', 'edition'],
] as const

/** Every column of the open data, what it holds and in what shape, in the reader's language. */
export const dictionary = (reader: Reader) =>
  COLUMNS.map(([column, type, key]) => ({ column, type, meaning: reader.t(`results.dictionary.${key}`) }))
