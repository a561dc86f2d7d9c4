import type { Language } from '#kernel/language.ts'
import { readerOf } from '#web/reader.ts'
import type { Company } from '../queries/companies.ts'
import type { DocumentKind, VerdictState } from '../words.ts'

/** The letter that tells a company what was decided about a document, why, and what to do now. */
export function verdictLetter(
  language: Language,
  about: { company: Company; kind: DocumentKind; verdict: Exclude<VerdictState, 'waiting'>; why: string; link: string },
) {
  const reader = readerOf(language)
  const values = {
    company: reader.words(about.company.names).text,
    kind: reader.t(`companies.document-kinds.${about.kind}`),
  }
  const verified = about.kind === 'registration' && about.verdict === 'accepted'
  return {
    subject: reader.t(`companies.letter-${about.verdict}-subject`, values),
    body: [
      reader.t(`companies.letter-${about.verdict}`, values),
      about.why,
      verified ? reader.t('companies.letter-verified') : '',
      about.verdict === 'accepted' ? '' : reader.t('companies.letter-send-another'),
      about.link,
    ]
      .filter(Boolean)
      .join('\n\n'),
  }
}
