import type { z } from 'zod'
import type { Language } from '#kernel/language.ts'
import { type Refusal, STATUS_OF } from '#kernel/refusal.ts'
import { sentencesOf } from '#web/form.ts'
import { readerOf } from '#web/reader.ts'

const headers = { 'content-type': 'application/problem+json' }

/** A refusal as RFC 9457 says it: a stable code for programs, a sentence for people. */
export function problem(refusal: Refusal, language: Language): Response {
  const status = STATUS_OF[refusal.kind]
  const title = readerOf(language).sentence(refusal.code, refusal.details)
  return new Response(JSON.stringify({ type: `urn:rialto:${refusal.code}`, title, status, code: refusal.code }), {
    status,
    headers,
  })
}

export function problemOfQuery(error: z.ZodError, language: Language): Response {
  const reader = readerOf(language)
  const errors = Object.entries(sentencesOf(error)).map(([parameter, sentence]) => ({
    parameter,
    code: sentence.code,
    detail: reader.sentence(sentence.code, sentence.details),
  }))
  const title = reader.sentence('web.not-understood')
  return new Response(
    JSON.stringify({ type: 'urn:rialto:web.not-understood', title, status: 422, code: 'web.not-understood', errors }),
    {
      status: 422,
      headers,
    },
  )
}
