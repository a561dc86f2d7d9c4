import { expect, test } from 'vitest'
import { anEdition } from '#expo/ground/editions/makers.ts'
import { Refusal } from '#kernel/refusal.ts'
import { type Db, transact } from '#platform/database.ts'
import { listEntries } from '#platform/journal.ts'
import { listLetters } from '#platform/mail.ts'
import { maker as by, freshDatabase } from '#tests/house.ts'
import { peopleJobs } from '../jobs.ts'
import { aPerson } from '../makers.ts'
import { getAccount, hasAdministrator, isAdministratorAt, listGrants, searchPeople } from '../queries.ts'
import { createAccountIn, erasePerson } from './accounts.ts'
import { askForAddress, takeAddress } from './address.ts'
import { acceptInvitation, inviteByLink } from './invite.ts'
import { grantRole, revokeRole } from './roles.ts'

const { db } = await freshDatabase()
const now = new Date('2026-03-01T10:00:00Z')
const later = (hours: number) => new Date(now.getTime() + hours * 3_600_000)

const refusalOf = (deed: Promise<unknown>): Promise<string> =>
  deed.then(
    () => 'passed',
    (error: unknown) => {
      if (error instanceof Refusal) return error.field ? `${error.code} at ${error.field}` : error.code
      throw error
    },
  )
const tally = (answers: string[]) =>
  Object.fromEntries([...Map.groupBy(answers, (one) => one)].map(([answer, all]) => [answer, all.length]))
const tokenIn = (text: string) => /\/([A-Za-z0-9_-]{32})$/m.exec(text)?.[1] ?? ''
const lastLetterTo = async (email: string) => (await listLetters(db, { words: email }))[0]
const house = { role: 'administrator', kind: 'house', id: '' } as const
const way = { language: 'en', publicUrl: 'http://localhost', now } as const

const linkFor = (email: string, at = now) =>
  inviteByLink(db, { email, grant: house, subject: 'x', onward: '/', language: 'en', publicUrl: '', now: at, by })

test('the first administrator comes by a link, once, within a day, and only by the newest', async () => {
  expect(await hasAdministrator(db)).toBe(false)
  const old = tokenIn((await linkFor('first@example.org')).link)
  const { link } = await linkFor('First@Example.org')
  const person = await aPerson(db)
  const accept = (token: string, at = now) =>
    refusalOf(transact(db, (tx) => acceptInvitation(tx, { token, personId: person.id, now: at })))
  expect(await accept(old)).toBe('people.invitation-revoked')
  expect(await accept(tokenIn(link), later(24))).toBe('people.invitation-over')
  const answers = await Promise.all(Array.from({ length: 20 }, () => accept(tokenIn(link), later(23))))
  expect(tally(answers)).toEqual({ passed: 1, 'people.invitation-used': 19 })
  expect(await hasAdministrator(db)).toBe(true)
  expect(await isAdministratorAt(db, person.email.toUpperCase())).toBe(true)
  expect(await isAdministratorAt(db, 'first@example.org')).toBe(false)
})

test('an account is known by another address once the letter’s link has been opened, and the old address hears of it', async () => {
  const person = await aPerson(db)
  await askForAddress(db, { personId: person.id, email: 'New.Address@example.org', ...way })
  expect((await getAccount(db, person.id)).email).toBe(person.email)
  const letter = await lastLetterTo('new.address@example.org')
  const token = tokenIn(letter?.body ?? '')
  const answers = await Promise.all(
    Array.from({ length: 20 }, () => refusalOf(takeAddress(db, { token, now: later(1), language: 'en' }))),
  )
  expect(tally(answers)).toEqual({ passed: 1, 'people.link-over': 19 })
  expect((await getAccount(db, person.id)).email).toBe('new.address@example.org')
  expect((await lastLetterTo(person.email))?.subject).toBe('Your account has another address now')
  const [entry] = await listEntries(db, person.id)
  expect(entry).toMatchObject({ what: 'person.way-in-changed', byWhom: person.id, details: { way: 'address' } })
})

