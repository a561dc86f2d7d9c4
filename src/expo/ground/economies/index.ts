// The front desk of this room. Other rooms may import this file, words.ts and rules.ts, and no other.
export { loadReference } from './commands/load-reference.ts'
export {
  type Economy,
  findEconomy,
  getEconomy,
  listEconomies,
  listGroups,
  listMemberships,
  listMembersOn,
  listRegions,
} from './queries.ts'
