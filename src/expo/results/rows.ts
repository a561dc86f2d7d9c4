import type { Reader } from '#web/reader.ts'
import { reasonOf } from './pages/figure.tsx'
import type { Computed, Share } from './queries.ts'
import type { Behind } from './words.ts'

/** How a sentence of ours is put into a row: in the reader's language beside a page, in all of them in the API. */
type Tell<Said> = (tell: (reader: Reader) => string) => Said

/** One figure as open data: the same columns in the CSV and JSON beside the page and in the API. */
export const figureRow = <Said>({ figure, value, records, digest }: Computed, told: Tell<Said>) => ({
  id: figure.id,
  name: told((reader) => reader.t(`results.figures.${figure.id}.name`)),
  value,
  unit: figure.unit,
  definition: told((reader) => reader.t(`results.figures.${figure.id}.definition`)),
  definition_version: figure.version,
  records: records.length,
  constructed: records.filter((record) => record.constructed).length,
  digest,
})

/** One record behind a figure as open data. */
export const recordRow = <Said>(record: Behind, name: Said, told: Tell<Said>) => ({
  record: record.id,
  kind: record.kind,
  code: record.economyCode,
  name,
  area_code: record.areaCode,
  zone_code: record.zoneCode,
  since: record.since,
  mode: record.mode,
  amount: record.amount,
  reason: record.reason,
  explained: told((reader) => reasonOf(reader, record)),
  earlier: record.earlier,
  constructed: record.constructed,
})

/** One part of a figure as open data. */
export const shareRow = <Said>(share: Share, name: Said, whole: number) => ({
  code: share.code,
  name,
  value: share.value,
  share: whole === 0 ? 0 : Math.round((share.value / whole) * 10_000) / 10_000,
})
