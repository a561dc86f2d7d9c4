import { expect, test } from 'vitest'
import { listHolders } from '#expo/ground/people/index.ts'
import { aPerson } from '#expo/ground/people/makers.ts'
import { Refusal } from '#kernel/refusal.ts'
import { listEntries } from '#platform/journal.ts'
import { freshDatabase, maker, openHouse } from '#tests/house.ts'
import { aCompany, aVerifiedCompany } from '../makers.ts'
import { findByNumber, getCompany, listProfiles } from '../queries/companies.ts'
import { changeFacts, closeCompany, reopenCompany, writeNames, writeProfile } from './change.ts'
import { removeFromTeam } from './team.ts'

const database = await freshDatabase()
const { db } = database
const { house } = openHouse(database)
const by = maker

/** Which refusal a deed meets; a deed that passes is a failure. */
const refusalOf = (deed: Promise<unknown>): Promise<string> =>
  deed.then(
    () => 'passed',
    (error: unknown) => {
      if (error instanceof Refusal) return error.code
      throw error
    },
  )
const factsOf = async (id: string) => (await listEntries(db, id)).map((entry) => entry.what).reverse()
const facts = {
  economyCode: 'TLS',
  registrationNumber: '',
  kinds: ['exhibitor'],
  sizeClass: null,
  foundedYear: null,
  website: null,
} as const

test('who puts a company on record becomes its administrator, and the journal says so', async () => {
  const person = await aPerson(db)
  const { id } = await aCompany(db, { name: 'Kooperativa Kafé', registrationNumber: 'TL 1/2023', by: person.actor })
  expect(await getCompany(db, id)).toMatchObject({
    legalName: { text: 'Kooperativa Kafé', lang: 'en' },
    registrationNumber: 'TL 1/2023',
    state: 'active',
    registrations: [],
    version: 1,
  })
  expect((await listHolders(db, 'company', id)).map((one) => [one.personId, one.role])).toEqual([
    [person.id, 'administrator'],
  ])
  expect(await factsOf(id)).toEqual(['company.founded'])
})

test('of twenty people who put the same registration number on record at once, however it is written, one does', async () => {
  const spellings = ['TL-77/2023', 'tl 77 2023', 'TL772023', 'ＴＬ77-2023', 'TL 77/٢٠٢٣']
  const answers = await Promise.all(
    Array.from({ length: 20 }, (_, index) =>
      refusalOf(aCompany(db, { registrationNumber: spellings[index % spellings.length] ?? '' })),
    ),
  )
  expect(answers.filter((one) => one === 'passed')).toHaveLength(1)
  expect(new Set(answers)).toEqual(new Set(['passed', 'companies.number-taken']))
  const company = await findByNumber(db, 'TLS', 'TL772023')
  expect(await factsOf(company?.id ?? '')).toEqual(['company.founded'])
})

test('a refused founding leaves nothing behind, not even a role', async () => {
  await aCompany(db, { registrationNumber: 'TL-88' })
  const person = await aPerson(db)
  expect(await refusalOf(aCompany(db, { registrationNumber: 'TL 88', by: person.actor }))).toBe(
    'companies.number-taken',
  )
  const grants = await db.selectFrom('people.grants').select('thingId').where('personId', '=', person.id).execute()
  expect(grants).toEqual([])
})

test('the same number in another country is another company, and companies without a number may be many', async () => {
  await aCompany(db, { registrationNumber: 'X-99' })
  expect(await refusalOf(aCompany(db, { registrationNumber: 'X-99', economyCode: 'LAO' }))).toBe('passed')
  expect(await refusalOf(aCompany(db, { registrationNumber: '' }))).toBe('passed')
  expect(await refusalOf(aCompany(db, { registrationNumber: ' – ' }))).toBe('passed')
})

test('a company is of a country that exists, and its name has letters', async () => {
  expect(await refusalOf(aCompany(db, { economyCode: 'ATL' }))).toBe('companies.no-such-economy')
  expect(await refusalOf(aCompany(db, { economyCode: 'UNIDO' }))).toBe('companies.no-such-economy')
  expect(await refusalOf(aCompany(db, { name: '— 🙂' }))).toBe('companies.name-without-letters')
})

test('facts and names are changed from the page that was read, and a stale page changes nothing', async () => {
  const { id } = await aCompany(db)
  const order = { companyId: id, version: 1, by }
  await changeFacts(db, { ...order, ...facts, website: 'https://www.kafe.example/', sizeClass: 'small' })
  expect(await getCompany(db, id)).toMatchObject({
    sizeClass: 'small',
    website: 'https://www.kafe.example/',
    version: 2,
  })
  expect(await refusalOf(changeFacts(db, { ...order, ...facts }))).toBe('web.stale')
  const names = { legalName: { text: 'ບໍລິສັດ ກາເຟ', lang: 'lo' }, names: { en: 'Coffee', ar: 'قهوة' } }
  expect(await refusalOf(writeNames(db, { ...order, ...names }))).toBe('web.stale')
  await writeNames(db, { ...order, ...names, version: 2 })
  expect((await getCompany(db, id)).names).toEqual({ lo: 'ບໍລິສັດ ກາເຟ', en: 'Coffee', ar: 'قهوة' })
  expect(await factsOf(id)).toEqual(['company.founded', 'company.facts-changed', 'company.names-written'])
})

