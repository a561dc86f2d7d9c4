import { getCompany } from '#expo/ground/companies/index.ts'
import { getEditionById } from '#expo/ground/editions/index.ts'
import { listHolders, listPeople } from '#expo/ground/people/index.ts'
import { isLanguage, type Language } from '#kernel/language.ts'
import type { Db, Tx } from '#platform/database.ts'
import { send } from '#platform/mail.ts'
import type { Tell } from './commands/telling.ts'
import type { About } from './letters/about.ts'
import { decisionLetter } from './letters/decision.ts'
import { lateLetter, reopenedLetter, submittedLetter, withdrawnLetter } from './letters/state.ts'
import { heardLetter, recommendedLetter, wordLetter } from './letters/word.ts'
import type { Application } from './queries/applications.ts'
import { listMessages } from './queries/thread.ts'
import type { Decision, Reason } from './words.ts'

/** Who hears what by letter, each in their own language; written in the transaction of what it tells of. */

type Letter = { subject: string; body: string }

const languageOf = (account: { language: string }): Language => (isLanguage(account.language) ? account.language : 'en')

/** What every letter is about: the application, its company and edition, and the way to it in the language it is read in. */
async function aboutOf(db: Db, application: Application, publicUrl: string): Promise<(language: Language) => About> {
  const edition = await getEditionById(db, application.editionId)
  const company = await getCompany(db, application.companyId)
  return (language) => ({
    application,
    edition,
    company,
    link: `${publicUrl}/${language}/${edition.code}/applications/${application.id}`,
  })
}

/** Those who act for the applicant, each once. */
async function applicants(db: Db, application: Application) {
  const holders = await listHolders(db, 'company', application.companyId)
  return [...new Map(holders.map((one) => [one.personId, one])).values()]
}

async function tellApplicant(
  tx: Tx,
  application: Application,
  { publicUrl, letter }: { publicUrl: string; letter: (language: Language, about: About) => Letter },
): Promise<void> {
  const about = await aboutOf(tx, application, publicUrl)
  for (const holder of await applicants(tx, application)) {
    const language = languageOf(holder)
    await send(tx, { to: holder.email, language, ...letter(language, about(language)) })
  }
}

const telling =
  (letter: (language: Language, about: About) => Letter) =>
  (publicUrl: string): Tell =>
  (tx, application) =>
    tellApplicant(tx, application, { publicUrl, letter })

/** The applicant hears that the application has arrived, under which number. */
export const tellSubmitted = telling(submittedLetter)
export const tellWithdrawn = telling(withdrawnLetter)
export const tellReopened = telling(reopenedLetter)
export const tellLate = telling(lateLetter)
/** The applicant hears that somebody has recommended it. */
export const tellRecommended = telling(recommendedLetter)

/** What was decided and why, in words that a letter says. */
export interface Verdict {
  decision: Decision
  reason: Reason | null
  words: string
}

export const tellDecision = (publicUrl: string, verdict: Verdict): Tell =>
  telling((language, about) => decisionLetter(language, about, verdict))(publicUrl)

/** The letters as they would leave, one for each language that somebody of the applicant reads. */
export async function previewDecision(
  db: Db,
  application: Application,
  { publicUrl, verdict }: { publicUrl: string; verdict: Verdict },
): Promise<(Letter & { language: Language })[]> {
  const about = await aboutOf(db, application, publicUrl)
  const languages = new Set((await applicants(db, application)).map(languageOf))
  return [...languages].map((language) => ({ language, ...decisionLetter(language, about(language), verdict) }))
}

/** The applicant reads what staff asked or wrote. */
export const tellWord =
  (publicUrl: string, kind: 'question' | 'message') =>
  (tx: Tx, application: Application, body: string): Promise<void> =>
    tellApplicant(tx, application, {
      publicUrl,
      letter: (language, about) => wordLetter(language, about, { kind, body }),
    })

/** Whoever looks after the application, else whoever asked last, reads what the applicant wrote. */
export const tellStaff =
  (publicUrl: string) =>
  async (tx: Tx, application: Application, body: string): Promise<void> => {
    const asked = (await listMessages(tx, application.id, 'staff')).findLast((one) => one.kind === 'question')
    const reader = application.owner ?? asked?.author
    const account = reader && (await listPeople(tx, [reader])).get(reader)
    if (!account) return
    const language = languageOf(account)
    const { edition, company } = (await aboutOf(tx, application, publicUrl))(language)
    const link = `${publicUrl}/${language}/${edition.code}/staff/applications/${application.id}`
    const letter = heardLetter(language, { application, edition, company, link }, body)
    await send(tx, { to: account.email, language, ...letter })
  }
