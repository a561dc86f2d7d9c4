import ICAL from 'ical.js'
import { beforeAll, describe, expect, test } from 'vitest'
import { anEdition } from '#expo/ground/editions/makers.ts'
import { grantRoleIn } from '#expo/ground/people/commands/roles.ts'
import { aPerson } from '#expo/ground/people/makers.ts'
import { newId, transact } from '#platform/database.ts'
import { countQueries, freshDatabase, maker, openHouse, type Visitor } from '#tests/house.ts'
import { cancel } from './commands/cancel.ts'
import { addPerson } from './commands/people.ts'
import { openStand } from './commands/places.ts'
import { move } from './commands/plan.ts'
import { aHappening, aPlace, at, openDays } from './makers.ts'
import { countByDay, findHappening, listHappenings, listNowAndNext } from './queries/happenings.ts'
import { listPeople } from './queries/people.ts'
import { listPlaces } from './queries/places.ts'

const database = await freshDatabase()
let clock = at('12:00', '2023-06-15')
const open = openHouse(database, { clock: () => clock })
const { db } = open
const guest = open.stranger()

// Signed in once, as whoever tries too often is slowed down; a clerk of each fair, by a role given there.
const clerksAccount = await aPerson(db)
const clerk = await open.signIn(clerksAccount)

async function aFair(over: Parameters<typeof anEdition>[1] = {}) {
  const edition = await anEdition(db, over)
  await openDays(db, edition.id)
  const grant = { role: 'clerk', kind: 'edition', id: edition.id } as const
  await transact(db, (tx) => grantRoleIn(tx, { personId: clerksAccount.id, grant, by: maker }))
  const at = (path: string, lang = 'en') => `/${lang}/${edition.code}${path}`
  return { ...edition, clerk, at }
}
const deed = (id: string, version: number) => ({
  happeningId: id,
  version,
  by: maker,
  now: clock,
  namedIn: 'en' as const,
})
const slot = (over: Record<string, string> = {}) => ({
  id: newId(),
  place: '',
  day: '2023-11-06',
  starts: '10:00',
  ends: '10:45',
  kind: 'talk',
  'title.en': 'Tea from the hills',
  public: 'on',
  ...over,
})

