import { expect, test } from 'vitest'
import { anAcceptedApplication } from '#expo/exhibition/applications/makers.ts'
import { anEdition } from '#expo/ground/editions/makers.ts'
import { aPerson } from '#expo/ground/people/makers.ts'
import { day } from '#kernel/day.ts'
import type { Language } from '#kernel/language.ts'
import { maker as by, freshDatabase, openHouse } from '#tests/house.ts'
import { aBooth, aHolding, aPlan, aSheet } from '../makers.ts'
import { acceptOffer } from './commands/answer.ts'
import { goOverOffers } from './jobs.ts'
import { findLiveHolding, listHoldings } from './queries.ts'

let at = new Date('2023-06-02T09:00:00+08:00')
const database = await freshDatabase()
const house = openHouse(database, { clock: () => at })
const { db } = database

const lettersTo = async (email: string) =>
  db
    .selectFrom('platform.mails')
    .select(['subject', 'body', 'language'])
    .where('recipient', '=', email)
    .orderBy('id')
    .execute()

/** An edition with a plan, an accepted application, its company's person, a clerk and somebody else. */
async function aFair({ language = 'en' }: { language?: Language } = {}) {
  const edition = await anEdition(db)
  const sheet = aSheet()
  await aPlan(db, edition.id, '1H', sheet)
  const application = await anAcceptedApplication(db, edition.id, { areaM2: 72 })
  const own = await aPerson(db, { role: 'administrator', kind: 'company', id: application.companyId })
  await db.updateTable('people.users').set({ language }).where('id', '=', own.id).execute()
  const clerk = await aPerson(db, { role: 'clerk', kind: 'edition', id: edition.id })
  const idOf = (number: string) => sheet.booths.find((booth) => booth.number === number)?.id ?? ''
  return {
    edition,
    application,
    own,
    clerk,
    idOf,
    booth: `/en/${edition.code}/applications/${application.id}/booth`,
    plan: `/en/${edition.code}/plan`,
    applicant: () => house.signIn(own),
    staff: () => house.signIn(clerk),
  }
}

test('staff place an application by hand: what fits is listed with its reasons, what was chosen is offered, and a letter says so', async () => {
  const { booth, staff: signStaffIn, applicant: signApplicantIn, own, application } = await aFair({ language: 'fr' })
  const staff = await signStaffIn()
  const applicant = await signApplicantIn()
  const list = await staff.get(`${booth}/offer`)
  expect(list.words).toContain('72 of 72 m²')
  const chosen = await staff.get(`${booth}/offer?booths=1h b02, Z99`)
  expect(chosen.words).toContain('Not in the public plan: Z99')
  expect(chosen.words).toContain('1H-B02')
  const form = { booths: '1H-B02', answerBy: '2023-06-16', words: 'Welcome back.', holding: '', why: '' }
  const late = await staff.post(`${booth}/offer`, { ...form, answerBy: '2023-06-01' })
  expect(late.words).toContain('This day is over.')
  expect(late.text).toContain('Welcome back.')
  expect((await staff.post(`${booth}/offer`, form)).status).toBe(303)
  const [letter] = await lettersTo(own.email)
  expect(letter).toMatchObject({ language: 'fr' })
  expect(letter?.body).toContain('1H-B02 : 72 m², côtés ouverts : 4')
  expect(letter?.body).toContain('Welcome back.')
  expect(letter?.body).toContain(`/fr/`)
  const page = await applicant.get(booth)
  expect(page.words).toContain('Please answer by 16 June 2023 at 18:00')
  expect(page.words).toContain('from Gate')
  expect(await findLiveHolding(db, application.id)).toMatchObject({ state: 'offered', areaM2: 72 })
})

test('what is in another area, too small or too closed may be offered all the same, and staff are told so before', async () => {
  const { booth, staff: signStaffIn } = await aFair()
  const staff = await signStaffIn()
  const page = await staff.get(`${booth}/offer?booths=1H-A01`)
  expect(page.words).toContain('Another kind of booth than was asked for.')
  expect(page.words).toContain('9 m², 72 m² were asked for.')
})

test('the applicant accepts once: a second tab and a stranger change nothing', async () => {
  const { booth, edition, application, applicant: signApplicantIn, idOf, own } = await aFair()
  const applicant = await signApplicantIn()
  const { id: holding } = await aHolding(db, edition.id, { applicationId: application.id, boothIds: [idOf('B02')] })
  const stranger = await house.signIn(await aPerson(db))
  expect((await stranger.get(booth)).status).toBe(404)
  expect((await stranger.post(`${booth}/accept`, { holding, version: '1' })).status).toBe(404)
  expect((await applicant.post(`${booth}/end`, { holding, version: '1', why: 'x' })).status).toBe(404)
  expect((await applicant.post(`${booth}/accept`, { holding, version: '1' })).status).toBe(303)
  const again = await applicant.post(`${booth}/accept`, { holding, version: '1' })
  expect(again.status).toBe(409)
  expect(again.words).toContain('This offer was accepted already.')
  expect((await lettersTo(own.email)).map((one) => one.subject)).toEqual([expect.stringContaining('1H-B02 accepted')])
})

