import { type Edition, editionInPath, mayManageEdition } from '#expo/ground/editions/index.ts'
import { ROLES } from '#kernel/actor.ts'
import { LANGUAGES, OWN_NAME } from '#kernel/language.ts'
import { transact } from '#platform/database.ts'
import { type Call, type Door, type Draft, deed, page } from '#web/door.ts'
import { readerOf } from '#web/reader.ts'
import { invitePerson, revokeInvitation } from '../commands/invite.ts'
import { revokeRole } from '../commands/roles.ts'
import { InvitationForm, StaffForm, StaffRemoveForm } from '../forms.ts'
import { staffLetter } from '../letters/account.ts'
import { StaffTeamPage } from '../pages/team.tsx'
import { listHolders, listInvitations } from '../queries.ts'

const AT = '/:lang/:edition/staff/team'
const managed = { thing: editionInPath, may: mayManageEdition } as const
const teamOf = (edition: Edition) => `/${edition.code}/staff/team`

const teamPage = async (call: Call<Edition>, draft: Draft) => {
  const { reader, house, thing: edition } = call
  const at = reader.at(teamOf(edition))
  const roleOf = (role: string) => reader.t(`people.roles.edition.${role}` as 'people.roles.edition.clerk')
  const holders = await listHolders(house.db, 'edition', edition.id)
  const invited = await listInvitations(house.db, 'edition', edition.id)
  return (
    <StaffTeamPage
      reader={reader}
      draft={draft}
      edition={{ code: edition.code, name: reader.words(edition.name).text }}
      holders={holders.map((one) => ({ ...one, role: roleOf(one.role), held: one.role }))}
      invited={invited.map((one) => ({ ...one, role: roleOf(one.role) }))}
      roles={ROLES.edition.map((role) => ({ value: role, label: roleOf(role) }))}
      letterIn={LANGUAGES.map((language) => ({ value: language, label: OWN_NAME[language], lang: language }))}
      deeds={{ invite: at, revoke: `${at}/revoke`, remove: `${at}/remove` }}
    />
  )
}

/** Who works on an edition: invited, and sent away, by those who manage it. */
export const teamDoors: Door[] = [
  page(AT, { ...managed, show: teamPage }),
  deed(AT, {
    ...managed,
    form: StaffForm,
    show: teamPage,
    do: async ({ house, actor, now, thing: edition }, { email, role, language }) => {
      const theirs = readerOf(language)
      const about = { edition: theirs.words(edition.name).text, role: theirs.t(`people.roles.edition.${role}`) }
      const grant = { role, kind: 'edition', id: edition.id } as const
      const way = { language, onward: `/${edition.code}/staff`, publicUrl: house.publicUrl, now, by: actor }
      await transact(house.db, (tx) => invitePerson(tx, { email, grant, ...staffLetter(language, about), ...way }))
      return { to: teamOf(edition), notice: { key: 'people.notice-invited' } }
    },
  }),
  deed(`${AT}/revoke`, {
    ...managed,
    form: InvitationForm,
    show: teamPage,
    do: async ({ house, actor, now, thing: edition }, { id }) => {
      await revokeInvitation(house.db, { id, thingId: edition.id, now, by: actor })
      return { to: teamOf(edition), notice: { key: 'web.saved' } }
    },
  }),
  deed(`${AT}/remove`, {
    ...managed,
    form: StaffRemoveForm,
    show: teamPage,
    do: async ({ house, actor, thing: edition }, { id, role }) => {
      await revokeRole(house.db, { personId: id, grant: { role, kind: 'edition', id: edition.id }, by: actor })
      return { to: teamOf(edition), notice: { key: 'web.saved' } }
    },
  }),
]
