import type { Language } from '#kernel/language.ts'
import { readerOf } from '#web/reader.ts'
import type { Verdict } from '../telling.ts'
import { type About, paragraphs, valuesOf } from './about.ts'

/** The letter that tells an applicant what was decided, why, and what comes next. */
export function decisionLetter(language: Language, about: About, { decision, reason, words }: Verdict) {
  const reader = readerOf(language)
  const values = valuesOf(language, about)
  return {
    subject: reader.t(`applications.letter-${decision}-subject`, values),
    body: paragraphs(
      reader.t(`applications.letter-${decision}`, values),
      reason ? reader.words(reason.words).text : '',
      words,
      reader.t(`applications.letter-${decision}-next`),
      about.link,
    ),
  }
}
