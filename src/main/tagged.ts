import { createHash } from 'node:crypto'
import type { Context } from 'hono'

/**
 * Answers with a body under a tag that is made of it. Whoever has it already (If-None-Match) is told so instead of being sent it
 * again. The tag is weak, as the same body leaves compressed or not.
 */
export function answerTagged(c: Context, body: string, contentType: string): Response {
  const tag = `W/"${createHash('sha256').update(body).digest('base64url').slice(0, 22)}"`
  c.header('etag', tag)
  if (isKnown(c.req.header('if-none-match'), tag)) return c.body(null, 304)
  c.header('content-type', contentType)
  return c.body(body)
}

function isKnown(header: string | undefined, tag: string): boolean {
  const opaque = tag.slice(2)
  return header?.split(',').some((one) => ['*', opaque, tag].includes(one.trim())) ?? false
}
