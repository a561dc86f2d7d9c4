import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { setHall } from '#expo/ground/editions/index.ts'
import { anEdition } from '#expo/ground/editions/makers.ts'
import { aPerson } from '#expo/ground/people/makers.ts'
import type { Actor } from '#kernel/actor.ts'
import { day } from '#kernel/day.ts'
import { hour } from '#kernel/hour.ts'
import { Refusal } from '#kernel/refusal.ts'
import { brokenPromise, newId, transact } from '#platform/database.ts'
import { listEntries } from '#platform/journal.ts'
import { freshDatabase, maker } from '#tests/house.ts'
import { aHappening, aPlace, at, openDays } from '../makers.ts'
import { findHappening, listHappenings } from '../queries/happenings.ts'
import { listPeople } from '../queries/people.ts'
import { getPlace, listHours, listPlaces } from '../queries/places.ts'
import { cancel, leave } from './cancel.ts'
import { copyCalendar } from './copy.ts'
import { sealOf, setHours } from './hours.ts'
import { addPerson, type NewPerson, removePerson } from './people.ts'
import { closeStand, openStand, setPlace } from './places.ts'
import { describe as describeAnew, move, type Plan, settle } from './plan.ts'

const { db } = await freshDatabase()
const by = maker
const now = at('12:00', '2023-06-15')

/** What a deed is answered with: which refusal, and what it says. A deed that passes is a failure where one is expected. */
const refused = (deed: Promise<unknown>): Promise<{ code: string; details?: object; field?: string | undefined }> =>
  deed.then(
    () => ({ code: 'passed' }),
    (error: unknown) => {
      if (error instanceof Refusal) return { code: error.code, details: error.details, field: error.field }
      throw error
    },
  )
const codeOf = async (deed: Promise<unknown>) => (await refused(deed)).code
const factsOf = async (id: string) => (await listEntries(db, id)).map((entry) => entry.what).reverse()

async function aDay(over: Parameters<typeof anEdition>[1] = {}) {
  const edition = await anEdition(db, over)
  await openDays(db, edition.id)
  return edition
}
const a = (name: string, over: Partial<NewPerson> = {}): NewPerson => ({
  accountId: null,
  name,
  affiliation: '',
  role: 'speaker',
  languages: [],
  ...over,
})
const orderOf = (id: string, version: number) => ({ happeningId: id, version, by, now, namedIn: 'en' as const })
const moveTo = (id: string, version: number, over: Partial<Plan>) =>
  move(db, {
    ...orderOf(id, version),
    placeId: null,
    startsAt: at('10:00'),
    endsAt: at('10:45'),
    unusualWhy: null,
    proposed: false,
    ...over,
  })

test('what is planned is held, and leaves its fact without a name in it', async () => {
  const edition = await aDay()
  const place = await aPlace(db, edition.id)
  const people = [a('Amina Diallo', { affiliation: 'Weavers of Ségou' })]
  const { id } = await aHappening(db, edition.id, { placeId: place.id, people })
  const happening = await findHappening(db, id)
  expect(happening).toMatchObject({ state: 'set', setOn: '2023-06-15', sequence: 0, place: { code: place.code } })
  expect(await listPeople(db, [id])).toMatchObject([{ name: 'Amina Diallo', role: 'speaker' }])
  expect(await factsOf(id)).toEqual(['happening.planned'])
  expect(JSON.stringify(await listEntries(db, id))).not.toContain('Amina')
})

test('of twenty who ask for one slot at once, one gets it, and the others hear what is there', async () => {
  const edition = await aDay()
  const place = await aPlace(db, edition.id)
  const answers = await Promise.all(
    Array.from({ length: 20 }, (_, index) =>
      refused(aHappening(db, edition.id, { placeId: place.id, title: { en: `Number ${index}` } })),
    ),
  )
  expect(answers.filter((one) => one.code === 'passed')).toHaveLength(1)
  const [winner] = await listHappenings(db, { editionId: edition.id })
  for (const answer of answers.filter((one) => one.code !== 'passed'))
    expect(answer).toMatchObject({
      code: 'calendar.place-taken',
      field: 'place',
      details: { title: winner?.title.en, day: '2023-11-06', from: '10:00', until: '10:45', place: place.code },
    })
})

