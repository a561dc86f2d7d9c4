// The front desk of this room. Other rooms may import this file, words.ts and rules.ts, and no other.
export { confirmPavilion, declinePavilion, withdrawPavilion } from './commands/answer.ts'
export { changeTerms } from './commands/change-terms.ts'
export { invitePavilion } from './commands/invite.ts'
export { type ConstructedPavilion, loadConstructed } from './commands/load-constructed.ts'
export { listExhibition } from './exhibition.ts'
export { ExhibitionMap, type Listed } from './pages/national-exhibition.tsx'
export { countByState, listParticipants, listPavilions, listPavilionsById } from './queries.ts'
