import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { day, plusDays } from '#kernel/day.ts'
import { add, decimalOf, fromDecimal, money, zero } from '#kernel/money.ts'
import { aMeasure, aRate, aTariff, theFacts, theSupport } from '../makers.ts'
import { STAND_KINDS } from '../words.ts'
import { isWithinTolerance, mayRelease, reminderDue, unpaidOf } from './account.ts'
import { hundredths, ofHundredths } from './amounts.ts'
import { type Entry, matchOf, type Payable } from './match.ts'
import { reckon, type Statement } from './reckon.ts'
import { accountReference, isReference, printed, referenceOf, referencesIn } from './reference.ts'
import { depositOf, dueDays, refundPercent, restOf, scheduleOf, totalOf } from './schedule.ts'
import { changeOf, entitled, portion, supposed } from './support.ts'
import type { Grant, StandFacts } from './tariff.ts'

const usd = (decimal: string) => fromDecimal(decimal, 'USD')
const nothing = { measures: [] }
const grant = (measure: string, given: bigint, over: Partial<Grant> = {}): Grant => ({
  measure,
  asked: given,
  given,
  quotaLeft: 4n,
  budgetLeft: 1_000_000_000n,
  place: null,
  held: true,
  ...over,
})
const told = (statement: Statement) => statement.lines.map((line) => `${line.code} ${decimalOf(line.net)}`)
const because = (statement: Statement, code: string) =>
  statement.lines.find((line) => line.code === code)?.because.map((one) => one.code)

describe('the tariff', () => {
  test('two standard booths from abroad cost twice one, and no tax', () => {
    const statement = reckon(theFacts(), aTariff(), nothing, [])
    expect(told(statement)).toEqual(['standard 6000.00'])
    expect(statement.lines[0]).toMatchObject({ quantity: '2', rule: 1 })
    expect(statement.taxes).toMatchObject([{ code: 'Z', percent: '0' }])
    expect(decimalOf(statement.due)).toBe('6000.00')
  })

  test('raw space is charged from its least area, and says so', () => {
    const small = reckon(theFacts({ kind: 'raw', areaM2: '30' }), aTariff(), nothing, [])
    expect(told(small)).toEqual(['raw 10800.00'])
    expect(because(small, 'raw')).toEqual(['per-m2', 'least'])
    const large = reckon(theFacts({ kind: 'raw', areaM2: '500' }), aTariff(), nothing, [])
    expect(told(large)).toEqual(['raw 150000.00'])
    expect(because(large, 'raw')).toEqual(['per-m2'])
  })

  test.each([
    [1, undefined],
    [2, '600.00'],
    [3, '900.00'],
    [4, '1200.00'],
  ])('%i open sides of a 6,000 booth cost %s more', (openSides, more) => {
    const statement = reckon(theFacts({ openSides }), aTariff(), nothing, [])
    expect(told(statement)[1]).toBe(more && `sides-${openSides} ${more}`)
  })

  test('whoever applies by the day pays a tenth less for space, and the corner is of the full price', () => {
    const early = reckon(theFacts({ openSides: 2, submittedOn: day('2023-03-31') }), aTariff(), nothing, [])
    expect(told(early)).toEqual(['standard 6000.00', 'sides-2 600.00', 'early -600.00'])
    const late = reckon(theFacts({ openSides: 2, submittedOn: day('2023-04-01') }), aTariff(), nothing, [])
    expect(told(late)).toEqual(['standard 6000.00', 'sides-2 600.00'])
  })

  test('the first co-exhibitor is included, and represented companies cost nothing here', () => {
    const statement = reckon(theFacts({ coExhibitors: 3, represented: 40 }), aTariff(), nothing, [])
    expect(told(statement)).toEqual(['standard 6000.00', 'co-exhibitor 500.00'])
    expect(told(reckon(theFacts({ coExhibitors: 1 }), aTariff(), nothing, []))).toEqual(['standard 6000.00'])
  })

  test('a rate may hold in one area or zone, and from a size on', () => {
    const rate = aRate({ when: { ...aRate().when, areas: ['seeds'], fromM2: '100' } })
    const tariff = aTariff({ rates: [rate] })
    const lines = (over: Partial<StandFacts>) => reckon(theFacts(over), tariff, nothing, []).lines
    expect(lines({ areaCode: 'seeds', areaM2: '100' })[0]?.because.map((one) => one.code)).toContain('in-area')
    expect(lines({ zoneCode: 'seeds', areaM2: '99.99' })).toEqual([])
    expect(lines({ areaM2: '200' })).toEqual([])
  })

  test('at home tax is reckoned on the sum of the lines, class by class', () => {
    const cents = aRate({ price: '0.08', per: 'stand' })
    const tariff = aTariff({ rates: [cents, { ...cents, code: 'again' }, { ...cents, code: 'third' }] })
    const statement = reckon(theFacts({ economyCode: 'CHN' }), tariff, nothing, [])
    // A line alone would owe 0.0048, which is nothing; three of them owe one cent.
    expect(statement.taxes.map((one) => decimalOf(one.tax))).toEqual(['0.01'])
    expect(decimalOf(statement.total)).toBe('0.25')
  })

  test('a percentage of lines that are taxed differently is as many lines', () => {
    const tariff = aTariff({
      rates: [aRate(), aRate({ code: 'other', tax: 'books' }), aRate({ code: 'off', per: 'percent', price: '-50' })],
      taxes: [
        ...aTariff().taxes,
        { class: 'books', whose: 'all', code: 'S', percent: '3', name: { en: 'Reduced' }, clause: {} },
      ],
    })
    const statement = reckon(theFacts({ economyCode: 'CHN' }), tariff, nothing, [])
    expect(statement.lines.filter((line) => line.code === 'off').map((line) => line.tax)).toEqual(['fees', 'books'])
    expect(statement.taxes.map((one) => [one.percent, decimalOf(one.base), decimalOf(one.tax)])).toEqual([
      ['6', '3000.00', '180.00'],
      ['3', '3000.00', '90.00'],
    ])
  })

  test('a currency without decimals is reckoned without them', () => {
    const tariff = aTariff({ currency: money(0, 'JPY').currency })
    const statement = reckon(theFacts({ areaM2: '10' }), { ...tariff, rates: [aRate({ price: '1001' })] }, nothing, [])
    expect(statement.lines[0]).toMatchObject({ quantity: '1.11', net: { minor: 1111n } })
  })
})

