import type { Language } from '#kernel/language.ts'
import { readerOf } from '#web/reader.ts'
import { type About, paragraphs, valuesOf } from './about.ts'

/** The receipt: the application has arrived, under this number. */
export function submittedLetter(language: Language, about: About) {
  const { t } = readerOf(language)
  const values = valuesOf(language, about)
  return {
    subject: t('applications.letter-submitted-subject', values),
    body: paragraphs(t('applications.letter-submitted', values), t('applications.letter-submitted-next'), about.link),
  }
}

export function withdrawnLetter(language: Language, about: About) {
  const reader = readerOf(language)
  const values = valuesOf(language, about)
  const on = about.application.withdrawnOn
  return {
    subject: reader.t('applications.letter-withdrawn-subject', values),
    body: paragraphs(
      reader.t('applications.letter-withdrawn', { ...values, day: on ? reader.day(on) : '' }),
      about.link,
    ),
  }
}

/** A decision was taken back: what was said before holds no more. */
export function reopenedLetter(language: Language, about: About) {
  const { t } = readerOf(language)
  const values = valuesOf(language, about)
  return {
    subject: t('applications.letter-reopened-subject', values),
    body: paragraphs(t('applications.letter-reopened', values), about.link),
  }
}

/** The window is over, but this draft may still be sent, until then. */
export function lateLetter(language: Language, about: About) {
  const reader = readerOf(language)
  const values = valuesOf(language, about)
  const { lateUntil } = about.application
  const { timeZone } = about.edition
  const moment = lateUntil ? `${reader.moment(lateUntil, timeZone)} (${reader.zone(timeZone)})` : ''
  return {
    subject: reader.t('applications.letter-late-subject', values),
    body: paragraphs(reader.t('applications.letter-late', { ...values, moment }), about.link),
  }
}
