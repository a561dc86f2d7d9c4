import { expect, test } from 'vitest'
import { invitePerson, listHolders, listInvitations } from '#expo/ground/people/index.ts'
import { aPerson } from '#expo/ground/people/makers.ts'
import { Refusal } from '#kernel/refusal.ts'
import { transact } from '#platform/database.ts'
import { listEntries } from '#platform/journal.ts'
import { freshDatabase, maker, openHouse } from '#tests/house.ts'
import { aCompany, aDocument, aVerifiedCompany } from '../makers.ts'
import { duplicatesOf } from '../queries/alike.ts'
import { findByNumber, findCompany, getCompany, listCompanies, listProfiles } from '../queries/companies.ts'
import { listDocuments } from '../queries/documents.ts'
import { listOpenRequests } from '../queries/joining.ts'
import { listRankingsOf } from '../queries/rankings.ts'
import { isPublic } from '../rules.ts'
import { tellAsked } from '../telling.ts'
import { writeProfile } from './change.ts'
import { sendDocument } from './documents.ts'
import { askToJoin } from './joining.ts'
import { mergeCompanies, tellApart } from './merge.ts'
import { addRanking, setRanking } from './rank.ts'

const database = await freshDatabase()
const { db } = database
const { house } = openHouse(database)
const { files } = house
const by = maker
const now = new Date('2023-06-15T12:00:00Z')
const refusalOf = (deed: Promise<unknown>): Promise<string> =>
  deed.then(
    () => 'passed',
    (error: unknown) => {
      if (error instanceof Refusal) return error.code
      throw error
    },
  )
const merge = async (keep: string, gone: string) => {
  const seen = async (id: string) => ({ id, version: (await getCompany(db, id)).version })
  return mergeCompanies(db, { keep: await seen(keep), gone: await seen(gone), why: 'Sent in twice.', by })
}

test('what one company has moves to the other, and nothing is there twice', async () => {
  const [one, two, asker] = [await aPerson(db), await aPerson(db), await aPerson(db)]
  const keep = await aCompany(db, { name: 'Kafé Timor', registrationNumber: '', kinds: ['exhibitor'], by: one.actor })
  const gone = await aVerifiedCompany(db, files, {
    name: 'Café Timor',
    names: { ar: 'قهوة تيمور', pt: 'Café Timor' },
    registrationNumber: 'TL-1',
    kinds: ['buyer'],
    website: 'https://cafe-timor.example/',
    by: two.actor,
  })
  for (const [companyId, lang, summary] of [
    [keep.id, 'en', 'Kept.'],
    [gone.id, 'en', 'Gone.'],
    [gone.id, 'fr', 'Déplacé.'],
  ] as const)
    await writeProfile(db, { companyId, lang, summary, body: '', by })
  await addRanking(db, { code: 'largest', names: { en: 'The largest' }, source: null, by })
  for (const [companyId, year, rank] of [
    [keep.id, 2022, 7],
    [gone.id, 2022, 8],
    [gone.id, 2023, 5],
  ] as const)
    await setRanking(db, { companyId, ranking: 'largest', year, rank, source: null, by })
  const bytes = new TextEncoder().encode('%PDF-1.7\n%%EOF')
  for (const companyId of [keep.id, gone.id])
    await sendDocument(db, files, { companyId, kind: 'tax', fileName: 'tax.pdf', bytes, now, by })
  if (asker.actor.kind !== 'person') throw new Error('nobody')
  for (const companyId of [keep.id, gone.id])
    await askToJoin(db, { companyId, message: '', now, by: asker.actor }, tellAsked(''))
  const grant = { role: 'member', kind: 'company', id: gone.id } as const
  const letter = {
    subject: 's',
    text: (link: string) => link,
    onward: '/',
    publicUrl: '',
    language: 'en',
    now,
    by,
  } as const
  await transact(db, (tx) => invitePerson(tx, { email: 'colleague@example.org', grant, ...letter }))

  await merge(keep.id, gone.id)

  const company = await getCompany(db, keep.id)
  expect(company).toMatchObject({
    legalName: { text: 'Kafé Timor' },
    names: { ar: 'قهوة تيمور', pt: 'Café Timor' },
    registrationNumber: 'TL-1',
    website: 'https://cafe-timor.example/',
    kinds: ['exhibitor', 'buyer'],
  })
  expect(isPublic(company)).toBe(true)
  expect((await listProfiles(db, keep.id)).map((profile) => profile.summary)).toEqual(['Kept.', 'Déplacé.'])
  expect((await listDocuments(db, keep.id)).map((document) => document.kind).sort()).toEqual(['registration', 'tax'])
  expect((await listRankingsOf(db, keep.id)).map((one) => [one.year, one.rank])).toEqual([
    [2023, 5],
    [2022, 7],
  ])
  expect(await listOpenRequests(db, keep.id)).toHaveLength(1)
  expect((await listHolders(db, 'company', keep.id)).map((holder) => holder.personId).sort()).toEqual(
    [one.id, two.id].sort(),
  )
  expect(await listInvitations(db, 'company', keep.id)).toHaveLength(1)
  expect(await findByNumber(db, 'TLS', 'TL 1')).toMatchObject({ id: keep.id })
  for (const id of [keep.id, gone.id])
    expect((await listEntries(db, id)).find((entry) => entry.what === 'company.merged')).toMatchObject({
      why: 'Sent in twice.',
      details: { gone: gone.id, into: keep.id },
    })
})

