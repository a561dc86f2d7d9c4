// The front desk of this room. Other rooms may import this file, words.ts and rules.ts, and no other.
export { authOf, isOpenToScripts } from './auth.ts'
export { createAccountIn, hasDemonstrationAccounts, type NewAccount } from './commands/accounts.ts'
export { invitePerson, revokeInvitation } from './commands/invite.ts'
export { grantRoleIn, moveRolesIn, revokeRole } from './commands/roles.ts'
export { Team } from './pages/account.tsx'
export { getAccount, listHolders, listInvitations, listPeople, whoAsks } from './queries.ts'
