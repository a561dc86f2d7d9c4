import {
  applicationAddress,
  applicationInPath,
  mayActForApplicant,
  type Standing,
} from '#expo/exhibition/applications/index.ts'
import { getEditionById } from '#expo/ground/editions/index.ts'
import { nowIn, todayIn } from '#expo/ground/editions/rules.ts'
import { getAccount as getPerson } from '#expo/ground/people/index.ts'
import { Refusal } from '#kernel/refusal.ts'
import { listEntries } from '#platform/journal.ts'
import { typeset } from '#platform/typeset/typeset.ts'
import { type Call, type Door, type Draft, data, deed, page } from '#web/door.ts'
import { amountOf } from '#web/form.ts'
import { setBilling } from '../commands/account.ts'
import { judgeScan, sendScan, signContract } from '../commands/contract.ts'
import { issueInvoice } from '../commands/invoice.ts'
import { receiveByHand, refundByHand } from '../commands/pay.ts'
import { releaseStand } from '../commands/remind.ts'
import { openStatement } from '../commands/statement.ts'
import { canonical } from '../digest.ts'
import { BillingForm, JudgeForm, MoneyForm, NothingForm, OpenAnewForm, ScanForm, SignForm, WhyForm } from '../forms.ts'
import { ContractPage } from '../pages/contract.tsx'
import { BillingPage, PaymentsPage } from '../pages/payments.tsx'
import { StatementPage } from '../pages/statement.tsx'
import { paperOf } from '../paper-files.ts'
import { documentNumber } from '../papers/paper.ts'
import { statementPaper } from '../papers/statement.ts'
import { mayJudgeContract, mayKeepAccountOf, maySeeFees } from '../permissions.ts'
import { paperInPath } from '../places.ts'
import { findAccount, getAccount, listInvoices, listPayments, listUnpaid } from '../queries/accounts.ts'
import { findContract, getPaper, listContracts } from '../queries/contracts.ts'
import { estimateOf } from '../queries/estimate.ts'
import { namesFor } from '../queries/names.ts'
import { findIssuer, listBanks } from '../queries/organiser.ts'
import { findRulebookOn } from '../queries/rulebooks.ts'
import { booksOf, getStatement, listStatements, type Opened, reckonAgain } from '../queries/statements.ts'
import { scheduleOf } from '../rules/schedule.ts'
import { getStand, type Stand } from '../stand.ts'
import { LARGEST_SCAN } from '../words.ts'

const AT = '/:lang/:edition/applications/:id'
const today = (call: Call<Standing>) => todayIn(call.thing.edition, call.now)
const addressOf = ({ thing }: Call<Standing>) => applicationAddress(thing.edition, thing.application)

const frameOf = (call: Call<Standing>, stand: Stand) => ({
  reader: call.reader,
  edition: call.thing.edition,
  application: call.thing.application,
  company: call.reader.words(stand.company.names),
})
const byThem = (call: Call<Standing>) => ({ today: today(call), publicUrl: call.house.publicUrl, by: call.actor })

/** The statement that an address names: the one that is open, or an earlier one by its number. */
async function statementIn(call: Call<Standing>): Promise<{ opened: Opened | null; earlier: Opened[] }> {
  const earlier = await listStatements(call.house.db, call.thing.application.id)
  const asked = call.query.get('version')
  if (asked === null) return { opened: earlier.find((one) => one.state === 'open') ?? null, earlier }
  const opened = earlier.find((one) => String(one.number) === asked)
  if (!opened) throw new Refusal('missing', 'fees.no-such-statement')
  return { opened, earlier }
}

