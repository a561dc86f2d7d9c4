import { createHmac } from 'node:crypto'
import type { Page } from 'playwright-core'
import QRCode from 'qrcode'
import { beforeEach, expect, test } from 'vitest'
import { aPerson, type MadePerson } from '#expo/ground/people/makers.ts'
import { listLetters } from '#platform/mail.ts'
import { aStage } from '#tests/served.ts'
import { violationsOf } from './axe.ts'

const stage = await aStage({ demonstration: false })
const { db } = stage.house
// Each story comes from an address of its own, so to say: what one has tried does not slow the next.
beforeEach(async () => void (await db.deleteFrom('people.rateLimits').execute()))

const press = (page: Page, name: string) =>
  page.getByRole('main').getByRole('button', { name, exact: true }).first().click()

const refusalOn = async (page: Page) => (await page.locator('.refusal, .error').allInnerTexts()).join(' ')

async function signIn(page: Page, account: { email: string; password: string }): Promise<void> {
  await page.goto('/en/sign-in')
  await page.getByLabel('E-mail').fill(account.email)
  await page.getByLabel('Password').fill(account.password)
  await press(page, 'Sign in')
}
const someone = async (javaScriptEnabled: boolean): Promise<{ page: Page; person: MadePerson }> => {
  const person = await aPerson(db)
  const page = await stage.visitor({ javaScriptEnabled })
  await signIn(page, person)
  await page.waitForURL(/\/desk/)
  return { page, person }
}
const linkTo = async (email: string): Promise<string> =>
  /http\S+/.exec((await listLetters(db, { words: email }))[0]?.body ?? '')?.[0] ?? ''

/** What an authenticator shows for a secret (RFC 6238), now or some steps on. */
function codeOf(secret: string, steps = 0): string {
  const bits = [...secret].map((letter) =>
    'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.indexOf(letter).toString(2).padStart(5, '0'),
  )
  const bytes = bits.join('').match(/.{8}/g) ?? []
  const key = Buffer.from(bytes.map((byte) => Number.parseInt(byte, 2)))
  const counter = Buffer.alloc(8)
  counter.writeBigUInt64BE(BigInt(Math.floor(Date.now() / 30_000) + steps))
  const digest = createHmac('sha1', key).update(counter).digest()
  const offset = (digest.at(-1) as number) & 15
  return String((digest.readUInt32BE(offset) & 0x7fffffff) % 1_000_000).padStart(6, '0')
}

