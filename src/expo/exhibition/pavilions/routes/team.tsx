import { invitePerson, listHolders, revokeInvitation, revokeRole } from '#expo/ground/people/index.ts'
import { Refusal } from '#kernel/refusal.ts'
import { transact } from '#platform/database.ts'
import { type Door, deed } from '#web/door.ts'
import { TeamForm, TeamRemoveForm } from '../forms.ts'
import { invitationLetter } from '../letters/invitation.ts'
import { mayAdministerPavilion } from '../permissions.ts'
import { AT, deskOf, nameOf, pavilionInPath } from '../places.ts'
import { deskPage } from './desk-page.tsx'

export const teamDoors: Door[] = [
  deed(`${AT}/desk/team`, {
    thing: pavilionInPath,
    may: mayAdministerPavilion,
    form: TeamForm,
    show: deskPage,
    do: async (call, { email, role }) => {
      const { house, reader, thing, actor, now } = call
      const economy = (await nameOf(call, thing.pavilion.economyCode)).text
      const letter = invitationLetter(reader.lang, { edition: thing.edition, economy, until: null })
      const grant = { role, kind: 'pavilion', id: thing.pavilion.id } as const
      const way = { language: reader.lang, onward: deskOf(thing), publicUrl: house.publicUrl, now, by: actor }
      await transact(house.db, (tx) => invitePerson(tx, { email, grant, ...letter, ...way }))
      return { to: deskOf(thing), notice: { key: 'pavilions.notice-invited' } }
    },
  }),
  deed(`${AT}/desk/team/revoke`, {
    thing: pavilionInPath,
    may: mayAdministerPavilion,
    form: TeamRemoveForm,
    show: deskPage,
    do: async ({ house, thing, actor, now }, { id }) => {
      await revokeInvitation(house.db, { id, thingId: thing.pavilion.id, now, by: actor })
      return { to: deskOf(thing), notice: { key: 'web.saved' } }
    },
  }),
  deed(`${AT}/desk/team/remove`, {
    thing: pavilionInPath,
    may: mayAdministerPavilion,
    form: TeamRemoveForm,
    show: deskPage,
    do: async ({ house, thing, actor }, { id }) => {
      const holder = (await listHolders(house.db, 'pavilion', thing.pavilion.id)).find((one) => one.personId === id)
      if (!holder) throw new Refusal('missing', 'people.no-such-role')
      const grant = { role: holder.role, kind: 'pavilion', id: thing.pavilion.id } as const
      await revokeRole(house.db, { personId: id, grant, by: actor })
      return { to: deskOf(thing), notice: { key: 'web.saved' } }
    },
  }),
]