const statementPage = async (call: Call<Standing>, draft: Draft) => {
  const { house, actor, thing } = call
  const { db } = house
  const { edition, application } = thing
  const [stand, { opened, earlier }, names] = await Promise.all([
    getStand(db, application.id),
    statementIn(call),
    namesFor(db, edition.id),
  ])
  const shown = opened ? await shownOf(call, opened) : await estimated(call, stand)
  const newest = await findRulebookOn(db, edition.id, 'tariff', today(call))
  const account = await findAccount(db, application.id)
  return (
    <StatementPage
      {...frameOf(call, stand)}
      shown={
        shown && {
          facts: shown.facts,
          result: shown.result,
          context: {
            names,
            currency: shown.books.tariff.data.currency,
            tariff: shown.books.tariff.number,
            support: shown.books.support?.number ?? null,
          },
        }
      }
      opened={opened}
      number={opened && account ? documentNumber(edition.code, 'S', account.number, opened.number) : ''}
      schedule={
        shown
          ? scheduleOf(shown.result, shown.books.tariff.data.terms, { signedOn: shown.on, opensOn: edition.opensOn })
          : []
      }
      proof={opened && shown ? reckonAgain(opened, shown.books) : null}
      earlier={earlier}
      stale={opened !== null && stand.facts !== null && canonical(stand.facts) !== canonical(opened.facts)}
      newer={opened !== null && newest !== null && newest.id !== opened.tariffId}
      staff={mayJudgeContract.may(actor, thing)}
      draft={draft}
    />
  )
}

async function shownOf(call: Call<Standing>, opened: Opened) {
  const books = await booksOf(call.house.db, opened)
  const contract = await findContract(call.house.db, opened.accountId)
  const on = contract?.signedOn ?? today(call)
  return { facts: opened.facts, result: opened.result, books, on }
}

async function estimated(call: Call<Standing>, stand: Stand) {
  if (!stand.facts) return null
  const { editionId, applicationId: accountId, submittedAt } = stand
  const order = { editionId, accountId, facts: stand.facts, askedAt: submittedAt ?? call.now, on: today(call) }
  const estimate = await estimateOf(call.house.db, order)
  return estimate && { facts: stand.facts, result: estimate.result, books: estimate.books, on: today(call) }
}

const statementDoors: Door[] = [
  page(`${AT}/statement`, { thing: applicationInPath, may: maySeeFees, show: statementPage }),
  deed(`${AT}/statement`, {
    thing: applicationInPath,
    may: mayJudgeContract,
    form: OpenAnewForm,
    show: statementPage,
    do: async (call, { newest, why }) => {
      await openStatement(call.house.db, { applicationId: call.thing.application.id, newest, why, ...byThem(call) })
      return { to: `${addressOf(call)}/statement`, notice: { key: 'fees.notice-opened' } }
    },
  }),
  data('get', `${AT}/statement.pdf`, {
    thing: applicationInPath,
    may: maySeeFees,
    answer: async (call) => {
      const { house, reader, thing } = call
      const { opened } = await statementIn(call)
      if (!opened) throw new Refusal('missing', 'fees.no-such-statement')
      const [edition, issuer, names, account, stand, books] = await Promise.all([
        getEditionById(house.db, opened.editionId),
        findIssuer(house.db, opened.editionId),
        namesFor(house.db, opened.editionId),
        getAccount(house.db, opened.accountId),
        getStand(house.db, opened.accountId),
        booksOf(house.db, opened),
      ])
      const making = { edition, issuer, names, account, stand, language: reader.lang }
      const paper = statementPaper(making, { opened, books })
      const bytes = await typeset({ template: 'document', data: paper, language: reader.lang })
      return pdf(bytes, `${thing.edition.code}-statement-${account.number}.pdf`)
    },
  }),
  data('get', `${AT}/statement.json`, {
    thing: applicationInPath,
    may: maySeeFees,
    answer: async (call) => {
      const { opened } = await statementIn(call)
      if (!opened) throw new Refusal('missing', 'fees.no-such-statement')
      const { tariff, support } = await booksOf(call.house.db, opened)
      const { method, facts, grants, result, digest } = opened
      const rules = support?.data ?? { measures: [] }
      const proof = canonical({ method, facts, grants, tariff: tariff.data, rules, result })
      return new Response(`{"digest":"${digest}","proof":${proof}}`, {
        headers: { 'content-type': 'application/json', 'cache-control': 'private, no-store' },
      })
    },
  }),
]

const pdf = (body: ReadableStream | Uint8Array, name: string) =>
  new Response(body as BodyInit, {
    headers: {
      'content-type': 'application/pdf',
      'content-disposition': `inline; filename="${name}"`,
      'cache-control': 'private, no-store',
    },
  })

