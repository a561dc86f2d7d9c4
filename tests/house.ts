import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, inject } from 'vitest'
import { type Actor, system } from '#kernel/actor.ts'
import type { Clock } from '#kernel/clock.ts'
import { readConfig } from '#platform/config.ts'
import { type Database, type Db, openDatabase } from '#platform/database.ts'
import { openFiles } from '#platform/files.ts'
import { type Log, openLog } from '#platform/log.ts'
import type { House } from '#web/door.ts'
import { appOf } from '../src/main/serve.ts'

/** Who made what a test found. */
export const maker: Actor = system('test')

/** A database of the test file's own, gone when the file is done. `questions` counts what has been asked of it so far. */
interface OwnDatabase extends Database {
  url: string
  questions(): number
}

/** One that is migrated, with all economies in it. */
export const freshDatabase = (): Promise<OwnDatabase> => aDatabase('test_template')

/** One with nothing in it at all. */
export const emptyDatabase = (): Promise<OwnDatabase> => aDatabase('template1')

async function aDatabase(model: string): Promise<OwnDatabase> {
  const template = inject('template')
  const name = `test_${randomBytes(6).toString('hex')}`
  const admin = new pg.Client({ connectionString: template.replace('/test_template?', '/postgres?') })
  await admin.connect()
  await admin.query(`create database ${name} template ${model}`)
  const url = template.replace('/test_template?', `/${name}?`)
  const database = openDatabase(url, { max: 24 })
  let questions = 0
  database.pool.on('connect', (client) => {
    const query = client.query.bind(client)
    client.query = ((...asked: Parameters<typeof query>) => {
      questions += 1
      return query(...asked)
    }) as typeof client.query
  })
  afterAll(async () => {
    await database.close()
    await admin.query(`drop database ${name} with (force)`)
    await admin.end()
  })
  return { ...database, url, questions: () => questions }
}

/** How many queries a piece of reading asks of a database: a list must not ask more for three things than for one. */
export async function countQueries(db: Db, read: (counted: Db) => Promise<unknown>): Promise<number> {
  let asked = 0
  await read(
    db.withPlugin({
      transformQuery({ node }) {
        asked += 1
        return node
      },
      transformResult: async ({ result }) => result,
    }),
  )
  return asked
}

export interface OpenHouse {
  house: House
  db: Db
  /** What a visitor without an account sees. */
  stranger(): Visitor
  /** Asks by any method and keeps no cookies, as programs do. */
  ask(path: string, init: RequestInit): Promise<Answer>
  /** The answer as it comes over the line. */
  fetch(path: string, init: RequestInit): Promise<Response>
  /** Signs an account in through the sign-in page and gives what it sees. */
  signIn(account: { email: string; password: string }): Promise<Visitor>
}

/** Somebody in front of the doors: keeps cookies as a browser does. */
export interface Visitor {
  get(path: string, headers?: Record<string, string>): Promise<Answer>
  post(path: string, form: Record<string, string | string[] | File>, headers?: Record<string, string>): Promise<Answer>
  /** What a script sends: a body of its own kind. */
  send(path: string, body: string, type: string): Promise<Answer>
}

export interface Answer {
  status: number
  text: string
  headers: Headers
  /** Where it leads, without the host. */
  location: string | null
  /** What the page says, without its markup. */
  words: string
}

/** The whole house over a database, answering in process. */
export function openHouse(
  database: Database,
  { clock = () => new Date(), log = openLog('silent') }: { clock?: Clock; log?: Log } = {},
): OpenHouse {
  const folder = mkdtempSync(join(tmpdir(), 'rialto-test-'))
  afterAll(() => rmSync(folder, { recursive: true, force: true }))
  const house: House = {
    db: database.db,
    clock,
    files: openFiles(folder),
    log,
    smtp: false,
    publicUrl: ORIGIN,
    keys: { session: randomBytes(32), identity: randomBytes(32) },
  }
  const app = appOf(house, { trustedProxies: readConfig({}).trustedProxies, isReady: () => true })
  const send = async (path: string, init: RequestInit) =>
    app.request(`${ORIGIN}${path}`, { ...init, redirect: 'manual' })
  const knock = async (path: string, init: RequestInit): Promise<Answer> => {
    const answer = await send(path, init)
    const text = await answer.text()
    const location = answer.headers.get('location')?.replace(ORIGIN, '') ?? null
    return { status: answer.status, text, headers: answer.headers, location, words: wordsOf(text) }
  }
  const visitor = (): Visitor => {
    const jar = new Map<string, string>()
    const ask = async (path: string, init: RequestInit): Promise<Answer> => {
      const headers = new Headers(init.headers)
      headers.set('cookie', [...jar].map(([name, value]) => `${name}=${value}`).join('; '))
      const answer = await knock(path, { ...init, headers })
      for (const cookie of answer.headers.getSetCookie()) {
        const [name = '', value = ''] = cookie.split(';')[0]?.split(/=(.*)/s) ?? []
        if (/max-age=0\b/i.test(cookie)) jar.delete(name)
        else jar.set(name, value)
      }
      return answer
    }
    return {
      get: (path, headers = {}) => ask(path, { headers }),
      post(path, form, headers = {}) {
        const body = new FormData()
        for (const [name, value] of Object.entries(form))
          for (const one of Array.isArray(value) ? value : [value]) body.append(name, one)
        return ask(path, { method: 'POST', body, headers: { origin: ORIGIN, ...headers } })
      },
      send: (path, body, type) =>
        ask(path, { method: 'POST', body, headers: { origin: ORIGIN, 'content-type': type } }),
    }
  }
  return {
    house,
    db: database.db,
    stranger: visitor,
    ask: knock,
    fetch: send,
    async signIn({ email, password }) {
      const one = visitor()
      const answer = await one.post('/en/sign-in', { email, password })
      if (answer.status !== 303) throw new Error(`${email} was not let in: ${answer.status} ${answer.words}`)
      return one
    },
  }
}

export const ORIGIN = 'http://localhost:8080'

/** The words of a page as they are read: no tags, entities resolved, white space as one space. */
export const wordsOf = (html: string): string =>
  html
    .replace(/<(script|style|svg)\b.*?<\/\1>/gs, ' ')
    .replace(/<\/?(a|b|bdi|span|strong|em|time|abbr|data|code|small)\b[^>]*>/g, '')
    .replace(/<[^>]*>/g, ' ')
    .replace(/&#(\d+);/g, (_, code: string) => String.fromCodePoint(Number(code)))
    .replace(/&(amp|lt|gt|quot);/g, (_, name: 'amp') => ({ amp: '&', lt: '<', gt: '>', quot: '"' })[name])
    .replace(/\s+/g, ' ')
    .trim()
