import { passkey } from '@better-auth/passkey'
import { betterAuth } from 'better-auth'
import { createAuthMiddleware } from 'better-auth/api'
import { twoFactor } from 'better-auth/plugins'
import { system } from '#kernel/actor.ts'
import { isLanguage, type Language } from '#kernel/language.ts'
import { Refusal } from '#kernel/refusal.ts'
import { newId, transact } from '#platform/database.ts'
import { record } from '#platform/journal.ts'
import { send } from '#platform/mail.ts'
import type { Call, House } from '#web/door.ts'
import { recordWayIn } from './commands/accounts.ts'
import { confirmationLetter, knownAddressLetter, resetLetter } from './letters/account.ts'
import { LONGEST_PASSWORD, SHORTEST_PASSWORD, type WayIn } from './words.ts'

/** Everything better-auth does is asked for under this address; only the passkey script reaches it from outside. */
export const AUTH_PATH = '/api/auth'
const SCRIPTED: Record<string, WayIn> = { '/passkey/verify-registration': 'passkey-added' }
const ADDRESS_HEADER = 'x-rialto-address'
const LANGUAGE_HEADER = 'x-rialto-language'

const made = new WeakMap<House, ReturnType<typeof makeAuth>>()

/** The sign-in of a house: one per house, made when first asked for. */
export function authOf(house: House): ReturnType<typeof makeAuth> {
  const auth = made.get(house) ?? makeAuth(house)
  made.set(house, auth)
  return auth
}

function makeAuth(house: House) {
  const secure = house.publicUrl.startsWith('https:')
  const post = (letter: Parameters<typeof send>[1]) => transact(house.db, (tx) => send(tx, letter))
  return betterAuth({
    appName: 'Rialto',
    baseURL: house.publicUrl,
    basePath: AUTH_PATH,
    secret: house.keys.session.toString('base64'),
    database: { db: house.db.withSchema('people'), type: 'postgres' },
    user: { modelName: 'users' },
    databaseHooks: {
      user: {
        create: {
          after: ({ id }) =>
            transact(house.db, (tx) =>
              record(tx, { what: 'person.joined', about: id, by: system('sign-up'), details: { by: 'sign-up' } }),
            ),
        },
      },
    },
    hooks: {
      // The passkey script comes past our own doors, so what it did is written down here.
      after: createAuthMiddleware(async ({ path, context }) => {
        const way = SCRIPTED[path]
        const person = context.session?.user.id ?? context.newSession?.user.id
        if (way && person && !(context.returned instanceof Error))
          await transact(house.db, (tx) => recordWayIn(tx, person, way))
      }),
    },
    session: { modelName: 'sessions', expiresIn: 14 * 86_400, updateAge: 86_400 },
    account: { modelName: 'credentials' },
    verification: { modelName: 'verifications' },
    emailAndPassword: {
      enabled: true,
      requireEmailVerification: true,
      minPasswordLength: SHORTEST_PASSWORD,
      maxPasswordLength: LONGEST_PASSWORD,
      autoSignIn: false,
      revokeSessionsOnPasswordReset: true,
      sendResetPassword: ({ user, token }, request) => {
        const language = languageIn(request)
        return post({
          to: user.email,
          language,
          ...resetLetter(language, `${house.publicUrl}/${language}/reset/${token}`),
        })
      },
      onPasswordReset: ({ user }) => transact(house.db, (tx) => recordWayIn(tx, user.id, 'password-reset')),
      onExistingUserSignUp: ({ user }, request) => {
        const language = languageIn(request)
        return post({
          to: user.email,
          language,
          ...knownAddressLetter(language, `${house.publicUrl}/${language}/forgot`),
        })
      },
    },
    emailVerification: {
      sendOnSignUp: true,
      sendVerificationEmail: ({ user, token }, request) => {
        const language = languageIn(request)
        return post({
          to: user.email,
          language,
          ...confirmationLetter(language, `${house.publicUrl}/${language}/confirm/${token}`),
        })
      },
    },
    plugins: [
      twoFactor({ issuer: 'Rialto', twoFactorTable: 'twoFactors' }),
      passkey({
        rpID: new URL(house.publicUrl).hostname,
        rpName: 'Rialto',
        origin: house.publicUrl,
        schema: { passkey: { modelName: 'passkeys', fields: { credentialID: 'credentialId' } } },
      }),
    ],
    // In the database, so that all nodes of an installation count together.
    rateLimit: {
      enabled: true,
      storage: 'database',
      modelName: 'rateLimits',
      window: 60,
      max: 100,
      customRules: {
        '/sign-in/email': { window: 60, max: 10 },
        '/sign-up/email': { window: 60, max: 10 },
        '/request-password-reset': { window: 60, max: 5 },
        '/reset-password': { window: 60, max: 10 },
        '/verify-password': { window: 60, max: 10 },
        '/change-password': { window: 60, max: 10 },
        '/two-factor/*': { window: 60, max: 10 },
        '/get-session': false,
      },
    },
    advanced: {
      cookiePrefix: 'rialto',
      useSecureCookies: secure,
      database: { generateId: () => newId() },
      ipAddress: { ipAddressHeaders: [ADDRESS_HEADER] },
    },
    // What it would say may name people; what went wrong reaches us as an answer.
    logger: { disabled: true },
    telemetry: { enabled: false },
  })
}