const contractPage = (which: 'sign' | 'scan' | 'judge' | null) => async (call: Call<Standing>, draft: Draft) => {
  const { house, actor, thing } = call
  const { application } = thing
  const [stand, contract, earlier] = await Promise.all([
    getStand(house.db, application.id),
    findContract(house.db, application.id),
    listContracts(house.db, application.id),
  ])
  const opened = contract && (await getStatement(house.db, contract.statementId))
  const made = contract && (await getPaper(house.db, contract.paperId))
  const digest = contract && (await paperOf(house.db, house.files, contract.paperId)).digest
  const person = actor.kind === 'person' ? await getPerson(house.db, actor.id) : null
  return (
    <ContractPage
      {...frameOf(call, stand)}
      contract={contract}
      paper={made && digest ? { paper: made.paper, language: made.language, digest } : null}
      due={opened?.result.due ?? null}
      earlier={earlier}
      signer={{ name: person?.name ?? '' }}
      may={{ sign: mayActForApplicant.may(actor, thing), judge: mayJudgeContract.may(actor, thing) }}
      draft={draft}
      which={which}
    />
  )
}

const deedOf = (call: Call<Standing>, { version }: { version: number }) => ({
  accountId: call.thing.application.id,
  version,
  now: nowIn(call.thing.edition, call.now),
  ...byThem(call),
})

const contractDoors: Door[] = [
  page(`${AT}/contract`, { thing: applicationInPath, may: maySeeFees, show: contractPage(null) }),
  data('get', `${AT}/contract.pdf`, {
    thing: applicationInPath,
    may: maySeeFees,
    answer: async ({ house, thing }) => {
      const contract = await findContract(house.db, thing.application.id)
      if (!contract) throw new Refusal('missing', 'fees.no-contract')
      const { stream } = await paperOf(house.db, house.files, contract.paperId)
      return pdf(stream, `${thing.edition.code}-contract.pdf`)
    },
  }),
  deed(`${AT}/contract/sign`, {
    thing: applicationInPath,
    may: mayActForApplicant,
    form: SignForm,
    show: contractPage('sign'),
    do: async (call, { digest, name, capacity, ...form }) => {
      await signContract(call.house.db, { ...deedOf(call, form), digest, name, capacity })
      return { to: `${addressOf(call)}/contract`, notice: { key: 'fees.notice-signed' } }
    },
  }),
  deed(`${AT}/contract/scan`, {
    thing: applicationInPath,
    may: mayActForApplicant,
    form: ScanForm,
    limit: 2 * LARGEST_SCAN,
    show: contractPage('scan'),
    do: async (call, { scan, ...form }) => {
      const bytes = new Uint8Array(await scan.arrayBuffer())
      const { db, files } = call.house
      await sendScan(db, files, { ...deedOf(call, form), bytes, fileName: scan.name.slice(-120) })
      return { to: `${addressOf(call)}/contract`, notice: { key: 'fees.notice-scan' } }
    },
  }),
  data('get', `${AT}/contract/scan`, {
    thing: applicationInPath,
    may: maySeeFees,
    answer: async ({ house, thing }) => {
      const scan = (await findContract(house.db, thing.application.id))?.scan
      const file = scan && (await house.files.open(scan.digest))
      if (!scan || !file) throw new Refusal('missing', 'web.no-such-page')
      return new Response(file.stream, {
        headers: {
          'content-type': scan.mediaType,
          'content-disposition': 'attachment; filename="contract"',
          'content-security-policy': 'sandbox',
          'cache-control': 'private, no-store',
        },
      })
    },
  }),
  deed(`${AT}/contract/judge`, {
    thing: applicationInPath,
    may: mayJudgeContract,
    form: JudgeForm,
    show: contractPage('judge'),
    do: async (call, { accepted, why, ...form }) => {
      await judgeScan(call.house.db, { ...deedOf(call, form), accepted, why })
      return { to: `${addressOf(call)}/contract`, notice: { key: 'web.saved' } }
    },
  }),
]

