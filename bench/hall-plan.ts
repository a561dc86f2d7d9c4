// The floor plan of the hall with most booths for a guest with 16 clients, a way in it, the venue, a booth; and what the drawing weighs.
import { gzipSync } from 'node:zlib'
import { besideBare, SIZES } from './frame/beside.ts'
import { MADE_ANEW, openHouse } from './frame/house.ts'
import type { Report } from './frame/report.ts'

const COMPRESSED = { 'accept-encoding': 'gzip' }
const TARGET = { ms: 50, kB: 20 }

interface Listed {
  hall: string
  number: string
}

export async function run(): Promise<Report> {
  const house = await openHouse()
  const at = (path: string) => `${house.address}/en/${house.edition}${path}`
  try {
    const booths = ((await (await fetch(at('/plan/booths.json'))).json()) as { booths: Listed[] }).booths
    const halls = Map.groupBy(booths, (booth) => booth.hall)
    const [hall, inHall] = [...halls].sort(([, a], [, b]) => b.length - a.length)[0] ?? ['', []]
    const [first, last] = [inHall[0]?.number ?? '', inHall.at(-1)?.number ?? '']
    const plan = at(`/plan/${hall}`)
    const page = await (await fetch(plan)).text()
    const [drawing = ''] = /<svg[^>]* class="plan.*?<\/svg>/s.exec(page) ?? []
    const rows = [
      await besideBare('a hall', plan),
      await besideBare('a hall, compressed', plan, COMPRESSED),
      await besideBare('a hall, made anew', plan, MADE_ANEW),
      await besideBare('a hall, made anew and compressed', plan, { ...MADE_ANEW, ...COMPRESSED }),
      await besideBare('a way through it, made anew', `${plan}?from=${first}&to=${last}`, MADE_ANEW),
      await besideBare('the venue, made anew', at('/plan'), MADE_ANEW),
      await besideBare('a booth, made anew', at(`/booths/${hall}-${last}`), MADE_ANEW),
    ]
    const weighs = (text: string) => Math.round(gzipSync(text).length / 100) / 10
    return {
      sizes: { ...SIZES, hall, booths: inHall.length, 'target p95 ms': TARGET.ms, 'target kB': TARGET.kB },
      rows: [
        ...rows,
        { what: 'the drawing, gzip', kB: weighs(drawing) },
        { what: 'the page with it, gzip', kB: weighs(page) },
      ],
      notes: ['ratio: how many times as many the bare Hono answers in the same rounds.'],
    }
  } finally {
    await house.stop()
  }
}
