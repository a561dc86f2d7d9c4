import type { Edition } from '#expo/ground/editions/index.ts'
import type { Language } from '#kernel/language.ts'
import { readerOf } from '#web/reader.ts'

/** The letter that invites a country's representatives to answer for its pavilion. `until` is the window's end, if it has one. */
export function invitationLetter(language: Language, about: { edition: Edition; economy: string; until: Date | null }) {
  const reader = readerOf(language)
  const edition = reader.words(about.edition.name).text
  const days = reader.days(about.edition.opensOn, about.edition.closesOn)
  const values = { edition, days, city: reader.words(about.edition.city).text, economy: about.economy }
  const until = about.until
    ? reader.t('pavilions.letter-until', { moment: reader.moment(about.until, about.edition.timeZone) })
    : ''
  return {
    subject: reader.t('pavilions.letter-subject', values),
    text: (link: string) =>
      [reader.t('pavilions.letter-text', values), until, reader.t('pavilions.letter-link'), link]
        .filter(Boolean)
        .join('\n\n'),
  }
}
