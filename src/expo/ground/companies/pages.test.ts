import { expect, test } from 'vitest'
import { setRehearsalClock } from '#expo/ground/editions/index.ts'
import { anEdition } from '#expo/ground/editions/makers.ts'
import { aPerson } from '#expo/ground/people/makers.ts'
import { freshDatabase, maker, openHouse } from '#tests/house.ts'
import { aCompany, aDocument, aPdf, aVerifiedCompany } from './makers.ts'
import { findByNumber } from './queries/companies.ts'

const database = await freshDatabase()
const { db } = database
const open = openHouse(database, { clock: () => new Date('2023-06-15T12:00:00Z') })
const { files } = open.house
const edition = await anEdition(db)
const clerkAccount = await aPerson(db, { role: 'clerk', kind: 'edition', id: edition.id })
const clerk = await open.signIn(clerkAccount)
const guest = open.stranger()
const fileOf = (bytes: Uint8Array, name = 'registration.pdf', type = 'application/pdf') =>
  new File([Buffer.from(bytes)], name, { type })

/** Somebody signed in who administers a company, and it. */
async function anOwner(over: Parameters<typeof aCompany>[1] = {}) {
  const account = await aPerson(db)
  const company = await aCompany(db, { by: account.actor, ...over })
  return { account, company, visitor: await open.signIn(account) }
}
const founding = (over: Record<string, string | string[]> = {}) => ({
  legal: 'A Company',
  tongue: 'en',
  economy: 'TLS',
  kinds: ['exhibitor', 'buyer'],
  number: '',
  size: 'micro',
  founded: '',
  website: '',
  ...over,
})

test('a document is taken home by its company and by staff, as a file that nothing opens and no cache keeps', async () => {
  const { company, visitor } = await anOwner()
  const bytes = aPdf('the very bytes')
  await visitor.post(`/en/companies/${company.id}/desk/documents`, {
    kind: 'registration',
    document: fileOf(bytes, 'certidão "2023".pdf', 'text/html'),
  })
  const { id } = await db
    .selectFrom('companies.documents')
    .select('id')
    .where('companyId', '=', company.id)
    .executeTakeFirstOrThrow()
  const address = `/en/companies/${company.id}/documents/${id}`
  for (const one of [visitor, clerk]) {
    const answer = await one.get(address)
    expect(answer.status).toBe(200)
    expect(answer.text).toBe(new TextDecoder().decode(bytes))
    // What the browser claimed it to be is forgotten; what it is by its content is said.
    expect(answer.headers.get('content-type')).toBe('application/pdf')
    expect(answer.headers.get('content-disposition')).toBe(
      `attachment; filename="document"; filename*=UTF-8''certid%C3%A3o%202023.pdf`,
    )
    expect(answer.headers.get('x-content-type-options')).toBe('nosniff')
    expect(answer.headers.get('cache-control')).toBe('private, no-store')
  }
  const other = await anOwner()
  expect((await guest.get(address)).location).toMatch(/^\/en\/sign-in/)
  expect((await other.visitor.get(address)).status, 'another company').toBe(404)
  expect(
    (await other.visitor.get(`/en/companies/${other.company.id}/documents/${id}`)).status,
    'by its own address',
  ).toBe(404)
  expect((await clerk.get(`/en/companies/${other.company.id}/documents/${id}`)).status, 'a wrong address').toBe(404)
})

test('a program named .pdf is refused beside its field, and so is a scan that is too heavy, before it is read', async () => {
  const { company, visitor } = await anOwner()
  const address = `/en/companies/${company.id}/desk/documents`
  const send = (bytes: Uint8Array) => visitor.post(address, { kind: 'licence', document: fileOf(bytes) })
  const program = await send(new TextEncoder().encode('MZ program'))
  expect(program.status).toBe(422)
  expect(program.text).toMatch(/id="f-document-error"[^>]*>\s*This is neither a PDF/)
  expect(program.text).toMatch(/<option value="licence" selected/)
  const empty = await send(new Uint8Array())
  expect(empty.words).toContain('This file is empty')
  const none = await visitor.post(address, { kind: 'licence' })
  expect(none.words).toContain('Choose a file first')
  const heavy = await send(new Uint8Array(12 * 1024 * 1024))
  expect(heavy.status).toBe(422)
  expect(heavy.words).toContain('That is too large: at most 10 MB')
  expect(heavy.text).toContain('name="document"')
})

test('a company is hidden until it is verified, and then shows what is public and no more', async () => {
  const { company, visitor, account } = await anOwner({ name: 'Kafé Same', registrationNumber: 'TL-SAME' })
  const other = await open.signIn(await aPerson(db))
  const address = `/en/companies/${company.id}`
  expect((await guest.get(address)).location).toMatch(/^\/en\/sign-in/)
  expect((await other.get(address)).status).toBe(404)
  expect((await visitor.get(address)).words).toContain('Only its own people and staff see this page')
  const { id } = await aDocument(db, files, { companyId: company.id })
  await clerk.post(`/en/staff/companies/documents/${id}/accept`, { version: '1', from: '2023-06-15', until: '' })
  const shown = await guest.get(address)
  expect(shown.status).toBe(200)
  expect(shown.words).toContain('Kafé Same')
  expect(shown.words).toContain('it holds from 15 June 2023')
  for (const secret of [account.email, 'Person', 'registration.pdf', id, 'History'])
    expect(shown.text).not.toContain(secret)
  expect((await guest.get(`${address}/desk`)).location).toMatch(/^\/en\/sign-in/)
  expect((await other.get(`${address}/desk`)).status).toBe(404)
  const found = await guest.get(`/en/${edition.code}/find?q=same`)
  expect(found.words).toContain('Kafé Same')
})

