import type { Grant, Person } from '#kernel/actor.ts'
import { Refusal } from '#kernel/refusal.ts'
import type { Call } from '#web/door.ts'
import type { RoleSeen } from './pages/account.tsx'
import type { Things } from './things.ts'

/** Who asks, at a door that lets signed-in people in only. */
export const idOf = (call: Call<unknown>): string => (call.actor as Person).id

/** The secret of a link. */
export const tokenOf = (call: Call<unknown>): string => (call.params.token ?? '').slice(0, 400)

/** Local addresses only: a sign-in must not lead to somebody else's page. */
export const localPath = (path: string | null): string => (path && /^\/(?![/\\])[^\\\s]*$/.test(path) ? path : '/desk')

/** What is wrong with a one-time code, a password, a link: better-auth's codes as our sentences. */
export function refuseAuth(code: string, field?: string): never {
  if (/ACCOUNT_TEMPORARILY_LOCKED|TOO_MANY/.test(code)) throw new Refusal('throttled', 'people.locked')
  if (/TOKEN|EXPIRED/.test(code)) throw new Refusal('closed', 'people.link-over')
  if (/CODE|OTP|BACKUP|TWO_FACTOR/.test(code)) throw new Refusal('invalid', 'people.wrong-code', {}, 'code')
  throw new Refusal('invalid', 'people.wrong-password', {}, field)
}

/** Roles in the reader's words, with what they are held over by its name; one look-up for each kind of thing. */
export async function rolesSeen(
  call: Call<unknown>,
  things: Things,
  grants: readonly Grant[],
): Promise<(RoleSeen & Grant)[]> {
  const { house, reader } = call
  const kinds = [...Map.groupBy(grants, (grant) => grant.kind)]
  const named = await Promise.all(
    kinds.map(async ([kind, held]) => {
      const ids = held.map((grant) => grant.id)
      return [kind, (await things[kind]?.name(house.db, reader, ids)) ?? []] as const
    }),
  )
  const thingOf = (grant: Grant) =>
    named.find(([kind]) => kind === grant.kind)?.[1].find((thing) => thing.id === grant.id) ?? null
  return grants.map((grant) => ({
    ...grant,
    label: reader.t(`people.roles.${grant.kind}.${grant.role}` as 'people.roles.house.administrator'),
    thing: thingOf(grant),
  }))
}
