import type { Language } from '#kernel/language.ts'
import { readerOf } from '#web/reader.ts'
import type { Company } from '../queries/companies.ts'

/** The letter that invites somebody to act for a company. */
export function invitationLetter(language: Language, about: { company: Company }) {
  const reader = readerOf(language)
  const values = { company: reader.words(about.company.names).text }
  return {
    subject: reader.t('companies.letter-invitation-subject', values),
    text: (link: string) =>
      [reader.t('companies.letter-invitation', values), reader.t('companies.letter-invitation-link'), link].join(
        '\n\n',
      ),
  }
}