test('of twenty who ask for one person at once, at twenty places, one gets her', async () => {
  const edition = await aDay()
  const places = await Promise.all(Array.from({ length: 20 }, () => aPlace(db, edition.id)))
  const answers = await Promise.all(
    places.map((place) => codeOf(aHappening(db, edition.id, { placeId: place.id, people: [a('Amina Diallo')] }))),
  )
  expect(answers.filter((one) => one === 'passed')).toHaveLength(1)
  expect(new Set(answers)).toEqual(new Set(['passed', 'calendar.person-taken']))
  expect(await listHappenings(db, { editionId: edition.id }), 'a refusal leaves nothing half done').toHaveLength(1)
})

test('moving within a place, past each other, and correcting its changeover at once: each has its turn, nobody waits in a circle', async () => {
  const edition = await aDay()
  const [left, right] = [await aPlace(db, edition.id), await aPlace(db, edition.id)]
  const who = ['Amina', 'Ivan', 'Zhang Wei', 'Lucía'].map((name) => a(name))
  const slot = (hour: number, day: number) => {
    const startsAt = new Date(at('09:00', `2023-11-0${day}`).getTime() + hour * 3_600_000)
    return { startsAt, endsAt: new Date(startsAt.getTime() + 1_800_000) }
  }
  const made = await Promise.all(
    [left, right, left, right].map((place, index) =>
      aHappening(db, edition.id, { placeId: place.id, ...slot(index, 5), people: [who[index] as NewPerson] }),
    ),
  )
  for (let round = 1; round <= 12; round++) {
    const versions = await Promise.all(made.map(async ({ id }) => (await findHappening(db, id))?.version ?? 0))
    const moves = made.flatMap(({ id }, index) =>
      [left, right].map((place) =>
        codeOf(moveTo(id, versions[index] ?? 0, { ...slot(index, 5 + (round % 5)), placeId: place.id })),
      ),
    )
    const changeoverMinutes = round
    const corrections = [left, right].map(async ({ code }) =>
      codeOf(setPlace(db, { ...(await orderOfPlace(edition.id, code)), changeoverMinutes })),
    )
    for (const answer of await Promise.all([...moves, ...corrections]))
      expect(['passed', 'web.stale']).toContain(answer)
  }
})

async function orderOfPlace(editionId: string, code: string) {
  const place = await getPlace(db, editionId, code)
  const { kind, name, hallCode, capacity, changeoverMinutes, closed, id, version } = place
  if (kind === 'stand') throw new Error('a stand')
  const columns = { code, kind, name, hallCode, capacity, changeoverMinutes, closed }
  return { editionId, ...columns, place: { id, version }, today: day('2023-06-15'), by }
}

test('a changeover is kept free before and after, and what is shorter than it is refused', async () => {
  const edition = await aDay()
  const place = await aPlace(db, edition.id, { changeoverMinutes: 15 })
  await aHappening(db, edition.id, { placeId: place.id })
  const next = (from: string, until: string) =>
    codeOf(aHappening(db, edition.id, { placeId: place.id, startsAt: at(from), endsAt: at(until) }))
  expect(await next('10:50', '11:30')).toBe('calendar.place-taken')
  expect(await next('09:15', '09:50')).toBe('calendar.place-taken')
  expect(await next('11:00', '11:30')).toBe('passed')
  expect(await next('09:00', '09:45')).toBe('passed')
})

