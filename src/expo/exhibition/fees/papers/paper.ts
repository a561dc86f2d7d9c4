import type { Edition } from '#expo/ground/editions/index.ts'
import type { Day } from '#kernel/day.ts'
import type { Language } from '#kernel/language.ts'
import type { Paper, Party } from '#platform/typeset/paper.ts'
import { readerOf } from '#web/reader.ts'
import type { Account } from '../queries/accounts.ts'
import type { Issuer } from '../queries/organiser.ts'
import { linesOf, type Names, wordingIn } from '../saying.ts'
import type { Stand } from '../stand.ts'

/** What every document of this room is made out of. */
export interface Making {
  edition: Edition
  issuer: Issuer | null
  account: Account
  stand: Stand
  names: Names
  language: Language
}

export type SeriesLetter = 'S' | 'C' | 'I' | 'N' | 'R'

/** What stands first on every document: its number and its day. */
export const numberAndDay = (language: Language, number: string, on: Day) => [
  { label: wordingIn(language, (reader) => reader.t('fees.paper.number')), value: { [language]: number, en: number } },
  {
    label: wordingIn(language, (reader) => reader.t('fees.paper.day')),
    value: wordingIn(language, (reader) => reader.day(on)),
  },
]

/** Numbers of documents: the edition's code, a letter for the kind, and the number; what is made anew is counted behind a point. */
export const documentNumber = (editionCode: string, letter: SeriesLetter, number: number, anew = 1): string =>
  `${editionCode.toUpperCase()}-${letter}-${String(number).padStart(4, '0')}${anew > 1 ? `.${anew}` : ''}`

/** A document's head: whose it is, between whom, in the company's language with English beside it. */
export function headOf(
  making: Making,
  {
    title,
    number,
    on,
  }: { title: 'contract' | 'invoice' | 'credit-note' | 'receipt' | 'statement'; number: string; on: Day },
): Paper {
  const { edition, issuer, account, language } = making
  const say = (key: Parameters<ReturnType<typeof readerOf>['t']>[0]) => wordingIn(language, (reader) => reader.t(key))
  const organiser = issuer?.name ?? edition.fairName
  return {
    title: say(`fees.paper.${title}`),
    number,
    on,
    from: {
      name: wordingIn(language, (reader) => reader.words(organiser).text),
      lines: [...linesOf(issuer?.address ?? ''), issuer?.contact ?? ''].filter(Boolean),
    },
    withEnglish: true,
    kicker: wordingIn(language, (reader) => reader.words(edition.name).text),
    ...(account.constructed ? { mark: say('web.constructed') } : {}),
    parties: [exhibitorOf(making), organiserOf(making)],
  }
}

function exhibitorOf({ account, stand, names, language }: Making): Party {
  const reader = readerOf(language)
  const { company } = stand
  const { billing } = account
  const name = billing.name || company.legalName.text
  const other = [reader.words(company.names).text, readerOf('en').words(company.names).text].find((one) => one !== name)
  const economy = reader.words(names.economies.get(company.economyCode) ?? {}).text
  return {
    label: wordingIn(language, (one) => one.t('fees.paper.exhibitor')),
    name,
    ...(other ? { otherName: other } : {}),
    lines: [
      ...linesOf(billing.address),
      economy,
      company.registrationNumber ? reader.t('fees.paper.registered', { number: company.registrationNumber }) : '',
      billing.taxNumber ? reader.t('fees.paper.tax-number', { number: billing.taxNumber }) : '',
      billing.order ? reader.t('fees.paper.order', { number: billing.order }) : '',
    ].filter(Boolean),
  }
}

function organiserOf({ edition, issuer, language }: Making): Party {
  const reader = readerOf(language)
  return {
    label: wordingIn(language, (one) => one.t('fees.paper.organiser')),
    name: reader.words(issuer?.name ?? edition.fairName).text,
    lines: [
      ...linesOf(issuer?.address ?? ''),
      issuer?.taxNumber ? reader.t('fees.paper.tax-number', { number: issuer.taxNumber }) : '',
    ].filter(Boolean),
  }
}

/** The stand in one line: its booths and hall, its area. */
export const standIn = (
  language: Language,
  { booths, areaM2, hall }: { booths: string[]; areaM2: string; hall: string | null },
) =>
  wordingIn(language, (reader) =>
    reader.t('fees.paper.stand-value', {
      booths: reader.list(booths),
      count: booths.length,
      hall: hall ?? 'none',
      area: reader.number(Number(areaM2)),
    }),
  )
