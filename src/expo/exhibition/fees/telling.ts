import { getEditionById } from '#expo/ground/editions/index.ts'
import { listHolders } from '#expo/ground/people/index.ts'
import type { Day } from '#kernel/day.ts'
import { isLanguage, type Language } from '#kernel/language.ts'
import { type Money, negate } from '#kernel/money.ts'
import type { Tx } from '#platform/database.ts'
import { send } from '#platform/mail.ts'
import type { PhraseValues } from '#web/phrases.ts'
import { type Reader, readerOf } from '#web/reader.ts'
import { feeLetter, type LetterKind } from './letters/fee.ts'
import type { Account, Invoice, Payment } from './queries/accounts.ts'
import type { Opened } from './queries/statements.ts'
import { printed } from './rules/reference.ts'
import type { Stand } from './stand.ts'

/** Who hears what by letter, each in their own language; written in the transaction of what it tells of. */

/** The people of a company who hear of its fees: those who administer it, else all who may act for it. */
async function peopleOf(tx: Tx, companyId: string): Promise<{ email: string; language: Language }[]> {
  const holders = await listHolders(tx, 'company', companyId)
  const administrators = holders.filter((one) => one.role === 'administrator')
  return (administrators.length > 0 ? administrators : holders).map(({ email, language }) => ({
    email,
    language: isLanguage(language) ? language : 'en',
  }))
}

/** The language of a company's papers, until somebody says otherwise: that of its first administrator. */
export const languageOf = async (tx: Tx, stand: Stand): Promise<Language> =>
  (await peopleOf(tx, stand.company.id))[0]?.language ?? 'en'

/** What every letter about a stand needs. */
export interface About {
  stand: Stand
  account: Account
  publicUrl: string
}

async function tell(
  tx: Tx,
  { stand, account, publicUrl }: About,
  letter: {
    kind: LetterKind
    to: 'contract' | 'payments' | 'statement'
    why?: string
    values?: (reader: Reader) => PhraseValues
  },
): Promise<void> {
  // A constructed stand has nobody who reads.
  const people = await peopleOf(tx, stand.company.id)
  if (people.length === 0) return
  const edition = await getEditionById(tx, account.editionId)
  for (const { email, language } of people) {
    const reader = readerOf(language)
    const values = {
      company: reader.words(stand.company.names).text,
      edition: reader.words(edition.name).text,
      ...letter.values?.(reader),
    }
    const link = `${publicUrl}/${language}/${edition.code}/applications/${account.id}/${letter.to}`
    const { why = '' } = letter
    await send(tx, { to: email, language, ...feeLetter(reader, letter.kind, { values, why, link }) })
  }
}

export const tellContract = (tx: Tx, about: About & { opened: Opened; anew: boolean }): Promise<void> =>
  tell(tx, about, {
    kind: about.anew ? 'contract-anew' : 'contract',
    to: 'contract',
    why: about.opened.why,
    values: (reader) => ({ amount: reader.money(atNought(about.opened.result.due)) }),
  })

export const tellScanRefused = (tx: Tx, about: About & { why: string }): Promise<void> =>
  tell(tx, about, { kind: 'scan-refused', to: 'contract', why: about.why })

export const tellInvoice = (tx: Tx, about: About & { invoice: Invoice }): Promise<void> =>
  tell(tx, about, { kind: about.invoice.kind, to: 'payments', values: invoiceValues(about) })

const invoiceValues =
  ({ account, invoice }: { account: Account; invoice: Pick<Invoice, 'number' | 'total' | 'dueOn'> }) =>
  (reader: Reader): PhraseValues => ({
    number: invoice.number,
    amount: reader.money(invoice.total.minor < 0n ? negate(invoice.total) : invoice.total),
    day: reader.day(invoice.dueOn),
    reference: printed(account.reference),
  })

export const tellReceipt = (tx: Tx, about: About & { payment: Payment }): Promise<void> =>
  tell(tx, about, {
    kind: 'receipt',
    to: 'payments',
    values: (reader) => {
      const { account, payment } = about
      const open = { ...account.invoiced, minor: account.invoiced.minor - account.received.minor }
      return {
        amount: reader.money(payment.paid),
        day: reader.day(payment.on),
        open: reader.money(open.minor < 0n ? negate(open) : open),
        state: open.minor > 0n ? 'open' : open.minor < 0n ? 'credit' : 'settled',
      }
    },
  })

export const tellRefund = (tx: Tx, about: About & { payment: Payment }): Promise<void> =>
  tell(tx, about, {
    kind: 'refund',
    to: 'payments',
    values: (reader) => ({ amount: reader.money(negate(about.payment.amount)), day: reader.day(about.payment.on) }),
  })

/** A reminder: before the day, after it, or the last before the stand may be given to others. */
export const tellReminder = (
  tx: Tx,
  about: About & {
    invoice: Pick<Invoice, 'number' | 'total' | 'dueOn'>
    open: Money
    tone: 'early' | 'usual' | 'last'
    release: Day
  },
): Promise<void> =>
  tell(tx, about, {
    kind: about.tone === 'usual' ? 'reminder' : `reminder-${about.tone}`,
    to: 'payments',
    values: (reader) => ({
      ...invoiceValues(about)(reader),
      amount: reader.money(about.open),
      release: reader.day(about.release),
    }),
  })

export const tellReleased = (tx: Tx, about: About & { why: string }): Promise<void> =>
  tell(tx, about, { kind: 'released', to: 'payments', why: about.why })

export const tellClosed = (tx: Tx, about: About & { opened: Opened }): Promise<void> =>
  tell(tx, about, {
    kind: 'closed',
    to: 'statement',
    values: (reader) => ({ amount: reader.money(atNought(about.opened.result.total)) }),
  })

const atNought = (amount: Money): Money => ({ ...amount, minor: amount.minor < 0n ? 0n : amount.minor })
