import { expect, test } from 'vitest'
import { aStage } from '#tests/served.ts'

const stage = await aStage()
const EDITION = 'ciie-2024'
const count = async (asOf = ''): Promise<number> => {
  const page = await stage.visitor()
  await page.goto(`/en/${EDITION}/results/national-exhibition-countries${asOf}`)
  const told = await page.locator('.big').first().innerText()
  await page.context().close()
  return Number(told.replace(/\D/g, ''))
}

test('Timor-Leste is invited, confirms from another browser, is read in Arabic without JavaScript, and is counted with the reason', async () => {
  const before = await count()

  // A clerk of the edition invites.
  const clerk = await stage.signedIn('clerk')
  await clerk.goto(`/en/${EDITION}`)
  await clerk.getByRole('link', { name: 'Staff', exact: true }).click()
  await clerk.getByRole('link', { name: 'Pavilions', exact: true }).click()
  await clerk.getByRole('link', { name: 'Invite a pavilion' }).click()
  await clerk.getByLabel('Country or organisation').selectOption({ label: 'Timor-Leste' })
  await clerk.getByLabel('E-mail address of the embassy').fill('embassy@tls.example')
  await clerk.getByLabel('Area, m²').fill('36')
  await clerk.getByRole('button', { name: 'Send the invitation' }).click()
  await expect.poll(() => clerk.getByRole('status').innerText()).toContain('The invitation has been sent')

  // Invited twice is refused in words, and nothing typed is lost.
  await clerk.goto(`/en/${EDITION}/staff/pavilions/invite`)
  expect(await clerk.getByLabel('Country or organisation').locator('option', { hasText: 'Timor-Leste' }).count()).toBe(
    0,
  )

  // The letter waits in the outbox, where an administrator can read it.
  const admin = await stage.signedIn('admin')
  await admin.goto('/en/house/outbox')
  await admin.getByText('Invitation of Timor-Leste').first().click()
  const link = await admin.locator('.letter[open] a').first().getAttribute('href')
  expect(link).toContain('/invitation/')

  // The embassy opens it in another browser, with JavaScript off.
  const embassy = await stage.visitor({ javaScriptEnabled: false })
  await embassy.goto(link as string)
  await embassy.getByLabel('Name').first().fill('Embassy of Timor-Leste')
  await embassy.getByLabel('Password').fill('a harbour in the morning')
  await embassy.getByRole('main').getByRole('button').first().click()
  await embassy.waitForURL(/\/pavilions\/tls\/desk/)
  expect(await embassy.getByRole('main').innerText()).toContain('The invitation waits for an answer')
  await embassy.getByRole('link', { name: 'Answer the invitation' }).click()

  // A day to come is refused beside its field, and the theme stays typed.
  const confirming = embassy.locator('form', { has: embassy.getByRole('button', { name: 'Confirm the pavilion' }) })
  await confirming.locator('[name="theme.en"]').fill('Coffee from the mountains')
  const today = await confirming.locator('[name="on"]').inputValue()
  await confirming.locator('[name="on"]').fill('2199-01-01')
  await confirming.getByRole('button', { name: 'Confirm the pavilion' }).click()
  expect(await embassy.getByRole('alert').first().innerText()).toContain('still to come')
  expect(await embassy.locator('[name="theme.en"]').first().inputValue()).toBe('Coffee from the mountains')
  await embassy
    .locator('form', { has: embassy.getByRole('button', { name: 'Confirm the pavilion' }) })
    .locator('[name="on"]')
    .fill(today)
  await embassy.getByRole('button', { name: 'Confirm the pavilion' }).click()
  await embassy.waitForURL(/\/desk$/)
  expect(await embassy.getByRole('status').innerText()).toContain('confirmed and counted')

  // Its page is written in two languages and made public.
  for (const [tongue, title, text] of [
    ['en', 'Timor-Leste', 'Coffee from the mountains, sold by those who grow it.'],
    ['ar', 'تيمور-ليشتي', 'قهوة من الجبال يبيعها من يزرعها.'],
  ] as const) {
    await embassy.goto(`/en/${EDITION}/pavilions/tls/desk/profile/${tongue}`)
    await embassy.getByLabel('Title').fill(title)
    await embassy.getByLabel('In two sentences').fill(text)
    await embassy.getByRole('main').getByRole('button', { name: 'Save' }).click()
    await embassy.waitForURL(/\/desk$/)
  }
  await embassy.getByRole('button', { name: 'Make the page public' }).click()
  await expect.poll(() => embassy.getByRole('main').innerText()).toContain('The page is public')

  // Anybody reads it in Arabic, right to left, without JavaScript.
  const reader = await stage.visitor({ javaScriptEnabled: false, locale: 'ar', viewport: { width: 360, height: 740 } })
  await reader.goto(`/ar/${EDITION}/pavilions/tls`)
  expect(await reader.locator('html').getAttribute('dir')).toBe('rtl')
  expect(await reader.locator('html').getAttribute('lang')).toBe('ar')
  const main = await reader.getByRole('main').innerText()
  expect(main).toContain('قهوة من الجبال')
  // What the embassy wrote in English stays English, and says so; everything of ours is Arabic.
  expect(await reader.getByText('Coffee from the mountains').getAttribute('lang')).toBe('en')
  expect(main.replace('Coffee from the mountains', '')).not.toMatch(/[A-Za-z]{4,}/)

  // And it is counted, with the reason, from that day on.
  expect(await count()).toBe(before + 1)
  const press = await stage.visitor({ javaScriptEnabled: false })
  await press.goto(`/en/${EDITION}/results/national-exhibition-debuts`)
  const row = press.locator('tr', { hasText: 'Timor-Leste' })
  expect(await row.innerText()).toMatch(/in no earlier edition|no earlier/)
  const dayBefore = new Date(Date.parse(`${today}T00:00:00Z`) - 86_400_000).toISOString().slice(0, 10)
  expect(await count(`?as-of=${dayBefore}`)).toBe(before)

  expect(stage.complaints.filter((one) => !/401|422|409|404/.test(one))).toEqual([])
})
