import type { Context, Hono } from 'hono'
import { guest } from '#kernel/actor.ts'
import type { Language } from '#kernel/language.ts'
import { Refusal } from '#kernel/refusal.ts'
import type { ApiDoor, Call, House } from '#web/door.ts'
import { readerOf } from '#web/reader.ts'
import { allowanceOf } from './allowance.ts'
import { type keepAnswers, type Made, send } from './answers.ts'
import { DOCUMENT } from './openapi.ts'
import { problem } from './problem.ts'

/** So much may one address ask of one server: `quota` questions in so many `seconds`. */
export const ALLOWANCE = { quota: 600, seconds: 60, most: 20_000 }

const METHODS = 'GET, HEAD, OPTIONS'
const FROM_ANYWHERE = {
  'access-control-allow-origin': '*',
  'access-control-expose-headers': 'ETag, Link, RateLimit, RateLimit-Policy, Retry-After, X-Request-Id',
}
const PREFLIGHT = {
  allow: METHODS,
  'access-control-allow-methods': METHODS,
  'access-control-allow-headers': 'Authorization, If-None-Match',
  'access-control-max-age': '86400',
}

interface Asked {
  house: House
  answers: ReturnType<typeof keepAnswers>
  addressOf(c: Context): string
  languageOf(c: Context): Language
}

/** What holds for everything under /api/v1, refusals too: it may be asked from any site, and only so often. */
export function guardApi(app: Hono, { house, addressOf, languageOf }: Asked): void {
  const allowance = allowanceOf(ALLOWANCE)
  app.use('/api/v1/*', async (c, next) => {
    const { ok, remaining, reset } = allowance.take(addressOf(c), house.clock())
    if (ok) await next()
    else c.res = problem(new Refusal('throttled', 'web.too-often', { seconds: reset }), languageOf(c))
    const said = {
      ...FROM_ANYWHERE,
      'ratelimit-policy': `"address";q=${ALLOWANCE.quota};w=${ALLOWANCE.seconds}`,
      ratelimit: `"address";r=${remaining};t=${reset}`,
    }
    for (const [name, value] of Object.entries(said)) c.res.headers.set(name, value)
    if (!ok) c.res.headers.set('retry-after', String(reset))
  })
}

/**
 * Opens a line of the API. It knows no cookies: whoever asks is a guest, so an answer depends on its address alone, and anybody may
 * keep it and ask whether it still stands.
 */
export function openLine(app: Hono, path: string, door: ApiDoor, asked: Asked): void {
  app.get(path, async (c) => {
    const call = callOf(c, asked)
    const { pathname, search } = new URL(c.req.url)
    return send(c, await asked.answers(pathname + search, call.now, async () => made(await door.answer(call))))
  })
  app.options(path, (c) => c.body(null, 204, PREFLIGHT))
  app.all(path, (c) => {
    throw new Refusal('unoffered', 'web.only-read', { method: c.req.method.slice(0, 20) })
  })
}

function callOf(c: Context, { house, addressOf, languageOf }: Asked): Call {
  // Where tokens will be read. Until there are any, whoever sends one must not believe that it was heeded.
  if (/^bearer\b/i.test(c.req.header('authorization') ?? '')) throw new Refusal('unknown', 'web.no-such-token')
  return {
    house,
    actor: guest,
    reader: readerOf(languageOf(c)),
    request: c.req.raw,
    params: c.req.param(),
    query: new URL(c.req.url).searchParams,
    address: addressOf(c),
    now: house.clock(),
    thing: undefined,
  }
}

function made(answer: object): Made {
  const next = 'next' in answer && answer.next ? [`<${answer.next}>; rel="next"`] : []
  const headers = {
    'content-type': 'application/json',
    'cache-control': 'public, no-cache',
    link: [...next, `<${DOCUMENT}>; rel="service-desc"`].join(', '),
  }
  return { body: JSON.stringify(answer), headers }
}
