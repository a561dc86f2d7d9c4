import { getEdition } from '#expo/ground/editions/index.ts'
import { todayIn } from '#expo/ground/editions/rules.ts'
import { computeFigures } from '#expo/results/index.ts'
import { isDay } from '#kernel/day.ts'
import { isLanguage } from '#kernel/language.ts'
import type { Db } from '#platform/database.ts'
import { streamCsv } from '#platform/sheets/write.ts'
import { readerOf } from '#web/reader.ts'

/** An order on the command line that cannot be carried out; one sentence. */
export class WrongOrder extends Error {}

/** `rialto results EDITION --as-of DAY --format json|csv|text --lang en`: every figure of an edition, as text. */
export async function results(
  db: Db,
  order: { edition: string; asOf?: string; format: string; lang: string; now: Date },
): Promise<string> {
  const edition = await getEdition(db, order.edition).catch(() => {
    throw new WrongOrder(`There is no edition ${order.edition}.`)
  })
  if (order.asOf !== undefined && !isDay(order.asOf))
    throw new WrongOrder(`${order.asOf} is no day; write it as 2023-11-04.`)
  if (!isLanguage(order.lang)) throw new WrongOrder(`There is no language ${order.lang} here: en, zh, fr, es, ru, ar.`)
  const asOf = order.asOf ?? todayIn(edition, order.now)
  const reader = readerOf(order.lang)
  const figures = (await computeFigures(db, { editionId: edition.id, asOf })).map(
    ({ figure, value, records, digest }) => ({
      id: figure.id,
      name: reader.t(`results.figures.${figure.id}.name`),
      value,
      unit: figure.unit,
      definition: reader.t(`results.figures.${figure.id}.definition`),
      definitionVersion: figure.version,
      records: records.length,
      constructed: records.filter((record) => record.constructed).length,
      digest,
    }),
  )
  if (order.format === 'json') return `${JSON.stringify({ edition: edition.code, asOf, figures }, null, 2)}\n`
  if (order.format === 'csv') return new Response(streamCsv(figures)).text()
  if (order.format === 'text') return figures.map((one) => `${String(one.value).padStart(10)}  ${one.name}\n`).join('')
  throw new WrongOrder(`There is no format ${order.format}: json, csv, text.`)
}
