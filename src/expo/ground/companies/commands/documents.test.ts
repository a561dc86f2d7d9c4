import { expect, test } from 'vitest'
import { aPerson } from '#expo/ground/people/makers.ts'
import { day } from '#kernel/day.ts'
import { Refusal } from '#kernel/refusal.ts'
import { listEntries } from '#platform/journal.ts'
import { listLetters } from '#platform/mail.ts'
import { freshDatabase, maker, openHouse } from '#tests/house.ts'
import { aCompany, aDocument, aPdf, aVerifiedCompany } from '../makers.ts'
import { getCompany } from '../queries/companies.ts'
import { getDocument, listDocuments } from '../queries/documents.ts'
import { proofOf } from '../rules.ts'
import { tellVerdict } from '../telling.ts'
import { MOST_DOCUMENTS } from '../words.ts'
import { closeCompany } from './change.ts'
import { sendDocument, takeBackDocument } from './documents.ts'
import { acceptDocument, refuseDocument, reopenDocument, takeDocument, withdrawDocument } from './judge.ts'

const database = await freshDatabase()
const { db } = database
const { house } = openHouse(database)
const { files } = house
const by = maker
const now = new Date('2023-06-15T12:00:00Z')
const today = day('2023-06-15')
const refusalOf = (deed: Promise<unknown>): Promise<string> =>
  deed.then(
    () => 'passed',
    (error: unknown) => {
      if (error instanceof Refusal) return error.code
      throw error
    },
  )
const factsOf = async (id: string) => (await listEntries(db, id)).map((entry) => entry.what).reverse()
const proofOn = async (id: string, on: string) => proofOf((await getCompany(db, id)).registrations, day(on)).proof
const accept = (documentId: string, version = 1, from = '2023-06-01', until: string | null = null) =>
  acceptDocument(db, {
    documentId,
    version,
    now,
    today,
    by,
    from: day(from),
    until: until === null ? null : day(until),
  })
const send = (companyId: string, bytes: Uint8Array, fileName = 'a.pdf') =>
  sendDocument(db, files, { companyId, kind: 'registration', fileName, bytes, now, by })

test('an accepted registration verifies a company from its day on, until the day it ends', async () => {
  const { id } = await aCompany(db)
  const { id: documentId } = await aDocument(db, files, { companyId: id })
  expect(await proofOn(id, '2023-06-15')).toBe('waiting')
  await accept(documentId, 1, '2023-06-01', '2024-06-01')
  expect(await proofOn(id, '2023-05-31')).not.toBe('verified')
  expect(await proofOn(id, '2023-06-01')).toBe('verified')
  expect(await proofOn(id, '2024-05-31')).toBe('verified')
  expect(await proofOn(id, '2024-06-01')).toBe('lapsed')
  expect(await factsOf(id)).toEqual(['company.founded', 'company.document-sent', 'company.document-accepted'])
  const verified = await db
    .selectFrom('companiesViews.companies as c')
    .innerJoin('companiesViews.verifications as v', 'v.companyId', 'c.id')
    .select(['c.verifiedFrom', 'v.fromDay', 'v.untilDay'])
    .where('c.id', '=', id)
    .execute()
  expect(verified).toEqual([{ verifiedFrom: '2023-06-01', fromDay: '2023-06-01', untilDay: '2024-06-01' }])
})

test('a licence, a tax certificate or a mandate verifies nobody', async () => {
  const { id } = await aCompany(db)
  const { id: documentId } = await aDocument(db, files, { companyId: id, kind: 'licence' })
  await accept(documentId)
  expect(await proofOn(id, '2023-06-15')).toBe('missing')
})

test('of twenty clerks who decide about a document at once, one does, and the company reads one letter', async () => {
  const person = await aPerson(db)
  const { id } = await aCompany(db, { by: person.actor })
  const { id: documentId } = await aDocument(db, files, { companyId: id })
  const deed = { documentId, version: 1, now, today, by }
  const answers = await Promise.all(
    Array.from({ length: 20 }, (_, index) =>
      refusalOf(
        index % 2
          ? acceptDocument(db, { ...deed, from: today, until: null }, tellVerdict('https://fair.example', 'accepted'))
          : refuseDocument(
              db,
              { ...deed, why: 'Blurred.' },
              tellVerdict('https://fair.example', 'refused', 'Blurred.'),
            ),
      ),
    ),
  )
  expect(answers.filter((one) => one === 'passed')).toHaveLength(1)
  for (const answer of answers)
    expect(['passed', 'companies.judged-already', 'companies.not-from-here', 'web.stale']).toContain(answer)
  const letters = (await listLetters(db)).filter((letter) => letter.to === person.email)
  expect(letters).toHaveLength(1)
  expect(letters[0]?.body).toContain(`https://fair.example/en/companies/${id}/desk`)
})

