import { type Actor, isStaffOf } from '#kernel/actor.ts'
import { permission } from '#kernel/permission.ts'
import type { Standing } from './places.ts'
import type { Happening } from './queries/happenings.ts'
import { isAnnounced } from './rules.ts'

/** Whoever owns a happening or works on its edition knows of it before everybody does. */
export const knowsOf = (actor: Actor, happening: Pick<Happening, 'editionId' | 'owner'>): boolean =>
  isStaffOf(actor, happening.editionId) ||
  (actor.kind === 'person' &&
    actor.grants.some((grant) => grant.kind === happening.owner.kind && grant.id === happening.owner.id))

/** Everybody sees what is announced; what is not, those who own it, staff, and whoever is on it. */
export const maySeeHappening = permission<Standing>('see the happening', (actor, { edition, happening, people }) => {
  const isOnIt = actor.kind === 'person' && people.some((one) => one.accountId === actor.id)
  return isOnIt || knowsOf(actor, happening) || (edition.shown && isAnnounced(happening))
})
