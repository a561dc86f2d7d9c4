import { expect, test } from 'vitest'
import { aDraft, anAcceptedApplication, anApplication, anExhibitor } from '#expo/exhibition/applications/makers.ts'
import { aPdf } from '#expo/ground/companies/makers.ts'
import { anEdition } from '#expo/ground/editions/makers.ts'
import { aPerson } from '#expo/ground/people/makers.ts'
import { freshDatabase, openHouse } from './house.ts'

const database = await freshDatabase()
const { db } = database
const house = openHouse(database, { clock: () => new Date('2023-06-15T12:00:00+08:00') })

async function aClerk(editionId: string) {
  return house.signIn(await aPerson(db, { role: 'clerk', kind: 'edition', id: editionId }))
}
async function anApplicant(companyId: string) {
  return house.signIn(await aPerson(db, { role: 'administrator', kind: 'company', id: companyId }))
}
test('a draft is begun, written and sent through the pages; sent twice, it is sent once', async () => {
  const edition = await anEdition(db)
  await aDraft(db, edition.id)
  const { id: companyId } = await anExhibitor(db)
  const maria = await anApplicant(companyId)
  const begun = await maria.post(`/en/${edition.code}/exhibit`, { company: companyId, role: 'exhibitor', from: '' })
  const at = begun.location?.replace(/\/place$/, '') ?? ''
  expect(at).toMatch(new RegExp(`^/en/${edition.code}/applications/[0-9a-f-]{36}$`))
  expect((await maria.get(at)).words).toContain('DRAFT: NOT YET SENT')
  const refused = await maria.post(`${at}/submit`, { version: '1' })
  expect(refused.status).toBe(422)
  expect(refused.words).toContain('4 things are missing')
  await maria.post(`${at}/place`, { version: '1', area: 'food', zone: '' })
  const stale = await maria.post(`${at}/stand`, { version: '1', kind: 'raw', size: '40', sides: '1' })
  expect(stale.status).toBe(409)
  expect(stale.text).toContain('value="40"')
  await maria.post(`${at}/stand`, { version: '2', kind: 'raw', size: '40', sides: '1' })
  await maria.post(`${at}/goods`, { version: '3', 'shows.en': 'Coffee', chapters: ['09'] })
  const sent = await Promise.all(Array.from({ length: 20 }, () => maria.post(`${at}/submit`, { version: '4' })))
  expect(sent.map((one) => one.status).every((status) => status === 303)).toBe(true)
  const page = await maria.get(at)
  expect(page.words).toContain('SUBMITTED')
  expect(page.words).not.toContain('DRAFT: NOT YET SENT')
  const journal = await db
    .selectFrom('platform.journal')
    .select('what')
    .where('about', '=', at.split('/').at(-1) ?? '')
    .where('what', '=', 'application.submitted')
    .execute()
  expect(journal).toHaveLength(1)
})

test('a company that one does not act for is none to apply for, and an application of another edition is none of this', async () => {
  const [edition, other] = [await anEdition(db), await anEdition(db)]
  const { id, companyId } = await anApplication(db, edition.id)
  const stranger = await anApplicant((await anExhibitor(db)).id)
  const begun = await stranger.post(`/en/${edition.code}/exhibit`, { company: companyId, role: 'exhibitor', from: '' })
  expect(begun.status).toBe(422)
  const owner = await anApplicant(companyId)
  expect((await owner.get(`/en/${edition.code}/applications/${id}`)).status).toBe(200)
  expect((await owner.get(`/en/${other.code}/applications/${id}`)).status).toBe(404)
  expect((await stranger.get(`/en/${edition.code}/applications/${id}`)).status).toBe(404)
  const clerk = await aClerk(other.id)
  expect((await clerk.get(`/en/${other.code}/staff/applications/${id}`)).status).toBe(404)
  expect((await clerk.get(`/en/${edition.code}/staff/applications/${id}`)).status).toBe(404)
})

test('a hidden edition has no exhibitors and takes no applications, as far as a stranger can tell', async () => {
  const edition = await anEdition(db, { shown: false })
  const { id } = await anAcceptedApplication(db, edition.id)
  const { id: companyId } = await anExhibitor(db)
  const maria = await anApplicant(companyId)
  for (const path of ['exhibit', 'exhibitors', `exhibitors/${id}`, 'exhibitors.csv', 'exhibitors.json'])
    expect((await maria.get(`/en/${edition.code}/${path}`)).status, path).toBe(404)
  const form = { company: companyId, role: 'exhibitor', from: '' }
  expect((await maria.post(`/en/${edition.code}/exhibit`, form)).status).toBe(404)
  expect((await house.stranger().post(`/en/${edition.code}/exhibit`, form)).status).toBe(404)
  expect((await house.stranger().get(`/api/v1/editions/${edition.code}/exhibitors`)).status).toBe(404)
})

test('a paper is taken home by those who may see the application, never opened as a page of ours', async () => {
  const edition = await anEdition(db)
  const { id, companyId } = await anApplication(db, edition.id)
  const maria = await anApplicant(companyId)
  const at = `/en/${edition.code}/applications/${id}`
  const paper = (bytes: Uint8Array, name = 'catálogo.pdf') => new File([bytes as Uint8Array<ArrayBuffer>], name)
  const program = await maria.post(`${at}/documents`, { kind: 'catalogue', document: paper(Buffer.from('MZ')) })
  expect(program.status).toBe(422)
  expect(program.words).toContain('neither a PDF')
  const giant = await maria.post(`${at}/documents`, {
    kind: 'catalogue',
    document: paper(Buffer.alloc(50 * 1024 * 1024, '%PDF-1.7 ')),
  })
  expect(giant.status).toBe(422)
  expect(giant.words).toContain('10 MB')
  await maria.post(`${at}/documents`, { kind: 'catalogue', document: paper(aPdf()) })
  const [, href = ''] = /href="([^"]*\/papers\/[^"]*)"/.exec((await maria.get(at)).text) ?? []
  const file = await maria.get(href)
  expect(file.headers.get('content-disposition')).toMatch(/^attachment; .*cat%C3%A1logo\.pdf/)
  expect(file.headers.get('x-content-type-options')).toBe('nosniff')
  expect(file.headers.get('cache-control')).toContain('no-store')
  expect((await (await aClerk(edition.id)).get(href)).status).toBe(200)
  expect((await (await aClerk((await anEdition(db)).id)).get(href)).status).toBe(404)
  const other = await anApplication(db, edition.id)
  const theirs = await anApplicant(other.companyId)
  expect((await theirs.get(href.replace(id, other.id))).status).toBe(404)
})
