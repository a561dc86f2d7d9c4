import { findEarliestToday } from '#expo/ground/editions/index.ts'
import { listPeople } from '#expo/ground/people/index.ts'
import type { Person } from '#kernel/actor.ts'
import { dayAt, daysBetween } from '#kernel/day.ts'
import { csvOf, jsonOf, xlsxOf } from '#web/csv.ts'
import { type Call, type Door, type Draft, data, deed, emptyDraft, page } from '#web/door.ts'
import { tidy } from '#web/form.ts'
import { acceptDocument, refuseDocument, reopenDocument, takeDocument, withdrawDocument } from '../commands/judge.ts'
import { mergeCompanies, tellApart } from '../commands/merge.ts'
import { AcceptForm, ApartForm, MergeForm, ReasonForm, VersionForm, WithdrawForm } from '../forms.ts'
import { JudgePage, type JudgeProps } from '../pages/judge.tsx'
import { deskAddress } from '../pages/parts.tsx'
import { type Queued, QueuePage } from '../pages/queue.tsx'
import { ChooseOtherPage, CompanyListPage, type Compared, ComparePage, type ListFilter } from '../pages/staff.tsx'
import { isOwn, mayReviewCompanies } from '../permissions.ts'
import { companyInPath, documentInPath, type Judged } from '../places.ts'
import { duplicatesOf } from '../queries/alike.ts'
import {
  type Company,
  findCompany,
  listCompanies,
  listCompanyPage,
  ORDERS,
  searchCompanies,
} from '../queries/companies.ts'
import { countWaiting, type Document, listDocuments, listQueue } from '../queries/documents.ts'
import { proofOf } from '../rules.ts'
import { tellVerdict } from '../telling.ts'
import { KINDS, STATES, VERDICTS } from '../words.ts'
import { economyNames, economyOptions } from './economies.ts'
import { asId, idIn, todayOf } from './open.tsx'

const PAGE = 50
/** Rows that an export reads at once. */
const BATCH = 500

const wordsIn = (call: Call<unknown>) => tidy(call.query.get('q') ?? '').slice(0, 200)
const oneOf = <const Values extends readonly string[]>(call: Call<unknown>, name: string, values: Values) =>
  values.find((one): one is Values[number] => one === call.query.get(name))

const listFilterOf = (call: Call<unknown>) => {
  const known = oneOf(call, 'known', ['yes', 'no'])
  return {
    words: wordsIn(call),
    kind: oneOf(call, 'kind', KINDS),
    economyCode: (call.query.get('economy') ?? '').slice(0, 15),
    state: oneOf(call, 'state', STATES),
    known: known && known === 'yes',
  }
}
const orderIn = (call: Call<unknown>) => oneOf(call, 'sort', ORDERS) ?? 'name'

const companyList = async (call: Call<unknown>) => {
  const { house, reader } = call
  const filter = listFilterOf(call)
  const found = await listCompanyPage(house.db, filter, {
    order: orderIn(call),
    after: idIn(call, 'after'),
    limit: PAGE + 1,
  })
  const companies = found.slice(0, PAGE)
  const nameOf = await economyNames(call)
  const asked: ListFilter = {
    q: filter.words,
    kind: filter.kind ?? '',
    economy: filter.economyCode,
    state: filter.state ?? '',
    known: filter.known === undefined ? '' : filter.known ? 'yes' : 'no',
    sort: orderIn(call),
  }
  return (
    <CompanyListPage
      reader={reader}
      rows={companies.map((company) => ({
        company,
        economy: nameOf(company.economyCode),
        proven: proofOf(company.registrations, todayOf(call)),
      }))}
      filter={asked}
      economies={await economyOptions(call)}
      next={found.length > PAGE ? (companies.at(-1)?.id ?? null) : null}
    />
  )
}

const COLUMNS = [
  'id',
  'legal_name',
  'language',
  'name',
  'economy',
  'registration_number',
  'kinds',
  'size',
  'founded',
  'website',
  'state',
  'proof',
  'verified_since',
  'constructed',
]

/** All companies that a filter leaves, some hundreds at a time. */
async function* companyRows(call: Call<unknown>) {
  const filter = listFilterOf(call)
  for (let after = ''; ; ) {
    const companies = await listCompanyPage(call.house.db, filter, { order: orderIn(call), after, limit: BATCH })
    for (const company of companies) yield companyRow(call, company)
    if (companies.length < BATCH) return
    after = companies.at(-1)?.id ?? ''
  }
}

function companyRow(call: Call<unknown>, company: Company) {
  const proven = proofOf(company.registrations, todayOf(call))
  return {
    id: company.id,
    legal_name: company.legalName.text,
    language: company.legalName.lang,
    name: call.reader.words(company.names).text,
    economy: company.economyCode,
    registration_number: company.registrationNumber,
    kinds: company.kinds.join(' '),
    size: company.sizeClass,
    founded: company.foundedYear,
    website: company.website,
    state: company.state,
    proof: proven.proof,
    verified_since: proven.proof === 'verified' ? proven.day : null,
    constructed: company.constructed,
  }
}

