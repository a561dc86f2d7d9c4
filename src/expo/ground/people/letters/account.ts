import type { Language } from '#kernel/language.ts'
import { readerOf } from '#web/reader.ts'

export interface Written {
  subject: string
  body: string
}

export function confirmationLetter(language: Language, link: string): Written {
  const { t } = readerOf(language)
  return {
    subject: t('people.letter-confirm-subject'),
    body: `${t('people.letter-confirm')}\n\n${link}\n\n${t('people.letter-not-you')}`,
  }
}

/** Somebody tried to sign up with an address that has an account: its owner learns of it, the stranger does not. */
export function knownAddressLetter(language: Language, link: string): Written {
  const { t } = readerOf(language)
  return { subject: t('people.letter-known-subject'), body: `${t('people.letter-known')}\n\n${link}` }
}

export function resetLetter(language: Language, link: string): Written {
  const { t } = readerOf(language)
  return {
    subject: t('people.letter-reset-subject'),
    body: `${t('people.letter-reset')}\n\n${link}\n\n${t('people.letter-not-you')}`,
  }
}
