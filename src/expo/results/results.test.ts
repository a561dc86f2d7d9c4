import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { withdrawPavilion } from '#expo/exhibition/pavilions/commands/answer.ts'
import { changeTerms } from '#expo/exhibition/pavilions/commands/change-terms.ts'
import { anInvitation, aPavilion } from '#expo/exhibition/pavilions/makers.ts'
import { listHistory } from '#expo/exhibition/pavilions/queries.ts'
import { firstsOf } from '#expo/exhibition/pavilions/rules.ts'
import { getEdition, getEditionById } from '#expo/ground/editions/index.ts'
import { anEdition } from '#expo/ground/editions/makers.ts'
import { type Day, day } from '#kernel/day.ts'
import { Refusal } from '#kernel/refusal.ts'
import { listEntries } from '#platform/journal.ts'
import { freshDatabase, maker } from '#tests/house.ts'
import { addOutsideFact, correctFigure, publishFigure, removeOutsideFact } from './commands/publish.ts'
import { digestOf } from './digest.ts'
import { figures, getFigure } from './figures/index.ts'
import {
  computeFigure,
  computeFigures,
  findStanding,
  getFrozen,
  listOutsideFacts,
  listPublications,
  listSeries,
  shareOut,
} from './queries.ts'
import { changesSince, findingIn, frozen, sumOf } from './rules.ts'
import type { Behind } from './words.ts'

const { db } = await freshDatabase()
const by = maker
const refusalOf = (deed: Promise<unknown>): Promise<string> =>
  deed.then(
    () => 'passed',
    (error: unknown) => {
      if (error instanceof Refusal) return error.code
      throw error
    },
  )
const valuesOf = async (editionId: string, asOf: string): Promise<Record<string, number>> =>
  Object.fromEntries(
    (await computeFigures(db, { editionId, asOf: day(asOf) })).map((one) => [one.figure.id, one.value]),
  )

/** A fair of three editions: on site, online, on site again. */
async function aFair() {
  const first = await anEdition(db, { opensOn: day('2021-11-05') })
  const fairCode = first.code.split('-')[0] as string
  const second = await anEdition(db, { fairCode, opensOn: day('2022-11-05') })
  const third = await anEdition(db, { fairCode, opensOn: day('2023-11-05'), closesOn: day('2023-11-10') })
  const at = (year: number) => ({ today: day(`${year}-02-01`), on: day(`${year}-04-01`) })
  await aPavilion(db, first.id, 'FRA', at(2021))
  await aPavilion(db, second.id, 'LAO', { ...at(2022), mode: 'online', areaM2: 0 })
  await aPavilion(db, third.id, 'FRA', { ...at(2023), areaM2: 120.5, guestOfHonour: true })
  await aPavilion(db, third.id, 'LAO', { ...at(2023), areaM2: 36 })
  await aPavilion(db, third.id, 'TLS', { ...at(2023), areaM2: 18 })
  await aPavilion(db, third.id, 'VUT', { ...at(2023), mode: 'online', areaM2: 0 })
  await aPavilion(db, third.id, 'UNIDO', { ...at(2023), areaM2: 54 })
  return { first, second, third }
}

