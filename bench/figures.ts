// The page of results, every figure of it recomputed from its records: one reader at a time, beside the bare SQL statements.
import pg from 'pg'
import { type Edition, getEditionById } from '#expo/ground/editions/index.ts'
import { figures, getFigure } from '#expo/results/figures/index.ts'
import { computeFigure, computeFigures } from '#expo/results/queries.ts'
import { type Db, openDatabase } from '#platform/database.ts'
import { MADE_ANEW, openHouse } from './frame/house.ts'
import type { Report, Row } from './frame/report.ts'
import { roundsOf, timed } from './frame/timed.ts'

const TIMES = 60
const TARGET_MS = 100

export async function run(): Promise<Report> {
  const house = await openHouse({ full: true })
  const database = openDatabase(house.databaseUrl)
  const bare = new pg.Client({ connectionString: house.databaseUrl })
  await bare.connect()
  try {
    const edition = await fullest(database.db)
    const of = { editionId: edition.id, asOf: edition.closesOn }
    const statements = figures.map((figure) => figure.records(of).compile(database.db))
    const asked = new URL(`${house.address}/en/${edition.code}/results?as-of=${edition.closesOn}`)
    const read = async (url: URL, headers = {}) => void (await (await fetch(url, { headers })).text())
    const [one, many, parts] = [new URL(asked), new URL(asked), new URL(asked)]
    one.pathname += '/national-exhibition-first-on-site'
    many.pathname += '/exhibitors'
    parts.pathname += '/exhibitors/by/economy'
    const works: [string, () => Promise<unknown>][] = [
      [
        `${statements.length} bare statements`,
        async () => {
          for (const { sql, parameters } of statements) await bare.query(sql, [...parameters])
        },
      ],
      ['all figures with their digests', () => computeFigures(database.db, of)],
      ['the page of results, made anew', () => read(asked, MADE_ANEW)],
      ['the page of one figure over the editions, made anew', () => read(one, MADE_ANEW)],
      ['the page of all exhibitors over the editions, made anew', () => read(many, MADE_ANEW)],
      ['the page of exhibitors by economy, made anew', () => read(parts, MADE_ANEW)],
      ['the page of results, as it is kept', () => read(asked)],
    ]
    const rows: Row[] = []
    for (const [what, work] of works) rows.push({ what, ...(await timed(work, TIMES)) })
    const reference = rows[0]?.['p50 ms'] as number
    const count = async (table: string) => (await bare.query(`select count(*)::int as n from ${table}`)).rows[0].n
    return {
      sizes: {
        editions: await count('editions.editions'),
        pavilions: await count('pavilions.pavilions'),
        applications: await count('applications.applications'),
        exhibitors: (await computeFigure(database.db, getFigure('exhibitors'), of)).value,
        rounds: roundsOf(TIMES),
      },
      rows: rows.map((row) => ({ ...row, ratio: (row['p50 ms'] as number) / reference })),
      notes: [`Target: the page under ${TARGET_MS} ms. ratio: to the bare statements.`],
    }
  } finally {
    await bare.end()
    await database.close()
    await house.stop()
  }
}

/** The edition with most applications. */
async function fullest(db: Db): Promise<Edition> {
  const { editionId } = await db
    .selectFrom('applicationsViews.applications')
    .select('editionId')
    .groupBy('editionId')
    .orderBy((select) => select.fn.countAll(), 'desc')
    .executeTakeFirstOrThrow()
  return getEditionById(db, editionId)
}
