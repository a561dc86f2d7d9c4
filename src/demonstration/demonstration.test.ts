import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { afterAll, describe, expect, test } from 'vitest'
import { countConstructed } from '#expo/exhibition/applications/index.ts'
import { findingsOf } from '#expo/exhibition/booths/rules/layout.ts'
import { getEdition, listEditions } from '#expo/ground/editions/index.ts'
import { todayIn } from '#expo/ground/editions/rules.ts'
import { getFigure } from '#expo/results/figures/index.ts'
import { computeFigures } from '#expo/results/index.ts'
import { computeFigure, listOutsideFacts, shareOut } from '#expo/results/queries.ts'
import { day } from '#kernel/day.ts'
import { inRoot } from '#platform/root.ts'
import { freshDatabase } from '#tests/house.ts'
import { readFacts, UnusableFacts } from './facts.ts'
import { constructedFloors, groundsOf, passagesOf, rulesOf } from './floors.ts'
import { DEMONSTRATION_FACTS, planOf, type Seeded, seedFair } from './seed.ts'

const { db } = await freshDatabase()
const now = new Date('2026-01-01T00:00:00Z')
/** Tens of thousands of records on a machine that does other things beside. */
const LONG = 180_000
const valuesOf = async (code: string, asOf: string) => {
  const edition = await getEdition(db, code)
  const computed = await computeFigures(db, { editionId: edition.id, asOf: day(asOf) })
  return Object.fromEntries(computed.map((one) => [one.figure.id, one.value]))
}

