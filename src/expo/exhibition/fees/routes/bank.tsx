import { createHash } from 'node:crypto'
import { type Edition, editionInPath } from '#expo/ground/editions/index.ts'
import { todayIn } from '#expo/ground/editions/rules.ts'
import { currency } from '#kernel/currency.ts'
import { type Day, isDay } from '#kernel/day.ts'
import { Refusal } from '#kernel/refusal.ts'
import { LIMITS } from '#platform/sheets/limits.ts'
import { getUpload, setAside, type Upload } from '#platform/uploads.ts'
import { type Call, type Door, type Draft, deed, emptyDraft, page } from '#web/door.ts'
import { amountOf, tidy } from '#web/form.ts'
import { readCamt } from '../bank/camt.ts'
import { glanceAt, readBankSheet } from '../bank/sheet.ts'
import type { BankStatement } from '../bank/statement.ts'
import { bookEntry, keepBankFile, setEntryAside } from '../commands/bank.ts'
import { rememberMapping } from '../commands/organiser.ts'
import { AsideForm, BankFileForm, BookForm, ConfirmFileForm, MappingForm, TakeUpForm } from '../forms.ts'
import {
  type AccountNames,
  BankFilesPage,
  BankPreviewPage,
  EntriesPage,
  EntryPage,
  MappingPage,
} from '../pages/bank.tsx'
import { staffAddress } from '../pages/parts.tsx'
import { mayKeepAccounts, mayKeepIts } from '../permissions.ts'
import { bankInPath, entryInPath, type OfEdition } from '../places.ts'
import { listPayments } from '../queries/accounts.ts'
import { countEntries, listEntries, listKnown, listPayables, type Waiting } from '../queries/bank.ts'
import { listAccounts } from '../queries/ledger.ts'
import { type Bank, findRate, listBanks } from '../queries/organiser.ts'
import { matchOf, type Payable } from '../rules/match.ts'
import { listStands } from '../stand.ts'
import { FIELDS } from '../words.ts'

const AT = '/:lang/:edition/staff/fees'
type AtBank = Call<OfEdition<Bank>>
type AtEntry = Call<OfEdition<Waiting>>

const filesPage = async (call: Call<Edition>, draft: Draft, chosen: string | null = null) => (
  <BankFilesPage
    reader={call.reader}
    edition={call.thing}
    banks={await listBanks(call.house.db, call.thing.id)}
    draft={draft}
    chosen={chosen}
    keeps
  />
)

const filesOf = (call: AtBank) => staffAddress(call.thing.edition, `/bank/${call.thing.one.id}/files`)
const whose = (call: AtBank) => ({ about: filesOf(call), by: call.actor })
const uploadOf = (call: AtBank) => getUpload(call.house.db, call.params.upload ?? '', whose(call))

const isXml = (bytes: Uint8Array): boolean =>
  /^\s*(?:\ufeff)?\s*<(\?xml|[\w:]*Document)/i.test(new TextDecoder().decode(bytes.subarray(0, 200)))

/** What a bank's file says; null for a sheet whose columns nobody has explained yet. */
async function readFile(bank: Bank, bytes: Uint8Array): Promise<BankStatement | null> {
  if (isXml(bytes)) return readCamt(bytes)
  if (bank.mapping === null) return null
  return readBankSheet(bytes, bank.mapping, { currency: bank.currency, account: bank.account }).catch(
    (error: unknown) => {
      // The bank writes its sheets otherwise now: it is asked again.
      if (error instanceof Refusal && error.code === 'sheets.missing-columns') return null
      throw error
    },
  )
}

const digestOf = (statement: BankStatement, matched: unknown): string =>
  createHash('sha256')
    .update(JSON.stringify([statement.entries.map((one) => one.bankReference), matched]))
    .digest('hex')
    .slice(0, 32)

/** Whose each entry of a file is, which have been kept already, and which cannot be booked for want of a rate. */
async function matchAll(call: AtBank, statement: BankStatement) {
  const { db } = call.house
  const { edition, one: bank } = call.thing
  const payables = await listPayables(db, edition.id)
  const known = await listKnown(
    db,
    bank.id,
    statement.entries.map((entry) => entry.bankReference),
  )
  const rates = new Map<string, boolean>()
  const ours = currency(edition.currency)
  const matched = []
  for (const entry of statement.entries) {
    const key = `${entry.amount.currency} ${entry.on}`
    if (!rates.has(key))
      rates.set(
        key,
        entry.amount.currency === ours ||
          (await findRate(db, edition.id, { from: entry.amount.currency, to: ours, on: entry.on })) !== null,
      )
    const payable = rates.get(key) === true && (entry.amount.minor > 0n || entry.reversal)
    matched.push({ entry, matched: matchOf(entry, payables), known: known.has(entry.bankReference), payable })
  }
  const seen = digestOf(
    statement,
    matched.map((one) => [one.matched, one.known, one.payable]),
  )
  return { payables, matched, seen }
}

