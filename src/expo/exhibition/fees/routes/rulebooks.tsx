import type { z } from 'zod'
import { listEconomies, listGroups } from '#expo/ground/economies/index.ts'
import { type Edition, editionInPath, listAreas } from '#expo/ground/editions/index.ts'
import { todayIn } from '#expo/ground/editions/rules.ts'
import { currency } from '#kernel/currency.ts'
import { decimalOf } from '#kernel/money.ts'
import { Refusal } from '#kernel/refusal.ts'
import { type Call, type Door, type Draft, deed, emptyDraft, page } from '#web/door.ts'
import { amountOf, wordingOf } from '#web/form.ts'
import { changeDraft, discardDraft, draftRulebook, enactDraft } from '../commands/rulebook.ts'
import {
  ConditionForm,
  DiscardForm,
  EnactForm,
  MeasureForm,
  MoveForm,
  NothingForm,
  RateForm,
  SpaceForm,
  TaxForm,
  TermsForm,
} from '../forms.ts'
import { EffectPage } from '../pages/effect.tsx'
import { sayUnits } from '../pages/overview.tsx'
import { staffAddress } from '../pages/parts.tsx'
import { ConditionPage, MeasurePage, RatePage, SpacePage, TaxPage, TermsPage } from '../pages/rulebook-forms.tsx'
import { SupportDeskPage, TariffDeskPage } from '../pages/rulebooks.tsx'
import { mayKeepAccounts, mayKeepIts, maySeeAccounts } from '../permissions.ts'
import { draftInPath, type OfEdition } from '../places.ts'
import { effectOf } from '../queries/effect.ts'
import { namesFor } from '../queries/names.ts'
import { type Contents, findDraft, findRulebookOn, listRulebooks, type Rulebook } from '../queries/rulebooks.ts'
import { listBudgets } from '../queries/support.ts'
import { moved, removed, replaced, withCode } from '../rules/drafting.ts'
import type { Measure, Rate, SupportRules, Tariff } from '../rules/tariff.ts'
import type { RulebookKind } from '../words.ts'

const AT = '/:lang/:edition/staff/fees'
type InDraft<Kind extends RulebookKind> = Call<OfEdition<Rulebook<Kind>>>

const today = ({ thing, now }: Call<Edition>) => todayIn(thing, now)

/** What a first draft of a tariff holds: terms that a fair usually has, and no prices yet. */
const firstTariff = (edition: Edition): Tariff => ({
  currency: currency(edition.currency),
  boothM2: '9',
  home: 'CHN',
  rates: [],
  taxes: [{ class: 'fees', whose: 'all', code: 'Z', percent: '0', name: { en: 'VAT' }, clause: {} }],
  terms: {
    depositPercent: '30',
    depositDays: 14,
    balanceDays: 60,
    tolerance: '0',
    refunds: [{ daysBefore: 90, percent: '50' }],
    reminders: [-7, 3, 14],
    releaseDays: 21,
    conditions: [],
  },
})

async function deskOf<Kind extends RulebookKind>(call: Call<Edition>, kind: Kind, draft: Draft) {
  const { house, reader, actor, thing: edition } = call
  const [current, draftBook, versions, names] = await Promise.all([
    findRulebookOn(house.db, edition.id, kind, today(call)),
    findDraft(house.db, edition.id, kind),
    listRulebooks(house.db, edition.id, kind),
    namesFor(house.db, edition.id),
  ])
  const keeps = mayKeepAccounts.may(actor, edition)
  return { reader, edition, current, draftBook, versions, names, currency: edition.currency, keeps, draft }
}

const tariffDesk = async (call: Call<Edition>, draft: Draft) => (
  <TariffDeskPage {...(await deskOf(call, 'tariff', draft))} />
)
const supportDesk = async (call: Call<Edition>, draft: Draft) => (
  <SupportDeskPage {...(await deskOf(call, 'support', draft))} />
)

/** Writes one thing into the draft that the address names. */
async function write<Kind extends RulebookKind>(
  call: InDraft<Kind>,
  kind: Kind,
  order: { version: number; row: string; change: (data: Contents[Kind]) => Contents[Kind] },
) {
  const { edition } = call.thing
  await changeDraft(call.house.db, { editionId: edition.id, kind, by: call.actor, ...order })
  return { to: staffAddress(edition, `/${kind}`), notice: { key: 'web.saved' } }
}