describe('the demonstration fair', () => {
  let seeded: Seeded
  test('loads from its facts file', { timeout: LONG }, async () => {
    seeded = await seedFair(db, DEMONSTRATION_FACTS, now)
    expect(seeded.editions).toBeGreaterThanOrEqual(7)
  })

  test('gives, for the sixth edition as of 4 November 2023, what its organisers published', async () => {
    expect(await valuesOf('ciie-2023', '2023-11-04')).toMatchObject({
      'national-exhibition-countries': 69,
      'national-exhibition-organisations': 3,
      'national-exhibition-debuts': 11,
      'national-exhibition-first-on-site': 34,
      'participating-economies-and-organisations': 154,
      'recommended-ldc-companies': 43,
    })
  })

  test('gives for each edition, as of its end, the exhibitors and their economies that were published', async () => {
    const ends = { 2018: [3617, 151], 2019: [3893, 150], 2021: [2900, 127], 2022: [2800, 127], 2023: [3486, 128] }
    for (const [year, [exhibitors, economies]] of Object.entries(ends))
      expect(await valuesOf(`ciie-${year}`, `${year}-11-10`), year).toMatchObject({
        exhibitors,
        'exhibitor-economies': economies,
      })
    expect(await valuesOf('ciie-2018', '2018-11-10')).toMatchObject({
      'participating-economies-and-organisations': 172,
    })
    expect(await valuesOf('ciie-2022', '2022-11-10')).toMatchObject({
      'participating-economies-and-organisations': 145,
      'fortune-500-and-leaders': 284,
    })
    const sixth = await valuesOf('ciie-2023', '2023-11-10')
    expect(sixth).toMatchObject({ 'fortune-500-and-leaders': 289 })
    expect(sixth['exhibitors-earlier-editions']).toBe(3617 + 3893 + 2600 + 2900 + 2800)
    expect(Math.abs((sixth['booths-held'] ?? 0) - 1800)).toBeLessThan(36)
  })

  test('has exhibitors who hold the booths they asked for, in fifteen halls, and return over the years', async () => {
    const { id: editionId } = await getEdition(db, 'ciie-2023')
    const { rows } = await sql<{ stands: number; halls: number; misfits: number }>`
      select count(*)::int as stands, count(distinct h.hall_code)::int as halls,
        count(*) filter (where h.area_m2 <> a.area_m2 or h.kind <> a.booth_kind)::int as misfits
      from booths_views.holdings h join applications_views.applications a on a.id = h.application_id
      where h.edition_id = ${editionId}`.execute(db)
    expect(rows[0]).toMatchObject({ halls: 15, misfits: 0 })
    const { rows: returned } = await sql<{ editions: number; companies: number }>`
      select editions, count(*)::int as companies from (
        select company_id, count(distinct edition_id)::int as editions from applications_views.exhibitors
        where role <> 'represented' group by company_id) t
      group by editions order by editions`.execute(db)
    expect(returned.find((one) => one.editions === 1)?.companies).toBeGreaterThan(1000)
    expect(returned.find((one) => one.editions === 6)?.companies).toBeGreaterThan(50)
  })

  test('is made whole later: fifteen thousand applications to the sixth, and the figures are the same', {
    timeout: LONG,
  }, async () => {
    const before = await valuesOf('ciie-2023', '2023-11-10')
    const added = await seedFair(db, DEMONSTRATION_FACTS, now, { loads: 'applications' })
    const { id: editionId } = await getEdition(db, 'ciie-2023')
    expect(await countConstructed(db, editionId)).toBe(15_000)
    expect(added).toMatchObject({ editions: 0, pavilions: 0 })
    expect(await valuesOf('ciie-2023', '2023-11-10')).toEqual(before)
    await expect(seedFair(db, DEMONSTRATION_FACTS, now, { loads: 'applications' })).rejects.toThrow(
      /nothing was loaded/,
    )
  })

  test('prints what cannot hold instead of bending it', () => {
    for (const one of seeded.disagreements) expect(one.possible, one.what).not.toBe(one.stated)
    expect(seeded.disagreements.length).toBeGreaterThan(0)
  })

  test('marks every constructed record, and invents no page, person or deal for a real state', async () => {
    const rows = await db.selectFrom('pavilions.pavilions').select(['constructed', 'pageShownOn', 'state']).execute()
    expect(rows.length).toBe(seeded.pavilions)
    expect(rows.every((row) => row.constructed && row.pageShownOn === null && row.state !== 'declined')).toBe(true)
    expect(await db.selectFrom('pavilions.profiles').selectAll().execute()).toEqual([])
    expect(await db.selectFrom('pavilions.pictures').selectAll().execute()).toEqual([])
    expect(await db.selectFrom('people.users').selectAll().execute()).toEqual([])
  })

  test('has a next edition to try things in, whose clock stands in the invitation window', async () => {
    const next = (await listEditions(db)).find((one) => one.rehearsalFrom)
    if (!next) throw new Error('no edition has a rehearsal clock')
    expect(next.constructed).toBe(true)
    expect(todayIn(next, now) < next.opensOn).toBe(true)
    const { findWindow } = await import('#expo/ground/editions/index.ts')
    const window = await findWindow(db, next.id, 'pavilion-invitation')
    expect(
      window && next.rehearsalFrom && window.opensAt <= next.rehearsalFrom && next.rehearsalFrom < window.closesAt,
    ).toBe(true)
  })

  test('has a released plan for every hall of a running edition, every booth marked as constructed', async () => {
    const { id: editionId } = await getEdition(db, 'ciie-2023')
    const plans = await db
      .selectFrom('booths.plans')
      .selectAll()
      .where('editionId', '=', editionId)
      .where('state', '=', 'released')
      .execute()
    expect(plans.length).toBe(16)
    const booths = await db.selectFrom('booths.booths').selectAll().execute()
    expect(booths.length).toBe(seeded.booths)
    expect(booths.every((booth) => booth.constructed)).toBe(true)
    const ofPlan = (planId: string) => booths.filter((booth) => booth.planId === planId)
    const business = plans.flatMap((plan) => ofPlan(plan.id)).filter((booth) => booth.areaCode !== 'national')
    // What its organisers published: more than 1,800 booths of companies, in halls of which one alone has hundreds.
    expect(Math.abs(business.length - 1800)).toBeLessThan(50)
    expect(Math.max(...plans.map((plan) => ofPlan(plan.id).length))).toBeGreaterThanOrEqual(400)
    expect(Math.max(...booths.map((booth) => Number(booth.areaM2)))).toBeGreaterThan(2000)
    expect(new Set(booths.map((booth) => booth.areaCode)).size).toBeGreaterThan(6)
  })

  test('has floors on which the venue’s own rules forbid nothing', () => {
    const facts = readFacts(readFileSync(DEMONSTRATION_FACTS, 'utf8'))
    const edition = facts.editions.find((one) => one.code === 'ciie-2023')
    if (!edition) throw new Error('the facts have no ciie-2023')
    const rules = rulesOf(facts)
    const passages = passagesOf(facts, groundsOf(facts, edition))
    const zones = edition.areas.filter((area) => area.kind === 'zone')
    const forbidden = [...constructedFloors(facts, edition, rules)].flatMap(([code, floor]) =>
      findingsOf(floor, rules, {
        areas: new Set(edition.areas.map((area) => area.code)),
        zones: new Map(zones.map((zone) => [zone.code, zone.parent ?? ''])),
        gates: passages.flatMap((one) => [
          ...(one.fromCode === code && one.fromGate ? [one.fromGate] : []),
          ...(one.toCode === code && one.toGate ? [one.toGate] : []),
        ]),
      })
        .filter((finding) => finding.forbids)
        .map((finding) => `${code}: ${finding.rule} ${finding.name}`),
    )
    expect(forbidden).toEqual([])
  })

  test('notes each published figure with its source', async () => {
    const facts = await listOutsideFacts(db, {})
    expect(facts.length).toBe(seeded.facts)
    for (const fact of facts) expect(fact.source.length, fact.figure).toBeGreaterThan(3)
  })

  test('is the same whenever it is constructed', async () => {
    const facts = readFacts(readFileSync(DEMONSTRATION_FACTS, 'utf8'))
    const told = async () => {
      const { pavilions, floors, companies, applications, others } = await planOf(db, facts, 'applications')
      const booths = [...floors].map(([code, halls]) => [code, [...halls].map(([hall, floor]) => [hall, floor.booths])])
      const all = [...applications, ...others.applications]
      return JSON.stringify([[...pavilions], booths, companies, all], (key, value) =>
        key === 'id' || key === 'boothIds' ? undefined : value,
      )
    }
    const [first, second] = [await told(), await told()]
    // Megabytes: only whether they differ is told.
    expect(first === second).toBe(true)
  })

  test('is not loaded twice, and a second try leaves nothing', async () => {
    await expect(seedFair(db, DEMONSTRATION_FACTS, now)).rejects.toThrow(/is here already/)
    expect((await db.selectFrom('pavilions.pavilions').select('id').execute()).length).toBe(seeded.pavilions)
  })
})

