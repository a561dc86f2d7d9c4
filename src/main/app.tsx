import { randomUUID } from 'node:crypto'
import { type Context, Hono } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { compress } from 'hono/compress'
import { csrf } from 'hono/csrf'
import { secureHeaders } from 'hono/secure-headers'
import type { Actor } from '#kernel/actor.ts'
import { isLanguage, type Language, preferredLanguage } from '#kernel/language.ts'
import { Refusal, STATUS_OF } from '#kernel/refusal.ts'
import type { Call, DataDoor, DeedDoor, Door, Draft, House, Onward, PageDoor, Sentence } from '#web/door.ts'
import { WrongQuery } from '#web/door.ts'
import { saysWhyRefused } from '#web/fields.tsx'
import { draftOf, sentencesOf } from '#web/form.ts'
import { findPhrase } from '#web/phrases.ts'
import { type Reader, readerOf } from '#web/reader.ts'
import { keepAnswers, send } from './answers.ts'
import { problem, problemOfBug, problemOfQuery } from './problem.ts'
import { RefusedPage } from './refused-page.tsx'
import { guardApi, openLine } from './serve-api.ts'
import { serveAssets } from './serve-assets.ts'

export interface Wiring {
  house: House
  doors: readonly Door[]
  /** Who asks: the people room finds out from cookies and tokens. */
  whoAsks(request: Request): Promise<Actor>
  /** What the page frame shows this reader: the edition it stands in and the ways on. */
  frameFor(call: {
    house: House
    actor: Actor
    lang: Language
    editionCode: string | undefined
    now: Date
  }): Promise<Pick<Reader, 'standing' | 'signposts' | 'rehearsal'>>
  /** Addresses that are not doors: sign-in protocol, health. */
  extend?(app: Hono, addressOf: (c: Context) => string): void
  trustedProxies?: number
}

/** The language, an edition's code and ids have one shape each, so that no other address can be mistaken for one of theirs. */
const ID = '[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}'
const SHAPES: Record<string, string> = {
  lang: 'en|zh|fr|es|ru|ar',
  edition: '[a-z][a-z0-9]*-[0-9]{4}[a-z]?',
  id: ID,
  upload: ID,
  company: ID,
  document: ID,
  bank: ID,
  entry: ID,
  printed: ID,
  companion: ID,
  paper: ID,
  recommendation: ID,
  happening: ID,
  run: ID,
}
const shaped = (path: string) =>
  path.replace(/:(\w+)/g, (name, key: string) => (SHAPES[key] ? `${name}{(?:${SHAPES[key]})}` : name))

const HTML = { 'content-type': 'text/html; charset=UTF-8', 'cache-control': 'no-cache', vary: 'Cookie' }
const NOTICE = 'rialto-notice'
const LANGUAGE_COOKIE = 'rialto-language'
const YEAR = 31_536_000

/** What was typed, as it is shown again and may be asked the database for, whose text holds no null byte and no half letter. */
const askable = (value: string): string => value.replaceAll('\u0000', '').toWellFormed()

