import { sql } from 'kysely'
import { loadConstructed } from '#expo/exhibition/applications/index.ts'
import { aConstructed } from '#expo/exhibition/applications/makers.ts'
import { loadConstructedStatements } from '#expo/exhibition/fees/commands/load-statements.ts'
import { draftRulebook } from '#expo/exhibition/fees/commands/rulebook.ts'
import { aFeesEdition, aTariff } from '#expo/exhibition/fees/makers.ts'
import { effectOf } from '#expo/exhibition/fees/queries/effect.ts'
import {
  type Books,
  booksOf,
  listOpenStatements,
  type Opened,
  reckonAgain,
} from '#expo/exhibition/fees/queries/statements.ts'
import { loadConstructed as loadCompanies } from '#expo/ground/companies/index.ts'
import { setArea } from '#expo/ground/editions/index.ts'
import { system } from '#kernel/actor.ts'
import { day } from '#kernel/day.ts'
import { type Db, openDatabase, transact } from '#platform/database.ts'
import { median } from '../frame/report.ts'

const by = system('bench')
const ON = day('2023-06-01')
/** One in ten comes from a least developed country, and asks for support. */
const ECONOMIES = ['DEU', 'FRA', 'JPN', 'BRA', 'KOR', 'ITA', 'USA', 'CHN', 'AUS', 'TLS']
const SIZES = ['9', '18', '36', '72', '150.5', '500']

/** An edition with a tariff, support rules and so many stands that hold a booth, of all sizes and from ten economies. */
async function aFairOf(db: Db, stands: number): Promise<string> {
  const { id: editionId } = await aFeesEdition(db, { booths: 120n })
  await setArea(db, { editionId, code: 'food', kind: 'area', name: { en: 'Food' }, tint: 1, position: 0, by })
  const now = new Date('2023-06-01T12:00:00Z')
  const places = Array.from({ length: stands }, (_, index) => ({
    economyCode: ECONOMIES[index % ECONOMIES.length] as string,
    areaM2: SIZES[index % SIZES.length] as string,
  }))
  await transact(db, async (tx) => {
    const { ids: companies } = await loadCompanies(tx, {
      companies: places.map(({ economyCode }, index) => ({
        legalName: { text: `Company ${index}`, lang: 'en' },
        names: {},
        economyCode,
        registrationNumber: `BENCH-${index}`,
        kinds: ['exhibitor'],
        sizeClass: 'small',
        foundedYear: null,
        website: null,
        verifiedFrom: day('2020-01-01'),
        rankings: [],
        source: null,
      })),
      now,
      by,
    })
    const { ids } = await loadConstructed(tx, {
      editionId,
      applications: places.map(({ areaM2 }, index) =>
        aConstructed({
          companyId: companies[index] as string,
          boothKind: Number(areaM2) < 36 ? 'standard' : 'raw',
          areaM2: Number(areaM2),
          submitted: { at: new Date(Date.UTC(2023, 1, 1, 0, index)), on: day('2023-02-01') },
          acceptedOn: day('2023-05-20'),
        }),
      ),
      now,
      by,
    })
    const holdings = ids.map((id, index) => ({ id, ...places[index], sides: 1 + (index % 4) }))
    // What is held, without a plan that it is drawn in.
    await sql`insert into booths.holdings (id, edition_id, application_id, state, hall_code, kind, area_m2, open_sides, offered_on, accepted_on,
        offered_by, constructed)
      select id, ${editionId}, id, 'accepted', '1H', case when "areaM2" < 36 then 'standard' else 'raw' end, "areaM2", sides, '2023-06-01',
        '2023-06-01', 'bench', true
      from jsonb_to_recordset(${JSON.stringify(holdings)}::jsonb) as r (id uuid, "areaM2" numeric, sides integer)`.execute(
      tx,
    )
    await sql`insert into booths.holding_booths (holding_id, booth_id, number)
      select id, id, 'A01' from booths.holdings where edition_id = ${editionId}`.execute(tx)
  })
  return editionId
}

/** Seconds for all of them: the bare rows, stated for the first time, reckoned again, beside a draft. */
export async function measure(databaseUrl: string, stands: number, rounds: number): Promise<Record<Measured, number>> {
  const { db, close } = openDatabase(databaseUrl)
  try {
    const editionId = await aFairOf(db, stands)
    const stated = await seconds(() => transact(db, (tx) => loadConstructedStatements(tx, { editionId, on: ON, by })))
    const draft = await draftRulebook(db, { editionId, kind: 'tariff', data: aTariff(), by })
    const over = async (work: () => Promise<unknown>) => {
      const all: number[] = []
      for (let round = 0; round < rounds; round++) all.push(await seconds(work))
      return median(all)
    }
    const columns = ['facts', 'grants', 'result'] as const
    return {
      bare: await over(() =>
        db.selectFrom('fees.statements').select(columns).where('editionId', '=', editionId).execute(),
      ),
      stated,
      again: await over(() => reckonAll(db, editionId)),
      effect: await over(() => effectOf(db, { editionId, draft, today: ON })),
    }
  } finally {
    await close()
  }
}

export type Measured = 'bare' | 'stated' | 'again' | 'effect'

/** Every open statement, reckoned again from what it holds. */
async function reckonAll(db: Db, editionId: string): Promise<void> {
  const books = new Map<string, Books>()
  let last: Opened | undefined
  for (;;) {
    const page = await listOpenStatements(db, editionId, last?.accountId)
    for (const opened of page) {
      const of = books.get(opened.tariffId) ?? (await booksOf(db, opened))
      books.set(opened.tariffId, of)
      if (!reckonAgain(opened, of).same) throw new Error(`another statement comes out for ${opened.accountId}`)
    }
    last = page.at(-1)
    if (!last) return
  }
}

async function seconds(work: () => Promise<unknown>): Promise<number> {
  const begun = performance.now()
  await work()
  return (performance.now() - begun) / 1000
}
