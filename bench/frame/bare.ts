// A bare Hono in a process of its own, answering every address with one body: what a page is measured beside. Its body comes on standard input.
import { buffer } from 'node:stream/consumers'
import { serve } from '@hono/node-server'
import { Hono } from 'hono'
import { compress } from 'hono/compress'

const [type = 'text/html; charset=UTF-8'] = process.argv.slice(2)
const body = String(await buffer(process.stdin))
const app = new Hono()
app.use(compress())
app.get('*', (c) => c.body(body, 200, { 'content-type': type }))
serve({ fetch: app.fetch, port: 0, hostname: '127.0.0.1' }, ({ port }) => {
  process.stdout.write(`Rialto stands at http://localhost:${port}\n`)
})