describe('support', () => {
  test('two booths of a cooperative in Timor-Leste are free, and nothing is due', () => {
    const statement = reckon(theFacts({ openSides: 2 }), aTariff(), theSupport(), [
      grant('free-booths', 2n),
      grant('no-surcharge', 60_000n, { quotaLeft: null }),
    ])
    expect(told(statement)).toEqual([
      'standard 6000.00',
      'sides-2 600.00',
      'free-booths -6000.00',
      'no-surcharge -600.00',
    ])
    expect(decimalOf(statement.due)).toBe('0.00')
    expect(because(statement, 'free-booths')).toEqual(['member', 'per-company', 'quota', 'budget-booths'])
    expect(statement.claims).toEqual([
      { measure: 'free-booths', asked: 2n },
      { measure: 'no-surcharge', asked: 60_000n },
    ])
  })

  test('what is free is free of tax to the last unit, at home too', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 99_999 }), fc.integer({ min: 0, max: 3000 }), (cents, rate) => {
        const tariff = aTariff({
          home: 'TLS',
          rates: [aRate({ price: (cents / 100).toFixed(2) }), aRate({ code: 'early', per: 'percent', price: '-7' })],
          taxes: [{ class: 'fees', whose: 'all', code: 'S', percent: (rate / 100).toFixed(2), name: {}, clause: {} }],
        })
        const statement = reckon(theFacts(), tariff, { measures: [aMeasure()] }, [grant('free-booths', 2n)])
        expect(statement.due.minor).toBe(0n)
      }),
    )
  })

  test('of three booths two are free: two thirds of what the space costs after its reductions', () => {
    const facts = theFacts({ areaM2: '27', submittedOn: day('2023-01-10') })
    const statement = reckon(facts, aTariff(), theSupport(), [grant('free-booths', 2n)])
    expect(told(statement)).toContain('free-booths -5400.00')
    expect(decimalOf(statement.due)).toBe('2700.00')
  })

  test('an exhausted quota says so on the line, with the place on the waiting list', () => {
    const waiting = grant('free-booths', 1n, { asked: 2n, quotaLeft: 1n, place: 3 })
    const statement = reckon(theFacts(), aTariff(), theSupport(), [waiting])
    expect(told(statement)).toEqual(['standard 6000.00', 'free-booths -3000.00'])
    expect(statement.lines.at(-1)?.because.find((one) => one.code === 'waiting-booths')?.details).toEqual({
      missing: '1',
      place: 3,
    })
    const none = reckon(theFacts(), aTariff(), theSupport(), [{ ...waiting, given: 0n, quotaLeft: 0n }])
    expect(told(none)).toEqual(['standard 6000.00', 'free-booths 0.00'])
  })

  test('half off raw space is for whoever is recommended', () => {
    const facts = theFacts({ kind: 'raw', areaM2: '72' })
    const given = [grant('raw-half', 1_080_000n), grant('build', 100_000n)]
    const without = reckon(facts, aTariff(), theSupport(), [])
    expect(without.claims.map((one) => one.measure)).toEqual(['build'])
    const statement = reckon({ ...facts, recommendedBy: ['embassy'] }, aTariff(), theSupport(), given)
    expect(told(statement)).toEqual(['raw 21600.00', 'raw-half -10800.00'])
    expect(because(statement, 'raw-half')).toEqual(['member', 'recommended', 'percent', 'budget-money'])
  })

  test('money towards the stand is no part of the price: it is credited', () => {
    const facts = theFacts({ kind: 'raw', areaM2: '72' })
    const statement = reckon(facts, aTariff(), theSupport(), [grant('build', 100_000n)])
    expect(decimalOf(statement.total)).toBe('21600.00')
    expect(decimalOf(statement.due)).toBe('20600.00')
    expect(statement.subsidies.map((line) => decimalOf(line.net))).toEqual(['-1000.00'])
  })

  test('what was granted survives that the economy leaves the group', () => {
    const later = theFacts({ groups: [] })
    expect(reckon(later, aTariff(), theSupport(), []).claims).toEqual([])
    const statement = reckon(later, aTariff(), theSupport(), [grant('free-booths', 2n)])
    expect(told(statement)).toContain('free-booths -6000.00')
    expect(because(statement, 'free-booths')?.[0]).toBe('once-member')
  })

  test.each([
    [{ kind: 'pod' as const }, 'other-kind'],
    [{ groups: [{ code: 'SIDS', since: day('2000-01-01') }] }, 'not-a-member'],
    [{}, 'not-recommended'],
    [{ recommendedBy: ['embassy'] }, undefined],
  ])('%o is refused for %s', (over, reason) => {
    const measure = aMeasure({ who: { group: 'LDC', recommended: true, kinds: ['standard'] } })
    const verdict = entitled(theFacts(over), measure)
    expect(verdict.ok ? undefined : verdict.reason).toBe(reason)
  })

  test('in whatever order stands ask and give back, nothing is ever given that is not there', () => {
    const step = fc.record({
      stand: fc.integer({ min: 0, max: 7 }),
      economy: fc.integer({ min: 0, max: 2 }),
      asked: fc.bigInt({ min: 0n, max: 6n }),
    })
    fc.assert(
      fc.property(
        fc.array(step, { maxLength: 60 }),
        fc.bigInt({ min: 0n, max: 12n }),
        fc.bigInt({ min: 0n, max: 6n }),
        (steps, budget, quota) => {
          const given = new Map<string, bigint>()
          const heldBy = (economy?: number) =>
            [...given].reduce(
              (sum, [key, one]) => (economy === undefined || key.endsWith(`/${economy}`) ? sum + one : sum),
              0n,
            )
          for (const { stand, economy, asked } of steps) {
            const key = `${stand}/${economy}`
            const now = given.get(key) ?? 0n
            const left = { budget: budget - heldBy(), quota: quota - heldBy(economy) }
            given.set(key, now + changeOf({ given: now }, asked, left))
            expect(given.get(key)).toBeLessThanOrEqual(asked > now ? asked : now)
            expect(heldBy()).toBeLessThanOrEqual(budget)
            for (const one of [0, 1, 2]) expect(heldBy(one)).toBeLessThanOrEqual(quota)
          }
        },
      ),
    )
  })

  test('what a budget or a quota has overdrawn by now is nothing left, not less', () => {
    expect(portion(5n, { quota: -2n, budget: 10n })).toBe(0n)
    expect(portion(5n, { quota: null, budget: -1n })).toBe(0n)
    expect(supposed('free-booths', 2n, { quota: 1n, budget: 9n }, 4)).toMatchObject({
      given: 1n,
      place: 5,
      held: false,
    })
  })
})

