import { expect, test } from 'vitest'
import { aPavilion } from '#expo/exhibition/pavilions/makers.ts'
import { aCompany } from '#expo/ground/companies/makers.ts'
import { anEdition } from '#expo/ground/editions/makers.ts'
import { aPerson } from '#expo/ground/people/makers.ts'
import { listGrants } from '#expo/ground/people/queries.ts'
import { listEntries } from '#platform/journal.ts'
import { listLetters } from '#platform/mail.ts'
import { freshDatabase, openHouse } from './house.ts'

const database = await freshDatabase()
const { db } = database
const house = openHouse(database)
const administrator = await house.signIn(await aPerson(db, { role: 'administrator', kind: 'house', id: '' }))

test('a role over a pavilion is found by its country’s name in any language, given, shown by name, and taken back', async () => {
  const edition = await anEdition(db)
  const pavilion = await aPavilion(db, edition.id, 'TLS')
  const person = await aPerson(db)
  const here = `/en/house/people/${person.id}`
  const found = await administrator.get(`${here}?what=pavilion.administrator&q=${encodeURIComponent('东帝汶')}`)
  expect(found.words).toContain('Timor-Leste, Harbour Fair 2023')
  expect(found.text).toContain(`value="${pavilion.id}"`)
  const nothing = await administrator.get(`${here}?what=pavilion.administrator&q=Atlantis`)
  expect(nothing.words).toContain('Nothing of that kind bears this name')

  await administrator.post(here, { what: 'pavilion.administrator', thing: pavilion.id })
  expect(await listGrants(db, person.id)).toEqual([{ role: 'administrator', kind: 'pavilion', id: pavilion.id }])
  expect((await administrator.get(here)).words).toContain('Administrator of a pavilion: Timor-Leste, Harbour Fair 2023')
  const theirs = await house.signIn(person)
  expect((await theirs.get('/en/account')).words).toContain('Timor-Leste, Harbour Fair 2023')

  await administrator.post(`${here}/revoke`, { role: 'administrator', kind: 'pavilion', thing: pavilion.id })
  expect(await listGrants(db, person.id)).toEqual([])
})

test('a role over a company is found by its name in another script, and called by its name', async () => {
  const company = await aCompany(db, { names: { en: 'Harbour Coffee Ltd', zh: '海港咖啡有限公司' } })
  const person = await aPerson(db)
  const here = `/en/house/people/${person.id}`
  const found = await administrator.get(`${here}?what=company.administrator&q=${encodeURIComponent('海港咖啡')}`)
  expect(found.text).toContain(`value="${company.id}"`)
  await administrator.post(here, { what: 'company.administrator', thing: company.id })
  expect((await administrator.get(here)).words).toContain('Administrator of a company: Harbour Coffee Ltd')
})

test('a role over something that is not there is refused, and nothing is given', async () => {
  const person = await aPerson(db)
  for (const thing of ['', 'nothing', crypto.randomUUID()]) {
    const answer = await administrator.post(`/en/house/people/${person.id}`, { what: 'edition.clerk', thing })
    expect(answer.status, thing).toBe(422)
    expect(answer.words).toContain('Choose one of those offered')
  }
  expect(await listGrants(db, person.id)).toEqual([])
})

test('managers see the way to the edition and its team; clerks do not, and the doors do not exist for them', async () => {
  const edition = await anEdition(db)
  const over = (role: 'manager' | 'clerk') => ({ role, kind: 'edition' as const, id: edition.id })
  const manager = await house.signIn(await aPerson(db, over('manager')))
  const clerk = await house.signIn(await aPerson(db, over('clerk')))
  const staff = `/en/${edition.code}/staff`
  expect((await manager.get(staff)).text).toContain(`${staff}/team`)
  const seen = await clerk.get(staff)
  expect(seen.status).toBe(200)
  expect(seen.text).not.toContain(`${staff}/team`)
  expect(seen.text).not.toContain(`${staff}/edition`)
  expect((await manager.get(`${staff}/results`)).text).toContain('/staff/results/publish"')
  expect((await clerk.get(`${staff}/results`)).text).not.toContain(`method="post" action="/en/${edition.code}`)
  for (const path of ['/team', '/edition', '/edition/facts', '/edition/halls', '/edition/windows/media'])
    expect((await clerk.get(staff + path)).status, path).toBe(404)
  for (const path of ['/edition/hide', '/edition/show', '/edition/clock/stop', '/team'])
    expect((await clerk.post(staff + path, {})).status, path).toBe(404)
})