async function accountNames(
  call: Call<unknown>,
  payables: readonly Payable[],
  ids: readonly string[],
): Promise<AccountNames> {
  const stands = await listStands(call.house.db, ids)
  return new Map(
    [...stands].map(([id, stand]) => {
      const open = payables.find((one) => one.accountId === id)?.open
      return [
        id,
        { names: stand.company.names, number: stand.number ?? 0, open: open ?? (payables[0] as Payable).open },
      ]
    }),
  )
}

const idsOf = (matched: ReturnType<typeof matchOf>): string[] =>
  matched.kind === 'exact'
    ? [matched.accountId]
    : matched.kind === 'proposed'
      ? matched.proposals.map((one) => one.accountId)
      : []

const previewPage = async (call: AtBank, draft: Draft) => {
  const { edition, one: bank } = call.thing
  const upload = await uploadOf(call)
  const statement = await readFile(bank, upload.bytes)
  if (!statement) return mappingPage(call, draft)
  const { payables, matched, seen } = await matchAll(call, statement)
  const accounts = await accountNames(call, payables, [...new Set(matched.flatMap((one) => idsOf(one.matched)))])
  return (
    <BankPreviewPage reader={call.reader} {...{ edition, bank, upload, statement, matched, accounts, seen, draft }} />
  )
}

const mappingPage = async (call: AtBank, draft: Draft) => {
  const { edition, one: bank } = call.thing
  const upload: Upload = await uploadOf(call)
  return (
    <MappingPage reader={call.reader} {...{ edition, bank, upload, draft }} glance={await glanceAt(upload.bytes)} />
  )
}

const fileDoors: Door[] = [
  page(`${AT}/bank`, { thing: editionInPath, may: mayKeepAccounts, show: filesPage }),
  deed(`${AT}/bank/:bank/files`, {
    thing: bankInPath,
    may: mayKeepIts,
    form: BankFileForm,
    limit: 2 * LIMITS.bytes,
    show: (call, draft) => filesPage({ ...call, thing: call.thing.edition }, draft, call.thing.one.id),
    do: async (call, { file }) => {
      const bytes = new Uint8Array(await file.arrayBuffer())
      if (isXml(bytes)) await readCamt(bytes)
      else await glanceAt(bytes)
      const id = await setAside(call.house.db, { ...whose(call), fileName: file.name.slice(-200), bytes })
      return { to: `${filesOf(call)}/${id}` }
    },
  }),
  page(`${AT}/bank/:bank/files/:upload`, { thing: bankInPath, may: mayKeepIts, show: previewPage }),
  deed(`${AT}/bank/:bank/files/:upload`, {
    thing: bankInPath,
    may: mayKeepIts,
    form: ConfirmFileForm,
    show: previewPage,
    do: async (call, { seen }) => {
      const { edition, one: bank } = call.thing
      const { bytes, fileName } = await uploadOf(call)
      const statement = await readFile(bank, bytes)
      if (!statement) throw new Refusal('conflict', 'fees.columns-unknown')
      if ((await matchAll(call, statement)).seen !== seen) throw new Refusal('conflict', 'sheets.changed')
      const order = {
        editionId: edition.id,
        bankId: bank.id,
        bytes,
        fileName,
        statement,
        today: todayIn(edition, call.now),
      }
      const { kept, booked } = await keepBankFile(call.house.db, {
        ...order,
        publicUrl: call.house.publicUrl,
        by: call.actor,
      })
      return { to: staffAddress(edition, '/entries'), notice: { key: 'fees.notice-kept', values: { kept, booked } } }
    },
  }),
  page(`${AT}/bank/:bank/files/:upload/columns`, { thing: bankInPath, may: mayKeepIts, show: mappingPage }),
  deed(`${AT}/bank/:bank/files/:upload/columns`, {
    thing: bankInPath,
    may: mayKeepIts,
    form: MappingForm,
    show: mappingPage,
    do: async (call, form) => {
      const { edition, one: bank } = call.thing
      const { id } = await uploadOf(call)
      const titles = Object.fromEntries(FIELDS.map((field) => [field, form[`title.${field}`]])) as Record<
        (typeof FIELDS)[number],
        string
      >
      const mapping = { titles, days: form.days, point: form.point }
      await rememberMapping(call.house.db, { editionId: edition.id, bankId: bank.id, mapping, by: call.actor })
      return { to: `${filesOf(call)}/${id}` }
    },
  }),
]

const A_PAGE = 50

