import { listEditions, listFairs } from '#expo/ground/editions/index.ts'
import { hasAdministrator } from '#expo/ground/people/index.ts'
import { type Actor, isHouseAdministrator } from '#kernel/actor.ts'
import type { Db } from '#platform/database.ts'

/** How far an installation has come that shows no edition yet. */
export interface Beginning {
  administered: boolean
  /** Whether whoever asks administers it. */
  administrator: boolean
  /** The codes of the first fair and of the newest edition, hidden as it is; told to administrators alone. */
  fair: string | null
  edition: string | null
}

export async function beginningOf(db: Db, actor: Actor): Promise<Beginning> {
  const administrator = isHouseAdministrator(actor)
  const [fair] = administrator ? await listFairs(db) : []
  const [edition] = administrator ? await listEditions(db, { hidden: true }) : []
  return {
    administered: await hasAdministrator(db),
    administrator,
    fair: fair?.code ?? null,
    edition: edition?.code ?? null,
  }
}