describe('withdrawal', () => {
  test.each([
    ['2023-05-09', '90'],
    ['2023-05-10', '50'],
    ['2023-08-07', '50'],
    ['2023-08-08', '0'],
    ['2023-11-06', '0'],
  ])('on %s gives back %s per cent', (on, share) => {
    const facts = theFacts({ withdrawnOn: day(on) })
    const statement = reckon(facts, aTariff(), nothing, [])
    expect(statement.lines.at(-1)?.because[0]?.details.percent).toBe(share)
    expect(decimalOf(statement.due)).toBe(decimalOf(usd(String(6000 - 60 * Number(share)))))
  })

  test('of a free booth costs nothing on any day', () => {
    const statement = reckon(theFacts({ withdrawnOn: day('2023-11-04') }), aTariff(), theSupport(), [
      grant('free-booths', 2n),
    ])
    expect(statement.due.minor).toBe(0n)
  })

  test('tiers hold in whatever order they are written', () => {
    const { terms } = aTariff()
    expect(refundPercent({ ...terms, refunds: [...terms.refunds].reverse() }, 200)).toBe('90')
    expect(refundPercent({ ...terms, refunds: [] }, 200)).toBe('0')
  })
})

describe('any statement', () => {
  const facts = fc
    .record({
      kind: fc.constantFrom(...STAND_KINDS),
      areaM2: fc.integer({ min: 100, max: 250_000 }).map((units) => ofHundredths(BigInt(units))),
      openSides: fc.integer({ min: 1, max: 4 }),
      coExhibitors: fc.nat({ max: 30 }),
      economyCode: fc.constantFrom('TLS', 'CHN', 'DEU'),
      recommendedBy: fc.constantFrom<string[]>([], ['embassy']),
      groups: fc.constantFrom<StandFacts['groups']>([], [{ code: 'LDC', since: day('2003-01-01') }]),
      submittedOn: fc.constantFrom(day('2023-03-01'), day('2023-06-01'), null),
      withdrawnOn: fc.constantFrom(null, day('2023-06-01'), day('2023-10-01')),
    })
    .map((over) => theFacts(over))
  const grants = fc
    .array(
      fc.record({
        measure: fc.constantFrom('free-booths', 'raw-half', 'no-surcharge', 'build'),
        given: fc.bigInt({ min: 0n, max: 400_000n }),
      }),
      { maxLength: 4 },
    )
    .map((all) => [...new Map(all.map((one) => [one.measure, grant(one.measure, one.given)])).values()])

  test('adds up: its lines are its net, its bases too, its taxes are its tax, and it is never below nought', () => {
    fc.assert(
      fc.property(facts, grants, (one, given) => {
        const statement = reckon(one, aTariff(), theSupport(), given)
        const sum = (all: { minor: bigint }[]) => all.reduce((so, each) => so + each.minor, 0n)
        expect(sum(statement.lines.map((line) => line.net))).toBe(statement.net.minor)
        expect(sum(statement.taxes.map((tax) => tax.base))).toBe(statement.net.minor)
        expect(sum(statement.taxes.map((tax) => tax.tax))).toBe(statement.tax.minor)
        expect(add(statement.net, statement.tax)).toEqual(statement.total)
        expect(statement.total.minor).toBeGreaterThanOrEqual(0n)
        for (const line of statement.lines.filter((each) => each.source === 'support'))
          expect(line.net.minor).toBeLessThanOrEqual(0n)
      }),
    )
  })

  test('is the same whenever it is reckoned again, and support never makes it dearer', () => {
    fc.assert(
      fc.property(facts, grants, (one, given) => {
        const first = reckon(one, aTariff(), theSupport(), given)
        expect(reckon(structuredClone(one), aTariff(), theSupport(), structuredClone(given))).toEqual(first)
        expect(first.due.minor).toBeLessThanOrEqual(reckon(one, aTariff(), nothing, []).due.minor)
      }),
    )
  })

  test('is paid in instalments that add up to it, deposit and rest with their taxes too', () => {
    fc.assert(
      fc.property(facts, grants, fc.integer({ min: 0, max: 400 }), (one, given, after) => {
        const statement = reckon(one, aTariff(), theSupport(), given)
        const { terms } = aTariff()
        const parts = scheduleOf(statement, terms, {
          signedOn: plusDays(day('2023-01-01'), after),
          opensOn: one.opensOn,
        })
        const paid = parts.reduce((so, each) => so + each.amount.minor, 0n)
        expect(paid).toBe(statement.due.minor > 0n ? statement.due.minor : 0n)
        const deposit = depositOf(statement.taxes, terms.depositPercent)
        const rest = restOf(statement.taxes, deposit)
        expect(add(totalOf(deposit, statement.total), totalOf(rest, statement.total))).toEqual(statement.total)
      }),
    )
  })
})

