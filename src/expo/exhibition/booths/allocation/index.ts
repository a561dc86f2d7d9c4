// The front desk of the engine: what the room booths calls. Pure but for `runAllocation`, which starts a thread.
export { allocate } from './allocate.ts'
export { difference } from './difference.ts'
export { rangeOf } from './levels.ts'
export { findContradictions } from './locks.ts'
export { runAllocation } from './run.ts'
export { contradictionInPlain, inPlain } from './say.ts'
export { openSidesAmong } from './stands.ts'
export * from './words.ts'
