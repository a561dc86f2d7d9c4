import { describe, expect, test } from 'vitest'
import { addCompanion, linkCompanion } from '#expo/exhibition/applications/commands/companions.ts'
import { withdrawApplication } from '#expo/exhibition/applications/commands/decide.ts'
import { recommend, withdrawRecommendation } from '#expo/exhibition/applications/commands/recommend.ts'
import { anAcceptedApplication, anApplication, anExhibitor } from '#expo/exhibition/applications/makers.ts'
import { getApplication } from '#expo/exhibition/applications/queries/applications.ts'
import { aHolding, aPlan } from '#expo/exhibition/booths/makers.ts'
import { openStatement } from '#expo/exhibition/fees/commands/statement.ts'
import { aFeesEdition, aStand } from '#expo/exhibition/fees/makers.ts'
import { aPavilion } from '#expo/exhibition/pavilions/makers.ts'
import { setRanking } from '#expo/ground/companies/commands/rank.ts'
import { addRanking } from '#expo/ground/companies/index.ts'
import { anEdition } from '#expo/ground/editions/makers.ts'
import { type Day, day } from '#kernel/day.ts'
import { transact } from '#platform/database.ts'
import { freshDatabase, maker, openHouse } from '#tests/house.ts'
import { publishFigure } from './commands/publish.ts'
import type { FigureId } from './figures/figure.ts'
import { figures, getFigure } from './figures/index.ts'
import { computeFigure, computeFigures, getFrozen, shareOut } from './queries.ts'
import { inOrder, PAGE, stretchesOf, sumsBy, thresholdIn } from './rules.ts'
import type { Behind } from './words.ts'

const database = await freshDatabase()
const { db } = database
const by = maker
const END = day('2023-11-10')
const countOf = async (editionId: string, figure: FigureId, asOf: Day = END) =>
  (await computeFigure(db, getFigure(figure), { editionId, asOf })).value
const now = new Date('2023-04-02T12:00:00+08:00')

async function aCompanion(
  applicationId: string,
  economyCode: string,
  {
    kind = 'co-exhibitor',
    today = day('2023-03-02'),
    companyId,
  }: {
    kind?: 'co-exhibitor' | 'represented'
    today?: Day
    companyId?: string
  } = {},
): Promise<void> {
  const { name } = await anExhibitor(db, { economyCode })
  const companion = { kind, names: { en: name }, economyCode, registrationNumber: '', shows: '', contactEmail: null }
  const { id } = await addCompanion(db, { applicationId, companion, today, now, by })
  if (companyId) await transact(db, (tx) => linkCompanion(tx, { applicationId, companionId: id, companyId, by }))
}

describe('exhibitors', () => {
  test('are main and co-exhibitors of accepted applications; who is represented, or only applied, is none', async () => {
    const edition = await anEdition(db)
    const { id } = await anAcceptedApplication(db, edition.id, { economyCode: 'FRA' })
    await aCompanion(id, 'FRA')
    await aCompanion(id, 'DEU')
    await aCompanion(id, 'ITA', { kind: 'represented' })
    await anApplication(db, edition.id, { economyCode: 'ESP' })
    expect(await countOf(edition.id, 'exhibitors')).toBe(3)
    expect(await countOf(edition.id, 'exhibitor-economies')).toBe(2)
    expect(await countOf(edition.id, 'exhibitors', day('2023-03-31'))).toBe(0)
    const { records } = await computeFigure(db, getFigure('exhibitors'), { editionId: edition.id, asOf: END })
    expect(records.map((one) => one.reason).sort()).toEqual(['exhibits', 'exhibits-with', 'exhibits-with'])
  })

  test('are counted once where they stand on two stands, as what they are for themselves', async () => {
    const edition = await anEdition(db)
    const one = await anAcceptedApplication(db, edition.id, { economyCode: 'FRA' })
    const other = await anAcceptedApplication(db, edition.id, { economyCode: 'FRA' })
    await aCompanion(other.id, 'FRA', { companyId: one.companyId })
    const { records, value } = await computeFigure(db, getFigure('exhibitors'), { editionId: edition.id, asOf: END })
    expect(value).toBe(2)
    expect(records.every((record) => record.reason === 'exhibits')).toBe(true)
  })

  test('are no longer counted from the day they withdraw, and were until then', async () => {
    const edition = await anEdition(db)
    const { id } = await anAcceptedApplication(db, edition.id, { economyCode: 'FRA' })
    await aCompanion(id, 'DEU')
    const { version } = await getApplication(db, id)
    const [today, on] = [day('2023-08-03'), day('2023-08-01')]
    await withdrawApplication(db, { applicationId: id, version, on, today, why: 'x', now, by })
    expect(await countOf(edition.id, 'exhibitors', day('2023-07-31'))).toBe(2)
    expect(await countOf(edition.id, 'exhibitors', on)).toBe(0)
  })

  test('of earlier editions are added up, each as of its end, and the sum is told by edition', async () => {
    const first = await anEdition(db, { opensOn: day('2021-11-05'), closesOn: day('2021-11-10') })
    const fairCode = first.code.split('-')[0] as string
    const second = await anEdition(db, { fairCode, opensOn: day('2022-11-05'), closesOn: day('2022-11-10') })
    const third = await anEdition(db, { fairCode, opensOn: day('2023-11-05'), closesOn: END })
    const { id: companyId } = await anExhibitor(db, { economyCode: 'FRA' })
    for (const [edition, year] of [
      [first, 2021],
      [second, 2022],
      [third, 2023],
    ] as const)
      await anAcceptedApplication(db, edition.id, {
        companyId,
        submittedOn: day(`${year}-03-01`),
        acceptedOn: day(`${year}-04-01`),
      })
    const of = { editionId: third.id, asOf: END }
    const { records, value } = await computeFigure(db, getFigure('exhibitors-earlier-editions'), of)
    expect(value).toBe(2)
    expect(records.map(({ kind, id, since }) => [kind, id, since])).toEqual([
      ['edition', first.code, '2021-11-10'],
      ['edition', second.code, '2022-11-10'],
    ])
  })
})

