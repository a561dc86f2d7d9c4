import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { addRanking } from '#expo/ground/companies/index.ts'
import { aCompany, aDocument, aVerifiedCompany } from '#expo/ground/companies/makers.ts'
import { maker } from '#tests/house.ts'
import { aStage } from '#tests/served.ts'
import { violationsOf } from './axe.ts'

const stage = await aStage()
const folder = mkdtempSync(join(tmpdir(), 'rialto-scans-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))
const fileOf = (name: string, content: string | Buffer) => {
  const path = join(folder, name)
  writeFileSync(path, content)
  return path
}
const lastLetterTo = async (email: string): Promise<string> => {
  const { body } = await stage.house.db
    .selectFrom('platform.mails')
    .select('body')
    .where('recipient', '=', email)
    .orderBy('writtenAt', 'desc')
    .executeTakeFirstOrThrow()
  return body
}
const PASSWORD = 'kafe iha foho leten'
const EMAIL = 'maria@kafe.example'

test('Maria of Timor-Leste puts her cooperative on record in Arabic without JavaScript, sends its document, a clerk accepts it, and the world reads its page', async () => {
  const maria = await stage.visitor({ javaScriptEnabled: false, locale: 'ar', viewport: { width: 360, height: 740 } })
  const main = maria.getByRole('main')

  // She makes an account, and confirms her address by the letter.
  await maria.goto('/ar/sign-up')
  await maria.locator('[name="name"]').fill('Maria')
  await maria.locator('[name="email"]').fill(EMAIL)
  await maria.locator('[name="password"]').fill(PASSWORD)
  await main.getByRole('button').first().click()
  await expect.poll(() => lastLetterTo(EMAIL).catch(() => '')).toContain('/ar/confirm/')
  await maria.goto(/https?:\/\/\S+\/confirm\/\S+/.exec(await lastLetterTo(EMAIL))?.[0] ?? '')
  await main.getByRole('button').first().click()
  await maria.waitForURL(/\/ar\/sign-in/)
  await maria.locator('main [name="email"]').fill(EMAIL)
  await maria.locator('main [name="password"]').fill(PASSWORD)
  await main.getByRole('button', { name: 'تسجيل الدخول', exact: true }).click()
  await maria.waitForURL(/\/ar\/desk/)

  // Her desk is empty and says how to begin. The form comes back with what she typed until it is whole.
  await main.getByRole('link', { name: 'تسجيل شركة' }).click()
  await maria.getByLabel('الاسم القانوني').fill('Kooperativa Kafé Ermera')
  await maria.getByLabel('لغة هذا الاسم').selectOption('tet')
  await maria.getByLabel('البلد أو الإقليم').selectOption('TLS')
  await maria.getByLabel('رقم التسجيل').fill('TL-2019/77')
  await main.getByRole('button', { name: 'تسجيل شركة' }).click()
  expect(await maria.locator('#f-kinds-error').innerText()).toContain('اختاروا واحدًا على الأقل')
  expect(await maria.getByLabel('الاسم القانوني').inputValue()).toBe('Kooperativa Kafé Ermera')
  expect(await maria.getByLabel('لغة هذا الاسم').inputValue()).toBe('tet')
  await maria.getByLabel('عارض', { exact: true }).check()
  await main.getByRole('button', { name: 'تسجيل شركة' }).click()
  await maria.waitForURL(/\/companies\/[0-9a-f-]+\/desk$/)
  expect(await main.innerText()).toContain('لم يُتحقق منها')
  const company = /companies\/([0-9a-f-]+)\/desk/.exec(maria.url())?.[1] ?? ''

  // A program that calls itself a PDF is refused, and so is a scan of fifty megabytes; a PDF is taken.
  await main.getByRole('link', { name: 'إرسال وثيقة التسجيل' }).click()
  const send = async (path: string) => {
    await maria.locator('[name="document"]').setInputFiles(path)
    await main.getByRole('button', { name: 'إرسال' }).click()
  }
  await send(fileOf('certidao.pdf', 'MZ not a document'))
  expect(await maria.locator('#f-document-error').innerText()).toContain('ليس هذا ملف PDF')
  await send(fileOf('scan.pdf', Buffer.alloc(50 * 1024 * 1024, '%PDF-1.7 ')))
  expect(await main.getByRole('alert').innerText()).toContain('10 MB')
  await send(fileOf('certidão.pdf', '%PDF-1.7\n1 0 obj << /Type /Catalog >> endobj\n%%EOF\n'))
  await maria.waitForURL(/\/desk$/)
  expect(await main.innerText()).toContain('تنتظر القرار')
  expect(await main.innerText()).toContain('certidão.pdf')

  // Nobody else sees the company yet.
  const reader = await stage.visitor({ javaScriptEnabled: false })
  await reader.goto(`/en/companies/${company}`)
  expect(reader.url()).toContain('/sign-in')

  // A clerk finds the document in the queue, sees who is like it, and accepts it.
  const clerk = await stage.signedIn('clerk')
  await clerk.getByRole('link', { name: /document of a company waits/ }).click()
  await clerk.getByRole('link', { name: 'Kooperativa Kafé Ermera' }).click()
  await clerk.getByRole('button', { name: 'I look at it' }).click()
  await expect.poll(() => clerk.getByRole('main').innerText()).toContain('You look at it.')
  const [taken] = await Promise.all([
    clerk.waitForEvent('download'),
    clerk.getByRole('link', { name: /certidão\.pdf/ }).click(),
  ])
  expect(taken.suggestedFilename()).toBe('certidão.pdf')
  await clerk.getByRole('button', { name: 'Accept the document' }).click()
  await expect.poll(() => clerk.getByRole('status').innerText()).toContain('The company hears of it by letter')
  expect(await lastLetterTo(EMAIL)).toContain(`/companies/${company}/desk`)

  // Maria writes the page; everybody reads it, in their language or the one it was written in.
  await maria.goto(`/ar/companies/${company}/desk`)
  expect(await main.innerText()).toContain('متحقق منها')
  await maria.getByRole('link', { name: 'العربية' }).first().click()
  await maria.getByLabel('في جملتين').fill('قهوة من جبال إرميرا، يبيعها من يزرعها.')
  await main.getByRole('button', { name: 'حفظ' }).click()
  await maria.waitForURL(/\/desk$/)
  await reader.goto(`/fr/companies/${company}`)
  const page = reader.getByRole('main')
  expect(await page.innerText()).toContain('Kooperativa Kafé Ermera')
  expect(await page.locator('article').getAttribute('dir')).toBe('rtl')
  expect(await page.innerText()).toContain('قهوة من جبال إرميرا')
  expect(await page.innerText()).not.toContain('certidão')

  // Jorge, who keeps the books, finds the number taken and asks to be let in; Maria lets him.
  const jorge = await stage.signedIn('pavilion', { javaScriptEnabled: false })
  await jorge.goto('/en/companies/new')
  await jorge.getByLabel('Legal name').fill('Ermera Coffee Cooperative')
  await jorge.getByLabel('Country or territory').selectOption('TLS')
  await jorge.getByLabel('Registration number').fill('tl 2019 77')
  await jorge.getByLabel('exhibitor', { exact: true }).check()
  await jorge.getByRole('main').getByRole('button', { name: 'Put a company on record' }).click()
  expect(await jorge.getByRole('main').innerText()).toContain('This company is on record')
  await jorge.getByRole('main').getByRole('link', { name: 'Ask to be let in' }).click()
  await jorge.getByLabel('A word to the administrators').fill('I keep the books.')
  await jorge.getByRole('button', { name: 'Send the request' }).click()
  await jorge.waitForURL(/\/en\/companies$/)
  await maria.goto(`/ar/companies/${company}/desk`)
  expect(await main.innerText()).toContain('I keep the books.')
  await main.getByRole('button', { name: 'ضمّه عضوًا' }).click()
  await maria.waitForURL(/\/desk$/)
  await jorge.goto('/en/companies')
  expect(await jorge.getByRole('main').innerText()).toContain('Kooperativa Kafé Ermera')

  expect(stage.complaints.filter((one) => !/401|422|409|404/.test(one))).toEqual([])
})

test('the pages that come back with a question or a refusal keep nobody out either (axe)', async () => {
  const { db, files } = stage.house
  const known = await aVerifiedCompany(db, files, { name: 'Suai Ceramics', registrationNumber: 'TL-SUAI' })
  const other = await aCompany(db, { name: 'Suai Ceramics Lda' })
  const paper = await aDocument(db, files, { companyId: other.id })
  await addRanking(db, { code: 'kilns', names: { en: 'The largest kilns' }, source: null, by: maker })
  const admin = await stage.signedIn('admin', { viewport: { width: 320, height: 700 } })
  const main = admin.getByRole('main')
  const found = async (name: string, number: string) => {
    await admin.goto('/en/companies/new')
    await admin.getByLabel('Legal name').fill(name)
    await admin.getByLabel('Country or territory').selectOption('TLS')
    await admin.getByLabel('Registration number').fill(number)
    await admin.getByLabel('exhibitor', { exact: true }).check()
    await main.getByRole('button', { name: 'Put a company on record' }).click()
  }
  await found('Suai Ceramics', '')
  expect(await main.innerText()).toContain('Is it one of these?')
  expect(await violationsOf(admin)).toEqual([])
  await found('Something Else', 'tl suai')
  expect(await main.innerText()).toContain('This company is on record')
  expect(await violationsOf(admin)).toEqual([])
  const at = (path: string) => admin.goto(`/en/staff/companies/${path}`)
  await at(`documents/${paper.id}`)
  await main.getByRole('button', { name: 'Refuse the document' }).click()
  expect(await main.innerText()).toContain('This is needed.')
  expect(await violationsOf(admin)).toEqual([])
  await at(`${known.id}/compare?with=${other.id}`)
  await main.getByRole('button', { name: 'Make one of them' }).click()
  expect(await main.innerText()).toContain('This is needed.')
  expect(await violationsOf(admin)).toEqual([])
  await admin.goto('/en/house/rankings/kilns?year=2023&q=suai')
  await admin.locator('[name="rank"]').fill('first')
  await main.getByRole('button', { name: 'Put it into the list' }).click()
  expect(await main.innerText()).toContain('A number from 1')
  expect(await violationsOf(admin)).toEqual([])
  await admin.locator('[name="rank"]').fill('12')
  await main.getByRole('button', { name: 'Put it into the list' }).click()
  expect(await main.innerText()).toContain('12. Suai Ceramics')
})
