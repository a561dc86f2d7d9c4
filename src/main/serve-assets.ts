import { readFileSync } from 'node:fs'
import { extname } from 'node:path'
import type { Hono } from 'hono'
import { Refusal } from '#kernel/refusal.ts'
import { inRoot } from '#platform/root.ts'
import { worldDrawing } from '#web/world-map.tsx'

const TYPES: Record<string, string> = {
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.map': 'application/json',
  '.svg': 'image/svg+xml',
}

/** The built style sheet and scripts. Their names carry a digest, so they may be kept for ever. */
export function serveAssets(app: Hono): void {
  const kept = new Map<string, Uint8Array<ArrayBuffer>>()
  const read = (...path: string[]) => {
    const file = inRoot(...path)
    const bytes = kept.get(file) ?? new Uint8Array(readFileSync(file))
    kept.set(file, bytes)
    return bytes
  }
  app.get(`/assets/${worldDrawing.name}`, (c) =>
    c.body(worldDrawing.svg, 200, {
      'content-type': 'image/svg+xml',
      'cache-control': 'public, max-age=31536000, immutable',
    }),
  )
  app.get('/assets/:name{[\\w.-]+}', (c) => {
    const name = c.req.param('name')
    const type = TYPES[extname(name)]
    try {
      if (!type) throw new Error('not an asset')
      return c.body(read('dist', 'assets', name), 200, {
        'content-type': type,
        'cache-control': 'public, max-age=31536000, immutable',
      })
    } catch {
      throw new Refusal('missing', 'web.no-such-page')
    }
  })
  app.get('/favicon.svg', (c) =>
    c.body(read('src', 'web', 'favicon.svg'), 200, {
      'content-type': 'image/svg+xml',
      'cache-control': 'public, max-age=86400',
    }),
  )
  app.get('/robots.txt', (c) => c.text('User-agent: *\nDisallow: /*/staff/\nDisallow: /*/account/\n'))
}