describe('days of payment', () => {
  const { terms } = aTariff()
  const opensOn = day('2023-11-05')
  test('a deposit a fortnight after the contract, the rest sixty days before the opening', () => {
    expect(dueDays(terms, day('2023-06-01'), opensOn)).toEqual({ deposit: '2023-06-15', balance: '2023-09-06' })
  })
  test('all at once where the contract comes late, and before the doors open', () => {
    expect(dueDays(terms, day('2023-09-01'), opensOn)).toEqual({ deposit: null, balance: '2023-09-15' })
    expect(dueDays(terms, day('2023-11-01'), opensOn)).toEqual({ deposit: null, balance: '2023-11-04' })
    expect(dueDays({ ...terms, depositPercent: '0' }, day('2023-06-01'), opensOn)).toEqual({
      deposit: null,
      balance: '2023-09-06',
    })
  })
  test('a subsidy is counted against the first payment', () => {
    const statement = reckon(theFacts({ kind: 'raw', areaM2: '72' }), aTariff(), theSupport(), [
      grant('build', 100_000n),
    ])
    const parts = scheduleOf(statement, terms, { signedOn: day('2023-06-01'), opensOn })
    expect(parts.map((one) => [one.part, decimalOf(one.amount)])).toEqual([
      ['deposit', '5480.00'],
      ['balance', '15120.00'],
    ])
  })
  test('what a later statement takes back is a credit note', () => {
    const before = reckon(theFacts({ economyCode: 'CHN', areaM2: '27' }), aTariff(), nothing, [])
    const after = reckon(theFacts({ economyCode: 'CHN' }), aTariff(), nothing, [])
    const rest = restOf(after.taxes, before.taxes)
    expect(decimalOf(totalOf(rest, after.total))).toBe('-3180.00')
    expect(restOf(after.taxes, after.taxes)).toEqual([])
  })
})