describe('the programme', () => {
  test('says what will be here while it is empty', async () => {
    const fair = await aFair()
    const page = await guest.get(fair.at('/programme'))
    expect(page.words).toContain('The programme has not been announced yet')
    expect((await guest.get(fair.at('/programme', 'ar'))).words).toContain('لم يُعلن البرنامج بعد')
  })

  test('shows a day by its hours, narrows by place, kind and words, and by place as a table', async () => {
    const fair = await aFair()
    const stage = await aPlace(db, fair.id, { code: 'harbour-stage', name: { en: 'Harbour Stage', ar: 'منصة المرفأ' } })
    await aHappening(db, fair.id, { placeId: stage.id, title: { en: 'Tea from the hills', ar: 'شاي التلال' } })
    await aHappening(db, fair.id, {
      kind: 'tasting',
      title: { en: 'Coffee', fr: 'Café', ar: 'قهوة' },
      startsAt: at('09:00'),
    })
    await aHappening(db, fair.id, {
      title: { en: 'Rules of origin' },
      startsAt: at('09:00', '2023-11-08'),
      endsAt: at('10:00', '2023-11-08'),
    })
    const words = async (query: string, lang = 'en') => (await guest.get(fair.at(`/programme${query}`, lang))).words
    const day = await words('')
    expect(day).toContain('Monday, 6 November 2023')
    expect(day.indexOf('Coffee')).toBeLessThan(day.indexOf('Tea from the hills'))
    expect(day).toContain('10:00–10:45')
    expect(day).toContain('Hours are those of the venue: China Standard Time')
    expect(day).not.toContain('Rules of origin')
    expect(await words('?day=all')).toContain('Rules of origin')
    expect(await words('?place=harbour-stage')).not.toContain('Coffee')
    expect(await words('?kind=tasting')).not.toContain('Tea from')
    expect(await words('?q=قهوة')).toContain('Coffee')
    expect(await words('?q=CAFE')).toContain('Coffee')
    // The words are looked for in titles, not in the tags of their languages.
    expect(await words('?q=en')).toContain('Nothing in the programme matches')
    const table = await words('?view=places&day=2023-11-06')
    expect(table).toContain('Harbour Stage')
    expect(table).toContain('Tea from the hills')
    expect(await words('', 'ar')).toContain('شاي التلال')
  })

  test('goes on where a page ends, and misses and repeats nothing', async () => {
    const fair = await aFair()
    for (let count = 0; count < 75; count++) await aHappening(db, fair.id, { title: { en: `Number ${count}.` } })
    const first = await guest.get(fair.at('/programme'))
    const onward = /<a class="act" href="([^"]*after=[^"]*)"/
    const next = onward.exec(first.text)?.[1]?.replaceAll('&amp;', '&')
    const second = await guest.get(next ?? '')
    const seen = (text: string) => [...text.matchAll(/Number \d+\./g)].map(String)
    const all = [...seen(first.words), ...seen(second.words)]
    expect(all).toHaveLength(75)
    expect(new Set(all).size).toBe(75)
    expect(second.text).not.toMatch(onward)
  })

  test('asks the database as often for three happenings as for one', async () => {
    const fair = await aFair()
    const edition = { id: fair.id, timeZone: 'Asia/Shanghai' }
    const during = { from: at('00:00'), until: at('23:00') }
    const asked = () =>
      countQueries(db, async (counted) => {
        await countByDay(counted, edition)
        const happenings = await listHappenings(counted, { editionId: fair.id, during })
        await listPeople(
          counted,
          happenings.map((one) => one.id),
        )
        await listNowAndNext(counted, fair.id, at('09:00'), 3)
        await listPlaces(counted, fair.id)
      })
    const people = [{ accountId: null, name: 'Amina', affiliation: '', role: 'speaker' as const, languages: [] }]
    await aHappening(db, fair.id, { placeId: (await aPlace(db, fair.id)).id, people })
    expect(await asked()).toBe(5)
    const staffs = async () => {
      const before = database.questions()
      await fair.clerk.get(fair.at('/staff/calendar?day=2023-11-06'))
      return database.questions() - before
    }
    const once = await staffs()
    for (const from of ['11:00', '12:00'])
      await aHappening(db, fair.id, {
        placeId: (await aPlace(db, fair.id)).id,
        startsAt: at(from),
        endsAt: at('13:00'),
      })
    expect(await asked()).toBe(5)
    expect(await staffs()).toBe(once)
  })

  test('shows while the fair is on what is on, and what is next', async () => {
    const fair = await aFair()
    await aHappening(db, fair.id, { title: { en: 'Being on' } })
    await aHappening(db, fair.id, { title: { en: 'Coming up' }, startsAt: at('11:00'), endsAt: at('12:00') })
    const kept = clock
    clock = at('10:20')
    try {
      for (const path of ['/programme', '']) {
        const { words } = await guest.get(fair.at(path))
        expect(words).toMatch(/On now .*Being on.*Next .*Coming up/)
      }
    } finally {
      clock = kept
    }
  })
})

