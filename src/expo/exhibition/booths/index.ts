// The front desk of this room. Other rooms may import this file, words.ts and rules/, and no other.
export { copyVenue } from './commands/copy-venue.ts'
export { loadConstructedPlans } from './commands/load-constructed.ts'
export { setVenue } from './commands/set-venue.ts'
export { listStandingBooths } from './places.ts'
