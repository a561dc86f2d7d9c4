import type { Door } from '#web/door.ts'
import { type Things, withEditions } from '../things.ts'
import { accountDoors } from './account.tsx'
import { houseDoors } from './house.tsx'
import { invitationDoors } from './invitations.tsx'
import { signInDoors } from './sign-in.tsx'
import { teamDoors } from './team.tsx'

/** `offered` are the things that rooms above this one hold roles over. */
export function peopleDoors(offered: Things): Door[] {
  const things = withEditions(offered)
  return [...signInDoors, ...invitationDoors(things), ...accountDoors(things), ...teamDoors, ...houseDoors(things)]
}