describe('what nobody is to know', () => {
  let fair: Awaited<ReturnType<typeof aFair>>
  let shown: string
  const hidden: string[] = []
  const API = 'the API'
  const SECRET = 'A merger nobody knows of'

  beforeAll(async () => {
    fair = await aFair()
    const owner = { kind: 'pavilion' as const, id: newId() }
    const stage = await aPlace(db, fair.id, { code: 'stage' })
    const secret = { owner, title: { en: SECRET, ar: 'سر' }, placeId: stage.id }
    const from = (clock: string, until: string) => ({ startsAt: at(clock), endsAt: at(until) })
    shown = (await aHappening(db, fair.id, { owner, placeId: stage.id, title: { en: 'Coffee for all' } })).id
    hidden.push((await aHappening(db, fair.id, { ...secret, ...from('11:00', '12:00'), public: false })).id)
    hidden.push((await aHappening(db, fair.id, { ...secret, ...from('12:00', '13:00'), proposed: true })).id)
    const dropped = await aHappening(db, fair.id, { ...secret, ...from('13:00', '14:00'), proposed: true })
    await cancel(db, { ...deed(dropped.id, 1), why: SECRET })
    hidden.push(dropped.id)
  })

  test.each([
    '/programme',
    '/programme?day=all',
    '/programme?place=stage',
    '/programme?q=merger',
    '/programme?view=places&day=2023-11-06',
    '/programme.ics',
    '/programme.ics?place=stage',
    '/programme.csv',
    '/programme.json?day=all',
    '/find?q=merger',
    API,
    '',
  ])('is not at %s', async (path) => {
    const kept = clock
    clock = at('10:10')
    const address = path === API ? `/api/v1/editions/${fair.code}/programme` : fair.at(path)
    const answer = await guest.get(address).finally(() => {
      clock = kept
    })
    expect(answer.status).toBe(200)
    expect(answer.text).not.toContain(SECRET)
    expect(answer.text).not.toContain('سر')
    if (!path.includes('q=')) expect(answer.text).toContain('Coffee for all')
  })

  test('has no page and no feed of its own, for guests and for strangers; its staff see it, its feed stays empty', async () => {
    const stranger = await open.signIn(await aPerson(db))
    for (const id of hidden) {
      for (const path of [`/programme/${id}`, `/programme/${id}/calendar.ics`]) {
        expect((await guest.get(fair.at(path))).status).toBe(303)
        expect((await stranger.get(fair.at(path))).status).toBe(404)
      }
      expect((await fair.clerk.get(fair.at(`/programme/${id}`))).words).toContain(SECRET)
      expect((await fair.clerk.get(fair.at(`/programme/${id}/calendar.ics`))).text).not.toContain('BEGIN:VEVENT')
    }
    expect((await guest.get(fair.at(`/programme/${shown}`))).status).toBe(200)
  })

  test('whoever is on it sees it, on the desk too, and nobody else does', async () => {
    const [on, other] = [await aPerson(db), await aPerson(db)]
    const people = [{ accountId: on.id, name: 'On it', affiliation: '', role: 'speaker' as const, languages: [] }]
    const secret = { title: { en: 'For their ears only' }, public: false, startsAt: at('16:00'), endsAt: at('16:30') }
    const { id } = await aHappening(db, fair.id, { ...secret, people })
    const [theirs, others] = [await open.signIn(on), await open.signIn(other)]
    expect((await theirs.get('/en/desk')).words).toMatch(
      /Your agenda: Harbour Fair 2023.*16:00–16:30.*For their ears only/,
    )
    expect((await theirs.get(fair.at(`/programme/${id}`))).words).toContain('For their ears only')
    expect((await others.get('/en/desk')).words).not.toContain('For their ears only')
    expect((await others.get(fair.at(`/programme/${id}`))).status).toBe(404)
  })

  test('what is announced is found by the search over everything', async () => {
    expect((await guest.get(fair.at('/find?q=coffee'))).words).toMatch(/Programme 1.*Coffee for all/)
  })

  test('nor has anything of an edition that is not public yet, or of another edition’s address', async () => {
    const secret = await aFair({ shown: false })
    const { id } = await aHappening(db, secret.id, { title: { en: SECRET } })
    for (const path of ['/programme', '/programme.ics', '/programme.json', `/programme/${id}`])
      expect((await guest.get(secret.at(path))).text).not.toContain(SECRET)
    expect((await guest.get(fair.at(`/programme/${id}`))).status).toBe(404)
  })

  test('interpreters stay unnamed where hosts and speakers are announced', async () => {
    const { id } = await aHappening(db, fair.id, { startsAt: at('15:00'), endsAt: at('16:00') })
    const person = { accountId: null, affiliation: 'Harbour Institute' }
    await addPerson(db, { ...deed(id, 1), ...person, name: 'Amina Diallo', role: 'speaker', languages: [] })
    await addPerson(db, {
      ...deed(id, 2),
      ...person,
      name: 'Nadia Haddad',
      role: 'interpreter',
      languages: ['ar', 'fr'],
    })
    const page = await guest.get(fair.at(`/programme/${id}`))
    expect(page.words).toContain('Amina Diallo · Harbour Institute')
    expect(page.words).toContain('Interpreted into Arabic and French')
    expect(page.text).not.toContain('Nadia')
    for (const feed of ['/programme.ics', '/programme.json?day=all', `/programme/${id}/calendar.ics`])
      expect((await guest.get(fair.at(feed))).text).not.toContain('Nadia')
  })
})

