import { type Edition, editionInPath } from '#expo/ground/editions/index.ts'
import { Refusal } from '#kernel/refusal.ts'
import type { Call } from '#web/door.ts'
import { findRun, type Run } from './queries.ts'

/** What an address under `/:lang/:edition/staff/allocation/:run` names. */
export interface RunPlace {
  edition: Edition
  run: Run
}

export async function runInPath(call: Call): Promise<RunPlace> {
  const edition = await editionInPath(call)
  const run = await findRun(call.house.db, call.params.run ?? '')
  if (run?.editionId !== edition.id) throw new Refusal('missing', 'holdings.no-such-run')
  return { edition, run }
}