test('a longer changeover that would make a clash is refused, and a shorter one frees what it held', async () => {
  const edition = await aDay()
  const place = await aPlace(db, edition.id, { changeoverMinutes: 15 })
  await aHappening(db, edition.id, { placeId: place.id })
  await aHappening(db, edition.id, { placeId: place.id, startsAt: at('11:00'), endsAt: at('11:30') })
  const order = await orderOfPlace(edition.id, place.code)
  expect(await codeOf(setPlace(db, { ...order, changeoverMinutes: 20 }))).toBe('calendar.changeover-clashes')
  expect((await getPlace(db, edition.id, place.code)).changeoverMinutes).toBe(15)
  await setPlace(db, { ...order, changeoverMinutes: 5 })
  const slot = { placeId: place.id, startsAt: at('10:50'), endsAt: at('10:55') }
  expect(await codeOf(aHappening(db, edition.id, slot))).toBe('passed')
})

test('a place is closed once nothing to come is planned there, and takes nothing new then', async () => {
  const edition = await aDay()
  const place = await aPlace(db, edition.id)
  const { id } = await aHappening(db, edition.id, { placeId: place.id })
  const order = await orderOfPlace(edition.id, place.code)
  expect(await refused(setPlace(db, { ...order, closed: true }))).toMatchObject({
    code: 'calendar.place-in-use',
    details: { count: 1 },
    field: 'closed',
  })
  await cancel(db, { ...orderOf(id, 1), why: 'The stage is needed elsewhere.' })
  await setPlace(db, { ...order, closed: true })
  expect(await codeOf(aHappening(db, edition.id, { placeId: place.id }))).toBe('calendar.place-closed')
})

test('of two clerks who correct a place from the same page, one is refused; a code is taken once', async () => {
  const edition = await aDay()
  const place = await aPlace(db, edition.id)
  const order = await orderOfPlace(edition.id, place.code)
  const both = await Promise.all([codeOf(setPlace(db, order)), codeOf(setPlace(db, order))])
  expect(both.sort()).toEqual(['passed', 'web.stale'])
  expect(await codeOf(aPlace(db, edition.id, { code: place.code }))).toBe('calendar.code-taken')
  expect(await codeOf(aPlace(db, edition.id, { hallCode: '99' }))).toBe('calendar.no-such-hall')
})

test('what is outside the hours, on a shut day or past is refused, and staff may say why it is so all the same', async () => {
  const edition = await aDay()
  const clerk: Actor = { kind: 'person', id: 'c', grants: [{ role: 'clerk', kind: 'edition', id: edition.id }] }
  const embassy: Actor = { kind: 'person', id: 'p', grants: [{ role: 'member', kind: 'pavilion', id: newId() }] }
  const dawn = { startsAt: at('05:00'), endsAt: at('06:00') }
  expect(await refused(aHappening(db, edition.id, { ...dawn, by: clerk }))).toMatchObject({
    code: 'calendar.outside-hours',
    details: { opens: '09:00', closes: '17:00' },
    field: 'unusual',
  })
  const { id } = await aHappening(db, edition.id, {
    ...dawn,
    by: clerk,
    unusualWhy: 'A rehearsal before the doors open.',
  })
  expect((await listEntries(db, id))[0]?.why).toBe('A rehearsal before the doors open.')
  expect(await refused(aHappening(db, edition.id, { ...dawn, by: embassy, unusualWhy: 'We like it.' }))).toMatchObject({
    code: 'calendar.outside-hours',
    field: 'starts',
  })
  const shut = { startsAt: at('10:00', '2023-11-20'), endsAt: at('11:00', '2023-11-20') }
  expect(await codeOf(aHappening(db, edition.id, shut))).toBe('calendar.day-shut')
  expect(await codeOf(aHappening(db, edition.id, { now: at('10:30') }))).toBe('calendar.already-past')
})

