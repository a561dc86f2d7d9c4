import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { anAcceptedApplication } from '#expo/exhibition/applications/makers.ts'
import { tellRun } from '#expo/exhibition/booths/holdings/jobs.ts'
import { findLiveHolding, listLiveHoldings } from '#expo/exhibition/booths/holdings/queries.ts'
import { aHolding, aPlan, aSheet } from '#expo/exhibition/booths/makers.ts'
import { workRun } from '#expo/exhibition/booths/runs/work.ts'
import { anEdition } from '#expo/ground/editions/makers.ts'
import { aPerson } from '#expo/ground/people/makers.ts'
import { aStage } from '#tests/served.ts'
import { violationsOf } from './axe.ts'

const stage = await aStage({ demonstration: false })
const { db } = stage.house
const SOON = { timeout: 15_000 }
const PHONE = { viewport: { width: 360, height: 740 } }
const isFlat = async (page: Page) =>
  page.evaluate(() => document.documentElement.scrollWidth <= document.documentElement.clientWidth)

async function signedIn(
  account: { email: string; password: string },
  lang: string,
  options: Parameters<typeof stage.visitor>[0] = {},
): Promise<Page> {
  const page = await stage.visitor({ locale: lang, ...options })
  await page.goto(`/${lang}/sign-in`)
  await page.locator('main [name="email"]').fill(account.email)
  await page.locator('main [name="password"]').fill(account.password)
  await page.locator('main form button').first().click()
  await page.waitForURL(/\/desk/)
  return page
}

const lettersTo = (email: string) =>
  db
    .selectFrom('platform.mails')
    .select(['subject', 'body', 'language'])
    .where('recipient', '=', email)
    .orderBy('writtenAt')
    .orderBy('id')
    .execute()
const linkIn = (body: string): string => /http:\/\/\S+/.exec(body)?.[0].replace(/^http:\/\/[^/]+/, '') ?? ''

/** An edition with a released hall, and somebody who acts for an accepted applicant. */
async function aFair(language: string) {
  const edition = await anEdition(db, { opensOn: '2027-11-05', closesOn: '2027-11-10' } as never)
  const sheet = aSheet()
  await aPlan(db, edition.id, '1H', sheet)
  const application = await anAcceptedApplication(db, edition.id, { boothKind: 'raw', areaM2: 72 })
  const own = await aPerson(db, { role: 'administrator', kind: 'company', id: application.companyId })
  await db.updateTable('people.users').set({ language }).where('id', '=', own.id).execute()
  const clerk = await aPerson(db, { role: 'clerk', kind: 'edition', id: edition.id })
  const manager = await aPerson(db, { role: 'manager', kind: 'edition', id: edition.id })
  const idOf = (number: string) => sheet.booths.find((booth) => booth.number === number)?.id ?? ''
  return { edition, application, own, clerk, manager, idOf }
}

test('staff redraw a hall in which somebody holds a booth: she is offered another with a word and a reason, and accepts it on her phone, in Arabic, without JavaScript', async () => {
  const { edition, application, own, clerk: account, idOf } = await aFair('ar')
  await aHolding(db, edition.id, { applicationId: application.id, boothIds: [idOf('B01')], accepted: true })
  const clerk = await signedIn(account, 'en')
  const main = clerk.getByRole('main')
  const desk = `/en/${edition.code}/staff/plans/1H`

  // The booth she holds goes; the release asks for an answer to her, and without one nothing happens.
  await clerk.goto(desk)
  await clerk.getByRole('button', { name: 'Begin a draft' }).click()
  await clerk.waitForURL(/draft$/)
  await clerk.goto(`${desk}/draft/booths/${idOf('B01')}`)
  await main.getByRole('button', { name: 'Remove the booth' }).click()
  await clerk.waitForURL(/draft$/)
  await clerk.goto(`${desk}/draft/release`)
  await clerk.getByLabel('What changes and why').fill('The stage moves here.')
  await main.getByRole('button', { name: 'Release the plan' }).click()
  expect(await main.getByRole('alert').innerText()).not.toBe('')
  expect(await violationsOf(clerk)).toEqual([])
  await main.locator('[name^="replacement."]').selectOption({ label: '1H-B02 · 72 m²' })
  await main.locator('[name^="notice."]').fill('لكم الجناح B02 بدلًا من B01.')
  await main.locator('[name^="reason."]').fill('المسرح يحتاج المكان.')
  await main.getByRole('button', { name: 'Release the plan' }).click()
  await expect.poll(() => main.innerText(), SOON).toContain('The plan is public.')

  // She reads it in her language and follows the link.
  const [letter] = await lettersTo(own.email)
  expect(letter).toMatchObject({ language: 'ar' })
  expect(letter?.body).toContain('المسرح يحتاج المكان.')
  expect(letter?.body).toContain('لكم الجناح B02 بدلًا من B01.')
  const maria = await signedIn(own, 'ar', { ...PHONE, javaScriptEnabled: false })
  await maria.goto(linkIn(letter?.body ?? ''))
  expect(await maria.getByRole('main').innerText()).toContain('1H-B02')
  expect(await isFlat(maria)).toBe(true)
  await maria.getByRole('main').locator('form[action$="/accept"] button').click()
  await expect.poll(() => maria.getByRole('status').innerText(), SOON).toContain('الجناح لكم')
  expect(await findLiveHolding(db, application.id)).toMatchObject({ state: 'accepted' })

  // The world sees her where she is now.
  const visitor = await stage.visitor({ javaScriptEnabled: false })
  await visitor.goto(`/en/${edition.code}/booths/1H-B02`)
  expect(await visitor.getByRole('main').innerText()).toMatch(/Exhibitor\s+Orchard/)
  await visitor.goto(`/en/${edition.code}/exhibitors`)
  expect(await visitor.getByRole('main').innerText()).toContain('1H-B02')
  // The browser itself says so when an answer is 409 or 422.
  expect(stage.complaints.filter((one) => !/4(09|22)/.test(one))).toEqual([])
})

