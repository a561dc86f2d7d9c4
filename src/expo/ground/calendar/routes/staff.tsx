import type { z } from 'zod'
import {
  type Edition,
  editionInPath,
  listHalls,
  mayManageEdition,
  mayWorkOnEdition,
} from '#expo/ground/editions/index.ts'
import { todayIn } from '#expo/ground/editions/rules.ts'
import { listHolders } from '#expo/ground/people/index.ts'
import { type Day, isDay, plusDays } from '#kernel/day.ts'
import { startOf } from '#kernel/hour.ts'
import { csvOf } from '#web/csv.ts'
import { type Call, type Door, type Draft, data, deed, page } from '#web/door.ts'
import { wordingOf } from '#web/form.ts'
import { sealOf, setHours } from '../commands/hours.ts'
import { setPlace } from '../commands/places.ts'
import { type HappeningDesk, happeningDoors } from '../desk.tsx'
import { HoursForm, hoursIn, PlaceForm } from '../forms.ts'
import { DayPage } from '../pages/day.tsx'
import { HoursPage } from '../pages/hours.tsx'
import { PlacePage, PlacesPage } from '../pages/places.tsx'
import type { Column } from '../pages/timetable.tsx'
import { countByDay, type Happening, listHappenings } from '../queries/happenings.ts'
import { getPlace, listHours, listPlaces, type Place } from '../queries/places.ts'
import { openingOf } from '../rules.ts'
import { shownOf, timetable } from '../timetable.ts'
import { OF_THE_FAIR, PLACE_KINDS } from '../words.ts'

const AT = '/:lang/:edition/staff/calendar'
const staff = { thing: editionInPath, may: mayWorkOnEdition }
const managers = { thing: editionInPath, may: mayManageEdition }

/** The days of an edition and whichever others have something on. */
function daysOf(edition: Edition, counts: ReadonlyMap<Day, number>): Map<Day, number> {
  const days = new Set<Day>(counts.keys())
  for (let day = edition.opensOn; day <= edition.closesOn; day = plusDays(day, 1)) days.add(day)
  return new Map([...days].sort().map((day) => [day, counts.get(day) ?? 0]))
}

async function dayPage(call: Call<Edition>) {
  const { house, reader, actor, thing: edition, query } = call
  const days = daysOf(edition, await countByDay(house.db, edition, { announced: false }))
  const asked = query.get('day') ?? ''
  const today = todayIn(edition, call.now)
  const day = isDay(asked) ? asked : days.has(today) ? today : edition.opensOn
  const kind = PLACE_KINDS.find((one) => one === query.get('kind')) ?? ''
  const hours = (await listHours(house.db, edition.id)).find((one) => one.day === day)
  const open = openingOf(hours, edition.timeZone)
  const midnight = { from: startOf(day, edition.timeZone), until: startOf(plusDays(day, 1), edition.timeZone) }
  const happenings = await listHappenings(house.db, { editionId: edition.id, live: true, during: midnight })
  const placed = happenings.filter((one) => one.place !== null)
  const columns = columnsOf(await listPlaces(house.db, edition.id, { kinds: OF_THE_FAIR, closed: false }), placed, kind)
  const shown = shownOf(open, placed, midnight)
  const lying = columns.map((column) => placed.filter((one) => one.place?.code === column.code))
  return (
    <DayPage
      reader={reader}
      edition={edition}
      day={day}
      days={days}
      hours={hours}
      kind={kind}
      columns={columns}
      table={shown && timetable(lying, shown, open)}
      online={happenings.filter((one) => one.place === null)}
      proposals={await listHappenings(house.db, { editionId: edition.id, state: 'draft' })}
      constructed={happenings.some((one) => one.constructed)}
      manager={mayManageEdition.may(actor, edition)}
    />
  )
}

/** The fair's places that are open; and of the stands, of which there are thousands, and the closed ones those with something on. */
function columnsOf(places: Place[], happenings: readonly Happening[], kind: string): Column[] {
  const used = happenings.flatMap((one) => one.place ?? [])
  const all = new Map<string, Column>([...places, ...used].map((place) => [place.code, place]))
  return [...all.values()].filter((place) => kind === '' || place.kind === kind)
}

const placesPage = async ({ house, reader, thing: edition }: Call<Edition>, draft: Draft) => (
  <PlacesPage
    reader={reader}
    edition={edition}
    draft={draft}
    halls={await listHalls(house.db, edition.id)}
    places={await listPlaces(house.db, edition.id, { kinds: OF_THE_FAIR })}
  />
)

const placePage = async ({ house, reader, thing: edition, params }: Call<Edition>, draft: Draft) => (
  <PlacePage
    reader={reader}
    edition={edition}
    draft={draft}
    halls={await listHalls(house.db, edition.id)}
    place={await getPlace(house.db, edition.id, params.place ?? '')}
  />
)