const languageIn = (request: Request | undefined): Language => {
  const wished = request?.headers.get(LANGUAGE_HEADER) ?? 'en'
  return isLanguage(wished) ? wished : 'en'
}

export interface AuthAnswer {
  ok: boolean
  code: string
  data: Record<string, unknown>
  /** Cookies to pass on to the browser. */
  headers: Headers
}

/** Asks better-auth as the caller's browser would have, so that its limits and checks apply to our own pages too. */
export async function askAuth(
  call: Call<unknown>,
  path: string,
  body?: Record<string, unknown>,
  method: 'POST' | 'GET' = 'POST',
): Promise<AuthAnswer> {
  const { house, request } = call
  const headers = new Headers({
    'content-type': 'application/json',
    origin: house.publicUrl,
    cookie: request.headers.get('cookie') ?? '',
    'user-agent': request.headers.get('user-agent') ?? '',
    [ADDRESS_HEADER]: call.address || '127.0.0.1',
    [LANGUAGE_HEADER]: call.reader.lang,
  })
  const asked = new Request(`${house.publicUrl}${AUTH_PATH}${path}`, {
    method,
    headers,
    ...(method === 'POST' && { body: JSON.stringify(body ?? {}) }),
  })
  const answer = await authOf(house).handler(asked)
  if (answer.status === 429)
    throw new Refusal('throttled', 'web.too-often', { seconds: Number(answer.headers.get('x-retry-after') ?? 60) })
  if (answer.status >= 500) throw new Error(`sign-in failed inside: ${path} ${answer.status}`)
  const cookies = new Headers()
  for (const cookie of answer.headers.getSetCookie()) cookies.append('set-cookie', cookie)
  const data = ((await answer.json().catch(() => ({}))) ?? {}) as Record<string, unknown>
  return { ok: answer.ok || answer.status === 302, code: String(data.code ?? ''), data, headers: cookies }
}

/** Answers the passkey script, which comes past our own doors: by the address we know, not by one that it says. */
export function answerScript(house: House, request: Request, address: string): Promise<Response> {
  const headers = new Headers(request.headers)
  headers.set(ADDRESS_HEADER, address || '127.0.0.1')
  return authOf(house).handler(new Request(request, { headers }))
}

/** Lets the passkey script in, and nothing else of better-auth. */
export const isOpenToScripts = (path: string): boolean => path.startsWith(`${AUTH_PATH}/passkey/`)
