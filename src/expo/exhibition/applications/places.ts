import { type Edition, editionInPath } from '#expo/ground/editions/index.ts'
import { Refusal } from '#kernel/refusal.ts'
import type { Call } from '#web/door.ts'
import { type Application, getApplication } from './queries/applications.ts'

/** What an address under `/:lang/:edition/applications/:id` names. */
export interface Standing {
  edition: Edition
  application: Application
}

/** @public */
export async function applicationInPath(call: Call): Promise<Standing> {
  const edition = await editionInPath(call)
  const application = await getApplication(call.house.db, call.params.id ?? '')
  if (application.editionId !== edition.id) throw new Refusal('missing', 'applications.no-such-application')
  return { edition, application }
}
