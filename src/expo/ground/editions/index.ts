// The front desk of this room. Other rooms may import this file, words.ts and rules.ts, and no other.
export { setRehearsalClock } from './commands/set-clock.ts'
export { setArea, setHall, setWindow } from './commands/set-ground.ts'
export { setUpEdition } from './commands/set-up-edition.ts'
export { mayManageEdition, maySeeEdition, mayWorkOnEdition } from './permissions.ts'
export { editionInPath } from './places.ts'
export {
  type Area,
  type Edition,
  findCurrentEdition,
  findEarliestToday,
  findEdition,
  findWindow,
  getEdition,
  getEditionById,
  type Hall,
  listAreas,
  listEditions,
  listFairs,
  listHalls,
  listWindows,
  type RegistrationWindow,
} from './queries.ts'