const paymentsPage = (which: 'receive' | 'refund' | 'release' | null) => async (call: Call<Standing>, draft: Draft) => {
  const { house, actor, thing } = call
  const { db } = house
  const { id } = thing.application
  const [stand, account, invoices, payments, banks, entries] = await Promise.all([
    getStand(db, id),
    findAccount(db, id),
    listInvoices(db, id),
    listPayments(db, id),
    listBanks(db, thing.edition.id),
    listEntries(db, id, 100),
  ])
  return (
    <PaymentsPage
      {...frameOf(call, stand)}
      {...{ account, invoices, payments, banks, entries, draft, which }}
      unpaid={account ? await listUnpaid(db, account) : []}
      today={today(call)}
      may={{ bill: mayBill.may(actor, thing), keep: mayKeepAccountOf.may(actor, thing) }}
    />
  )
}

/** Whoever acts for the applicant says who pays; those who keep the accounts may correct it. */
const mayBill = {
  name: 'act for the applicant',
  may: (actor: Call['actor'], thing: Standing) =>
    mayActForApplicant.may(actor, thing) || mayKeepAccountOf.may(actor, thing),
}

const billingPage = async (call: Call<Standing>, draft: Draft) => (
  <BillingPage
    {...frameOf(call, await getStand(call.house.db, call.thing.application.id))}
    account={await getAccount(call.house.db, call.thing.application.id)}
    draft={draft}
  />
)

const moneyIn = async (call: Call<Standing>, typed: string) => {
  const account = await getAccount(call.house.db, call.thing.application.id)
  return amountOf(typed, { currency: account.invoiced.currency, lang: call.reader.lang, field: 'amount' })
}

const paymentDoors: Door[] = [
  page(`${AT}/payments`, { thing: applicationInPath, may: maySeeFees, show: paymentsPage(null) }),
  data('get', `${AT}/fees/:printed`, {
    thing: paperInPath,
    may: maySeeFees,
    answer: async ({ house, thing }) => {
      const { stream } = await paperOf(house.db, house.files, thing.paper.id)
      return pdf(stream, `${thing.paper.paper.number}.pdf`)
    },
  }),
  page(`${AT}/billing`, { thing: applicationInPath, may: mayBill, show: billingPage }),
  deed(`${AT}/billing`, {
    thing: applicationInPath,
    may: mayBill,
    form: BillingForm,
    show: billingPage,
    do: async (call, { version, language, ...billing }) => {
      const { id: accountId } = call.thing.application
      await setBilling(call.house.db, { accountId, billing, language, version, by: call.actor })
      return { to: `${addressOf(call)}/payments`, notice: { key: 'web.saved' } }
    },
  }),
  deed(`${AT}/payments/invoice`, {
    thing: applicationInPath,
    may: mayKeepAccountOf,
    form: NothingForm,
    show: paymentsPage(null),
    do: async (call) => {
      const accountId = call.thing.application.id
      const issued = await issueInvoice(call.house.db, { accountId, all: true, ...byThem(call) })
      const key = issued ? 'fees.notice-invoiced' : 'fees.notice-nothing-due'
      return { to: `${addressOf(call)}/payments`, notice: { key } }
    },
  }),
  ...(['receive', 'refund'] as const).map((which) =>
    deed(`${AT}/payments/${which}`, {
      thing: applicationInPath,
      may: mayKeepAccountOf,
      form: MoneyForm,
      show: paymentsPage(which),
      do: async (call, { amount, ...form }) => {
        const accountId = call.thing.application.id
        const order = { accountId, paid: await moneyIn(call, amount), ...form, ...byThem(call) }
        await (which === 'receive' ? receiveByHand : refundByHand)(call.house.db, order)
        return { to: `${addressOf(call)}/payments`, notice: { key: 'fees.notice-booked' } }
      },
    }),
  ),
  deed(`${AT}/payments/release`, {
    thing: applicationInPath,
    may: mayKeepAccountOf,
    form: WhyForm,
    show: paymentsPage('release'),
    do: async (call, { why }) => {
      const accountId = call.thing.application.id
      await releaseStand(call.house.db, { accountId, why, ...byThem(call) })
      return { to: `${addressOf(call)}/payments`, notice: { key: 'fees.notice-released' } }
    },
  }),
]

export const standDoors: Door[] = [...statementDoors, ...contractDoors, ...paymentDoors]