const companies: Door[] = [
  page('/:lang/staff/companies', { may: mayReviewCompanies, show: companyList }),
  data('get', '/:lang/staff/companies.csv', {
    may: mayReviewCompanies,
    answer: (call) => csvOf('companies.csv', companyRows(call), COLUMNS),
  }),
  data('get', '/:lang/staff/companies.xlsx', {
    may: mayReviewCompanies,
    answer: (call) => xlsxOf('companies.xlsx', companyRows(call), { columns: COLUMNS, rtl: call.reader.dir === 'rtl' }),
  }),
  data('get', '/:lang/staff/companies.json', {
    may: mayReviewCompanies,
    answer: (call) => jsonOf('companies', companyRows(call)),
  }),
]

const queueFilterOf = (call: Call<unknown>) => ({
  verdict: oneOf(call, 'verdict', VERDICTS) ?? 'waiting',
  words: wordsIn(call),
  kind: oneOf(call, 'kind', KINDS),
  economyCode: (call.query.get('economy') ?? '').slice(0, 15),
})

/** Documents with what a list says of each: of whom, from where, since when, and who looks at it. */
async function queuedOf(call: Call<unknown>, documents: Document[]): Promise<Queued[]> {
  const { house } = call
  const owners = await listCompanies(
    house.db,
    documents.map((one) => one.companyId),
  )
  const people = await listPeople(
    house.db,
    documents.map((one) => one.takenBy).filter((id) => id !== null),
  )
  const nameOf = await economyNames(call)
  return documents.flatMap((document) => {
    const company = owners.get(document.companyId)
    if (!company) return []
    const days = Math.max(0, daysBetween(dayAt(document.sentAt, 'UTC'), todayOf(call)))
    const taken = people.get(document.takenBy ?? '')?.name ?? null
    return [{ document, company, economy: nameOf(company.economyCode), days, taken }]
  })
}

const queuePage = async (call: Call<unknown>) => {
  const { house, reader } = call
  const filter = queueFilterOf(call)
  const found = await listQueue(house.db, filter, { after: idIn(call, 'after'), limit: PAGE + 1 })
  const shown = found.slice(0, PAGE)
  const { verdict, words: q, kind = '', economyCode: economy } = filter
  return (
    <QueuePage
      reader={reader}
      rows={await queuedOf(call, shown)}
      waiting={(await countWaiting(house.db)).count}
      filter={{ verdict, q, kind, economy }}
      economies={await economyOptions(call)}
      next={found.length > PAGE ? (shown.at(-1)?.id ?? null) : null}
    />
  )
}

const QUEUE_COLUMNS = [
  'document',
  'kind',
  'company',
  'economy',
  'verdict',
  'sent_at',
  'days',
  'from',
  'until',
  'reason',
]

async function* queueRows(call: Call<unknown>) {
  const filter = queueFilterOf(call)
  for (let after = ''; ; ) {
    const documents = await listQueue(call.house.db, filter, { after, limit: BATCH })
    for (const queued of await queuedOf(call, documents)) yield queueRow(call, queued)
    if (documents.length < BATCH) return
    after = documents.at(-1)?.id ?? ''
  }
}

const queueRow = ({ reader }: Call<unknown>, { document, company, days }: Queued) => ({
  document: document.id,
  kind: document.kind,
  company: reader.words(company.names).text,
  economy: company.economyCode,
  verdict: document.verdict,
  sent_at: document.sentAt.toISOString(),
  days,
  from: document.from,
  until: document.until,
  reason: document.why,
})

const judgePage =
  (which: JudgeProps['which']) =>
  async (call: Call<Judged>, draft: Draft = emptyDraft) => {
    const { house, reader, actor, thing } = call
    const { company, document } = thing
    const taker = document.takenBy && (await listPeople(house.db, [document.takenBy])).get(document.takenBy)
    return (
      <JudgePage
        reader={reader}
        draft={draft}
        company={company}
        document={document}
        economy={(await economyNames(call))(company.economyCode)}
        alike={await duplicatesOf(house.db, company.id)}
        others={(await listDocuments(house.db, company.id)).filter((one) => one.id !== document.id)}
        today={todayOf(call)}
        holdsFrom={await findEarliestToday(house.db, call.now)}
        own={isOwn(actor, company.id)}
        taken={taker ? { own: actor.kind === 'person' && taker.id === actor.id, name: taker.name } : null}
        which={which}
      />
    )
  }

const ONE = '/:lang/staff/companies/documents/:document'
const judgement = ({ thing, now, actor }: Call<Judged>) => ({ documentId: thing.document.id, now, by: actor })
const done = (key: string) => ({ to: '/staff/companies/documents', notice: { key } })

