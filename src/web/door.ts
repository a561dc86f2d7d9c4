import type { Child } from 'hono/jsx'
import type { z } from 'zod'
import type { Actor } from '#kernel/actor.ts'
import type { Clock } from '#kernel/clock.ts'
import type { Permission } from '#kernel/permission.ts'
import { type Details, Refusal } from '#kernel/refusal.ts'
import type { Db } from '#platform/database.ts'
import type { Files } from '#platform/files.ts'
import type { Log } from '#platform/log.ts'
import type { PhraseKey } from './phrases.ts'
import type { Reader } from './reader.ts'

/**
 * The doors of the house. A room states its addresses as doors; `main/map.ts` lists all of them; `main/app.ts` opens them. There are
 * four kinds: a page that people read, a deed that a form does, a stream of other data, and a line of the JSON API. Each says what
 * its address names (`thing`), who may come in (`may`), and what happens then. Nothing happens before both are settled.
 */

/** What every door may use: the parts of the running house. */
export interface House {
  db: Db
  clock: Clock
  files: Files
  log: Log
  /** True when letters leave by SMTP; else they wait in the outbox. */
  smtp: boolean
  /** Where people reach this installation, without a slash at the end. */
  publicUrl: string
  /** Secrets of this installation by purpose, 32 bytes each. */
  keys: Record<'session' | 'identity', Buffer>
}

/** One knock: who asks, in what language, for what. */
export interface Call<Thing = unknown> {
  house: House
  actor: Actor
  reader: Reader
  request: Request
  params: Record<string, string>
  query: URLSearchParams
  /** The visitor's address, as far as the trusted proxies can be believed. */
  address: string
  now: Date
  thing: Thing
}

/** A sentence yet to be said in the reader's language. */
export interface Sentence {
  code: string
  details: Details
}

/** What somebody typed into a form that was refused, and why: shown again beside it. */
export interface Draft {
  values: Record<string, string | string[]>
  errors: Record<string, Sentence>
  refusal: Sentence | null
  /** Sets the fields of this form apart from fields of the same name on the same page. */
  scope?: string
}

export const emptyDraft: Draft = { values: {}, errors: {}, refusal: null }
export const draftIn = (scope: string, draft: Draft = emptyDraft): Draft => ({ ...draft, scope })

/** Where a finished deed leads, and the sentence it leaves there: a phrase key and its values. */
export interface Onward {
  to: string
  notice?: { key: string; values?: Details }
  /** Headers the way there needs: a cookie. */
  headers?: Headers
}

/** Something that may be seen once, right after the deed, and has no address: backup codes. */
export interface Shown {
  shown: Child
  headers?: Headers
}

type Show<Thing> = (call: Call<Thing>, draft: Draft) => Child | Promise<Child>

interface Entrance<Thing> {
  /** Finds what the address names; refuses `missing` where there is none. */
  thing?: (call: Call) => Promise<Thing> | Thing
  may: Permission<NoInfer<Thing>>
}

export type Door = PageDoor | DeedDoor | DataDoor | ApiDoor
interface Opened {
  path: string
  permission: string
}
export interface PageDoor extends Opened {
  kind: 'page'
  method: 'get'
  show(call: Call): Promise<Child>
}
export interface DeedDoor extends Opened {
  kind: 'deed'
  method: 'post'
  /** Most bytes that the form may weigh. */
  limit: number
  enter(call: Call): Promise<void>
  form: z.ZodType
  show(call: Call, draft: Draft): Promise<Child>
  do(call: Call, form: unknown): Promise<Onward | Shown>
}
export interface DataDoor extends Opened {
  kind: 'data'
  method: 'get' | 'post'
  answer(call: Call): Promise<Response>
}
export interface ApiDoor extends Opened {
  kind: 'api'
  method: 'get'
  operation: Operation
  answer(call: Call): Promise<object>
}

