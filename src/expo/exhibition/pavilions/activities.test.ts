import { beforeAll, expect, test } from 'vitest'
import { listHappenings, listPlaces } from '#expo/ground/calendar/index.ts'
import { aHappening, aPlace, at, openDays } from '#expo/ground/calendar/makers.ts'
import { anEdition } from '#expo/ground/editions/makers.ts'
import { aPerson } from '#expo/ground/people/makers.ts'
import { day } from '#kernel/day.ts'
import { Refusal } from '#kernel/refusal.ts'
import { newId } from '#platform/database.ts'
import { freshDatabase, maker, openHouse, type Visitor } from '#tests/house.ts'
import { planActivity } from './commands/activities.ts'
import { withdrawPavilion } from './commands/answer.ts'
import { changeTerms } from './commands/change-terms.ts'
import { anInvitation, aPavilion } from './makers.ts'
import { countActivities } from './queries.ts'

const database = await freshDatabase()
const open = openHouse(database, { clock: () => at('12:00', '2023-06-15') })
const { db } = open
const by = maker
const guest = open.stranger()

const edition = await anEdition(db)
await openDays(db, edition.id)
const stage = await aPlace(db, edition.id, { code: 'stage-a', name: { en: 'Stage A' } })
const pavilion = await aPavilion(db, edition.id, 'TLS')
const neighbour = await aPavilion(db, edition.id, 'LAO')
const address = (path: string, lang = 'en') => `/${lang}/${edition.code}${path}`
const desk = address('/pavilions/tls/desk/activities')
let embassy: Visitor
let neighbours: Visitor
let clerk: Visitor
beforeAll(async () => {
  embassy = await open.signIn(await aPerson(db, { role: 'member', kind: 'pavilion', id: pavilion.id }))
  neighbours = await open.signIn(await aPerson(db, { role: 'administrator', kind: 'pavilion', id: neighbour.id }))
  clerk = await open.signIn(await aPerson(db, { role: 'clerk', kind: 'edition', id: edition.id }))
})

const codeOf = (deed: Promise<unknown>): Promise<string> =>
  deed.then(
    () => 'passed',
    (error: unknown) => {
      if (error instanceof Refusal) return error.code
      throw error
    },
  )
const filled = (over: Record<string, string> = {}) => ({
  id: newId(),
  place: 'stand-tls',
  day: '2023-11-06',
  starts: '10:00',
  ends: '10:45',
  kind: 'tasting',
  'title.en': 'Coffee from the mountains',
  'title.fr': 'Le café des montagnes',
  public: 'on',
  ...over,
})

test('a stand comes with a confirmed pavilion on site, and with none that is online or only invited', async () => {
  const own = await anEdition(db)
  await aPavilion(db, own.id, 'NPL')
  await aPavilion(db, own.id, 'BTN', { mode: 'online', areaM2: 0 })
  await anInvitation(db, own.id, 'VUT')
  expect((await listPlaces(db, own.id)).map((one) => one.code)).toEqual(['stand-npl'])
  expect((await listPlaces(db, own.id))[0]?.name).toMatchObject({ en: 'Nepal', zh: '尼泊尔' })
})

test('an activity at the own stand stands at once: in the programme, on the pavilion’s page, in its feed, and counted', async () => {
  const done = await embassy.post(`${desk}/new`, filled())
  expect(done.status).toBe(303)
  expect((await guest.get(address('/programme'))).words).toContain('Coffee from the mountains')
  const page = await guest.get(address('/pavilions/tls', 'fr'))
  expect(page.words).toContain('Le café des montagnes')
  expect(page.text).toContain(`/fr/${edition.code}/pavilions/tls/activities.ics`)
  expect((await guest.get(address('/pavilions/tls/activities.ics'))).text).toContain(
    'SUMMARY:Coffee from the mountains',
  )
  expect(await countActivities(db, pavilion.id)).toBe(1)
  const own = await guest.get(address(`/programme/${done.location?.split('/').at(-1)}`))
  expect(own.text).toContain(`href="/en/${edition.code}/pavilions/tls"`)
})

test('its title stands in two languages, or it is not announced', async () => {
  const single = filled({ starts: '11:00', ends: '12:00', 'title.fr': '' })
  const refused = await embassy.post(`${desk}/new`, single)
  expect(refused.status).toBe(422)
  expect(refused.words).toContain('needs its title in at least 2 languages')
  const { public: _, ...internal } = single
  expect((await embassy.post(`${desk}/new`, internal)).status).toBe(303)
})

test('on a stage of the fair it is a proposal, which nobody sees until staff set it; its place is held', async () => {
  const done = await embassy.post(`${desk}/new`, filled({ place: 'stage-a', 'title.en': 'Songs of Ataúro' }))
  const home = done.location ?? ''
  const id = home.split('/').at(-1)
  expect((await embassy.get(home)).words).toContain('Staff look at it next')
  for (const path of ['/programme?day=all', '/programme.ics', '/pavilions/tls', '/pavilions/tls/activities.ics'])
    expect((await guest.get(address(path))).text).not.toContain('Ataúro')
  expect(await countActivities(db, pavilion.id)).toBe(1)
  const theirs = filled({ place: 'stage-a', 'title.en': 'Weaving' })
  const refused = await neighbours.post(address('/pavilions/lao/desk/activities/new'), theirs)
  expect(refused.status).toBe(409)
  expect(refused.words).toContain('The place is taken on 6 November 2023 from 10:00 to 10:45')
  expect(refused.text).not.toContain('Ataúro')
  expect(refused.words).toContain('Free instead')

  expect((await embassy.post(`${home}/set`, { version: '1' })).status).toBe(403)
  expect((await clerk.get(address('/staff/calendar'))).words).toContain('Songs of Ataúro')
  expect((await clerk.get(address('/staff'))).words).toMatch(/1Proposals|1 Proposals/)
  const set = await clerk.post(address(`/staff/calendar/happenings/${id}/set`), { version: '1' })
  expect(set.status).toBe(303)
  expect((await guest.get(address('/programme.ics'))).text).toContain('Ataúro')
  expect(await countActivities(db, pavilion.id)).toBe(2)
})

