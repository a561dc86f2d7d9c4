import { getApplication } from '#expo/exhibition/applications/index.ts'
import { getCompany } from '#expo/ground/companies/index.ts'
import { getEditionById } from '#expo/ground/editions/index.ts'
import { listHolders, listPeople } from '#expo/ground/people/index.ts'
import { isLanguage, type Language } from '#kernel/language.ts'
import type { Tx } from '#platform/database.ts'
import { send } from '#platform/mail.ts'
import type { Tell } from './commands/telling.ts'
import {
  type About,
  acceptedLetter,
  askedLetter,
  endedLetter,
  type Letter,
  offerLetter,
  reminderLetter,
  stillOfferedLetter,
} from './letters.ts'
import { findHolding, type Holding } from './queries.ts'

/** Who hears what by letter, each in their own language; written in the transaction of what it tells of. */

const languageOf = (account: { language: string }): Language => (isLanguage(account.language) ? account.language : 'en')

/** What every letter is about, and the way to it in the language it is read in. */
async function aboutOf(tx: Tx, holding: Holding, publicUrl: string): Promise<(language: Language) => About> {
  const application = await getApplication(tx, holding.applicationId)
  const edition = await getEditionById(tx, holding.editionId)
  const company = await getCompany(tx, application.companyId)
  const earlier = holding.replaces ? await findHolding(tx, holding.replaces) : null
  return (language) => ({
    holding,
    earlier,
    application,
    edition,
    company,
    link: `${publicUrl}/${language}/${edition.code}/applications/${application.id}/booth`,
  })
}

const telling =
  (letter: (language: Language, about: About) => Letter) =>
  (publicUrl: string): Tell =>
  async (tx, holding) => {
    const about = await aboutOf(tx, holding, publicUrl)
    const holders = await listHolders(tx, 'company', about('en').application.companyId)
    for (const holder of new Map(holders.map((one) => [one.personId, one])).values()) {
      const language = languageOf(holder)
      await send(tx, { to: holder.email, language, ...letter(language, about(language)) })
    }
  }

export const tellOffered = telling(offerLetter)
export const tellReminded = telling(reminderLetter)
export const tellAccepted = telling(acceptedLetter)
export const tellEnded = telling(endedLetter)
export const tellChangeRefused = telling((language, about) => stillOfferedLetter(language, about, 'change-refused'))
export const tellProlonged = telling((language, about) => stillOfferedLetter(language, about, 'prolonged'))

/** Whoever looks after the application, else whoever made the offer, reads that other booths are asked for. */
export const tellAsked =
  (publicUrl: string): Tell =>
  async (tx, holding) => {
    const about = await aboutOf(tx, holding, publicUrl)
    const reader = about('en').application.owner ?? holding.offeredBy
    const account = (await listPeople(tx, [reader])).get(reader)
    if (!account) return
    const language = languageOf(account)
    await send(tx, { to: account.email, language, ...askedLetter(language, about(language)) })
  }
