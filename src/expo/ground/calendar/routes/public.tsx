import { type Edition, editionInPath, maySeeEdition } from '#expo/ground/editions/index.ts'
import { nowIn, todayIn } from '#expo/ground/editions/rules.ts'
import { type Day, isDay, plusDays } from '#kernel/day.ts'
import { startOf } from '#kernel/hour.ts'
import { csvOf } from '#web/csv.ts'
import { type Call, type Door, data, page } from '#web/door.ts'
import { tidy } from '#web/form.ts'
import { icalOf } from '../ical.ts'
import { HappeningPage } from '../pages/happening.tsx'
import { type ProgrammeFilter, ProgrammePage, queryOf } from '../pages/programme.tsx'
import type { Column } from '../pages/timetable.tsx'
import { maySeeHappening } from '../permissions.ts'
import { happeningInPath } from '../places.ts'
import { countByDay, type Happening, listHappenings, listNowAndNext, type Wanted } from '../queries/happenings.ts'
import { findHours, findPlace, listPlaces, type Place } from '../queries/places.ts'
import { keyIn, keyOf, rowOf } from '../rows.ts'
import { openingOf, type Span } from '../rules.ts'
import { shownOf, timetable } from '../timetable.ts'
import { KINDS, OF_THE_FAIR } from '../words.ts'

const PAGE = 60

/** A whole day of the venue, midnight to midnight. */
const wholeDay = (edition: Edition, day: Day): Span => ({
  from: startOf(day, edition.timeZone),
  until: startOf(plusDays(day, 1), edition.timeZone),
})

/** What the address asks for. Without a day: today's, or the first that has something; of a place, kind or words: all days'. */
async function filterIn(call: Call<Edition>, days: ReadonlyMap<Day, number>): Promise<ProgrammeFilter> {
  const { query, thing: edition, now } = call
  const read = (name: string) => tidy(query.get(name) ?? '').slice(0, 100)
  const [place, q, asked] = [read('place'), read('q'), read('day')]
  const kind = KINDS.find((one) => one === query.get('kind')) ?? ''
  const view = query.get('view') === 'places' ? 'places' : 'hours'
  const today = todayIn(edition, now)
  const first = [...days.keys()].find((day) => day >= today) ?? [...days.keys()][0] ?? edition.opensOn
  const narrowed = Boolean(place || q || kind) && view === 'hours'
  const day = isDay(asked) ? asked : asked === 'all' || narrowed ? 'all' : first
  return { day: day === 'all' && view === 'places' ? first : day, place, kind, q, view }
}

const wantedOf = (edition: Edition, filter: ProgrammeFilter): Wanted => ({
  editionId: edition.id,
  announced: true,
  during: filter.day === 'all' ? undefined : wholeDay(edition, filter.day),
  placeCode: filter.place || undefined,
  kind: filter.kind || undefined,
  words: filter.q || undefined,
})

async function programmePage(call: Call<Edition>) {
  const { house, reader, thing: edition, query } = call
  const days = await countByDay(house.db, edition)
  const filter = await filterIn(call, days)
  const limit = filter.view === 'places' ? {} : { limit: PAGE + 1 }
  const found = await listHappenings(house.db, {
    ...wantedOf(edition, filter),
    after: keyIn(query.get('after') ?? ''),
    ...limit,
  })
  const happenings = filter.view === 'places' ? found : found.slice(0, PAGE)
  const last = happenings.at(-1)
  const more = found.length > happenings.length && last
  const next = more ? new URLSearchParams({ ...paramsOf(filter), after: keyOf(last) }).toString() : null
  const now = nowIn(edition, call.now)
  const today = todayIn(edition, call.now)
  return (
    <ProgrammePage
      reader={reader}
      edition={edition}
      filter={filter}
      days={days}
      places={await placesFor(call, filter)}
      happenings={happenings}
      table={filter.view === 'places' ? await tableOf(call, filter, happenings) : null}
      next={next && `${reader.at(`/${edition.code}/programme`)}?${next}`}
      now={days.has(today) ? await listNowAndNext(house.db, edition.id, now, 3) : null}
    />
  )
}