test('all accepted applications are placed at once: a clerk watches the run, a manager reads why and applies it, an applicant asks for another booth, and what nobody has answered is undone', async () => {
  const { edition, application, own, clerk: first, manager: second } = await aFair('fr')
  for (let one = 0; one < 2; one++) await anAcceptedApplication(db, edition.id, { boothKind: 'raw', areaM2: 72 })
  for (let one = 0; one < 2; one++) await anAcceptedApplication(db, edition.id, { boothKind: 'standard', areaM2: 18 })

  // The clerk begins; the page goes on by itself when the run is over.
  const clerk = await signedIn(first, 'en')
  const main = clerk.getByRole('main')
  await clerk.goto(`/en/${edition.code}/staff/allocation`)
  expect(await main.innerText()).toContain('5 accepted applications, 5 of them without a booth')
  await clerk.getByRole('button', { name: 'Begin' }).click()
  await clerk.waitForURL(/allocation\/[0-9a-f-]{36}$/)
  expect(await main.innerText()).toContain('Waiting to begin.')
  expect(await violationsOf(clerk)).toEqual([])
  const runId = clerk.url().split('/').at(-1) ?? ''
  await workRun(stage.house, runId)
  await expect.poll(() => main.innerText(), SOON).toContain('What was reached')
  await main.getByRole('link', { name: /Not placed/ }).click()
  await main.locator('table').last().locator('summary').first().click()
  expect(await main.innerText()).toMatch(/holds 1H-B0\d with \d+ points/)
  expect(await violationsOf(clerk)).toEqual([])

  // The manager applies it; the applicants read it by letter.
  const manager = await signedIn(second, 'en')
  await manager.goto(clerk.url())
  await manager.getByRole('button', { name: 'Make the offers' }).click()
  await expect.poll(() => manager.getByRole('status').first().innerText(), SOON).toContain('4 offers are made')
  await tellRun({ db, publicUrl: stage.address, clock: () => new Date() }, runId)
  const [letter] = await lettersTo(own.email)
  expect(letter?.subject).toContain('un stand pour')

  // One asks for another booth; the rest is undone, and her question stands.
  const anne = await signedIn(own, 'fr', PHONE)
  await anne.goto(linkIn(letter?.body ?? ''))
  await anne.locator('form[action$="/change"] [name="words"]').fill('Nous avons besoin d’eau.')
  await anne.locator('form[action$="/change"] button').click()
  await expect.poll(() => anne.getByRole('status').innerText(), SOON).toContain('Envoyé')
  expect(await isFlat(anne)).toBe(true)
  await manager.reload()
  await manager.locator('summary', { hasText: 'Undo' }).click()
  await manager.locator('form[action$="/undo"] [name="why"]').fill('The hall is drawn anew.')
  await manager.getByRole('button', { name: 'Take the offers back' }).click()
  await expect.poll(() => manager.getByRole('status').first().innerText(), SOON).toContain('3 offers were taken back')
  const live = await listLiveHoldings(db, edition.id)
  expect(live.map((one) => [one.applicationId, one.state])).toEqual([[application.id, 'change-asked']])
  await clerk.goto(`/en/${edition.code}/staff/holdings`)
  expect(await main.innerText()).toContain('Change asked for')
})