test('a manager invites a clerk by letter in the clerk’s language, and takes the role back', async () => {
  const edition = await anEdition(db)
  const manager = await house.signIn(await aPerson(db, { role: 'manager', kind: 'edition', id: edition.id }))
  const team = `/en/${edition.code}/staff/team`
  const wrong = await manager.post(team, { email: 'nobody', role: 'clerk', language: 'ar' })
  expect(wrong.words).toContain('This is not an e-mail address')
  expect(wrong.text).toContain('value="nobody"')
  await manager.post(team, { email: 'clerk@example.net', role: 'clerk', language: 'ar' })
  expect((await manager.get(team)).words).toContain('clerk@example.net invited Clerk of an edition')
  const [letter] = await listLetters(db, { words: 'clerk@example.net' })
  expect(letter).toMatchObject({ language: 'ar', subject: expect.stringContaining('معرض المرفأ') })

  const link = /http\S+/.exec(letter?.body ?? '')?.[0] ?? ''
  const clerk = house.stranger()
  const page = new URL(link).pathname
  expect((await clerk.get(page)).text).toContain('dir="rtl"')
  const joined = await clerk.post(page, { name: 'A clerk', password: 'a harbour in the morning' })
  expect(joined.location).toBe(`/ar/${edition.code}/staff`)
  expect((await clerk.get(`/ar/${edition.code}/staff`)).status).toBe(200)

  const { text } = await manager.get(team)
  const id = /name="id" value="([^"]+)"\/?><input type="hidden" name="role" value="clerk"/.exec(text)?.[1] ?? ''
  await manager.post(`${team}/remove`, { id, role: 'clerk' })
  expect((await clerk.get(`/ar/${edition.code}/staff`)).status).toBe(404)
})

test('an administrator gives a person what is held of them, and erases them for a reason that the journal keeps', async () => {
  const person = await aPerson(db)
  const here = `/en/house/people/${person.id}`
  expect(JSON.parse((await administrator.get(`${here}/export.json`)).text).account.email).toBe(person.email)
  const without = await administrator.post(`${here}/erase`, { why: '' })
  expect(without.status).toBe(422)
  const erased = await administrator.post(`${here}/erase`, { why: 'Asked by letter of 3 March.' })
  expect(erased.location).toBe('/en/house/people')
  expect((await administrator.get(here)).status).toBe(404)
  const [entry] = await listEntries(db, person.id)
  expect(entry).toMatchObject({ what: 'person.erased', why: 'Asked by letter of 3 March.' })
})

test('all people who are sought leave as CSV, a thousand at a time, heads once', async () => {
  await db
    .insertInto('people.users')
    .values(
      Array.from({ length: 2100 }, (_, index) => ({
        id: `01900000-0000-7000-8000-${String(index).padStart(12, '0')}`,
        name: `=Many ${index}`,
        email: `many${index}@example.com`,
        image: null,
      })),
    )
    .execute()
  const answer = await administrator.get('/en/house/people.csv?q=many')
  const lines = answer.text.replace('\ufeff', '').trim().split('\r\n')
  expect(lines[0]).toBe('id,name,native_name,email,language,roles,second_factor,joined')
  expect(lines).toHaveLength(2101)
  expect(new Set(lines).size).toBe(2101)
  expect(lines[1]).toContain("'=Many 2099")
})

test('whoever tries too often reads how long to wait, and what was typed is still there', async () => {
  const visitor = house.stranger()
  let answer = await visitor.post('/en/sign-in', { email: 'tried@example.org', password: 'wrong' })
  for (let time = 0; time < 20 && answer.status !== 429; time++)
    answer = await visitor.post('/en/sign-in', { email: 'tried@example.org', password: 'wrong' })
  expect(answer.status).toBe(429)
  expect(answer.words).toMatch(/Too many tries\. Please wait \d+ seconds/)
  expect(answer.text).toContain('value="tried@example.org"')
})

test('the names of six roles cost as few questions to the database as those of two', async () => {
  const editions = await Promise.all(Array.from({ length: 6 }, () => anEdition(db)))
  const over = (count: number) =>
    editions.slice(0, count).map(({ id }) => ({ role: 'clerk', kind: 'edition', id }) as const)
  const asked = async (count: number) => {
    const person = await aPerson(db, ...over(count))
    const before = database.questions()
    await administrator.get(`/en/house/people/${person.id}`)
    return database.questions() - before
  }
  expect(await asked(6)).toBe(await asked(2))
})

test('the passkey script cannot pretend to come from ever other addresses', async () => {
  const visitor = house.stranger()
  const statuses: number[] = []
  for (let time = 0; time < 130; time++) {
    const headers = { 'x-rialto-address': `192.0.2.${time}` }
    statuses.push((await visitor.get('/api/auth/passkey/generate-authenticate-options', headers)).status)
  }
  expect(statuses[0]).toBe(200)
  expect(statuses.at(-1)).toBe(429)
})

test('of the sign-in library’s own addresses, nothing but the passkey script’s is open', async () => {
  for (const path of ['/sign-in/email', '/get-session', '/update-user', '/change-email', '/two-factor/disable'])
    expect((await administrator.post(`/api/auth${path}`, {})).status, path).toBe(404)
})