test('a refusal gives its reason to the company, in the language each administrator reads', async () => {
  const person = await aPerson(db)
  await db.updateTable('people.users').set({ language: 'ar' }).where('id', '=', person.id).execute()
  const { id } = await aCompany(db, { name: 'Kafé', names: { ar: 'قهوة' }, by: person.actor })
  const { id: documentId } = await aDocument(db, files, { companyId: id })
  const why = 'The stamp cannot be read.'
  await refuseDocument(
    db,
    { documentId, version: 1, now, by, why },
    tellVerdict('https://fair.example', 'refused', why),
  )
  const [letter] = (await listLetters(db)).filter((one) => one.to === person.email)
  expect(letter).toMatchObject({ language: 'ar' })
  expect(letter?.subject).toContain('قهوة')
  expect(letter?.body).toContain(why)
  expect(await proofOn(id, '2023-06-15')).toBe('refused')
})

test('a refused document is looked at again, an accepted one withdrawn; the days before stand', async () => {
  const { id } = await aCompany(db)
  const { id: documentId } = await aDocument(db, files, { companyId: id })
  const deed = { documentId, now, by, why: 'A reason.' }
  await refuseDocument(db, { ...deed, version: 1 })
  await reopenDocument(db, { ...deed, version: 2 })
  expect(await getDocument(db, documentId)).toMatchObject({ verdict: 'waiting', why: null, judgedAt: null })
  await accept(documentId, 3, '2023-05-01')
  expect(await refusalOf(withdrawDocument(db, { ...deed, version: 4, on: day('2023-06-16'), today }))).toBe(
    'companies.day-to-come',
  )
  expect(await refusalOf(withdrawDocument(db, { ...deed, version: 3, on: today, today }))).toBe('web.stale')
  await withdrawDocument(db, { ...deed, version: 4, on: day('2023-06-10'), today })
  expect(await proofOn(id, '2023-06-09')).toBe('verified')
  expect(await proofOn(id, '2023-06-10')).toBe('lapsed')
  expect(await refusalOf(reopenDocument(db, { ...deed, version: 5 }))).toBe('companies.not-from-here')
})

test('a document that was withdrawn from its first day on never held, for other rooms either', async () => {
  const { id, documentId } = await aVerifiedCompany(db, files, { from: day('2023-06-01') })
  const on = day('2023-06-01')
  await withdrawDocument(db, { documentId, version: 2, on, today, now, by, why: 'A forgery.' })
  const views = await db.selectFrom('companiesViews.verifications').selectAll().where('companyId', '=', id).execute()
  expect(views).toEqual([])
  const { verifiedFrom } = await db
    .selectFrom('companiesViews.companies')
    .select('verifiedFrom')
    .where('id', '=', id)
    .executeTakeFirstOrThrow()
  expect(verifiedFrom).toBeNull()
})

test('a verdict from a day to come, or one that ends before it begins, changes nothing', async () => {
  const { id } = await aCompany(db)
  const { id: documentId } = await aDocument(db, files, { companyId: id })
  expect(await refusalOf(accept(documentId, 1, '2023-06-16'))).toBe('companies.day-to-come')
  expect(await refusalOf(accept(documentId, 1, '2023-06-01', '2023-06-01'))).toBe('companies.ends-before-it-begins')
  expect(await getDocument(db, documentId)).toMatchObject({ verdict: 'waiting', version: 1 })
  expect(await factsOf(id)).toEqual(['company.founded', 'company.document-sent'])
})

test('the same file sent twenty times at once is there once', async () => {
  const { id } = await aCompany(db)
  const bytes = aPdf()
  const sent = await Promise.all(Array.from({ length: 20 }, () => send(id, bytes)))
  expect(new Set(sent.map((one) => one.id)).size).toBe(1)
  expect(await listDocuments(db, id)).toHaveLength(1)
  expect(await factsOf(id)).toEqual(['company.founded', 'company.document-sent'])
})

