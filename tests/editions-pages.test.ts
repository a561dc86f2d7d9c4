import { expect, test } from 'vitest'
import { setArea, setHall, setWindow } from '#expo/ground/editions/index.ts'
import { anEdition } from '#expo/ground/editions/makers.ts'
import { findEdition, findWindow, getEdition, getHall, listAreas, listHalls } from '#expo/ground/editions/queries.ts'
import { aPerson } from '#expo/ground/people/makers.ts'
import { freshDatabase, maker, openHouse } from './house.ts'

const database = await freshDatabase()
const { db } = database
const house = openHouse(database, { clock: () => new Date('2023-06-15T12:00:00+08:00') })
const administrator = await house.signIn(await aPerson(db, { role: 'administrator', kind: 'house', id: '' }))

const filled = {
  'name.en': 'Quay Fair 2027',
  number: '1',
  opensOn: '2027-05-04',
  closesOn: '2027-05-08',
  'city.en': 'Quay',
  'venue.en': 'Quay Halls',
  timeZone: 'Africa/Nairobi',
  currency: 'kes',
}

test('an empty installation is led from a fair to an edition and its clone, without the name of any other fair', async () => {
  const pages = [await administrator.get('/en/house/editions'), await administrator.get('/en/house/fairs')]
  const founded = await administrator.post('/en/house/fairs', { code: 'quay', 'name.en': 'Quay Fair' })
  expect(founded.location).toBe('/en/house/fairs/quay/editions')
  pages.push(await administrator.get('/en/house/fairs/quay/editions'))
  const setUp = await administrator.post('/en/house/fairs/quay/editions', filled)
  expect(setUp.location).toBe('/en/quay-2027/staff/edition')
  expect(await getEdition(db, 'quay-2027')).toMatchObject({ shown: false, currency: 'KES', timeZone: 'Africa/Nairobi' })
  pages.push(await administrator.get('/en/quay-2027/staff/edition'))

  const suggestion = await administrator.get('/en/house/editions/quay-2027/clone')
  pages.push(suggestion)
  for (const value of ['Quay Fair 2028', '2028-05-04', '2028-05-08', 'Africa/Nairobi'])
    expect(suggestion.text).toContain(`value="${value}"`)
  const cloned = await administrator.post('/en/house/editions/quay-2027/clone', {
    ...filled,
    number: '2',
    opensOn: '2028-05-04',
    closesOn: '2028-05-08',
  })
  expect(cloned.location).toBe('/en/quay-2028/staff/edition')
  for (const { status, text } of pages) {
    expect(status).toBe(200)
    expect(text).not.toMatch(/ciie|import expo/i)
  }
})

test('everything wrong with a form is said at once, beside its fields, and what was typed is still there', async () => {
  const { code } = await anEdition(db)
  const answer = await administrator.post(`/en/${code}/staff/edition/facts`, {
    ...filled,
    version: '1',
    'name.en': '',
    'name.ar': '',
    number: 'seven',
    closesOn: '2027-02-30',
    currency: 'XXX',
    indoor: '1,234,567',
    'venue.ru': 'Залы',
  })
  expect(answer.status).toBe(422)
  for (const sentence of [
    'A number from 1 to 999',
    'There is no such day',
    'No currency has this code',
    'This is needed',
  ])
    expect(answer.words).toContain(sentence)
  for (const value of ['seven', 'Залы', '1,234,567']) expect(answer.text).toContain(`value="${value}"`)
  expect((await getEdition(db, code)).version).toBe(1)
})

test('a page that has gone stale is refused, keeps what was typed, and can be sent again', async () => {
  const { code } = await anEdition(db)
  const facts = `/en/${code}/staff/edition/facts`
  await administrator.post(facts, { ...filled, number: '7', version: '1', 'city.en': 'First' })
  const second = await administrator.post(facts, { ...filled, number: '7', version: '1', 'city.en': 'Second' })
  expect(second.status).toBe(409)
  expect(second.words).toContain('Somebody has changed this')
  expect(second.text).toContain('value="Second"')
  expect(second.text).toContain('name="version" value="2"')
  expect((await getEdition(db, code)).city).toEqual({ en: 'First' })
  const again = await administrator.post(facts, { ...filled, number: '7', version: '2', 'city.en': 'Second' })
  expect(again.status).toBe(303)
})

