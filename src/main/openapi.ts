import { z } from 'zod'
import type { ApiDoor, Operation } from '#web/door.ts'
import { readerOf } from '#web/reader.ts'
import manifest from '../../package.json' with { type: 'json' }

/** Where the document stands; every answer of the API links to it. */
export const DOCUMENT = '/api/v1/openapi.json'

type Schema = Record<string, unknown>
const en = readerOf('en')

/** An error of the API as RFC 9457 says it. */
const Problem = z
  .object({
    type: z.string().meta({ description: 'A stable name for programs.', examples: ['urn:rialto:web.nothing-here'] }),
    title: z.string().meta({ description: 'A sentence for people, in the language asked for.' }),
    status: z.int(),
    code: z.string(),
    instance: z.string().optional().meta({ description: 'The number under which a mistake of ours is noted.' }),
    errors: z
      .array(z.object({ parameter: z.string(), code: z.string(), detail: z.string() }))
      .optional()
      .meta({ description: 'Which parameters are to blame, and why.' }),
  })
  .meta({ id: 'Problem' })

const REFUSALS = {
  NothingHere: 'There is nothing at this address, or nothing that you may see.',
  NotUnderstood: 'A parameter is unknown, stands there twice, or cannot mean anything.',
  TooOften: 'Your address has asked too often; `Retry-After` says for how many seconds to wait.',
  Broken: 'A mistake of ours. It has been noted under `instance`.',
  Unready: 'The database does not answer just now.',
}
const refusal = (name: keyof typeof REFUSALS) => ({ $ref: `#/components/responses/${name}` })

/** The OpenAPI 3.1 document of the lines of the API, made from the schemas that they check by. */
export function documentOf(doors: readonly ApiDoor[], { publicUrl }: { publicUrl: string }): Schema {
  return {
    openapi: '3.1.1',
    info: {
      title: 'Rialto',
      version: manifest.version,
      summary: en.t('api.lede'),
      description: [en.t('api.paging'), en.t('api.refusals-text'), en.t('api.kept-text')].join('\n\n'),
      license: { name: manifest.license, identifier: manifest.license },
    },
    servers: [{ url: publicUrl }],
    tags: [...new Set(doors.map((door) => door.operation.tag))].map((tag) => ({ name: en.t(tag) })),
    paths: Object.fromEntries(doors.map((door) => [pathOf(door), { get: operationOf(door) }])),
    components: {
      schemas: schemas(),
      responses: Object.fromEntries(Object.entries(REFUSALS).map(([name, text]) => [name, refused(name, text)])),
      headers: HEADERS,
    },
  }
}

/** `/api/v1/editions/:edition` is `/api/v1/editions/{edition}` there. */
const pathOf = (door: ApiDoor) => door.path.replace(/:(\w+)/g, '{$1}')

function operationOf({ path, operation }: ApiDoor): Schema {
  const named = [...path.matchAll(/:(\w+)/g)].map(([, name = '']) => name)
  return {
    operationId: operation.id,
    summary: en.t(operation.summary),
    tags: [en.t(operation.tag)],
    parameters: [...named.map(inPath), ...inQuery(operation)],
    responses: {
      200: {
        description: en.t(operation.summary),
        headers: kept(['ETag', 'Cache-Control', 'Link', 'RateLimit', 'RateLimit-Policy']),
        content: { 'application/json': { schema: referenceTo(operation.answer) } },
      },
      304: {
        description: 'What you have (`If-None-Match`) still stands.',
        headers: kept(['ETag', 'RateLimit', 'RateLimit-Policy']),
      },
      ...(named.length > 0 && { 404: refusal('NothingHere') }),
      422: refusal('NotUnderstood'),
      429: refusal('TooOften'),
      500: refusal('Broken'),
      503: refusal('Unready'),
    },
  }
}