describe('what is open', () => {
  const owed = (id: string, amount: string, dueOn: string) => ({ id, amount: usd(amount), dueOn: day(dueOn) })
  test('the oldest is paid first, whatever the transfer named', () => {
    const all = [owed('b', '700', '2023-09-06'), owed('a', '300', '2023-06-15')]
    expect(unpaidOf(all, usd('0')).map((one) => [one.id, decimalOf(one.open)])).toEqual([
      ['a', '300.00'],
      ['b', '700.00'],
    ])
    expect(unpaidOf(all, usd('450')).map((one) => [one.id, decimalOf(one.open)])).toEqual([['b', '550.00']])
    expect(unpaidOf(all, usd('1000'))).toEqual([])
    expect(unpaidOf(all, usd('1200'))).toEqual([])
  })
  test('a credit note pays, and what was taken back by the bank is open again', () => {
    const all = [owed('a', '300', '2023-06-15'), owed('c', '-100', '2023-07-01')]
    expect(unpaidOf(all, usd('200'))).toEqual([])
    expect(unpaidOf(all, usd('-50')).map((one) => decimalOf(one.open))).toEqual(['250.00'])
  })
  test('bank charges within the tolerance are not asked for, nor is nothing', () => {
    expect(isWithinTolerance(usd('20'), usd('20'))).toBe(true)
    expect(isWithinTolerance(usd('20.01'), usd('20'))).toBe(false)
    expect(isWithinTolerance(zero('USD'), usd('20'))).toBe(false)
    expect(isWithinTolerance(usd('-5'), usd('20'))).toBe(false)
  })
  test('reminders come a week before, three days after and a fortnight after; a booth is given up after three weeks', () => {
    const { terms } = aTariff()
    const due = day('2023-09-06')
    const level = (on: string) => reminderDue(terms, due, day(on))
    expect(['2023-08-29', '2023-08-30', '2023-09-08', '2023-09-09', '2023-09-20', '2024-01-01'].map(level)).toEqual([
      0, 1, 1, 2, 3, 3,
    ])
    expect(mayRelease(terms, due, day('2023-09-26'))).toBe(false)
    expect(mayRelease(terms, due, day('2023-09-27'))).toBe(true)
  })
})