test('what only its owner and staff may know of is to others only taken', async () => {
  const edition = await aDay()
  const place = await aPlace(db, edition.id)
  const owner = { kind: 'pavilion' as const, id: newId() }
  const mine: Actor = { kind: 'person', id: 'm', grants: [{ role: 'member', kind: 'pavilion', id: owner.id }] }
  const other: Actor = { kind: 'person', id: 'o', grants: [{ role: 'member', kind: 'pavilion', id: newId() }] }
  const secret = { title: { en: 'A merger nobody knows of' }, public: false, people: [a('Zhang Wei')] }
  await aHappening(db, edition.id, { placeId: place.id, owner, ...secret })
  const asked = (over: Partial<Plan>) => refused(aHappening(db, edition.id, over))
  const told = await asked({ placeId: place.id, by: other })
  expect(told.code).toBe('calendar.place-held')
  expect(JSON.stringify(told)).not.toContain('merger')
  const person = await asked({ people: [a('zhang  wei')], by: other })
  expect(person.code).toBe('calendar.person-held')
  expect(JSON.stringify(person)).not.toContain('merger')
  expect(await asked({ placeId: place.id, by: mine })).toMatchObject({
    code: 'calendar.place-taken',
    details: { title: 'A merger nobody knows of' },
  })
  // In an edition that is not public yet, nothing is known to everybody.
  const hidden = await aDay({ shown: false })
  const stage = await aPlace(db, hidden.id)
  await aHappening(db, hidden.id, { placeId: stage.id })
  expect(await codeOf(aHappening(db, hidden.id, { placeId: stage.id, by: other }))).toBe('calendar.place-held')
})

test('a clash is named in the language of whoever asks', async () => {
  const edition = await aDay()
  const place = await aPlace(db, edition.id)
  await aHappening(db, edition.id, { placeId: place.id, title: { en: 'Tea', ar: 'شاي' } })
  const told = await refused(aHappening(db, edition.id, { placeId: place.id, namedIn: 'ar' }))
  expect(told.details).toMatchObject({ title: 'شاي' })
})

test('nobody is in two places at once: not by name, not by account, not as interpreter; namesakes are told apart', async () => {
  const edition = await aDay()
  const first = await aHappening(db, edition.id)
  const second = await aHappening(db, edition.id, { startsAt: at('10:30'), endsAt: at('11:00') })
  const person = await aPerson(db)
  const add = (id: string, version: number, who: NewPerson) =>
    codeOf(addPerson(db, { ...orderOf(id, version), ...who }))
  expect(await add(first.id, 1, a('Zhang Wei'))).toBe('passed')
  expect(await add(second.id, 1, a('Zhang Wei'))).toBe('calendar.person-taken')
  expect(await add(second.id, 1, a('Zhang Wei', { affiliation: 'Haier' }))).toBe('passed')
  const account = { accountId: person.id }
  expect(await add(first.id, 2, a('One name', account))).toBe('passed')
  expect(await add(second.id, 2, a('Another name', account))).toBe('calendar.person-taken')
  const interpreter = { role: 'interpreter' as const, languages: ['ar'] }
  expect(await add(first.id, 3, a('Nadia', interpreter))).toBe('passed')
  expect(await add(second.id, 2, a('Nadia', interpreter))).toBe('calendar.person-taken')
  expect(await add(second.id, 2, a('Ivan', { role: 'interpreter' }))).toBe('calendar.interpreter-without-languages')
  expect(await add(first.id, 4, a('Nadia'))).toBe('calendar.already-on-it')
  // Elsewhere in time, and at another fair by name, there is no clash.
  const later = await aHappening(db, edition.id, { startsAt: at('15:00'), endsAt: at('16:00') })
  expect(await add(later.id, 1, a('Zhang Wei'))).toBe('passed')
  const elsewhere = await aDay()
  const there = await aHappening(db, elsewhere.id)
  expect(await add(there.id, 1, a('Zhang Wei'))).toBe('passed')
  expect(await add(there.id, 2, a('One name', account)), 'an account is one person at every fair').toBe(
    'calendar.person-taken',
  )
})

