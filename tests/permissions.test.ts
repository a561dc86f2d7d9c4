import { describe, expect, test } from 'vitest'
import { aPerson } from '#expo/ground/people/makers.ts'
import type { Door } from '#web/door.ts'
import { map } from '../src/main/map.ts'
import type { Answer, Visitor } from './house.ts'
import { aTown } from './town.ts'

const town = await aTown()
const { guest, stranger, neighbour, administrator } = town.visitors

const OPEN = ['anyone', 'see the edition', 'see the pavilion', 'see the company', 'see the happening']
const knock = (visitor: Visitor, door: Door): Promise<Answer> => {
  const address = town.addressOf(door.path)
  return door.method === 'get' ? visitor.get(address) : visitor.post(address, {})
}
const isAskedToSignIn = (answer: Answer) =>
  answer.status === 401 || (answer.status === 303 && /^\/\w\w\/sign-in/.test(answer.location ?? ''))
// Leaving and erasing end the session they are knocked with.
const ENDS_SESSION = /\/sign-out$/
// These close the edition to the public or take away what others lead to, so they are knocked at last.
const CLOSES = /\/(hide|discard|(:row|:companion)\/remove)$/
const inOrder = map.toSorted((a, b) => Number(CLOSES.test(a.path)) - Number(CLOSES.test(b.path)))

test('every door states a permission with a name that reads aloud', () => {
  for (const door of map) expect(door.permission, door.path).toMatch(/^[a-z][a-z’ ]+$/)
  expect(map.length).toBeGreaterThan(80)
})

test('no two doors share a method and an address', () => {
  const all = map.map((door) => `${door.method} ${door.path}`)
  expect(all.filter((one, index) => all.indexOf(one) !== index)).toEqual([])
})

describe.each(inOrder.filter((door) => !ENDS_SESSION.test(door.path)))('$method $path', (door) => {
  if (OPEN.includes(door.permission))
    test(`lets a guest in (${door.permission})`, async () => {
      const answer = await knock(guest, door)
      expect(answer.status, answer.words.slice(0, 200)).toBeLessThan(500)
      expect(isAskedToSignIn(answer) && !/second-factor|passkey/.test(door.path), answer.words.slice(0, 200)).toBe(
        false,
      )
    })
  else if (door.permission === 'signed in')
    test('asks a guest to sign in, and lets anybody with an account in', async () => {
      expect(isAskedToSignIn(await knock(guest, door))).toBe(true)
      const answer = await knock(stranger, door)
      expect(answer.status, answer.words.slice(0, 200)).toBeLessThan(500)
      expect([401, 403, 404]).not.toContain(answer.status)
    })
  else
    test(`is there for ${door.permission} only`, async () => {
      expect(isAskedToSignIn(await knock(guest, door)), 'a guest').toBe(true)
      expect((await knock(stranger, door)).status, 'an account without roles').toBe(404)
      // Staff of any edition read and correct companies; they do not act for them.
      const elsewhere = ['act for the company', 'administer the company', 'house administrator']
      if (door.path.includes(':edition') || elsewhere.includes(door.permission))
        expect((await knock(neighbour, door)).status, 'the same roles elsewhere').toBe(404)
      const answer = await knock(administrator, door)
      expect(answer.status, answer.words.slice(0, 200)).toBeLessThan(500)
      expect([401, 403, 404], `tests/town.ts needs an example for ${door.path}`).not.toContain(answer.status)
    })
})

test('whoever keeps the accounts sees an application, and neither withdraws it nor asks in its name', async () => {
  const accountant = await town.house.signIn(
    await aPerson(town.house.db, { role: 'accountant', kind: 'edition', id: town.edition.id }),
  )
  const at = town.addressOf('/:lang/:edition/applications/:id')
  expect((await accountant.get(at)).status).toBe(200)
  for (const deed of ['withdraw', 'recommendations', 'links/take-back']) {
    expect((await accountant.post(`${at}/${deed}`, {})).status, deed).toBe(404)
  }
  expect((await accountant.get(`${at}/withdraw`)).status).toBe(404)
  expect((await accountant.get(`${at}/recommendations`)).status).toBe(404)
})