const pageFrame = <Kind extends RulebookKind>({ reader, thing }: InDraft<Kind>, draft: Draft) => ({
  reader,
  edition: thing.edition,
  book: thing.one,
  draft,
})

const areasOf = async ({ house, reader, thing }: InDraft<'tariff'>) =>
  (await listAreas(house.db, thing.edition.id)).map((one) => ({ value: one.code, label: reader.words(one.name).text }))

const rateIn = ({ params, thing }: InDraft<'tariff'>): Rate => found(thing.one.data.rates, params.code)
const measureIn = ({ params, thing }: InDraft<'support'>): Measure => found(thing.one.data.measures, params.code)

function found<Row extends { code: string }>(rows: readonly Row[], code: string | undefined): Row {
  const row = rows.find((one) => one.code === code)
  if (!row) throw new Refusal('missing', 'fees.no-such-row')
  return row
}

/** A place in a list that has no codes, as the address counts it. */
function placeIn(call: Call<unknown>, rows: readonly unknown[]): number {
  const place = Number(call.params.row)
  if (!Number.isInteger(place) || place < 1 || place > rows.length) throw new Refusal('missing', 'fees.no-such-row')
  return place - 1
}

const newRatePage = async (call: InDraft<'tariff'>, draft: Draft) => (
  <RatePage {...pageFrame(call, draft)} rate={null} areas={await areasOf(call)} />
)
const ratePage = async (call: InDraft<'tariff'>, draft: Draft) => (
  <RatePage {...pageFrame(call, draft)} rate={rateIn(call)} areas={await areasOf(call)} />
)

const rateOf = (form: z.output<typeof RateForm>, code: string): Rate => ({
  code,
  name: wordingOf(form, 'name'),
  clause: wordingOf(form, 'clause'),
  per: form.per,
  group: form.group,
  price: form.price,
  of: form.of,
  leastM2: form.leastM2,
  included: form.included,
  when: {
    kinds: form.kinds,
    openSides: form.openSides.map(Number),
    fromM2: form.fromM2,
    submittedUntil: form.submittedUntil,
    areas: form.areas,
  },
  tax: form.tax,
})

const spacePage = async (call: InDraft<'tariff'>, draft: Draft) => {
  const { house, reader } = call
  const economies = (await listEconomies(house.db))
    .filter((one) => one.kind === 'country')
    .map((one) => ({ value: one.code, label: reader.words(one.names).text }))
    .sort((a, b) => reader.compare(a.label, b.label))
  return <SpacePage {...pageFrame(call, draft)} economies={economies} />
}

const taxPage = (call: InDraft<'tariff'>, draft: Draft) => {
  const { taxes } = call.thing.one.data
  const place = placeIn(call, taxes)
  return <TaxPage {...pageFrame(call, draft)} tax={taxes[place] ?? null} place={place + 1} />
}
const newTaxPage = (call: InDraft<'tariff'>, draft: Draft) => (
  <TaxPage {...pageFrame(call, draft)} tax={null} place={0} />
)
const taxOf = (form: z.output<typeof TaxForm>): Tariff['taxes'][number] => ({
  class: form.class,
  whose: form.whose,
  code: form.code,
  percent: form.percent,
  name: wordingOf(form, 'name'),
  clause: wordingOf(form, 'clause'),
})

const termsPage = (call: InDraft<'tariff'>, draft: Draft) => <TermsPage {...pageFrame(call, draft)} />
const conditionPage = (call: InDraft<'tariff'>, draft: Draft) => {
  const { conditions } = call.thing.one.data.terms
  const place = placeIn(call, conditions)
  return <ConditionPage {...pageFrame(call, draft)} condition={conditions[place] ?? null} place={place + 1} />
}
const newConditionPage = (call: InDraft<'tariff'>, draft: Draft) => (
  <ConditionPage {...pageFrame(call, draft)} condition={null} place={0} />
)
const withConditions = (data: Tariff, conditions: Tariff['terms']['conditions']): Tariff => ({
  ...data,
  terms: { ...data.terms, conditions },
})

const TARIFF = draftInPath('tariff')
const tariffDraft = { thing: TARIFF, may: mayKeepIts }

