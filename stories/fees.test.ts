import { expect, test } from 'vitest'
import { loadConstructed } from '#expo/exhibition/applications/index.ts'
import { aConstructed, anExhibitor } from '#expo/exhibition/applications/makers.ts'
import { aHoldingOf } from '#expo/exhibition/booths/makers.ts'
import { findAccount } from '#expo/exhibition/fees/queries/accounts.ts'
import { printed } from '#expo/exhibition/fees/rules/reference.ts'
import { getEditionById } from '#expo/ground/editions/index.ts'
import { todayIn } from '#expo/ground/editions/rules.ts'
import { createAccountIn } from '#expo/ground/people/index.ts'
import { reactions } from '#expo/reactions.ts'
import { plusDays } from '#kernel/day.ts'
import type { Language } from '#kernel/language.ts'
import { transact } from '#platform/database.ts'
import { maker as by } from '#tests/house.ts'
import { aStage } from '#tests/served.ts'

const stage = await aStage()
const { db } = stage.house
const EDITION = 'ciie-2024'
const PASSWORD = 'a harbour in the morning'
const { id: editionId } = await db
  .selectFrom('editionsViews.editions')
  .select('id')
  .where('code', '=', EDITION)
  .executeTakeFirstOrThrow()
const edition = await getEditionById(db, editionId)
const today = todayIn(edition, new Date())

interface Wanted {
  name: string
  economyCode: string
  kind: 'standard' | 'raw'
  areaM2: number
  openSides: number
  email: string
  language: Language
}

/** A company with an administrator, whose application was accepted a while ago, and who accepts its booth today. */
async function aCompanyWithBooth(wanted: Wanted): Promise<{ id: string; at: string }> {
  const { name, economyCode, kind, areaM2, openSides, email, language } = wanted
  const company = await anExhibitor(db, { name, economyCode })
  const grant = { role: 'administrator', kind: 'company', id: company.id } as const
  const person = { email, name: `Maria of ${name}`, password: PASSWORD, language, grants: [grant], by: 'seed' } as const
  await transact(db, (tx) => createAccountIn(tx, person))
  const on = plusDays(today, -40)
  const application = aConstructed({
    companyId: company.id,
    boothKind: kind,
    areaM2,
    leastOpenSides: openSides,
    submitted: { at: new Date(`${on}T10:00:00+08:00`), on },
    acceptedOn: plusDays(on, 5),
  })
  const order = { editionId, applications: [application], now: new Date(), by }
  const { ids } = await transact(db, (tx) => loadConstructed(tx, order))
  const id = ids[0] as string
  const { id: about } = await aHoldingOf(db, editionId, id, { kind, areaM2: String(areaM2), openSides })
  const fact = { what: 'booth.accepted', about, details: { editionId, applicationId: id, on: today } } as const
  for (const reaction of reactions.filter((one) => one.what === fact.what))
    for (const follow of reaction.follow) await follow(db, fact, { now: new Date(), publicUrl: stage.address })
  return { id, at: `/${EDITION}/applications/${id}` }
}

const complaints = () => stage.complaints.filter((one) => !/401|422|409|404/.test(one))

test('a cooperative from Timor-Leste reads in Arabic, without JavaScript, that nothing is due and why, and signs its contract', async () => {
  const { at } = await aCompanyWithBooth({
    name: 'Kooperativa Kafé Timor',
    economyCode: 'TLS',
    kind: 'standard',
    areaM2: 18,
    openSides: 2,
    email: 'maria@kafe.example',
    language: 'ar',
  })
  const phone = { javaScriptEnabled: false, locale: 'ar', viewport: { width: 360, height: 740 } }
  const maria = await stage.visitor(phone)
  await maria.goto('/ar/sign-in')
  await maria.locator('main input[type=email]').fill('maria@kafe.example')
  await maria.locator('main input[type=password]').fill(PASSWORD)
  await maria.locator('main form button').first().click()
  await maria.waitForURL(/\/ar\/desk/)

  // Her desk says what is next: the contract.
  await maria.getByRole('link', { name: /اقرأ العقد ووقّعه/ }).click()
  await maria.waitForURL(/\/contract$/)
  expect(await maria.locator('.big').innerText()).toContain('0')
  const contract = await maria.getByRole('main').innerText()
  expect(contract).toContain('أجنحة مجانية لأقل البلدان نموًا')
  const pdf = await maria.request.get(`/ar${at}/contract.pdf`)
  expect((await pdf.body()).subarray(0, 5).toString()).toBe('%PDF-')

  // The statement explains each line; two booths are free, and it comes out the same when it is reckoned again.
  await maria.goto(`/ar${at}/statement`)
  expect(await maria.locator('html').getAttribute('dir')).toBe('rtl')
  const lines = maria.locator('.lines tbody tr')
  expect(await lines.filter({ hasText: '5,700.00' }).innerText()).toContain('تيمور - ليشتي')
  await lines.first().locator('summary').click()
  expect(await lines.first().innerText()).toContain('يشمل الجناح القياسي')
  expect(await maria.locator('.proof .tag.ok').count()).toBe(1)

  // A signature without the tick is refused beside its field, and what was typed stays.
  await maria.goto(`/ar${at}/contract`)
  await maria.locator('[name=name]').fill('Maria Soares')
  await maria.locator('[name=capacity]').fill('مديرة')
  const sign = maria.locator('form', { has: maria.locator('[name=capacity]') }).locator('button')
  await sign.click()
  expect(await maria.locator('p.error').innerText()).toBe('علّم أنكم قرأتم العقد وتقبلونه.')
  expect(await maria.locator('[name=capacity]').inputValue()).toBe('مديرة')
  await maria.locator('[name=agreed]').check()
  await maria
    .locator('form', { has: maria.locator('[name=capacity]') })
    .locator('button')
    .click()
  await maria.waitForURL(/\/contract$/)
  expect(await maria.getByRole('status').innerText()).toContain('وُقّع العقد. شكرًا لكم.')
  expect(await maria.locator('[name=capacity]').count()).toBe(0)

  // Nothing is invoiced, and the budget knows of her two booths.
  await maria.goto(`/ar${at}/payments`)
  expect(await maria.locator('main table').count()).toBe(0)
  const manager = await stage.signedIn('manager')
  await manager.goto(`/en/${EDITION}/staff/fees/budgets`)
  const row = manager.locator('tr', { hasText: 'Free booths' }).first()
  expect(await row.innerText()).toContain('2 booths')
  expect(complaints()).toEqual([])
})

