import { Writable } from 'node:stream'
import { expect, test } from 'vitest'
import { aPerson } from '#expo/ground/people/makers.ts'
import { openLog } from '#platform/log.ts'
import { freshDatabase, openHouse } from '#tests/house.ts'

const database = await freshDatabase()

function listening() {
  const lines: string[] = []
  const out = new Writable({
    write(chunk, _, done) {
      lines.push(String(chunk))
      done()
    },
  })
  return { lines, log: openLog('debug', out) }
}

test('each answer leaves a line with a request id, and no line holds an address, a name, a password or what was typed', async () => {
  const { lines, log } = listening()
  const house = openHouse(database, { log })
  const person = await aPerson(database.db)
  const visitor = await house.signIn(person)
  await visitor.get('/en/find?q=Somebody+Known')
  await visitor.post('/en/account/profile', { name: 'Somebody Known', language: 'xx' })
  await house.stranger().post('/en/sign-in', { email: person.email, password: 'a wrong password' })
  await house.stranger().get('/en/invitation/abcdefghijklmnopqrstuvwxyz012345')
  const answer = await visitor.get('/en/account')

  const told = lines.join('')
  expect(lines.length).toBeGreaterThanOrEqual(5)
  for (const line of lines)
    expect(JSON.parse(line)).toMatchObject({ level: expect.any(String), time: expect.any(String) })
  expect(told).toContain(answer.headers.get('x-request-id') as string)
  for (const secret of [person.email, person.password, 'Somebody', 'wrong password', 'abcdefghijklm', 'session_token'])
    expect(told, secret).not.toContain(secret)
})

test('an error out of the database is told without the row it was about', () => {
  const { lines, log } = listening()
  const error = Object.assign(new Error('duplicate key value violates unique constraint'), {
    constraint: 'one_account_per_address',
    table: 'users',
    detail: 'Key (email)=(person@example.org) already exists.',
  })
  log.error({ err: error }, 'broken')
  expect(lines.join('')).toContain('one_account_per_address')
  expect(lines.join('')).not.toContain('person@example.org')
})