describe('the feed', () => {
  const eventsOf = (text: string) =>
    new ICAL.Component(ICAL.parse(text)).getAllSubcomponents('vevent').map((one) => new ICAL.Event(one))

  test('is read back by another library: hours, place, text, and the same id through every change', async () => {
    const fair = await aFair({ name: { en: 'Harbour, Fair; 2023\nBEGIN:VEVENT' } })
    const stage = await aPlace(db, fair.id, { name: { en: 'Stage, the long one; with \\ in it' } })
    const title = { en: `咖啡品鉴 ${'咖啡'.repeat(30)} 😀, a; b \\ c`, ar: 'قهوة' }
    const about = { en: 'First line.\nSecond line, with a comma.' }
    const { id } = await aHappening(db, fair.id, { placeId: stage.id, title, about })
    const read = async () => {
      const answer = await guest.get(fair.at('/programme.ics'))
      expect(answer.headers.get('content-type')).toBe('text/calendar; charset=utf-8')
      for (const line of answer.text.split('\r\n')) {
        expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75)
        expect(line).not.toContain('\n')
      }
      return answer.text
    }
    const [event, ...more] = eventsOf(await read())
    if (!event) throw new Error('no event')
    expect(more).toEqual([])
    expect(event.uid).toBe(id)
    expect(event.sequence).toBe(0)
    expect(event.summary).toBe(title.en)
    expect(event.description).toBe(about.en)
    expect(event.location).toBe('Stage, the long one; with \\ in it, Harbour Halls, Harbour City')
    expect(event.startDate.toString()).toBe('2023-11-06T02:00:00Z')
    expect(event.endDate.toJSDate()).toEqual(at('10:45'))
    expect(event.component.getFirstPropertyValue('status')).toBe('CONFIRMED')
    expect(event.component.getFirstPropertyValue('url')).toContain(`/en/${fair.code}/programme/${id}`)

    const to = { placeId: stage.id, startsAt: at('11:00'), endsAt: at('12:00'), unusualWhy: null, proposed: false }
    await move(db, { ...deed(id, 1), ...to })
    const [moved] = eventsOf(await read())
    expect([moved?.uid, moved?.sequence, moved?.startDate.toString()]).toEqual([id, 1, '2023-11-06T03:00:00Z'])

    await cancel(db, { ...deed(id, 2), why: 'No beans.' })
    const [gone] = eventsOf(await read())
    expect([gone?.uid, gone?.sequence]).toEqual([id, 2])
    expect(gone?.component.getFirstPropertyValue('status')).toBe('CANCELLED')
    expect(gone?.description).toContain('Cancelled: No beans.')
    expect(eventsOf((await guest.get(fair.at(`/programme/${id}/calendar.ics`))).text)).toHaveLength(1)
    const arabic = eventsOf((await guest.get(fair.at('/programme.ics', 'ar'))).text)
    expect(arabic[0]?.summary).toBe('قهوة')
  })

  test('is of the whole programme, or of a place, as asked', async () => {
    const fair = await aFair()
    const [one, two] = [await aPlace(db, fair.id), await aPlace(db, fair.id)]
    await aHappening(db, fair.id, { placeId: one.id, title: { en: 'One' } })
    await aHappening(db, fair.id, { placeId: two.id, title: { en: 'Two' } })
    const later = { startsAt: at('10:00', '2023-11-09'), endsAt: at('11:00', '2023-11-09') }
    await aHappening(db, fair.id, { placeId: one.id, title: { en: 'Three' }, ...later })
    const titles = async (path: string) => eventsOf((await guest.get(fair.at(path))).text).map((event) => event.summary)
    expect((await titles('/programme.ics')).sort()).toEqual(['One', 'Three', 'Two'])
    expect(await titles(`/programme.ics?place=${one.code}`)).toEqual(['One', 'Three'])
    const { happenings } = JSON.parse((await guest.get(fair.at('/programme.json'))).text)
    expect(happenings).toHaveLength(3)
    expect(happenings[0]).toMatchObject({ day: '2023-11-06', from: '10:00', time_zone: 'Asia/Shanghai' })
  })
})

