import type { GrantKind, Role } from '#kernel/actor.ts'
import { houseAdministrator } from '#kernel/permission.ts'
import { Refusal } from '#kernel/refusal.ts'
import { listEntries } from '#platform/journal.ts'
import { listLetters } from '#platform/mail.ts'
import { csvOf } from '#web/csv.ts'
import { type Call, type Door, type Draft, data, deed, page } from '#web/door.ts'
import { tidy } from '#web/form.ts'
import { erasePerson } from '../commands/accounts.ts'
import { grantRole, revokeRole } from '../commands/roles.ts'
import { EraseForm, RevokeForm, RoleForm } from '../forms.ts'
import { GRANT_CHOICES } from '../grant-choices.ts'
import { type Giving, HousePage, OutboxPage, PeoplePage, PersonPage } from '../pages/house.tsx'
import { rolesSeen } from '../places.ts'
import {
  type Account,
  exportPerson,
  getAccount,
  listGrants,
  type PersonSeen,
  type Sought,
  searchPeople,
} from '../queries.ts'
import type { Things } from '../things.ts'

const PAGE = 50

type Choice = (typeof GRANT_CHOICES)[number]
const asGrant = (choice: Choice) => {
  const [kind, role] = choice.split('.') as [GrantKind, Role]
  return { kind, role }
}
const choiceIn = (text: string | null): Choice | null => GRANT_CHOICES.find((one) => one === text) ?? null
const wordsIn = (call: Call<unknown>): string => tidy(call.query.get('q') ?? '').slice(0, 200)
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/
/** Where the next page begins; whatever else stands there is where the first one does. */
const beforeIn = (call: Call<unknown>): string => {
  const before = call.query.get('before') ?? ''
  return UUID.test(before) ? before : ''
}

const roleChoices = (call: Call<unknown>, choices: readonly Choice[]) =>
  choices.map((choice) => ({ value: choice, label: call.reader.t(`people.roles.${choice}`) }))
const soughtIn = (call: Call<unknown>): Sought => {
  const role = choiceIn(call.query.get('role'))
  return { words: wordsIn(call), role: role && asGrant(role) }
}

const housePage = ({ reader }: Call<unknown>) => {
  const way = (path: string, label: string, say: string) => ({ href: reader.at(path), label, say })
  return (
    <HousePage
      reader={reader}
      ways={[
        way('/house/editions', reader.t('editions.house-title'), reader.t('people.editions-say')),
        way('/house/people', reader.t('people.people'), reader.t('people.people-say')),
        way('/house/outbox', reader.t('people.outbox'), reader.t('people.outbox-say')),
        way('/groups', reader.t('economies.groups'), reader.t('people.groups-say')),
        way('/staff/companies', reader.t('companies.staff-title'), reader.t('people.companies-say')),
        way('/house/rankings', reader.t('companies.rankings'), reader.t('people.rankings-say')),
      ]}
    />
  )
}

const outboxPage = async (call: Call<unknown>) => {
  const { house, reader } = call
  const letters = await listLetters(house.db, { words: wordsIn(call), before: beforeIn(call), limit: PAGE })
  const older = letters.length === PAGE ? (letters.at(-1)?.id ?? null) : null
  return <OutboxPage reader={reader} letters={letters} smtp={house.smtp} q={wordsIn(call)} older={older} />
}

const peoplePage = async (call: Call<unknown>) => {
  const people = await searchPeople(call.house.db, soughtIn(call), beforeIn(call), PAGE)
  return (
    <PeoplePage
      reader={call.reader}
      people={people}
      q={wordsIn(call)}
      role={choiceIn(call.query.get('role')) ?? ''}
      roles={roleChoices(call, GRANT_CHOICES)}
      older={people.length === PAGE ? (people.at(-1)?.id ?? null) : null}
    />
  )
}

const rowOf = (person: PersonSeen) => ({
  id: person.id,
  name: person.name,
  native_name: person.nativeName,
  email: person.email,
  language: person.language,
  roles: person.roles.map((one) => `${one.kind}.${one.role}`).join(' '),
  second_factor: person.twoFactorEnabled,
  joined: person.createdAt.toISOString(),
})

