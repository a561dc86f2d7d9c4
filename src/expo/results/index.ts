// The front desk of this room. Other rooms may import this file, words.ts and rules.ts, and no other.
export { loadOutsideFacts } from './commands/publish.ts'
export { figures, headlines } from './figures/index.ts'
export { type Counted, computeFigures, countFigures } from './queries.ts'