const placeOrder = (call: Call<Edition>, form: z.output<typeof PlaceForm>, place: Place | null) => ({
  editionId: call.thing.id,
  code: form.code,
  kind: form.kind,
  name: wordingOf(form, 'name'),
  hallCode: form.hall || null,
  capacity: form.capacity,
  changeoverMinutes: form.changeover,
  closed: form.closed,
  place: place && { id: place.id, version: form.version },
  today: todayIn(call.thing, call.now),
  by: call.actor,
})

const hoursPage = async ({ house, reader, thing: edition }: Call<Edition>, draft: Draft) => {
  const hours = await listHours(house.db, edition.id)
  const known = new Map(hours.map((one) => [one.day, 1]))
  const days = [...daysOf(edition, known).keys()]
  return <HoursPage reader={reader} edition={edition} draft={draft} days={days} hours={hours} seen={sealOf(hours)} />
}

/** The fair's own desk, which opens the happenings of every owner. */
async function deskOf({ house, reader, thing: edition }: Call<Edition>): Promise<HappeningDesk> {
  const holders = await listHolders(house.db, 'edition', edition.id)
  return {
    edition,
    owner: { kind: 'edition', id: edition.id },
    economyCode: null,
    way: null,
    staff: true,
    everybodys: true,
    address: `/${edition.code}/staff/calendar/happenings`,
    home: { href: reader.at(`/${edition.code}/staff/calendar`), label: reader.t('calendar.staff') },
    places: await listPlaces(house.db, edition.id, { kinds: OF_THE_FAIR, closed: false }),
    proposes: () => false,
    titleLanguages: 1,
    team: [...new Map(holders.map((one) => [one.personId, { id: one.personId, name: one.name }])).values()],
  }
}

export const staffDoors: Door[] = [
  page(AT, { ...staff, show: dayPage }),
  data('get', `${AT}.csv`, {
    ...staff,
    answer: async ({ house, reader, thing: edition }) => {
      const happenings = await listHappenings(house.db, { editionId: edition.id })
      return csvOf(
        `${edition.code}-calendar.csv`,
        happenings.map((one) => ({
          id: one.id,
          owner: one.owner.kind,
          kind: one.kind,
          title: reader.words(one.title).text,
          state: one.state,
          announced: one.public,
          place: one.place?.code ?? 'online',
          starts_at: one.startsAt.toISOString(),
          ends_at: one.endsAt.toISOString(),
          held_until: one.heldUntil.toISOString(),
          host: one.host ? reader.words(one.host).text : '',
          set_on: one.setOn,
          cancelled_on: one.cancelledOn,
          constructed: one.constructed,
        })),
      )
    },
  }),
  page(`${AT}/places`, { ...staff, show: placesPage }),
  deed(`${AT}/places`, {
    ...staff,
    form: PlaceForm,
    show: placesPage,
    do: async (call, form) => {
      await setPlace(call.house.db, placeOrder(call, form, null))
      return { to: `/${call.thing.code}/staff/calendar/places`, notice: { key: 'web.saved' } }
    },
  }),
  data('get', `${AT}/places.csv`, {
    ...staff,
    answer: async ({ house, reader, thing: edition }) =>
      csvOf(
        `${edition.code}-places.csv`,
        (await listPlaces(house.db, edition.id, { kinds: OF_THE_FAIR })).map((place) => ({
          code: place.code,
          name: reader.words(place.name).text,
          kind: place.kind,
          hall: place.hallCode,
          capacity: place.capacity,
          changeover_minutes: place.changeoverMinutes,
          closed: place.closed,
          constructed: place.constructed,
        })),
        ['code', 'name', 'kind', 'hall', 'capacity', 'changeover_minutes', 'closed', 'constructed'],
      ),
  }),
  page(`${AT}/places/:place`, { ...staff, show: placePage }),
  deed(`${AT}/places/:place`, {
    ...staff,
    form: PlaceForm,
    show: placePage,
    do: async (call, form) => {
      const place = await getPlace(call.house.db, call.thing.id, call.params.place ?? '')
      await setPlace(call.house.db, placeOrder(call, form, place))
      return { to: `/${call.thing.code}/staff/calendar/places`, notice: { key: 'web.saved' } }
    },
  }),
  page(`${AT}/hours`, { ...managers, show: hoursPage }),
  deed(`${AT}/hours`, {
    ...managers,
    form: HoursForm,
    show: hoursPage,
    do: async (call, { seen, fields }) => {
      await setHours(call.house.db, { editionId: call.thing.id, hours: hoursIn(fields), seen, by: call.actor })
      return { to: `/${call.thing.code}/staff/calendar`, notice: { key: 'web.saved' } }
    },
  }),
  ...happeningDoors(`${AT}/happenings`, { ...staff, deskOf }),
]
