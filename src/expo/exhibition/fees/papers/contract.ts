import { type Day, daysBetween } from '#kernel/day.ts'
import type { Wording } from '#kernel/language.ts'
import { negate } from '#kernel/money.ts'
import type { Paper } from '#platform/typeset/paper.ts'
import type { PhraseKey, PhraseValues } from '#web/phrases.ts'
import { readerOf } from '#web/reader.ts'
import type { Books, Opened } from '../queries/statements.ts'
import { scheduleOf } from '../rules/schedule.ts'
import { sayNumber, wordingIn } from '../saying.ts'
import { headsOf, statementRows, totalsOf } from './lines.ts'
import { documentNumber, headOf, type Making, numberAndDay, standIn } from './paper.ts'

/**
 * The contract for a stand: what is let, for what price, when it is paid, what is granted, what happens when somebody withdraws or does not
 * pay, and the fair's own conditions. It says everything that binds, so that its digest names all of it.
 */
export function contractPaper(making: Making, about: { opened: Opened; books: Books; number: string; on: Day }): Paper {
  const { edition, language, stand, names } = making
  const { opened, books, number, on } = about
  const { result, facts } = opened
  const context = {
    names,
    currency: result.total.currency,
    tariff: books.tariff.number,
    support: books.support?.number ?? null,
  }
  const say = (key: PhraseKey, values?: PhraseValues) => wordingIn(language, (reader) => reader.t(key, values))
  const reader = readerOf(language)
  const statement = documentNumber(edition.code, 'S', making.account.number, opened.number)
  return {
    ...headOf(making, { title: 'contract', number, on }),
    facts: [
      ...numberAndDay(language, number, on),
      {
        label: say('fees.paper.edition'),
        value: wordingIn(language, (one) => one.days(edition.opensOn, edition.closesOn)),
      },
      { label: say('fees.paper.venue'), value: wordingIn(language, (one) => one.words(edition.venue).text) },
      { label: say('fees.paper.stand'), value: standIn(language, { ...facts, hall: stand.hallCode }) },
      { label: say('fees.paper.statement'), value: { [language]: statement, en: statement } },
    ],
    sum: {
      label: say('fees.to-pay'),
      amount: reader.money(result.due.minor < 0n ? { ...result.due, minor: 0n } : result.due, 'code'),
    },
    lines: {
      heads: headsOf(language, result.total.currency),
      rows: statementRows(language, result, context),
      totals: [
        ...totalsOf(language, result),
        ...result.subsidies.map((line) => ({
          label: wordingIn(language, (one) => one.words(line.name).text),
          amount: reader.amount(line.net),
        })),
      ],
    },
    numbered: true,
    text: [{ heading: say('fees.paper.terms'), paragraphs: clausesOf(making, about) }],
    notes: [say('fees.paper.contract-note', { digest: opened.digest })],
    signatures: [{ label: say('fees.paper.for-exhibitor') }, { label: say('fees.paper.for-organiser') }],
  }
}

/** The clauses, in the order in which they come to pass. */
export function clausesOf(making: Making, about: { opened: Opened; books: Books; on: Day }): Wording[] {
  const { edition, language, stand, account } = making
  const { opened, books, on } = about
  const { result, facts } = opened
  const { terms } = books.tariff.data
  const say = (key: PhraseKey, values: (reader: ReturnType<typeof readerOf>) => PhraseValues = () => ({})) =>
    wordingIn(language, (reader) => reader.t(key, values(reader)))
  const free = result.total.minor <= 0n
  const clauses = [
    say('fees.clause.stand', (reader) => ({
      company: stand.company.legalName.text,
      booths: reader.list(facts.booths),
      count: facts.booths.length,
      area: reader.number(Number(facts.areaM2)),
      sides: facts.openSides,
      kind: reader.t(`fees.kind.${facts.kind}`),
      edition: reader.words(edition.name).text,
      days: reader.days(edition.opensOn, edition.closesOn),
    })),
    free
      ? say('fees.clause.free')
      : say('fees.clause.price', (reader) => ({
          total: reader.money(result.total, 'code'),
          tax: reader.money(result.tax, 'code'),
          statement: documentNumber(edition.code, 'S', account.number, opened.number),
          version: books.tariff.number,
        })),
    ...(free ? [] : paymentClauses(making, opened, books, on)),
    ...(opened.grants.some((one) => one.given > 0n) ? [say('fees.clause.support')] : []),
    ...(result.subsidies.length > 0
      ? [
          say('fees.clause.subsidy', (reader) => ({
            amount: reader.list(result.subsidies.map((line) => reader.money(negate(line.net), 'code'))),
          })),
        ]
      : []),
    ...(free ? [say('fees.clause.withdrawal-free')] : refundClauses(making, books)),
    ...(free ? [] : [say('fees.clause.unpaid', () => ({ days: terms.releaseDays }))]),
    ...terms.conditions.map((condition) => wordingIn(language, (reader) => reader.words(condition).text)),
    say('fees.clause.acceptance'),
  ]
  return clauses
}

function paymentClauses({ edition, language }: Making, opened: Opened, books: Books, on: Day): Wording[] {
  const { terms } = books.tariff.data
  const parts = scheduleOf(opened.result, terms, { signedOn: on, opensOn: edition.opensOn })
  return parts.map((part) =>
    wordingIn(language, (reader) =>
      reader.t(`fees.clause.pay-${part.part}`, {
        amount: reader.money(part.amount, 'code'),
        // The deposit counts from the day of signing, which this paper does not know yet.
        days: part.part === 'balance' ? daysBetween(part.dueOn, edition.opensOn) : terms.depositDays,
        day: reader.day(part.dueOn),
        percent: sayNumber(reader, terms.depositPercent),
      }),
    ),
  )
}

function refundClauses({ language }: Making, books: Books): Wording[] {
  const tiers = [...books.tariff.data.terms.refunds].sort((a, b) => b.daysBefore - a.daysBefore)
  return [
    wordingIn(language, (reader) =>
      [
        ...tiers.map((tier) =>
          reader.t('fees.clause.refund', { days: tier.daysBefore, percent: sayNumber(reader, tier.percent) }),
        ),
        reader.t('fees.clause.refund-after'),
      ].join(' '),
    ),
  ]
}
