import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { serve } from '@hono/node-server'
import type { Browser, BrowserContext, BrowserContextOptions, Page } from 'playwright-core'
import { afterAll } from 'vitest'
import { openFiles } from '#platform/files.ts'
import { openLog } from '#platform/log.ts'
import type { House } from '#web/door.ts'
import { DEMONSTRATION_FACTS, DEMONSTRATION_PASSWORD, seedAccounts, seedFair } from '../src/demonstration/seed.ts'
import { appOf } from '../src/main/serve.ts'
import { openBrowser } from './chromium.ts'
import { freshDatabase } from './house.ts'

/** The demonstration fair, served on a port, and a browser in front of it. */
export interface Stage {
  house: House
  address: string
  /** A browser of one person's own: cookies, language, with or without JavaScript. Fails when a page complains. */
  visitor(options?: BrowserContextOptions): Promise<Page>
  /** The same, signed in with a demonstration account. */
  signedIn(name: 'admin' | 'manager' | 'clerk' | 'pavilion', options?: BrowserContextOptions): Promise<Page>
  complaints: string[]
}

/** With `demonstration: false` it is a fresh installation, in which nobody has done anything yet. */
export async function aStage({ demonstration = true }: { demonstration?: boolean } = {}): Promise<Stage> {
  const { db } = await freshDatabase()
  if (demonstration) await seedAccounts(db, await seedFair(db, DEMONSTRATION_FACTS, new Date(), { loads: 'rehearsal' }))
  const folder = mkdtempSync(join(tmpdir(), 'rialto-story-'))
  let app: ReturnType<typeof appOf> | null = null
  const server = serve({ fetch: (request, env) => (app as ReturnType<typeof appOf>).fetch(request, env), port: 0 })
  await new Promise((resolve) => server.once('listening', resolve))
  const address = `http://localhost:${(server.address() as AddressInfo).port}`
  const house: House = {
    db,
    clock: () => new Date(),
    files: openFiles(folder),
    log: openLog('silent'),
    smtp: false,
    publicUrl: address,
    keys: { session: randomBytes(32), identity: randomBytes(32) },
  }
  app = appOf(house, { trustedProxies: 0, isReady: () => true })
  const browser: Browser = await openBrowser()
  const contexts: BrowserContext[] = []
  const complaints: string[] = []
  afterAll(async () => {
    for (const context of contexts) await context.close()
    await browser.close()
    await new Promise((resolve) => server.close(resolve))
    rmSync(folder, { recursive: true, force: true })
  })

  const visitor = async (options: BrowserContextOptions = {}): Promise<Page> => {
    const context = await browser.newContext({ baseURL: address, locale: 'en-GB', ...options })
    contexts.push(context)
    const page = await context.newPage()
    page.setDefaultTimeout(30_000)
    page.on('pageerror', (error) => complaints.push(`${page.url()}: ${error.message}`))
    page.on('console', (message) => {
      if (message.type() === 'error') complaints.push(`${page.url()}: ${message.text()}`)
    })
    return page
  }
  return {
    house,
    address,
    complaints,
    visitor,
    async signedIn(name, options) {
      const page = await visitor(options)
      await page.goto('/en/sign-in')
      await page.getByLabel('E-mail').fill(`${name}@rialto.example`)
      await page.getByLabel('Password').fill(DEMONSTRATION_PASSWORD)
      await page.getByRole('main').getByRole('button', { name: 'Sign in', exact: true }).click()
      await page.waitForURL(/\/desk/)
      return page
    },
  }
}
