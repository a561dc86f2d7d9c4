import type { GrantKind, Role } from '#kernel/actor.ts'

declare module '#platform/journal.ts' {
  interface Facts {
    'person.joined': { by: 'sign-up' | 'invitation' | 'seed' }
    'person.erased': Record<string, never>
    'person.way-in-changed': { way: WayIn }
    'role.granted': { role: Role; kind: GrantKind; thing: string }
    'role.revoked': { role: Role; kind: GrantKind; thing: string }
    'roles.moved': { kind: GrantKind; from: string; to: string }
    'person.invited': { role: Role; kind: GrantKind; thing: string; invitation: string }
    'invitation.accepted': { role: Role; kind: GrantKind; thing: string; invitation: string }
    'invitation.revoked': { invitation: string }
  }
}
declare module '#web/phrases.ts' {
  interface Phrases {
    people: typeof import('../../../../locales/en/people.json')
  }
}

/** What changed about how a person is known here; told to them on their own page. */
export const WAYS_IN = [
  'password',
  'password-reset',
  'address',
  'second-factor-on',
  'second-factor-off',
  'backup-codes',
  'passkey-added',
  'passkey-removed',
  'sessions-ended',
] as const
export type WayIn = (typeof WAYS_IN)[number]

/** A password has at least so many characters; what it is made of is its owner's business (NIST SP 800-63B). */
export const SHORTEST_PASSWORD = 10
export const LONGEST_PASSWORD = 128
/** An invitation stands for so many days. */
export const INVITATION_DAYS = 60
/** A link printed on the command line, or sent to a new address, stands for so many hours. */
export const LINK_HOURS = 24