test('people move with their happening, are free when it is cancelled or they are taken off, and hold it where they cannot move', async () => {
  const edition = await aDay()
  const one = await aHappening(db, edition.id, { people: [a('Amina Diallo')] })
  const two = await aHappening(db, edition.id, {
    startsAt: at('14:00'),
    endsAt: at('15:00'),
    people: [a('Amina Diallo')],
  })
  const blocked = await refused(moveTo(one.id, 1, { startsAt: at('14:30'), endsAt: at('15:30') }))
  expect(blocked).toMatchObject({ code: 'calendar.person-taken', details: { name: 'Amina Diallo' } })
  await moveTo(one.id, 1, { startsAt: at('15:00'), endsAt: at('16:00') })
  const rows = await db.selectFrom('calendar.people').select('startsAt').where('happeningId', '=', one.id).execute()
  expect(rows).toEqual([{ startsAt: at('15:00') }])
  await cancel(db, { ...orderOf(two.id, 1), why: 'The flight was cancelled.' })
  await moveTo(one.id, 2, { startsAt: at('14:30'), endsAt: at('15:30') })
  const [entry] = await listPeople(db, [one.id])
  await removePerson(db, { happeningId: one.id, version: 3, entry: entry?.id ?? '', by })
  expect(await listPeople(db, [one.id])).toEqual([])
  expect(await factsOf(one.id)).toEqual([
    'happening.planned',
    'happening.moved',
    'happening.moved',
    'happening.person-removed',
  ])
})

test('whoever is erased is off the programme', async () => {
  const edition = await aDay()
  const person = await aPerson(db)
  const { id } = await aHappening(db, edition.id, { people: [a('Somebody', { accountId: person.id })] })
  await db.deleteFrom('people.users').where('id', '=', person.id).execute()
  expect(await listPeople(db, [id])).toEqual([])
})

test('each change raises the sequence; a stale page and what was cancelled are refused', async () => {
  const edition = await aDay()
  const { id } = await aHappening(db, edition.id)
  await moveTo(id, 1, { startsAt: at('11:00'), endsAt: at('12:00') })
  const what = {
    kind: 'tasting',
    title: { en: 'Tea' },
    about: {},
    languages: [],
    public: true,
    titleLanguages: 1,
  } as const
  await describeAnew(db, { happeningId: id, version: 2, by, ...what })
  expect(await findHappening(db, id)).toMatchObject({ sequence: 2, version: 3, kind: 'tasting', title: { en: 'Tea' } })
  expect(await codeOf(describeAnew(db, { happeningId: id, version: 2, by, ...what }))).toBe('web.stale')
  expect(await codeOf(describeAnew(db, { happeningId: id, version: 3, by, ...what, titleLanguages: 2 }))).toBe(
    'calendar.title-needs-languages',
  )
  await cancel(db, { ...orderOf(id, 3), why: 'No tea.' })
  expect(await findHappening(db, id)).toMatchObject({
    state: 'cancelled',
    sequence: 3,
    cancelledOn: '2023-06-15',
    cancelledWhy: 'No tea.',
  })
  expect(await codeOf(moveTo(id, 4, {}))).toBe('calendar.cancelled-already')
  expect(await codeOf(cancel(db, { ...orderOf(id, 4), why: 'Again.' }))).toBe('calendar.cancelled-already')
})

test('of two clerks who move one happening at once, one is refused', async () => {
  const edition = await aDay()
  const { id } = await aHappening(db, edition.id)
  const both = await Promise.all(
    ['11:00', '12:00'].map((from) => codeOf(moveTo(id, 1, { startsAt: at(from), endsAt: at('13:00') }))),
  )
  expect(both.sort()).toEqual(['passed', 'web.stale'])
})

