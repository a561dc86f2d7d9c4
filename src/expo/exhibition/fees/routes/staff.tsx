import { listEconomies } from '#expo/ground/economies/index.ts'
import { type Edition, editionInPath, listAreas } from '#expo/ground/editions/index.ts'
import { todayIn } from '#expo/ground/editions/rules.ts'
import type { Currency } from '#kernel/currency.ts'
import { money } from '#kernel/money.ts'
import { Refusal } from '#kernel/refusal.ts'
import { csvOf, xlsxOf } from '#web/csv.ts'
import { type Call, type Door, type Draft, data, deed, page } from '#web/door.ts'
import { amountOf, tidy, wordingOf } from '#web/form.ts'
import { setBank, setIssuer, setRate } from '../commands/organiser.ts'
import { releaseStand } from '../commands/remind.ts'
import { setBudget } from '../commands/support.ts'
import { BankForm, BudgetForm, ExchangeForm, IssuerForm, ReleasesForm } from '../forms.ts'
import { ACCOUNT_STATES, type AccountFilter, type Listed } from '../ledger-words.ts'
import { AccountsPage, RefundsPage } from '../pages/accounts.tsx'
import { BudgetPage, BudgetsPage } from '../pages/budgets.tsx'
import { BankPage, OrganiserPage } from '../pages/organiser.tsx'
import { OverviewPage } from '../pages/overview.tsx'
import { staffAddress } from '../pages/parts.tsx'
import { ReleasesPage } from '../pages/releases.tsx'
import { mayKeepAccounts, mayKeepIts, maySeeAccounts } from '../permissions.ts'
import { bankInPath, budgetInPath, type OfEdition } from '../places.ts'
import { countEntries } from '../queries/bank.ts'
import { listScans } from '../queries/contracts.ts'
import {
  countAccounts,
  listAccounts,
  listBilling,
  listGiven,
  listReleases,
  movementsOf,
  postingsOf,
  totalsOf,
} from '../queries/ledger.ts'
import { type Bank, findIssuer, listBanks, listRates } from '../queries/organiser.ts'
import { findRulebookOn, listRulebooks } from '../queries/rulebooks.ts'
import { type Budget, listBudgets, listWaiting } from '../queries/support.ts'
import { listStands } from '../stand.ts'

const AT = '/:lang/:edition/staff/fees'
const today = (call: Call<Edition>) => todayIn(call.thing, call.now)
const frame = (call: Call<Edition>) => ({ reader: call.reader, edition: call.thing })
const keeps = (call: Call<Edition>) => mayKeepAccounts.may(call.actor, call.thing)
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/
const afterIn = ({ query }: Call<unknown>) => {
  const after = query.get('after') ?? ''
  return UUID.test(after) ? after : ''
}
const A_PAGE = 100

const showOverview = async (call: Call<Edition>) => {
  const { db } = call.house
  const { id, currency } = call.thing
  const [totals, counts, entries, scans, releases, budgets, given, tariff] = await Promise.all([
    totalsOf(db, id, currency, today(call)),
    countAccounts(db, id, today(call)),
    countEntries(db, id),
    listScans(db, id),
    listReleases(db, id, today(call)),
    listBudgets(db, id),
    listGiven(db, id),
    findRulebookOn(db, id, 'tariff', today(call)),
  ])
  const waiting = { entries, scans: scans.length, releases: releases.length }
  return (
    <OverviewPage
      {...frame(call)}
      {...{ totals, counts, budgets, given }}
      {...waiting}
      tariff={tariff !== null}
      today={today(call)}
    />
  )
}

const filterOf = ({ query }: Call<unknown>): AccountFilter => ({
  state: ACCOUNT_STATES.find((one) => one === query.get('state')),
  area: (query.get('area') ?? '').slice(0, 40),
  economy: (query.get('economy') ?? '').slice(0, 15),
  words: tidy(query.get('q') ?? '').slice(0, 100),
})

const queryOf = ({ state, area, economy, words }: AccountFilter, after = ''): string => {
  const query = new URLSearchParams(
    Object.entries({ state: state ?? '', area, economy, q: words, after }).filter(([, value]) => value !== ''),
  ).toString()
  return query && `?${query}`
}

async function economyNames({ house, reader }: Call<Edition>): Promise<Map<string, string>> {
  const all = await listEconomies(house.db, { hidden: true })
  return new Map(all.map((one) => [one.code, reader.words(one.names).text]))
}