test('a change of address runs out, is replaced by the next, and cannot take what somebody else has', async () => {
  const person = await aPerson(db)
  const other = await aPerson(db)
  const ask = (email: string) => askForAddress(db, { personId: person.id, email, ...way })
  const tokenTo = async (email: string) => tokenIn((await lastLetterTo(email))?.body ?? '')
  expect(await refusalOf(ask(person.email))).toBe('people.same-address at email')
  await ask('one@example.net')
  const first = await tokenTo('one@example.net')
  await ask('two@example.net')
  const second = await tokenTo('two@example.net')
  const take = (token: string, at = now) => refusalOf(takeAddress(db, { token, now: at, language: 'en' }))
  expect(await take(first)).toBe('people.link-over')
  expect(await take(second, later(25))).toBe('people.link-over')

  // An address with an account: its owner hears of it, and whoever asked learns nothing.
  await ask(other.email)
  expect((await lastLetterTo(other.email))?.subject).toBe('You have an account already')

  await ask('three@example.net')
  await transact(db, (tx) =>
    createAccountIn(tx, { email: 'three@example.net', name: 'Quick', password: 'x', by: 'seed' }),
  )
  expect(await take(await tokenTo('three@example.net'))).toBe('people.address-taken-meanwhile')
  expect((await getAccount(db, person.id)).email).toBe(person.email)
})

test('the last administrator of the house cannot be taken away, even by eight at once', async () => {
  const others = await db.selectFrom('people.grants').select('personId').where('kind', '=', 'house').execute()
  const eight = await Promise.all(Array.from({ length: 8 }, () => aPerson(db, house)))
  for (const { personId } of others) await revokeRole(db, { personId, grant: house, by })
  const answers = await Promise.all(
    eight.map(({ id }) => refusalOf(revokeRole(db, { personId: id, grant: house, by }))),
  )
  expect(tally(answers)).toEqual({ passed: 7, 'people.last-administrator': 1 })
  const left = eight[answers.indexOf('people.last-administrator')]
  expect(await refusalOf(erasePerson(db, { personId: left?.id ?? '', by }))).toBe('people.last-administrator')
})

test('erasing a person takes account, roles, sessions and letters to each of their addresses; what they did stays under a number', async () => {
  const person = await aPerson(db)
  await askForAddress(db, { personId: person.id, email: 'leaving@example.org', ...way })
  await erasePerson(db, { personId: person.id, why: 'They asked.', by })
  expect(await refusalOf(getAccount(db, person.id))).toBe('people.no-such-person')
  expect(await listLetters(db, { words: 'leaving@example.org' })).toEqual([])
  expect(await db.selectFrom('people.addressChanges').selectAll().where('personId', '=', person.id).execute()).toEqual(
    [],
  )
  expect((await listEntries(db, person.id)).map((entry) => entry.what)).toEqual(['person.erased', 'person.joined'])
})

test('a role is held once, however often it is given', async () => {
  const edition = await anEdition(db)
  const person = await aPerson(db)
  const grant = { role: 'clerk', kind: 'edition', id: edition.id } as const
  await Promise.all(Array.from({ length: 5 }, () => grantRole(db, { personId: person.id, grant, by })))
  expect(await listGrants(db, person.id)).toEqual([grant])
  expect((await listEntries(db, person.id)).filter((one) => one.what === 'role.granted')).toHaveLength(1)
})