test('the id of a company that is gone leads to the one it became, over several steps', async () => {
  const [a, b, c] = [await aCompany(db), await aCompany(db), await aCompany(db)]
  await merge(b.id, a.id)
  await merge(c.id, b.id)
  const found = await listCompanies(db, [a.id, b.id, c.id])
  expect([...found.values()].map((company) => company.id)).toEqual([c.id, c.id, c.id])
  expect((await findCompany(db, a.id))?.id).toBe(c.id)
})

test('who acts for both keeps one role, and an administrator of either is one of the whole', async () => {
  const person = await aPerson(db)
  const keep = await aCompany(db, { by: person.actor })
  const gone = await aCompany(db, { by: person.actor })
  await merge(keep.id, gone.id)
  expect(await listHolders(db, 'company', keep.id)).toHaveLength(1)
  expect(await listHolders(db, 'company', gone.id)).toEqual([])
})

test('of twenty clerks who merge the same two at once, both ways, one does', async () => {
  const [a, b] = [await aCompany(db), await aCompany(db)]
  const one = { id: a.id, version: 1 }
  const two = { id: b.id, version: 1 }
  const answers = await Promise.all(
    Array.from({ length: 20 }, (_, index) =>
      refusalOf(
        mergeCompanies(db, index % 2 ? { keep: one, gone: two, why: 'x', by } : { keep: two, gone: one, why: 'x', by }),
      ),
    ),
  )
  expect(answers.filter((answer) => answer === 'passed')).toHaveLength(1)
  for (const answer of answers) expect(['passed', 'companies.merged', 'web.stale']).toContain(answer)
})

test('a document sent while the company is merged is not lost between them', async () => {
  const [keep, gone] = [await aCompany(db), await aCompany(db)]
  const [sent] = await Promise.all([refusalOf(aDocument(db, files, { companyId: gone.id })), merge(keep.id, gone.id)])
  expect(await listDocuments(db, keep.id)).toHaveLength(sent === 'passed' ? 1 : 0)
  expect(['passed', 'companies.merged']).toContain(sent)
  expect(await listDocuments(db, gone.id)).toEqual([])
})

test('one company is not merged with itself, nor from a stale page', async () => {
  const [a, b] = [await aCompany(db), await aCompany(db)]
  const one = { id: a.id, version: 1 }
  expect(await refusalOf(mergeCompanies(db, { keep: one, gone: one, why: 'x', by }))).toBe('companies.the-same')
  const stale = { keep: one, gone: { id: b.id, version: 9 }, why: 'x', by }
  expect(await refusalOf(mergeCompanies(db, stale))).toBe('web.stale')
  expect((await getCompany(db, b.id)).id).toBe(b.id)
})

test('two that are known to be different are not shown as alike any more, and that survives a merger', async () => {
  const name = 'Fábrica de Velas Lospalos'
  const [a, b, c] = [await aCompany(db, { name }), await aCompany(db, { name }), await aCompany(db, { name })]
  const alikeTo = async (id: string) => (await duplicatesOf(db, id)).map((one) => one.company.id).sort()
  expect(await alikeTo(a.id)).toEqual([b.id, c.id].sort())
  await tellApart(db, { companyId: b.id, otherId: a.id, why: undefined, by })
  await tellApart(db, { companyId: a.id, otherId: b.id, why: undefined, by })
  expect(await alikeTo(a.id)).toEqual([c.id])
  await merge(c.id, b.id)
  expect(await alikeTo(a.id)).toEqual([])
  expect((await listEntries(db, a.id)).filter((entry) => entry.what === 'company.told-apart')).toHaveLength(1)
  expect(await refusalOf(tellApart(db, { companyId: a.id, otherId: a.id, why: undefined, by }))).toBe(
    'companies.the-same',
  )
})