describe('the page of a happening', () => {
  test('carries what a search engine reads, which no title can break out of', async () => {
    const fair = await aFair()
    const { id } = await aHappening(db, fair.id, { title: { en: '</script><script>alert(1)</script>' } })
    const { text } = await guest.get(fair.at(`/programme/${id}`))
    const [, block = ''] = /<script type="application\/ld\+json">(.*?)<\/script>/s.exec(text) ?? []
    expect(JSON.parse(block)).toMatchObject({
      '@type': 'Event',
      name: '</script><script>alert(1)</script>',
      startDate: '2023-11-06T02:00:00.000Z',
      eventStatus: 'https://schema.org/EventScheduled',
    })
    expect(text).not.toContain('<script>alert')
  })

  test('says that it was cancelled, and why', async () => {
    const fair = await aFair()
    const { id } = await aHappening(db, fair.id)
    await cancel(db, { ...deed(id, 1), why: 'The speaker has missed her flight.' })
    const { words, text } = await guest.get(fair.at(`/programme/${id}`))
    expect(words).toContain('Cancelled: The speaker has missed her flight.')
    expect(text).toContain('EventCancelled')
  })
})

describe('at the desk of the fair', () => {
  const plan = (visitor: Visitor, to: string, form: Record<string, string | string[]>) => visitor.post(to, form)

  test('a clash comes back with what is there, what is free instead, and everything typed; a free slot is one tick away', async () => {
    const fair = await aFair()
    const stage = await aPlace(db, fair.id, { code: 'stage-a', name: { en: 'Stage A' }, changeoverMinutes: 15 })
    await aPlace(db, fair.id, { code: 'stage-b', name: { en: 'Stage B' } })
    await aHappening(db, fair.id, { placeId: stage.id, title: { en: 'Rules of origin' } })
    const to = fair.at('/staff/calendar/happenings/new')
    const refused = await plan(fair.clerk, to, slot({ place: 'stage-a', starts: '10:30', ends: '11:00' }))
    expect(refused.status).toBe(409)
    expect(refused.words).toContain('“Rules of origin” is there on 6 November 2023 from 10:00 to 10:45')
    expect(refused.text).toContain('value="Tea from the hills"')
    expect(refused.text).toContain('value="10:30"')
    const offered = [...refused.text.matchAll(/name="at" value="([^"]+)"/g)].map(([, value]) => value ?? '')
    expect(offered).toContain('2023-11-06T02:30:00.000Z@stage-b')
    expect(offered).toContain('2023-11-06T03:00:00.000Z@stage-a')
    expect(offered).not.toContain('2023-11-06T02:45:00.000Z@stage-a')
    const taken = slot({ place: 'stage-a', starts: '10:30', ends: '11:00', at: '2023-11-06T03:00:00.000Z@stage-a' })
    const done = await plan(fair.clerk, to, taken)
    expect(done.status).toBe(303)
    const [, planned] = await listHappenings(db, { editionId: fair.id })
    expect(planned).toMatchObject({ startsAt: at('11:00'), endsAt: at('11:30'), title: { en: 'Tea from the hills' } })
  })

  test('every slot that is offered after a clash can be had', async () => {
    const fair = await aFair()
    const stage = await aPlace(db, fair.id, { code: 'stage-a', changeoverMinutes: 10 })
    await aPlace(db, fair.id, { code: 'stage-b' })
    for (const from of ['09:00', '11:00', '14:30'])
      await aHappening(db, fair.id, {
        placeId: stage.id,
        startsAt: at(from),
        endsAt: new Date(at(from).getTime() + 4e6),
      })
    const to = fair.at('/staff/calendar/happenings/new')
    const wish = { place: 'stage-a', starts: '11:20', ends: '12:00' }
    const refused = await plan(fair.clerk, to, slot(wish))
    const offered = [...refused.text.matchAll(/name="at" value="([^"]+)"/g)].map(([, value]) => value ?? '')
    expect(offered.length).toBeGreaterThan(3)
    for (const at of offered) {
      const done = await plan(fair.clerk, to, slot({ ...wish, at }))
      expect(done.status, at).toBe(303)
      const id = done.location?.split('/').at(-1) ?? ''
      await cancel(db, { ...deed(id, 1), why: 'The next one is to be tried.' })
    }
  })

  test('an hour that does not come that night is refused beside its field', async () => {
    const fair = await aFair({
      timeZone: 'Europe/Lisbon',
      opensOn: '2024-03-30' as never,
      closesOn: '2024-04-02' as never,
    })
    const to = fair.at('/staff/calendar/happenings/new')
    const refused = await plan(fair.clerk, to, slot({ day: '2024-03-31', starts: '01:30', ends: '03:00' }))
    expect(refused.words).toContain('The clocks are changed that night: 01:30 does not come')
  })

  test('a happening is planned, moved, said anew, given people and cancelled, and each step stands in its history', async () => {
    const fair = await aFair()
    await aPlace(db, fair.id, { code: 'stage-a' })
    const done = await plan(
      fair.clerk,
      fair.at('/staff/calendar/happenings/new'),
      slot({ languages: 'en', more: 'tet' }),
    )
    const home = done.location ?? ''
    const id = home.split('/').at(-1) ?? ''
    expect((await fair.clerk.get(home)).words).toContain('English and Tetum')
    const slotForm = { place: 'stage-a', day: '2023-11-07', starts: '14:00', ends: '15:00' }
    expect((await fair.clerk.post(`${home}/move`, { version: '1', ...slotForm })).status).toBe(303)
    const stale = await fair.clerk.post(`${home}/move`, { version: '1', ...slotForm, starts: '14:30' })
    expect(stale.status).toBe(409)
    expect(stale.text).toContain('value="14:30"')
    const what = { version: '2', kind: 'tasting', 'title.en': 'Tea', 'title.zh': '茶', public: 'on' }
    expect((await fair.clerk.post(`${home}/describe`, what)).status).toBe(303)
    const person = { version: '3', role: 'speaker', name: 'Amina Diallo', affiliation: '' }
    expect((await fair.clerk.post(`${home}/people`, person)).status).toBe(303)
    const nobody = await fair.clerk.post(`${home}/people`, { version: '4', role: 'speaker', name: '' })
    expect(nobody.words).toContain('This is needed')
    const [entry] = await listPeople(db, [id])
    const off = { version: '4', entry: entry?.id ?? '' }
    expect((await fair.clerk.post(`${home}/people/remove`, off)).status).toBe(303)
    expect((await fair.clerk.post(`${home}/cancel`, { version: '5', reason: '' })).status).toBe(422)
    expect((await fair.clerk.post(`${home}/cancel`, { version: '5', reason: 'No tea.' })).status).toBe(303)
    const { words } = await fair.clerk.get(home)
    expect(words).toMatch(/cancelled.*person taken off.*person added.*changed.*moved.*planned/)
    expect(await findHappening(db, id)).toMatchObject({ state: 'cancelled', sequence: 5, kind: 'tasting' })
  })

  test('the day shows each place, what lies there, and every free stretch as a way to plan', async () => {
    const fair = await aFair()
    const stage = await aPlace(db, fair.id, { code: 'stage-a', name: { en: 'Stage A' }, changeoverMinutes: 15 })
    await aHappening(db, fair.id, { placeId: stage.id, title: { en: 'Rules of origin' }, public: false })
    const { words, text } = await fair.clerk.get(fair.at('/staff/calendar?day=2023-11-06'))
    expect(words).toContain('Stage A')
    expect(words).toMatch(/Rules of origin.*not announced/)
    expect(words).toMatch(/free 09:00–10:00/)
    expect(text).toContain('place=stage-a&amp;day=2023-11-06&amp;starts=11%3A00&amp;ends=11%3A45')
    const planPage = await fair.clerk.get(
      fair.at('/staff/calendar/happenings/new?place=stage-a&day=2023-11-06&starts=11:00&ends=11:45'),
    )
    expect(planPage.text).toContain('value="11:00"')
    const csv = await fair.clerk.get(fair.at('/staff/calendar.csv'))
    expect(csv.text).toContain('Rules of origin')
  })

  test('things online may overlap, and stand below the day’s table, for staff and for everybody', async () => {
    const fair = await aFair()
    const stage = await aPlace(db, fair.id)
    await aHappening(db, fair.id, { placeId: stage.id })
    for (const title of ['Online one', 'Online two']) await aHappening(db, fair.id, { title: { en: title } })
    for (const page of [
      await fair.clerk.get(fair.at('/staff/calendar?day=2023-11-06')),
      await guest.get(fair.at('/programme?view=places&day=2023-11-06')),
    ]) {
      const [table = '', below = ''] = page.text.split('</table>')
      expect(table).not.toContain('Online one')
      expect(below).toMatch(/Online one.*Online two/s)
    }
  })

  test('what lies at somebody’s stand or at a closed place is moved in time without losing its place', async () => {
    const fair = await aFair()
    const owner = { kind: 'pavilion' as const, id: newId() }
    const stand = { editionId: fair.id, owner, code: 'stand-tls', economyCode: 'TLS', by: maker }
    const { id: placeId } = await transact(db, (tx) => openStand(tx, stand))
    const { id } = await aHappening(db, fair.id, { owner, placeId })
    const home = fair.at(`/staff/calendar/happenings/${id}`)
    const page = await fair.clerk.get(`${home}/move`)
    expect(page.text).toMatch(/<option value="stand-tls" selected/)
    const day = await fair.clerk.get(fair.at('/staff/calendar?day=2023-11-06'))
    expect(day.text).toContain('place=stand-tls')
    const form = { version: '1', place: 'stand-tls', day: '2023-11-06', starts: '11:00', ends: '11:45' }
    expect((await fair.clerk.post(`${home}/move`, form)).status).toBe(303)
    expect(await findHappening(db, id)).toMatchObject({ startsAt: at('11:00'), place: { code: 'stand-tls' } })
    const planned = await fair.clerk.post(fair.at('/staff/calendar/happenings/new'), slot({ place: 'stand-tls' }))
    expect(planned.status).toBe(303)
    const nowhere = await fair.clerk.post(fair.at('/staff/calendar/happenings/new'), slot({ place: 'stand-xyz' }))
    expect(nowhere.words).toContain('There is no such place here')
  })

  test('places and hours are set by their forms; a clerk does not set hours', async () => {
    const fair = await aFair()
    const manager = await open.signIn(await aPerson(db, { role: 'manager', kind: 'edition', id: fair.id }))
    const place = { code: 'room-9', kind: 'room', 'name.en': 'Room 9', hall: '', capacity: '40', changeover: '10' }
    expect((await fair.clerk.post(fair.at('/staff/calendar/places'), place)).status).toBe(303)
    const again = await fair.clerk.post(fair.at('/staff/calendar/places'), place)
    expect(again.words).toContain('The code room-9 is taken')
    const corrected = { ...place, version: '1', 'name.en': 'Room Nine' }
    expect((await fair.clerk.post(fair.at('/staff/calendar/places/room-9'), corrected)).status).toBe(303)
    expect((await fair.clerk.get(fair.at('/staff/calendar/places'))).words).toContain('Room Nine')
    expect((await fair.clerk.get(fair.at('/staff/calendar/hours'))).status).toBe(404)
    const page = await manager.get(fair.at('/staff/calendar/hours'))
    const seen = /name="seen" value="([^"]*)"/.exec(page.text)?.[1] ?? ''
    const form = { seen, 'opens.2023-11-05': '10:00', 'closes.2023-11-05': '' }
    const half = await manager.post(fair.at('/staff/calendar/hours'), form)
    expect(half.words).toContain('This is needed')
    expect(
      (await manager.post(fair.at('/staff/calendar/hours'), { ...form, 'closes.2023-11-05': '18:00' })).status,
    ).toBe(303)
    expect((await manager.get(fair.at('/staff/calendar?day=2023-11-05'))).words).toContain('Open 10:00–18:00')
  })
})
