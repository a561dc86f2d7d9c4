import { gunzipSync } from 'node:zlib'
import { afterAll, describe, expect, test } from 'vitest'
import { aPavilion } from '#expo/exhibition/pavilions/makers.ts'
import { showEconomyAs } from '#expo/ground/economies/commands/change.ts'
import { findEconomy, getShownNames, listEconomies } from '#expo/ground/economies/queries.ts'
import { anEdition } from '#expo/ground/editions/makers.ts'
import { aPerson } from '#expo/ground/people/makers.ts'
import { day } from '#kernel/day.ts'
import { openDatabase, transact } from '#platform/database.ts'
import { snapshotsOf } from '#platform/snapshot.ts'
import { freshDatabase, maker, ORIGIN, openHouse } from './house.ts'

const database = await freshDatabase()
const { db } = database
async function statementsOf(work: () => Promise<unknown>): Promise<number> {
  const before = database.questions()
  await work()
  return database.questions() - before
}
let now = Date.parse('2023-06-15T12:00:00+08:00')
const clock = () => new Date(now)
/** Two servers of one installation: each has its own memory, and connections of its own to the one database. */
const here = openHouse(database, { clock })
const other = openDatabase(database.url)
afterAll(() => other.close())
const elsewhere = openHouse(other, { clock })
/** Other test files write into the same PostgreSQL, which its snapshot shows: what must hold between two of them is tried a few times. */
async function leastOf(work: () => Promise<number>): Promise<number> {
  let least = Number.POSITIVE_INFINITY
  for (let tries = 0; tries < 100 && least > 1; tries++) least = Math.min(least, await work())
  return least
}
const pavilionsOf = (code: string) => `/en/${code}/pavilions`

describe('what a guest was answered', () => {
  test('is answered again for one question to the database, and stands beside what a person sees', async () => {
    const edition = await anEdition(db)
    await aPavilion(db, edition.id, 'TLS')
    const made = await statementsOf(() => here.stranger().get(pavilionsOf(edition.code)))
    const again = await leastOf(() => statementsOf(() => here.stranger().get(pavilionsOf(edition.code))))
    expect(made).toBeGreaterThan(4)
    expect(again).toBe(1)
    const person = await here.signIn(await aPerson(db, { role: 'administrator', kind: 'house', id: '' }))
    expect((await person.get(pavilionsOf(edition.code))).words).toContain('Sign out')
    expect((await here.stranger().get(pavilionsOf(edition.code))).words).not.toContain('Sign out')
  })

  test('holds until anything changes, on every server of the installation', async () => {
    const edition = await anEdition(db)
    for (const [code, name] of [
      ['TLS', 'Timor-Leste'],
      ['VUT', 'Vanuatu'],
      ['PER', 'Peru'],
    ] as const) {
      for (const house of [here, elsewhere])
        expect((await house.stranger().get(pavilionsOf(edition.code))).words).not.toContain(name)
      await aPavilion(db, edition.id, code)
      for (const house of [elsewhere, here])
        expect((await house.stranger().get(pavilionsOf(edition.code))).words).toContain(name)
    }
  })

  test('shows nothing of a change that is not committed, and all of it when it is', async () => {
    const edition = await anEdition(db)
    const { promise: looked, resolve: go } = Promise.withResolvers<void>()
    const { promise: written, resolve: wrote } = Promise.withResolvers<void>()
    const change = transact(db, async (tx) => {
      await aPavilion(tx, edition.id, 'TLS')
      wrote()
      await looked
    })
    await written
    expect((await elsewhere.stranger().get(pavilionsOf(edition.code))).words).not.toContain('Timor-Leste')
    go()
    await change
    expect((await elsewhere.stranger().get(pavilionsOf(edition.code))).words).toContain('Timor-Leste')
  })

  test('is never older than what the asker has just written, with twenty others asking all the time', async () => {
    const edition = await anEdition(db)
    const codes = (await listEconomies(db))
      .filter((one) => one.kind === 'country')
      .slice(0, 12)
      .map((one) => one.code)
    let over = false
    const crowd = Array.from({ length: 20 }, async () => {
      while (!over) await here.stranger().get(pavilionsOf(edition.code))
    })
    try {
      for (const code of codes) {
        await aPavilion(db, edition.id, code)
        const { text } = await here.stranger().get(pavilionsOf(edition.code))
        expect(text).toContain(`/en/${edition.code}/pavilions/${code.toLowerCase()}"`)
      }
    } finally {
      over = true
      await Promise.all(crowd)
    }
  })

  test('is not made by each of twenty who ask at once', async () => {
    const edition = await anEdition(db)
    const alone = await statementsOf(() => here.stranger().get(`/en/${edition.code}/venue`))
    now += 60_000
    const twenty = await statementsOf(() =>
      Promise.all(Array.from({ length: 20 }, () => here.stranger().get(`/en/${edition.code}/venue`))),
    )
    expect(twenty).toBeLessThanOrEqual(2 * alone + 2)
  })

  test('is made again when the minute has passed, as what is on depends on the hour', async () => {
    const edition = await anEdition(db)
    expect((await here.stranger().get(`/en/${edition.code}`)).words).toContain('Opens in 143 days')
    now += 86_400_000
    expect((await here.stranger().get(`/en/${edition.code}`)).words).toContain('Opens in 142 days')
  })

  test('is not kept when it was a refusal', async () => {
    expect((await here.stranger().get('/en/nowhere-2023')).status).toBe(404)
    const { code } = await anEdition(db, { fairCode: 'nowhere', code: 'nowhere-2023' })
    expect((await here.stranger().get(`/en/${code}`)).status).toBe(200)
  })
})

