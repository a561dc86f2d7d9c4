// The staff's queue of 15,000 applications for one of them: its page as the address narrows it, one application with all beside it, the export.
import { fill } from './frame/fill.ts'
import { openHouse, signIn } from './frame/house.ts'
import type { Report, Row } from './frame/report.ts'
import { roundsOf, timed } from './frame/timed.ts'

const APPLICATIONS = 15_000
const TIMES = 30
const TARGET_MS = 100

export async function run(): Promise<Report> {
  const house = await openHouse()
  const queue = `${house.address}/en/${house.edition}/staff/applications`
  try {
    await fill('exhibitors', house.databaseUrl, house.edition, APPLICATIONS)
    const cookie = await signIn(house, 'admin')
    const read = async (url: string) => {
      const answer = await fetch(url, { headers: { cookie } })
      if (!answer.ok) throw new Error(`${url} answered ${answer.status}`)
      return answer.text()
    }
    const idsOn = (page: string) => [...page.matchAll(/name="id" value="([0-9a-f-]{36})"/g)].map(([, id]) => id)
    const [last] = idsOn(await read(queue)).slice(-1)
    const rows: Row[] = []
    for (const [what, query] of [
      ['the oldest', ''],
      ['undecided', '?state=submitted'],
      ['a page further on', `?after=${last}`],
      ['undecided of one area, the largest first', '?state=submitted&area=food&sort=size'],
      ['of one economy', '?economy=TLS'],
      ['of least developed economies, by economy', '?ldc=yes&sort=economy'],
      ['recommended', '?recommended=yes'],
      ['by a name', '?q=kofi'],
      ['by a name in Chinese', `?q=${encodeURIComponent('贸易 Suai')}`],
      ['by a number', '?q=09876'],
      ['one application with all beside it', `/${last}?state=submitted`],
    ] as const)
      rows.push({ what, ...(await timed(() => read(`${queue}${query}`), TIMES)) })
    const begun = performance.now()
    const csv = await read(`${queue}.csv`)
    rows.push({ what: `all ${csv.trim().split('\n').length - 1} as CSV, once`, ms: performance.now() - begun })
    return {
      sizes: { applications: APPLICATIONS, rounds: roundsOf(TIMES) },
      rows,
      notes: [`Target: the page under ${TARGET_MS} ms.`],
    }
  } finally {
    await house.stop()
  }
}