test('a second factor is scanned, proved, asked for, replaced by backup codes that work once, and turned off, without JavaScript', async () => {
  const { page, person } = await someone(false)
  await page.goto('/en/account/second-factor')
  await page.getByLabel('Present password').fill('not this one')
  await press(page, 'Turn on')
  expect(await refusalOn(page)).toContain('This is not your password')
  await page.getByLabel('Present password').fill(person.password)
  await press(page, 'Turn on')

  // What is drawn is what is written beneath it.
  const uri = await page.locator('[name="uri"]').inputValue()
  expect(uri).toMatch(/^otpauth:\/\/totp\//)
  const drawn = await page.getByAltText('QR code of the second factor').getAttribute('src')
  expect(drawn).toBe(await QRCode.toDataURL(uri, { margin: 1, width: 440 }))
  const secret = new URL(uri).searchParams.get('secret') ?? ''
  expect(await page.getByRole('main').innerText()).toContain(secret)
  const backup = (await page.locator('.codes').innerText()).split('\n')
  expect(backup.length).toBeGreaterThanOrEqual(8)

  // A mistyped code loses neither the drawing nor the backup codes.
  await page.getByLabel('Code', { exact: true }).fill('000000')
  await press(page, 'Turn on')
  expect(await refusalOn(page)).toContain('not valid now')
  expect(await page.getByAltText('QR code of the second factor').getAttribute('src')).toBe(drawn)
  expect(await page.locator('.codes').innerText()).toBe(backup.join('\n'))
  await page.getByLabel('Code', { exact: true }).fill(codeOf(secret))
  await press(page, 'Turn on')
  await page.waitForURL(/\/account$/)
  expect(await page.getByRole('status').innerText()).toContain('The second factor is on')
  expect(await page.getByRole('main').innerText()).toContain('Second factor turned on')

  // Another browser is asked for it; a wrong code is refused in words.
  const enter = async (code: string): Promise<Page> => {
    const other = await stage.visitor({ javaScriptEnabled: false })
    await signIn(other, person)
    await other.waitForURL(/\/second-factor/)
    await other.getByLabel('Code', { exact: true }).fill(code)
    await press(other, 'Sign in')
    return other
  }
  const wrong = await enter('000000')
  expect(await refusalOn(wrong)).toContain('not valid now')
  await wrong.getByLabel('Code', { exact: true }).fill(codeOf(secret, 1))
  await press(wrong, 'Sign in')
  await wrong.waitForURL(/\/desk/)

  // A backup code lets in once.
  const [first = '', second = ''] = backup
  await (await enter(first)).waitForURL(/\/desk/)
  expect(await refusalOn(await enter(first))).toContain('a backup code works once')

  // New ones make the old ones void.
  await page.goto('/en/account/second-factor')
  await page.getByRole('link', { name: 'New backup codes' }).click()
  await page.getByLabel('Present password').fill(person.password)
  await press(page, 'New backup codes')
  const [fresh = ''] = (await page.locator('.codes').innerText()).split('\n')
  expect(await refusalOn(await enter(second))).toContain('not valid now')
  await (await enter(fresh)).waitForURL(/\/desk/)

  await page.goto('/en/account/second-factor')
  await page.getByLabel('Present password').fill(person.password)
  await press(page, 'Turn off')
  const after = await stage.visitor({ javaScriptEnabled: false })
  await signIn(after, person)
  await after.waitForURL(/\/desk/)
})

test('a passkey is added to a device, lets its owner in without a password, and is removed', async () => {
  const { page, person } = await someone(true)
  const session = await page.context().newCDPSession(page)
  await session.send('WebAuthn.enable')
  const options = {
    protocol: 'ctap2',
    transport: 'internal',
    hasResidentKey: true,
    hasUserVerification: true,
    isUserVerified: true,
  } as const
  await session.send('WebAuthn.addVirtualAuthenticator', { options })
  await page.goto('/en/account')
  await press(page, 'Add a passkey of this device')
  await page.getByText('Passkey added').waitFor()
  const account = await page.getByRole('main').innerText()
  expect(account).toContain('1 passkey')
  expect(account).toContain('Chrome')
  expect(await violationsOf(page)).toEqual([])

  await page.getByRole('button', { name: 'Sign out' }).click()
  await page.goto('/en/sign-in?then=/account')
  expect(await page.getByRole('main').innerText()).toContain('Sign in to go on')
  await press(page, 'Sign in with a passkey')
  await page.waitForURL(/\/en\/account$/)
  expect(await page.getByRole('main').innerText()).toContain(person.email)

  await press(page, 'Delete')
  expect(await page.getByRole('main').innerText()).toContain('No passkeys')
  await page.getByRole('button', { name: 'Sign out' }).click()
  await page.goto('/en/sign-in')
  await press(page, 'Sign in with a passkey')
  await page.getByText('The passkey did not work').waitFor()
})

test('a forgotten password is replaced by the link of a letter, once, and every session of before ends', async () => {
  const { page, person } = await someone(false)
  const other = await stage.visitor({ javaScriptEnabled: false })
  await other.goto('/en/sign-in')
  await other.getByRole('link', { name: 'Forgotten the password?' }).click()
  await other.getByLabel('E-mail').fill(person.email)
  await press(other, 'Send the letter')
  expect(await other.getByRole('main').innerText()).toContain('they wait in its outbox')
  const link = await linkTo(person.email)
  await other.goto(link)
  await other.getByLabel('New password').fill('short')
  await press(other, 'Save')
  expect(await refusalOn(other)).toContain('At least 10 characters')
  await other.getByLabel('New password').fill('another harbour at night')
  await press(other, 'Save')
  await other.waitForURL(/\/sign-in/)
  await other.goto(link)
  await other.getByLabel('New password').fill('a third harbour at noon')
  await press(other, 'Save')
  expect(await refusalOn(other)).toContain('has been used or is too old')

  await page.goto('/en/account')
  expect(page.url()).toContain('/sign-in')
  await signIn(other, { email: person.email, password: 'another harbour at night' })
  await other.waitForURL(/\/desk/)
  await other.goto('/en/account')
  expect(await other.getByRole('main').innerText()).toContain('New password chosen by a letter’s link')
})

test('an account is known by another address after its letter’s link has been opened, and not before', async () => {
  const { page, person } = await someone(false)
  await page.goto('/en/account')
  await page.getByRole('link', { name: 'Change the address' }).click()
  await page.getByLabel('New e-mail address').fill('moved@example.org')
  await page.getByLabel('Present password').fill('wrong')
  await press(page, 'Send the letter')
  expect(await refusalOn(page)).toContain('This is not your password')
  expect(await page.getByLabel('New e-mail address').inputValue()).toBe('moved@example.org')
  await page.getByLabel('Present password').fill(person.password)
  await press(page, 'Send the letter')
  await page.waitForURL(/\/letter-sent/)
  await page.goto('/en/account')
  expect(await page.getByRole('main').innerText()).toContain(person.email)
  await page.goto(await linkTo('moved@example.org'))
  await press(page, 'Use this address from now on')
  await page.waitForURL(/\/account$/)
  expect(await page.getByRole('main').innerText()).toContain('moved@example.org')
  const other = await stage.visitor({ javaScriptEnabled: false })
  await signIn(other, { email: 'moved@example.org', password: person.password })
  await other.waitForURL(/\/desk/)
})

test('sessions are listed by device and time, and ended from afar', async () => {
  const { page, person } = await someone(false)
  const other = await stage.visitor({ javaScriptEnabled: false, userAgent: 'Mozilla/5.0 (iPhone) Firefox/140' })
  await signIn(other, person)
  await other.waitForURL(/\/desk/)
  await page.goto('/en/account')
  const main = await page.getByRole('main').innerText()
  expect(main).toContain('Firefox, iPhone')
  expect(main).toMatch(/this one/)
  await press(page, 'End')
  await other.goto('/en/account')
  expect(other.url()).toContain('/sign-in')
  expect(await page.getByRole('main').innerText()).not.toContain('Firefox, iPhone')
  expect(await page.getByRole('main').innerText()).toContain('Sessions ended')
})

test('whoever tries passwords too often reads how long to wait', async () => {
  const page = await stage.visitor({ javaScriptEnabled: false, extraHTTPHeaders: { 'accept-language': 'en' } })
  await page.goto('/en/sign-in')
  for (let time = 0; time < 14; time++) {
    await page.getByLabel('E-mail').fill('nobody@example.org')
    await page.getByLabel('Password').fill('wrong wrong wrong')
    await press(page, 'Sign in')
    if ((await refusalOn(page)).includes('Too many tries')) break
  }
  expect(await refusalOn(page)).toMatch(/Please wait \d+ seconds/)
  expect(await page.getByLabel('E-mail').inputValue()).toBe('nobody@example.org')
})
