import { Validator } from '@seriousme/openapi-schema-validator'
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js'
import addFormats from 'ajv-formats'
import { describe, expect, test } from 'vitest'
import { aPavilion } from '#expo/exhibition/pavilions/makers.ts'
import { anEdition } from '#expo/ground/editions/makers.ts'
import { addOutsideFact, publishFigure } from '#expo/results/commands/publish.ts'
import { figures } from '#expo/results/index.ts'
import { day } from '#kernel/day.ts'
import type { ApiDoor } from '#web/door.ts'
import { map } from '../src/main/map.ts'
import { documentOf } from '../src/main/openapi.ts'
import { ALLOWANCE } from '../src/main/serve-api.ts'
import { type Answer, maker, ORIGIN } from './house.ts'
import { aTown } from './town.ts'

type Json = Record<string, unknown>
interface Parameter {
  name: string
  in: 'path' | 'query'
}

const lines = map.filter((door): door is ApiDoor => door.kind === 'api')
const town = await aTown()
const { db, house } = town.house
const { guest, administrator } = town.visitors

// A clock that walks on: the allowance of one address must not run out under a test that asks a lot.
let hour = Date.parse('2023-06-15T12:00:00+08:00')
house.clock = () => {
  hour += 150
  return new Date(hour)
}

const fairCode = town.edition.code.split('-')[0] as string
const earlier = await anEdition(db, { fairCode, opensOn: day('2022-11-05') })
await aPavilion(db, earlier.id, 'LAO', { today: day('2022-03-01'), on: day('2022-04-01'), mode: 'online' })
await aPavilion(db, town.edition.id, 'LAO', { guestOfHonour: true })
await aPavilion(db, town.edition.id, 'UNIDO')
for (const figure of ['national-exhibition-countries', 'forum-guests'])
  await addOutsideFact(db, {
    editionId: town.edition.id,
    figure,
    value: 3,
    qualifier: 'at-least',
    unit: 'countries',
    asOf: day('2023-06-01'),
    source: 'A paper',
    note: '',
    verified: true,
    by: maker,
  })

const document = documentOf(lines, { publicUrl: ORIGIN }) as {
  paths: Record<string, { get: { operationId: string; parameters: Parameter[]; responses: Json } }>
  components: { schemas: Record<string, Json> }
}
const operationOf = (line: ApiDoor) => document.paths[line.path.replace(/:(\w+)/g, '{$1}')]?.get

/** A schema that leaves no room for fields it does not name: what slips out unasked is a defect. */
function strict(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(strict)
  if (schema === null || typeof schema !== 'object') return schema
  const inner = Object.fromEntries(Object.entries(schema).map(([key, value]) => [key, strict(value)])) as Json
  return inner.properties ? { ...inner, additionalProperties: false } : inner
}
const ajv = new Ajv2020({ strict: false, allErrors: true })
addFormats.default(ajv)
ajv.addSchema({ $id: 'document', ...(strict({ components: document.components }) as Json) })
const schemaOf = (reference: string): ValidateFunction => ajv.compile({ $ref: `document${reference}` })
const answerOf = (line: ApiDoor) => {
  const { 200: good } = (operationOf(line)?.responses ?? {}) as { 200: { content: Json } }
  return schemaOf((good.content['application/json'] as { schema: { $ref: string } }).schema.$ref)
}
const isProblem = schemaOf('#/components/schemas/Problem')
function expectProblem(answer: Answer, status: number): { code: string; errors?: { parameter: string }[] } {
  expect(answer.status, answer.text.slice(0, 300)).toBe(status)
  expect(answer.headers.get('content-type')).toBe('application/problem+json')
  const told = JSON.parse(answer.text)
  expect(isProblem(told), JSON.stringify(isProblem.errors)).toBe(true)
  return told
}
const ask = async (address: string) => {
  const answer = await guest.get(address)
  expect(answer.status, `${address} ${answer.text.slice(0, 300)}`).toBe(200)
  return JSON.parse(answer.text)
}
const addressOf = (line: ApiDoor) => town.addressOf(line.path)
const isList = (line: ApiDoor) => operationOf(line)?.parameters.some((parameter) => parameter.name === 'after')
const each = lines.map((line) => [line.path, line] as const)

