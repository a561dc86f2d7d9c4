import type { Language } from '#kernel/language.ts'
import { readerOf } from '#web/reader.ts'
import type { Company } from '../queries/companies.ts'

/** Somebody asks a company's administrators to let them act for it. */
export function askedLetter(
  language: Language,
  about: { company: Company; asker: { name: string; email: string }; message: string; link: string },
) {
  const reader = readerOf(language)
  const values = { company: reader.words(about.company.names).text, ...about.asker }
  return {
    subject: reader.t('companies.letter-asked-subject', { company: values.company }),
    body: [
      reader.t('companies.letter-asked', values),
      about.message,
      reader.t('companies.letter-asked-answer'),
      about.link,
    ]
      .filter(Boolean)
      .join('\n\n'),
  }
}

/** What a company's administrators answered. A company that declines is not named beyond what the asker knew. */
export function answeredLetter(language: Language, about: { company: Company; accepted: boolean; link: string }) {
  const reader = readerOf(language)
  const values = { company: reader.words(about.company.names).text }
  return about.accepted
    ? {
        subject: reader.t('companies.letter-let-in-subject', values),
        body: [reader.t('companies.letter-let-in', values), about.link].join('\n\n'),
      }
    : { subject: reader.t('companies.letter-declined-subject'), body: reader.t('companies.letter-declined') }
}