describe('the figures of an edition', () => {
  test('come out of its records: countries and organisations apart, debuts, first times on site, honour, area', async () => {
    const { third } = await aFair()
    expect(await valuesOf(third.id, '2023-11-04')).toEqual({
      'participating-economies-and-organisations': 5,
      'national-exhibition-countries': 4,
      'national-exhibition-organisations': 1,
      'national-exhibition-debuts': 2,
      'national-exhibition-first-on-site': 2,
      'guests-of-honour': 1,
      'pavilion-area': 228.5,
      exhibitors: 0,
      'exhibitor-economies': 0,
      'recommended-ldc-companies': 0,
      'fortune-500-and-leaders': 0,
      'booths-held': 0,
      'net-area': 0,
      'supported-ldc-companies': 0,
      'free-booths': 0,
      'support-granted': 0,
      'exhibitors-earlier-editions': 0,
    })
  })

  test('are nothing on the day before the first confirmation', async () => {
    const { third } = await aFair()
    expect(new Set(Object.values(await valuesOf(third.id, '2023-03-31')))).toEqual(new Set([0]))
  })

  test('say of each record why it is counted', async () => {
    const { third } = await aFair()
    const { records } = await computeFigure(db, getFigure('national-exhibition-first-on-site'), {
      editionId: third.id,
      asOf: day('2023-11-04'),
    })
    expect(records.map(({ economyCode, reason, since }) => [economyCode, reason, since])).toEqual([
      ['LAO', 'was-online-before', '2023-04-01'],
      ['TLS', 'first-time-on-site', '2023-04-01'],
    ])
    expect(records[0]?.earlier).toHaveLength(1)
  })

  test('do not count an invitation that nobody answered', async () => {
    const edition = await anEdition(db)
    await anInvitation(db, edition.id, 'PER')
    expect((await valuesOf(edition.id, '2023-11-04'))['national-exhibition-countries']).toBe(0)
  })

  test('do not count other fairs: who was at another fair has a debut at this one', async () => {
    await aFair()
    const elsewhere = await anEdition(db)
    await aPavilion(db, elsewhere.id, 'FRA')
    expect((await valuesOf(elsewhere.id, '2023-11-04'))['national-exhibition-debuts']).toBe(1)
  })

  test('follow a withdrawal and a move to online from their days on, and leave the days before as they were', async () => {
    const { third } = await aFair()
    const fact = await aPavilion(db, third.id, 'PER', { on: day('2023-05-01') })
    await withdrawPavilion(db, {
      pavilionId: fact.id,
      on: day('2023-08-01'),
      today: day('2023-08-03'),
      version: 2,
      by,
      why: 'x',
    })
    const moved = await aPavilion(db, third.id, 'CHL', { on: day('2023-05-01'), areaM2: 50 })
    await changeTerms(db, {
      pavilionId: moved.id,
      mode: 'online',
      areaM2: 0,
      guestOfHonour: false,
      badgeQuota: 0,
      boothQuota: 0,
      from: day('2023-09-01'),
      today: day('2023-09-01'),
      version: 2,
      why: undefined,
      by,
    })
    expect(await valuesOf(third.id, '2023-07-31')).toMatchObject({
      'national-exhibition-countries': 6,
      'national-exhibition-first-on-site': 4,
    })
    expect(await valuesOf(third.id, '2023-08-31')).toMatchObject({
      'national-exhibition-countries': 5,
      'national-exhibition-first-on-site': 3,
    })
    expect(await valuesOf(third.id, '2023-09-01')).toMatchObject({
      'national-exhibition-countries': 5,
      'national-exhibition-first-on-site': 2,
      'pavilion-area': 228.5,
    })
  })

  test('agree with the pure rule that pavilion pages use, for every participant', async () => {
    const { third } = await aFair()
    const asOf = day('2023-11-04')
    const of = { editionId: third.id, asOf }
    const codes = async (id: string) =>
      (await computeFigure(db, getFigure(id), of)).records.map((one) => one.economyCode)
    const debuts = await codes('national-exhibition-debuts')
    const onSite = await codes('national-exhibition-first-on-site')
    const history = await listHistory(db, await getEditionById(db, third.id))
    for (const code of await codes('national-exhibition-countries')) {
      const firsts = firstsOf(history.get(code ?? '') ?? [], { editionId: third.id, opensOn: day('2023-11-05') }, asOf)
      expect(debuts.includes(code), `${code} debut`).toBe(firsts.debut)
      expect(onSite.includes(code), `${code} on site`).toBe(firsts.firstOnSite)
    }
  })

  test('are told by region and by group, as members on the reference day', async () => {
    const { third } = await aFair()
    const countries = getFigure('national-exhibition-countries')
    const of = { editionId: third.id, asOf: day('2023-11-04') }
    const computed = await computeFigure(db, countries, of)
    const told = async (dimension: 'region' | 'group', on: string) =>
      Object.fromEntries(
        (await shareOut(db, computed, dimension, { ...of, on: day(on) })).map((one) => [one.names.en, one.value]),
      )
    expect(await told('region', '2023-11-05')).toEqual({ Asia: 2, Europe: 1, Oceania: 1 })
    expect((await told('group', '2023-11-05'))['Least developed countries']).toBe(2)
    // Vanuatu has left the list since; had the edition been in 2020 it would have been counted.
    expect((await told('group', '2020-11-05'))['Least developed countries']).toBe(3)
  })

  test('compare over the editions, each as of its own last day', async () => {
    const { third, first } = await aFair()
    const edition = { ...third, opensOn: day('2023-11-05') }
    const series = await listSeries(db, getFigure('national-exhibition-countries'), {
      edition: await getEdition(db, edition.code),
      asOf: day('2023-11-04'),
    })
    expect(series.map((one) => [one.value, one.asOf])).toEqual([
      [1, '2021-12-31'],
      [1, '2022-12-31'],
      [4, '2023-11-04'],
    ])
    expect(series[0]?.edition.code).toBe(first.code)
  })
})