test('a proposal holds its place until staff set it; moved as a proposal, it is one again', async () => {
  const edition = await aDay()
  const place = await aPlace(db, edition.id)
  const { id } = await aHappening(db, edition.id, { placeId: place.id, proposed: true })
  expect(await findHappening(db, id)).toMatchObject({ state: 'draft', setOn: null })
  expect(await codeOf(aHappening(db, edition.id, { placeId: place.id }))).toBe('calendar.place-taken')
  await settle(db, orderOf(id, 1))
  expect(await findHappening(db, id)).toMatchObject({ state: 'set', setOn: '2023-06-15' })
  expect(await codeOf(settle(db, orderOf(id, 2)))).toBe('calendar.already')
  await moveTo(id, 2, { placeId: place.id, startsAt: at('11:00'), endsAt: at('12:00'), proposed: true })
  expect(await findHappening(db, id)).toMatchObject({ state: 'draft', setOn: null })
})

test('a form sent twice plans once; twenty times at once too; changed in between, it says so', async () => {
  const edition = await aDay()
  const id = newId()
  const sent = await Promise.all(Array.from({ length: 20 }, () => aHappening(db, edition.id, { id })))
  expect(new Set(sent.map((one) => one.id))).toEqual(new Set([id]))
  expect(await listHappenings(db, { editionId: edition.id })).toHaveLength(1)
  expect(await factsOf(id)).toEqual(['happening.planned'])
  expect(await codeOf(aHappening(db, edition.id, { id, startsAt: at('10:15') }))).toBe('calendar.sent-already')
  const stranger = { owner: { kind: 'pavilion' as const, id: newId() } }
  expect(await codeOf(aHappening(db, edition.id, { id, ...stranger }))).toBe('calendar.sent-already')
})

test('an owner has one stand, opened again where it was closed, and takes its things along when it leaves', async () => {
  const edition = await aDay()
  const owner = { kind: 'pavilion' as const, id: newId() }
  const stand = { editionId: edition.id, owner, code: 'stand-tls', economyCode: 'TLS', by }
  const opened = await Promise.all(Array.from({ length: 5 }, () => transact(db, (tx) => openStand(tx, stand))))
  expect(new Set(opened.map((one) => one.id)).size).toBe(1)
  const placeId = opened[0]?.id ?? ''
  const stage = await aPlace(db, edition.id)
  const past = await aHappening(db, edition.id, {
    owner,
    placeId,
    startsAt: at('10:00', '2023-11-05'),
    endsAt: at('11:00', '2023-11-05'),
  })
  const atStand = await aHappening(db, edition.id, { owner, placeId })
  const onStage = await aHappening(db, edition.id, { owner, placeId: stage.id })
  const today = day('2023-11-06')
  expect(await codeOf(transact(db, (tx) => closeStand(tx, { editionId: edition.id, owner, today, by })))).toBe(
    'calendar.place-in-use',
  )
  await transact(db, (tx) => leave(tx, { editionId: edition.id, owner, from: today, why: 'They left.', by }))
  const states = new Map((await listHappenings(db, { editionId: edition.id, owner })).map((one) => [one.id, one.state]))
  expect([states.get(past.id), states.get(atStand.id), states.get(onStage.id)]).toEqual([
    'set',
    'cancelled',
    'cancelled',
  ])
  expect((await getPlace(db, edition.id, 'stand-tls')).closed).toBe(true)
  await transact(db, (tx) => openStand(tx, stand))
  expect((await getPlace(db, edition.id, 'stand-tls')).closed).toBe(false)
  const foreign: Actor = { kind: 'person', id: 'o', grants: [] }
  expect(await codeOf(aHappening(db, edition.id, { placeId, by: foreign }))).toBe('calendar.not-your-place')
})

test('hours are set by day, a day left out is shut, and of two managers one is told that the page is old', async () => {
  const edition = await aDay()
  const hours = [{ day: day('2023-11-05'), opens: hour('10:00'), closes: hour('12:00') }]
  const seen = sealOf(await listHours(db, edition.id))
  const both = await Promise.all([0, 1].map(() => codeOf(setHours(db, { editionId: edition.id, hours, seen, by }))))
  expect(both.sort()).toEqual(['passed', 'web.stale'])
  expect(await listHours(db, edition.id)).toMatchObject(hours)
  const backwards = [{ day: day('2023-11-05'), opens: hour('12:00'), closes: hour('10:00') }]
  expect(await refused(setHours(db, { editionId: edition.id, hours: backwards, by }))).toMatchObject({
    code: 'calendar.closes-before-it-opens',
    field: 'closes.2023-11-05',
  })
})

