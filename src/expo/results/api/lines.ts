import { z } from 'zod'
import { MODES } from '#expo/exhibition/pavilions/words.ts'
import { Constructed, DayText, EconomyCode, EditionCode, Instant, Words } from '#web/api.ts'
import { FIGURE_IDS } from '../figures/figure.ts'
import type { InSeries, OutsideFact, Publication } from '../queries.ts'
import { QUALIFIERS, REASONS, RECORD_KINDS, UNITS } from '../words.ts'

// What the API answers with, line by line.

export const Digest = z.string().meta({
  description:
    'SHA-256, in hexadecimal, of the records: their lines `record since mode amount` (without a mode: `record since amount`), sorted and joined by line feeds.',
})

export const FigureLine = z
  .object({
    id: z.enum(FIGURE_IDS),
    name: Words,
    value: z.number().meta({ description: 'The sum of the amounts of its records.' }),
    unit: z.enum(UNITS),
    definition: Words,
    definition_version: z.int(),
    records: z.int().meta({ description: 'How many records are behind it.' }),
    constructed: z.int().meta({ description: 'How many of them were made up so that published totals come out.' }),
    digest: Digest,
  })
  .meta({ id: 'Figure' })

export const OutsideFactLine = z
  .object({
    edition: EditionCode,
    figure: z.string().meta({ description: 'Code of what it is about; not all of them are computed here.' }),
    value: z.number(),
    qualifier: z.enum(QUALIFIERS).meta({ description: 'How exactly it was stated.' }),
    unit: z.string(),
    as_of: DayText.nullable(),
    source: z.string(),
    note: z.string(),
    verified: z.boolean(),
  })
  .meta({ id: 'OutsideFact' })

export const PublicationLine = z
  .object({
    id: z.uuid(),
    figure: z.string(),
    value: z.number(),
    as_of: DayText,
    definition_version: z.int(),
    digest: Digest,
    published_at: Instant,
    supersedes: z.uuid().nullable().meta({ description: 'The publication that this one corrects.' }),
    reason: z.string().nullable().meta({ description: 'Why it was corrected.' }),
    stands: z.boolean().meta({ description: 'False where a later one supersedes it.' }),
  })
  .meta({ id: 'Publication' })

export const PublicationInFull = PublicationLine.extend({
  edition: EditionCode,
  lines: z.array(z.string()).meta({ description: 'The records as they were frozen; the digest is of these lines.' }),
}).meta({ id: 'PublicationInFull' })

export const FigureInFull = FigureLine.extend({
  edition: EditionCode,
  as_of: DayText,
  series: z
    .array(z.object({ edition: EditionCode, as_of: DayText, value: z.number().nullable() }))
    .meta({ description: 'The figure over the editions of the fair; null where nothing is on record.' }),
  publications: z.array(PublicationLine).meta({ description: 'Newest first.' }),
  outside: z
    .array(OutsideFactLine)
    .meta({ description: 'What others published of it, for any edition of the series.' }),
}).meta({ id: 'FigureInFull' })

export const RecordLine = z
  .object({
    record: z.string().meta({ description: 'What it is told by: code of an economy or edition, or an id.' }),
    kind: z.enum(RECORD_KINDS),
    code: EconomyCode.nullable().meta({ description: 'Code of its country, region or organisation.' }),
    name: Words,
    area_code: z.string().nullable(),
    zone_code: z.string().nullable(),
    since: DayText.meta({ description: 'First day on which the record counts.' }),
    mode: z.enum(MODES).nullable().meta({ description: 'Of a pavilion; null for other records.' }),
    amount: z.number().meta({ description: 'What it adds to the value.' }),
    reason: z.enum(REASONS).meta({ description: 'Why it is counted.' }),
    explained: Words.meta({ description: 'The reason in words.' }),
    earlier: z.array(EditionCode).meta({ description: 'Earlier editions that the reason speaks of.' }),
    constructed: Constructed,
  })
  .meta({ id: 'Record' })

export const ShareLine = z
  .object({
    code: z.string(),
    name: Words,
    value: z.number().meta({ description: 'The sum of the amounts of the records that belong to it.' }),
    share: z.number().meta({ description: 'What part of the figure it is, from 0 to 1. Groups overlap.' }),
  })
  .meta({ id: 'Share' })

export const ColumnLine = z
  .object({ column: z.string(), type: z.string(), meaning: Words })
  .meta({ id: 'Column', description: 'A column of the open data.' })

export const publicationLine = (one: Publication, all: readonly Publication[]) => ({
  id: one.id,
  figure: one.figure,
  value: one.value,
  as_of: one.asOf,
  definition_version: one.definitionVersion,
  digest: one.digest,
  published_at: one.publishedAt.toISOString(),
  supersedes: one.supersedes,
  reason: one.reason,
  stands: !all.some((other) => other.supersedes === one.id),
})
export const outsideLine = (edition: string, { asOf, ...fact }: OutsideFact) => ({
  edition,
  figure: fact.figure,
  value: fact.value,
  qualifier: fact.qualifier,
  unit: fact.unit,
  as_of: asOf,
  source: fact.source,
  note: fact.note,
  verified: fact.verified,
})
export const seriesLine = ({ edition, asOf, value }: InSeries) => ({ edition: edition.code, as_of: asOf, value })