describe('the document', () => {
  test('is OpenAPI 3.1', async () => {
    const { valid, errors } = await new Validator().validate(structuredClone(document))
    expect(errors).toBeUndefined()
    expect(valid).toBe(true)
  })

  test('is served as it is made, and names every line once', async () => {
    expect(await ask('/api/v1/openapi.json')).toEqual(JSON.parse(JSON.stringify(document)))
    const ids = Object.values(document.paths).map(({ get }) => get.operationId)
    expect(ids).toHaveLength(lines.length)
    expect(new Set(ids).size).toBe(lines.length)
    expect(lines.length).toBeGreaterThan(14)
  })

  test('describes every parameter and every field that does not speak for itself', () => {
    for (const { get } of Object.values(document.paths))
      for (const parameter of get.parameters) expect(parameter, get.operationId).toHaveProperty('description')
  })

  test('is found from the page for programmers, and from /api/v1', async () => {
    const page = await guest.get('/fr/api')
    expect(page.text).toContain('href="/api/v1/openapi.json"')
    for (const line of lines) expect(page.words).toContain(line.path.replace(/:(\w+)/g, '{$1}'))
    expect((await guest.get('/api/v1', { 'accept-language': 'ru' })).location).toBe('/ru/api')
    expect((await guest.get('/es')).text).toContain('href="/es/api"')
  })
})

describe.each(each)('%s', (_, line) => {
  test('answers as the document says, in all languages and in one', async () => {
    const valid = answerOf(line)
    const language = operationOf(line)?.parameters.some((parameter) => parameter.name === 'lang')
    for (const query of language ? ['', '?lang=ar', '?lang=zh'] : [''])
      expect(valid(await ask(addressOf(line) + query)), `${JSON.stringify(valid.errors)} ${line.path}${query}`).toBe(
        true,
      )
  })

  test('refuses what it cannot understand, names the parameter, and never breaks', async () => {
    const HOSTILE = [
      '',
      '0',
      '-1',
      '1e9',
      '2023-02-30',
      'x'.repeat(5000),
      '‮<script>',
      "'; drop table x",
      '�',
      '[object Object]',
    ]
    const parameters = (operationOf(line)?.parameters ?? []).filter((one) => one.in === 'query')
    for (const { name } of parameters)
      for (const value of HOSTILE) {
        const answer = await guest.get(`${addressOf(line)}?${new URLSearchParams({ [name]: value })}`)
        if (answer.status !== 200) {
          const told = expectProblem(answer, 422)
          expect(told.errors?.map((error) => error.parameter)).toEqual([name])
        }
      }
    for (const name of ['lang', 'limit', 'as-of', 'on', 'mode', 'first', 'kind'].filter((name) =>
      parameters.some((one) => one.name === name),
    ))
      expectProblem(await guest.get(`${addressOf(line)}?${name}=nonsense`), 422)
    const unknown = expectProblem(await guest.get(`${addressOf(line)}?regon=142`), 422)
    expect(unknown.errors).toMatchObject([{ parameter: 'regon', code: 'web.no-such-parameter' }])
    if (parameters.some((one) => one.name === 'lang'))
      expectProblem(await guest.get(`${addressOf(line)}?lang=fr&lang=ar`), 422)
  })

  test('may be asked from any site, by head and by option, and does nothing else', async () => {
    const got = await guest.get(addressOf(line))
    expect(got.headers.get('access-control-allow-origin')).toBe('*')
    expect(got.headers.get('set-cookie')).toBeNull()
    expect(got.headers.get('link')).toContain('</api/v1/openapi.json>; rel="service-desc"')
    const again = await guest.get(addressOf(line), { 'if-none-match': got.headers.get('etag') ?? '' })
    expect([again.status, again.text]).toEqual([304, ''])
    const head = await town.house.ask(addressOf(line), { method: 'HEAD' })
    expect([head.status, head.text, head.headers.get('etag')]).toEqual([200, '', got.headers.get('etag')])
    const options = await town.house.ask(addressOf(line), { method: 'OPTIONS' })
    expect([options.status, options.headers.get('allow')]).toEqual([204, 'GET, HEAD, OPTIONS'])
    for (const method of ['POST', 'PUT', 'PATCH', 'DELETE']) {
      const refused = await town.house.ask(addressOf(line), { method })
      expect(expectProblem(refused, 405).code).toBe('web.only-read')
      expect(refused.headers.get('access-control-allow-origin')).toBe('*')
      expect(refused.headers.get('allow')).toBe('GET, HEAD, OPTIONS')
    }
  })
})

describe.each(each.filter(([, line]) => isList(line)))('the list %s', (_, line) => {
  test('comes whole in pages, each in the order of its keys, with the next one in the body and in Link', async () => {
    const whole = await ask(`${addressOf(line)}?limit=200`)
    if (whole.next !== null) return
    const items: unknown[] = []
    const step = Math.ceil(whole.items.length / 4) || 1
    let next: string | null = `${ORIGIN}${addressOf(line)}?limit=${step}`
    while (next) {
      const answer = await guest.get(next.replace(ORIGIN, ''))
      const page = JSON.parse(answer.text)
      expect(page.items.length).toBeLessThanOrEqual(step)
      expect(answer.headers.get('link')?.includes('rel="next"')).toBe(page.next !== null)
      if (page.next) expect(answer.headers.get('link')).toContain(`<${page.next}>; rel="next"`)
      items.push(...page.items)
      next = page.next
    }
    expect(items).toEqual(whole.items)
  })
})

