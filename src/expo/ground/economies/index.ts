// The front desk of this room. Other rooms may import this file, words.ts and rules.ts, and no other.
export {
  addGroup,
  addMembership,
  addOrganisation,
  changeMembership,
  removeMembership,
  showEconomyAs,
} from './commands/change.ts'
export { loadReference } from './commands/load-reference.ts'
export {
  type Economy,
  findEconomy,
  getEconomy,
  isMemberOn,
  listEconomies,
  listGroups,
  listMemberships,
  listMembersOn,
  listRegions,
  type Region,
  searchEconomies,
} from './queries.ts'