const tariffDoors: Door[] = [
  page(`${AT}/tariff`, { thing: editionInPath, may: maySeeAccounts, show: tariffDesk }),
  deed(`${AT}/tariff/draft`, {
    thing: editionInPath,
    may: mayKeepAccounts,
    form: NothingForm,
    show: tariffDesk,
    do: async (call) => {
      const { house, thing: edition, actor } = call
      await draftRulebook(house.db, { editionId: edition.id, kind: 'tariff', data: firstTariff(edition), by: actor })
      return { to: staffAddress(edition, '/tariff') }
    },
  }),
  page(`${AT}/tariff/draft/rates`, { ...tariffDraft, show: newRatePage }),
  deed(`${AT}/tariff/draft/rates`, {
    ...tariffDraft,
    form: RateForm,
    show: newRatePage,
    do: (call, form) =>
      write(call, 'tariff', {
        version: form.version,
        row: 'rate',
        change: (data) => ({
          ...data,
          rates: [...data.rates, rateOf(form, withCode(wordingOf(form, 'name'), data.rates))],
        }),
      }),
  }),
  page(`${AT}/tariff/draft/rates/:code`, { ...tariffDraft, show: ratePage }),
  deed(`${AT}/tariff/draft/rates/:code`, {
    ...tariffDraft,
    form: RateForm,
    show: ratePage,
    do: (call, form) => {
      const { code } = rateIn(call)
      const change = (data: Tariff) => ({ ...data, rates: replaced(data.rates, code, rateOf(form, code)) })
      return write(call, 'tariff', { version: form.version, row: code, change })
    },
  }),
  deed(`${AT}/tariff/draft/rates/:code/move`, {
    ...tariffDraft,
    form: MoveForm,
    show: ratePage,
    do: (call, { version, way }) => {
      const { code } = rateIn(call)
      const change = (data: Tariff) => ({ ...data, rates: moved(data.rates, code, way) })
      return write(call, 'tariff', { version, row: code, change })
    },
  }),
  page(`${AT}/tariff/draft/space`, { ...tariffDraft, show: spacePage }),
  deed(`${AT}/tariff/draft/space`, {
    ...tariffDraft,
    form: SpaceForm,
    show: spacePage,
    do: (call, { version, boothM2, home }) =>
      write(call, 'tariff', { version, row: 'space', change: (data) => ({ ...data, boothM2, home }) }),
  }),
  page(`${AT}/tariff/draft/taxes`, { ...tariffDraft, show: newTaxPage }),
  deed(`${AT}/tariff/draft/taxes`, {
    ...tariffDraft,
    form: TaxForm,
    show: newTaxPage,
    do: (call, form) =>
      write(call, 'tariff', {
        version: form.version,
        row: 'tax',
        change: (data) => ({ ...data, taxes: [...data.taxes, taxOf(form)] }),
      }),
  }),
  page(`${AT}/tariff/draft/taxes/:row`, { ...tariffDraft, show: taxPage }),
  deed(`${AT}/tariff/draft/taxes/:row`, {
    ...tariffDraft,
    form: TaxForm,
    show: taxPage,
    do: (call, form) => {
      const place = placeIn(call, call.thing.one.data.taxes)
      const change = (data: Tariff) => ({ ...data, taxes: data.taxes.with(place, taxOf(form)) })
      return write(call, 'tariff', { version: form.version, row: 'tax', change })
    },
  }),
  deed(`${AT}/tariff/draft/taxes/:row/remove`, {
    ...tariffDraft,
    form: SpaceForm.pick({ version: true }),
    show: taxPage,
    do: (call, { version }) => {
      const place = placeIn(call, call.thing.one.data.taxes)
      return write(call, 'tariff', {
        version,
        row: 'tax',
        change: (data) => ({ ...data, taxes: removed(data.taxes, place) }),
      })
    },
  }),
  page(`${AT}/tariff/draft/terms`, { ...tariffDraft, show: termsPage }),
  deed(`${AT}/tariff/draft/terms`, {
    ...tariffDraft,
    form: TermsForm,
    show: termsPage,
    do: (call, { version, tolerance, refunds, reminders, ...terms }) => {
      const money = amountOf(tolerance, {
        currency: call.thing.one.data.currency,
        lang: call.reader.lang,
        field: 'tolerance',
      })
      const tiers = refunds.map((tier) => {
        const [days = '0', percent = '0'] = tier.split(/[:：]/).map((part) => part.replace('%', '').trim())
        return { daysBefore: Number(days), percent }
      })
      const read = { ...terms, tolerance: decimalOf(money), refunds: tiers, reminders: reminders.map(Number) }
      const change = (data: Tariff) => ({ ...data, terms: { ...data.terms, ...read } })
      return write(call, 'tariff', { version, row: 'terms', change })
    },
  }),
  page(`${AT}/tariff/draft/conditions`, { ...tariffDraft, show: newConditionPage }),
  deed(`${AT}/tariff/draft/conditions`, {
    ...tariffDraft,
    form: ConditionForm,
    show: newConditionPage,
    do: (call, form) =>
      write(call, 'tariff', {
        version: form.version,
        row: 'condition',
        change: (data) => withConditions(data, [...data.terms.conditions, wordingOf(form, 'condition')]),
      }),
  }),
  page(`${AT}/tariff/draft/conditions/:row`, { ...tariffDraft, show: conditionPage }),
  deed(`${AT}/tariff/draft/conditions/:row`, {
    ...tariffDraft,
    form: ConditionForm,
    show: conditionPage,
    do: (call, form) => {
      const place = placeIn(call, call.thing.one.data.terms.conditions)
      const change = (data: Tariff) =>
        withConditions(data, data.terms.conditions.with(place, wordingOf(form, 'condition')))
      return write(call, 'tariff', { version: form.version, row: 'condition', change })
    },
  }),
  deed(`${AT}/tariff/draft/conditions/:row/remove`, {
    ...tariffDraft,
    form: SpaceForm.pick({ version: true }),
    show: conditionPage,
    do: (call, { version }) => {
      const place = placeIn(call, call.thing.one.data.terms.conditions)
      const change = (data: Tariff) => withConditions(data, removed(data.terms.conditions, place))
      return write(call, 'tariff', { version, row: 'condition', change })
    },
  }),
]

