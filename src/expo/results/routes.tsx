import { listExhibition } from '#expo/exhibition/pavilions/index.ts'
import { listEconomies } from '#expo/ground/economies/index.ts'
import {
  type Edition,
  editionInPath,
  mayManageEdition,
  maySeeEdition,
  mayWorkOnEdition,
} from '#expo/ground/editions/index.ts'
import { todayIn } from '#expo/ground/editions/rules.ts'
import { isStaffOf } from '#kernel/actor.ts'
import { type Day, isDay } from '#kernel/day.ts'
import { csvOf } from '#web/csv.ts'
import { type Call, type Door, type Draft, data, deed, page } from '#web/door.ts'
import type { Reader } from '#web/reader.ts'
import { addOutsideFact, correctFigure, publishFigure, removeOutsideFact } from './commands/publish.ts'
import { dictionary } from './dictionary.ts'
import type { Figure } from './figures/figure.ts'
import { CorrectForm, FactForm, PublishForm, RemoveFactForm } from './forms.ts'
import { FigurePage } from './pages/figure.tsx'
import { PressPage, ResultsPage } from './pages/results.tsx'
import { BreakdownPage } from './pages/shares.tsx'
import { StaffResultsPage } from './pages/staff.tsx'
import { type BreakdownThing, breakdownInPath, type FigureThing, figureInPath, maySeeItsEdition } from './places.ts'
import {
  type Computed,
  computeFigure,
  computeFigures,
  getFrozen,
  listOutsideFacts,
  listPublications,
  listSeries,
  nameRecords,
  type Publication,
  shareOut,
  standingAmong,
} from './queries.ts'
import { figureRow, recordRow, shareRow } from './rows.ts'
import { changesSince, frozen, idIn, inOrder, PAGE, stretchesOf } from './rules.ts'
import type { Behind } from './words.ts'

const asOfIn = (call: Call<unknown>, edition: Edition): Day => {
  const asked = call.query.get('as-of') ?? ''
  return isDay(asked) ? asked : todayIn(edition, call.now)
}

/** The publication that holds, for each figure of an edition. */
async function standingOf(call: Call<Edition>): Promise<Map<string, Publication>> {
  const publications = await listPublications(call.house.db, { editionId: call.thing.id })
  const superseded = new Set(publications.map((one) => one.supersedes))
  return new Map(publications.filter((one) => !superseded.has(one.id)).map((one) => [one.figure, one]))
}

/** Rows beside a page say everything in the reader's language. */
const inReaders =
  ({ reader }: Call<unknown>) =>
  (tell: (reader: Reader) => string) =>
    tell(reader)
const summaryOf = (call: Call<unknown>, computed: Computed) => figureRow(computed, inReaders(call))

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
const breakdownsOf = ({ house }: Call<unknown>, figure: Figure, edition: Edition, asOf: Day) =>
  Promise.all(
    figure.by.map(async (dimension) => ({
      dimension,
      shares: await shareOut(house.db, figure, dimension, {
        editionId: edition.id,
        asOf,
        on: edition.ldcReferenceDay,
      }),
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

async function sharesOf(call: Call<BreakdownThing>) {
  const { edition, figure, dimension } = call.thing
  const asOf = asOfIn(call, edition)
  const of = { editionId: edition.id, asOf, on: edition.ldcReferenceDay }
  const [computed, shares] = await Promise.all([
    computeFigure(call.house.db, figure, of),
    shareOut(call.house.db, figure, dimension, of),
  ])
  const rows = shares.map((share) => shareRow(share, call.reader.words(share.names).text, computed.value))
  return { edition, figure, dimension, asOf, computed, shares, rows }
}

const open: Door[] = [
  page('/:lang/:edition/results', {
    thing: editionInPath,
    may: maySeeEdition,
    show: async (call) => {
      const { house, reader, thing: edition, actor } = call
      const asOf = asOfIn(call, edition)
      const of = { editionId: edition.id, asOf }
      const [computed, outside, standing, listed] = await Promise.all([
        computeFigures(house.db, of),
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
      const computed = await computeFigures(call.house.db, { editionId: call.thing.id, asOf })
      return <PressPage reader={call.reader} edition={call.thing} asOf={asOf} computed={computed} />
    },
  }),
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
      return Response.json({ edition: edition.code, asOf, ...summaryOf(call, computed), behind: rows })
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
      const [computed, series, outside, publications, breakdowns] = await Promise.all([
        computeFigure(house.db, figure, { editionId: edition.id, asOf }),
        listSeries(house.db, figure, { edition, asOf }),
        listOutsideFacts(house.db, of),
        listPublications(house.db, of),
        breakdownsOf(call, figure, edition, asOf),
      ])
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

const staffPage = async (call: Call<Edition>, draft: Draft) => {
  const { house, reader, thing: edition } = call
  const asOf = asOfIn(call, edition)
  return (
    <StaffResultsPage
      reader={reader}
      edition={edition}
      asOf={asOf}
      computed={await computeFigures(house.db, { editionId: edition.id, asOf })}
      standing={await standingOf(call)}
      outside={await listOutsideFacts(house.db, { editionId: edition.id })}
      draft={draft}
      manages={mayManageEdition.may(call.actor, edition)}
    />
  )
}

const here = (edition: Edition) => `/${edition.code}/staff/results`

const staff: Door[] = [
  page('/:lang/:edition/staff/results', { thing: editionInPath, may: mayWorkOnEdition, show: staffPage }),
  deed('/:lang/:edition/staff/results/publish', {
    thing: editionInPath,
    may: mayManageEdition,
    form: PublishForm,
    show: staffPage,
    do: async ({ house, actor, thing: edition }, { figure, asOf }) => {
      const { value } = await publishFigure(house.db, { editionId: edition.id, figure, asOf, by: actor })
      return { to: here(edition), notice: { key: 'results.notice-published', values: { value } } }
    },
  }),
  deed('/:lang/:edition/staff/results/correct', {
    thing: editionInPath,
    may: mayManageEdition,
    form: CorrectForm,
    show: staffPage,
    do: async ({ house, actor, thing: edition }, { figure, asOf, why }) => {
      const { value } = await correctFigure(house.db, { editionId: edition.id, figure, asOf, why, by: actor })
      return { to: here(edition), notice: { key: 'results.notice-published', values: { value } } }
    },
  }),
  deed('/:lang/:edition/staff/results/facts', {
    thing: editionInPath,
    may: mayManageEdition,
    form: FactForm,
    show: staffPage,
    do: async ({ house, actor, thing: edition }, form) => {
      await addOutsideFact(house.db, { editionId: edition.id, ...form, verified: true, by: actor })
      return { to: here(edition), notice: { key: 'web.saved' } }
    },
  }),
  deed('/:lang/:edition/staff/results/facts/remove', {
    thing: editionInPath,
    may: mayManageEdition,
    form: RemoveFactForm,
    show: staffPage,
    do: async ({ house, actor, thing: edition }, { id, why }) => {
      await removeOutsideFact(house.db, { id, editionId: edition.id, why, by: actor })
      return { to: here(edition), notice: { key: 'web.saved' } }
    },
  }),
]

export const resultDoors: Door[] = [...open, ...staff]
