import { maySeeApplication, type Standing } from '#expo/exhibition/applications/index.ts'
import { type Actor, holds, isHouseAdministrator, isStaffOf } from '#kernel/actor.ts'
import { permission } from '#kernel/permission.ts'
import type { OfEdition } from './places.ts'

/** Money is moved by those who keep an edition's accounts: its accountants, its managers, administrators of the house. Clerks see it. */
const keepsAccounts = (actor: Actor, editionId: string): boolean =>
  isHouseAdministrator(actor) ||
  holds(actor, 'accountant', 'edition', editionId) ||
  holds(actor, 'manager', 'edition', editionId)

const seesAccounts = (actor: Actor, editionId: string): boolean =>
  isStaffOf(actor, editionId) || holds(actor, 'accountant', 'edition', editionId)

export const mayKeepAccounts = permission<{ id: string }>('keep the accounts', (actor, { id }) =>
  keepsAccounts(actor, id),
)
export const maySeeAccounts = permission<{ id: string }>('see the accounts', (actor, { id }) => seesAccounts(actor, id))

/** The same of what belongs to an edition: a bank, an entry, a budget, a draft. */
export const mayKeepIts = permission<OfEdition<unknown>>('keep the accounts', (actor, { edition }) =>
  keepsAccounts(actor, edition.id),
)

/** What a stand costs is known to its applicant, to staff, and to those who keep the accounts. */
export const maySeeFees = permission<Standing>(
  'see the fees',
  (actor, standing) => maySeeApplication.may(actor, standing) || seesAccounts(actor, standing.edition.id),
)
export const mayKeepAccountOf = permission<Standing>('keep the account of the stand', (actor, { edition }) =>
  keepsAccounts(actor, edition.id),
)
/** Staff look at what was sent back stamped, and open a statement anew. */
export const mayJudgeContract = permission<Standing>('judge the contract', (actor, { edition }) =>
  seesAccounts(actor, edition.id),
)
