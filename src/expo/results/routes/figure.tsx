import { listEconomies } from '#expo/ground/economies/index.ts'
import type { Edition } from '#expo/ground/editions/index.ts'
import { csvOf } from '#web/csv.ts'
import { type Call, type Door, data, page } from '#web/door.ts'
import { FigurePage } from '../pages/figure.tsx'
import { type FigureThing, figureInPath, maySeeItsEdition } from '../places.ts'
import {
  type Computed,
  computeFigure,
  getFrozen,
  listOutsideFacts,
  listPublications,
  listSeries,
  nameRecords,
  shareOut,
  standingAmong,
} from '../queries.ts'
import { figureRow, recordRow } from '../rows.ts'
import { changesSince, frozen, idIn, inOrder, PAGE, stretchesOf } from '../rules.ts'
import type { Behind } from '../words.ts'
import { asOfIn, inReaders } from './reading.ts'

async function recordsOf(call: Call<FigureThing>) {
  const { edition, figure } = call.thing
  const asOf = asOfIn(call, edition)
  const computed = await computeFigure(call.house.db, figure, { editionId: edition.id, asOf })
  const ids = computed.records.map((record) => record.id)
  const names = await nameRecords(call.house.db, edition.id, ids)
  const rows = computed.records.map((record) => ({
    ...recordRow(record, call.reader.words(names.get(record.id) ?? {}).text, inReaders(call)),
    earlier: record.earlier.join(' '),
  }))
  return { edition, asOf, computed, rows }
}

/** A figure's parts, for each way to look at it. */
const breakdownsOf = ({ house }: Call<unknown>, computed: Computed, edition: Edition) =>
  Promise.all(
    computed.figure.by.map(async (dimension) => ({
      dimension,
      shares: await shareOut(house.db, computed, dimension, { editionId: edition.id, on: edition.ldcReferenceDay }),
    })),
  )

/** The records of the page that was asked for, in the order of their economies, and on the page of their names. */
async function pageOfRecords(call: Call<FigureThing>, records: readonly Behind[], alsoNamed: readonly string[]) {
  const { house, reader, thing } = call
  const economies = await listEconomies(house.db, { hidden: true })
  const known = economies
    .map((one) => ({ code: one.code, text: reader.words(one.names).text }))
    .sort((a, b) => reader.compare(a.text, b.text))
  const rank = new Map(known.map((one, index) => [one.code, index]))
  const asked = Number(call.query.get('from'))
  const from = stretchesOf(records.length).find((one) => one.from === asked)?.from ?? 1
  const page = inOrder(records, (code) => rank.get(code) ?? -1).slice(from - 1, from - 1 + PAGE)
  const names = await nameRecords(house.db, thing.edition.id, [...page.map((record) => record.id), ...alsoNamed])
  const nameOf = (id: string) => {
    const wording = names.get(id)
    return wording ? reader.words(wording) : { text: id, lang: 'en' }
  }
  const rankOf = ({ economyCode }: Behind) => rank.get(economyCode ?? '') ?? -1
  const shown = page.toSorted((a, b) => rankOf(a) - rankOf(b) || reader.compare(nameOf(a.id).text, nameOf(b.id).text))
  return { economies, shown, from, nameOf }
}

/** One figure, and the records behind it. */
export const oneFigure: Door[] = [
  data('get', '/:lang/:edition/results/:figure{[a-z0-9-]+\\.csv}', {
    thing: figureInPath,
    may: maySeeItsEdition,
    answer: async (call) => {
      const { edition, asOf, computed, rows } = await recordsOf(call)
      const columns = Object.keys(rows[0] ?? { code: '', name: '', since: '', reason: '' })
      return csvOf(`${edition.code}-${computed.figure.id}-${asOf}.csv`, rows, columns)
    },
  }),
  data('get', '/:lang/:edition/results/:figure{[a-z0-9-]+\\.json}', {
    thing: figureInPath,
    may: maySeeItsEdition,
    answer: async (call) => {
      const { edition, asOf, computed, rows } = await recordsOf(call)
      return Response.json({ edition: edition.code, asOf, ...figureRow(computed, inReaders(call)), behind: rows })
    },
  }),
  page('/:lang/:edition/results/:figure', {
    thing: figureInPath,
    may: maySeeItsEdition,
    show: async (call) => {
      const { house, reader, thing } = call
      const { edition, figure } = thing
      const asOf = asOfIn(call, edition)
      const of = { editionId: edition.id, figure: figure.id }
      const [computed, series, outside, publications] = await Promise.all([
        computeFigure(house.db, figure, { editionId: edition.id, asOf }),
        listSeries(house.db, figure, { edition, asOf }),
        listOutsideFacts(house.db, of),
        listPublications(house.db, of),
      ])
      const breakdowns = await breakdownsOf(call, computed, edition)
      const standing = standingAmong(publications)
      const recomputed =
        standing && (await computeFigure(house.db, figure, { editionId: edition.id, asOf: standing.asOf }))
      const changes =
        standing && recomputed && recomputed.digest !== standing.digest
          ? changesSince(await getFrozen(house.db, standing.id), frozen(recomputed.records))
          : { added: [], gone: [] }
      const named = [...changes.added, ...changes.gone].map(idIn)
      const page = await pageOfRecords(call, computed.records, named)
      const told = { computed, series, outside, publications, recomputed, changes, breakdowns, ...page }
      return <FigurePage reader={reader} edition={edition} asOf={asOf} {...told} />
    },
  }),
]
