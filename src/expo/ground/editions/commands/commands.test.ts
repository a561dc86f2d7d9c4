import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { day } from '#kernel/day.ts'
import { Refusal } from '#kernel/refusal.ts'
import { listEntries } from '#platform/journal.ts'
import { maker as by, freshDatabase } from '#tests/house.ts'
import { anEdition } from '../makers.ts'
import {
  findWindow,
  getArea,
  getEdition,
  getEditionById,
  getFair,
  getHall,
  listAreas,
  listEditions,
  listHalls,
  listWindows,
} from '../queries.ts'
import { changeEdition, discardEdition, hideEdition, showEdition } from './change-edition.ts'
import { cloneEdition } from './clone-edition.ts'
import { removeArea, removeHall, removeWindow } from './remove-ground.ts'
import { setRehearsalClock } from './set-clock.ts'
import { moveArea, setArea, setHall, setWindow } from './set-ground.ts'
import { type EditionFacts, foundFair, renameFair, setUpEdition } from './set-up-edition.ts'

const { db } = await freshDatabase()

/** Which refusal a deed meets, and beside which field; a deed that passes says so. */
const refusalOf = (deed: Promise<unknown>): Promise<string> =>
  deed.then(
    () => 'passed',
    (error: unknown) => {
      if (error instanceof Refusal) return error.field ? `${error.code} at ${error.field}` : error.code
      throw error
    },
  )
const factsOf = async (id: string) => (await listEntries(db, id)).map((entry) => entry.what).reverse()
const tally = (answers: string[]) =>
  Object.fromEntries([...Map.groupBy(answers, (one) => one)].map(([answer, all]) => [answer, all.length]))

const facts: EditionFacts = {
  number: 1,
  name: { en: 'Harbour Fair' },
  opensOn: day('2023-11-05'),
  closesOn: day('2023-11-10'),
  timeZone: 'Europe/Lisbon',
  city: { en: 'Harbour City' },
  venue: { en: 'Harbour Halls' },
  currency: 'EUR',
}

/** An edition with two areas, a zone, two halls and two windows, in a zone with summer time. */
async function aGround() {
  const edition = await anEdition(db, { timeZone: 'Europe/Lisbon', shown: false })
  const editionId = edition.id
  const area = (code: string, kind: 'area' | 'zone', parentCode: string | null = null) =>
    setArea(db, { editionId, code, kind, parentCode, name: { en: code, zh: code }, tint: 3, by })
  await area('food', 'area')
  await area('machines', 'area')
  await area('seeds', 'zone', 'food')
  await setHall(db, {
    editionId,
    code: '1.1H',
    name: { en: 'One' },
    level: 0,
    lengthM: 270.5,
    widthM: 107,
    areaCodes: ['food', 'seeds'],
    constructed: true,
    by,
  })
  await setHall(db, {
    editionId,
    code: 'NH',
    name: { en: 'North' },
    level: 1,
    lengthM: 80,
    widthM: 40,
    areaCodes: [],
    by,
  })
  await setWindow(db, {
    editionId,
    kind: 'media',
    opensAt: new Date('2023-03-20T09:00:00Z'),
    closesAt: new Date('2023-10-31T23:59:00Z'),
    note: { en: 'With a press card' },
    source: 'the gazette',
    by,
  })
  return edition
}

test('a fair is founded once, and named otherwise by whoever has read its present name', async () => {
  const answers = await Promise.all(
    Array.from({ length: 20 }, () => refusalOf(foundFair(db, { code: 'quay', name: { en: 'Quay Fair' }, by }))),
  )
  expect(tally(answers)).toEqual({ passed: 1, 'editions.fair-code-taken at code': 19 })
  const fair = await getFair(db, 'quay')
  const rename = (en: string) => renameFair(db, { id: fair.id, name: { en }, version: fair.version, by })
  const renamed = await Promise.all(['A', 'B', 'C'].map((name) => refusalOf(rename(name))))
  expect(tally(renamed)).toEqual({ passed: 1, 'web.stale': 2 })
  expect(await factsOf(fair.id)).toEqual(['fair.founded', 'fair.renamed'])
})

