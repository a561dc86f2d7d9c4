import { applicationInPath, type Standing } from '#expo/exhibition/applications/index.ts'
import { type Edition, editionInPath } from '#expo/ground/editions/index.ts'
import { Refusal } from '#kernel/refusal.ts'
import type { Call } from '#web/door.ts'
import { getEntry, type Waiting } from './queries/bank.ts'
import { getPaper, type MadeOut } from './queries/contracts.ts'
import { type Bank, getBank } from './queries/organiser.ts'
import { findDraft, type Rulebook } from './queries/rulebooks.ts'
import { type Budget, getBudget } from './queries/support.ts'
import type { RulebookKind } from './words.ts'

/** What an address under an edition names for those who keep its accounts. */
export interface OfEdition<Thing> {
  edition: Edition
  one: Thing
}

const inEdition =
  <Thing>(find: (call: Call, edition: Edition) => Promise<Thing>) =>
  async (call: Call): Promise<OfEdition<Thing>> => {
    const edition = await editionInPath(call)
    return { edition, one: await find(call, edition) }
  }

export const bankInPath = inEdition<Bank>((call, edition) => getBank(call.house.db, edition.id, call.params.bank ?? ''))
export const entryInPath = inEdition<Waiting>((call, edition) =>
  getEntry(call.house.db, edition.id, call.params.entry ?? ''),
)
export const budgetInPath = inEdition<Budget>((call, edition) =>
  getBudget(call.house.db, edition.id, call.params.budget ?? ''),
)

/** The draft of a tariff or of support rules; without one there is nothing to write into. */
export const draftInPath = <Kind extends RulebookKind>(kind: Kind) =>
  inEdition<Rulebook<Kind>>(async (call, edition) => {
    const draft = await findDraft(call.house.db, edition.id, kind)
    if (!draft) throw new Refusal('missing', 'fees.no-draft')
    return draft
  })

/** A document of an application's account. */
export async function paperInPath(call: Call): Promise<Standing & { paper: MadeOut }> {
  const standing = await applicationInPath(call)
  const paper = await getPaper(call.house.db, call.params.printed ?? '')
  if (paper.accountId !== standing.application.id) throw new Refusal('missing', 'web.no-such-page')
  return { ...standing, paper }
}