const CHUNK = 1000
const COLUMNS = ['id', 'name', 'native_name', 'email', 'language', 'roles', 'second_factor', 'joined']
/** Everybody who is sought, page by page out of the database, so that two million weigh no more than one. */
async function* everybody(call: Call<unknown>): AsyncGenerator<ReturnType<typeof rowOf>> {
  for (let before = ''; ; ) {
    const people = await searchPeople(call.house.db, soughtIn(call), before, CHUNK)
    yield* people.map(rowOf)
    if (people.length < CHUNK) return
    before = people.at(-1)?.id ?? ''
  }
}

const personInPath = (call: Call): Promise<Account> => getAccount(call.house.db, call.params.id ?? '')

const personPage = (things: Things) => async (call: Call<Account>, draft: Draft) => {
  const { reader, house, thing: person } = call
  return (
    <PersonPage
      reader={reader}
      draft={draft}
      person={person}
      roles={await rolesSeen(call, things, await listGrants(house.db, person.id))}
      choices={roleChoices(call, offered(things))}
      giving={await givingIn(call, things, String(draft.values.what ?? call.query.get('what') ?? ''))}
      entries={await listEntries(house.db, person.id, 50)}
    />
  )
}

/** Roles over things of which no room here has any are not offered. */
const offered = (things: Things) =>
  GRANT_CHOICES.filter((choice) => choice === 'house.administrator' || things[asGrant(choice).kind])

const MOST = 30
async function givingIn(call: Call<unknown>, things: Things, what: string): Promise<Giving> {
  const choice = choiceIn(what)
  const words = wordsIn(call)
  if (!choice) return { what: '', words, found: null }
  if (choice === 'house.administrator') return { what, words, found: null }
  const found = await things[asGrant(choice).kind]?.find(call.house.db, call.reader, words)
  return { what, words, found: (found ?? []).slice(0, MOST) }
}

export const houseDoors = (things: Things): Door[] => [
  page('/:lang/house', { may: houseAdministrator, show: housePage }),
  page('/:lang/house/outbox', { may: houseAdministrator, show: outboxPage }),
  page('/:lang/house/people', { may: houseAdministrator, show: peoplePage }),
  data('get', '/:lang/house/people.csv', {
    may: houseAdministrator,
    answer: (call) => {
      const file = csvOf('people.csv', everybody(call), COLUMNS)
      file.headers.set('cache-control', 'private, no-store')
      return file
    },
  }),
  page('/:lang/house/people/:id', { thing: personInPath, may: houseAdministrator, show: personPage(things) }),
  deed('/:lang/house/people/:id', {
    thing: personInPath,
    may: houseAdministrator,
    form: RoleForm,
    show: personPage(things),
    do: async ({ house, reader, actor, thing: person }, { what, thing }) => {
      const { kind, role } = asGrant(what)
      const known =
        kind === 'house' || (UUID.test(thing) && (await things[kind]?.name(house.db, reader, [thing]))?.length)
      if (!known) throw new Refusal('invalid', 'web.choose-one', {}, 'thing')
      const grant = { role, kind, id: kind === 'house' ? '' : thing }
      await grantRole(house.db, { personId: person.id, grant, by: actor })
      return { to: `/house/people/${person.id}`, notice: { key: 'web.saved' } }
    },
  }),
  deed('/:lang/house/people/:id/revoke', {
    thing: personInPath,
    may: houseAdministrator,
    form: RevokeForm,
    show: personPage(things),
    do: async ({ house, actor, thing: person }, { role, kind, thing }) => {
      const grant = { role: role as Role, kind, id: thing }
      await revokeRole(house.db, { personId: person.id, grant, by: actor })
      return { to: `/house/people/${person.id}`, notice: { key: 'web.saved' } }
    },
  }),
  data('get', '/:lang/house/people/:id/export.json', {
    thing: personInPath,
    may: houseAdministrator,
    answer: async ({ house, thing: person }) =>
      Response.json(await exportPerson(house.db, person.id), {
        headers: {
          'content-disposition': `attachment; filename="person-${person.id}.json"`,
          'cache-control': 'private, no-store',
        },
      }),
  }),
  deed('/:lang/house/people/:id/erase', {
    thing: personInPath,
    may: houseAdministrator,
    form: EraseForm,
    show: personPage(things),
    do: async ({ house, actor, thing: person }, { why }) => {
      await erasePerson(house.db, { personId: person.id, why, by: actor })
      return { to: '/house/people', notice: { key: 'people.notice-erased' } }
    },
  }),
]