test('neither neighbours nor strangers come near, not even through an address of their own', async () => {
  const [activity] = await listHappenings(db, { editionId: edition.id, owner: { kind: 'pavilion', id: pavilion.id } })
  const id = activity?.id
  expect((await neighbours.get(`${desk}/${id}`)).status).toBe(404)
  expect((await neighbours.get(address(`/pavilions/lao/desk/activities/${id}`))).status).toBe(404)
  const cancel = { version: '1', reason: 'Ours now.' }
  expect((await neighbours.post(address(`/pavilions/lao/desk/activities/${id}/cancel`), cancel)).status).toBe(404)
  const stand = filled({ 'title.en': 'Ours', starts: '15:00', ends: '16:00' })
  expect((await neighbours.post(address('/pavilions/lao/desk/activities/new'), stand)).words).toContain(
    'There is no such place here',
  )
})

test('staff plan at a pavilion’s stand from its desk, and may do so at an unusual hour', async () => {
  const early = filled({ starts: '07:00', ends: '08:00', unusual: 'Television comes early.' })
  expect((await embassy.post(`${desk}/new`, early)).words).toContain('That is outside the opening hours, 09:00–17:00')
  expect((await clerk.post(`${desk}/new`, early)).status).toBe(303)
})

test('who has not confirmed has no activities, whatever is sent', async () => {
  const own = await anEdition(db)
  await openDays(db, own.id)
  const invited = await anInvitation(db, own.id, 'KIR')
  const order = {
    editionId: own.id,
    owner: { kind: 'pavilion', id: invited.id },
    kind: 'talk',
    title: { en: 'A', fr: 'B' },
    about: {},
    languages: [],
    public: true,
    titleLanguages: 2,
    placeId: null,
    startsAt: at('10:00'),
    endsAt: at('11:00'),
    unusualWhy: null,
    proposed: false,
    now: at('12:00', '2023-06-15'),
    namedIn: 'en',
    by,
  } as const
  expect(await codeOf(planActivity(db, order))).toBe('pavilions.not-taking-part')
  expect(await listHappenings(db, { editionId: own.id })).toEqual([])
})

test('who withdraws leaves the programme: what was to come is cancelled with the reason, and the stand is closed', async () => {
  const own = await anEdition(db)
  await openDays(db, own.id)
  const { id } = await aPavilion(db, own.id, 'SLB')
  const owner = { kind: 'pavilion', id } as const
  const [stand] = await listPlaces(db, own.id, { owner })
  await aHappening(db, own.id, { owner, placeId: stand?.id ?? '' })
  await aHappening(db, own.id, { owner, startsAt: at('12:00'), endsAt: at('13:00') })
  const today = day('2023-06-20')
  await withdrawPavilion(db, { pavilionId: id, on: today, today, version: 2, by, why: 'A cyclone.' })
  const left = await listHappenings(db, { editionId: own.id, owner })
  expect(left.map((one) => [one.state, one.cancelledWhy])).toEqual([
    ['cancelled', 'A cyclone.'],
    ['cancelled', 'A cyclone.'],
  ])
  expect((await listPlaces(db, own.id, { owner }))[0]?.closed).toBe(true)
  expect(await countActivities(db, id)).toBe(0)
  const again = await anInvitation(db, own.id, 'SLB', { today: day('2023-07-01') })
  expect(again.id).toBe(id)
})

test('a pavilion goes online once nothing is left at its stand', async () => {
  const own = await anEdition(db)
  await openDays(db, own.id)
  const { id } = await aPavilion(db, own.id, 'WSM')
  const owner = { kind: 'pavilion', id } as const
  const [stand] = await listPlaces(db, own.id, { owner })
  await aHappening(db, own.id, { owner, placeId: stand?.id ?? '' })
  const today = day('2023-06-20')
  const terms = { mode: 'online', areaM2: 0, guestOfHonour: false, badgeQuota: 0, boothQuota: 0 } as const
  const order = { pavilionId: id, ...terms, from: today, today, version: 2, why: 'No charter flight.', by }
  expect(await codeOf(changeTerms(db, order))).toBe('calendar.place-in-use')
  const free = await anEdition(db)
  const other = await aPavilion(db, free.id, 'WSM')
  await changeTerms(db, { ...order, pavilionId: other.id })
  const standOf = async () => (await listPlaces(db, free.id, { owner: { kind: 'pavilion', id: other.id } }))[0]?.closed
  expect(await standOf()).toBe(true)
  await changeTerms(db, { ...order, pavilionId: other.id, mode: 'on-site', version: 3 })
  expect(await standOf()).toBe(false)
})

test('the desk leads to its activities and says how many are announced', async () => {
  expect((await embassy.get(address('/pavilions/tls/desk'))).words).toContain('3 activities in the programme')
  const list = await embassy.get(desk)
  expect(list.words).toContain('Songs of Ataúro')
  expect(list.words).toContain('not announced')
  expect(stage.code).toBe('stage-a')
})
