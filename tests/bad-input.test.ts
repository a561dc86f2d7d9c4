import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { anApplication } from '#expo/exhibition/applications/makers.ts'
import { aPerson } from '#expo/ground/people/makers.ts'
import { map } from '../src/main/map.ts'
import { aTown } from './town.ts'

const town = await aTown()
const { administrator, guest } = town.visitors

const HOSTILE: Record<string, string> = {
  'ten thousand characters': 'w'.repeat(10_000),
  'emoji and joiners': '👩🏽‍🚀🇹🇱'.repeat(40),
  'right-to-left marks': '\u202eevil\u202c \u2067x\u2069 عربي',
  'a null byte': 'a\u0000b',
  'a lone surrogate': 'a\ud800b',
  'a day that does not exist': '2023-02-30',
  'a number beyond all numbers': '999999999999999999999999',
  'a negative number': '-1',
  markup: '<script>alert(1)</script>"\'>',
  'a statement': "'; drop table people.users; --",
  'a formula': '=HYPERLINK("http://example.org")',
  'a foreign id': '00000000-0000-7000-8000-000000000000',
  nothing: '',
  'a template': '{{7*7}}{count, plural, other {#}}',
  'a path': '../../../../etc/passwd',
}

const fieldsOf = (form: z.ZodType): string[] => {
  const shape = form instanceof z.ZodObject ? Object.keys(form.shape) : []
  return shape.length > 0 ? shape : ['name', 'version', 'id']
}

describe('whatever is typed into a form', () => {
  const deeds = map.filter(
    (door) =>
      door.kind === 'deed' && !/sign-out|erase|second-factor|forgot|sign-in|sign-up|hide|discard/.test(door.path),
  )
  test.each(deeds.map((door) => [door.path, door] as const))('%s refuses it and does not break', async (_, door) => {
    if (door.kind !== 'deed') throw new Error('not a deed')
    // Whoever answers an invitation may become somebody else by it.
    const whoever = door.path.includes('/invitation/') ? town.house.stranger() : administrator
    for (const [what, value] of Object.entries(HOSTILE)) {
      const form = Object.fromEntries(fieldsOf(door.form).map((field) => [field, value]))
      const answer = await whoever.post(town.addressOf(door.path), form)
      expect(answer.status, `${what}: ${answer.words.slice(0, 300)}`).toBeLessThan(500)
      expect(answer.text, what).not.toContain('<script>alert(1)')
    }
    const twice = await whoever.post(town.addressOf(door.path), {
      version: ['1', '1'],
      name: ['a', 'b'],
      on: ['x', 'y'],
    })
    expect(twice.status, twice.words.slice(0, 300)).toBeLessThan(500)
    expect((await administrator.get('/en/house')).status, 'still the administrator').toBe(200)
  })
})

describe('whatever stands in an address', () => {
  const doors = map.filter((door) => door.method === 'get')
  test.each(doors.map((door) => [door.path, door] as const))('%s does not break', async (_, door) => {
    for (const [what, value] of Object.entries(HOSTILE)) {
      const coded = encodeURIComponent(value.slice(0, 3000).toWellFormed() || 'x')
      const inQuery = `?q=${coded}&as-of=${coded}&region=${coded}&mode=${coded}&first=${coded}&state=${coded}&group=${coded}&on=${coded}&after=${coded}&day=${coded}&kind=${coded}&place=${coded}&view=${coded}&starts=${coded}&then=${coded}&economy=${coded}&known=${coded}&verdict=${coded}&with=${coded}&company=${coded}&number=${coded}&year=${coded}&sort=${coded}&area=${coded}&zone=${coded}&letter=${coded}&owner=${coded}&role=${coded}&open=${coded}&recommended=${coded}&ldc=${coded}&do=${coded}&id=${coded}`
      const asked = await administrator.get(town.addressOf(door.path) + inQuery)
      expect(asked.status, `${what}: ${asked.words.slice(0, 300)}`).toBeLessThan(500)
      const inPath = door.path
        .replace(
          /:(economy|figure|group|token|id|tongue|edition|company|document|ranking|fair|area|hall|window|happening|place|number|booth|structure|ground|issue|companion|paper|recommendation|upload)/g,
          coded,
        )
        .replace(':lang', 'en')
      const answer = await guest.get(inPath.includes(':') ? '/en' : inPath)
      expect(answer.status, `${what}: ${answer.words.slice(0, 300)}`).toBeLessThan(500)
    }
  })

  test.each([
    '/en/%00',
    '/en/%E0%A4%A',
    '/%2e%2e/%2e%2e/etc/passwd',
    '/assets/..%2f..%2fpackage.json',
    '/en/ciie-2023%0d%0aset-cookie:x',
    '//example.org',
    '/EN',
    '/xx',
    '/en//results',
  ])('%s is refused with a page', async (path) => {
    const answer = await guest.get(path)
    expect([302, 303, 400, 404]).toContain(answer.status)
    expect(answer.headers.get('set-cookie') ?? '').not.toContain('x=')
  })
})

test('a form from another site does nothing', async () => {
  const answer = await administrator.post(
    '/en/account/profile',
    { name: 'Somebody else' },
    { origin: 'https://evil.example' },
  )
  expect(answer.status).toBe(403)
  expect(answer.words).toContain('sent from another site')
})

test('a form that is too heavy is refused before it is read', async () => {
  const answer = await administrator.post('/en/account/profile', { name: 'x'.repeat(600 * 1024) })
  expect(answer.status).toBe(422)
  expect(answer.words).toContain('too large')
})

test('a form that broke off on its way is refused with its page', async () => {
  for (const [body, type] of [
    ['--x\r\nContent-Disposition: form-data; name="na', 'multipart/form-data; boundary=x'],
    ['no boundary', 'multipart/form-data'],
  ] as const) {
    const answer = await administrator.send('/en/account/profile', body, type)
    expect(answer.status, answer.words.slice(0, 300)).toBe(422)
    expect(answer.words).toContain('arrived incomplete')
  }
})

test('what was refused says why where its form is on the page no more: a second click, a page gone stale', async () => {
  const { companyId } = await anApplication(town.house.db, town.edition.id)
  const person = await aPerson(town.house.db, { role: 'administrator', kind: 'company', id: companyId })
  const applicant = await town.house.signIn(person)
  const again = await applicant.post(`/en/${town.edition.code}/exhibit`, { company: companyId, role: 'exhibitor' })
  expect(again.status).toBe(409)
  expect(again.words).toContain('has an application in this edition already')
  const foreign = await applicant.post(`/ar/${town.edition.code}/exhibit`, {
    company: crypto.randomUUID(),
    role: 'exhibitor',
  })
  expect(foreign.status).toBe(422)
  expect(foreign.text).toContain('role="alert"')
})

test('a reason of letters that nobody sees is none', async () => {
  const at = town.addressOf('/:lang/:edition/applications/:id')
  const answer = await administrator.post(`${at}/withdraw`, {
    version: '99',
    on: '2023-06-15',
    why: '\u200b\u3164 \u2060',
  })
  expect(answer.status).toBe(422)
  expect(answer.words).toContain('This is needed.')
})