describe('references', () => {
  test('have the check digits of ISO 11649', () => {
    expect(referenceOf('539007547034')).toBe('RF18539007547034')
    expect(isReference('RF18539007547034')).toBe(true)
    expect(isReference('RF18539007547043')).toBe(false)
    expect(printed('RF18539007547034')).toBe('RF18 5390 0754 7034')
    expect(accountReference('ciie-2023', 417)).toMatch(/^RF\d\dCIIE202300417$/)
  })
  test('one wrong digit or letter, or two that changed places, is always seen', () => {
    const [DIGITS, LETTERS] = ['0123456789', 'ABCDEFGHIJKLMNOPQRSTUVWXYZ']
    const body = fc.string({ unit: fc.constantFrom(...DIGITS, ...LETTERS), minLength: 4, maxLength: 21 })
    fc.assert(
      fc.property(body, fc.nat(), fc.nat(), (text, place, letter) => {
        const right = referenceOf(text)
        expect(isReference(right)).toBe(true)
        const at = 4 + (place % text.length)
        const kind = DIGITS.includes(right[at] as string) ? DIGITS : LETTERS
        const other = kind[letter % kind.length] as string
        const wrong = right.slice(0, at) + other + right.slice(at + 1)
        expect(isReference(wrong)).toBe(wrong === right)
        const turned = right.slice(0, at - 1) + right[at] + right[at - 1] + right.slice(at + 1)
        if (at > 4 && kind.includes(right[at - 1] as string)) expect(isReference(turned)).toBe(turned === right)
      }),
    )
  })
  test('are found in what banks make of them', () => {
    const reference = accountReference('ciie-2023', 417)
    for (const text of [
      reference,
      printed(reference),
      `payment ${reference.toLowerCase()} thanks`,
      `INV 7 /${printed(reference)}/BOOTH`,
    ])
      expect(referencesIn(text)).toContain(reference)
    expect(referencesIn('RF00 0000 and RFQ 12')).toEqual([])
  })
})

