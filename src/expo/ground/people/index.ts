// The front desk of this room. Other rooms may import this file, words.ts and rules.ts, and no other.
export { answerScript, isOpenToScripts } from './auth.ts'
export { createAccountIn, hasDemonstrationAccounts, type NewAccount } from './commands/accounts.ts'
export { inviteByLink, invitePerson, revokeInvitation } from './commands/invite.ts'
export { grantRoleIn, moveRolesIn, revokeRole, revokeRolesOver } from './commands/roles.ts'
export { peopleJobs } from './jobs.ts'
export { Team } from './pages/team.tsx'
export {
  getAccount,
  hasAdministrator,
  isAdministratorAt,
  listHolders,
  listInvitations,
  listPeople,
  whoAsks,
} from './queries.ts'
export type { Thing, ThingsOfKind } from './things.ts'
