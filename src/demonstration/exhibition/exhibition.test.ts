import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import makeHighs from 'highs'
import { describe, expect, test } from 'vitest'
import { day } from '#kernel/day.ts'
import { inRoot } from '#platform/root.ts'
import { chanceOf, shared, shuffled } from '../chance.ts'
import { construct } from '../construct.ts'
import { type EditionFacts, readFacts, UnusableFacts } from '../facts.ts'
import { constructedFloors, rulesOf } from '../floors.ts'
import { companyNames, PLACES } from '../words.ts'
import { Companies } from './companies.ts'
import { calendarOf } from './days.ts'
import { joinBlocks, standsOf } from './stands.ts'

const text = readFileSync(inRoot('tests', 'facts', 'harbour.json'), 'utf8')
const highs = await makeHighs()
const LDC = new Set(['TLS', 'LAO', 'CPV', 'BEN', 'NPL', 'TZA', 'ZMB', 'MWI', 'RWA', 'UGA', 'SEN', 'TGO'])
const codes =
  'NOR ISL ESP JPN PRT FRA DEU ITA GBR USA CAN BRA CHL PER ARG MEX IND IDN THA VNM KOR CHN EGY MAR ZAF NGA GHA'
const candidates = [...codes.split(' '), ...LDC].map((code) => ({
  code,
  kind: 'country' as const,
  region: LDC.has(code) ? '002' : '150',
  eligible: true,
}))
type Stated = NonNullable<EditionFacts['exhibition']>
const harbour = (change: Partial<Record<keyof Stated, unknown>> = {}) => {
  const facts = JSON.parse(text) as { editions: { exhibition?: object; nationalExhibition: object | null }[] }
  for (const edition of facts.editions) edition.nationalExhibition = null
  const [, second] = facts.editions
  if (second) second.exhibition = { ...second.exhibition, participating: undefined, ...change }
  return readFacts(JSON.stringify(facts))
}
const constructed = (change: Parameters<typeof harbour>[0] = {}, loads: 'exhibitors' | 'applications' = 'exhibitors') =>
  construct({
    highs,
    facts: harbour(change),
    candidates,
    isMemberOn: (code, group) => group === 'LDC' && LDC.has(code),
    loads,
  })
const refused = (change: Parameters<typeof harbour>[0]): string => {
  try {
    constructed(change)
    return 'constructed'
  } catch (error) {
    if (error instanceof UnusableFacts) return error.lines.join('\n')
    throw error
  }
}

describe('totals that contradict each other are told, each with what would come out', () => {
  test('more economies than exhibitors', () =>
    expect(refused({ exhibitors: 10, economies: 14 })).toMatch(
      /exhibitors: stated 10, but with the others 14 come out/,
    ))
  test('more economies than there are', () =>
    expect(refused({ economies: 200 })).toMatch(
      /economies of exhibitors: stated 200, but with the others \d+ come out/,
    ))
  test('more recommended than there are from least developed countries', () =>
    expect(refused({ ldcExhibitors: 5, recommendedLdc: 9 })).toMatch(
      /recommended companies: stated 9, but .* 5 come out/,
    ))
  test('more brought along than any economy has', () =>
    expect(refused({ umbrellas: { organisers: 1, exhibitors: 47 } })).toMatch(/brought along: stated 47/))
  test('more leaders than exhibitors with a stand', () =>
    expect(refused({ leaders: 400 })).toMatch(/leaders: stated 400/))
  test('what is only to come out if possible is told beside the plan', () => {
    const { disagreements } = constructed({ booths: { value: 9000, hold: 'if-possible' } })
    expect(disagreements.map((one) => one.what)).toEqual(['harbour-2025, booths'])
  })
})

describe('what is constructed', () => {
  const { applications, companies, floors } = constructed()
  const all = applications.get('harbour-2025') ?? []

  test('gives each booth to one stand at most, of its own area and kind', () => {
    const booths = [...(floors.get('harbour-2025')?.values() ?? [])].flatMap((floor) => floor.booths)
    const held = all.flatMap((one) => one.boothIds.map((id) => ({ id, one })))
    expect(new Set(held.map(({ id }) => id)).size).toBe(held.length)
    for (const { id, one } of held) {
      const booth = booths.find((known) => known.id === id)
      expect(booth).toMatchObject({ areaCode: one.areaCode, zoneCode: one.zoneCode, kind: one.boothKind })
    }
  })

  test('has no company twice in an edition, and no name twice at all', () => {
    const who = all.flatMap((one) => [one.company, ...one.coExhibitors.map((other) => other.company)])
    expect(new Set(who).size).toBe(who.length)
    expect(new Set(companies.map((one) => one.legalName.text)).size).toBe(companies.length)
  })

  test('leaves out the host, and lets nobody be recommended by anybody in particular', () => {
    expect(companies.some((one) => one.economyCode === 'PRT')).toBe(false)
    const recommendations = all.flatMap((one) => one.recommendations)
    expect(recommendations).toHaveLength(5)
    expect(new Set(recommendations.map((one) => `${one.body} ${one.author} ${one.economyCode}`)).size).toBe(1)
  })

  test('with all applications has as many as there were, of companies of their own, in every state that an edition ends with', () => {
    const { others } = constructed({}, 'applications')
    const more = others.applications.get('harbour-2025') ?? []
    expect(all.length + more.length).toBe(90)
    expect(more.every((one) => one.company >= others.from && one.boothIds.length === 0)).toBe(true)
    expect(new Set(more.map((one) => one.state))).toEqual(
      new Set(
        ['declined', 'wait-listed', 'withdrawn', 'draft', 'discarded'].filter((state) =>
          more.some((one) => one.state === state),
        ),
      ),
    )
    expect(more.every((one) => one.state !== 'accepted' && one.state !== 'submitted')).toBe(true)
  })
})

