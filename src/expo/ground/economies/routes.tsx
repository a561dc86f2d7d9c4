import { isHouseAdministrator } from '#kernel/actor.ts'
import { type Day, dayAt, isDay } from '#kernel/day.ts'
import { anyone, houseAdministrator } from '#kernel/permission.ts'
import { type Call, type Door, deed, page } from '#web/door.ts'
import { wordingOf } from '#web/form.ts'
import type { Reader } from '#web/reader.ts'
import {
  addGroup,
  addMembership,
  addOrganisation,
  changeMembership,
  removeMembership,
  showEconomyAs,
} from './commands/change.ts'
import {
  ChangeMembershipForm,
  GroupForm,
  MembershipForm,
  OrganisationForm,
  RemoveMembershipForm,
  ShowForm,
} from './forms.ts'
import { membershipSheetDoors } from './membership-sheet.ts'
import { EconomiesPage, EconomyPage } from './pages/economies.tsx'
import { GroupPage, GroupsPage, MembershipPage, NewWithNamesPage, ShowAsPage } from './pages/groups.tsx'
import { economyInPath, groupInPath } from './places.ts'
import {
  countMembersOn,
  getMembership,
  getShownNames,
  listEconomies,
  listGroups,
  listMemberships,
  listMembersOn,
  listRegions,
  searchEconomies,
} from './queries.ts'

/** The world's day: groups are the United Nations', which have no venue. */
const todayOf = (call: Call<unknown>): Day => dayAt(call.now, 'UTC')
const dayIn = (call: Call<unknown>, name = 'on'): Day => {
  const asked = call.query.get(name) ?? ''
  return isDay(asked) ? asked : todayOf(call)
}
const membershipInPath = async (call: Call) => ({
  group: await groupInPath(call),
  membership: await getMembership(call.house.db, call.params.id ?? ''),
})
const optionsOf = async (call: Call<unknown>, reader: Reader) =>
  (await listEconomies(call.house.db))
    .map((one) => ({ value: one.code, label: reader.words(one.names).text }))
    .sort((a, b) => reader.compare(a.label, b.label))

const membershipPage = async (
  call: Call<{ group: Awaited<ReturnType<typeof groupInPath>>; membership: Awaited<ReturnType<typeof getMembership>> }>,
  draft: Parameters<typeof MembershipPage>[0]['draft'],
) => (
  <MembershipPage reader={call.reader} draft={draft} {...call.thing} economies={await optionsOf(call, call.reader)} />
)