describe('an entry of the bank', () => {
  const payable = (number: number, over: Partial<Payable> = {}): Payable => ({
    accountId: `account ${number}`,
    reference: accountReference('ciie-2023', number),
    numbers: [`CIIE-2023-I-${String(number).padStart(4, '0')}`],
    names: [
      ['Timor Coffee Cooperative', 'Kooperativa Kafé Timor', 'Lao Silk Weavers', 'Bhutan Lemongrass'][number - 1] ??
        `Company ${number}`,
    ],
    open: usd(String(number * 1000)),
    latest: usd(String(number * 300)),
    ...over,
  })
  const all = [payable(1), payable(2), payable(3), payable(4)]
  const entry = (over: Partial<Entry>): Entry => ({
    bankReference: 'x',
    on: day('2023-06-10'),
    amount: usd('1'),
    payer: '',
    text: '',
    reference: '',
    reversal: false,
    ...over,
  })
  const proposed = (over: Partial<Entry>) => {
    const matched = matchOf(entry(over), all)
    return matched.kind === 'proposed' ? matched.proposals : matched.kind
  }

  test('with a right reference is whose it says, whatever it amounts to and whoever paid', () => {
    const reference = accountReference('ciie-2023', 3)
    expect(matchOf(entry({ text: `for ${printed(reference)}`, payer: 'Somebody else' }), all)).toEqual({
      kind: 'exact',
      accountId: 'account 3',
    })
    expect(matchOf(entry({ reference }), all)).toEqual({ kind: 'exact', accountId: 'account 3' })
  })
  test('with two references is for a person to part', () => {
    const text = `${accountReference('ciie-2023', 1)} ${accountReference('ciie-2023', 2)}`
    expect(proposed({ text })).toMatchObject([
      { accountId: 'account 1', reasons: ['invoice'] },
      { accountId: 'account 2', reasons: ['invoice'] },
    ])
  })
  test('with a reference of another fair is nobody’s here', () => {
    expect(proposed({ text: accountReference('other-2023', 3) })).toBe('unknown')
  })
  test('with a mistyped reference, an invoice’s number or a name is proposed, with the reasons', () => {
    const right = accountReference('ciie-2023', 3)
    expect(proposed({ text: right.replace('CIIE', 'CIJE') })).toMatchObject([
      { accountId: 'account 3', reasons: ['mistyped'] },
    ])
    // The last digit wrong: it may be that digit, or the check digits of another account.
    expect(proposed({ text: `${right.slice(0, -1)}4` })).toMatchObject([
      { accountId: 'account 3', reasons: ['mistyped'] },
      { accountId: 'account 4', reasons: ['mistyped'] },
    ])
    expect(proposed({ text: 'invoice CIIE 2023 I 0002' })).toMatchObject([
      { accountId: 'account 2', reasons: ['invoice'] },
    ])
    expect(proposed({ payer: 'KOOPERATIVA KAFE TIMOR, DILI' })).toMatchObject([
      { accountId: 'account 2', reasons: ['name'] },
    ])
  })
  test('with a sum that only one owes is proposed, with one that many owe is not', () => {
    expect(proposed({ amount: usd('1200') })).toMatchObject([{ accountId: 'account 4', reasons: ['amount'] }])
    const twins = [payable(1), payable(2, { latest: usd('300') })]
    expect(matchOf(entry({ amount: usd('300') }), twins)).toEqual({ kind: 'unknown' })
    expect(matchOf(entry({ amount: usd('300'), payer: 'Timor Coffee' }), twins)).toMatchObject({ kind: 'proposed' })
    expect(matchOf(entry({ amount: fromDecimal('1200', 'EUR') }), all)).toEqual({ kind: 'unknown' })
  })
})

describe('hundredths', () => {
  test('are read and written', () => {
    for (const [text, units] of [
      ['4', 400n],
      ['1.5', 150n],
      ['-0.05', -5n],
      ['12.34', 1234n],
      ['7.50', 750n],
    ] as const)
      expect(hundredths(text)).toBe(units)
    expect(ofHundredths(133n)).toBe('1.33')
    expect(ofHundredths(-5n)).toBe('-0.05')
    expect(() => hundredths('1.234')).toThrow(RangeError)
  })
})
