import type { Language, Wording } from '#kernel/language.ts'
import { readerOf } from '#web/reader.ts'
import { LINK_DAYS } from '../words.ts'
import { paragraphs } from './about.ts'

interface Asked {
  company: Wording
  edition: Wording
}

/** The letter that asks an embassy, a ministry or an agency to recommend a company. */
export const recommendLetter = (language: Language, asked: Asked) => (link: string) => {
  const reader = readerOf(language)
  const values = { company: reader.words(asked.company).text, edition: reader.words(asked.edition).text }
  return {
    subject: reader.t('applications.letter-recommend-subject', values),
    body: paragraphs(
      reader.t('applications.letter-recommend', values),
      reader.t('applications.letter-link', { days: LINK_DAYS }),
      link,
    ),
  }
}

/** The letter that asks a co-exhibitor to say which company on record it is. */
export const joinLetter = (language: Language, asked: Asked & { host: Wording }) => (link: string) => {
  const reader = readerOf(language)
  const values = {
    company: reader.words(asked.company).text,
    edition: reader.words(asked.edition).text,
    host: reader.words(asked.host).text,
  }
  return {
    subject: reader.t('applications.letter-join-subject', values),
    body: paragraphs(
      reader.t('applications.letter-join', values),
      reader.t('applications.letter-link', { days: LINK_DAYS }),
      link,
    ),
  }
}
