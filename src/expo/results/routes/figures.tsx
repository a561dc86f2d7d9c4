import { listExhibition } from '#expo/exhibition/pavilions/index.ts'
import { editionInPath, maySeeEdition } from '#expo/ground/editions/index.ts'
import { isStaffOf } from '#kernel/actor.ts'
import { csvOf } from '#web/csv.ts'
import { type Call, type Door, data, page } from '#web/door.ts'
import { dictionary } from '../dictionary.ts'
import { PressPage, ResultsPage } from '../pages/results.tsx'
import { type Computed, computeFigures, countFigures, listOutsideFacts } from '../queries.ts'
import { figureRow } from '../rows.ts'
import { asOfIn, inReaders, standingOf } from './reading.ts'

const summaryOf = (call: Call<unknown>, computed: Computed) => figureRow(computed, inReaders(call))

/** All figures of an edition. */
export const allFigures: Door[] = [
  page('/:lang/:edition/results', {
    thing: editionInPath,
    may: maySeeEdition,
    show: async (call) => {
      const { house, reader, thing: edition, actor } = call
      const asOf = asOfIn(call, edition)
      const of = { editionId: edition.id, asOf }
      const [computed, outside, standing, listed] = await Promise.all([
        countFigures(house.db, of),
        listOutsideFacts(house.db, of),
        standingOf(call),
        listExhibition(house.db, reader, edition, asOf),
      ])
      const staff = isStaffOf(actor, edition.id)
      return <ResultsPage {...{ reader, edition, asOf, computed, outside, standing, listed, staff }} />
    },
  }),
  data('get', '/:lang/:edition/results.json', {
    thing: editionInPath,
    may: maySeeEdition,
    answer: async (call) => {
      const asOf = asOfIn(call, call.thing)
      const computed = await computeFigures(call.house.db, { editionId: call.thing.id, asOf })
      return Response.json({ edition: call.thing.code, asOf, figures: computed.map((one) => summaryOf(call, one)) })
    },
  }),
  data('get', '/:lang/:edition/results.csv', {
    thing: editionInPath,
    may: maySeeEdition,
    answer: async (call) => {
      const asOf = asOfIn(call, call.thing)
      const computed = await computeFigures(call.house.db, { editionId: call.thing.id, asOf })
      const rows = computed.map((one) => ({ edition: call.thing.code, as_of: asOf, ...summaryOf(call, one) }))
      return csvOf(`${call.thing.code}-results-${asOf}.csv`, rows)
    },
  }),
  data('get', '/:lang/:edition/results/dictionary.csv', {
    thing: editionInPath,
    may: maySeeEdition,
    answer: (call) => csvOf('results-dictionary.csv', dictionary(inReaders(call))),
  }),
  page('/:lang/:edition/results/press', {
    thing: editionInPath,
    may: maySeeEdition,
    show: async (call) => {
      const asOf = asOfIn(call, call.thing)
      const computed = await countFigures(call.house.db, { editionId: call.thing.id, asOf })
      return <PressPage reader={call.reader} edition={call.thing} asOf={asOf} computed={computed} />
    },
  }),
]
