import type { Day } from '#kernel/day.ts'
import type { Language, Wording } from '#kernel/language.ts'
import { fromDecimal } from '#kernel/money.ts'
import type { Reader } from '#web/reader.ts'
import { readerOf } from '#web/reader.ts'
import type { Because, Line } from './rules/reckon.ts'
import type { Group } from './words.ts'

/** What codes are called: economies, groups of them, areas and zones. */
export interface Names {
  economies: ReadonlyMap<string, Wording>
  groups: ReadonlyMap<string, Wording>
  areas: ReadonlyMap<string, Wording>
}

/** What a statement is said with: names, the currency, and the numbers of the rulebooks that it was reckoned by. */
export interface Context {
  names: Names
  currency: string
  tariff: number
  support: number | null
}

const MONEY = new Set(['price', 'base', 'perM2', 'most'])
const DAYS = new Set(['on', 'until', 'since'])
const MEASURED = new Set(['percent', 'quantity', 'm2', 'area', 'least', 'from'])
/** Counted in booths, or written out as money. */
const UNITS = new Set(['left', 'after', 'missing', 'given'])
const IN_MONEY = /money$/

/** One reason as a sentence: amounts, days and names in the reader's language. */
export function sayBecause(reader: Reader, { code, details }: Because, { names, currency }: Context): string {
  const said = Object.entries(details).map(([name, value]): [string, string | number] => {
    const text = String(value)
    if (MONEY.has(name) || (UNITS.has(name) && IN_MONEY.test(code)))
      return [name, reader.money(fromDecimal(text, currency))]
    if (UNITS.has(name)) return [name, Number(text)]
    if (DAYS.has(name)) return [name, reader.day(text as Day)]
    if (MEASURED.has(name)) return [name, sayNumber(reader, text)]
    if (name === 'economy') return [name, nameIn(reader, names.economies, text)]
    if (name === 'group')
      return [
        name,
        code === 'percent' || code === 'withdrawn'
          ? sayGroup(reader, text as Group)
          : nameIn(reader, names.groups, text),
      ]
    if (name === 'place') return [name, nameIn(reader, names.areas, text)]
    if (name === 'by')
      return [name, reader.list(text.split(' ').map((by) => reader.t(`fees.recommender.${by as 'embassy'}`)))]
    return [name, value]
  })
  return reader.t(`fees.because.${code}`, Object.fromEntries(said))
}

const sayGroup = (reader: Reader, group: Group) => reader.t(`fees.group.${group}`)
const nameIn = (reader: Reader, names: ReadonlyMap<string, Wording>, code: string): string =>
  reader.words(names.get(code) ?? {}).text || code

/** A measured number as people write it: to the hundredth, without needless noughts. */
export const sayNumber = (reader: Reader, decimal: string): string =>
  reader.number(Number(decimal), { maximumFractionDigits: 6 })

/** What a line is, by which rule of which version, and why; reasons joined as one reads them. */
export function sayLine(reader: Reader, line: Line, context: Context): { what: string; where: string; why: string[] } {
  const what = line.source === 'withdrawal' ? reader.t('fees.line-withdrawal') : reader.words(line.name).text
  const where =
    line.source === 'withdrawal'
      ? reader.t('fees.where-terms', { version: context.tariff })
      : line.source === 'tariff'
        ? reader.t('fees.where-tariff', { version: context.tariff, rule: line.rule })
        : reader.t('fees.where-support', { version: context.support ?? 0, rule: line.rule })
  return { what, where, why: line.because.map((one) => sayBecause(reader, one, context)) }
}

/** The same words in a document's language and in English beside it. */
export const wordingIn = (language: Language, say: (reader: Reader) => string): Wording =>
  Object.fromEntries([...new Set<Language>([language, 'en'])].map((one) => [one, say(readerOf(one))]))

/** Lines of text that somebody typed under each other. */
export const linesOf = (text: string): string[] =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean)
