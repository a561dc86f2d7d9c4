// The front desk of this room. Other rooms may import this file, words.ts and rules.ts, and no other.

/** @public The rooms above call these when they are built: booths, fees, results, the demonstration. */
export { type ConstructedApplication, loadConstructed } from './commands/load-constructed.ts'
export { copyTerms, setTerms } from './commands/terms.ts'
export { applicationJobs } from './jobs.ts'
export { listCompanyAnew } from './listings.ts'
export { exhibitorAddress } from './pages/exhibitors.tsx'
/** @public */
export { applicationAddress, StandFrame } from './pages/stand.tsx'
/** @public */
export { mayActForApplicant, mayReview, maySeeApplication } from './permissions.ts'
/** @public */
export { applicationInPath, type Standing } from './places.ts'
/** @public */
export {
  type Application,
  acceptedApplications,
  countConstructed,
  getApplication,
  listApplications,
  listApplicationsOf,
  lockApplication,
  lockApplications,
} from './queries/applications.ts'
/** @public */
export { countCompanionsOf } from './queries/companions.ts'
export { type ListedExhibitor, searchExhibitors } from './queries/exhibitors.ts'
export { countUndecided } from './queries/queue.ts'
