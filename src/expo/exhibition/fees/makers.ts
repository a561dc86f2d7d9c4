import { loadConstructed } from '#expo/exhibition/applications/index.ts'
import { aConstructed, anAcceptedApplication, anExhibitor } from '#expo/exhibition/applications/makers.ts'
import { aHoldingOf } from '#expo/exhibition/booths/makers.ts'
import { setArea } from '#expo/ground/editions/index.ts'
import { anEdition } from '#expo/ground/editions/makers.ts'
import { system } from '#kernel/actor.ts'
import { currency } from '#kernel/currency.ts'
import { type Day, day } from '#kernel/day.ts'
import { type Db, transact } from '#platform/database.ts'
import { changeDraft, draftRulebook, enactDraft } from './commands/rulebook.ts'
import { setBudget } from './commands/support.ts'
import type { Contents } from './queries/rulebooks.ts'
import type { Measure, Rate, StandFacts, SupportRules, Tariff } from './rules/tariff.ts'
import type { RulebookKind, StandKind } from './words.ts'

export const aRate = (over: Partial<Rate> = {}): Rate => ({
  code: 'standard',
  name: { en: 'Standard booth' },
  clause: { en: 'Per booth.' },
  per: 'booth',
  group: 'space',
  price: '3000',
  of: 'space',
  leastM2: null,
  included: 0,
  when: { kinds: [], openSides: [], fromM2: null, submittedUntil: null, areas: [] },
  tax: 'fees',
  ...over,
})

const when = (over: Partial<Rate['when']>): Rate['when'] => ({ ...aRate().when, ...over })

/** Dollars: 3,000 a standard booth of 9 m², 300 a raw m² from 36 m², corners 10, 15 and 20 %, 6 % tax at home. */
export const aTariff = (over: Partial<Tariff> = {}): Tariff => ({
  currency: currency('USD'),
  boothM2: '9',
  home: 'CHN',
  rates: [
    aRate({ when: when({ kinds: ['standard'] }) }),
    aRate({
      code: 'raw',
      name: { en: 'Raw space' },
      per: 'm2',
      price: '300',
      leastM2: '36',
      when: when({ kinds: ['raw'] }),
    }),
    ...([2, 3, 4] as const).map((sides) =>
      aRate({
        code: `sides-${sides}`,
        name: { en: `${sides} open sides` },
        per: 'percent',
        group: 'surcharge',
        price: String(sides * 5),
        when: when({ openSides: [sides] }),
      }),
    ),
    aRate({
      code: 'early',
      name: { en: 'Early application' },
      per: 'percent',
      price: '-10',
      when: when({ submittedUntil: day('2023-03-31') }),
    }),
    aRate({
      code: 'co-exhibitor',
      name: { en: 'Co-exhibitor' },
      per: 'co-exhibitor',
      group: 'service',
      price: '250',
      included: 1,
    }),
  ],
  taxes: [
    { class: 'fees', whose: 'home', code: 'S', percent: '6', name: { en: 'VAT' }, clause: { en: '' } },
    { class: 'fees', whose: 'abroad', code: 'Z', percent: '0', name: { en: 'VAT' }, clause: { en: 'Abroad.' } },
  ],
  terms: {
    depositPercent: '30',
    depositDays: 14,
    balanceDays: 60,
    tolerance: '20',
    refunds: [
      { daysBefore: 180, percent: '90' },
      { daysBefore: 90, percent: '50' },
    ],
    reminders: [-7, 3, 14],
    releaseDays: 21,
    conditions: [{ en: 'No booth is passed on to others.' }],
  },
  ...over,
})

export const aMeasure = (over: Partial<Measure> = {}): Measure => ({
  code: 'free-booths',
  name: { en: 'Free booths for least developed countries' },
  clause: { en: 'Two booths.' },
  gives: 'free-booths',
  who: { group: 'LDC', recommended: false, kinds: ['standard'] },
  booths: 2,
  perEconomy: 4,
  percent: '0',
  of: 'space',
  perM2: '0',
  most: null,
  budget: 'booths',
  ...over,
})

/** For the least developed countries: two free booths, half off raw space, no surcharges, and 20 a raw m² towards the stand, up to 1,000. */
export const theSupport = (): SupportRules => ({
  measures: [
    aMeasure(),
    aMeasure({
      code: 'raw-half',
      gives: 'reduction',
      perEconomy: null,
      percent: '50',
      budget: 'money',
      who: { group: 'LDC', recommended: true, kinds: ['raw'] },
    }),
    aMeasure({
      code: 'no-surcharge',
      gives: 'reduction',
      perEconomy: null,
      percent: '100',
      of: 'surcharge',
      budget: 'money',
      who: { group: 'LDC', recommended: false, kinds: [] },
    }),
    aMeasure({
      code: 'build',
      gives: 'subsidy',
      perEconomy: null,
      perM2: '20',
      most: '1000',
      budget: 'money',
      who: { group: 'LDC', recommended: false, kinds: ['raw'] },
    }),
  ],
})

