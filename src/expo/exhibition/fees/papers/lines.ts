import type { Language, Wording } from '#kernel/language.ts'
import type { Money } from '#kernel/money.ts'
import type { Lines } from '#platform/typeset/paper.ts'
import { readerOf } from '#web/reader.ts'
import type { Statement, TaxSum } from '../rules/reckon.ts'
import { type Context, sayLine, sayNumber, wordingIn } from '../saying.ts'

/** A statement's lines as a document prints them: each with the rule and the reasons in small type beneath. */
export function statementRows(language: Language, statement: Statement, context: Context): Lines['rows'] {
  const reader = readerOf(language)
  return statement.lines.map((line) => ({
    what: wordingIn(language, (one) => sayLine(one, line, context).what),
    why: wordingIn(language, (one) => {
      const { where, why } = sayLine(one, line, context)
      return [where, ...why].join(one.t('fees.joined'))
    }),
    ...(line.source === 'support' ? { tag: wordingIn(language, (one) => one.t('fees.tag-support')) } : {}),
    ...(line.quantity === null ? {} : { quantity: sayNumber(reader, line.quantity) }),
    amount: reader.amount(line.net),
  }))
}

export const headsOf = (language: Language, currency: string): Lines['heads'] => ({
  line: wordingIn(language, (reader) => reader.t('fees.line')),
  quantity: wordingIn(language, (reader) => reader.t('fees.quantity')),
  amount: { [language]: currency, en: currency },
})

/** "VAT 6 % on 3,000.00" in words of the reader's; a rate that is nought says what it is all the same. */
export const sayTax = (language: Language, one: TaxSum): Wording =>
  wordingIn(language, (reader) =>
    reader.t('fees.tax-on', {
      name: reader.words(one.name).text || reader.t('fees.tax'),
      percent: sayNumber(reader, one.percent),
      base: reader.amount(one.base),
      code: one.code,
    }),
  )

export function totalsOf(
  language: Language,
  { net, taxes, total }: { net: Money; taxes: readonly TaxSum[]; total: Money },
): Lines['totals'] {
  const reader = readerOf(language)
  return [
    { label: wordingIn(language, (one) => one.t('fees.net')), amount: reader.amount(net) },
    ...taxes.map((one) => ({ label: sayTax(language, one), amount: reader.amount(one.tax) })),
    { label: wordingIn(language, (one) => one.t('fees.total')), amount: reader.amount(total), strong: true },
  ]
}

/** The words of the law that taxes rest on, each once. */
export const taxClauses = (language: Language, taxes: readonly TaxSum[]): Wording[] =>
  [...new Map(taxes.map((one) => [JSON.stringify(one.clause), one.clause])).values()]
    .filter((clause) => Object.values(clause).some(Boolean))
    .map((clause) => wordingIn(language, (reader) => reader.words(clause).text))
