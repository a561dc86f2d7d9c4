import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Day, day } from '#kernel/day.ts'
import { LANGUAGES } from '#kernel/language.ts'
import { Refusal } from '#kernel/refusal.ts'
import { freshDatabase, maker } from '#tests/house.ts'
import {
  addGroup,
  addMembership,
  addOrganisation,
  changeMembership,
  removeMembership,
  showEconomyAs,
} from './commands/change.ts'
import { loadReference } from './commands/load-reference.ts'
import {
  isMemberOn,
  listEconomies,
  listGroups,
  listMemberships,
  listMembersOn,
  listRegions,
  searchEconomies,
} from './queries.ts'
import { isMember } from './rules.ts'

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

describe('the reference data', () => {
  test('holds every economy of ISO 3166-1 once, with names in six languages and a code of each kind', async () => {
    const economies = (await listEconomies(db, { hidden: true })).filter((one) => one.kind === 'country')
    expect(economies).toHaveLength(249)
    expect(new Set(economies.map((one) => one.alpha2)).size).toBe(249)
    for (const one of economies) {
      expect(one.code).toMatch(/^[A-Z]{3}$/)
      for (const language of LANGUAGES) expect(one.names[language], `${one.code} ${language}`).toBeTruthy()
    }
    expect(economies.filter((one) => one.status === 'member')).toHaveLength(193)
  })

  test('puts every economy into a region of the United Nations, each with names in six languages', async () => {
    const regions = await listRegions(db)
    const tops = regions.filter((one) => one.parentCode === null)
    expect(tops.map((one) => one.names.en).sort()).toEqual(['Africa', 'Americas', 'Asia', 'Europe', 'Oceania'])
    for (const region of regions)
      for (const language of LANGUAGES) expect(region.names[language], region.code).toBeTruthy()
    const codes = new Set(regions.map((one) => one.code))
    // Antarctica is in no region of M49's.
    for (const one of await listEconomies(db, { hidden: true }))
      if (one.kind === 'country' && one.code !== 'ATA') expect(codes.has(one.regionCode ?? ''), one.code).toBe(true)
  })

  test('may be loaded twice without doubling or losing what an administrator changed', async () => {
    await showEconomyAs(db, {
      code: 'CIV',
      shown: true,
      shownNames: { en: 'Ivory Coast' },
      version: 1,
      why: 'House style.',
      by,
    })
    const before = (await listEconomies(db, { hidden: true })).length
    await loadReference(db)
    const economies = await listEconomies(db, { hidden: true })
    expect(economies).toHaveLength(before)
    expect(economies.find((one) => one.code === 'CIV')?.names.en).toBe('Ivory Coast')
  })
})

describe('least developed countries, by the list of the United Nations', () => {
  const on = (code: string, text: string) => isMemberOn(db, code, 'LDC', day(text))

  test('Vanuatu is in for the edition of 2020 and out for that of 2021', async () => {
    expect(await on('VUT', '2020-11-05')).toBe(true)
    expect(await on('VUT', '2020-12-03')).toBe(true)
    expect(await on('VUT', '2020-12-04')).toBe(false)
    expect(await on('VUT', '2021-11-05')).toBe(false)
  })

  test('Bhutan is in for the edition of 2023 and out for that of 2024', async () => {
    expect(await on('BTN', '2023-11-05')).toBe(true)
    expect(await on('BTN', '2023-12-12')).toBe(true)
    expect(await on('BTN', '2023-12-13')).toBe(false)
    expect(await on('BTN', '2024-11-05')).toBe(false)
  })

  test('Sao Tome and Principe is still in on 5 November 2024, and out from 13 December', async () => {
    expect(await on('STP', '2024-11-05')).toBe(true)
    expect(await on('STP', '2024-12-12')).toBe(true)
    expect(await on('STP', '2024-12-13')).toBe(false)
  })

  test('Bangladesh, Lao PDR and Nepal are in until 24 November 2026; that day is scheduled, and may be put off', async () => {
    for (const code of ['BGD', 'LAO', 'NPL']) {
      expect(await on(code, '2026-11-23'), code).toBe(true)
      expect(await on(code, '2026-11-24'), code).toBe(false)
      const [membership] = (await listMemberships(db, { economyCode: code })).filter((one) => one.groupCode === 'LDC')
      expect(membership).toMatchObject({ certainty: 'scheduled', until: '2026-11-24' })
    }
    const [bangladesh] = await listMemberships(db, { economyCode: 'BGD' })
    if (!bangladesh) throw new Error('Bangladesh is in no group')
    const order = { id: bangladesh.id, from: bangladesh.from, note: null, why: 'Put off.', by }
    await changeMembership(db, {
      ...order,
      until: day('2029-11-24'),
      certainty: 'scheduled',
      version: bangladesh.version,
    })
    expect(await on('BGD', '2026-11-24')).toBe(true)
    expect(
      await refusalOf(
        changeMembership(db, { ...order, until: null, certainty: 'sourced', version: bangladesh.version }),
      ),
    ).toBe('web.stale')
  })

  test('there were 25 when the list began, 46 on 5 November 2023, and 44 at the end of 2024', async () => {
    const count = async (text: string) => (await listMembersOn(db, 'LDC', day(text))).length
    expect(await count('2023-11-05')).toBe(46)
    expect(await count('2024-12-31')).toBe(44)
  })
})