const afterIn = (call: Call<unknown>): { on: Day; id: string } | null => {
  const [on = '', id = ''] = (call.query.get('after') ?? '').split('_')
  return isDay(on) && /^[0-9a-f-]{36}$/.test(id) ? { on, id } : null
}

const showEntries = async (call: Call<Edition>) => {
  const { house, reader, query, thing: edition } = call
  const which = query.get('which') === 'set-aside' ? ('set-aside' as const) : ('waiting' as const)
  const [entries, { count }, payables] = await Promise.all([
    listEntries(house.db, edition.id, { which, after: afterIn(call), limit: A_PAGE + 1 }),
    countEntries(house.db, edition.id),
    listPayables(house.db, edition.id),
  ])
  const shown = entries.slice(0, A_PAGE)
  const rows = shown.map((entry) => ({ entry, matched: matchOf(entry, payables) }))
  const accounts = await accountNames(call, payables, [...new Set(rows.flatMap((one) => idsOf(one.matched)))])
  const last = shown.at(-1)
  const more = entries.length > A_PAGE && last
  const at = reader.at(staffAddress(edition, '/entries'))
  const next = more ? `${at}?which=${which}&after=${last.on}_${last.id}` : null
  return <EntriesPage {...{ reader, edition, rows, accounts, which, count, next }} today={todayIn(edition, call.now)} />
}

const MOST_CANDIDATES = 8

const entryPage = async (call: AtEntry, draft: Draft) => {
  const { house, reader, thing, query } = call
  const { edition, one: entry } = thing
  const words = tidy(query.get('q') ?? '').slice(0, 100)
  const payables = await listPayables(house.db, edition.id)
  const matched = matchOf(entry, payables)
  const reasonsOf = new Map(
    matched.kind === 'proposed' ? matched.proposals.map((one) => [one.accountId, one.reasons]) : [],
  )
  const paging = { today: todayIn(edition, call.now), after: '', limit: MOST_CANDIDATES }
  const looked = words ? await listAccounts(house.db, edition.id, { area: '', economy: '', words }, paging) : []
  const ids = words ? looked.map((one) => one.id) : idsOf(matched)
  const names = await accountNames(call, payables, ids)
  const candidates = await Promise.all(
    [...names].map(async ([id, { names: company, open }]) => ({
      id,
      names: company,
      open,
      reasons: reasonsOf.get(id) ?? [],
      payments: entry.amount.minor < 0n ? (await listPayments(house.db, id)).filter((one) => one.number !== null) : [],
    })),
  )
  const keeps = mayKeepAccounts.may(call.actor, edition)
  return <EntryPage {...{ reader, edition, entry, candidates, words, keeps, draft }} />
}

const entryDoors: Door[] = [
  page(`${AT}/entries`, { thing: editionInPath, may: mayKeepAccounts, show: showEntries }),
  page(`${AT}/entries/:entry`, { thing: entryInPath, may: mayKeepIts, show: entryPage }),
  deed(`${AT}/entries/:entry`, {
    thing: entryInPath,
    may: mayKeepIts,
    form: BookForm,
    show: entryPage,
    do: async (call, { version, account, amount, payment }) => {
      const { edition, one: entry } = call.thing
      const read = amountOf(amount, { currency: entry.amount.currency, lang: call.reader.lang, field: 'amount' })
      await bookEntry(call.house.db, {
        editionId: edition.id,
        entryId: entry.id,
        accountId: account,
        amount: read,
        paymentId: payment || undefined,
        version,
        today: todayIn(edition, call.now),
        publicUrl: call.house.publicUrl,
        by: call.actor,
      })
      return { to: staffAddress(edition, '/entries'), notice: { key: 'fees.notice-booked' } }
    },
  }),
  deed(`${AT}/entries/:entry/aside`, {
    thing: entryInPath,
    may: mayKeepIts,
    form: AsideForm,
    show: entryPage,
    do: async (call, { version, why }) => {
      const { edition, one: entry } = call.thing
      await setEntryAside(call.house.db, { editionId: edition.id, entryId: entry.id, why, version, by: call.actor })
      return { to: staffAddress(edition, '/entries'), notice: { key: 'web.saved' } }
    },
  }),
  deed(`${AT}/entries/:entry/take-up`, {
    thing: entryInPath,
    may: mayKeepIts,
    form: TakeUpForm,
    show: (call) => entryPage(call, emptyDraft),
    do: async (call, { version }) => {
      const { edition, one: entry } = call.thing
      await setEntryAside(call.house.db, {
        editionId: edition.id,
        entryId: entry.id,
        why: null,
        version,
        by: call.actor,
      })
      return { to: `${staffAddress(edition, '/entries')}/${entry.id}`, notice: { key: 'web.saved' } }
    },
  }),
]

export const bankDoors: Door[] = [...fileDoors, ...entryDoors]
