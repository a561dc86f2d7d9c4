import { expect, test } from 'vitest'
import { aPdf } from '#expo/ground/companies/makers.ts'
import { anEdition } from '#expo/ground/editions/makers.ts'
import { aPerson } from '#expo/ground/people/makers.ts'
import { day } from '#kernel/day.ts'
import { listEntries } from '#platform/journal.ts'
import { listLetters } from '#platform/mail.ts'
import { freshDatabase, maker, openHouse } from '#tests/house.ts'
import { aDraft, anApplication } from '../makers.ts'
import { getApplication } from '../queries/applications.ts'
import { listRecommendations } from '../queries/recommendations.ts'
import { getDocument, listDocuments, listMessages } from '../queries/thread.ts'
import { tellStaff, tellWord } from '../telling.ts'
import { LARGEST_DOCUMENT, MOST_LINKS } from '../words.ts'
import { decide } from './decide.ts'
import { addDocument, removeDocument } from './documents.ts'
import { sendLink, takeBackLink } from './links.ts'
import { ownApplication } from './own.ts'
import { confirmRecommendation, recommend, recommendByLink, withdrawRecommendation } from './recommend.ts'
import { closeQuestion, seeMessages, writeAsApplicant, writeAsStaff } from './thread.ts'

const database = await freshDatabase()
const { db } = database
const { files } = openHouse(database).house
const by = maker
const today = day('2023-06-01')
const now = new Date('2023-06-01T12:00:00+08:00')
const nobody = async () => {}
const scan = (bytes: Uint8Array = aPdf(), fileName = 'paper.pdf') => ({ fileName, bytes })
const PROGRAM = new TextEncoder().encode('MZ not a document')

const ask = (applicationId: string, over: Partial<Parameters<typeof writeAsStaff>[2]> = {}) =>
  writeAsStaff(db, files, { applicationId, kind: 'question', body: 'How many?', file: null, now, by, ...over }, nobody)
const answer = (applicationId: string, body = 'Forty.') =>
  writeAsApplicant(db, files, { applicationId, body, file: null, now, by }, nobody)

test('a question stands open and blocks nothing; what the applicant writes answers it', async () => {
  const edition = await anEdition(db)
  const { id } = await anApplication(db, edition.id)
  await ask(id)
  await ask(id, { body: 'And when?', now: new Date('2023-06-02T12:00:00+08:00') })
  expect((await getApplication(db, id)).askedSince).toEqual(now)
  const { version } = await getApplication(db, id)
  const decision = { decision: 'wait-listed', reason: 'area-full', words: '', on: today } as const
  await decide(db, { applicationId: id, version, ...decision, today, now, by })
  await answer(id)
  expect(await getApplication(db, id)).toMatchObject({ askedSince: null, heardSince: now })
  await answer(id, 'Forty-one.')
  expect((await listMessages(db, id, 'staff')).map((one) => one.kind)).toEqual([
    'question',
    'question',
    'answer',
    'message',
  ])
  await ask(id)
  await closeQuestion(db, { applicationId: id, by })
  expect((await getApplication(db, id)).askedSince).toBeNull()
})

test('staff’s notes are for staff alone, and each side sees whether the other has read', async () => {
  const edition = await anEdition(db)
  const { id } = await anApplication(db, edition.id)
  await ask(id)
  await ask(id, { kind: 'note', body: 'I know them.' })
  expect((await listMessages(db, id, 'applicant')).map((one) => one.body)).toEqual(['How many?'])
  await seeMessages(db, { applicationId: id, side: 'applicant', now })
  const [question, note] = await listMessages(db, id, 'staff')
  expect([question?.seenAt, note?.seenAt]).toEqual([now, null])
  await answer(id)
  await seeMessages(db, { applicationId: id, side: 'staff', now })
  expect((await getApplication(db, id)).heardSince).toBeNull()
})