test('an edition is set up under its fair, hidden, and its first one founds the fair', async () => {
  const order = { ...facts, fairCode: 'pier', fairName: { en: 'Pier Fair' }, code: 'pier-2023', by }
  const { id } = await setUpEdition(db, order)
  const edition = await getEdition(db, 'pier-2023')
  expect(edition).toMatchObject({ id, fairCode: 'pier', shown: false, ldcReferenceDay: '2023-11-05', version: 1 })
  expect(await refusalOf(setUpEdition(db, { ...order, number: 2 }))).toBe('editions.code-taken at code')
  expect(await refusalOf(setUpEdition(db, { ...order, code: 'pier-2024' }))).toBe('editions.number-taken at number')
  expect(await refusalOf(setUpEdition(db, { ...order, code: 'quay-2024', number: 2 }))).toBe(
    'editions.code-without-fair at code',
  )
  const backwards = { ...order, code: 'pier-2024', number: 2, closesOn: day('2023-11-04') }
  expect(await refusalOf(setUpEdition(db, backwards))).toBe('editions.closes-before-it-opens at closesOn')
  const nowhere = { ...order, code: 'pier-2024', number: 2, timeZone: 'Mars/Olympus' }
  expect(await refusalOf(setUpEdition(db, nowhere))).toBe('editions.no-such-time-zone at timeZone')
})

test('facts are changed, the history names which, and what is the same leaves no trace', async () => {
  const edition = await getEditionById(db, (await anEdition(db)).id)
  const order = { ...edition, editionId: edition.id, by }
  await changeEdition(db, { ...order, version: 1, city: { en: 'Haven' }, currency: 'EUR', why: 'A new harbour.' })
  expect(await getEditionById(db, edition.id)).toMatchObject({ city: { en: 'Haven' }, currency: 'EUR', version: 2 })
  const [entry] = await listEntries(db, edition.id)
  expect(entry).toMatchObject({
    what: 'edition.changed',
    why: 'A new harbour.',
    details: { fields: ['city', 'currency'] },
  })
  await changeEdition(db, { ...(await getEditionById(db, edition.id)), editionId: edition.id, version: 2, by })
  expect((await getEditionById(db, edition.id)).version).toBe(2)
  expect((await listEntries(db, edition.id)).filter((one) => one.what === 'edition.changed')).toHaveLength(1)
})

test('of twenty managers who change the same edition at once, one does, and the others hear that their page is old', async () => {
  const edition = await getEditionById(db, (await anEdition(db)).id)
  const answers = await Promise.all(
    Array.from({ length: 20 }, (_, index) =>
      refusalOf(changeEdition(db, { ...edition, editionId: edition.id, number: 100 + index, by })),
    ),
  )
  expect(tally(answers)).toEqual({ passed: 1, 'web.stale': 19 })
  expect((await getEditionById(db, edition.id)).version).toBe(2)
})

test('a number or days that cannot be are refused, and nothing has changed', async () => {
  const first = await anEdition(db, { fairCode: 'twins', code: 'twins-2022', number: 1, opensOn: day('2022-11-05') })
  await anEdition(db, { fairCode: 'twins', code: 'twins-2023', number: 2 })
  const edition = await getEditionById(db, first.id)
  const change = (over: Partial<EditionFacts>) =>
    refusalOf(changeEdition(db, { ...edition, ...over, editionId: edition.id, by }))
  expect(await change({ number: 2 })).toBe('editions.number-taken at number')
  expect(await change({ closesOn: day('2022-11-04') })).toBe('editions.closes-before-it-opens at closesOn')
  expect(await change({ timeZone: 'Nowhere' })).toBe('editions.no-such-time-zone at timeZone')
  expect(await getEditionById(db, first.id)).toEqual(edition)
})