const measurePage = async (call: InDraft<'support'>, draft: Draft, measure: Measure | null) => {
  const { house, reader, thing } = call
  const [budgets, groups] = await Promise.all([listBudgets(house.db, thing.edition.id), listGroups(house.db)])
  return (
    <MeasurePage
      {...pageFrame(call, draft)}
      measure={measure}
      budgets={budgets.map((one) => ({ value: one.code, label: reader.words(one.name).text }))}
      groups={groups.map((one) => ({ value: one.code, label: reader.words(one.names).text }))}
      currency={thing.edition.currency}
    />
  )
}
const newMeasurePage = (call: InDraft<'support'>, draft: Draft) => measurePage(call, draft, null)
const oldMeasurePage = (call: InDraft<'support'>, draft: Draft) => measurePage(call, draft, measureIn(call))

const measureOf = (form: z.output<typeof MeasureForm>, code: string): Measure => ({
  code,
  name: wordingOf(form, 'name'),
  clause: wordingOf(form, 'clause'),
  gives: form.gives,
  who: { group: form.group, recommended: form.recommended, kinds: form.kinds },
  booths: form.booths,
  perEconomy: form.gives === 'free-booths' ? form.perEconomy : null,
  percent: form.percent,
  of: form.of,
  perM2: form.perM2,
  most: form.most,
  budget: form.budget,
})

/** A measure draws booths from a budget of booths, and money from one of money. */
async function insistOnBudget(
  call: InDraft<'support'>,
  { gives, budget }: { gives: Measure['gives']; budget: string },
) {
  const known = (await listBudgets(call.house.db, call.thing.edition.id)).find((one) => one.code === budget)
  if (!known) throw new Refusal('invalid', 'web.choose-one', {}, 'budget')
  if ((gives === 'free-booths') !== (known.unit === 'booths'))
    throw new Refusal('invalid', 'fees.other-unit', {}, 'budget')
}

const supportDraft = { thing: draftInPath('support'), may: mayKeepIts }