describe('another fair', () => {
  test('gives its own figures, by region and group too', async () => {
    const seeded = await seedFair(db, inRoot('tests', 'facts', 'harbour.json'), now)
    expect(seeded.disagreements).toEqual([])
    expect(await valuesOf('harbour-2025', '2025-05-01')).toMatchObject({
      'participating-economies-and-organisations': 30,
      exhibitors: 48,
      'exhibitor-economies': 14,
      'recommended-ldc-companies': 5,
      'fortune-500-and-leaders': 3,
      'national-exhibition-countries': 20,
      'national-exhibition-organisations': 2,
      'national-exhibition-debuts': 9,
      'national-exhibition-first-on-site': 20,
      'guests-of-honour': 1,
      'pavilion-area': 900.5,
    })
    const { id: editionId } = await getEdition(db, 'harbour-2025')
    const of = { editionId, asOf: day('2025-05-01'), on: day('2025-05-02') }
    const countries = await computeFigure(db, getFigure('national-exhibition-countries'), of)
    expect((await shareOut(db, countries, 'region', of)).find((one) => one.code === '002')?.value).toBe(8)
    expect((await shareOut(db, countries, 'group', of)).find((one) => one.code === 'LDC')?.value).toBe(6)
  })
})

describe('a facts file that cannot be used', () => {
  const folder = mkdtempSync(join(tmpdir(), 'rialto-facts-'))
  afterAll(() => rmSync(folder, { recursive: true, force: true }))
  const harbour = JSON.parse(readFileSync(inRoot('tests', 'facts', 'harbour.json'), 'utf8')) as {
    editions: { code: string; opensOn: string; closesOn: string; nationalExhibition: Record<string, unknown> }[]
  }
  const tryWith = async (change: (facts: typeof harbour) => void, text?: string): Promise<string[]> => {
    const facts = structuredClone(harbour)
    for (const edition of facts.editions) edition.code = edition.code.replace('harbour', 'harbour')
    change(facts)
    const file = join(folder, 'facts.json')
    writeFileSync(file, text ?? JSON.stringify(facts))
    const before = await db.selectFrom('platform.journal').select('id').execute()
    const lines = await seedFair(db, file, now).then(
      () => ['passed'],
      (error: unknown) => {
        if (error instanceof UnusableFacts) return error.lines
        throw error
      },
    )
    expect(await db.selectFrom('platform.journal').select('id').execute()).toEqual(before)
    return lines
  }
  const first = (facts: typeof harbour) => facts.editions[1]?.nationalExhibition as Record<string, unknown>

  test('because its totals contradict each other: each is named with what would come out, and nothing is loaded', async () => {
    const lines = await tryWith((facts) => {
      facts.editions[0] = {
        ...facts.editions[0],
        code: 'harbour-2030',
        opensOn: '2030-05-02',
        closesOn: '2030-05-03',
      } as (typeof facts.editions)[0]
      facts.editions = [facts.editions[0] as (typeof facts.editions)[0]]
      ;(facts.editions[0] as (typeof facts.editions)[0]).nationalExhibition = {
        mode: 'on-site',
        countries: 12,
        debuts: 13,
        firstOnSite: 11,
      }
    })
    expect(lines[0]).toMatch(/contradict each other, so nothing was loaded/)
    expect(lines.join('\n')).toMatch(/stated \d+, but with the others \d+ come out/)
  })

  test('because a day does not exist', async () => {
    const lines = await tryWith((facts) => Object.assign(facts.editions[1] as object, { opensOn: '2025-02-30' }))
    expect(lines).toEqual(['editions.1.opensOn: there is no such day'])
  })

  test('because it closes before it opens, or an edition stands in it twice, or belongs to another fair', async () => {
    expect(
      (await tryWith((facts) => Object.assign(facts.editions[1] as object, { closesOn: '2025-05-01' })))[0],
    ).toMatch(/closes before it opens/)
    expect((await tryWith((facts) => facts.editions.push(structuredClone(facts.editions[0]) as never)))[0]).toMatch(
      /stands here twice/,
    )
    expect((await tryWith((facts) => Object.assign(facts.editions[1] as object, { code: 'other-2025' })))[0]).toMatch(
      /begins with its fair's/,
    )
  })

  test('because a zone lies in no area, or an area in another', async () => {
    for (const wrong of [
      { code: 'nets', kind: 'zone' },
      { code: 'nets', kind: 'zone', parent: 'nowhere' },
      { code: 'nets', kind: 'area', parent: 'fish' },
    ])
      expect(
        (await tryWith((facts) => (facts.editions[1] as unknown as { areas: object[] }).areas.push(wrong)))[0],
      ).toMatch(/editions\.1\.areas\.1\.parent: a zone lies in an area/)
  })

  test('because it names a country that does not exist', async () => {
    const lines = await tryWith((facts) => {
      first(facts).named = ['ATL']
    })
    expect(lines.join(' ')).toMatch(/no country or organisation with the code ATL/)
  })

  test('because it is not JSON, not this format, not there, or a thousand countries', async () => {
    expect((await tryWith(() => {}, '{"format":'))[0]).toMatch(/not JSON/)
    expect((await tryWith(() => {}, '[]'))[0]).toMatch(/the file/)
    expect((await tryWith(() => {}, '\u0000'))[0]).toMatch(/not JSON/)
    expect((await tryWith((facts) => Object.assign(facts, { format: 'rialto-facts/9' })))[0]).toMatch(/format/)
    await expect(seedFair(db, join(folder, 'nowhere.json'), now)).rejects.toThrow(/cannot be read/)
    const lines = await tryWith((facts) => {
      facts.editions = [
        {
          ...(facts.editions[0] as (typeof facts.editions)[0]),
          code: 'harbour-2031',
          nationalExhibition: { mode: 'online', countries: 999 },
        },
      ]
    })
    expect(lines[0]).toMatch(/contradict each other/)
  })
})
