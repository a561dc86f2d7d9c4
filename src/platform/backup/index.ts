// The front desk of backups: what main may call.
export { CannotWrite, Damaged } from './container.ts'
export { readBackup, type Verified } from './read.ts'
export { CannotRestore, restoreBackup } from './restore.ts'
export { type Taken, takeBackup } from './take.ts'
