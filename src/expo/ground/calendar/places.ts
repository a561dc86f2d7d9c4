import { type Edition, editionInPath } from '#expo/ground/editions/index.ts'
import type { Call } from '#web/door.ts'
import { getHappening, type Happening } from './queries/happenings.ts'
import { listPeople, type PersonOn } from './queries/people.ts'

/** What an address under `/:lang/:edition/programme/:happening` names. */
export interface Standing {
  edition: Edition
  happening: Happening
  people: PersonOn[]
}

export async function happeningInPath(call: Call): Promise<Standing> {
  const edition = await editionInPath(call)
  const happening = await getHappening(call.house.db, edition.id, call.params.happening ?? '')
  return { edition, happening, people: await listPeople(call.house.db, [happening.id]) }
}