export function buildApp(wiring: Wiring): Hono {
  const { house } = wiring
  const secure = house.publicUrl.startsWith('https:')
  const app = new Hono()

  app.use(compress({ threshold: 1024 }))
  app.use(
    secureHeaders({
      contentSecurityPolicy: {
        defaultSrc: ["'none'"],
        scriptSrc: ["'self'"],
        styleSrc: ["'self'"],
        imgSrc: ["'self'", 'data:'],
        connectSrc: ["'self'"],
        manifestSrc: ["'self'"],
        formAction: ["'self'"],
        baseUri: ["'none'"],
        frameAncestors: ["'none'"],
      },
      referrerPolicy: 'same-origin',
      strictTransportSecurity: secure ? 'max-age=31536000; includeSubDomains' : false,
      xFrameOptions: 'DENY',
    }),
  )
  app.use(async (c, next) => {
    const begun = performance.now()
    const id = randomUUID()
    c.header('x-request-id', id)
    await next()
    house.log.info(
      {
        request: id,
        method: c.req.method,
        path: withoutSecrets(c.req.path),
        status: c.res.status,
        ms: Math.round(performance.now() - begun),
      },
      'answered',
    )
  })
  // PostgreSQL's text holds no null byte, so no address of ours does.
  app.use(async (c, next) => {
    if (/%00/.test(c.req.url)) throw new Refusal('missing', 'web.no-such-page')
    await next()
  })
  app.use('/*', async (c, next) => {
    // Nobody is signed in there by a cookie that another site could have sent along.
    if (isOfTheApi(c)) return next()
    const refused = await csrf()(c, next).catch((error: unknown) => error)
    if (refused instanceof Response) return refused
    if (refused instanceof Error) {
      if ('status' in refused && refused.status === 403) throw new Refusal('forbidden', 'web.from-elsewhere')
      throw refused
    }
  })

  serveAssets(app)
  app.get('/', (c) => c.redirect(`/${languageOf(c)}`, 302))
  wiring.extend?.(app, (c) => addressOf(c, wiring.trustedProxies ?? 0))

  const answers = keepAnswers(house.db)
  const forMachines = {
    house,
    answers,
    languageOf,
    addressOf: (c: Context) => addressOf(c, wiring.trustedProxies ?? 0),
  }
  guardApi(app, forMachines)
  for (const door of wiring.doors) {
    const path = shaped(door.path)
    if (door.kind === 'page') app.get(path, (c) => openPage(c, door))
    else if (door.kind === 'deed')
      app.post(
        path,
        limit(door.limit, (c) => tooHeavy(c, door)),
        (c) => openDeed(c, door),
      )
    else if (door.kind === 'api') openLine(app, path, door, forMachines)
    else app.on(door.method.toUpperCase(), path, limit(1024 * 1024), (c) => openData(c, door))
  }

  app.notFound((c) => refuse(c, new Refusal('missing', 'web.no-such-page')))
  app.onError((error, c) => {
    if (error instanceof Refusal) return refuse(c, error)
    if (error instanceof WrongQuery) return problemOfQuery(error.error, languageOf(c))
    const id = c.res.headers.get('x-request-id') ?? randomUUID()
    house.log.error({ request: id, err: error, path: withoutSecrets(c.req.path) }, 'broken')
    if (isDatabaseAway(error)) return refuse(c, new Refusal('unready', 'web.unready'))
    return broken(c, id)
  })
  return app

  async function call(c: Context, params: Record<string, string> = c.req.param()): Promise<Call> {
    const lang = languageOf(c)
    const actor = await wiring.whoAsks(c.req.raw)
    const url = new URL(c.req.url)
    const now = house.clock()
    const frame = await wiring.frameFor({ house, actor, lang, editionCode: params.edition, now })
    const reader = readerOf(lang, {
      here: url.pathname.replace(/^\/(en|zh|fr|es|ru|ar)(?=\/|$)/, '') + url.search || '/',
      signedIn: actor.kind === 'person',
      notice: noticeOf(c, lang),
      ...frame,
    })
    return {
      house,
      actor,
      reader,
      request: c.req.raw,
      params,
      query: url.searchParams,
      address: addressOf(c, wiring.trustedProxies ?? 0),
      now,
      thing: undefined,
    }
  }

  async function openPage(c: Context, door: PageDoor): Promise<Response> {
    if (isNobody(c)) return openPageForNobody(c, door)
    const asked = await call(c)
    const body = await door.show(asked)
    if (asked.reader.notice) c.header('set-cookie', `${NOTICE}=; Path=/; Max-Age=0`, { append: true })
    keepLanguage(c)
    c.header('cache-control', 'private, no-store')
    return c.html(`<!doctype html>${body}`)
  }

  /** A page for somebody who brings nothing that could make it another: it may be kept, here and there, and is asked after. */
  async function openPageForNobody(c: Context, door: PageDoor): Promise<Response> {
    const { pathname, search } = new URL(c.req.url)
    const answer = await answers(pathname + search, house.clock(), async () => {
      const body = await door.show(await call(c))
      return { body: `<!doctype html>${body}`, headers: HTML }
    })
    keepLanguage(c)
    return send(c, answer)
  }

  async function openDeed(c: Context, door: DeedDoor): Promise<Response> {
    const asked = await call(c)
    await door.enter(asked)
    const typed = await c.req.parseBody({ all: true }).catch(() => null)
    if (!typed) return refusedUnread(c, door, asked, { code: 'web.broken-off', details: {} })
    const values = Object.fromEntries(
      Object.entries(typed)
        .filter((entry): entry is [string, string | string[]] => !hasFile(entry[1]))
        .map(([name, value]) => [name, Array.isArray(value) ? value.map(askable) : askable(value)]),
    )
    const again = async (problem: Parameters<typeof draftOf>[1], status: number) => {
      c.header('cache-control', 'private, no-store')
      return c.html(`<!doctype html>${await showRefused(door, await call(c), draftOf(values, problem))}`, status as 422)
    }
    const read = door.form.safeParse(typed)
    if (!read.success) return again({ errors: sentencesOf(read.error) }, 422)
    try {
      const done = await door.do(asked, read.data)
      if ('to' in done) return onward(c, asked, done)
      for (const [name, value] of done.headers ?? []) c.header(name, value, { append: true })
      c.header('cache-control', 'private, no-store')
      return c.html(`<!doctype html>${await done.shown}`)
    } catch (error) {
      if (!(error instanceof Refusal) || error.kind === 'missing' || error.kind === 'unknown') throw error
      const sentence = { code: error.code, details: error.details }
      const problem = error.field ? { errors: { [error.field]: sentence } } : { refusal: sentence }
      return again(problem, STATUS_OF[error.kind])
    }
  }

  /** A form that weighs too much is not read into memory: its page comes back and says so. */
  async function tooHeavy(c: Context, door: DeedDoor): Promise<Response> {
    const asked = await call(c)
    await door.enter(asked)
    return refusedUnread(c, door, asked, { code: 'web.too-large', details: { max: weight(door.limit) } })
  }

  /** What was sent could not be read: too heavy, broken off on its way, or no form at all. */
  async function refusedUnread(c: Context, door: DeedDoor, asked: Call, refusal: Sentence): Promise<Response> {
    c.header('cache-control', 'private, no-store')
    return c.html(`<!doctype html>${await showRefused(door, asked, draftOf({}, { refusal }))}`, STATUS_OF.invalid)
  }

  function onward(c: Context, asked: Call, way: Onward): Response {
    for (const [name, value] of way.headers ?? []) c.header(name, value, { append: true })
    if (way.notice) {
      const notice = Buffer.from(JSON.stringify(way.notice)).toString('base64url')
      c.header('set-cookie', `${NOTICE}=${notice}; Path=/; Max-Age=60; HttpOnly; SameSite=Lax`, { append: true })
    }
    return c.redirect(way.to.startsWith('/') ? asked.reader.at(way.to) : way.to, 303)
  }

  async function openData(c: Context, door: DataDoor): Promise<Response> {
    return door.answer(await call(c))
  }

  async function refuse(c: Context, refusal: Refusal): Promise<Response> {
    const status = STATUS_OF[refusal.kind]
    if (isOfTheApi(c) && refusal.code === 'web.no-such-page')
      return problem(new Refusal('missing', 'web.nothing-here'), languageOf(c))
    if (isForMachines(c)) return problem(refusal, languageOf(c))
    if (refusal.kind === 'unknown' && c.req.method === 'GET') {
      const here = c.req.path.replace(/^\/(en|zh|fr|es|ru|ar)(?=\/|$)/, '')
      return c.redirect(`/${languageOf(c)}/sign-in?then=${encodeURIComponent(here)}`, 303)
    }
    const asked = await call(c, { ...c.req.param() }).catch(() => null)
    const reader = asked?.reader ?? readerOf(languageOf(c))
    return c.html(`<!doctype html>${<RefusedPage reader={reader} refusal={refusal} />}`, status as 404)
  }

  function broken(c: Context, id: string): Response {
    const lang = languageOf(c)
    if (isForMachines(c)) return problemOfBug(id, lang)
    return c.html(`<!doctype html>${<RefusedPage reader={readerOf(lang)} bug={id} />}`, 500)
  }
}

