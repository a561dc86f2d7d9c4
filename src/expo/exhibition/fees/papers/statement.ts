import type { Paper } from '#platform/typeset/paper.ts'
import { readerOf } from '#web/reader.ts'
import type { Books, Opened } from '../queries/statements.ts'
import { scheduleOf } from '../rules/schedule.ts'
import { wordingIn } from '../saying.ts'
import { headsOf, statementRows, taxClauses, totalsOf } from './lines.ts'
import { documentNumber, headOf, type Making, numberAndDay, standIn } from './paper.ts'

/** A statement on paper: every line with its rule and reasons, when what is paid, and the digest that it can be checked by. */
export function statementPaper(making: Making, { opened, books }: { opened: Opened; books: Books }): Paper {
  const { edition, language, names, account, stand } = making
  const { result, facts, openedOn } = opened
  const { currency } = result.total
  const reader = readerOf(language)
  const context = { names, currency, tariff: books.tariff.number, support: books.support?.number ?? null }
  const number = documentNumber(edition.code, 'S', account.number, opened.number)
  const schedule = scheduleOf(result, books.tariff.data.terms, { signedOn: openedOn, opensOn: edition.opensOn })
  return {
    ...headOf(making, { title: 'statement', number, on: openedOn }),
    facts: [
      ...numberAndDay(language, number, openedOn),
      {
        label: wordingIn(language, (one) => one.t('fees.paper.stand')),
        value: standIn(language, { ...facts, hall: stand.hallCode }),
      },
      ...schedule.map((part) => ({
        label: wordingIn(language, (one) => one.t(`fees.part.${part.part}`)),
        value: wordingIn(language, (one) =>
          one.t('fees.amount-by-day', { amount: one.money(part.amount, 'code'), day: one.day(part.dueOn) }),
        ),
      })),
    ],
    sum: {
      label: wordingIn(language, (one) => one.t('fees.to-pay')),
      amount: reader.money(result.due.minor < 0n ? { ...result.due, minor: 0n } : result.due, 'code'),
    },
    lines: {
      heads: headsOf(language, currency),
      rows: statementRows(language, result, context),
      totals: [
        ...totalsOf(language, result),
        ...result.subsidies.map((line) => ({
          label: wordingIn(language, (one) => one.words(line.name).text),
          amount: reader.amount(line.net),
        })),
      ],
    },
    notes: [
      ...taxClauses(language, result.taxes),
      wordingIn(language, (one) => one.t('fees.paper.contract-note', { digest: opened.digest })),
    ],
  }
}
