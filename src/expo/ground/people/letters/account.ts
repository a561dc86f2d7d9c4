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

/** Somebody gave an address that has an account as their own: its owner learns of it, the stranger does not. */
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

/** To the new address, by whose link the change holds. */
export function addressLetter(language: Language, link: string): Written {
  const { t } = readerOf(language)
  return {
    subject: t('people.letter-address-subject'),
    body: `${t('people.letter-address')}\n\n${link}\n\n${t('people.letter-not-you')}`,
  }
}

/** To the old address, whose owner may know nothing of it. */
export function addressChangedLetter(language: Language): Written {
  const { t } = readerOf(language)
  return { subject: t('people.letter-address-changed-subject'), body: t('people.letter-address-changed') }
}

/** Invites somebody to work on an edition. */
export function staffLetter(language: Language, about: { edition: string; role: string }) {
  const { t } = readerOf(language)
  return {
    subject: t('people.letter-staff-subject', about),
    text: (link: string) => `${t('people.letter-staff', about)}\n\n${link}\n\n${t('people.letter-not-you')}`,
  }
}
