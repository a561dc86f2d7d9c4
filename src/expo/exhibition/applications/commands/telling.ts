import type { Tx } from '#platform/database.ts'
import type { Application } from '../queries/applications.ts'

/** Tells those concerned by letter, in the transaction of what it tells of. */
export type Tell = (tx: Tx, application: Application) => Promise<void>
