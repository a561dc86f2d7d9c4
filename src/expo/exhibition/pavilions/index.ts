// The front desk of this room. Other rooms may import this file, words.ts and rules.ts, and no other.
export { type ConstructedPavilion, loadConstructed } from './commands/load-constructed.ts'
export { listExhibition } from './exhibition.ts'
export { ExhibitionMap, type Listed } from './pages/national-exhibition.tsx'
export { mayAdministerPavilion } from './permissions.ts'
export { pavilionInPath, type Standing as PavilionStanding } from './places.ts'
export { countByState, listPavilions, listPavilionsById } from './queries.ts'
export { pavilionThings } from './things.ts'