const supportDoors: Door[] = [
  page(`${AT}/support`, { thing: editionInPath, may: maySeeAccounts, show: supportDesk }),
  deed(`${AT}/support/draft`, {
    thing: editionInPath,
    may: mayKeepAccounts,
    form: NothingForm,
    show: supportDesk,
    do: async (call) => {
      const { house, thing: edition, actor } = call
      await draftRulebook(house.db, { editionId: edition.id, kind: 'support', data: { measures: [] }, by: actor })
      return { to: staffAddress(edition, '/support') }
    },
  }),
  page(`${AT}/support/draft/measures`, { ...supportDraft, show: newMeasurePage }),
  deed(`${AT}/support/draft/measures`, {
    ...supportDraft,
    form: MeasureForm,
    show: newMeasurePage,
    do: async (call, form) => {
      await insistOnBudget(call, form)
      const change = (data: SupportRules) => ({
        measures: [...data.measures, measureOf(form, withCode(wordingOf(form, 'name'), data.measures))],
      })
      return write(call, 'support', { version: form.version, row: 'measure', change })
    },
  }),
  page(`${AT}/support/draft/measures/:code`, { ...supportDraft, show: oldMeasurePage }),
  deed(`${AT}/support/draft/measures/:code`, {
    ...supportDraft,
    form: MeasureForm,
    show: oldMeasurePage,
    do: async (call, form) => {
      const { code } = measureIn(call)
      await insistOnBudget(call, form)
      const change = (data: SupportRules) => ({ measures: replaced(data.measures, code, measureOf(form, code)) })
      return write(call, 'support', { version: form.version, row: code, change })
    },
  }),
  deed(`${AT}/support/draft/measures/:code/move`, {
    ...supportDraft,
    form: MoveForm,
    show: oldMeasurePage,
    do: (call, { version, way }) => {
      const { code } = measureIn(call)
      return write(call, 'support', {
        version,
        row: code,
        change: (data) => ({ measures: moved(data.measures, code, way) }),
      })
    },
  }),
]

const effectPage = async (call: Call<OfEdition<Rulebook>>, draft: Draft) => {
  const { house, reader, thing, now } = call
  const { edition, one } = thing
  const book = one as Rulebook<'tariff'> | Rulebook<'support'>
  const effect = await effectOf(house.db, { editionId: edition.id, draft: book, today: todayIn(edition, now) })
  const names = await namesFor(house.db, edition.id)
  const say = (all: ReadonlyMap<string, Record<string, string>>) =>
    new Map([...all].map(([code, wording]) => [code, reader.words(wording).text]))
  const drawn = one.kind === 'tariff' ? [] : effect.budgets
  return (
    <EffectPage
      reader={reader}
      edition={edition}
      kind={one.kind}
      book={one}
      rows={effect.rows}
      currency={edition.currency}
      today={todayIn(edition, now)}
      areaNames={say(names.areas as ReadonlyMap<string, Record<string, string>>)}
      economyNames={say(names.economies as ReadonlyMap<string, Record<string, string>>)}
      drawn={drawn.map((budget) => ({
        budget: reader.words(budget.name).text,
        limit: sayUnits(reader, budget, budget.limit),
        before: sayUnits(reader, budget, budget.held),
        after: sayUnits(reader, budget, effect.drawn.get(budget.code) ?? 0n),
      }))}
      draft={draft}
    />
  )
}

/** What is done with a draft of either kind: its effect is looked at, it comes into force, or it is thrown away. */
function draftDoorsOf(kind: RulebookKind): Door[] {
  const thing: (call: Call) => Promise<OfEdition<Rulebook>> = draftInPath(kind)
  const may = mayKeepIts
  return [
    page(`${AT}/${kind}/draft/effect`, { thing, may, show: effectPage }),
    deed(`${AT}/${kind}/draft/enact`, {
      thing,
      may,
      form: EnactForm,
      show: effectPage,
      do: async (call, form) => {
        const { edition } = call.thing
        const order = { editionId: edition.id, kind, today: todayIn(edition, call.now), by: call.actor }
        await enactDraft(call.house.db, { ...order, ...form })
        return { to: staffAddress(edition, `/${kind}`), notice: { key: 'fees.notice-enacted' } }
      },
    }),
    deed(`${AT}/${kind}/draft/discard`, {
      thing,
      may,
      form: DiscardForm,
      show: (call) => effectPage(call, emptyDraft),
      do: async (call) => {
        const { edition } = call.thing
        await discardDraft(call.house.db, { editionId: edition.id, kind, by: call.actor })
        return { to: staffAddress(edition, `/${kind}`), notice: { key: 'fees.notice-discarded' } }
      },
    }),
  ]
}

export const rulebookDoors: Door[] = [
  ...tariffDoors,
  ...supportDoors,
  ...draftDoorsOf('tariff'),
  ...draftDoorsOf('support'),
]