const documents: Door[] = [
  page('/:lang/staff/companies/documents', { may: mayReviewCompanies, show: queuePage }),
  data('get', '/:lang/staff/companies/documents.csv', {
    may: mayReviewCompanies,
    answer: (call) => csvOf('company-documents.csv', queueRows(call), QUEUE_COLUMNS),
  }),
  data('get', '/:lang/staff/companies/documents.xlsx', {
    may: mayReviewCompanies,
    answer: (call) =>
      xlsxOf('company-documents.xlsx', queueRows(call), { columns: QUEUE_COLUMNS, rtl: call.reader.dir === 'rtl' }),
  }),
  page(ONE, { thing: documentInPath, may: mayReviewCompanies, show: judgePage(null) }),
  ...(['take', 'release'] as const).map((which) =>
    deed(`${ONE}/${which}`, {
      thing: documentInPath,
      may: mayReviewCompanies,
      form: VersionForm,
      show: judgePage(null),
      do: async (call) => {
        const { house, thing, now } = call
        const by = call.actor as Person
        await takeDocument(house.db, { documentId: thing.document.id, take: which === 'take', now, by })
        return { to: `/staff/companies/documents/${thing.document.id}` }
      },
    }),
  ),
  deed(`${ONE}/accept`, {
    thing: documentInPath,
    may: mayReviewCompanies,
    form: AcceptForm,
    show: judgePage('accept'),
    do: async (call, form) => {
      const { db } = call.house
      const tell = tellVerdict(call.house.publicUrl, 'accepted')
      await acceptDocument(db, { ...judgement(call), ...form, today: todayOf(call) }, tell)
      return done('companies.notice-accepted')
    },
  }),
  deed(`${ONE}/refuse`, {
    thing: documentInPath,
    may: mayReviewCompanies,
    form: ReasonForm,
    show: judgePage('refuse'),
    do: async (call, form) => {
      await refuseDocument(
        call.house.db,
        { ...judgement(call), ...form },
        tellVerdict(call.house.publicUrl, 'refused', form.why),
      )
      return done('companies.notice-refused')
    },
  }),
  deed(`${ONE}/withdraw`, {
    thing: documentInPath,
    may: mayReviewCompanies,
    form: WithdrawForm,
    show: judgePage('withdraw'),
    do: async (call, form) => {
      const tell = tellVerdict(call.house.publicUrl, 'withdrawn', form.why)
      await withdrawDocument(call.house.db, { ...judgement(call), ...form, today: todayOf(call) }, tell)
      return done('companies.notice-withdrawn')
    },
  }),
  deed(`${ONE}/reopen`, {
    thing: documentInPath,
    may: mayReviewCompanies,
    form: ReasonForm,
    show: judgePage('reopen'),
    do: async (call, form) => {
      await reopenDocument(call.house.db, { ...judgement(call), ...form })
      return { to: `/staff/companies/documents/${call.thing.document.id}`, notice: { key: 'web.saved' } }
    },
  }),
]

/** The company that another is compared with: named by the address, or by the form that comes back; null where none is chosen. */
async function otherOf(call: Call<Company>, draft: Draft): Promise<Company | null> {
  const id = asId(String(draft.values.other ?? '')) || asId(call.query.get('with') ?? '')
  const other = id === '' ? null : await findCompany(call.house.db, id)
  return other?.id === call.thing.id ? null : other
}

const comparePage = async (call: Call<Company>, draft: Draft) => {
  const { house, reader, thing: company } = call
  const alike = await duplicatesOf(house.db, company.id)
  const other = await otherOf(call, draft)
  if (!other) {
    const words = wordsIn(call)
    const found = words === '' ? [] : await searchCompanies(house.db, { words })
    const others = found.filter((one) => one.id !== company.id)
    return <ChooseOtherPage reader={reader} company={company} alike={alike} words={words} found={others} />
  }
  const nameOf = await economyNames(call)
  const compared = async (one: Company): Promise<Compared> => ({
    company: one,
    economy: nameOf(one.economyCode),
    proven: proofOf(one.registrations, todayOf(call)),
    documents: (await listDocuments(house.db, one.id)).length,
  })
  const likeness = alike.find((one) => one.company.id === other.id)?.likeness ?? null
  return (
    <ComparePage
      reader={reader}
      draft={draft}
      pair={[await compared(company), await compared(other)]}
      likeness={likeness}
    />
  )
}

const pairs: Door[] = [
  page('/:lang/staff/companies/:company/compare', { thing: companyInPath, may: mayReviewCompanies, show: comparePage }),
  deed('/:lang/staff/companies/:company/merge', {
    thing: companyInPath,
    may: mayReviewCompanies,
    form: MergeForm,
    show: comparePage,
    do: async ({ house, actor, thing: company }, { version, other, otherVersion, keep, why }) => {
      const one = { id: company.id, version }
      const two = { id: other, version: otherVersion }
      const order = keep === other ? { keep: two, gone: one } : { keep: one, gone: two }
      await mergeCompanies(house.db, { ...order, why, by: actor })
      return { to: deskAddress(order.keep), notice: { key: 'companies.notice-merged' } }
    },
  }),
  deed('/:lang/staff/companies/:company/apart', {
    thing: companyInPath,
    may: mayReviewCompanies,
    form: ApartForm,
    show: comparePage,
    do: async ({ house, actor, thing: company }, { other }) => {
      await tellApart(house.db, { companyId: company.id, otherId: other, why: undefined, by: actor })
      return { to: deskAddress(company), notice: { key: 'companies.notice-apart' } }
    },
  }),
]

export const staffDoors: Door[] = [...companies, ...documents, ...pairs]
