import { findWindow } from '#expo/ground/editions/index.ts'
import { listHolders, listInvitations, Team } from '#expo/ground/people/index.ts'
import { isStaffOf } from '#kernel/actor.ts'
import { listEntries } from '#platform/journal.ts'
import { type Call, type Draft, emptyDraft } from '#web/door.ts'
import { DeskPage } from '../pages/desk.tsx'
import { mayAdministerPavilion } from '../permissions.ts'
import { deskOf, nameOf, type Standing, todayOf } from '../places.ts'
import { countActivities, listPictures, listProfiles, listTerms } from '../queries.ts'

const ROLES = ['administrator', 'member'] as const

const teamOf = async (call: Call<Standing>, draft: Draft = emptyDraft) => {
  const { reader, house, actor, thing } = call
  const desk = reader.at(deskOf(thing))
  const administers = mayAdministerPavilion.may(actor, thing)
  const roleOf = (role: string) =>
    reader.t(role === 'administrator' ? 'people.roles.pavilion.administrator' : 'people.roles.pavilion.member')
  const holders = (await listHolders(house.db, 'pavilion', thing.pavilion.id)).map((one) => ({
    ...one,
    role: roleOf(one.role),
  }))
  const invited = (await listInvitations(house.db, 'pavilion', thing.pavilion.id)).map((one) => ({
    ...one,
    role: roleOf(one.role),
  }))
  return (
    <Team
      reader={reader}
      draft={draft}
      holders={holders}
      invited={invited}
      roles={ROLES.map((role) => ({ value: role, label: roleOf(role) }))}
      deeds={
        administers ? { invite: `${desk}/team`, revoke: `${desk}/team/revoke`, remove: `${desk}/team/remove` } : null
      }
    />
  )
}

/** The desk, which the forms that stand on it come back to. */
export const deskPage = async (call: Call<Standing>, draft: Draft) => {
  const { reader, house, actor, thing } = call
  const { edition, pavilion } = thing
  const window = await findWindow(house.db, edition.id, 'pavilion-invitation')
  return (
    <DeskPage
      reader={reader}
      draft={draft}
      edition={edition}
      pavilion={pavilion}
      name={await nameOf(call, pavilion.economyCode)}
      terms={await listTerms(house.db, pavilion.id)}
      profiles={await listProfiles(house.db, pavilion.id)}
      pictures={await listPictures(house.db, pavilion.id)}
      entries={await listEntries(house.db, pavilion.id)}
      activities={await countActivities(house.db, pavilion.id)}
      team={await teamOf(call, draft)}
      staff={isStaffOf(actor, edition.id)}
      answerBy={window?.closesAt ?? null}
    />
  )
}

/** What every form of the desk is shown with. */
export const formOf = async (call: Call<Standing>, draft: Draft) => ({
  reader: call.reader,
  draft,
  ...call.thing,
  name: await nameOf(call, call.thing.pavilion.economyCode),
  today: todayOf(call, call.thing.edition),
})