test('what is no document is refused by its content beside its field, and nothing is kept', async () => {
  const { id } = await aCompany(db)
  const hostile: [Uint8Array, string][] = [
    [new TextEncoder().encode('MZ this is a program'), 'web.document-unknown'],
    [new Uint8Array(), 'web.document-empty'],
    [new TextEncoder().encode('%PDF-1.7\n<< /S /Launch >>\n%%EOF'), 'web.document-active'],
    [new TextEncoder().encode('%PDF-1.7 half'), 'web.document-broken'],
    [new Uint8Array(11 * 1024 * 1024).fill(37), 'web.document-heavy'],
  ]
  for (const [bytes, code] of hostile) expect(await refusalOf(send(id, bytes, 'registration.pdf'))).toBe(code)
  expect(await listDocuments(db, id)).toEqual([])
})

test('only so many documents wait at once, and one that is taken back makes room', async () => {
  const { id } = await aCompany(db)
  const first = await send(id, aPdf())
  for (let count = 1; count < MOST_DOCUMENTS; count++) await send(id, aPdf())
  expect(await refusalOf(send(id, aPdf()))).toBe('companies.enough-documents')
  await takeBackDocument(db, { companyId: id, documentId: first.id, by })
  expect(await refusalOf(send(id, aPdf()))).toBe('passed')
  expect(await refusalOf(takeBackDocument(db, { companyId: id, documentId: first.id, by }))).toBe(
    'companies.no-such-document',
  )
})

test('nobody takes back what was judged, or what is another company’s', async () => {
  const { id } = await aCompany(db)
  const other = await aCompany(db)
  const { id: documentId } = await aDocument(db, files, { companyId: id })
  expect(await refusalOf(takeBackDocument(db, { companyId: other.id, documentId, by }))).toBe(
    'companies.no-such-document',
  )
  await accept(documentId)
  expect(await refusalOf(takeBackDocument(db, { companyId: id, documentId, by }))).toBe('companies.judged-already')
})

test('nobody decides about the documents of their own company, be they a clerk or the house itself', async () => {
  const { id } = await aCompany(db)
  const { id: documentId } = await aDocument(db, files, { companyId: id })
  const grants = [
    { role: 'administrator', kind: 'house', id: '' },
    { role: 'member', kind: 'company', id },
  ] as const
  const own = { kind: 'person', id: 'somebody', grants } as const
  const deed = { documentId, version: 1, now, today, by: own }
  expect(await refusalOf(acceptDocument(db, { ...deed, from: today, until: null }))).toBe('companies.own-company')
  expect(await refusalOf(refuseDocument(db, { ...deed, why: 'x' }))).toBe('companies.own-company')
  expect(await refusalOf(accept(documentId))).toBe('passed')
})

test('a closed company sends nothing', async () => {
  const { id } = await aCompany(db)
  await closeCompany(db, { companyId: id, version: 1, by, why: 'Sold.' })
  expect(await refusalOf(send(id, aPdf()))).toBe('companies.closed')
})

test('of two clerks who take a document at once, one looks at it, and it stays theirs until given back', async () => {
  const clerks = [await aPerson(db), await aPerson(db)]
  const { id } = await aCompany(db)
  const { id: documentId } = await aDocument(db, files, { companyId: id })
  const take = (index: number, which = true) => {
    const actor = clerks[index]?.actor
    if (actor?.kind !== 'person') throw new Error('no clerk')
    return refusalOf(takeDocument(db, { documentId, take: which, now, by: actor }))
  }
  expect((await Promise.all([take(0), take(1)])).sort()).toEqual(['companies.taken', 'passed'])
  const { takenBy } = await getDocument(db, documentId)
  const first = clerks.findIndex((one) => one.id === takenBy)
  expect(await take(first)).toBe('passed')
  expect(await take(1 - first)).toBe('companies.taken')
  expect(await take(1 - first, false)).toBe('passed')
  expect(await take(1 - first)).toBe('passed')
  await accept(documentId)
  expect(await take(first)).toBe('companies.judged-already')
  expect((await getDocument(db, documentId)).takenBy).toBeNull()
})