/** The places to choose from; of the stands only the one that was asked for. */
async function placesFor({ house, thing: edition }: Call<Edition>, filter: ProgrammeFilter): Promise<Place[]> {
  const places = await listPlaces(house.db, edition.id, { kinds: OF_THE_FAIR })
  const known = filter.place === '' || places.some((place) => place.code === filter.place)
  const asked = known ? null : await findPlace(house.db, edition.id, filter.place)
  return asked ? [...places, asked] : places
}

const paramsOf = (filter: ProgrammeFilter) => Object.fromEntries(new URLSearchParams(queryOf(filter)))

/** A day by place: only the places at which something is announced. */
async function tableOf({ house, thing: edition }: Call<Edition>, filter: ProgrammeFilter, happenings: Happening[]) {
  if (filter.day === 'all') return null
  const open = openingOf(await findHours(house.db, edition.id, filter.day), edition.timeZone)
  // What was cancelled frees its place, and may lie where something else lies now. Changeovers are the staff's business.
  const live = happenings.filter((one) => one.state !== 'cancelled').map((one) => ({ ...one, heldUntil: one.endsAt }))
  const columns: Column[] = [...new Map(live.flatMap(({ place }) => (place ? [[place.code, place]] : []))).values()]
  const lying = columns.map((column) => live.filter((one) => one.place?.code === column.code))
  const shown = shownOf(open, lying.flat(), wholeDay(edition, filter.day))
  return { columns, at: shown && columns.length > 0 ? timetable(lying, shown, open) : null }
}

/** Everything the address asks for, in one piece: for the exports. */
async function allOf(call: Call<Edition>): Promise<Happening[]> {
  const days = await countByDay(call.house.db, call.thing)
  const asked = call.query.toString() === '' ? new URLSearchParams({ day: 'all' }) : call.query
  return listHappenings(call.house.db, wantedOf(call.thing, await filterIn({ ...call, query: asked }, days)))
}

const rowsOf = ({ reader, thing: edition }: Call<Edition>, happenings: Happening[]) =>
  happenings.map((one) => rowOf(one, edition, (words) => reader.words(words).text))

const open = { thing: editionInPath, may: maySeeEdition }

export const publicDoors: Door[] = [
  page('/:lang/:edition/programme', { ...open, show: programmePage }),
  data('get', '/:lang/:edition/programme.ics', {
    ...open,
    answer: async (call) => {
      const { house, reader, thing: edition } = call
      const name = `${reader.words(edition.name).text}: ${reader.t('calendar.title')}`
      const of = { reader, edition, publicUrl: house.publicUrl, name, file: `${edition.code}-programme` }
      return icalOf(await allOf(call), of)
    },
  }),
  data('get', '/:lang/:edition/programme.csv', {
    ...open,
    answer: async (call) =>
      csvOf(
        `${call.thing.code}-programme.csv`,
        rowsOf(call, await allOf(call)).map((row) => ({ ...row, languages: row.languages.join(' ') })),
      ),
  }),
  data('get', '/:lang/:edition/programme.json', {
    ...open,
    answer: async (call) => Response.json({ edition: call.thing.code, happenings: rowsOf(call, await allOf(call)) }),
  }),
  page('/:lang/:edition/programme/:happening', {
    thing: happeningInPath,
    may: maySeeHappening,
    show: ({ house, reader, thing: { edition, happening, people } }) => {
      const interpreters = people.filter((one) => one.role === 'interpreter')
      return (
        <HappeningPage
          reader={reader}
          edition={edition}
          happening={happening}
          people={people.filter((one) => one.role !== 'interpreter')}
          interpreted={[...new Set(interpreters.flatMap((one) => one.languages))]}
          publicUrl={house.publicUrl}
        />
      )
    },
  }),
  data('get', '/:lang/:edition/programme/:happening/calendar.ics', {
    thing: happeningInPath,
    may: maySeeHappening,
    answer: async ({ house, reader, thing: { edition, happening } }) => {
      const name = reader.words(happening.title).text
      return icalOf([happening], {
        reader,
        edition,
        publicUrl: house.publicUrl,
        name,
        file: `${edition.code}-${happening.id}`,
      })
    },
  }),
]
