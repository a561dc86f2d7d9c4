// Public pages for a guest with 16 clients: requests a second and times, beside a bare Hono answering with the same body.
import { besideBare, SIZES } from './frame/beside.ts'
import { MADE_ANEW, openHouse } from './frame/house.ts'
import type { Report } from './frame/report.ts'

export async function run(): Promise<Report> {
  const house = await openHouse()
  const at = (path: string) => `${house.address}/en/${house.edition}${path}`
  try {
    const rows = [
      await besideBare('front', at('')),
      await besideBare('national exhibition', at('/pavilions')),
      await besideBare('a pavilion', at(`/pavilions/${house.pavilion}`)),
      await besideBare('results', at('/results')),
      await besideBare('a figure', at('/results/national-exhibition-first-on-site')),
      await besideBare('venue', at('/venue')),
      await besideBare('calendar', at('/calendar')),
      await besideBare('front, made anew', at(''), MADE_ANEW),
      await besideBare('national exhibition, made anew', at('/pavilions'), MADE_ANEW),
      await besideBare('results, made anew', at('/results'), MADE_ANEW),
      await besideBare('venue, made anew', at('/venue'), MADE_ANEW),
      await besideBare('front, compressed', at(''), { 'accept-encoding': 'gzip' }),
      await besideBare('front in Arabic', at('').replace('/en/', '/ar/')),
    ]
    return { sizes: SIZES, rows, notes: ['ratio: how many times as many the bare Hono answers in the same rounds.'] }
  } finally {
    await house.stop()
  }
}
