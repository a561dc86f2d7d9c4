// The front desk of this room. Other rooms may import this file, words.ts and rules.ts, and no other.
export { addOutsideFact, correctFigure, loadOutsideFacts, publishFigure } from './commands/publish.ts'
export { figures, getFigure } from './figures/index.ts'
export { type Computed, computeFigure, computeFigures } from './queries.ts'