test('of twenty who change the same page at once, one does', async () => {
  const { id } = await aCompany(db)
  const answers = await Promise.all(
    Array.from({ length: 20 }, (_, index) =>
      refusalOf(
        index % 2
          ? changeFacts(db, { companyId: id, version: 1, by, ...facts })
          : writeNames(db, { companyId: id, version: 1, by, legalName: { text: 'Kafé', lang: 'pt' }, names: {} }),
      ),
    ),
  )
  expect(answers.filter((one) => one === 'passed')).toHaveLength(1)
  expect(new Set(answers)).toEqual(new Set(['passed', 'web.stale']))
})

test('a number that another company has cannot be taken over by a change', async () => {
  await aCompany(db, { registrationNumber: 'TL-500' })
  const { id } = await aCompany(db, { registrationNumber: '' })
  const change = changeFacts(db, { companyId: id, version: 1, by, ...facts, registrationNumber: 'TL 500' })
  expect(await refusalOf(change)).toBe('companies.number-taken')
  expect(await getCompany(db, id)).toMatchObject({ registrationNumber: null, version: 1 })
})

test('a verified company keeps the identity its document proved; staff correct it', async () => {
  const person = await aPerson(db)
  const { id } = await aVerifiedCompany(db, house.files, { name: 'Kafé Ainaro', registrationNumber: 'TL-600' })
  const own = { kind: 'person', id: person.id, grants: [{ role: 'administrator', kind: 'company', id }] } as const
  const clerk = { kind: 'person', id: person.id, grants: [{ role: 'clerk', kind: 'edition', id: 'any' }] } as const
  const order = { companyId: id, version: 1, by: own }
  const names = { legalName: { text: 'Somebody Else', lang: 'en' }, names: {} }
  expect(await refusalOf(writeNames(db, { ...order, ...names }))).toBe('companies.identity-is-verified')
  expect(await refusalOf(changeFacts(db, { ...order, ...facts, registrationNumber: 'TL-601' }))).toBe(
    'companies.identity-is-verified',
  )
  expect(
    await refusalOf(changeFacts(db, { ...order, ...facts, economyCode: 'LAO', registrationNumber: 'TL-600' })),
  ).toBe('companies.identity-is-verified')
  await changeFacts(db, { ...order, ...facts, registrationNumber: 'tl 600', sizeClass: 'medium' })
  await writeNames(db, {
    ...order,
    version: 2,
    legalName: { text: 'Kafé Ainaro', lang: 'en' },
    names: { pt: 'Café Ainaro' },
  })
  await writeNames(db, { ...order, ...names, version: 3, by: clerk })
  expect(await getCompany(db, id)).toMatchObject({ sizeClass: 'medium', legalName: { text: 'Somebody Else' } })
})

test('names that came from elsewhere, in a language the form does not offer, survive a change', async () => {
  const { id } = await aCompany(db, { name: 'Kafé', names: { pt: 'Café', en: 'Coffee' } })
  await writeNames(db, {
    companyId: id,
    version: 1,
    by,
    legalName: { text: 'Kafé', lang: 'tet' },
    names: { fr: 'Café' },
  })
  expect((await getCompany(db, id)).names).toEqual({ tet: 'Kafé', pt: 'Café', fr: 'Café' })
})

test('a page is written in each language once, and taken away by leaving it empty', async () => {
  const { id } = await aCompany(db)
  const write = (lang: string, summary: string, body = '') =>
    writeProfile(db, { companyId: id, lang, summary, body, by })
  await write('en', 'Coffee.')
  await write('en', 'Coffee from the mountains.')
  await write('ar', 'قهوة.')
  expect(await refusalOf(write('fr', '', 'Sans résumé.'))).toBe('web.required')
  await write('en', '')
  expect((await listProfiles(db, id)).map((one) => [one.lang, one.summary])).toEqual([['ar', 'قهوة.']])
})

test('a closed company changes nothing until it is opened again', async () => {
  const { id } = await aCompany(db)
  const deed = { companyId: id, by, why: 'Sold.' }
  await closeCompany(db, { ...deed, version: 1 })
  expect(await refusalOf(closeCompany(db, { ...deed, version: 2 }))).toBe('companies.closed')
  expect(await refusalOf(changeFacts(db, { ...deed, ...facts, version: 2 }))).toBe('companies.closed')
  expect(await refusalOf(writeProfile(db, { companyId: id, lang: 'en', summary: 'x', body: '', by }))).toBe(
    'companies.closed',
  )
  await reopenCompany(db, { ...deed, version: 2 })
  expect(await refusalOf(reopenCompany(db, { ...deed, version: 3 }))).toBe('companies.not-closed')
  expect((await getCompany(db, id)).state).toBe('active')
})

test('two administrators who take each other out at once leave one of them', async () => {
  const [one, two] = [await aPerson(db), await aPerson(db)]
  const { id } = await aCompany(db, { by: one.actor })
  await db
    .insertInto('people.grants')
    .values({ personId: two.id, role: 'administrator', kind: 'company', thingId: id, grantedBy: 'test' })
    .execute()
  const answers = await Promise.all([
    refusalOf(removeFromTeam(db, { companyId: id, personId: two.id, by: one.actor })),
    refusalOf(removeFromTeam(db, { companyId: id, personId: one.id, by: two.actor })),
  ])
  expect(answers.sort()).toEqual(['companies.last-administrator', 'passed'])
  expect(await listHolders(db, 'company', id)).toHaveLength(1)
})
