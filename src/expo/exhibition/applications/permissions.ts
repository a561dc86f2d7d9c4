import { type Actor, holds, isHouseAdministrator, isStaffOf } from '#kernel/actor.ts'
import { permission } from '#kernel/permission.ts'
import type { Standing } from './places.ts'

const actsFor = (actor: Actor, companyId: string): boolean =>
  isHouseAdministrator(actor) ||
  holds(actor, 'administrator', 'company', companyId) ||
  holds(actor, 'member', 'company', companyId)

/**
 * Write, submit, answer and withdraw in the applicant's name.
 * @public
 */
export const mayActForApplicant = permission<Standing>('act for the applicant', (actor, { application }) =>
  actsFor(actor, application.companyId),
)

/**
 * An application is known to its company's own people, to staff, and to those who keep the edition's accounts.
 * @public
 */
export const maySeeApplication = permission<Standing>(
  'see the application',
  (actor, { edition, application }) =>
    isStaffOf(actor, edition.id) ||
    holds(actor, 'accountant', 'edition', edition.id) ||
    actsFor(actor, application.companyId),
)

/**
 * Withdraw it and ask for its recommendation: the company's own people and staff. Whoever keeps the accounts only sees it.
 */
export const mayFollowUp = permission<Standing>(
  'withdraw the application',
  (actor, { edition, application }) => isStaffOf(actor, edition.id) || actsFor(actor, application.companyId),
)

/**
 * Ask, decide, and own.
 * @public
 */
export const mayReview = permission<Standing>('review the application', (actor, { edition }) =>
  isStaffOf(actor, edition.id),
)
