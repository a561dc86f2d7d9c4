import { type Edition, editionInPath } from '#expo/ground/editions/index.ts'
import type { Call } from '#web/door.ts'
import { getPavilion, type Pavilion } from './queries.ts'

/** What an address under `/:lang/:edition/pavilions/:economy` names. */
export interface Standing {
  edition: Edition
  pavilion: Pavilion & { pageKnown: boolean }
}

export async function pavilionInPath(call: Call): Promise<Standing> {
  const edition = await editionInPath(call)
  const pavilion = await getPavilion(call.house.db, edition.id, (call.params.economy ?? '').toUpperCase())
  return { edition, pavilion: { ...pavilion, pageKnown: !['invited', 'declined'].includes(pavilion.state) } }
}