const camt = (reference: string, amount: string, id: string) =>
  Buffer.from(`<?xml version="1.0" encoding="UTF-8"?>
<Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.02"><BkToCstmrStmt><Stmt><Id>${id}</Id>
  <Ntry><Amt Ccy="USD">${amount}</Amt><CdtDbtInd>CRDT</CdtDbtInd><Sts>BOOK</Sts><BookgDt><Dt>${today}</Dt></BookgDt>
    <AcctSvcrRef>${id}-1</AcctSvcrRef><NtryDtls><TxDtls><RltdPties><Dbtr><Nm>Nordlicht AG</Nm></Dbtr></RltdPties>
    <RmtInf><Ustrd>Messe ${reference}</Ustrd></RmtInf></TxDtls></NtryDtls></Ntry>
  <Ntry><Amt Ccy="USD">12.50</Amt><CdtDbtInd>CRDT</CdtDbtInd><Sts>BOOK</Sts><BookgDt><Dt>${today}</Dt></BookgDt>
    <AcctSvcrRef>${id}-2</AcctSvcrRef></Ntry></Stmt></BkToCstmrStmt></Document>`)

test('an island of 500 m² is paid by two files of the bank, deposit and rest, each with its receipt, and no file counts twice', async () => {
  const { id, at } = await aCompanyWithBooth({
    name: 'Nordlicht AG',
    economyCode: 'DEU',
    kind: 'raw',
    areaM2: 500,
    openSides: 4,
    email: 'anna@nordlicht.example',
    language: 'en',
  })
  const anna = await stage.visitor()
  await anna.goto('/en/sign-in')
  await anna.getByLabel('E-mail').fill('anna@nordlicht.example')
  await anna.getByLabel('Password').fill(PASSWORD)
  await anna.getByRole('main').getByRole('button', { name: 'Sign in', exact: true }).click()
  await anna.waitForURL(/\/desk/)
  await anna.goto(`/en${at}/statement`)
  expect(await anna.locator('.big').innerText()).toBe('US$165,375.00')
  await anna.getByRole('link', { name: 'To the contract' }).click()
  await anna.getByLabel('Your name').fill('Anna Brandt')
  await anna.getByLabel('Your function').fill('Managing director')
  await anna.getByLabel('I have read the contract').check()
  await anna.getByRole('button', { name: 'Sign the contract' }).click()
  await expect.poll(() => anna.getByRole('status').innerText()).toContain('signed')
  await anna.goto(`/en${at}/payments`)
  expect(await anna.locator('.big').innerText()).toBe('US$49,612.50')
  const account = await findAccount(db, id)
  const reference = printed(account?.reference ?? '')
  expect(await anna.locator('.reference').innerText()).toBe(reference)

  // The bank's file is looked at before anything is booked; what nobody knows will wait.
  const manager = await stage.signedIn('manager')
  const send = async (bytes: Buffer) => {
    await manager.goto(`/en/${EDITION}/staff/fees/bank`)
    await manager.locator('input[type=file]').setInputFiles({ name: 'june.xml', mimeType: 'text/xml', buffer: bytes })
    await manager.getByRole('button', { name: 'Send and look at it' }).click()
  }
  const deposit = camt(reference, '49612.50', 'STMT-1')
  await send(deposit)
  await manager.waitForURL(/\/files\//)
  expect(await manager.locator('tr', { hasText: '49,612.50' }).innerText()).toContain('Nordlicht AG')
  await manager.getByRole('button', { name: /^Keep/ }).click()
  await expect.poll(() => manager.getByRole('status').innerText()).toContain('one booked')
  expect(await manager.getByRole('main').innerText()).toContain('12.50')
  await send(deposit)
  expect(await manager.getByRole('main').innerText()).toMatch(/already/)

  // The rest is invoiced, and paid by another file.
  await manager.goto(`/en${at}/payments`)
  await manager.getByRole('button', { name: 'Invoice all that is left' }).click()
  await expect.poll(() => manager.getByRole('status').innerText()).toContain('has been issued')
  await send(camt(reference, '115762.50', 'STMT-2'))
  await manager.getByRole('button', { name: /^Keep/ }).click()
  await expect.poll(() => manager.getByRole('status').innerText()).toContain('one booked')
  await anna.goto(`/en${at}/payments`)
  expect(await anna.getByRole('main').innerText()).toContain('Everything invoiced is paid')
  const receipts = anna.getByRole('link', { name: /-R-\d/ })
  expect(await receipts.count()).toBe(2)
  const receipt = await anna.request.get((await receipts.last().getAttribute('href')) as string)
  expect((await receipt.body()).subarray(0, 5).toString()).toBe('%PDF-')
  expect(complaints()).toEqual([])
})