test('who puts a company on record is asked whether it is one of those with such a name, and loses nothing', async () => {
  const known = await aVerifiedCompany(db, files, { name: 'Balibo Textiles Ltd', registrationNumber: 'TL-BAL' })
  await aCompany(db, { name: 'Balibo Textiles (Secret)', registrationNumber: 'TL-SEC' })
  const visitor = await open.signIn(await aPerson(db))
  const form = founding({ legal: 'BALIBO TEXTILES S.A.', number: 'TL-9', website: 'www.balibo.example' })
  const asked = await visitor.post('/en/companies/new', form)
  expect(asked.status).toBe(409)
  expect(asked.words).toContain('Is it one of these?')
  expect(asked.text).toContain(`/en/companies/join?company=${known.id}`)
  expect(asked.text).not.toContain('Secret')
  expect(asked.text).toContain('value="BALIBO TEXTILES S.A."')
  expect(asked.text).toMatch(/value="buyer" checked/)
  const sure = await visitor.post('/en/companies/new', { ...form, sure: 'yes' })
  expect(sure.location).toMatch(/\/desk$/)
  const company = await findByNumber(db, 'TLS', 'TL-9')
  expect(company).toMatchObject({ website: 'https://www.balibo.example/', kinds: ['exhibitor', 'buyer'] })
})

test('a number that is on record leads to its administrators; only a public company is named', async () => {
  const secret = await aCompany(db, { name: 'Hidden Harvest', registrationNumber: 'TL-HID' })
  const known = await aVerifiedCompany(db, files, { name: 'Open Harvest', registrationNumber: 'TL-OPE' })
  const account = await aPerson(db)
  const visitor = await open.signIn(account)
  const hidden = await visitor.post('/en/companies/new', founding({ legal: 'Another', number: 'tl hid' }))
  expect(hidden.status).toBe(409)
  expect(hidden.words).toContain('A company with this number is on record here')
  expect(hidden.text).toContain('/en/companies/join?economy=TLS&amp;number=tl+hid')
  expect(hidden.text).not.toContain('Hidden Harvest')
  expect(hidden.text).not.toContain(secret.id)
  const named = await visitor.post('/en/companies/new', founding({ legal: 'Another', number: 'TL OPE' }))
  expect(named.words).toContain('Open Harvest')
  expect(named.text).toContain(`/en/companies/${known.id}`)
  const asked = await visitor.post('/en/companies/join', { economy: 'TLS', number: 'TL HID', message: 'Me.' })
  expect(asked.location).toBe('/en/companies')
  expect((await visitor.get('/en/companies')).words).toContain('One request of yours')
  const nobody = await visitor.post('/en/companies/join', { economy: 'TLS', number: 'TL-000', message: '' })
  expect(nobody.status).toBe(422)
  expect(nobody.words).toContain('No company with this number is on record')
  // By its id, a company that is not public cannot be asked: nobody learns that it is there.
  const byId = await visitor.post('/en/companies/join', { company: secret.id, message: '' })
  expect(byId.status).toBe(422)
  expect((await visitor.get(`/en/companies/join?company=${secret.id}`)).text).not.toContain('Hidden Harvest')
})

test('every refusal of the founding form stands beside its field and keeps what was typed', async () => {
  const visitor = await open.signIn(await aPerson(db))
  const refused = await visitor.post(
    '/ar/companies/new',
    founding({ legal: '', kinds: [], economy: 'XXX', founded: '1990.5', website: 'javascript:alert(1)', size: 'vast' }),
  )
  expect(refused.status).toBe(422)
  for (const field of ['legal', 'kinds', 'founded', 'website', 'size'])
    expect(refused.text, field).toContain(`id="f-${field}-error"`)
  expect(refused.text).toContain('value="javascript:alert(1)"')
  const elsewhere = await visitor.post('/ar/companies/new', founding({ economy: 'XXX' }))
  expect(elsewhere.text).toContain('id="f-economy-error"')
})

test('a verdict is proposed from the day of an edition rehearsed in the past on, so that its applications can be accepted', async () => {
  const { id } = await aDocument(db, files, { companyId: (await aCompany(db)).id })
  const at = `/en/staff/companies/documents/${id}`
  const proposed = async () =>
    /name="from"[^>]*value="([^"]*)"|value="([^"]*)"[^>]*name="from"/.exec((await clerk.get(at)).text)
  expect((await proposed())?.slice(1)).toContain('2023-06-15')
  const rehearsed = await anEdition(db)
  const now = new Date('2023-06-15T12:00:00Z')
  await setRehearsalClock(db, { editionId: rehearsed.id, to: new Date('2022-03-01T10:00:00Z'), now, by: maker })
  expect((await proposed())?.slice(1)).toContain('2022-03-01')
})