test('a country takes part once: with a pavilion, with exhibitors, or with both', async () => {
  const edition = await anEdition(db)
  await aPavilion(db, edition.id, 'TLS')
  await aPavilion(db, edition.id, 'UNIDO')
  await aPavilion(db, edition.id, 'FRA')
  await anAcceptedApplication(db, edition.id, { economyCode: 'FRA' })
  await anAcceptedApplication(db, edition.id, { economyCode: 'DEU' })
  const of = { editionId: edition.id, asOf: END }
  const { records, value } = await computeFigure(db, getFigure('participating-economies-and-organisations'), of)
  expect(value).toBe(4)
  expect(Object.fromEntries(records.map((one) => [one.id, one.reason]))).toEqual({
    TLS: 'with-pavilion',
    UNIDO: 'with-pavilion',
    FRA: 'with-both',
    DEU: 'with-exhibitors',
  })
})

test('recommended are companies of least developed countries, each once, while a recommendation holds', async () => {
  const edition = await anEdition(db)
  const house = openHouse(database)
  const said = { byKind: 'embassy', body: 'An embassy', economyCode: null, author: 'A', office: '', words: '' } as const
  const recommended = async (economyCode: string, on: string) => {
    const { id } = await anApplication(db, edition.id, { economyCode })
    const order = { said: { ...said, on: day(on) }, file: null, today: END, now, by, way: 'staff' } as const
    await recommend(db, house.house.files, { applicationId: id, ...order })
    return { id, again: () => recommend(db, house.house.files, { applicationId: id, ...order }) }
  }
  const timor = await recommended('TLS', '2023-05-01')
  await timor.again()
  await recommended('LAO', '2023-06-01')
  await recommended('FRA', '2023-06-01')
  expect(await countOf(edition.id, 'recommended-ldc-companies', day('2023-05-31'))).toBe(1)
  expect(await countOf(edition.id, 'recommended-ldc-companies')).toBe(2)
  for (const { id } of await db
    .selectFrom('applications.recommendations')
    .select('id')
    .where('applicationId', '=', timor.id)
    .execute())
    await withdrawRecommendation(db, {
      applicationId: timor.id,
      recommendationId: id,
      on: day('2023-09-01'),
      why: 'x',
      by,
    })
  expect(await countOf(edition.id, 'recommended-ldc-companies', day('2023-08-31'))).toBe(2)
  expect(await countOf(edition.id, 'recommended-ldc-companies')).toBe(1)
})

