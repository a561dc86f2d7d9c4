// The front desk of this room. Other rooms may import this file, words.ts and rules/, and no other.
export { copyPrices } from './commands/copy-prices.ts'
export { followFacts, serveWaiting, withdrawStand } from './commands/follow.ts'
export { FeesFacts, loadConstructedPrices } from './commands/load-constructed.ts'
export { loadConstructedStatements } from './commands/load-statements.ts'
export { reserveSupport } from './commands/statement.ts'
export { feeJobs } from './jobs.ts'
export { maySeeAccounts } from './permissions.ts'
export { countWaitingOf, listDuties } from './queries/duties.ts'
