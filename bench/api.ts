// Lines of the JSON API with 16 clients: requests a second and times, beside a bare Hono answering with the same body.
import { besideBare, SIZES } from './frame/beside.ts'
import { openHouse } from './frame/house.ts'
import type { Report } from './frame/report.ts'

export async function run(): Promise<Report> {
  const house = await openHouse()
  const api = (path: string) => `${house.address}/api/v1${path}`
  const at = (path: string) => api(`/editions/${house.edition}${path}`)
  try {
    const figure = '/figures/national-exhibition-first-on-site'
    const first = await fetch(at('/pavilions'))
    const rows = [
      await besideBare('editions', api('/editions')),
      await besideBare('economies, 50', api('/economies')),
      await besideBare('pavilions, 50', at('/pavilions')),
      await besideBare('pavilions, 50, one language', at('/pavilions?lang=en')),
      await besideBare('pavilions, known by tag (304)', at('/pavilions'), {
        'if-none-match': first.headers.get('etag') ?? '',
      }),
      await besideBare('figures', at('/figures')),
      await besideBare('a figure over the editions', at(figure)),
      await besideBare('records behind a figure', at(`${figure}/records`)),
    ]
    return { sizes: SIZES, rows, notes: ['ratio: how many times as many the bare Hono answers in the same rounds.'] }
  } finally {
    await house.stop()
  }
}