test('people are found by words of any of their names or their address, by role, the newest first, page by page', async () => {
  const edition = await anEdition(db)
  const clerk = { role: 'clerk', kind: 'edition', id: edition.id } as const
  const made = []
  for (let index = 0; index < 5; index++) made.push(await aPerson(db, ...(index % 2 ? [clerk] : [])))
  const [, one] = made
  await db
    .updateTable('people.users')
    .set({ nativeName: '李小龙 100%' })
    .where('id', '=', one?.id ?? '')
    .execute()
  const found = async (words: string) => (await searchPeople(db, { words, role: null })).map((person) => person.id)
  expect(await found('小龙')).toEqual([one?.id])
  expect(await found('100%')).toEqual([one?.id])
  expect(await found('100_')).toEqual([])
  expect(await found(one?.email.toUpperCase() ?? '')).toEqual([one?.id])
  const clerks = await searchPeople(db, { words: '', role: { kind: 'edition', role: 'clerk' } })
  expect(clerks.slice(0, 2).map((person) => person.id)).toEqual([made[3]?.id, made[1]?.id])
  expect(clerks[0]?.roles).toEqual([{ kind: 'edition', role: 'clerk' }])

  const pages: string[] = []
  for (let before = ''; ; ) {
    const page = await searchPeople(db, { words: 'person', role: null }, before, 2)
    pages.push(...page.map((person) => person.id))
    if (page.length < 2) break
    before = page.at(-1)?.id ?? ''
  }
  expect(pages).toEqual((await searchPeople(db, { words: 'person', role: null }, '', 500)).map((person) => person.id))
  expect(pages).toEqual(pages.toSorted().reverse())
})

test('what is kept for a time goes when it is over', async () => {
  const person = await aPerson(db)
  const past = new Date(Date.now() - 400 * 86_400_000)
  const soon = new Date(Date.now() + 86_400_000)
  const row = { userId: person.id, ipAddress: null, userAgent: null }
  await db
    .insertInto('people.sessions')
    .values([
      { id: 'gone', token: 'gone', expiresAt: past, ...row },
      { id: 'kept', token: 'kept', expiresAt: soon, ...row },
    ])
    .execute()
  await db
    .insertInto('people.rateLimits')
    .values([
      { id: 'gone', key: 'gone', count: 1, lastRequest: past.getTime() },
      { id: 'kept', key: 'kept', count: 1, lastRequest: Date.now() },
    ])
    .execute()
  await db
    .insertInto('people.addressChanges')
    .values({ personId: person.id, tokenHash: 'gone', email: 'x', expiresAt: past })
    .execute()
  const { link } = await linkFor('old@example.org')
  await db.updateTable('people.invitations').set({ invitedAt: past }).where('email', '=', 'old@example.org').execute()
  for (const job of peopleJobs(db)) await job.work({})
  const left = async (read: Promise<{ id: string }[]>) => (await read).map((one) => one.id)
  expect(await left(db.selectFrom('people.sessions').select('id').where('userId', '=', person.id).execute())).toEqual([
    'kept',
  ])
  expect(
    await left(db.selectFrom('people.rateLimits').select('id').where('id', 'in', ['gone', 'kept']).execute()),
  ).toEqual(['kept'])
  expect(
    await db.selectFrom('people.addressChanges').select('email').where('personId', '=', person.id).execute(),
  ).toEqual([])
  expect(link).toContain('/invitation/')
  expect(
    await db.selectFrom('people.invitations').select('id').where('email', '=', 'old@example.org').execute(),
  ).toEqual([])
})

test('the journal holds no address, no name and no secret of all this', async () => {
  const rows = await db.selectFrom('platform.journal').selectAll().execute()
  const told = JSON.stringify(rows)
  expect(rows.length).toBeGreaterThan(30)
  for (const personal of await secretsOf(db)) expect(told, personal).not.toContain(personal)
})

async function secretsOf(of: Db): Promise<string[]> {
  const people = await of.selectFrom('people.users').select(['email', 'name', 'nativeName']).execute()
  const letters = await of.selectFrom('platform.mails').select('body').execute()
  return [
    ...people.flatMap((one) => [one.email, one.name, one.nativeName]),
    ...letters.map((one) => tokenIn(one.body)),
  ].filter(Boolean)
}
