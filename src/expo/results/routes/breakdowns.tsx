import { listEconomies } from '#expo/ground/economies/index.ts'
import { csvOf } from '#web/csv.ts'
import { type Call, type Door, data, page } from '#web/door.ts'
import { BreakdownPage } from '../pages/shares.tsx'
import { type BreakdownThing, breakdownInPath, maySeeItsEdition } from '../places.ts'
import { computeFigure, shareOut } from '../queries.ts'
import { shareRow } from '../rows.ts'
import { asOfIn } from './reading.ts'

async function sharesOf(call: Call<BreakdownThing>) {
  const { edition, figure, dimension } = call.thing
  const asOf = asOfIn(call, edition)
  const of = { editionId: edition.id, asOf, on: edition.ldcReferenceDay }
  const computed = await computeFigure(call.house.db, figure, of)
  const shares = await shareOut(call.house.db, computed, dimension, of)
  const rows = shares.map((share) => shareRow(share, call.reader.words(share.names).text, computed.value))
  return { edition, figure, dimension, asOf, computed, shares, rows }
}

/** A figure by area, zone, economy, region or group. */
export const breakdowns: Door[] = [
  data('get', '/:lang/:edition/results/:figure/by/:dimension{[a-z]+\\.csv}', {
    thing: breakdownInPath,
    may: maySeeItsEdition,
    answer: async (call) => {
      const { edition, figure, dimension, asOf, rows } = await sharesOf(call)
      return csvOf(`${edition.code}-${figure.id}-by-${dimension}-${asOf}.csv`, rows, ['code', 'name', 'value', 'share'])
    },
  }),
  data('get', '/:lang/:edition/results/:figure/by/:dimension{[a-z]+\\.json}', {
    thing: breakdownInPath,
    may: maySeeItsEdition,
    answer: async (call) => {
      const { edition, figure, dimension, asOf, computed, rows } = await sharesOf(call)
      return Response.json({
        edition: edition.code,
        figure: figure.id,
        by: dimension,
        asOf,
        value: computed.value,
        parts: rows,
      })
    },
  }),
  page('/:lang/:edition/results/:figure/by/:dimension', {
    thing: breakdownInPath,
    may: maySeeItsEdition,
    show: async (call) => {
      const { computed, rows: _, ...told } = await sharesOf(call)
      const places = await listEconomies(call.house.db, { hidden: true })
      return <BreakdownPage reader={call.reader} value={computed.value} places={places} {...told} />
    },
  }),
]