test('words, regions, groups and days narrow the economies', async () => {
  const codes = async (query: string) =>
    (await ask(`/api/v1/economies?limit=200&${query}`)).items.map((one: { code: string }) => one.code)
  expect(await codes('q=timor')).toEqual(['TLS'])
  expect(await codes(`q=${encodeURIComponent('东帝汶')}`)).toEqual(['TLS'])
  expect(await codes('group=LDC&on=2020-12-03')).toContain('VUT')
  expect(await codes('group=ldc&on=2020-12-04')).not.toContain('VUT')
  expect(await codes('kind=organisation')).not.toContain('TLS')
  expect(await codes('region=142')).toContain('TLS')
  expect(await codes('region=142')).not.toContain('FRA')
})

test('figures and records are those of the day asked, and the digest can be made again from the records', async () => {
  const at = `/api/v1/editions/${town.edition.code}`
  const before = await ask(`${at}/figures/national-exhibition-countries?as-of=2023-03-31`)
  const after = await ask(`${at}/figures/national-exhibition-countries?as-of=2023-04-01`)
  expect([before.value, after.value]).toEqual([0, 2])
  expect(after.series).toMatchObject([
    { edition: earlier.code, value: 1 },
    { edition: town.edition.code, value: 2 },
  ])
  expect(after.publications).toMatchObject([{ value: 1, stands: true }])
  expect(after.outside).toMatchObject([{ value: 3, qualifier: 'at-least' }])
  const { items, digest, value } = await ask(`${at}/figures/national-exhibition-countries/records?as-of=2023-04-01`)
  const records = items.map((one: Json) => `${one.code} ${one.since} ${one.mode} ${one.amount}`).sort()
  const hash = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(records.join('\n')))
  expect([digest, value]).toEqual([Buffer.from(hash).toString('hex'), items.length])
  const first = await ask(`${at}/figures/national-exhibition-first-on-site/records?lang=en`)
  expect(first.items[0]).toMatchObject({ code: 'LAO', reason: 'was-online-before', earlier: [earlier.code] })
  const publication = await ask(`${at}/publications/${after.publications[0].id}`)
  expect(publication.lines).toEqual(['TLS 2023-04-01 on-site 1'])
})

test('the rows beside a page and those of the API are the same, and the dictionary knows all their columns', async () => {
  const known = new Set((await ask('/api/v1/dictionary?limit=200')).items.map((one: { column: string }) => one.column))
  const { code } = town.edition
  const beside = async (path: string) => JSON.parse((await guest.get(`/en/${code}/${path}.json`)).text)
  const pavilions = (await beside('pavilions')).pavilions
  const figures = (await beside('results')).figures
  const records = (await beside('results/national-exhibition-countries')).behind
  const at = `/api/v1/editions/${code}`
  const same: [Json[], { items: Json[] }][] = [
    [pavilions, await ask(`${at}/pavilions`)],
    [figures, await ask(`${at}/figures`)],
    [records, await ask(`${at}/figures/national-exhibition-countries/records`)],
  ]
  for (const [rows, { items }] of same) {
    const columns = Object.keys(rows[0] ?? {})
    expect(columns.length).toBeGreaterThan(5)
    expect(columns).toEqual(Object.keys(items[0] ?? {}))
    for (const column of columns) expect(known, column).toContain(column)
  }
})

describe('a hidden edition', async () => {
  const hidden = await anEdition(db, { fairCode, opensOn: day('2021-11-05'), shown: false })
  await aPavilion(db, hidden.id, 'TLS', { today: day('2021-03-01'), on: day('2021-04-01') })
  const order = { editionId: hidden.id, figure: 'national-exhibition-countries', asOf: day('2021-06-01'), by: maker }
  const { id } = await publishFigure(db, order)
  const inside = each.filter(([path]) => path.includes(':edition'))

  test.each(inside)(
    '%s says the same of it as of one that is not there, to guests and to administrators',
    async (path) => {
      const at = (code: string) =>
        town.addressOf(path.replace(':edition', code).replace('/publications/:id', `/publications/${id}`))
      const nowhere = await guest.get(at(`${fairCode}-1999`))
      for (const visitor of [guest, administrator]) {
        const answer = await visitor.get(at(hidden.code))
        expectProblem(answer, 404)
        expect(answer.text).toBe(nowhere.text)
      }
    },
  )

  test('is in no list, no series and no page of another edition', async () => {
    const everywhere = await Promise.all(each.map(([path]) => guest.get(town.addressOf(path))))
    for (const answer of everywhere.filter((one) => one.status === 200)) expect(answer.text).not.toContain(hidden.code)
  })
})

