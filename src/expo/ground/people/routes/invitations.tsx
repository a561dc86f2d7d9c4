import { anyone, signedIn } from '#kernel/permission.ts'
import { transact } from '#platform/database.ts'
import { type Call, type Door, type Draft, deed, page } from '#web/door.ts'
import { askAuth } from '../auth.ts'
import { createAccountIn } from '../commands/accounts.ts'
import { acceptInvitation } from '../commands/invite.ts'
import { JoinForm, NothingForm } from '../forms.ts'
import { InvitationPage } from '../pages/sign-in.tsx'
import { idOf, rolesSeen, tokenOf } from '../places.ts'
import { getAccount, getInvitation, type Invited } from '../queries.ts'
import type { Things } from '../things.ts'

const invitationInPath = (call: Call): Promise<Invited> => getInvitation(call.house.db, tokenOf(call))

const invitationPage = (things: Things) => async (call: Call<Invited>, draft: Draft) => {
  const { thing, now, reader, actor, house } = call
  const state = thing.revokedAt ? 'revoked' : thing.acceptedAt ? 'used' : thing.expiresAt <= now ? 'over' : 'open'
  const account = actor.kind === 'person' ? (await getAccount(house.db, actor.id)).name : null
  const grant = { role: thing.role, kind: thing.kind, id: thing.thingId }
  const [role] = await rolesSeen(call, things, [grant])
  return (
    <InvitationPage
      reader={reader}
      draft={draft}
      token={tokenOf(call)}
      subject={thing.subject}
      role={[role?.label, role?.thing?.name].filter(Boolean).join(': ')}
      email={thing.email}
      state={state}
      account={account}
    />
  )
}

export const invitationDoors = (things: Things): Door[] => [
  page('/:lang/invitation/:token', { thing: invitationInPath, may: anyone, show: invitationPage(things) }),
  deed('/:lang/invitation/:token', {
    thing: invitationInPath,
    may: anyone,
    form: JoinForm,
    show: invitationPage(things),
    do: async (call, { name, password }) => {
      const { thing, house, reader, now } = call
      const { onward } = await transact(house.db, async (tx) => {
        const account = { email: thing.email, name, password, language: reader.lang }
        const { id } = await createAccountIn(tx, { ...account, by: 'invitation' })
        return acceptInvitation(tx, { token: tokenOf(call), personId: id, now })
      })
      const { headers } = await askAuth(call, '/sign-in/email', { email: thing.email, password })
      return { to: onward, headers, notice: { key: 'people.notice-accepted' } }
    },
  }),
  deed('/:lang/invitation/:token/accept', {
    thing: invitationInPath,
    may: signedIn,
    form: NothingForm,
    show: invitationPage(things),
    do: async (call) => {
      const { house, now } = call
      const order = { token: tokenOf(call), personId: idOf(call), now }
      const { onward } = await transact(house.db, (tx) => acceptInvitation(tx, order))
      return { to: onward, notice: { key: 'people.notice-accepted' } }
    },
  }),
]