test('an edition is shown once and hidden once, however often the button is pressed', async () => {
  const { id } = await anEdition(db, { shown: false })
  await Promise.all(Array.from({ length: 5 }, () => showEdition(db, { editionId: id, by })))
  expect((await getEditionById(db, id)).shown).toBe(true)
  expect((await listEditions(db)).some((one) => one.id === id)).toBe(true)
  await Promise.all(Array.from({ length: 5 }, () => hideEdition(db, { editionId: id, by })))
  expect((await listEditions(db)).some((one) => one.id === id)).toBe(false)
  expect((await factsOf(id)).slice(-2)).toEqual(['edition.shown', 'edition.hidden'])
})

test('a clone has the ground of its source, its windows as many days before the opening at the same hour, and none of its past', async () => {
  const source = await aGround()
  await setRehearsalClock(db, { editionId: source.id, to: new Date(), now: new Date(), by })
  const from = await getEditionById(db, source.id)
  // 2024 is a leap year: 366 days, and 5 November lies in winter time as the year before.
  const clone = { ...from, number: from.number + 1, opensOn: day('2024-11-05'), closesOn: day('2024-11-10') }
  const code = `${from.fairCode}-2024`
  const { id } = await cloneEdition(db, { ...clone, ldcReferenceDay: null, source: null, from: from.id, code, by })

  expect(await getEditionById(db, id)).toMatchObject({
    fairId: from.fairId,
    code,
    shown: false,
    rehearsalFrom: null,
    ldcReferenceDay: '2024-11-05',
    version: 1,
  })
  expect(await listAreas(db, id)).toEqual(await listAreas(db, from.id))
  expect(await listHalls(db, id)).toEqual(await listHalls(db, from.id))
  const media = await findWindow(db, id, 'media')
  // Nine in the morning of 20 March 2023, in winter time; 366 days on it is 20 March 2024, in winter time still.
  expect(media?.opensAt.toISOString()).toBe('2024-03-20T09:00:00.000Z')
  expect(media?.closesAt.toISOString()).toBe('2024-10-31T23:59:00.000Z')
  expect(media).toMatchObject({ note: { en: 'With a press card' }, source: null })
  expect(await listWindows(db, id)).toHaveLength((await listWindows(db, from.id)).length)
  const [setUp] = await listEntries(db, id)
  expect(setUp).toMatchObject({ what: 'edition.set-up', details: { code, clonedFrom: from.id } })
})

test('a clone held in summer keeps the hours of its windows by the clock on the wall', async () => {
  const source = await aGround()
  const from = await getEditionById(db, source.id)
  const clone = { ...from, number: 50, opensOn: day('2024-06-05'), closesOn: day('2024-06-10') }
  const { id } = await cloneEdition(db, { ...clone, from: from.id, code: `${from.fairCode}-2024b`, by })
  const media = await findWindow(db, id, 'media')
  // 230 days before the opening, as before, but now in October, in summer time: nine at the venue is eight in Greenwich.
  expect(media?.opensAt.toISOString()).toBe('2023-10-19T08:00:00.000Z')
})

test('of twenty clones asked for at once, one is made, whole', async () => {
  const source = await aGround()
  const from = await getEditionById(db, source.id)
  const clone = { ...from, number: 60, opensOn: day('2025-11-05'), closesOn: day('2025-11-10') }
  const code = `${from.fairCode}-2025`
  const answers = await Promise.all(
    Array.from({ length: 20 }, () => refusalOf(cloneEdition(db, { ...clone, from: from.id, code, by }))),
  )
  expect(tally(answers)).toEqual({ passed: 1, 'editions.code-taken at code': 19 })
  expect(await listAreas(db, (await getEdition(db, code)).id)).toHaveLength(3)
})

