import { listHolders, listPeople } from '#expo/ground/people/index.ts'
import { isLanguage, type Language } from '#kernel/language.ts'
import type { Tx } from '#platform/database.ts'
import { send } from '#platform/mail.ts'
import { answeredLetter, askedLetter } from './letters/joining.ts'
import { verdictLetter } from './letters/verdict.ts'
import { getCompany } from './queries/companies.ts'
import type { Document } from './queries/documents.ts'
import type { JoinRequest } from './queries/joining.ts'
import type { VerdictState } from './words.ts'

/** Who hears what by letter, each in their own language; written in the transaction of what it tells of. */

const languageOf = (account: { language: string }): Language => (isLanguage(account.language) ? account.language : 'en')

async function tellAdministrators(
  tx: Tx,
  companyId: string,
  letterIn: (language: Language) => { subject: string; body: string },
): Promise<void> {
  for (const holder of await administratorsOf(tx, companyId)) {
    const language = languageOf(holder)
    await send(tx, { to: holder.email, language, ...letterIn(language) })
  }
}

/** A company that nobody administers any more is looked after by the administrators of the house. */
async function administratorsOf(tx: Tx, companyId: string) {
  const own = (await listHolders(tx, 'company', companyId)).filter((one) => one.role === 'administrator')
  return own.length > 0 ? own : listHolders(tx, 'house', '')
}

const deskAt = (publicUrl: string, language: Language, companyId: string) =>
  `${publicUrl}/${language}/companies/${companyId}/desk`

/** A company's administrators hear what was decided about a document. */
export const tellVerdict =
  (publicUrl: string, verdict: Exclude<VerdictState, 'waiting'>, why = '') =>
  async (tx: Tx, { companyId, kind }: Document): Promise<void> => {
    const company = await getCompany(tx, companyId)
    await tellAdministrators(tx, companyId, (language) =>
      verdictLetter(language, { company, kind, verdict, why, link: deskAt(publicUrl, language, companyId) }),
    )
  }

/** A company's administrators hear that somebody asks to act for it. */
export const tellAsked =
  (publicUrl: string) =>
  async (tx: Tx, { companyId, personId, message }: JoinRequest): Promise<void> => {
    const company = await getCompany(tx, companyId)
    const asker = (await listPeople(tx, [personId])).get(personId)
    if (!asker) return
    await tellAdministrators(tx, companyId, (language) =>
      askedLetter(language, { company, asker, message, link: deskAt(publicUrl, language, companyId) }),
    )
  }

/** Who asked hears the answer. */
export const tellAnswered =
  (publicUrl: string) =>
  async (tx: Tx, { companyId, personId, answer }: JoinRequest): Promise<void> => {
    const company = await getCompany(tx, companyId)
    const asker = (await listPeople(tx, [personId])).get(personId)
    if (!asker) return
    const language = languageOf(asker)
    const link = deskAt(publicUrl, language, companyId)
    await send(tx, {
      to: asker.email,
      language,
      ...answeredLetter(language, { company, accepted: answer === 'accepted', link }),
    })
  }