/**
 * The page of a form that was refused. Where the form stands there no more, since somebody else or a second click has done what it does,
 * the frame says why: nobody is left with a page that says nothing.
 */
async function showRefused(door: DeedDoor, asked: Call, draft: Draft): Promise<string> {
  const body = String(await door.show(asked, draft))
  if (saysWhyRefused(body)) return body
  const sentences = draft.refusal ? [draft.refusal] : Object.values(draft.errors)
  const refused = [...new Set(sentences.map(({ code, details }) => asked.reader.sentence(code, details)))]
  return String(await door.show({ ...asked, reader: { ...asked.reader, refused } }, draft))
}

const weight = (bytes: number) =>
  bytes < 1024 * 1024 ? `${Math.round(bytes / 1024)} kB` : `${Math.floor(bytes / 1024 / 1024)} MB`
const refuseWeight = (bytes: number) => () => {
  throw new Refusal('invalid', 'web.too-large', { max: weight(bytes) })
}
const limit = (bytes: number, onError: (c: Context) => Response | Promise<Response> = refuseWeight(bytes)) =>
  bodyLimit({ maxSize: bytes, onError })

/** Whoever sends no cookie but that of the language is not signed in, has just done nothing, and is in the middle of nothing. */
const isNobody = (c: Context): boolean =>
  (c.req.header('cookie') ?? '')
    .split(';')
    .every((part) => ['', LANGUAGE_COOKIE].includes(part.split('=')[0]?.trim() ?? ''))

