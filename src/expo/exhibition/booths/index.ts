// The front desk of this room. Other rooms may import this file, words.ts and rules/, and no other.

export { copyVenue } from './commands/copy-venue.ts'
export { loadConstructedPlans } from './commands/load-constructed.ts'
export { setVenue } from './commands/set-venue.ts'
export { drawnByArea, publicStands } from './holdings/above.ts'
/** @public Rooms above and the demonstration call these. */
export { acceptOffer } from './holdings/commands/answer.ts'
/** @public */
export { endHolding, endHoldingOf } from './holdings/commands/end.ts'
/** @public */
export { type ConstructedHolding, loadConstructedHoldings } from './holdings/commands/load-constructed.ts'
/** @public */
export { offerBooth } from './holdings/commands/offer.ts'
export { holdingJobs } from './holdings/jobs.ts'
/** @public */
export { countHoldings, findLiveHolding, type Holding, listHoldings, listLiveHoldings } from './holdings/queries.ts'
export { listStandingBooths } from './places.ts'
