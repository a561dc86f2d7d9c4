/**
 * A role held by a person over one thing: staff of an edition, an administrator of a pavilion or company, an administrator of
 * the whole house. `id` is the thing's id, or '' where the kind has only one (the house).
 */
export interface Grant {
  role: Role
  kind: GrantKind
  id: string
}

export const ROLES = {
  house: ['administrator'],
  edition: ['manager', 'clerk', 'accountant'],
  pavilion: ['administrator', 'member'],
  company: ['administrator', 'member'],
} as const
export type GrantKind = keyof typeof ROLES
export type Role = (typeof ROLES)[GrantKind][number]

/** Who asks. `main` finds out through the people room; every rule and command is handed it. */
export type Actor = Guest | Person | System
export interface Guest {
  kind: 'guest'
}
export interface Person {
  kind: 'person'
  id: string
  grants: readonly Grant[]
}
/** Rialto itself: a migration, a reaction, the command line. `name` says which. */
export interface System {
  kind: 'system'
  name: string
}

export const guest: Guest = { kind: 'guest' }
export const system = (name: string): System => ({ kind: 'system', name })

export const holds = (actor: Actor, role: Role, kind: GrantKind, id = ''): boolean =>
  actor.kind === 'person' && actor.grants.some((grant) => grant.role === role && grant.kind === kind && grant.id === id)

/** Administrators of the house may do whatever the house allows anybody to do; the command line acts as one. */
export const isHouseAdministrator = (actor: Actor): boolean =>
  actor.kind === 'system' || holds(actor, 'administrator', 'house')

/** Staff of an edition: its managers, its clerks, and the house's administrators. */
export const isStaffOf = (actor: Actor, editionId: string): boolean =>
  isHouseAdministrator(actor) ||
  holds(actor, 'manager', 'edition', editionId) ||
  holds(actor, 'clerk', 'edition', editionId)

/** What the journal writes down for who did it: an id or the name of a part of Rialto, never a person's name. */
export const signature = (actor: Actor): string =>
  actor.kind === 'person' ? actor.id : actor.kind === 'system' ? `system:${actor.name}` : 'guest'