const showAccounts = async (call: Call<Edition>) => {
  const { house, reader, thing: edition } = call
  const filter = filterOf(call)
  const paging = { today: today(call), after: afterIn(call), limit: A_PAGE + 1 }
  const [rows, counts, areas, names] = await Promise.all([
    listAccounts(house.db, edition.id, filter, paging),
    countAccounts(house.db, edition.id, today(call)),
    listAreas(house.db, edition.id),
    economyNames(call),
  ])
  const shown = rows.slice(0, A_PAGE)
  const at = reader.at(staffAddress(edition, '/accounts'))
  return (
    <AccountsPage
      {...frame(call)}
      {...{ counts, filter }}
      rows={shown}
      areas={areas
        .filter((one) => one.kind === 'area')
        .map((one) => ({ value: one.code, label: reader.words(one.name).text }))}
      economies={[...names]
        .map(([value, label]) => ({ value, label }))
        .sort((a, b) => reader.compare(a.label, b.label))}
      economyNames={names}
      next={rows.length > A_PAGE ? at + queryOf(filter, shown.at(-1)?.id) : null}
      query={queryOf(filter)}
      today={today(call)}
    />
  )
}

/** Every account that the filter leaves, page by page. */
async function* accountRows(call: Call<Edition>, filter: AccountFilter) {
  for (let after = ''; ; ) {
    const rows = await listAccounts(call.house.db, call.thing.id, filter, { today: today(call), after, limit: 1000 })
    for (const row of rows) yield accountRow(call, row)
    const last = rows.at(-1)
    if (!last || rows.length < 1000) return
    after = last.id
  }
}

const accountRow = ({ reader }: Call<unknown>, row: Listed) => ({
  number: row.number,
  company: reader.words(row.names).text,
  economy: row.economyCode,
  area: row.areaCode ?? '',
  reference: row.reference,
  contract: row.contract ?? '',
  currency: row.total.currency,
  total: reader.amount(row.total),
  invoiced: reader.amount(row.invoiced),
  received: reader.amount(row.received),
  next_due_on: row.nextDueOn ?? '',
  constructed: row.constructed,
})

const accountsDoors: Door[] = [
  page(AT, { thing: editionInPath, may: maySeeAccounts, show: showOverview }),
  page(`${AT}/accounts`, { thing: editionInPath, may: maySeeAccounts, show: showAccounts }),
  data('get', `${AT}/accounts.csv`, {
    thing: editionInPath,
    may: maySeeAccounts,
    answer: (call) => csvOf(`${call.thing.code}-accounts.csv`, accountRows(call, filterOf(call))),
  }),
  data('get', `${AT}/accounts.xlsx`, {
    thing: editionInPath,
    may: maySeeAccounts,
    answer: (call) =>
      xlsxOf(`${call.thing.code}-accounts.xlsx`, accountRows(call, filterOf(call)), { rtl: call.reader.dir === 'rtl' }),
  }),
  data('get', `${AT}/ledger.csv`, {
    thing: editionInPath,
    may: maySeeAccounts,
    answer: ({ house, thing }) => csvOf(`${thing.code}-ledger.csv`, postingsOf(house.db, thing.id)),
  }),
  data('get', `${AT}/ledger.xlsx`, {
    thing: editionInPath,
    may: maySeeAccounts,
    answer: ({ house, thing, reader }) =>
      xlsxOf(`${thing.code}-ledger.xlsx`, postingsOf(house.db, thing.id), { rtl: reader.dir === 'rtl' }),
  }),
]

const CREDIT: AccountFilter = { state: 'credit', area: '', economy: '', words: '' }

const showRefunds = async (call: Call<Edition>) => {
  const { house, thing: edition, reader } = call
  const paging = { today: today(call), after: afterIn(call), limit: A_PAGE + 1 }
  const rows = await listAccounts(house.db, edition.id, CREDIT, paging)
  const banks = await listBilling(
    house.db,
    rows.map((one) => one.id),
  )
  const shown = rows.slice(0, A_PAGE).map((row) => ({ ...row, bank: banks.get(row.id) ?? '' }))
  const at = reader.at(staffAddress(edition, '/refunds'))
  return (
    <RefundsPage {...frame(call)} rows={shown} next={rows.length > A_PAGE ? `${at}?after=${shown.at(-1)?.id}` : null} />
  )
}

async function* refundRows(call: Call<Edition>) {
  for (let after = ''; ; ) {
    const rows = await listAccounts(call.house.db, call.thing.id, CREDIT, { today: today(call), after, limit: 1000 })
    const banks = await listBilling(
      call.house.db,
      rows.map((one) => one.id),
    )
    for (const row of rows) {
      const credit = money(row.received.minor - row.invoiced.minor, row.received.currency)
      const { company, reference, economy } = accountRow(call, row)
      yield {
        company,
        economy,
        reference,
        bank: banks.get(row.id) ?? '',
        currency: credit.currency,
        credit: call.reader.amount(credit),
      }
    }
    const last = rows.at(-1)
    if (!last || rows.length < 1000) return
    after = last.id
  }
}