/** What the OpenAPI document says of a line of the API; the answer is checked against `answer` in the tests. */
export interface Operation {
  id: string
  /** What it is for, and the heading it stands under, as the page for programmers says them in each language. */
  summary: PhraseKey
  tag: PhraseKey
  query: z.ZodObject
  answer: z.ZodType
}

/** Finds the thing and holds the door or opens it. A stranger is asked to sign in, unless the thing is secret; to others what is forbidden is missing. */
async function enter<Thing>(entrance: Entrance<Thing>, call: Call): Promise<Call<Thing>> {
  const thing = (entrance.thing ? await entrance.thing(call) : undefined) as Thing
  if (entrance.may.may(call.actor, thing)) return { ...call, thing }
  if (call.actor.kind === 'guest' && !entrance.may.secret) throw new Refusal('unknown', 'web.sign-in-first')
  throw new Refusal('missing', 'web.no-such-page')
}

export function page<Thing = undefined>(path: string, door: Entrance<Thing> & { show: Show<Thing> }): PageDoor {
  return {
    kind: 'page',
    method: 'get',
    path,
    permission: door.may.name,
    show: async (call) => door.show(await enter(door, call), emptyDraft),
  }
}

const FORM_LIMIT = 256 * 1024

/** A form's deed. `show` is the page the form stands on: it comes back with what was typed when the deed is refused. */
export function deed<Thing = undefined, Form extends z.ZodType = z.ZodType>(
  path: string,
  door: Entrance<Thing> & {
    form: Form
    limit?: number
    show: Show<Thing>
    do: (call: Call<Thing>, form: z.output<Form>) => Promise<Onward | Shown>
  },
): DeedDoor {
  return {
    kind: 'deed',
    method: 'post',
    path,
    permission: door.may.name,
    limit: door.limit ?? FORM_LIMIT,
    form: door.form,
    enter: async (call) => void (await enter(door, call)),
    show: async (call, draft) => door.show(await enter(door, call), draft),
    do: async (call, form) => door.do(await enter(door, call), form as z.output<Form>),
  }
}

export function data<Thing = undefined>(
  method: 'get' | 'post',
  path: string,
  door: Entrance<Thing> & { answer: (call: Call<Thing>) => Promise<Response> | Response },
): DataDoor {
  return {
    kind: 'data',
    method,
    path,
    permission: door.may.name,
    answer: async (call) => door.answer(await enter(door, call)),
  }
}

/** A line of the JSON API. Who may not see a thing and who asks for one that is not there hear the same. */
export function api<Thing = undefined, Query extends z.ZodObject = z.ZodObject, Answer extends z.ZodType = z.ZodType>(
  path: string,
  door: Entrance<Thing> & {
    operation: Omit<Operation, 'query' | 'answer'> & { query: Query; answer: Answer }
    answer: (call: Call<Thing>, query: z.output<Query>) => Promise<z.input<Answer> & object>
  },
): ApiDoor {
  return {
    kind: 'api',
    method: 'get',
    path,
    permission: door.may.name,
    operation: door.operation,
    answer: async (call) => {
      const entered = await enter(door, call).catch(nothingHere)
      const query = door.operation.query.safeParse(valuesOf(call.query))
      if (!query.success) throw new WrongQuery(query.error)
      return door.answer(entered, query.data as z.output<Query>)
    },
  }
}

function nothingHere(error: unknown): never {
  if (error instanceof Refusal && (error.kind === 'missing' || error.kind === 'unknown'))
    throw new Refusal('missing', 'web.nothing-here')
  throw error
}

/** A parameter that stands there twice is a list, which no parameter of ours is: it is refused, not guessed at. */
const valuesOf = (query: URLSearchParams) =>
  Object.fromEntries(
    [...new Set(query.keys())].map((name) => {
      const values = query.getAll(name)
      return [name, values.length === 1 ? values[0] : values]
    }),
  )

/** A query that the API cannot read; answered as a problem with the fields to blame. */
export class WrongQuery extends Error {
  readonly error: z.ZodError
  constructor(error: z.ZodError) {
    super('wrong query')
    this.error = error
  }
}