test('an earlier edition that is hidden is no earlier edition: nobody could check it', async () => {
  const past = await anEdition(db, { opensOn: day('2021-11-05'), shown: false })
  const now = await anEdition(db, { fairCode: past.code.split('-')[0] as string })
  await aPavilion(db, past.id, 'TLS', { today: day('2021-03-01'), on: day('2021-04-01') })
  await aPavilion(db, now.id, 'TLS')
  const at = `/api/v1/editions/${now.code}`
  expect((await ask(`${at}/pavilions`)).items).toMatchObject([{ first_time: true, first_time_on_site: true }])
  expect((await ask(`${at}/figures/national-exhibition-debuts`)).value).toBe(1)
  expect((await ask(`${at}/figures/national-exhibition-first-on-site`)).value).toBe(1)
  expect((await ask(`${at}/pavilions/tls`)).earlier).toEqual([])
})

test('a pavilion that has not confirmed, and a page that is not shown, are nobody’s to read', async () => {
  const { anInvitation } = await import('#expo/exhibition/pavilions/makers.ts')
  await anInvitation(db, town.edition.id, 'PER')
  const at = `/api/v1/editions/${town.edition.code}/pavilions`
  const never = await guest.get(`${at}/fra`)
  expect((await guest.get(`${at}/per`)).text).toBe(never.text)
  expect((await ask(at)).items.map((one: { code: string }) => one.code)).not.toContain('PER')
  expect(await ask(`${at}/tls`)).toMatchObject({ profiles: [], pictures: [], taking_part: { code: 'TLS' } })
})

test('a token that nobody gave is refused, not passed over', async () => {
  const answer = await guest.get('/api/v1/editions', { authorization: 'Bearer rialto_123' })
  expect(expectProblem(answer, 401).code).toBe('web.no-such-token')
  expect(answer.headers.get('www-authenticate')).toBe('Bearer')
})

test('an answer changes its tag with what it says, and does not know who is signed in', async () => {
  const at = `/api/v1/editions/${town.edition.code}/pavilions`
  const before = await guest.get(at)
  expect((await administrator.get(at)).headers.get('etag')).toBe(before.headers.get('etag'))
  await aPavilion(db, town.edition.id, 'CHL')
  const after = await guest.get(at, { 'if-none-match': before.headers.get('etag') ?? '' })
  expect(after.status).toBe(200)
  expect(after.headers.get('cache-control')).toBe('public, no-cache')
})

test('no line asks the database more often where there is more to tell', async () => {
  const counted = async (at: string) => {
    const counts: Record<string, number> = {}
    for (const [path, line] of each) {
      const before = town.questions()
      await guest.get(addressOf(line).replace(town.edition.code, at))
      counts[path] = town.questions() - before
    }
    return counts
  }
  const one = await anEdition(db)
  await aPavilion(db, one.id, 'TLS')
  const three = await anEdition(db)
  for (const code of ['TLS', 'LAO', 'PER']) await aPavilion(db, three.id, code)
  const few = await counted(one.code)
  // An answer that still stands would be given again without asking for anything but whether it stands.
  hour += 60_000
  expect(await counted(three.code)).toEqual(few)
  expect(Math.min(...Object.values(few))).toBeGreaterThan(0)
  // Each figure is a question of its own.
  expect(Math.max(...Object.values(few))).toBeLessThanOrEqual(figures.length + 4)
})

test('who asks too often is told for how long to wait, and may ask again then', async () => {
  house.clock = () => new Date(hour)
  hour += 120_000
  const first = await guest.get('/api/v1/regions?limit=1')
  expect(first.headers.get('ratelimit-policy')).toBe(`"address";q=${ALLOWANCE.quota};w=${ALLOWANCE.seconds}`)
  expect(first.headers.get('ratelimit')).toBe(`"address";r=${ALLOWANCE.quota - 1};t=${ALLOWANCE.seconds}`)
  for (let asked = 1; asked < ALLOWANCE.quota; asked++) await guest.get('/api/v1/nothing')
  hour += 20_000
  const refused = await guest.get('/api/v1/regions?limit=1')
  expect(expectProblem(refused, 429).code).toBe('web.too-often')
  expect(refused.headers.get('retry-after')).toBe('40')
  expect(refused.headers.get('access-control-allow-origin')).toBe('*')
  hour += 40_000
  expect((await guest.get('/api/v1/regions?limit=1')).status).toBe(200)
})