/** The language is kept when it is another than one would get without naming any. */
function keepLanguage(c: Context): void {
  const lang = languageOf(c)
  if (lang === wishedLanguage(c)) return
  c.header('set-cookie', `${LANGUAGE_COOKIE}=${lang}; Path=/; Max-Age=${YEAR}; SameSite=Lax`, { append: true })
}

const hasFile = (value: unknown) => (Array.isArray(value) ? value : [value]).some((item) => item instanceof File)
const isOfTheApi = (c: Context) => c.req.path.startsWith('/api/v1')
const isForMachines = (c: Context) => c.req.path.startsWith('/api/') || c.req.path.endsWith('.json')

/** Links that carry a secret in their path (a confirmation, an invitation) are logged without it. */
const withoutSecrets = (path: string) =>
  path.replace(/[A-Za-z0-9_-]{20,}/g, (long) => (/^[0-9a-f-]{36}$/.test(long) ? long : '…'))

function languageOf(c: Context): Language {
  const first = c.req.path.split('/')[1] ?? ''
  if (isLanguage(first)) return first
  const wished = c.req.query('lang')
  if (wished && isLanguage(wished)) return wished
  return wishedLanguage(c)
}

/** The language that somebody gets who names none: the one chosen here before, else the browser's. The API knows no cookies. */
function wishedLanguage(c: Context): Language {
  const kept = isOfTheApi(c) ? undefined : cookieOf(c, LANGUAGE_COOKIE)
  if (kept && isLanguage(kept)) return kept
  return preferredLanguage(c.req.header('accept-language'))
}

function cookieOf(c: Context, name: string): string | undefined {
  for (const part of (c.req.header('cookie') ?? '').split(';')) {
    const [key, value] = part.trim().split('=')
    if (key === name) return value
  }
  return undefined
}

/** The notice is a phrase key and numbers; whoever forges the cookie can show himself one of our own sentences. */
function noticeOf(c: Context, lang: Language): string | null {
  const cookie = cookieOf(c, NOTICE)
  if (!cookie) return null
  try {
    const { key, values } = JSON.parse(Buffer.from(cookie, 'base64url').toString()) as {
      key: string
      values?: Record<string, string>
    }
    return findPhrase(lang, key, values) ?? null
  } catch {
    return null
  }
}

function addressOf(c: Context, trustedProxies: number): string {
  const { incoming } = (c.env ?? {}) as { incoming?: { socket?: { remoteAddress?: string } } }
  const direct = incoming?.socket?.remoteAddress ?? ''
  if (trustedProxies === 0) return direct
  const hops = (c.req.header('x-forwarded-for') ?? '')
    .split(',')
    .map((hop) => hop.trim())
    .filter(Boolean)
  return hops.at(-trustedProxies) ?? direct
}

function isDatabaseAway(error: Error): boolean {
  const code = (error as { code?: string }).code ?? ''
  return (
    /^(ECONNREFUSED|ECONNRESET|ENOENT|ENOSPC|57P0[123]|53\w{3}|08\w{3})$/.test(code) ||
    /Connection terminated|timeout exceeded when trying to connect/.test(error.message)
  )
}
