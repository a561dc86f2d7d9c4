// The public list of 15,000 applications' exhibitors for a guest with 16 clients: its first page, a letter, a name in any script, one exhibitor.
import { besideBare, SIZES } from './frame/beside.ts'
import { fill } from './frame/fill.ts'
import { MADE_ANEW, openHouse } from './frame/house.ts'
import type { Report } from './frame/report.ts'

const APPLICATIONS = 15_000
const TARGET_MS = 50

export async function run(): Promise<Report> {
  const house = await openHouse()
  const at = (path: string) => `${house.address}/en/${house.edition}/exhibitors${path}`
  try {
    await fill('exhibitors', house.databaseUrl, house.edition, APPLICATIONS)
    const line = `${house.address}/api/v1/editions/${house.edition}/exhibitors`
    const { items } = (await (await fetch(`${line}?limit=200`)).json()) as { items: { id: string }[] }
    const [one, last] = [items[0]?.id ?? '', items.at(-1)?.id ?? '']
    const rows = [
      await besideBare('the first page', at('')),
      await besideBare('the first page, made anew', at(''), MADE_ANEW),
      await besideBare('a page further on, made anew', at(`?after=${last}`), MADE_ANEW),
      await besideBare('a letter and an area, made anew', at('?letter=M&area=food'), MADE_ANEW),
      await besideBare('a name, made anew', at('?q=kofi'), MADE_ANEW),
      await besideBare('a name in Chinese, made anew', at(`?q=${encodeURIComponent('贸易 Suai')}`), MADE_ANEW),
      await besideBare('one exhibitor, made anew', at(`/${one}`), MADE_ANEW),
      await besideBare('200 in JSON', `${line}?limit=200`),
    ]
    return {
      sizes: { ...SIZES, applications: APPLICATIONS, 'target p95 ms': TARGET_MS },
      rows,
      notes: ['ratio: how many times as many the bare Hono answers in the same rounds.'],
    }
  } finally {
    await house.stop()
  }
}
