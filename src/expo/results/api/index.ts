import { z } from 'zod'
import { type Edition, editionInPath, maySeeEdition } from '#expo/ground/editions/index.ts'
import { todayIn } from '#expo/ground/editions/rules.ts'
import type { Day } from '#kernel/day.ts'
import { anyone } from '#kernel/permission.ts'
import { asOf, DayText, EditionCode, inPages, inWords, listOf, pageOf, toldIn, words, wordsIn } from '#web/api.ts'
import { api, type Call, type Door } from '#web/door.ts'
import { dictionary } from '../dictionary.ts'
import { FIGURE_IDS } from '../figures/figure.ts'
import { breakdownInPath, figureInPath, maySeeItsEdition, publicationInPath } from '../places.ts'
import {
  computeFigure,
  computeFigures,
  getFrozen,
  listOutsideFacts,
  listPublications,
  listSeries,
  nameRecords,
  shareOut,
} from '../queries.ts'
import { figureRow, recordRow, shareRow } from '../rows.ts'
import { DIMENSIONS } from '../words.ts'
import {
  ColumnLine,
  Digest,
  FigureInFull,
  FigureLine,
  OutsideFactLine,
  outsideLine,
  PublicationInFull,
  PublicationLine,
  publicationLine,
  RecordLine,
  ShareLine,
  seriesLine,
} from './lines.ts'

const dayOf = (call: Call<unknown>, edition: Edition, asked: Day | undefined): Day =>
  asked ?? todayIn(edition, call.now)

const tag = 'results.title'
const AT = '/api/v1/editions/:edition'

