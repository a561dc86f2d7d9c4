import type { Reader } from '#web/reader.ts'

const COLUMNS = [
  ['record', 'code', 'record'],
  ['kind', 'code', 'kind'],
  ['code', 'text', 'participant'],
  ['name', 'text', 'name'],
  ['region', 'text', 'region'],
  ['region_code', 'code', 'region-code'],
  ['area_code', 'code', 'area-code'],
  ['zone_code', 'code', 'zone-code'],
  ['since', 'day', 'since'],
  ['mode', 'on-site | online', 'mode'],
  ['area_m2', 'number', 'area'],
  ['guest_of_honour', 'true | false', 'honour'],
  ['first_time', 'true | false', 'first-time'],
  ['first_time_on_site', 'true | false', 'first-time-on-site'],
  ['amount', 'number', 'amount'],
  ['reason', 'code', 'reason'],
  ['explained', 'text', 'explained'],
  ['earlier', 'codes', 'earlier'],
  ['constructed', 'true | false', 'constructed'],
  ['id', 'code', 'id'],
  ['value', 'number', 'value'],
  ['share', 'number', 'share'],
  ['unit', 'code', 'unit'],
  ['definition', 'text', 'definition'],
  ['definition_version', 'number', 'version'],
  ['records', 'number', 'records'],
  ['digest', 'sha256', 'digest'],
  ['as_of', 'day', 'as-of'],
  ['edition', 'code', 'edition'],
] as const

/** Every column of the open data, what it holds and in what shape, in the reader's language or in all of them. */
export const dictionary = <Said>(told: (tell: (reader: Reader) => string) => Said) =>
  COLUMNS.map(([column, type, key]) => ({
    column,
    type,
    meaning: told((reader) => reader.t(`results.dictionary.${key}`)),
  }))
