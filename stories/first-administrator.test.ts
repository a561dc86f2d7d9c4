import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { aStage } from '#tests/served.ts'
import { administrator } from '../src/main/commands/administrator.ts'
import { violationsOf } from './axe.ts'

const stage = await aStage({ demonstration: false })
const press = (page: Page, name: string) =>
  page.getByRole('main').getByRole('button', { name, exact: true }).first().click()
const refusalOn = async (page: Page) => (await page.locator('.refusal, .error').allInnerTexts()).join(' ')
const follow = (page: Page, name: string) =>
  page.getByRole('main').getByRole('link', { name, exact: true }).first().click()
const said = (page: Page) => page.getByRole('status').innerText()

test('a fresh installation gets its first administrator, its fair, an edition that is shown, and the next one, without JavaScript', async () => {
  // Nobody is here yet: the front page says what to run, and no other fair's name is read anywhere.
  const page = await stage.visitor({ javaScriptEnabled: false })
  await page.goto('/en')
  expect(await page.getByRole('main').innerText()).toContain('npx rialto administrator you@example.org')
  expect(await page.content()).not.toMatch(/ciie|import expo/i)

  // The command prints a link; it opens once.
  const order = { email: 'founder@quay.example', lang: 'en', publicUrl: stage.address, now: new Date() }
  const link = /http\S+/.exec(await administrator(stage.house.db, order))?.[0] ?? ''
  await page.goto(link)
  expect(await page.getByRole('main').innerText()).toContain('Administrator of the house')
  await page.getByLabel('Name').fill('A Founder')
  await page.getByLabel('Password').fill('a harbour in the morning')
  await press(page, 'Create the account and accept')
  await page.waitForURL(/\/en$/)
  const late = await stage.visitor({ javaScriptEnabled: false })
  await late.goto(link)
  expect(await late.getByRole('main').innerText()).toContain('accepted already')
  // To others the page says that a fair is to come, and nothing of how to administer it.
  await late.goto('/en')
  expect(await late.getByRole('main').innerText()).not.toContain('npx')
  expect(await late.getByRole('main').getByRole('link', { name: 'Sign in' }).count()).toBe(1)

  // The fair is founded.
  await follow(page, 'Found a fair')
  await page.locator('[name="name.en"]').fill('Quay Fair')
  await page.getByLabel('Code of the fair').fill('Quay Fair!')
  await press(page, 'Found a fair')
  expect(await refusalOn(page)).toContain('Small Latin letters')
  expect(await page.locator('[name="name.en"]').inputValue()).toBe('Quay Fair')
  await page.getByLabel('Code of the fair').fill('quay')
  await press(page, 'Found a fair')
  await page.waitForURL(/\/house\/fairs\/quay\/editions$/)

  // Its first edition is set up.
  await page.locator('[name="name.en"]').fill('1st Quay Fair 2027')
  await page.getByLabel('Opens on').fill('2027-05-04')
  await page.getByLabel('Closes on').fill('2027-05-08')
  await page.locator('[name="city.en"]').fill('Port Quay')
  await page.locator('[name="venue.en"]').fill('Quay Halls')
  await page.getByLabel('Time zone').fill('Africa/Nairobi')
  await page.getByLabel('Currency').fill('KES')
  await press(page, 'Set up an edition')
  await page.waitForURL(/\/quay-2027\/staff\/edition$/)
  expect(await said(page)).toContain('hidden for now')
  expect(await page.getByRole('main').innerText()).toContain('No area has been named')

  // Its ground: two areas, a zone, a hall, a window.
  for (const [code, name, kind] of [
    ['fish', 'Fish and salt', 'area'],
    ['boats', 'Boats', 'area'],
    ['nets', 'Nets', 'zone'],
  ] as const) {
    await follow(page, 'Add an area or a zone')
    await page.locator('[name="name.en"]').fill(name)
    await page.getByLabel('Code of the area').fill(code)
    await page.getByLabel('Kind').selectOption(kind)
    if (kind === 'zone') await page.getByLabel('Lies in').selectOption('Fish and salt')
    await press(page, 'Save')
    await page.waitForURL(/#areas$/)
  }
  await page.getByRole('button', { name: 'Boats: earlier' }).click()
  const areas = await page.locator('#areas').innerText()
  expect(areas.indexOf('Boats')).toBeLessThan(areas.indexOf('Fish and salt'))
  await follow(page, 'Add a hall')
  await page.getByLabel('Code of the hall').fill('A')
  await page.getByLabel('Length').fill('80')
  await page.getByLabel('Width').fill('40,5')
  await page.getByLabel('Boats').check()
  await press(page, 'Save')
  await page.waitForURL(/#halls$/)
  await follow(page, 'Media accreditation')
  await page.getByLabel('Opens').fill('2027-01-10T09:00')
  await page.getByLabel('Closes').fill('2027-01-10T08:00')
  await press(page, 'Save')
  expect(await refusalOn(page)).toContain('cannot close before it opens')
  await page.getByLabel('Closes').fill('2027-04-20T18:00')
  await press(page, 'Save')
  await page.waitForURL(/#windows$/)

  // Nothing of it is public before it is shown.
  expect((await late.goto('/en/quay-2027'))?.status()).toBe(404)
  expect(await late.content()).not.toContain('Quay Fair')
  await press(page, 'Show it to the public')
  expect(await said(page)).toContain('The edition is public')
  await late.goto('/en')
  expect(await late.locator('h1').innerText()).toBe('1st Quay Fair 2027')
  await late.goto('/ar/quay-2027/venue')
  expect(await late.getByRole('img', { name: /80.*40\.5/ }).count()).toBe(1)
  await late.goto('/en/quay-2027/calendar')
  expect(await late.getByRole('main').innerText()).toContain('10 January 2027 at 09:00')

  // It is rehearsed on the day that the window opens, and given back its time.
  await page.goto('/en/quay-2027/staff/edition')
  await press(page, 'On to: Media accreditation, opens')
  await late.goto('/en/quay-2027/calendar')
  expect(await late.getByRole('main').innerText()).toContain('open now')
  await press(page, 'Give it the real time back')

  // The next edition is a clone: 366 days later, as 2028 is a leap year, with the window as long before the opening.
  await page.goto('/en/house/editions')
  await follow(page, 'Clone')
  expect(await page.getByLabel('Opens on').inputValue()).toBe('2028-05-04')
  expect(await page.locator('[name="name.en"]').inputValue()).toBe('1st Quay Fair 2028')
  await page.locator('[name="name.en"]').fill('2nd Quay Fair')
  await press(page, 'Clone')
  await page.waitForURL(/\/quay-2028\/staff\/edition$/)
  const clone = await page.getByRole('main').innerText()
  expect(clone).toContain('This edition is hidden')
  expect(clone).toContain('11 January 2028 at 09:00')
  expect(clone).toContain('Fish and salt')
  expect((await late.goto('/en/quay-2028'))?.status()).toBe(404)

  // A manager for it is invited by letter; the letter waits in the outbox.
  await page.goto('/en/quay-2028/staff/team')
  await page.getByLabel('E-mail').fill('manager@quay.example')
  await page.getByLabel('Role').selectOption({ label: 'Manager of an edition' })
  await press(page, 'Send the letter')
  expect(await said(page)).toContain('The invitation has been sent')
  await page.goto('/en/house/outbox?q=manager@quay')
  await page.locator('summary').first().click()
  const invitation = await page.locator('.letter a').first().getAttribute('href')
  const manager = await stage.visitor({ javaScriptEnabled: false })
  await manager.goto(invitation as string)
  expect(await manager.getByRole('main').innerText()).toContain('Manager of an edition: 2nd Quay Fair')
  await manager.getByLabel('Name').fill('A Manager')
  await manager.getByLabel('Password').fill('a harbour in the morning')
  await press(manager, 'Create the account and accept')
  await manager.waitForURL(/\/quay-2028\/staff$/)
  await follow(manager, 'The edition and its ground')
  expect(await manager.locator('h1').innerText()).toBe('2nd Quay Fair')
  // What managers may not do, they do not see.
  expect(await manager.getByText('Discard this edition').count()).toBe(0)
  expect((await manager.goto('/en/house/editions'))?.status()).toBe(404)

  expect(stage.complaints.filter((one) => !/40[149]|422/.test(one))).toEqual([])
})

test('the page that leads the way keeps nobody out (axe), on a narrow phone in the dark in Arabic', async () => {
  await stage.house.db.updateTable('editions.editions').set({ shown: false }).execute()
  const page = await stage.visitor({ viewport: { width: 320, height: 700 }, colorScheme: 'dark', locale: 'ar' })
  await page.goto('/ar')
  expect(await violationsOf(page)).toEqual([])
  const { scrollWidth, clientWidth } = await page.evaluate(() => ({
    scrollWidth: document.documentElement.scrollWidth,
    clientWidth: document.documentElement.clientWidth,
  }))
  expect(scrollWidth).toBeLessThanOrEqual(clientWidth + 1)
})