export const resultApi: Door[] = [
  api(`${AT}/figures`, {
    thing: editionInPath,
    may: maySeeEdition,
    operation: {
      id: 'listFigures',
      summary: 'results.operations.figures',
      tag,
      query: inPages.extend({ 'as-of': asOf }),
      answer: listOf('FigureList', FigureLine, { edition: EditionCode, as_of: DayText }),
    },
    answer: async (call, { lang, 'as-of': asked, ...paging }) => {
      const { house, thing: edition } = call
      const day = dayOf(call, edition, asked)
      const computed = await computeFigures(house.db, { editionId: edition.id, asOf: day })
      const lines = computed.map((one) => figureRow(one, toldIn(lang)))
      return { edition: edition.code, as_of: day, ...pageOf(call, paging, lines, (line) => line.id) }
    },
  }),
  api(`${AT}/figures/:figure`, {
    thing: figureInPath,
    may: maySeeItsEdition,
    operation: {
      id: 'getFigure',
      summary: 'results.operations.figure',
      tag,
      query: inWords.extend({ 'as-of': asOf }),
      answer: FigureInFull,
    },
    answer: async (call, { lang, 'as-of': asked }) => {
      const { edition, figure } = call.thing
      const { db } = call.house
      const day = dayOf(call, edition, asked)
      const [computed, series, publications] = await Promise.all([
        computeFigure(db, figure, { editionId: edition.id, asOf: day }),
        listSeries(db, figure, { edition, asOf: day }),
        listPublications(db, { editionId: edition.id, figure: figure.id }),
      ])
      return {
        edition: edition.code,
        as_of: day,
        ...figureRow(computed, toldIn(lang)),
        series: series.map(seriesLine),
        publications: publications.map((one) => publicationLine(one, publications)),
        outside: series.flatMap((one) => one.outside.map((fact) => outsideLine(one.edition.code, fact))),
      }
    },
  }),
  api(`${AT}/figures/:figure/records`, {
    thing: figureInPath,
    may: maySeeItsEdition,
    operation: {
      id: 'listRecords',
      summary: 'results.operations.records',
      tag,
      query: inPages.extend({ 'as-of': asOf }),
      answer: listOf('RecordList', RecordLine, {
        edition: EditionCode,
        figure: z.enum(FIGURE_IDS),
        as_of: DayText,
        value: z.number(),
        digest: Digest,
      }),
    },
    answer: async (call, { lang, 'as-of': asked, ...paging }) => {
      const { edition, figure } = call.thing
      const { db } = call.house
      const day = dayOf(call, edition, asked)
      const { records, value, digest } = await computeFigure(db, figure, { editionId: edition.id, asOf: day })
      const page = pageOf(call, paging, records, (record) => record.id)
      const names = await nameRecords(
        db,
        edition.id,
        page.items.map((record) => record.id),
      )
      const items = page.items.map((record) =>
        recordRow(record, wordsIn(lang)(names.get(record.id) ?? {}), toldIn(lang)),
      )
      return { edition: edition.code, figure: figure.id, as_of: day, value, digest, ...page, items }
    },
  }),
  api(`${AT}/figures/:figure/by/:dimension`, {
    thing: breakdownInPath,
    may: maySeeItsEdition,
    operation: {
      id: 'listShares',
      summary: 'results.operations.shares',
      tag,
      query: inPages.extend({ 'as-of': asOf }),
      answer: listOf('ShareList', ShareLine, {
        edition: EditionCode,
        figure: z.enum(FIGURE_IDS),
        by: z.enum(DIMENSIONS),
        as_of: DayText,
        value: z.number(),
      }),
    },
    answer: async (call, { lang, 'as-of': asked, ...paging }) => {
      const { edition, figure, dimension } = call.thing
      const { db } = call.house
      const day = dayOf(call, edition, asked)
      const of = { editionId: edition.id, asOf: day, on: edition.ldcReferenceDay }
      const computed = await computeFigure(db, figure, of)
      const shares = await shareOut(db, computed, dimension, of)
      const { value } = computed
      const lines = shares.map((share) => shareRow(share, wordsIn(lang)(share.names), value))
      const page = pageOf(call, paging, lines, (line) => line.code)
      return { edition: edition.code, figure: figure.id, by: dimension, as_of: day, value, ...page }
    },
  }),
  api(`${AT}/publications`, {
    thing: editionInPath,
    may: maySeeEdition,
    operation: {
      id: 'listPublications',
      summary: 'results.operations.publications',
      tag,
      query: inPages
        .omit({ lang: true })
        .extend({ figure: words(80, 'Code of a figure.', 'national-exhibition-countries') }),
      answer: listOf('PublicationList', PublicationLine, { edition: EditionCode }),
    },
    answer: async (call, { figure, ...paging }) => {
      const { house, thing: edition } = call
      const all = await listPublications(house.db, { editionId: edition.id })
      const lines = all.filter((one) => !figure || one.figure === figure).map((one) => publicationLine(one, all))
      return { edition: edition.code, ...pageOf(call, paging, lines, (line) => line.id) }
    },
  }),
  api(`${AT}/publications/:id`, {
    thing: publicationInPath,
    may: maySeeItsEdition,
    operation: {
      id: 'getPublication',
      summary: 'results.operations.publication',
      tag,
      query: z.strictObject({}),
      answer: PublicationInFull,
    },
    answer: async ({ house, thing: { edition, publication } }) => {
      const of = { editionId: edition.id, figure: publication.figure }
      const line = publicationLine(publication, await listPublications(house.db, of))
      return { edition: edition.code, ...line, lines: await getFrozen(house.db, publication.id) }
    },
  }),
  api(`${AT}/outside-facts`, {
    thing: editionInPath,
    may: maySeeEdition,
    operation: {
      id: 'listOutsideFacts',
      summary: 'results.operations.outside',
      tag,
      query: inPages
        .omit({ lang: true })
        .extend({ figure: words(80, 'Code of a figure.', 'national-exhibition-countries') }),
      answer: listOf('OutsideFactList', OutsideFactLine.extend({ id: z.uuid() })),
    },
    answer: async (call, { figure, ...paging }) => {
      const { house, thing: edition } = call
      const facts = await listOutsideFacts(house.db, { editionId: edition.id })
      const lines = facts
        .filter((fact) => !figure || fact.figure === figure)
        .map((fact) => ({ id: fact.id, ...outsideLine(edition.code, fact) }))
      return pageOf(call, paging, lines, (line) => line.id)
    },
  }),
  api('/api/v1/dictionary', {
    may: anyone,
    operation: {
      id: 'listColumns',
      summary: 'results.operations.dictionary',
      tag,
      query: inPages,
      answer: listOf('Dictionary', ColumnLine),
    },
    answer: async (call, { lang, ...paging }) => {
      const lines = dictionary(toldIn(lang))
      return pageOf(call, paging, lines, (line) => line.column)
    },
  }),
]
