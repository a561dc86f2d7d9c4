import type { Day } from '#kernel/day.ts'
import type { Wording } from '#kernel/language.ts'
import { add, type Money, negate, sum } from '#kernel/money.ts'
import type { Lines, Paper } from '#platform/typeset/paper.ts'
import type { PhraseKey, PhraseValues } from '#web/phrases.ts'
import { readerOf } from '#web/reader.ts'
import type { Invoice, Payment } from '../queries/accounts.ts'
import type { Bank } from '../queries/organiser.ts'
import type { Books, Opened } from '../queries/statements.ts'
import type { TaxSum } from '../rules/reckon.ts'
import { printed } from '../rules/reference.ts'
import { sayNumber, wordingIn } from '../saying.ts'
import type { InvoiceKind, Part } from '../words.ts'
import { headsOf, sayTax, statementRows, taxClauses, totalsOf } from './lines.ts'
import { documentNumber, headOf, type Making, numberAndDay, standIn } from './paper.ts'

export interface Invoicing {
  kind: InvoiceKind
  part: Part
  number: string
  on: Day
  dueOn: Day
  taxes: TaxSum[]
  opened: Opened
  books: Books
  /** What was invoiced and credited before. */
  before: readonly Invoice[]
  /** What a credit note takes back. */
  refersTo: Invoice | null
  banks: readonly Bank[]
}

/**
 * An invoice or a credit note. A deposit is one line per tax; what comes last lists the whole statement and takes off what was invoiced
 * before, so that whoever reads only that one sees everything.
 */
export function invoicePaper(making: Making, invoicing: Invoicing): Paper {
  const { edition, account, language, stand } = making
  const { kind, number, on, dueOn, taxes, opened, refersTo, banks } = invoicing
  const say = (key: PhraseKey, values?: (reader: ReturnType<typeof readerOf>) => PhraseValues) =>
    wordingIn(language, (reader) => reader.t(key, values?.(reader)))
  const reader = readerOf(language)
  const { currency } = opened.result.total
  const net = sum(
    taxes.map((one) => one.base),
    currency,
  )
  const total = add(
    net,
    sum(
      taxes.map((one) => one.tax),
      currency,
    ),
  )
  const statement = documentNumber(edition.code, 'S', account.number, opened.number)
  return {
    ...headOf(making, { title: kind, number, on }),
    facts: [
      ...numberAndDay(language, number, on),
      { label: say('fees.paper.stand'), value: standIn(language, { ...opened.facts, hall: stand.hallCode }) },
      { label: say('fees.paper.statement'), value: plain(statement) },
      ...(refersTo ? [{ label: say('fees.paper.refers-to'), value: plain(refersTo.number) }] : []),
      { label: say('fees.reference'), value: plain(printed(account.reference)) },
    ],
    sum:
      kind === 'invoice'
        ? {
            label: say('fees.to-pay'),
            amount: reader.money(total, 'code'),
            why: say('fees.paper.by', (one) => ({ day: one.day(dueOn) })),
          }
        : { label: say('fees.paper.credited'), amount: reader.money(negate(total), 'code') },
    lines: {
      heads: headsOf(language, currency),
      rows: rowsOf(making, invoicing, net),
      totals: totalsOf(language, { net, taxes, total }),
    },
    notes: [...taxClauses(language, taxes), ...(kind === 'invoice' ? payWords(making, banks) : [])],
  }
}

const plain = (text: string): Wording => ({ en: text })

function rowsOf(making: Making, invoicing: Invoicing, net: Money): Lines['rows'] {
  const { language, names, edition, account } = making
  const { kind, part, taxes, opened, books, before } = invoicing
  const reader = readerOf(language)
  const { result } = opened
  const statement = documentNumber(edition.code, 'S', account.number, opened.number)
  const one = (tax: TaxSum, key: PhraseKey, values: (reader: ReturnType<typeof readerOf>) => PhraseValues) => ({
    what: wordingIn(language, (each) => each.t(key, values(each))),
    why: sayTax(language, tax),
    amount: reader.amount(tax.base),
  })
  if (kind === 'credit-note') return taxes.map((tax) => one(tax, 'fees.paper.difference', () => ({ statement })))
  const wholly = sum(
    taxes.map((tax) => tax.base),
    net.currency,
  )
  const invoiced = before.flatMap((each) => each.taxes.map((tax) => ({ ...tax, number: each.number })))
  const rest = add(
    result.net,
    negate(
      sum(
        invoiced.map((tax) => tax.base),
        net.currency,
      ),
    ),
  )
  if (part === 'deposit' || rest.minor !== wholly.minor) {
    const percent = (each: ReturnType<typeof readerOf>) => sayNumber(each, books.tariff.data.terms.depositPercent)
    return taxes.map((tax) => one(tax, 'fees.paper.deposit', (each) => ({ percent: percent(each), statement })))
  }
  const context = { names, currency: net.currency, tariff: books.tariff.number, support: books.support?.number ?? null }
  return [
    ...statementRows(language, result, context),
    ...invoiced.map((tax) => ({
      ...one(tax, tax.base.minor < 0n ? 'fees.paper.less-credit' : 'fees.paper.less', () => ({ number: tax.number })),
      amount: reader.amount(negate(tax.base)),
    })),
  ]
}

/** Where to pay, and with which reference. */
function payWords({ language, account }: Making, banks: readonly Bank[]): Wording[] {
  const reference = printed(account.reference)
  return [
    wordingIn(language, (reader) => reader.t('fees.paper.pay', { reference })),
    ...banks
      .filter((bank) => bank.shown)
      .map((bank) =>
        wordingIn(language, (reader) =>
          reader.t('fees.paper.pay-to', {
            bank: bank.name,
            account: bank.account.replace(/(.{4})(?=.)/g, '$1 '),
            bic: bank.bic || '–',
            currency: bank.currency,
          }),
        ),
      ),
  ]
}

/** What came in, on which day, for which account: one per payment. */
export function receiptPaper(
  making: Making,
  {
    number,
    on,
    payment,
    open,
  }: { number: string; on: Day; payment: Pick<Payment, 'on' | 'amount' | 'paid' | 'rate'>; open: Money },
): Paper {
  const { account, language } = making
  const say = (key: PhraseKey, values?: (reader: ReturnType<typeof readerOf>) => PhraseValues) =>
    wordingIn(language, (reader) => reader.t(key, values?.(reader)))
  const reader = readerOf(language)
  const { paid, amount, rate } = payment
  return {
    ...headOf(making, { title: 'receipt', number, on }),
    facts: [
      ...numberAndDay(language, number, on),
      { label: say('fees.paper.received-on'), value: wordingIn(language, (one) => one.day(payment.on)) },
      { label: say('fees.reference'), value: plain(printed(account.reference)) },
      ...(rate === null
        ? []
        : [
            {
              label: say('fees.paper.paid-in'),
              value: wordingIn(language, (one) => one.t('fees.paper.at-rate', { paid: one.money(paid, 'code'), rate })),
            },
          ]),
      { label: say('fees.paper.open-after'), value: wordingIn(language, (one) => one.money(open, 'code')) },
    ],
    sum: { label: say('fees.paper.received'), amount: reader.money(amount, 'code') },
  }
}