test('of twenty managers who add the same hall, one does; a correction on an old page is refused and loses nothing', async () => {
  const { id: editionId } = await anEdition(db)
  const hall = { editionId, code: '9H', name: { en: 'Nine' }, level: 0, lengthM: 50, widthM: 20, areaCodes: [], by }
  const answers = await Promise.all(Array.from({ length: 20 }, () => refusalOf(setHall(db, { ...hall, version: 0 }))))
  expect(tally(answers)).toEqual({ passed: 1, 'editions.hall-code-taken at code': 19 })
  await setHall(db, { ...hall, lengthM: 60, version: 1 })
  expect(await refusalOf(setHall(db, { ...hall, lengthM: 70, version: 1 }))).toBe('web.stale')
  expect(await getHall(db, editionId, '9H')).toMatchObject({ lengthM: 60, version: 2 })
  expect(await refusalOf(setHall(db, { ...hall, areaCodes: ['nothing'], version: 2 }))).toBe(
    'editions.no-such-area at areas',
  )
})

test('a zone lies in an area; what breaks that is refused beside the field to blame', async () => {
  const { id: editionId } = await aGround()
  const area = (code: string, over: object) =>
    refusalOf(setArea(db, { editionId, code, kind: 'zone', name: { en: code }, tint: 1, by, ...over }))
  expect(await area('lost', {})).toBe('editions.zone-without-area at parent')
  expect(await area('lost', { parentCode: 'nowhere' })).toBe('editions.no-such-area at parent')
  expect(await area('lost', { parentCode: 'seeds' })).toBe('editions.zone-in-zone at parent')
  expect(await area('lost', { kind: 'area', parentCode: 'food' })).toBe('editions.only-zones-lie-in-areas at parent')
  expect(await area('food', { parentCode: 'machines' })).toBe('editions.area-has-zones at kind')
  expect(await area('food', { kind: 'area', version: 0 })).toBe('editions.area-code-taken at code')
  expect((await listAreas(db, editionId)).map((one) => one.code).sort()).toEqual(['food', 'machines', 'seeds'])
})

test('areas stand in the order they were put in, and a button pressed twice moves once', async () => {
  const { id: editionId } = await aGround()
  const order = async () =>
    (await listAreas(db, editionId)).filter((one) => one.parentCode === null).map((one) => one.code)
  await setArea(db, { editionId, code: 'cloth', kind: 'area', name: { en: 'Cloth' }, tint: 2, by })
  expect(await order()).toEqual(['food', 'machines', 'cloth'])
  await moveArea(db, { editionId, code: 'cloth', to: 0, by })
  await moveArea(db, { editionId, code: 'cloth', to: 0, by })
  expect(await order()).toEqual(['cloth', 'food', 'machines'])
  await Promise.all(['food', 'machines', 'cloth'].map((code) => moveArea(db, { editionId, code, to: 99, by })))
  expect((await order()).toSorted()).toEqual(['cloth', 'food', 'machines'])
  await setArea(db, { editionId, code: 'food', kind: 'area', name: { en: 'Foods' }, tint: 2, version: 1, by })
  expect((await getArea(db, editionId, 'food')).name).toEqual({ en: 'Foods' })
  expect((await order()).toSorted()).toEqual(['cloth', 'food', 'machines'])
})