describe('publishing', () => {
  const order = (editionId: string) => ({
    editionId,
    figure: 'national-exhibition-countries',
    asOf: day('2023-06-01'),
    by,
  })

  test('freezes value, definition, day and records; what is entered later shows beside it and does not change it', async () => {
    const edition = await anEdition(db)
    await aPavilion(db, edition.id, 'TLS')
    expect(await publishFigure(db, order(edition.id))).toMatchObject({ value: 1 })
    await aPavilion(db, edition.id, 'LAO', { on: day('2023-05-30') })
    const standing = await findStanding(db, { editionId: edition.id, figure: 'national-exhibition-countries' })
    expect(standing).toMatchObject({ value: 1, definitionVersion: 1, asOf: '2023-06-01' })
    const now = await computeFigure(db, getFigure('national-exhibition-countries'), {
      editionId: edition.id,
      asOf: day('2023-06-01'),
    })
    expect(now.value).toBe(2)
    expect(now.digest).not.toBe(standing?.digest)
    expect(changesSince(await getFrozen(db, standing?.id ?? ''), frozen(now.records)).added).toEqual([
      'LAO 2023-05-30 on-site 1',
    ])
  })

  test('happens once; a correction says why, supersedes it, and is refused where there is nothing to correct', async () => {
    const edition = await anEdition(db)
    await aPavilion(db, edition.id, 'TLS')
    expect(await refusalOf(correctFigure(db, { ...order(edition.id), why: 'x' }))).toBe('results.not-published')
    await publishFigure(db, order(edition.id))
    expect(await refusalOf(publishFigure(db, order(edition.id)))).toBe('results.already-published')
    expect(await refusalOf(correctFigure(db, { ...order(edition.id), why: 'x' }))).toBe('results.nothing-to-correct')
    await aPavilion(db, edition.id, 'LAO', { on: day('2023-05-30') })
    await correctFigure(db, { ...order(edition.id), why: 'A confirmation came late.' })
    const publications = await listPublications(db, { editionId: edition.id })
    expect(publications.map((one) => one.value)).toEqual([2, 1])
    expect(publications[0]).toMatchObject({ reason: 'A confirmation came late.', supersedes: publications[1]?.id })
    expect(await findStanding(db, { editionId: edition.id, figure: 'national-exhibition-countries' })).toMatchObject({
      value: 2,
    })
    expect((await listEntries(db, edition.id)).map((one) => one.what)).toEqual(
      expect.arrayContaining(['figure.published', 'figure.corrected']),
    )
  })

  test('of twenty managers at once, one publishes and one corrects', async () => {
    const edition = await anEdition(db)
    await aPavilion(db, edition.id, 'TLS')
    const published = await Promise.all(
      Array.from({ length: 20 }, () => refusalOf(publishFigure(db, order(edition.id)))),
    )
    expect(published.filter((one) => one === 'passed')).toHaveLength(1)
    await aPavilion(db, edition.id, 'LAO', { on: day('2023-05-30') })
    const corrected = await Promise.all(
      Array.from({ length: 20 }, () => refusalOf(correctFigure(db, { ...order(edition.id), why: 'x' }))),
    )
    expect(corrected.filter((one) => one === 'passed')).toHaveLength(1)
    expect(await listPublications(db, { editionId: edition.id })).toHaveLength(2)
  })

  test('what others published stands beside and bends nothing', async () => {
    const edition = await anEdition(db)
    await aPavilion(db, edition.id, 'TLS')
    const fact = {
      editionId: edition.id,
      figure: 'national-exhibition-countries',
      value: 72,
      qualifier: 'about',
      unit: 'countries',
      asOf: null,
      source: 'A newspaper',
      note: '',
      verified: true,
    } as const
    await addOutsideFact(db, { ...fact, by })
    const [kept] = await listOutsideFacts(db, { editionId: edition.id })
    expect(kept).toMatchObject({ value: 72, qualifier: 'about' })
    expect((await valuesOf(edition.id, '2023-11-04'))['national-exhibition-countries']).toBe(1)
    await removeOutsideFact(db, { id: kept?.id ?? '', editionId: edition.id, why: 'Misread.', by })
    expect(
      await refusalOf(removeOutsideFact(db, { id: kept?.id ?? '', editionId: edition.id, why: 'Again.', by })),
    ).toBe('results.no-such-fact')
  })
})