const releasesPage = async (call: Call<Edition>, draft: Draft) => (
  <ReleasesPage
    {...frame(call)}
    rows={await listReleases(call.house.db, call.thing.id, today(call))}
    draft={draft}
    today={today(call)}
    keeps={keeps(call)}
  />
)

const overdueDoors: Door[] = [
  page(`${AT}/refunds`, { thing: editionInPath, may: mayKeepAccounts, show: showRefunds }),
  data('get', `${AT}/refunds.csv`, {
    thing: editionInPath,
    may: mayKeepAccounts,
    answer: (call) => csvOf(`${call.thing.code}-refunds.csv`, refundRows(call)),
  }),
  page(`${AT}/releases`, { thing: editionInPath, may: mayKeepAccounts, show: releasesPage }),
  deed(`${AT}/releases`, {
    thing: editionInPath,
    may: mayKeepAccounts,
    form: ReleasesForm,
    show: releasesPage,
    do: async (call, { accounts, why }) => {
      if (accounts.length === 0) throw new Refusal('invalid', 'fees.none-ticked')
      const proposed = new Set((await listReleases(call.house.db, call.thing.id, today(call))).map((one) => one.id))
      const order = { today: today(call), why, publicUrl: call.house.publicUrl, by: call.actor }
      // Each in its own transaction: one that was paid meanwhile does not keep the others.
      const ours = accounts.filter((id) => proposed.has(id))
      for (const accountId of ours) await releaseStand(call.house.db, { accountId, ...order })
      return {
        to: staffAddress(call.thing, '/releases'),
        notice: { key: 'fees.notice-released-some', values: { count: ours.length } },
      }
    },
  }),
]

const showBudgets = async (call: Call<Edition>) => {
  const { db } = call.house
  const { id } = call.thing
  const [budgets, given, waiting, names, versions] = await Promise.all([
    listBudgets(db, id),
    listGiven(db, id),
    listWaiting(db, id),
    economyNames(call),
    listRulebooks(db, id, 'support'),
  ])
  const stands = await listStands(
    db,
    waiting.map((one) => one.accountId),
  )
  const measures = versions.toReversed().flatMap((one) => one.data.measures)
  return (
    <BudgetsPage
      {...frame(call)}
      {...{ budgets, given }}
      waiting={waiting.map((one) => ({ ...one, names: stands.get(one.accountId)?.company.names ?? {} }))}
      economyNames={names}
      measureNames={new Map(measures.map((one) => [one.code, one.name]))}
      keeps={keeps(call)}
    />
  )
}

const newBudgetPage = (call: Call<Edition>, draft: Draft) => (
  <BudgetPage {...frame(call)} budget={null} currency={call.thing.currency} draft={draft} />
)
const budgetPage = (call: Call<OfEdition<Budget>>, draft: Draft) => {
  const { edition, one } = call.thing
  return <BudgetPage reader={call.reader} edition={edition} budget={one} currency={edition.currency} draft={draft} />
}

/** How much a budget may give, as it was typed: booths, or an amount of the edition's currency. */
function limitOf(
  { reader }: Call<unknown>,
  edition: Edition,
  { unit, limit }: { unit: 'booths' | 'money'; limit: string },
): bigint {
  if (unit === 'money') {
    const { minor } = amountOf(limit, { currency: edition.currency as Currency, lang: reader.lang, field: 'limit' })
    if (minor < 0n) throw new Refusal('invalid', 'fees.not-above-nought', {}, 'limit')
    return minor
  }
  if (!/^\d{1,6}$/.test(limit)) throw new Refusal('invalid', 'fees.not-a-number', {}, 'limit')
  return BigInt(limit)
}