test('what the code forgets, the schema refuses: two at one place, one person twice, hours that are not the happening’s', async () => {
  const edition = await aDay()
  const place = await aPlace(db, edition.id)
  const one = await aHappening(db, edition.id, { placeId: place.id, people: [a('Amina')] })
  const two = await aHappening(db, edition.id, { startsAt: at('14:00'), endsAt: at('15:00'), people: [a('Amina')] })
  const promise = (write: Promise<unknown>) => write.then(() => 'written', brokenPromise)
  const update = (set: ReturnType<typeof sql>) =>
    promise(sql`update calendar.happenings set ${set} where id = ${two.id}`.execute(db))
  const toTen = sql`starts_at = ${at('10:00')}, ends_at = ${at('10:30')}, held_until = ${at('10:30')}`
  expect(await update(sql`place_id = ${place.id}, ${toTen}`)).toBe('one_happening_per_place_at_a_time')
  expect(await update(toTen)).toBe('nobody_is_in_two_places_at_once')
  expect(
    await promise(
      sql`update calendar.people set starts_at = ${at('09:00')} where happening_id = ${one.id}`.execute(db),
    ),
  ).toBe('person_keeps_the_hours_of_the_happening')
})

test('a clone has the places and the hours of its source on its own days, once however often it is asked, and no records', async () => {
  const source = await aDay()
  await aPlace(db, source.id, { code: 'stage-a', changeoverMinutes: 15 })
  const closed = await aPlace(db, source.id, { code: 'gone' })
  await setPlace(db, { ...(await orderOfPlace(source.id, closed.code)), closed: true })
  await transact(db, (tx) =>
    openStand(tx, {
      editionId: source.id,
      owner: { kind: 'pavilion', id: newId() },
      code: 'stand-tls',
      economyCode: 'TLS',
      by,
    }),
  )
  await aHappening(db, source.id)
  const clone = await anEdition(db, { opensOn: day('2024-11-05'), closesOn: day('2024-11-08') })
  const order = { from: source.id, to: clone.id, by }
  await Promise.all([copyCalendar(db, order), copyCalendar(db, order)])
  await copyCalendar(db, order)
  expect(await listPlaces(db, clone.id)).toMatchObject([{ code: 'stage-a', changeoverMinutes: 15 }])
  expect((await listHours(db, clone.id)).map((one) => one.day)).toEqual([
    '2024-11-05',
    '2024-11-06',
    '2024-11-07',
    '2024-11-08',
  ])
  expect(await listHappenings(db, { editionId: clone.id })).toEqual([])
  expect((await factsOf(clone.id)).filter((fact) => fact === 'calendar.copied')).toHaveLength(1)
})

test('a hall in which a place lies stays, and so does an edition in which something happens', async () => {
  const edition = await aDay()
  const hall = { code: '1', name: { en: 'Hall 1' }, level: 0, lengthM: 80, widthM: 40, areaCodes: [] }
  await setHall(db, { editionId: edition.id, ...hall, by })
  await aPlace(db, edition.id, { hallCode: '1' })
  const broken = (write: Promise<unknown>) => write.then(() => 'gone', brokenPromise)
  const halls = db.deleteFrom('editions.halls').where('editionId', '=', edition.id)
  expect(await broken(halls.execute())).toBe('place_lies_in_a_hall')
  await aHappening(db, edition.id)
  expect(await broken(db.deleteFrom('editions.editions').where('id', '=', edition.id).execute())).toMatch(/happenings/)
})
