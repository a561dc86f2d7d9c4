import type { Tx } from '#platform/database.ts'
import type { Holding } from '../queries.ts'

/** Tells those concerned by letter, in the transaction of what it tells of. */
export type Tell = (tx: Tx, holding: Holding) => Promise<void>

export const nobody: Tell = async () => {}
