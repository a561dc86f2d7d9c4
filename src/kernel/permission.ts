import type { Actor } from './actor.ts'
import { isHouseAdministrator } from './actor.ts'

/**
 * Who may: a pure predicate on (actor, thing) with a name that reads aloud. Every address states one, and a test walks them all as
 * a guest, in a wrong role and in the right one.
 */
export interface Permission<Thing = unknown> {
  name: string
  may(actor: Actor, thing: Thing): boolean
  /** That the thing exists is itself not told to strangers: they are not asked to sign in. */
  secret?: boolean
}

export const permission = <Thing>(
  name: string,
  may: (actor: Actor, thing: Thing) => boolean,
  { secret = false } = {},
): Permission<Thing> => ({ name, may, secret })

export const anyone = permission('anyone', () => true)
export const signedIn = permission('signed in', (actor) => actor.kind === 'person')
export const houseAdministrator = permission('house administrator', isHouseAdministrator)