export const economyDoors: Door[] = [
  page('/:lang/economies', {
    may: anyone,
    show: async (call) => {
      const { reader, query } = call
      const { db } = call.house
      const filter = {
        q: (query.get('q') ?? '').slice(0, 200),
        region: query.get('region') ?? '',
        group: query.get('group') ?? '',
        on: dayIn(call),
      }
      const members = filter.group ? new Set(await listMembersOn(db, filter.group.slice(0, 15), filter.on)) : null
      const found = filter.q ? await searchEconomies(db, filter.q) : await listEconomies(db)
      const economies = found.filter(
        (one) => (!filter.region || one.regionCode === filter.region) && (!members || members.has(one.code)),
      )
      return (
        <EconomiesPage
          reader={reader}
          economies={economies}
          regions={await listRegions(db)}
          groups={await listGroups(db)}
          filter={filter}
        />
      )
    },
  }),
  page('/:lang/economies/new', {
    may: houseAdministrator,
    show: ({ reader }, draft) => <NewWithNamesPage reader={reader} draft={draft} kind="organisation" />,
  }),
  deed('/:lang/economies/new', {
    may: houseAdministrator,
    form: OrganisationForm,
    show: ({ reader }, draft) => <NewWithNamesPage reader={reader} draft={draft} kind="organisation" />,
    do: async ({ house, actor }, form) => {
      await addOrganisation(house.db, { code: form.code, names: wordingOf(form, 'name'), by: actor })
      return { to: `/economies/${form.code.toLowerCase()}`, notice: { key: 'web.saved' } }
    },
  }),
  page('/:lang/economies/:economy', {
    thing: economyInPath,
    may: anyone,
    show: async (call) => (
      <EconomyPage
        reader={call.reader}
        economy={call.thing}
        regions={await listRegions(call.house.db)}
        groups={await listGroups(call.house.db)}
        memberships={await listMemberships(call.house.db, { economyCode: call.thing.code })}
        today={todayOf(call)}
        administrator={isHouseAdministrator(call.actor)}
      />
    ),
  }),
  page('/:lang/economies/:economy/edit', {
    thing: economyInPath,
    may: houseAdministrator,
    show: async ({ house, reader, thing }, draft) => (
      <ShowAsPage reader={reader} draft={draft} economy={thing} own={await getShownNames(house.db, thing.code)} />
    ),
  }),
  deed('/:lang/economies/:economy/edit', {
    thing: economyInPath,
    may: houseAdministrator,
    form: ShowForm,
    show: async ({ house, reader, thing }, draft) => (
      <ShowAsPage reader={reader} draft={draft} economy={thing} own={await getShownNames(house.db, thing.code)} />
    ),
    do: async ({ house, actor, thing }, form) => {
      const { shown, version, why } = form
      await showEconomyAs(house.db, {
        code: thing.code,
        shown,
        shownNames: wordingOf(form, 'name'),
        version,
        why,
        by: actor,
      })
      return { to: `/economies/${thing.code.toLowerCase()}`, notice: { key: 'web.saved' } }
    },
  }),
  page('/:lang/groups', {
    may: anyone,
    show: async (call) => {
      const { db } = call.house
      return (
        <GroupsPage
          reader={call.reader}
          groups={await listGroups(db)}
          counts={await countMembersOn(db, todayOf(call))}
          today={todayOf(call)}
          administrator={isHouseAdministrator(call.actor)}
        />
      )
    },
  }),
  page('/:lang/groups/new', {
    may: houseAdministrator,
    show: ({ reader }, draft) => <NewWithNamesPage reader={reader} draft={draft} kind="group" />,
  }),
  deed('/:lang/groups/new', {
    may: houseAdministrator,
    form: GroupForm,
    show: ({ reader }, draft) => <NewWithNamesPage reader={reader} draft={draft} kind="group" />,
    do: async ({ house, actor }, form) => {
      await addGroup(house.db, {
        code: form.code,
        names: wordingOf(form, 'name'),
        source: form.source || null,
        by: actor,
      })
      return { to: `/groups/${form.code.toLowerCase()}`, notice: { key: 'web.saved' } }
    },
  }),
  page('/:lang/groups/:group', {
    thing: groupInPath,
    may: anyone,
    show: async (call) => {
      const { house, reader, thing: group } = call
      const names = new Map(
        (await listEconomies(house.db, { hidden: true })).map((one) => [one.code, reader.words(one.names)]),
      )
      const members = (await listMemberships(house.db, { groupCode: group.code })).map((one) => ({
        ...one,
        name: names.get(one.economyCode) ?? { text: one.economyCode, lang: 'en' },
      }))
      return (
        <GroupPage
          reader={reader}
          group={group}
          members={members}
          on={dayIn(call)}
          administrator={isHouseAdministrator(call.actor)}
        />
      )
    },
  }),
  page('/:lang/groups/:group/add', {
    thing: groupInPath,
    may: houseAdministrator,
    show: async (call, draft) => (
      <MembershipPage
        reader={call.reader}
        draft={draft}
        group={call.thing}
        membership={null}
        economies={await optionsOf(call, call.reader)}
      />
    ),
  }),
  deed('/:lang/groups/:group/add', {
    thing: groupInPath,
    may: houseAdministrator,
    form: MembershipForm,
    show: async (call, draft) => (
      <MembershipPage
        reader={call.reader}
        draft={draft}
        group={call.thing}
        membership={null}
        economies={await optionsOf(call, call.reader)}
      />
    ),
    do: async ({ house, actor, thing: group }, { economy, note, ...form }) => {
      await addMembership(house.db, {
        ...form,
        groupCode: group.code,
        economyCode: economy,
        note: note || null,
        by: actor,
      })
      return { to: `/groups/${group.code.toLowerCase()}`, notice: { key: 'web.saved' } }
    },
  }),
  page('/:lang/groups/:group/:id', { thing: membershipInPath, may: houseAdministrator, show: membershipPage }),
  deed('/:lang/groups/:group/:id', {
    thing: membershipInPath,
    may: houseAdministrator,
    form: ChangeMembershipForm,
    show: membershipPage,
    do: async ({ house, actor, thing }, { note, ...form }) => {
      await changeMembership(house.db, { ...form, id: thing.membership.id, note: note || null, by: actor })
      return { to: `/groups/${thing.group.code.toLowerCase()}`, notice: { key: 'web.saved' } }
    },
  }),
  deed('/:lang/groups/:group/:id/remove', {
    thing: membershipInPath,
    may: houseAdministrator,
    form: RemoveMembershipForm,
    show: membershipPage,
    do: async ({ house, actor, thing }, form) => {
      await removeMembership(house.db, { ...form, id: thing.membership.id, by: actor })
      return { to: `/groups/${thing.group.code.toLowerCase()}`, notice: { key: 'web.saved' } }
    },
  }),
  ...membershipSheetDoors,
]