test('adjoining booths of one area and zone make a block; what is not taken stands alone', () => {
  const facts = harbour()
  const [, edition] = facts.editions
  if (!edition) throw new Error('the fair has two editions')
  const halls = standsOf(constructedFloors(facts, edition, rulesOf(facts)), 2)
  const { blocks, singles } = joinBlocks(halls, { blocks: 2, areaM2: 200, seed: 'x' })
  expect(blocks).toHaveLength(2)
  for (const block of blocks) expect(block.kind).toBe('raw')
  const ids = [...blocks, ...singles].flatMap((one) => one.boothIds)
  expect(new Set(ids).size).toBe(ids.length)
  expect(ids.length).toBe(halls.flatMap((hall) => hall.stands).length)
})

test('an application is sent in the window and decided after it and before the opening, by a rehearsal’s clock where there is one', () => {
  const opens = day('2025-05-02')
  const edition = { opensOn: opens, windows: [] } as unknown as EditionFacts
  const rehearsed = { ...edition, rehearsalClock: new Date('2024-12-01T10:00:00Z') } as EditionFacts
  fc.assert(
    fc.property(fc.string({ maxLength: 12 }), (seed) => {
      for (const one of [edition, rehearsed]) {
        const { submitted, decidedOn } = calendarOf(one, 'Asia/Shanghai')(seed)
        expect(submitted.on <= decidedOn).toBe(true)
        expect(decidedOn < (one.rehearsalClock ? '2024-12-01' : opens)).toBe(true)
      }
    }),
  )
})

test('a company that shows what an area shows comes again; one that shows something else does not', () => {
  const goods = { fish: ['seafood'], cars: ['cars'] }
  const facts = readFacts(JSON.stringify({ ...JSON.parse(text), goods }))
  const companies = new Companies(facts)
  const before = day('2024-01-01')
  const of = { economyCode: 'NOR', zoneCode: null, isLarge: false, before, fresh: false }
  const first = Array.from({ length: 200 }, () => companies.exhibitor({ ...of, edition: 1, areaCode: 'fish' }))
  const again = Array.from({ length: 200 }, () => companies.exhibitor({ ...of, edition: 2, areaCode: 'fish' }))
  const returned = again.filter((one) => first.includes(one)).length
  expect(returned).toBeGreaterThan(100)
  expect(returned).toBeLessThan(150)
  const cars = Array.from({ length: 50 }, () => companies.exhibitor({ ...of, edition: 3, areaCode: 'cars' }))
  expect(cars.some((one) => first.includes(one) || again.includes(one))).toBe(false)
})

describe('chance', () => {
  test('shares are whole, and together the number; each gets at least what it is to have as far as it reaches', () => {
    const weights = fc.array(fc.double({ min: 0.01, max: 100, noNaN: true }), { minLength: 1, maxLength: 40 })
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 5000 }), weights, fc.integer({ min: 0, max: 3 }), (total, of, least) => {
        const shares = shared(total, of, least)
        expect(shares.reduce((sum, one) => sum + one, 0)).toBe(total)
        const each = Math.min(least, Math.floor(total / of.length))
        expect(shares.every((one) => Number.isInteger(one) && one >= each)).toBe(true)
      }),
    )
  })

  test('is even, and the same whenever it is asked', () => {
    const numbers = Array.from({ length: 2000 }, (_, index) => chanceOf('a seed', index))
    const mean = numbers.reduce((sum, one) => sum + one, 0) / numbers.length
    expect(Math.abs(mean - 0.5)).toBeLessThan(0.03)
    expect(shuffled([1, 2, 3, 4, 5], 'x')).toEqual(shuffled([1, 2, 3, 4, 5], 'x'))
  })
})

test('a name says the same place in every script, and in English beside it', () => {
  const { legalName, names } = companyNames('coffee', PLACES - 1, 0, 'SAU')
  expect(legalName.lang).toBe('ar')
  expect(legalName.text).toMatch(/^\p{Script=Arabic}+ \p{Script=Arabic}+ - \p{Script=Arabic}+$/u)
  expect(names.en).toMatch(/^\p{Script=Latin}+ Coffee \p{Script=Latin}+$/u)
  expect(companyNames('coffee', 0, 0, 'USA').names).toEqual({})
})
