import type { z } from 'zod'
import type { Language } from '#kernel/language.ts'
import { type Refusal, STATUS_OF } from '#kernel/refusal.ts'
import { sentencesOf } from '#web/form.ts'
import { readerOf } from '#web/reader.ts'

/** What RFC 9457 calls a problem: a stable code for programs, a sentence for people, and which parameters are to blame. */
interface Problem {
  code: string
  title: string
  status: number
  instance?: string
  errors?: { parameter: string; code: string; detail: string }[]
}

function answer({ code, ...problem }: Problem, language: Language): Response {
  return new Response(JSON.stringify({ type: `urn:rialto:${code}`, ...problem, code }), {
    status: problem.status,
    headers: {
      'content-type': 'application/problem+json',
      'content-language': language,
      'cache-control': 'no-store',
      vary: 'accept-language',
    },
  })
}

export function problem(refusal: Refusal, language: Language): Response {
  const { code, details, kind } = refusal
  const told = answer({ code, title: readerOf(language).sentence(code, details), status: STATUS_OF[kind] }, language)
  if (kind === 'unknown') told.headers.set('www-authenticate', 'Bearer')
  if (kind === 'unoffered') told.headers.set('allow', 'GET, HEAD, OPTIONS')
  return told
}

export function problemOfQuery(error: z.ZodError, language: Language): Response {
  const reader = readerOf(language)
  const errors = Object.entries(sentencesOf(error)).map(([parameter, { code, details }]) => ({
    parameter,
    code,
    detail: reader.sentence(code, details),
  }))
  const code = 'web.query-not-understood'
  return answer({ code, title: reader.sentence(code), status: STATUS_OF.invalid, errors }, language)
}

/** A bug; `instance` is the number it is noted under. */
export function problemOfBug(instance: string, language: Language): Response {
  const title = readerOf(language).t('web.bug-title')
  return answer({ code: 'web.bug', title, status: 500, instance: `urn:uuid:${instance}` }, language)
}
