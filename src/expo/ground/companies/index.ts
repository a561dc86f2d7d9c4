// The front desk of this room. Other rooms may import this file, words.ts and rules.ts, and no other.

/** @public The rooms above call these when they are built: applications, delegations, procurement. */
export { foundCompany, type NewCompany } from './commands/found.ts'
/** @public */
export { type ConstructedCompany, loadConstructed } from './commands/load-constructed.ts'
export { addRanking } from './commands/rank.ts'
/** @public */
export { foldName, foldNumber, type NameKey, plainName } from './folding.ts'
/** @public */
export { CompanyName } from './pages/parts.tsx'
/** @public */
export { mayActForCompany, mayAdministerCompany, mayReviewCompanies, maySeeCompany } from './permissions.ts'
/** @public */
export { companyInPath } from './places.ts'
/** @public */
export { type Alike, duplicatesOf, listAlike, listOnRecord } from './queries/alike.ts'
/** @public */
export {
  answering,
  type Company,
  findByNumber,
  findCompany,
  getCompany,
  listCompanies,
  searchCompanies,
} from './queries/companies.ts'
export { countWaiting } from './queries/documents.ts'
export { countRequests } from './queries/joining.ts'
export { listRankingLists } from './queries/rankings.ts'
export { companyThings } from './things.ts'