const budgetDoors: Door[] = [
  page(`${AT}/budgets`, { thing: editionInPath, may: maySeeAccounts, show: showBudgets }),
  data('get', `${AT}/support-ledger.csv`, {
    thing: editionInPath,
    may: maySeeAccounts,
    answer: ({ house, thing }) => csvOf(`${thing.code}-support-ledger.csv`, movementsOf(house.db, thing.id)),
  }),
  page(`${AT}/budgets/new`, { thing: editionInPath, may: mayKeepAccounts, show: newBudgetPage }),
  deed(`${AT}/budgets/new`, {
    thing: editionInPath,
    may: mayKeepAccounts,
    form: BudgetForm,
    show: newBudgetPage,
    do: async (call, form) => {
      const { id: editionId, currency } = call.thing
      const { code, unit, why } = form
      const order = {
        editionId,
        code,
        unit,
        currency,
        why,
        name: wordingOf(form, 'name'),
        limit: limitOf(call, call.thing, form),
      }
      await setBudget(call.house.db, { ...order, version: 0, by: call.actor })
      return { to: staffAddress(call.thing, '/budgets'), notice: { key: 'web.saved' } }
    },
  }),
  page(`${AT}/budgets/:budget`, { thing: budgetInPath, may: mayKeepIts, show: budgetPage }),
  deed(`${AT}/budgets/:budget`, {
    thing: budgetInPath,
    may: mayKeepIts,
    form: BudgetForm,
    show: budgetPage,
    do: async (call, form) => {
      const { edition, one } = call.thing
      const { unit, currency, code } = one
      const limit = limitOf(call, edition, { unit, limit: form.limit })
      const order = { editionId: edition.id, code, unit, currency, limit, name: wordingOf(form, 'name'), why: form.why }
      await setBudget(call.house.db, { ...order, version: form.version, by: call.actor })
      return { to: staffAddress(edition, '/budgets'), notice: { key: 'web.saved' } }
    },
  }),
]

const organiserPage = (which: 'issuer' | 'rate' | null) => async (call: Call<Edition>, draft: Draft) => {
  const { house, thing: edition } = call
  const [issuer, banks, rates] = await Promise.all([
    findIssuer(house.db, edition.id),
    listBanks(house.db, edition.id),
    listRates(house.db, edition.id),
  ])
  return (
    <OrganiserPage
      {...frame(call)}
      {...{ issuer, banks, rates, draft, which }}
      today={today(call)}
      keeps={keeps(call)}
    />
  )
}

const newBankPage = (call: Call<Edition>, draft: Draft) => <BankPage {...frame(call)} bank={null} draft={draft} />
const bankPage = (call: Call<OfEdition<Bank>>, draft: Draft) => (
  <BankPage reader={call.reader} edition={call.thing.edition} bank={call.thing.one} draft={draft} />
)

const organiserDoors: Door[] = [
  page(`${AT}/organiser`, { thing: editionInPath, may: maySeeAccounts, show: organiserPage(null) }),
  deed(`${AT}/organiser`, {
    thing: editionInPath,
    may: mayKeepAccounts,
    form: IssuerForm,
    show: organiserPage('issuer'),
    do: async (call, form) => {
      const { address, taxNumber, contact, version } = form
      const order = { editionId: call.thing.id, name: wordingOf(form, 'name'), address, taxNumber, contact, version }
      await setIssuer(call.house.db, { ...order, by: call.actor })
      return { to: staffAddress(call.thing, '/organiser'), notice: { key: 'web.saved' } }
    },
  }),
  deed(`${AT}/organiser/rate`, {
    thing: editionInPath,
    may: mayKeepAccounts,
    form: ExchangeForm,
    show: organiserPage('rate'),
    do: async (call, form) => {
      await setRate(call.house.db, { editionId: call.thing.id, ...form, by: call.actor })
      return { to: staffAddress(call.thing, '/organiser'), notice: { key: 'web.saved' } }
    },
  }),
  page(`${AT}/bank/new`, { thing: editionInPath, may: mayKeepAccounts, show: newBankPage }),
  deed(`${AT}/bank/new`, {
    thing: editionInPath,
    may: mayKeepAccounts,
    form: BankForm,
    show: newBankPage,
    do: async (call, { currency, ...form }) => {
      const order = { editionId: call.thing.id, id: null, currency: currency as Currency, ...form }
      await setBank(call.house.db, { ...order, by: call.actor })
      return { to: staffAddress(call.thing, '/organiser'), notice: { key: 'web.saved' } }
    },
  }),
  page(`${AT}/bank/:bank`, { thing: bankInPath, may: mayKeepIts, show: bankPage }),
  deed(`${AT}/bank/:bank`, {
    thing: bankInPath,
    may: mayKeepIts,
    form: BankForm,
    show: bankPage,
    do: async (call, { currency, ...form }) => {
      const { edition, one } = call.thing
      const order = { editionId: edition.id, id: one.id, currency: currency as Currency, ...form }
      await setBank(call.house.db, { ...order, by: call.actor })
      return { to: staffAddress(edition, '/organiser'), notice: { key: 'web.saved' } }
    },
  }),
]

export const staffDoors: Door[] = [...accountsDoors, ...overdueDoors, ...budgetDoors, ...organiserDoors]