test('letters go both ways, each in its reader’s language', async () => {
  const edition = await anEdition(db)
  const { id, companyId } = await anApplication(db, edition.id)
  const maria = await aPerson(db, { role: 'member', kind: 'company', id: companyId })
  const clerk = await aPerson(db, { role: 'clerk', kind: 'edition', id: edition.id })
  const speak = (person: { id: string }, language: string) =>
    db.updateTable('people.users').set({ language }).where('id', '=', person.id).execute()
  await speak(maria, 'ar')
  await speak(clerk, 'fr')
  const word = { applicationId: id, body: 'How many?', file: null, now, by: clerk.actor }
  await writeAsStaff(db, files, { ...word, kind: 'question' }, tellWord('http://localhost', 'question'))
  const back = { ...word, body: 'أربعون', by: maria.actor }
  await writeAsApplicant(db, files, back, tellStaff('http://localhost'))
  const letters = (await listLetters(db)).filter((one) => [maria.email, clerk.email].includes(one.to))
  expect(letters.map((one) => [one.to, one.language]).sort()).toEqual(
    [
      [maria.email, 'ar'],
      [clerk.email, 'fr'],
    ].sort(),
  )
  expect(letters.find((one) => one.language === 'ar')?.body).toContain('How many?')
  expect(letters.find((one) => one.language === 'fr')?.body).toContain('أربعون')
})

test('a file is told by its content: a program, a giant or nothing is refused, and nothing is said without it', async () => {
  const edition = await anEdition(db)
  const { id } = await anApplication(db, edition.id)
  await expect(ask(id, { file: scan(PROGRAM) })).rejects.toMatchObject({ kind: 'invalid', field: 'file' })
  expect(await listMessages(db, id, 'staff')).toEqual([])
  const add = (file = scan()) => addDocument(db, files, { applicationId: id, kind: 'certificate', file, now, by })
  await expect(add(scan(PROGRAM))).rejects.toMatchObject({ field: 'document' })
  await expect(add(scan(new Uint8Array(0)))).rejects.toMatchObject({ field: 'document' })
  const giant = new Uint8Array(LARGEST_DOCUMENT + 1)
  giant.set(aPdf())
  await expect(add(scan(giant))).rejects.toMatchObject({ field: 'document' })
  const twice = scan()
  await Promise.all(Array.from({ length: 5 }, () => add(twice)))
  const [kept, ...others] = await listDocuments(db, id)
  expect(others).toEqual([])
  const elsewhere = await anApplication(db, edition.id)
  await expect(getDocument(db, elsewhere.id, kept?.id ?? '')).rejects.toMatchObject({ kind: 'missing' })
  const remove = (applicationId: string) => removeDocument(db, { applicationId, documentId: kept?.id ?? '', now, by })
  await expect(remove(elsewhere.id)).rejects.toMatchObject({ kind: 'missing' })
  await remove(id)
  expect(await listDocuments(db, id)).toEqual([])
})

const said = {
  byKind: 'embassy',
  body: 'Embassy of Timor-Leste',
  economyCode: 'TLS',
  author: 'Ana Soares',
  office: '',
  on: today,
  words: '',
} as const
/** Sends a link and gives its token. */
async function aLink(applicationId: string, email = 'embassy@example.org', sentAt = now): Promise<string> {
  let link = ''
  const letter = (address: string) => {
    link = address
    return { subject: 'Please', body: address }
  }
  const to = { purpose: 'recommend', coExhibitorId: null, email, language: 'en', publicUrl: '' } as const
  await sendLink(db, { applicationId, ...to, letter, now: sentAt, by })
  return link.split('/').at(-1) ?? ''
}
const byLink = (token: string, at = now) => recommendByLink(db, files, { token, said, file: null, today, now: at, by })
const countingOn = (applicationId: string) =>
  db
    .selectFrom('applicationsViews.recommendations')
    .select(['byKind', 'onDay', 'untilDay'])
    .where('applicationId', '=', applicationId)
    .execute()