test('halls, areas and windows are set by forms, in the venue’s own hours and with the decimals of any language', async () => {
  const { id, code } = await anEdition(db)
  const desk = `/fr/${code}/staff/edition`
  await administrator.post(`${desk}/areas`, {
    version: '0',
    code: 'food',
    kind: 'area',
    tint: '2',
    'name.fr': 'Aliments',
  })
  await administrator.post(`${desk}/areas`, {
    version: '0',
    code: 'seeds',
    kind: 'zone',
    parent: 'food',
    tint: '2',
    'name.fr': 'Semences',
  })
  await administrator.post(`${desk}/halls`, {
    version: '0',
    code: '4.1H',
    level: '0',
    length: '107,5',
    width: '٤٠',
    areas: ['food', 'seeds'],
  })
  expect(await getHall(db, id, '4.1H')).toMatchObject({
    lengthM: 107.5,
    widthM: 40,
    name: { en: '4.1H' },
    areaCodes: ['food', 'seeds'],
    constructed: false,
  })
  await administrator.post(`${desk}/windows/media`, {
    version: '0',
    opensAt: '2023-06-15T12:00',
    closesAt: '2023-07-01T00:00',
    'note.en': 'With a press card',
  })
  expect((await findWindow(db, id, 'media'))?.opensAt.toISOString()).toBe('2023-06-15T04:00:00.000Z')
  // It is noon at the venue, so the window has opened this very minute.
  const calendar = await house.stranger().get(`/en/${code}/calendar`)
  expect(calendar.words).toMatch(/Media accreditation 15 June 2023 at 12:00 – 1 July 2023 at 00:00 open now/)
  const venue = await house.stranger().get(`/ar/${code}/venue`)
  expect(venue.text).toContain('dir="rtl"')
  expect(venue.text).toContain('lang="fr">Aliments')
  const used = await administrator.post(`${desk}/areas/food/remove`, { version: '1' })
  expect(used.status).toBe(409)
  expect(used.words).toContain('food reste : ces zones s’y trouvent : seeds')
  expect(await listAreas(db, id)).toHaveLength(2)
})

test('a hidden edition is nowhere for the public, and everywhere once it is shown', async () => {
  const { code } = await anEdition(db, { shown: false, name: { en: 'The Secret Fair' } })
  const stranger = house.stranger()
  const neighbour = await house.signIn(
    await aPerson(db, { role: 'manager', kind: 'edition', id: (await anEdition(db)).id }),
  )
  const open = ['', '/venue', '/calendar', '/pavilions', '/results', '/find?q=hall']
  for (const path of open) {
    expect((await neighbour.get(`/en/${code}${path}`)).status, path).toBe(404)
    const told = await stranger.get(`/en/${code}${path}`)
    expect(told.status, path).toBe(404)
    expect(told.words, path).not.toContain('Secret')
  }
  expect((await stranger.get('/en/editions')).words).not.toContain('Secret')
  await administrator.post(`/en/${code}/staff/edition/show`, {})
  for (const path of open) expect((await stranger.get(`/en/${code}${path}`)).status, path).toBe(200)
  expect((await stranger.get('/en/editions')).words).toContain('The Secret Fair')
  await administrator.post(`/en/${code}/staff/edition/hide`, {})
  expect((await stranger.get('/en/editions')).words).not.toContain('Secret')
})

test('a rehearsal is set by the venue’s clock, walks on, and stops', async () => {
  const { code } = await anEdition(db)
  const desk = `/en/${code}/staff/edition`
  await administrator.post(`${desk}/clock`, { to: '2023-11-05T09:30' })
  const page = await administrator.get(desk)
  expect(page.words).toContain('Rehearsal: it is 5 November 2023 at 09:30')
  expect(page.text).toContain('value="2023-11-05T10:30"')
  expect((await house.stranger().get(`/en/${code}`)).words).toContain('Open today: day 1 of 6')
  const wrong = await administrator.post(`${desk}/clock`, { to: '2023-02-30T09:30' })
  expect(wrong.words).toContain('There is no such moment')
  await administrator.post(`${desk}/clock/stop`, {})
  expect((await administrator.get(desk)).words).toContain('It goes by real time: 15 June 2023 at 12:00')
})

test('an edition is discarded by its button only while nothing depends on it', async () => {
  const { code } = await anEdition(db)
  const refused = await administrator.post(`/en/house/editions/${code}/discard`, {})
  expect(refused.status).toBe(409)
  expect(refused.words).toContain('Hide the edition first')
  await administrator.post(`/en/${code}/staff/edition/hide`, {})
  await administrator.post(`/en/house/editions/${code}/discard`, {})
  expect(await findEdition(db, code)).toBeNull()
})

test('pages of an edition with three of everything ask the database no more often than with one', async () => {
  const asked = async (code: string, path: string) => {
    const before = database.questions()
    expect((await administrator.get(`/en/${code}${path}`)).status).toBe(200)
    return database.questions() - before
  }
  const withGround = async (count: number) => {
    const edition = await anEdition(db)
    const ground = { editionId: edition.id, by: maker } as const
    for (let index = 0; index < count; index++) {
      const code = `a${index}`
      await setArea(db, { ...ground, code, kind: 'area', name: { en: code }, tint: 1 })
      const size = { level: index, lengthM: 20, widthM: 10 }
      await setHall(db, { ...ground, code, name: { en: code }, ...size, areaCodes: [code] })
    }
    for (const kind of (['media', 'volunteer', 'special-guest'] as const).slice(0, count))
      await setWindow(db, { ...ground, kind, opensAt: new Date('2023-01-01'), closesAt: new Date('2023-02-01') })
    expect(await listHalls(db, edition.id)).toHaveLength(count)
    return edition.code
  }
  const [one, three] = [await withGround(1), await withGround(3)]
  for (const path of ['/venue', '/calendar', '/staff/edition', '/staff/edition/halls/a0'])
    expect(await asked(three, path), path).toBe(await asked(one, path))
})
