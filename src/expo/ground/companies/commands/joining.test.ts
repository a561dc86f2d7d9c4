import { expect, test } from 'vitest'
import { listHolders } from '#expo/ground/people/index.ts'
import { aPerson, type MadePerson } from '#expo/ground/people/makers.ts'
import type { Person } from '#kernel/actor.ts'
import { Refusal } from '#kernel/refusal.ts'
import { listEntries } from '#platform/journal.ts'
import { listLetters } from '#platform/mail.ts'
import { freshDatabase } from '#tests/house.ts'
import { aCompany } from '../makers.ts'
import { listOpenRequests, listRequestsOf } from '../queries/joining.ts'
import { tellAnswered, tellAsked } from '../telling.ts'
import { MOST_REQUESTS } from '../words.ts'
import { answerRequest, askToJoin } from './joining.ts'

const { db } = await freshDatabase()
const now = new Date('2023-06-15T12:00:00Z')
const HERE = 'https://fair.example'
const refusalOf = (deed: Promise<unknown>): Promise<string> =>
  deed.then(
    () => 'passed',
    (error: unknown) => {
      if (error instanceof Refusal) return error.code
      throw error
    },
  )
const ask = (person: MadePerson, companyId: string, message = '') =>
  askToJoin(db, { companyId, message, now, by: person.actor as Person }, tellAsked(HERE))
const lettersTo = async (person: MadePerson) => (await listLetters(db)).filter((letter) => letter.to === person.email)

test('somebody asks, the administrators read who, let them in, and the asker hears of it', async () => {
  const [owner, asker] = [await aPerson(db), await aPerson(db)]
  const { id } = await aCompany(db, { name: 'Kafé Maubisse', by: owner.actor })
  await ask(asker, id, 'I keep the books.')
  const [letter] = await lettersTo(owner)
  expect(letter?.body).toContain(asker.email)
  expect(letter?.body).toContain('I keep the books.')
  const [request] = await listOpenRequests(db, id)
  if (!request) throw new Error('nobody asked')
  const order = { companyId: id, requestId: request.id, role: 'member', now, by: owner.actor } as const
  await answerRequest(db, order, tellAnswered(HERE))
  expect((await listHolders(db, 'company', id)).map((one) => one.role)).toEqual(['administrator', 'member'])
  expect((await lettersTo(asker))[0]?.subject).toContain('Kafé Maubisse')
  expect(await listOpenRequests(db, id)).toEqual([])
  expect((await listEntries(db, id)).map((entry) => entry.what)).toContain('company.join-accepted')
})

test('who is declined gets no role, and a letter that does not name the company', async () => {
  const [owner, asker] = [await aPerson(db), await aPerson(db)]
  const { id } = await aCompany(db, { name: 'A Secret Company', by: owner.actor })
  await ask(asker, id)
  const [request] = await listOpenRequests(db, id)
  const order = { companyId: id, requestId: request?.id ?? '', role: null, now, by: owner.actor }
  await answerRequest(db, order, tellAnswered(HERE))
  expect(await listHolders(db, 'company', id)).toHaveLength(1)
  const [letter] = await lettersTo(asker)
  expect(letter).toBeDefined()
  expect(`${letter?.subject} ${letter?.body}`).not.toContain('Secret')
})

test('asked twenty times at once is asked once, and answered twenty times at once is answered once', async () => {
  const [owner, asker] = [await aPerson(db), await aPerson(db)]
  const { id } = await aCompany(db, { by: owner.actor })
  await Promise.all(Array.from({ length: 20 }, () => ask(asker, id)))
  const open = await listOpenRequests(db, id)
  expect(open).toHaveLength(1)
  expect(await lettersTo(owner)).toHaveLength(1)
  const answers = await Promise.all(
    Array.from({ length: 20 }, (_, index) => {
      const role = index % 2 ? 'member' : null
      const order = { companyId: id, requestId: open[0]?.id ?? '', role, now, by: owner.actor } as const
      return refusalOf(answerRequest(db, order, tellAnswered(HERE)))
    }),
  )
  expect(answers.filter((one) => one === 'passed')).toHaveLength(1)
  expect(new Set(answers)).toEqual(new Set(['passed', 'companies.answered-already']))
  expect(await lettersTo(asker)).toHaveLength(1)
})

test('nobody writes to every company: so many requests of one person wait, even when sent at once', async () => {
  const asker = await aPerson(db)
  const companies = []
  for (let count = 0; count < MOST_REQUESTS + 5; count++) companies.push(await aCompany(db))
  const answers = await Promise.all(companies.map(({ id }) => refusalOf(ask(asker, id))))
  expect(answers.filter((one) => one === 'passed')).toHaveLength(MOST_REQUESTS)
  expect(new Set(answers)).toEqual(new Set(['passed', 'companies.enough-requests']))
  expect(await listRequestsOf(db, asker.id)).toHaveLength(MOST_REQUESTS)
})

test('who acts for a company already need not ask, and nobody answers for another company', async () => {
  const owner = await aPerson(db)
  const { id } = await aCompany(db, { by: owner.actor })
  const inside = { kind: 'person', id: owner.id, grants: [{ role: 'administrator', kind: 'company', id }] } as const
  expect(await refusalOf(askToJoin(db, { companyId: id, message: '', now, by: inside }, tellAsked(HERE)))).toBe(
    'companies.joined-already',
  )
  await ask(await aPerson(db), id)
  const [request] = await listOpenRequests(db, id)
  const other = await aCompany(db)
  const order = { companyId: other.id, requestId: request?.id ?? '', role: null, now, by: owner.actor }
  expect(await refusalOf(answerRequest(db, order, tellAnswered(HERE)))).toBe('companies.no-such-request')
})

test('a company that nobody administers is answered for by the administrators of the house', async () => {
  const [house, asker] = [await aPerson(db, { role: 'administrator', kind: 'house', id: '' }), await aPerson(db)]
  const { id } = await aCompany(db)
  await ask(asker, id)
  expect(await lettersTo(house)).toHaveLength(1)
})

test('whoever erases their account takes their requests with them', async () => {
  const asker = await aPerson(db)
  const { id } = await aCompany(db)
  await ask(asker, id, 'Please.')
  await db.deleteFrom('people.users').where('id', '=', asker.id).execute()
  expect(await listOpenRequests(db, id)).toEqual([])
})