describe('an answer to a guest', () => {
  test('says that it may be kept and asked after; whoever has it is told so without being sent it again', async () => {
    const { code } = await anEdition(db)
    const first = await here.stranger().get(`/en/${code}`)
    const tag = first.headers.get('etag') ?? ''
    expect(tag).toMatch(/^W\/".+"$/)
    expect(first.headers.get('cache-control')).toBe('no-cache')
    expect(first.headers.get('vary')).toBe('Cookie, Accept-Encoding')
    for (const known of [tag, `"other", ${tag}`, '*']) {
      const again = await here.stranger().get(`/en/${code}`, { 'if-none-match': known })
      expect([again.status, again.text, again.headers.get('etag')]).toEqual([304, '', tag])
    }
    expect((await here.stranger().get(`/en/${code}`, { 'if-none-match': '"other"' })).status).toBe(200)
  })

  test('is the same compressed and plain', async () => {
    const { code } = await anEdition(db)
    const plain = await here.ask(`/en/${code}`, {})
    for (const wish of ['gzip', 'br, gzip;q=0.8', 'gzip, deflate, br']) {
      const answer = await here.fetch(`/en/${code}`, { headers: { 'accept-encoding': wish } })
      expect(answer.headers.get('content-encoding')).toBe('gzip')
      expect(gunzipSync(await answer.arrayBuffer()).toString()).toBe(plain.text)
    }
    for (const wish of ['identity', 'br', 'gzip;q=0', '']) {
      const answer = await here.fetch(`/en/${code}`, { headers: { 'accept-encoding': wish } })
      expect(answer.headers.get('content-encoding'), wish).toBeNull()
    }
  })

  test('sets no cookie but for a language that one would not get otherwise', async () => {
    const { code } = await anEdition(db)
    const cookie = async (path: string, headers: Record<string, string>) =>
      (await here.ask(path, { headers })).headers.getSetCookie().map((one) => one.split(';')[0])
    expect(await cookie(`/en/${code}`, {})).toEqual([])
    expect(await cookie(`/fr/${code}`, { 'accept-language': 'fr-CH, en;q=0.5' })).toEqual([])
    expect(await cookie(`/ar/${code}`, { 'accept-language': 'fr' })).toEqual(['rialto-language=ar'])
    expect(await cookie(`/ar/${code}`, { cookie: 'rialto-language=ar' })).toEqual([])
    expect(await cookie(`/fr/${code}`, { cookie: 'rialto-language=ar', 'accept-language': 'fr' })).toEqual([
      'rialto-language=fr',
    ])
  })

  test('is made for them alone where they bring any other cookie, and says so', async () => {
    const { code } = await anEdition(db)
    const answer = await here.ask(`/en/${code}`, { headers: { cookie: 'rialto-notice=bm90aGluZw' } })
    expect(answer.headers.get('cache-control')).toBe('private, no-store')
    expect(answer.headers.get('etag')).toBeNull()
  })
})

describe('the world', () => {
  const rename = async (house: typeof here, en: string) =>
    showEconomyAs(house.db, {
      code: 'FJI',
      shown: true,
      shownNames: { en },
      version: (await getShownNames(house.db, 'FJI')).version,
      why: undefined,
      by: maker,
    })

  test('is read once, and again as soon as any server has changed it', async () => {
    await listEconomies(here.db)
    expect(await statementsOf(() => findEconomy(here.db, 'FJI'))).toBe(1)
    await rename(elsewhere, 'The Fiji Islands')
    expect((await findEconomy(here.db, 'FJI'))?.names.en).toBe('The Fiji Islands')
    await rename(here, 'Fiji, again')
    expect((await findEconomy(elsewhere.db, 'FJI'))?.names.en).toBe('Fiji, again')
  })

  test('is to a transaction what it has made of it, and to nobody else before it is done', async () => {
    await transact(here.db, async (tx) => {
      await tx
        .updateTable('economies.economies')
        .set({ shownNames: { en: 'Viti' } })
        .where('code', '=', 'FJI')
        .execute()
      expect((await findEconomy(tx, 'FJI'))?.names.en).toBe('Viti')
      expect((await findEconomy(elsewhere.db, 'FJI'))?.names.en).toBe('Fiji, again')
    })
    expect((await findEconomy(elsewhere.db, 'FJI'))?.names.en).toBe('Viti')
  })
})

test('those who ask for the snapshot while one is on its way share the next, and none gets an older one', async () => {
  const snapshot = snapshotsOf(db)
  const sent = await statementsOf(async () => {
    const first = snapshot()
    const others = await Promise.all(Array.from({ length: 50 }, () => snapshot()))
    expect(new Set(others).size).toBe(1)
    await first
  })
  expect(sent).toBe(2)
  const differences = async () => new Set([await snapshot(), await snapshot()]).size
  expect(await leastOf(differences)).toBe(1)
  const before = await snapshot()
  await anEdition(db, { opensOn: day('2023-11-05') })
  expect(await snapshot()).not.toBe(before)
})

test('the address of the house is in what programs are told, not the address they happened to use', async () => {
  await anEdition(db)
  const answer = await here.fetch('/api/v1/editions?limit=1', { headers: { host: 'evil.example' } })
  expect(((await answer.json()) as { next: string }).next).toMatch(new RegExp(`^${ORIGIN}/api/v1/`))
})
