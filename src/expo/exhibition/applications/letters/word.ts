import type { Language } from '#kernel/language.ts'
import { readerOf } from '#web/reader.ts'
import { type About, paragraphs, valuesOf } from './about.ts'

/** What staff asked or wrote, as the applicant reads it. */
export function wordLetter(
  language: Language,
  about: About,
  { kind, body }: { kind: 'question' | 'message'; body: string },
) {
  const { t } = readerOf(language)
  const values = valuesOf(language, about)
  return {
    subject: t(`applications.letter-${kind}-subject`, values),
    body: paragraphs(t(`applications.letter-${kind}`, values), body, t('applications.letter-answer-here'), about.link),
  }
}

/** What the applicant wrote, as staff read it. */
export function heardLetter(language: Language, about: About, body: string) {
  const { t } = readerOf(language)
  const values = valuesOf(language, about)
  return {
    subject: t('applications.letter-heard-subject', values),
    body: paragraphs(t('applications.letter-heard', values), body, about.link),
  }
}

/** Somebody has recommended the company. */
export function recommendedLetter(language: Language, about: About) {
  const { t } = readerOf(language)
  const values = valuesOf(language, about)
  return {
    subject: t('applications.letter-recommended-subject', values),
    body: paragraphs(t('applications.letter-recommended', values), about.link),
  }
}
