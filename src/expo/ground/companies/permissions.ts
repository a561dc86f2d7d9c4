import { type Actor, holds, isHouseAdministrator } from '#kernel/actor.ts'
import { permission } from '#kernel/permission.ts'
import type { Company } from './queries/companies.ts'
import { isPublic } from './rules.ts'

/** Staff of any edition review companies, as a company belongs to none. */
const isStaff = (actor: Actor): boolean =>
  isHouseAdministrator(actor) || (actor.kind === 'person' && actor.grants.some((grant) => grant.kind === 'edition'))

/** Everybody sees a verified company; before that, it is known to its own people and to staff. */
export const maySeeCompany = permission<Company>(
  'see the company',
  (actor, company) => isPublic(company) || isStaff(actor) || actsFor(actor, company),
)

/** One of a company's own people. */
export const isOwn = (actor: Actor, companyId: string): boolean =>
  holds(actor, 'administrator', 'company', companyId) || holds(actor, 'member', 'company', companyId)

const actsFor = (actor: Actor, { id }: { id: string }): boolean => isHouseAdministrator(actor) || isOwn(actor, id)

/** Write, send documents, apply, buy and sell in a company's name. */
export const mayActForCompany = permission<{ id: string }>('act for the company', actsFor)

/** Let others act for a company, and close it. */
export const mayAdministerCompany = permission<{ id: string }>(
  'administer the company',
  (actor, { id }) => isHouseAdministrator(actor) || holds(actor, 'administrator', 'company', id),
)

/** Read what only a company's own people and those who review it may: its desk and its documents. */
export const mayReadDesk = permission<{ id: string }>(
  'read the company’s desk',
  (actor, company) => isStaff(actor) || actsFor(actor, company),
)

/** Change facts and names: its own people, and staff, who correct what a document proves. */
export const mayCorrectCompany = permission<{ id: string }>(
  'correct the company',
  (actor, company) => isStaff(actor) || actsFor(actor, company),
)

export const mayReviewCompanies = permission('staff of any edition', isStaff)
