import type { Application } from '#expo/exhibition/applications/index.ts'
import { referenceOf } from '#expo/exhibition/applications/rules.ts'
import type { Company } from '#expo/ground/companies/index.ts'
import type { Edition } from '#expo/ground/editions/index.ts'
import type { Language } from '#kernel/language.ts'
import { type Reader, readerOf } from '#web/reader.ts'
import type { Holding } from './queries.ts'
import { numbersOf } from './say.ts'

/** What a letter is about. */
export interface About {
  holding: Holding
  /** What it was offered in the place of. */
  earlier: Holding | null
  application: Application
  edition: Edition
  company: Company
  link: string
}

export interface Letter {
  subject: string
  body: string
}

const paragraphs = (...all: string[]): string => all.filter(Boolean).join('\n\n')

function valuesOf(reader: Reader, { holding, application, edition, company }: About) {
  const { answerBy } = holding
  return {
    company: reader.words(company.names).text,
    edition: reader.words(edition.name).text,
    reference: application.number === null ? '' : referenceOf(edition.code, application.number),
    numbers: numbersOf(reader, holding),
    count: holding.booths.length,
    area: holding.areaM2,
    sides: holding.openSides,
    moment: answerBy ? `${reader.moment(answerBy, edition.timeZone)} (${reader.zone(edition.timeZone)})` : '',
  }
}

/** Booths are offered, or others in the place of those that were. */
export function offerLetter(language: Language, about: About): Letter {
  const reader = readerOf(language)
  const { holding, earlier } = about
  const values = valuesOf(reader, about)
  return {
    subject: reader.t('holdings.letter-offer-subject', values),
    body: paragraphs(
      reader.t('holdings.letter-offer', values),
      earlier
        ? reader.t('holdings.letter-instead', { numbers: numbersOf(reader, earlier), reason: earlier.reason })
        : '',
      holding.words,
      holding.answerBy ? reader.t('holdings.letter-answer', values) : '',
      about.link,
    ),
  }
}

/** An offer has waited for long: so much time is left. */
export function reminderLetter(language: Language, about: About): Letter {
  const reader = readerOf(language)
  const values = valuesOf(reader, about)
  return {
    subject: reader.t('holdings.letter-reminder-subject', values),
    body: paragraphs(reader.t('holdings.letter-reminder', values), about.link),
  }
}

/** The applicant has accepted: what it holds now. */
export function acceptedLetter(language: Language, about: About): Letter {
  const reader = readerOf(language)
  const values = valuesOf(reader, about)
  return {
    subject: reader.t('holdings.letter-accepted-subject', values),
    body: paragraphs(reader.t('holdings.letter-accepted', values), about.link),
  }
}

/** No other booths can be had, or there is more time: the offer stands. */
export function stillOfferedLetter(language: Language, about: About, which: 'change-refused' | 'prolonged'): Letter {
  const reader = readerOf(language)
  const values = valuesOf(reader, about)
  return {
    subject: reader.t(`holdings.letter-${which}-subject`, values),
    body: paragraphs(
      reader.t(`holdings.letter-${which}`, values),
      which === 'change-refused' ? about.holding.words : '',
      about.holding.answerBy ? reader.t('holdings.letter-answer', values) : '',
      about.link,
    ),
  }
}

/** The booths are no longer kept for the applicant, and why. */
export function endedLetter(language: Language, about: About): Letter {
  const reader = readerOf(language)
  const values = valuesOf(reader, about)
  const { endedAs, reason } = about.holding
  return {
    subject: reader.t('holdings.letter-ended-subject', values),
    body: paragraphs(
      reader.t(endedAs === 'lapsed' ? 'holdings.letter-lapsed' : 'holdings.letter-ended', values),
      reason,
      about.link,
    ),
  }
}

/** Staff read what the applicant asks for. */
export function askedLetter(language: Language, about: About): Letter {
  const reader = readerOf(language)
  const values = valuesOf(reader, about)
  const { changeWords, changeBy } = about.holding
  return {
    subject: reader.t('holdings.letter-asked-subject', values),
    body: paragraphs(
      reader.t('holdings.letter-asked', values),
      changeWords,
      changeBy ? reader.t('holdings.needed-by', { day: reader.day(changeBy) }) : '',
      about.link,
    ),
  }
}