describe('memberships', () => {
  test('a membership holds from its first day up to, not including, its last, and twice never at once', () => {
    const anyDay = fc
      .date({ min: new Date('1990-01-01'), max: new Date('2030-01-01'), noInvalidDate: true })
      .map((date) => date.toISOString().slice(0, 10) as Day)
    fc.assert(
      fc.property(anyDay, anyDay, anyDay, (from, until, on) => {
        const held = isMember([{ from, until, certainty: 'sourced' }], on)
        expect(held).toBe(from <= on && on < until)
      }),
    )
  })

  test('a group, its members and their days are kept by an administrator; overlaps and reversed days are refused', async () => {
    await addGroup(db, { code: 'COFFEE', names: { en: 'Coffee growers' }, source: null, by })
    expect(await refusalOf(addGroup(db, { code: 'COFFEE', names: { en: 'Again' }, source: null, by }))).toBe(
      'economies.code-taken',
    )
    const order = {
      groupCode: 'COFFEE',
      economyCode: 'TLS',
      note: null,
      certainty: 'sourced',
      why: undefined,
      by,
    } as const
    await addMembership(db, { ...order, from: day('2020-01-01'), until: day('2022-01-01') })
    await addMembership(db, { ...order, from: day('2022-01-01'), until: null })
    expect(await refusalOf(addMembership(db, { ...order, from: day('2021-06-01'), until: null }))).toBe(
      'economies.already-member',
    )
    expect(await refusalOf(addMembership(db, { ...order, from: day('2021-06-01'), until: day('2021-05-01') }))).toBe(
      'economies.ends-before-it-begins',
    )
    expect(
      await refusalOf(addMembership(db, { ...order, economyCode: 'ATL', from: day('2021-06-01'), until: null })),
    ).toBe('economies.no-such-economy')
    const [first] = await listMemberships(db, { groupCode: 'COFFEE' })
    if (!first) throw new Error('nothing was kept')
    await removeMembership(db, { id: first.id, version: first.version, why: 'A mistake.', by })
    expect(await refusalOf(removeMembership(db, { id: first.id, version: first.version, why: 'Again.', by }))).toBe(
      'web.stale',
    )
    expect(await listMemberships(db, { groupCode: 'COFFEE' })).toHaveLength(1)
    expect((await listGroups(db)).map((one) => one.code)).toContain('COFFEE')
  })

  test('of twenty administrators adding the same membership at once, one does', async () => {
    await addGroup(db, { code: 'COCOA', names: { en: 'Cocoa growers' }, source: null, by })
    const order = {
      groupCode: 'COCOA',
      economyCode: 'GHA',
      from: day('2020-01-01'),
      until: null,
      note: null,
      certainty: 'sourced',
      why: undefined,
      by,
    } as const
    const answers = await Promise.all(Array.from({ length: 20 }, () => refusalOf(addMembership(db, order))))
    expect(answers.filter((one) => one === 'passed')).toHaveLength(1)
  })
})

test('an organisation is added once, and found by its name in any language', async () => {
  await addOrganisation(db, {
    code: 'ICO',
    names: { en: 'International Coffee Organization', ar: 'المنظمة الدولية للبن' },
    by,
  })
  expect(await refusalOf(addOrganisation(db, { code: 'ICO', names: { en: 'x' }, by }))).toBe('economies.code-taken')
  expect((await searchEconomies(db, 'الدولية للبن')).map((one) => one.code)).toEqual(['ICO'])
  expect((await searchEconomies(db, '东帝汶')).map((one) => one.code)).toContain('TLS')
  expect(await searchEconomies(db, '100%')).toEqual([])
})