test('a recommendation by a link counts once staff have confirmed who wrote it, from its own day on', async () => {
  const edition = await anEdition(db)
  const { id } = await anApplication(db, edition.id)
  const token = await aLink(id)
  const outcomes = await Promise.allSettled(Array.from({ length: 20 }, () => byLink(token)))
  expect(outcomes.filter((one) => one.status === 'fulfilled')).toHaveLength(1)
  await expect(byLink(token)).rejects.toMatchObject({ code: 'applications.link-used' })
  expect(await countingOn(id)).toEqual([])
  const [one] = await listRecommendations(db, id)
  const which = { applicationId: id, recommendationId: one?.id ?? '', by }
  await confirmRecommendation(db, which)
  await confirmRecommendation(db, which)
  expect(await countingOn(id)).toEqual([{ byKind: 'embassy', onDay: today, untilDay: null }])
  const facts = (await listEntries(db, id)).map((entry) => entry.what)
  expect(facts.filter((what) => what === 'application.recommendation-confirmed')).toHaveLength(1)
  await expect(withdrawRecommendation(db, { ...which, on: day('2023-05-01'), why: 'A slip' })).rejects.toMatchObject({
    code: 'applications.day-before-recommendation',
    field: 'on',
  })
  await withdrawRecommendation(db, { ...which, on: day('2023-07-01'), why: 'They asked for it' })
  expect(await countingOn(id)).toEqual([{ byKind: 'embassy', onDay: today, untilDay: '2023-07-01' }])
  await expect(confirmRecommendation(db, which)).rejects.toMatchObject({
    code: 'applications.recommendation-withdrawn',
  })
})

test('a link opens in its time, not once it was taken back, and a newer one ends an older', async () => {
  const edition = await anEdition(db)
  const { id } = await anApplication(db, edition.id)
  await expect(byLink('no-such-token')).rejects.toMatchObject({ code: 'applications.no-such-link' })
  const late = new Date('2023-08-15T12:00:00+08:00')
  await expect(byLink(await aLink(id), late)).rejects.toMatchObject({ code: 'applications.link-over' })
  const older = await aLink(id)
  const newer = await aLink(id)
  await expect(byLink(older)).rejects.toMatchObject({ code: 'applications.link-revoked' })
  const { id: linkId } = await db
    .selectFrom('applications.invitations')
    .select('id')
    .where('applicationId', '=', id)
    .where('revokedAt', 'is', null)
    .executeTakeFirstOrThrow()
  await takeBackLink(db, { applicationId: id, linkId, now, by })
  await expect(byLink(newer)).rejects.toMatchObject({ code: 'applications.link-revoked' })
  await expect(takeBackLink(db, { applicationId: id, linkId, now, by })).rejects.toMatchObject({ kind: 'missing' })
  for (let sent = 0; sent < MOST_LINKS; sent++) await aLink(id, `body${sent}@example.org`)
  await expect(aLink(id, 'one-more@example.org')).rejects.toMatchObject({ code: 'applications.enough-links' })
})

test('nobody recommends on a day to come, nor whoever takes part no more', async () => {
  const edition = await anEdition(db)
  const { id } = await anApplication(db, edition.id)
  const enter = (on = today) =>
    recommend(db, files, { applicationId: id, way: 'staff', said: { ...said, on }, file: scan(), today, now, by })
  await expect(enter(day('2023-06-02'))).rejects.toMatchObject({ code: 'applications.day-to-come' })
  await enter()
  const { version } = await getApplication(db, id)
  const decision = { decision: 'declined', reason: 'area-full', words: '', on: today } as const
  await decide(db, { applicationId: id, version, ...decision, today, now, by })
  await expect(enter()).rejects.toMatchObject({ code: 'applications.written-no-more' })
})

test('an application is looked after by staff of its edition, and whoever takes it from another is told', async () => {
  const edition = await anEdition(db)
  const { id } = await aDraft(db, edition.id)
  const clerk = () => aPerson(db, { role: 'clerk', kind: 'edition', id: edition.id })
  const [one, other, stranger] = [await clerk(), await clerk(), await aPerson(db)]
  const own = (owner: string | null, seen: string | null) => ownApplication(db, { applicationId: id, owner, seen, by })
  const outcomes = await Promise.allSettled([own(one.id, null), own(other.id, null)])
  expect(outcomes.filter((result) => result.status === 'fulfilled')).toHaveLength(1)
  const { owner } = await getApplication(db, id)
  await expect(own(stranger.id, owner)).rejects.toMatchObject({ code: 'applications.no-such-owner', field: 'owner' })
  await own(null, owner)
  expect((await getApplication(db, id)).owner).toBeNull()
})
