// Statements of 3,500 stands: stated, reckoned again from what they hold, and beside a draft of the tariff; next to the bare reading of their rows.
import { runnerImport } from 'vite'
import { inRoot } from '#platform/root.ts'
import type { measure } from './fairs/statements.ts'
import { openHouse } from './frame/house.ts'
import type { Report } from './frame/report.ts'

const STANDS = 3500
const ROUNDS = 5
const TARGET_S = 10

export async function run(): Promise<Report> {
  const house = await openHouse()
  try {
    // Rooms hold pages in JSX, which Node alone does not read.
    const { module } = await runnerImport<{ measure: typeof measure }>(inRoot('bench', 'fairs', 'statements.ts'), {
      root: inRoot(),
      configFile: false,
      logLevel: 'error',
      oxc: { jsx: { runtime: 'automatic', importSource: 'hono/jsx' } },
    })
    const s = await module.measure(house.databaseUrl, STANDS, ROUNDS)
    const row = (what: string, took: number) => ({ what, s: took, 'per second': STANDS / took, ratio: took / s.bare })
    return {
      sizes: { stands: STANDS, rounds: `${ROUNDS}, medians` },
      rows: [
        row('the bare rows, read', s.bare),
        row('all stated for the first time', s.stated),
        row('all reckoned again, and compared by their digests', s.again),
        row('the effect of a draft on all of them', s.effect),
      ],
      notes: [`Target: reckoned again in under ${TARGET_S} s. ratio: to the bare rows.`],
    }
  } finally {
    await house.stop()
  }
}