describe('rules', () => {
  const record = fc.record({
    kind: fc.constant('pavilion' as const),
    id: fc.stringMatching(/^[A-Z]{3}$/),
    economyCode: fc.stringMatching(/^[A-Z]{3}$/),
    areaCode: fc.constant(null),
    zoneCode: fc.constant(null),
    since: fc.constantFrom('2023-04-01', '2023-05-02') as fc.Arbitrary<Day>,
    mode: fc.constantFrom('on-site' as const, 'online' as const),
    amount: fc.integer({ min: 0, max: 100_000 }).map((hundredths) => hundredths / 100),
    reason: fc.constant('takes-part' as const),
    earlier: fc.constant([] as string[]),
    constructed: fc.boolean(),
  }) satisfies fc.Arbitrary<Behind>

  test('the digest is of the records, not of their order; and areas are summed without losing a hundredth', () => {
    fc.assert(
      fc.property(fc.array(record, { maxLength: 30 }), (records) => {
        expect(digestOf(records.toReversed())).toBe(digestOf(records))
        const hundredths = records.reduce((sum, one) => sum + Math.round(one.amount * 100), 0)
        expect(Math.round(sumOf(records) * 100)).toBe(hundredths)
        const [first, ...rest] = records
        if (first) expect(digestOf(rest)).not.toBe(digestOf(records))
      }),
    )
  })

  test('the title of a comparison says what it shows', () => {
    expect(findingIn([])).toEqual({ finding: 'only' })
    expect(findingIn([5])).toEqual({ finding: 'only' })
    expect(findingIn([5, 5])).toEqual({ finding: 'unchanged' })
    expect(findingIn([5, 7])).toEqual({ finding: 'up', by: 2 })
    expect(findingIn([1, 2, 3])).toEqual({ finding: 'highest', of: 3, by: 1 })
    expect(findingIn([3, 2, 1])).toEqual({ finding: 'lowest', of: 3, by: 1 })
    expect(findingIn([3, 1, 2])).toEqual({ finding: 'up', by: 1 })
    expect(findingIn([1, 3, 2])).toEqual({ finding: 'down', by: 1 })
  })

  test('every figure has an id, a version and a unit of its own', () => {
    expect(new Set(figures.map((figure) => figure.id)).size).toBe(figures.length)
    for (const figure of figures) expect(figure.version).toBeGreaterThan(0)
  })
})
