import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, expect, test } from 'vitest'
import { aPdf, aVerifiedCompany } from '#expo/ground/companies/makers.ts'
import { aPerson } from '#expo/ground/people/makers.ts'
import { aStage } from '#tests/served.ts'
import { violationsOf } from './axe.ts'

const stage = await aStage()
const { db, files } = stage.house
const EDITION = 'ciie-2024'
const folder = mkdtempSync(join(tmpdir(), 'rialto-papers-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))
const fileOf = (name: string, content: string | Uint8Array) => {
  const path = join(folder, name)
  writeFileSync(path, content)
  return path
}
const lastLetterTo = async (email: string) =>
  db
    .selectFrom('platform.mails')
    .select(['subject', 'body', 'language'])
    .where('recipient', '=', email)
    .orderBy('writtenAt', 'desc')
    .orderBy('id', 'desc')
    .executeTakeFirstOrThrow()

/** Somebody who acts for a verified company, in front of the sign-in page of their language. */
async function anApplicant(name: string, lang: string, options: Parameters<typeof stage.visitor>[0]) {
  const company = await aVerifiedCompany(db, files, { name })
  const person = await aPerson(db, { role: 'administrator', kind: 'company', id: company.id })
  await db.updateTable('people.users').set({ language: lang }).where('id', '=', person.id).execute()
  const page = await stage.visitor({ locale: lang, ...options })
  await page.goto(`/${lang}/sign-in`)
  await page.locator('main [name="email"]').fill(person.email)
  await page.locator('main [name="password"]').fill(person.password)
  await page.locator('main form button').first().click()
  await page.waitForURL(/\/desk/)
  return { page, email: person.email, company }
}

/** A line of 400 kbit/s that takes 300 ms there and back. */
async function onSlowLine(page: Page): Promise<void> {
  const line = await page.context().newCDPSession(page)
  const bytes = 400_000 / 8
  const slow = { offline: false, latency: 300, downloadThroughput: bytes, uploadThroughput: bytes }
  await line.send('Network.emulateNetworkConditions', slow)
}

const save = (page: Page) => page.locator('main form .act.first').first().click()

test('A cooperative of Timor-Leste applies in Arabic without JavaScript on a slow line, is asked, answers, is recommended by its embassy, and is accepted', async () => {
  const { page: maria, email } = await anApplicant('Kooperativa Kafé Ermera', 'ar', {
    javaScriptEnabled: false,
    viewport: { width: 360, height: 740 },
  })
  await onSlowLine(maria)
  const main = maria.getByRole('main')

  // From the fair's page to a draft in two steps.
  await maria.goto(`/ar/${EDITION}/exhibit`)
  expect(await main.innerText()).toContain('تُقبل الطلبات حتى')
  await main.getByRole('button', { name: 'بدء طلب' }).click()
  await maria.waitForURL(/\/place$/)
  await maria.locator('[name="area"][value="food"]').check()
  await save(maria)
  await maria.waitForURL(/\/stand$/)
  const at = new URL(maria.url()).pathname.replace(/\/stand$/, '')

  // A size that is not offered is refused beside its field, and nothing chosen is lost.
  await maria.locator('[name="kind"][value="standard"]').check()
  await maria.locator('[name="size"]').fill('10')
  await maria.locator('[name="sides"][value="2"]').check()
  await save(maria)
  expect(await maria.locator('#f-size-error').innerText()).toContain('9')
  expect(await maria.locator('[name="size"]').inputValue()).toBe('10')
  expect(await maria.locator('[name="sides"][value="2"]').isChecked()).toBe(true)

  // Looked over half written, it says in large words that it is a draft, and what is missing leads to where it is filled.
  await maria.goto(at)
  expect(await main.innerText()).toContain('مسودة: لم تُرسل بعد')
  expect(await main.getByRole('button', { name: 'تقديم الطلب' }).count()).toBe(0)
  await main.getByRole('link', { name: 'اختاروا نوع جناحكم ومساحته.' }).click()
  await maria.waitForURL(/\/stand$/)
  await maria.locator('[name="kind"][value="standard"]').check()
  await maria.locator('[name="size"]').fill('9')
  await save(maria)
  await maria.waitForURL(/\/goods$/)
  await maria.locator('[name="shows.ar"]').fill('بن من جبال إرميرا، يبيعه من يزرعه.')
  await main.locator('summary', { hasText: 'أغذية' }).click()
  await maria.locator('[name="chapters"][value="09"]').check()
  await maria.locator('main form [name="then"][value="review"]').click()
  await maria.waitForURL((url) => url.pathname === at)

  // A letter may wait in the desk; a program that calls itself a PDF is not a document.
  await maria.goto(`${at}/documents`)
  await maria.locator('[name="kind"]').selectOption('certificate')
  await maria.locator('[name="document"]').setInputFiles(fileOf('organic.pdf', 'MZ not a document'))
  await save(maria)
  expect(await maria.locator('#f-document-error').innerText()).toContain('ليس هذا ملف PDF')
  await maria.locator('[name="document"]').setInputFiles(fileOf('organic.pdf', aPdf()))
  await save(maria)
  await expect.poll(() => main.innerText()).toContain('organic.pdf')

  // Sent: the draft is a draft no more, there is a number, and a letter in Arabic says so.
  await maria.goto(at)
  expect(await main.innerText()).toContain('لا ينقص شيء')
  await main.getByRole('button', { name: 'تقديم الطلب' }).click()
  await maria.waitForURL((url) => url.pathname === at)
  const sent = await main.innerText()
  expect(sent).toContain('CIIE-2024-0')
  expect(sent).not.toContain('مسودة: لم تُرسل بعد')
  expect(sent).toContain('من أقل البلدان نموًا')
  const receipt = await lastLetterTo(email)
  expect(receipt.language).toBe('ar')
  expect(receipt.body).toContain('CIIE-2024-0')
  expect(receipt.body).toContain(at)

  // She asks her embassy, which writes without an account, in another browser, in its own language.
  await maria.goto(`${at}/recommendations`)
  await maria.locator('[name="email"]').fill('embassy@tls.example')
  await maria.locator('[name="language"]').selectOption('en')
  await save(maria)
  await expect.poll(() => main.innerText()).toContain('embassy@tls.example')
  const asked = await lastLetterTo('embassy@tls.example')
  expect(asked.subject).toContain('Kooperativa Kafé Ermera')
  const link = /https?:\/\/\S+\/recommend\/\S+/.exec(asked.body)?.[0] ?? ''
  const embassy = await stage.visitor({ javaScriptEnabled: false })
  await embassy.goto(link)
  expect(await embassy.getByRole('main').innerText()).toContain('بن من جبال إرميرا')
  await embassy.getByLabel('embassy', { exact: true }).check()
  await embassy.getByLabel('Name of the body').fill('Embassy of Timor-Leste')
  await embassy.getByLabel('Who signs').fill('Ana Soares')
  await embassy.getByLabel('In your words').fill('They grow it themselves, at 1,400 metres.')
  await embassy.getByRole('button', { name: 'Send the recommendation' }).click()
  expect(await embassy.getByRole('main').innerText()).toContain('Thank you')
  await embassy.goto(link)
  expect(await embassy.getByRole('main').innerText()).toContain('has been used already')

  // A clerk finds it on the desk, asks back, and confirms who recommends.
  const clerk = await stage.signedIn('clerk')
  const desk = clerk.getByRole('main')
  await desk.getByRole('link', { name: /applications? waits? for a decision/ }).click()
  await desk.getByLabel('Name or number').fill('cafe ermera')
  await desk.getByRole('button', { name: 'Show' }).first().click()
  await desk.getByRole('link', { name: 'Kooperativa Kafé Ermera' }).click()
  const words = clerk.locator('#thread form')
  await words.locator('[name="body"]').fill('Is it roasted when it comes?')
  await words.locator('button[type="submit"]').click()
  await expect.poll(() => desk.innerText()).toContain('A question waits for its answer')
  await desk.getByRole('link', { name: 'Confirm or withdraw' }).click()
  await desk.getByRole('button', { name: 'Confirm the recommendation' }).click()
  await expect.poll(() => clerk.getByRole('status').innerText()).toContain('counts now')

  // The question stands on her desk and in a letter; she answers in the same thread, with a paper.
  expect((await lastLetterTo(email)).body).toContain('Is it roasted when it comes?')
  await maria.goto('/ar/desk')
  await main.getByRole('link', { name: /الإجابة عن سؤال موظفي المعرض/ }).click()
  expect(await main.innerText()).toContain('Is it roasted when it comes?')
  await maria.locator('#thread [name="body"]').fill('أخضر، غير محمص.')
  await maria.locator('#thread [name="file"]').setInputFiles(fileOf('analysis.pdf', aPdf()))
  await maria.locator('#thread form .act').click()
  await expect.poll(() => main.innerText()).toContain('أخضر، غير محمص.')
  expect(await main.innerText()).toContain('Ana Soares')

  // The clerk reads it, sees the letter before it goes, and accepts.
  await clerk.goto(`/en/${EDITION}/staff/applications?open=heard`)
  await desk.getByRole('link', { name: 'Kooperativa Kafé Ermera' }).click()
  expect(await desk.innerText()).toContain('أخضر، غير محمص.')
  expect(await desk.innerText()).toContain('analysis.pdf')
  expect(await violationsOf(clerk)).toEqual([])
  await desk.locator('summary', { hasText: /^Accept/ }).click()
  await desk.locator('details[open] form button', { hasText: 'letter' }).click()
  expect(await desk.innerText()).toContain('قُبلت Kooperativa Kafé Ermera عارضًا')
  await desk.getByRole('button', { name: /^Accept/ }).click()
  await expect.poll(() => clerk.getByRole('status').innerText()).toContain('Accepted')

  // She is an exhibitor: on her own page, and for everybody in the list and in the search.
  await maria.goto(at)
  expect(await main.innerText()).toContain('مقبول')
  expect((await lastLetterTo(email)).subject).toContain('قُبل')
  const reader = await stage.visitor({ javaScriptEnabled: false })
  await reader.goto(`/fr/${EDITION}/exhibitors?q=ermera`)
  await reader.getByRole('main').getByRole('link', { name: 'Kooperativa Kafé Ermera' }).click()
  const public_ = await reader.getByRole('main').innerText()
  expect(public_).toContain('بن من جبال إرميرا')
  expect(public_).not.toContain('Ana Soares')
  await reader.goto(`/en/${EDITION}/find?q=ermera`)
  expect(await reader.getByRole('main').innerText()).toContain('Exhibitors')

  expect(stage.complaints.filter((one) => !/401|422|409|404/.test(one))).toEqual([])
})

test('An umbrella organiser brings forty companies by a sheet with three bad rows, gets exactly these back, and mends them', async () => {
  const { page: tomas } = await anApplicant('Harbour Umbrella', 'en', { javaScriptEnabled: false })
  const main = tomas.getByRole('main')
  await tomas.goto(`/en/${EDITION}/exhibit`)
  await tomas.locator('[name="role"][value="umbrella"]').check()
  await main.getByRole('button', { name: 'Begin an application' }).click()
  await tomas.waitForURL(/\/place$/)
  const at = new URL(tomas.url()).pathname.replace(/\/place$/, '')
  await tomas.goto(`${at}/co-exhibitors`)
  await main.getByRole('link', { name: 'Co-exhibitors by sheet' }).click()

  // One of them is on record already, under its name in Latin letters: told, and held against nobody.
  await aVerifiedCompany(db, files, { name: 'Kooperativa Kafé Suai' })
  const rows = Array.from(
    { length: 40 },
    (_, index) => `co-exhibitor,Kooperativa Foho ${index},,Timor-Leste,TL-${index},Kafé,`,
  )
  rows[4] = 'co-exhibitor,KOOPERATIVA KAFE SUAI,,TLS,,Honey,'
  rows[10] = 'co-exhibitor,,,TLS,TL-10,A name is missing,'
  rows[20] = 'co-exhibitor,Kooperativa Foho 20,,Atlantis,TL-20,No such country,'
  rows[30] = 'co-exhibitor,Somebody Else,,TLS,tl 7,The number of another,'
  const heading = 'kind,name,name_en,economy,number,shows,email'
  await tomas.locator('[name="file"]').setInputFiles(fileOf('with-us.csv', `${[heading, ...rows].join('\n')}\n`))
  await save(tomas)
  const preview = await main.innerText()
  expect(preview).toContain('37')
  expect(preview).toContain('Kooperativa Kafé Suai')
  await main.getByRole('button').filter({ hasText: '37' }).first().click()

  // The bad ones come back, each with its line, its column and the reason, and nothing else.
  const bad = await main.getByRole('link', { name: 'CSV' }).first().getAttribute('href')
  const text = await (await tomas.request.get(bad ?? '')).text()
  const lines = text.trim().split('\n')
  expect(lines).toHaveLength(4)
  expect(lines.map((line) => line.match(/(?:^|,)(12|22|32)(?:,)/)?.[1]).filter(Boolean)).toEqual(['12', '22', '32'])

  // Mended, they are taken as they are.
  const mended = text
    .replace(/,,,TLS,TL-10/, ',Kooperativa Foho 10,,TLS,TL-10')
    .replace('Atlantis', 'TLS')
    .replace('tl 7', 'TL-77')
  await tomas.goto(`${at}/co-exhibitors/upload`)
  await tomas.locator('[name="file"]').setInputFiles(fileOf('mended.csv', mended))
  await save(tomas)
  await main.getByRole('button').filter({ hasText: '3' }).first().click()
  await tomas.goto(`${at}/co-exhibitors`)
  expect(await main.innerText()).toContain('40 co-exhibitors')

  // One by one they can be corrected and taken off; what is already there is refused in words.
  await main.getByRole('link', { name: 'Kooperativa Foho 3', exact: true }).click()
  await tomas.locator('[name="number"]').first().fill('tl 2')
  await save(tomas)
  expect(await tomas.locator('.error').first().innerText()).toContain('on the list already')
})