test('whoever asks for another booth waits for staff, who read it by letter and say no or offer another', async () => {
  const { booth, edition, application, applicant: signApplicantIn, staff: signStaffIn, idOf, own } = await aFair()
  const staff = await signStaffIn()
  const applicant = await signApplicantIn()
  const manager = await aPerson(db, { role: 'manager', kind: 'edition', id: edition.id })
  await db
    .updateTable('applications.applications')
    .set({ owner: manager.id })
    .where('id', '=', application.id)
    .execute()
  const { id: holding } = await aHolding(db, edition.id, { applicationId: application.id, boothIds: [idOf('B02')] })
  const ask = { holding, version: '1', words: 'We need water.', neededBy: '2023-06-09' }
  expect((await applicant.post(`${booth}/change`, { ...ask, words: '' })).status).toBe(422)
  await applicant.post(`${booth}/change`, ask)
  const [letter] = await lettersTo(manager.email)
  expect(letter?.body).toContain('We need water.')
  expect((await staff.get(`/en/${edition.code}/staff/holdings`)).words).toContain('An answer is needed by 9 Jun 2023.')
  const no = { holding, version: '2', words: 'No hall has water.', answerBy: '2023-06-20' }
  expect((await staff.post(`${booth}/refuse-change`, no)).status).toBe(303)
  const other = { booths: '1H-B01', answerBy: '2023-06-20', words: '', holding, version: '3', why: '' }
  expect((await staff.post(`${booth}/offer`, other)).words).toContain('Say why; the applicant will read it.')
  expect((await staff.post(`${booth}/offer`, { ...other, why: 'B01 has water after all.' })).status).toBe(303)
  const bodies = (await lettersTo(own.email)).map((one) => one.body)
  expect(bodies[0]).toContain('No hall has water.')
  expect(bodies[1]).toContain('This takes the place of 1H-B02. B01 has water after all.')
  expect((await applicant.get(booth)).words).toContain('Other booths were offered')
})

test('from the plan staff see whom a booth would fit, and from there offer it', async () => {
  const { edition, application, staff: signStaffIn, plan } = await aFair()
  const staff = await signStaffIn()
  const words = (await staff.get(`/en/${edition.code}/booths/1H-B02`)).text
  expect(words).toContain(`/en/${edition.code}/staff/booths/1H-B02`)
  const page = await staff.get(`/en/${edition.code}/staff/booths/1H-B02`)
  expect(page.text).toContain(`/en/${edition.code}/applications/${application.id}/booth/offer?booths=1H-B02`)
  expect((await house.stranger().get(`/en/${edition.code}/booths/1H-B02`)).text).not.toContain('/staff/booths')
  expect((await house.stranger().get(plan)).status).toBe(200)
})

test('the public plan names whoever has accepted, in drawing, list, search, booth page and files; an offer is nobody’s business', async () => {
  const { edition, application, plan, idOf } = await aFair()
  const guest = house.stranger()
  const name = /Orchard \d+ \w/
  const { id: holdingId } = await aHolding(db, edition.id, { applicationId: application.id, boothIds: [idOf('B02')] })
  expect((await guest.get(`${plan}/1H`)).text).not.toMatch(name)
  await acceptOffer(db, { holdingId, version: 1, today: day('2023-06-02'), now: at, by })
  for (const path of [`${plan}/1H`, `${plan}/1H/plan.svg`, `${plan}/1H/plan.geojson`, `${plan}/1H/booths.csv`])
    expect((await guest.get(path)).text, path).toMatch(name)
  const found = await guest.get(`${plan}?q=orchard`)
  expect(found.words).toContain('1H-B02')
  expect(found.words).not.toContain('1H-B01')
  expect((await guest.get(`/en/${edition.code}/booths/1H-B02`)).words).toMatch(name)
})

test('an offer is called to mind before its time is over, and ends when it is, by the edition’s own clock', async () => {
  const { edition, application, own, idOf } = await aFair()
  const answerBy = new Date('2023-06-20T18:00:00+08:00')
  const boothIds = [idOf('B02')]
  await aHolding(db, edition.id, { applicationId: application.id, boothIds, answerBy })
  const goOver = (now: string) => {
    at = new Date(now)
    return goOverOffers({ db, publicUrl: 'http://localhost', clock: () => at })
  }
  await goOver('2023-06-16T09:00:00+08:00')
  expect(await lettersTo(own.email)).toEqual([])
  await goOver('2023-06-18T09:00:00+08:00')
  await goOver('2023-06-18T09:10:00+08:00')
  expect((await lettersTo(own.email)).map((one) => one.subject)).toEqual([
    expect.stringContaining('your answer is awaited'),
  ])
  await goOver('2023-06-20T18:10:00+08:00')
  expect(await listHoldings(db, application.id)).toMatchObject([
    { state: 'ended', endedAs: 'lapsed', endedOn: '2023-06-20' },
  ])
  expect((await lettersTo(own.email)).at(-1)?.body).toContain('The time to answer is over')
  await aHolding(db, edition.id, { boothIds, answerBy: null })
  at = new Date('2023-06-02T09:00:00+08:00')
})

test('a booth that holds many names folds them away', async () => {
  const edition = await anEdition(db)
  const sheet = { booths: [aBooth('B02', 30, 24, { size: [12, 6], kind: 'raw' })], structures: aSheet().structures }
  await aPlan(db, edition.id, '1H', sheet)
  const { applicationId } = await aHolding(db, edition.id, { boothIds: [sheet.booths[0]?.id ?? ''], accepted: true })
  const rows = Array.from({ length: 12 }, (_, index) => ({
    id: crypto.randomUUID(),
    applicationId,
    kind: 'co-exhibitor' as const,
    names: JSON.stringify({ en: `Friend ${index}` }),
    nameKey: `friend ${index}`,
    economyCode: 'TLS',
    fromDay: null,
    untilDay: null,
  }))
  await db
    .insertInto('applications.coExhibitors')
    .values(rows as never)
    .execute()
  const page = await house.stranger().get(`/en/${edition.code}/booths/1H-B02`)
  expect(page.words).toContain('and 5 more')
})