/** What the parts of an address name, with an example each. */
const NAMED: Record<string, { description: string; example: string; format?: string }> = {
  edition: { description: 'Code of an edition.', example: 'harbour-2023' },
  economy: { description: 'Code of a country or organisation, in capitals or not.', example: 'TLS' },
  group: { description: 'Code of a group, in capitals or not.', example: 'LDC' },
  happening: {
    description: 'Id of something in the programme.',
    example: '018f2f00-0000-7000-8000-000000000000',
    format: 'uuid',
  },
  figure: { description: 'Code of a figure.', example: 'national-exhibition-countries' },
  dimension: { description: 'By what the figure is told: area, zone, economy, region, group.', example: 'region' },
  id: { description: 'Id of a publication.', example: '018f2f00-0000-7000-8000-000000000000', format: 'uuid' },
}
function inPath(name: string): Schema {
  const said = NAMED[name]
  if (!said) throw new Error(`openapi.ts does not say what :${name} names`)
  const { description, example, format } = said
  return {
    name,
    in: 'path',
    required: true,
    description,
    example,
    schema: { type: 'string', ...(format && { format }) },
  }
}

function inQuery({ query }: Operation): Schema[] {
  const { properties = {} } = z.toJSONSchema(query, { io: 'input', unrepresentable: 'any' }) as {
    properties?: Record<string, Schema>
  }
  return Object.entries(properties).map(([name, { description, example, ...schema }]) => ({
    name,
    in: 'query',
    description,
    ...(example !== undefined && { example }),
    schema,
  }))
}

/** Schemas that have an id are components; nobody may be told less than the field says, so later fields are left room for. */
function schemas(): Record<string, Schema> {
  const made = z.toJSONSchema(z.globalRegistry, {
    uri: (id) => `#/components/schemas/${id}`,
    override: ({ jsonSchema }) => {
      if (jsonSchema.additionalProperties === false) delete jsonSchema.additionalProperties
    },
  }) as { schemas: Record<string, Schema> }
  return Object.fromEntries(
    Object.entries(made.schemas)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([id, { $schema: _, $id: __, ...schema }]) => [id, schema]),
  )
}

function referenceTo(schema: z.ZodType): Schema {
  const id = z.globalRegistry.get(schema)?.id
  if (!id) throw new Error('an answer of the API needs an id: .meta({ id })')
  return { $ref: `#/components/schemas/${id}` }
}

const HEADERS: Record<string, Schema> = {
  ETag: { description: 'A tag of the answer; send it in `If-None-Match` to be answered 304 while it stands.' },
  'Cache-Control': { description: '`public, no-cache`: may be kept, and is asked after before it is used.' },
  Link: { description: 'RFC 8288: `next`, the next page, where there is one; `service-desc`, this document.' },
  RateLimit: { description: '`r`: how often your address may still ask; `t`: seconds until it may ask anew.' },
  'RateLimit-Policy': { description: '`q`: how often an address may ask; `w`: in how many seconds.' },
  'Retry-After': { description: 'Seconds to wait.' },
}
for (const header of Object.values(HEADERS)) header.schema = { type: 'string' }
const kept = (names: string[]) =>
  Object.fromEntries(names.map((name) => [name, { $ref: `#/components/headers/${name}` }]))

const refused = (name: string, description: string): Schema => ({
  description,
  ...(name === 'TooOften' && { headers: kept(['Retry-After']) }),
  content: { 'application/problem+json': { schema: referenceTo(Problem), example: EXAMPLES[name] } },
})

const problemAs = (status: number, code: string, title: string, rest: Schema = {}) => ({
  type: `urn:rialto:${code}`,
  title,
  status,
  ...rest,
  code,
})
const EXAMPLES: Record<string, Schema> = {
  NothingHere: problemAs(404, 'web.nothing-here', en.sentence('web.nothing-here')),
  NotUnderstood: problemAs(422, 'web.query-not-understood', en.sentence('web.query-not-understood'), {
    errors: [{ parameter: 'as-of', code: 'web.no-such-day', detail: en.sentence('web.no-such-day') }],
  }),
  TooOften: problemAs(429, 'web.too-often', en.sentence('web.too-often', { seconds: 31 })),
  Broken: problemAs(500, 'web.bug', en.t('web.bug-title'), {
    instance: 'urn:uuid:018f2f00-0000-4000-8000-000000000000',
  }),
  Unready: problemAs(503, 'web.unready', en.sentence('web.unready')),
}
