import { expect, test } from 'vitest'
import { anEdition } from '#expo/ground/editions/makers.ts'
import { aPerson } from '#expo/ground/people/makers.ts'
import { day } from '#kernel/day.ts'
import { transact } from '#platform/database.ts'
import { listLetters } from '#platform/mail.ts'
import { freshDatabase, maker, openHouse } from '#tests/house.ts'
import { loadConstructed } from './commands/load-constructed.ts'
import { aCompany, aDocument, aVerifiedCompany } from './makers.ts'
import { getCompany } from './queries/companies.ts'
import { getDocument } from './queries/documents.ts'

const database = await freshDatabase()
const { db } = database
const open = openHouse(database, { clock: () => new Date('2023-06-15T12:00:00Z') })
const { files } = open.house
const edition = await anEdition(db)
const clerkAccount = await aPerson(db, { role: 'clerk', kind: 'edition', id: edition.id })
const clerk = await open.signIn(clerkAccount)
const guest = open.stranger()

/** Somebody signed in who administers a company, and it. */
async function anOwner(over: Parameters<typeof aCompany>[1] = {}) {
  const account = await aPerson(db)
  const company = await aCompany(db, { by: account.actor, ...over })
  return { account, company, visitor: await open.signIn(account) }
}

test('an administrator invites in the language of the invited, who accepts and writes for the company', async () => {
  const { company, visitor } = await anOwner({ name: 'Kafé Letefoho', names: { ru: 'Кафе Летефохо' } })
  const desk = `/en/companies/${company.id}/desk`
  await visitor.post(`${desk}/team`, { email: 'colleague@example.org', role: 'member', language: 'ru' })
  const [letter] = await listLetters(db)
  expect(letter).toMatchObject({ to: 'colleague@example.org', language: 'ru' })
  expect(letter?.subject).toContain('Кафе Летефохо')
  const link = /\/ru\/invitation\/\S+/.exec(letter?.body ?? '')?.[0] ?? ''
  const colleague = open.stranger()
  const joined = await colleague.post(link, { name: 'Colleague', password: 'a harbour in the morning' })
  expect(joined.location).toBe(`/ru/companies/${company.id}/desk`)
  const wrote = await colleague.post(`${desk}/profile/ru`, { summary: 'Кофе.', body: '' })
  expect(wrote.status).toBe(303)
  expect(
    (await colleague.post(`${desk}/team`, { email: 'x@example.org', role: 'member', language: 'en' })).status,
  ).toBe(404)
  expect((await colleague.get(`${desk}/close`)).status).toBe(404)
})

test('a clerk’s verdict is a form of its own, its refusal keeps the reason typed, and a stale page decides nothing', async () => {
  const { company } = await anOwner()
  const { id } = await aDocument(db, files, { companyId: company.id })
  const at = `/en/staff/companies/documents/${id}`
  expect((await clerk.get(at)).words).toContain('Nobody has decided yet')
  const silent = await clerk.post(`${at}/refuse`, { version: '1', why: '' })
  expect(silent.status).toBe(422)
  expect(silent.words).toContain('This is needed')
  const stale = await clerk.post(`${at}/refuse`, { version: '7', why: 'Cut off at the stamp.' })
  expect(stale.status).toBe(409)
  expect(stale.text).toContain('Cut off at the stamp.</textarea>')
  const future = await clerk.post(`${at}/accept`, { version: '1', from: '2023-06-16', until: '' })
  expect(future.words).toContain('That day is still to come; today is 15 June 2023')
  expect((await getDocument(db, id)).verdict).toBe('waiting')
  await clerk.post(`${at}/take`, { version: '1' })
  expect((await clerk.get('/en/staff/companies/documents')).words).toContain('Person 1')
  const refused = await clerk.post(`${at}/refuse`, { version: '1', why: 'Cut off at the stamp.' })
  expect(refused.location).toBe('/en/staff/companies/documents')
  expect((await clerk.get('/en/staff/companies/documents?verdict=refused')).text).toContain(at)
})