test('leaders are exhibitors in a list of the year in which the edition opens, counted once however many lists', async () => {
  const edition = await anEdition(db)
  for (const code of ['largest-hundred', 'best-known'])
    await addRanking(db, { code, names: { en: code }, source: null, by })
  const { companyId } = await anAcceptedApplication(db, edition.id, { economyCode: 'FRA' })
  const other = await anAcceptedApplication(db, edition.id, { economyCode: 'FRA' })
  const rank = { rank: 1, source: null, by }
  await setRanking(db, { companyId, ranking: 'largest-hundred', year: 2023, ...rank })
  await setRanking(db, { companyId, ranking: 'best-known', year: 2023, ...rank })
  await setRanking(db, { companyId: other.companyId, ranking: 'best-known', year: 2022, ...rank })
  expect(await countOf(edition.id, 'fortune-500-and-leaders')).toBe(1)
})

test('booths and net area are those that are held: an offer that waits is not', async () => {
  const edition = await anEdition(db)
  await aPlan(db, edition.id)
  const raw = await db
    .selectFrom('boothsViews.plan')
    .select('boothId as id')
    .where('editionId', '=', edition.id)
    .where('kind', '=', 'raw')
    .execute()
  await aHolding(db, edition.id, { boothIds: [raw[0]?.id ?? ''], accepted: true })
  await aHolding(db, edition.id, { boothIds: [raw[1]?.id ?? ''] })
  expect(await countOf(edition.id, 'booths-held')).toBe(1)
  expect(await countOf(edition.id, 'net-area')).toBe(72)
  expect(await countOf(edition.id, 'net-area', day('2023-05-31'))).toBe(0)
})

test('support is what stands in the ledger: companies once, free booths in booths, the rest in whole units of the currency', async () => {
  const edition = await aFeesEdition(db)
  const [booths, raw, rich] = [
    await aStand(db, edition.id),
    await aStand(db, edition.id, { kind: 'raw', areaM2: '36' }),
    await aStand(db, edition.id, { economyCode: 'FRA' }),
  ]
  const today = day('2023-06-01')
  for (const { id } of [booths, raw, rich])
    await openStatement(db, { applicationId: id, today, publicUrl: 'http://localhost', by })
  expect(await countOf(edition.id, 'supported-ldc-companies', day('2023-05-31'))).toBe(0)
  expect(await countOf(edition.id, 'supported-ldc-companies', today)).toBe(2)
  expect(await countOf(edition.id, 'free-booths', today)).toBe(2)
  // 20 dollars for each of 36 m².
  expect(await countOf(edition.id, 'support-granted', today)).toBe(720)
})

test('a figure by area, zone, region or economy adds up to the figure', async () => {
  const edition = await anEdition(db)
  await anAcceptedApplication(db, edition.id, { economyCode: 'FRA' })
  await anAcceptedApplication(db, edition.id, { economyCode: 'FRA', areaCode: 'cars' })
  await anAcceptedApplication(db, edition.id, { economyCode: 'LAO', areaCode: 'cars' })
  const of = { editionId: edition.id, asOf: END, on: day('2023-11-05') }
  const computed = await computeFigure(db, getFigure('exhibitors'), of)
  for (const dimension of ['area', 'region', 'economy'] as const) {
    const shares = await shareOut(db, computed, dimension, of)
    expect(
      shares.reduce((sum, share) => sum + share.value, 0),
      dimension,
    ).toBe(3)
  }
  expect((await shareOut(db, computed, 'area', of)).map(({ code, value }) => [code, value])).toEqual([
    ['cars', 2],
    ['food', 1],
  ])
  expect((await shareOut(db, computed, 'group', of)).find((one) => one.code === 'LDC')?.value).toBe(1)
})