/** A standard booth of 18 m² with one open side, of Timor-Leste, applied for in May 2023. */
export const theFacts = (over: Partial<StandFacts> = {}): StandFacts => ({
  basis: 'holding',
  role: 'exhibitor',
  economyCode: 'TLS',
  areaCode: 'food',
  zoneCode: null,
  kind: 'standard',
  areaM2: '18',
  openSides: 1,
  booths: ['4.1H-A07'],
  submittedOn: day('2023-05-02'),
  coExhibitors: 0,
  represented: 0,
  recommendedBy: [],
  groups: [{ code: 'LDC', since: day('2003-01-01') }],
  referenceDay: day('2023-11-05'),
  opensOn: day('2023-11-05'),
  withdrawnOn: null,
  ...over,
})

const by = system('test')

interface Priced {
  tariff?: Tariff
  rules?: SupportRules
  booths?: bigint
  money?: bigint
  from?: Day
}

/** An edition with a tariff and support rules in force from a day on, with 6 booths and 100,000 dollars to give. */
export async function aFeesEdition(db: Db, over: Priced = {}): Promise<{ id: string; code: string }> {
  const edition = await anEdition(db, { currency: 'USD' })
  await setPrices(db, edition.id, over)
  return edition
}

/** The same of an edition that is there. */
export async function setPrices(db: Db, editionId: string, over: Priced = {}): Promise<void> {
  const { from = day('2023-01-01'), tariff = aTariff(), rules = theSupport(), booths = 6n, money = 10_000_000n } = over
  await inForce(db, editionId, 'tariff', tariff, from)
  await inForce(db, editionId, 'support', rules, from)
  const budget = { editionId, version: 0, by }
  const inBooths = { code: 'booths', name: { en: 'Booths' }, unit: 'booths', currency: null, limit: booths } as const
  const inMoney = { code: 'money', name: { en: 'Money' }, unit: 'money', currency: 'USD', limit: money } as const
  await setBudget(db, { ...budget, ...inBooths })
  await setBudget(db, { ...budget, ...inMoney })
}

/** One more version of a rulebook, in force from a day on. */
export async function inForce<Kind extends RulebookKind>(
  db: Db,
  editionId: string,
  kind: Kind,
  data: Contents[Kind],
  from: Day,
): Promise<void> {
  const draft = await draftRulebook(db, { editionId, kind, data, by })
  await changeDraft(db, { editionId, kind, version: draft.version, row: '', change: () => data, by })
  await enactDraft(db, { editionId, kind, version: draft.version + 1, from, today: from, note: 'A test.', by })
}

let made = 0

interface Wanted {
  companyId?: string
  economyCode?: string
  kind?: StandKind
  areaM2?: string
  openSides?: number
  /** False: accepted, and no booth yet. */
  holding?: boolean
}

/** An accepted application with an accepted booth: two standard booths of Timor-Leste, each submitted a second after the one before. */
export async function aStand(db: Db, editionId: string, over: Wanted = {}): Promise<{ id: string; companyId: string }> {
  made += 1
  const { economyCode = 'TLS', kind = 'standard', areaM2 = '18', openSides = 1, holding = true } = over
  const wished = { standard: 18, raw: 36, pod: 4 } as const
  const { id, companyId } = await anAcceptedApplication(db, editionId, {
    ...(over.companyId ? { companyId: over.companyId } : { economyCode }),
    boothKind: kind,
    areaM2: holding ? wished[kind] : Number(areaM2),
    leastOpenSides: openSides,
    submittedOn: day('2023-04-02'),
    submittedAt: new Date(Date.UTC(2023, 3, 2, 0, 0, made)),
    acceptedOn: day('2023-05-20'),
  })
  if (holding) await aHoldingOf(db, editionId, id, { kind, areaM2, openSides })
  return { id, companyId }
}

/** Accepted applications that were made up, each with a booth of its own: as many as there are economies named, a minute apart. */
export async function constructedStands(
  db: Db,
  editionId: string,
  economies: readonly string[],
  over: Pick<Wanted, 'kind' | 'areaM2' | 'openSides'> = {},
): Promise<string[]> {
  const { kind = 'standard', areaM2 = '18', openSides = 1 } = over
  const applications = []
  for (const [index, economyCode] of economies.entries())
    applications.push(
      aConstructed({
        companyId: (await anExhibitor(db, { economyCode })).id,
        boothKind: kind,
        areaM2: Number(areaM2),
        leastOpenSides: openSides,
        submitted: { at: new Date(Date.UTC(2023, 3, 2, 0, index)), on: day('2023-04-02') },
        acceptedOn: day('2023-05-20'),
      }),
    )
  await setArea(db, { editionId, code: 'food', kind: 'area', name: { en: 'Food' }, tint: 1, position: 0, by })
  const order = { editionId, applications, now: new Date('2023-06-01T12:00:00Z'), by }
  const { ids } = await transact(db, (tx) => loadConstructed(tx, order))
  for (const id of ids) await aHoldingOf(db, editionId, id, { kind, areaM2, openSides })
  return ids
}