test('what is used stays, and the refusal says by what', async () => {
  const { id: editionId } = await aGround()
  const sentenceOf = (deed: Promise<unknown>) =>
    deed.then(
      () => 'passed',
      (error: Refusal) => `${error.code} ${Object.values(error.details).join(' ')}`,
    )
  const remove = (code: string) => sentenceOf(removeArea(db, { editionId, code, version: 1, by }))
  expect(await remove('food')).toBe('editions.area-with-zones food seeds')
  expect(await remove('seeds')).toBe('editions.area-in-halls seeds 1.1H')

  // A room above holds on by its foreign key.
  await sql`create schema upstairs`.execute(db)
  await sql`create table upstairs.stands (edition_id uuid, hall text, area text,
    foreign key (edition_id, hall) references editions.halls (edition_id, code),
    foreign key (edition_id, area) references editions.areas (edition_id, code))`.execute(db)
  await sql`insert into upstairs.stands values (${editionId}, '1.1H', 'machines')`.execute(db)
  const hall = () => sentenceOf(removeHall(db, { editionId, code: '1.1H', version: 1, by }))
  expect(await hall()).toBe('editions.hall-used 1.1H upstairs')
  expect(await remove('machines')).toBe('editions.area-used machines upstairs')
  expect(await sentenceOf(discardEdition(db, { editionId, by }))).toBe('editions.discard-used upstairs')
  expect(await listHalls(db, editionId)).toHaveLength(2)

  await sql`drop schema upstairs cascade`.execute(db)
  expect(await hall()).toBe('passed')
  expect(await remove('seeds')).toBe('passed')
  expect(await remove('food')).toBe('passed')
  expect((await factsOf(editionId)).slice(-3)).toEqual([
    'edition.hall-removed',
    'edition.area-removed',
    'edition.area-removed',
  ])
})

test('a stale page removes nothing, and of two managers who remove a window one does', async () => {
  const { id: editionId } = await aGround()
  await setHall(db, { editionId, code: 'NH', name: {}, level: 0, lengthM: 1, widthM: 1, areaCodes: [], version: 1, by })
  expect(await refusalOf(removeHall(db, { editionId, code: 'NH', version: 1, by }))).toBe('web.stale')
  expect(await refusalOf(removeArea(db, { editionId, code: 'machines', version: 7, by }))).toBe('web.stale')
  const removals = await Promise.all(
    Array.from({ length: 2 }, () => refusalOf(removeWindow(db, { editionId, kind: 'media', version: 1, by }))),
  )
  expect(tally(removals)).toEqual({ passed: 1, 'web.stale': 1 })
  expect(await findWindow(db, editionId, 'media')).toBeNull()
})

test('a window closes after it opens, and is set anew only by who saw the last one', async () => {
  const { id: editionId } = await anEdition(db)
  const at = (hour: string) => new Date(`2023-05-01T${hour}:00Z`)
  const set = (opens: string, closes: string, version: number) =>
    refusalOf(setWindow(db, { editionId, kind: 'volunteer', opensAt: at(opens), closesAt: at(closes), version, by }))
  expect(await set('10:00', '10:00', 0)).toBe('editions.window-closes-first at closesAt')
  expect(await set('10:00', '10:01', 0)).toBe('passed')
  expect(await set('11:00', '12:00', 0)).toBe('web.stale')
  expect(await set('11:00', '12:00', 1)).toBe('passed')
  expect((await findWindow(db, editionId, 'volunteer'))?.opensAt).toEqual(at('11:00'))
})

test('the rehearsal clock is set, and given back once', async () => {
  const { id } = await anEdition(db)
  const now = new Date('2026-01-01T00:00:00Z')
  await setRehearsalClock(db, { editionId: id, to: new Date('2023-10-01T00:00:00Z'), now, by })
  expect((await getEditionById(db, id)).rehearsalFrom).toEqual(new Date('2023-10-01T00:00:00Z'))
  await setRehearsalClock(db, { editionId: id, to: null, now, by })
  await setRehearsalClock(db, { editionId: id, to: null, now, by })
  expect((await factsOf(id)).filter((what) => what === 'edition.clock-set')).toHaveLength(2)
})

test('an edition set up by mistake is discarded with its ground while it is hidden, and its code is free again', async () => {
  const edition = await aGround()
  await showEdition(db, { editionId: edition.id, by })
  expect(await refusalOf(discardEdition(db, { editionId: edition.id, by }))).toBe('editions.discard-shown')
  await hideEdition(db, { editionId: edition.id, by })
  await discardEdition(db, { editionId: edition.id, by })
  expect(await refusalOf(getEdition(db, edition.code))).toBe('editions.no-such-edition')
  expect(await listHalls(db, edition.id)).toEqual([])
  expect((await factsOf(edition.id)).at(-1)).toBe('edition.discarded')
})
