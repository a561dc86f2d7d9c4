import { type Generated, sql } from 'kysely'
import { type Actor, signature, system } from '#kernel/actor.ts'
import type { Db, Tx } from './database.ts'

declare module './database.ts' {
  interface Tables {
    'platform.journal': {
      id: Generated<number>
      what: string
      about: string
      byWhom: string
      why: string | null
      details: unknown
      at: Generated<Date>
    }
  }
}

/** Every kind of fact the house can record. Empty here: each room declares its own in `words.ts`. */
export interface Facts {}

export interface Fact<What extends keyof Facts = keyof Facts> {
  what: What
  about: string
  details: Facts[What]
}

export interface Entry {
  what: string
  about: string
  byWhom: string
  why: string | null
  details: Record<string, unknown>
  at: Date
}

/**
 * Writes a fact beside the change it describes. Takes a Tx, so it cannot be written apart from it, and queues the reactions to it
 * in the same transaction.
 */
export const record = <What extends keyof Facts>(
  tx: Tx,
  fact: Fact<What> & { by: Actor; why?: string | undefined },
): Promise<void> => recordAll(tx, [fact])

/** So many rows go into one statement: PostgreSQL takes 65,535 parameters. */
const AT_ONCE = 5_000

/** The same for a deed on many things at once, in the order given. */
export async function recordAll<What extends keyof Facts>(
  tx: Tx,
  facts: readonly (Fact<What> & { by: Actor; why?: string | undefined })[],
): Promise<void> {
  for (let from = 0; from < facts.length; from += AT_ONCE) {
    const some = facts.slice(from, from + AT_ONCE)
    await tx
      .insertInto('platform.journal')
      .values(
        some.map((fact) => ({
          what: fact.what,
          about: fact.about,
          byWhom: signature(fact.by),
          why: fact.why || null,
          details: JSON.stringify(fact.details),
        })),
      )
      .execute()
    const payloads = some
      .filter((fact) => awaited.has(fact.what))
      .map(({ what, about, details }) => ({ what, about, details }))
    if (payloads.length > 0)
      await sql`select graphile_worker.add_job('react', payload) from json_array_elements(${JSON.stringify(payloads)}::json) as p (payload)`.execute(
        tx,
      )
  }
}

/** The journal of one thing, newest first. */
export async function listEntries(db: Db, about: string, limit = 50): Promise<Entry[]> {
  const rows = await db
    .selectFrom('platform.journal')
    .select(['what', 'about', 'byWhom', 'why', 'details', 'at'])
    .where('about', '=', about)
    .orderBy('id', 'desc')
    .limit(limit)
    .execute()
  return rows as Entry[]
}

/** What loads the world into an installation by itself: as long as the journal knows nobody else, nobody has done anything. */
export const REFERENCE = 'reference'

/** Whether anything but what Rialto itself loads has ever happened here. */
export async function isUntouched(db: Db): Promise<boolean> {
  const others = db
    .selectFrom('platform.journal')
    .select('id')
    .where('byWhom', '<>', signature(system(REFERENCE)))
  return (await others.limit(1).executeTakeFirst()) === undefined
}

/** What a reaction knows beside the fact: the hour, and the address that people reach the house by. */
export interface Surroundings {
  now: Date
  publicUrl: string
}

export interface Reaction {
  what: keyof Facts
  follow: ((db: Db, fact: Fact, around: Surroundings) => Promise<unknown>)[]
}

const awaited = new Set<string>()

/**
 * What follows a fact. Run by the worker, at least once each, so a reaction must be safe to repeat. Typed by the fact's name: a
 * reaction to a fact that nobody records does not compile.
 */
export function when<What extends keyof Facts>(
  what: What,
  ...follow: ((db: Db, fact: Fact<What>, around: Surroundings) => Promise<unknown>)[]
): Reaction {
  awaited.add(what)
  return { what, follow: follow as Reaction['follow'] }
}