test('two companies are compared, made one, and the address of the one that is gone shows the other', async () => {
  const keep = await aVerifiedCompany(db, files, { name: 'Manatuto Salt' })
  const gone = await aCompany(db, { name: 'Manatuto Salt Co.' })
  const at = `/en/staff/companies/${keep.id}`
  expect((await clerk.get(`${at}/compare`)).text).toContain(`compare?with=${gone.id}`)
  expect((await clerk.get(`${at}/compare?with=${gone.id}`)).words).toContain('100 of 100')
  const version = String((await getCompany(db, keep.id)).version)
  const form = { version, other: gone.id, otherVersion: '1', keep: keep.id }
  const silent = await clerk.post(`${at}/merge`, { ...form, why: '' })
  expect(silent.status).toBe(422)
  expect(silent.words).toContain('They are one')
  const merged = await clerk.post(`${at}/merge`, { ...form, why: 'Sent in twice.' })
  expect(merged.location).toBe(`/en/companies/${keep.id}/desk`)
  expect((await guest.get(`/en/companies/${gone.id}`)).words).toContain('Manatuto Salt')
})

test('each person’s desk tells what their companies need, and staff’s what waits', async () => {
  const { company, visitor } = await anOwner({ name: 'Kafé Hatolia' })
  expect((await visitor.get('/en/desk')).words).toContain('Send the registration document: Kafé Hatolia')
  const { id } = await aDocument(db, files, { companyId: company.id })
  expect((await visitor.get('/en/desk')).words).not.toContain('Send the registration document')
  expect((await clerk.get('/en/desk')).words).toMatch(/documents? of (a company|companies) waits?/)
  expect((await clerk.get(`/en/${edition.code}/staff`)).text).toContain('/en/staff/companies/documents')
  await clerk.post(`/en/staff/companies/documents/${id}/refuse`, { version: '1', why: 'The stamp is missing.' })
  expect((await visitor.get('/en/desk')).words).toContain(
    'send another one: Kafé Hatolia. Reason: The stamp is missing.',
  )
})

test('the list exports every row that is asked for, however many there are, and neutralises formulas', async () => {
  const companies = Array.from({ length: 1203 }, (_, index) => ({
    legalName: { text: index === 0 ? '=HYPERLINK("x") Works' : `Export Works ${index}`, lang: 'en' },
    names: {},
    economyCode: 'ISL',
    registrationNumber: '',
    kinds: ['exhibitor'] as const,
    sizeClass: null,
    foundedYear: null,
    website: null,
    verifiedFrom: day('2023-01-01'),
    rankings: [],
    source: null,
  }))
  await transact(db, (tx) => loadConstructed(tx, { companies, now: new Date('2023-06-01T00:00:00Z'), by: maker }))
  const csv = await clerk.get('/en/staff/companies.csv?economy=ISL')
  expect(csv.headers.get('content-disposition')).toBe('attachment; filename="companies.csv"')
  const lines = csv.text.trim().split('\r\n')
  expect(lines).toHaveLength(1204)
  expect(lines[0]).toContain('legal_name')
  expect(csv.text).toContain(`"'=HYPERLINK(""x"") Works"`)
  const json = JSON.parse((await clerk.get('/en/staff/companies.json?economy=ISL')).text) as { companies: object[] }
  expect(json.companies).toHaveLength(1203)
  expect(json.companies[1]).toMatchObject({ economy: 'ISL', proof: 'verified', constructed: true })
  expect(JSON.parse((await clerk.get('/en/staff/companies.json?q=nobody+at+all')).text)).toEqual({ companies: [] })
  const page = await clerk.get('/en/staff/companies?economy=ISL')
  expect(page.text.match(/<tr>/g)).toHaveLength(51)
  expect(page.text).toMatch(/after=[0-9a-f-]{36}/)
})