describe('the pages', () => {
  test('show where a long list of records goes on, with each exhibitor under its name', async () => {
    const edition = await anEdition(db)
    const { id } = await anAcceptedApplication(db, edition.id, { economyCode: 'ESP' })
    for (let more = 0; more < PAGE; more++) await aCompanion(id, 'DEU')
    const house = openHouse(database)
    const at = `/en/${edition.code}/results/exhibitors`
    const first = await house.stranger().get(`${at}?as-of=${END}`)
    expect(first.text).toMatch(/aria-current="page"[^>]*>1–100</)
    const second = await house.stranger().get(`${at}?as-of=${END}&from=101`)
    const { name } = await db
      .selectFrom('companiesViews.companies as c')
      .innerJoin('applicationsViews.applications as a', 'a.companyId', 'c.id')
      .select('c.legalName as name')
      .where('a.id', '=', id)
      .executeTakeFirstOrThrow()
    // Spain comes after Germany, so the hundred and first record is the main exhibitor.
    expect(first.words).not.toContain(name)
    expect(second.words).toContain(name)
    expect(second.text).toContain(`/en/${edition.code}/exhibitors/${id}`)
  })

  test('tell a figure by its parts, in a table and as files, and know no part that it has not', async () => {
    const edition = await anEdition(db)
    await anAcceptedApplication(db, edition.id, { economyCode: 'FRA' })
    const visitor = openHouse(database).stranger()
    const at = `/fr/${edition.code}/results/exhibitors/by`
    const page = await visitor.get(`${at}/economy?as-of=${END}`)
    expect(page.words).toContain('France')
    expect(page.words).toMatch(/100\s?%/)
    expect((await visitor.get(`${at}/economy.csv?as-of=${END}`)).text).toBe(
      'code,name,value,share\r\nFRA,France,1,1\r\n',
    )
    expect(JSON.parse((await visitor.get(`${at}/economy.json?as-of=${END}`)).text)).toMatchObject({
      by: 'economy',
      value: 1,
      parts: [{ code: 'FRA', value: 1 }],
    })
    expect((await visitor.get(`${at}/planet`)).status).toBe(404)
    expect((await visitor.get(`/fr/${edition.code}/results/pavilion-area/by/economy`)).status).toBe(404)
  })

  test('name what was entered since a publication, in few words however much it is', async () => {
    const edition = await anEdition(db)
    const { id } = await anAcceptedApplication(db, edition.id, { economyCode: 'FRA' })
    const order = { editionId: edition.id, figure: 'exhibitors', asOf: END, by }
    const published = await publishFigure(db, order)
    expect(await getFrozen(db, published.id)).toEqual([`${id} 2023-04-01 1`])
    for (let more = 0; more < 25; more++) await aCompanion(id, 'DEU')
    const page = await openHouse(database).stranger().get(`/en/${edition.code}/results/exhibitors?as-of=${END}`)
    expect(page.words).toContain('The records now say 26 as of that day.')
    expect(page.words).toMatch(/Entered since: .* and 5 more/)
  })
})

describe('rules', () => {
  const record = (id: string, economyCode: string, amount = 1): Behind => ({
    kind: 'exhibitor',
    id,
    economyCode,
    areaCode: null,
    zoneCode: null,
    since: END,
    mode: null,
    amount,
    reason: 'exhibits',
    earlier: [],
    constructed: false,
  })

  test('sums lose no hundredth and count a record in each of its parts', () => {
    const records = [record('a', 'FRA', 0.1), record('b', 'FRA', 0.2), record('c', 'LAO', 9)]
    expect(sumsBy(records, (one) => [one.economyCode, 'all'])).toEqual([
      { code: 'all', value: 9.3 },
      { code: 'LAO', value: 9 },
      { code: 'FRA', value: 0.3 },
    ])
  })

  test('records are read by economy, then by what they are told by, and cut by the hundred', () => {
    const rank = new Map([
      ['LAO', 0],
      ['FRA', 1],
    ])
    const records = [record('b', 'FRA'), record('a', 'FRA'), record('c', 'LAO')]
    expect(inOrder(records, (code) => rank.get(code) ?? -1).map((one) => one.id)).toEqual(['c', 'a', 'b'])
    expect(stretchesOf(0)).toEqual([])
    expect(stretchesOf(PAGE + 1)).toEqual([
      { from: 1, to: PAGE },
      { from: PAGE + 1, to: PAGE + 1 },
    ])
  })

  test('a map marks as many what a round number and a few places reach', () => {
    expect(thresholdIn([])).toBe(1)
    expect(thresholdIn([1, 1, 1])).toBe(1)
    expect(thresholdIn([260, 177, 167, 131, 116, 116, 84, 80, 66, 50, 40, 30, 3, 2])).toBe(100)
  })
})

test('all figures of an edition ask as many questions for many records as for few', async () => {
  const [one, many] = [await anEdition(db), await anEdition(db)]
  await anAcceptedApplication(db, one.id, { economyCode: 'FRA' })
  for (const economyCode of ['FRA', 'LAO', 'PER']) await anAcceptedApplication(db, many.id, { economyCode })
  const asked = async (editionId: string) => {
    const before = database.questions()
    await computeFigures(db, { editionId, asOf: END })
    return database.questions() - before
  }
  expect(await asked(one.id)).toBe(figures.length)
  expect(await asked(many.id)).toBe(figures.length)
})
