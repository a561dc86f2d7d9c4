import type { Actor } from '#kernel/actor.ts'
import type { Day } from '#kernel/day.ts'
import type { Wording } from '#kernel/language.ts'
import { Refusal } from '#kernel/refusal.ts'
import { brokenPromise, type Db, newId, type Tx, transact } from '#platform/database.ts'
import { record } from '#platform/journal.ts'
import { isTimeZone } from '../rules.ts'

/** What is said of an edition, and may be said otherwise later. */
export interface EditionFacts {
  number: number
  name: Wording
  opensOn: Day
  closesOn: Day
  timeZone: string
  city: Wording
  venue: Wording
  venueAddress?: Wording
  indoorAreaM2?: number | null
  outdoorAreaM2?: number | null
  currency: string
  /** Without one: the opening day. */
  ldcReferenceDay?: Day | null
  source?: string | null
}

export interface NewEdition extends EditionFacts {
  fairCode: string
  /** Names the fair when it does not exist yet. */
  fairName: Wording
  code: string
  shown?: boolean
  constructed?: boolean
}

/**
 * Set up an edition, and its fair with the first one.
 * Who: administrators of the house. Holds: one edition per code and number; days and zone that exist. Follows: `edition.set-up`.
 */
export async function setUpEdition(db: Db, order: NewEdition & { by: Actor }): Promise<{ id: string }> {
  return transact(db, (tx) => setUpEditionIn(tx, order))
}

export async function setUpEditionIn(
  tx: Tx,
  order: NewEdition & { by: Actor; clonedFrom?: string },
): Promise<{ id: string }> {
  insistOnFacts(order)
  if (!order.code.startsWith(`${order.fairCode}-`))
    throw new Refusal('invalid', 'editions.code-without-fair', { fair: order.fairCode }, 'code')

  const fairId = await fairOf(tx, order)
  const id = newId()
  await tx
    .insertInto('editions.editions')
    .values({
      id,
      fairId,
      code: order.code,
      ...rowOf(order),
      shown: order.shown ?? false,
      constructed: order.constructed ?? false,
      rehearsalFrom: null,
      rehearsalSetAt: null,
    })
    .execute()
    .catch((error) => refuseTaken(error, order))
  const details = { code: order.code, ...(order.clonedFrom && { clonedFrom: order.clonedFrom }) }
  await record(tx, { what: 'edition.set-up', about: id, by: order.by, details })
  return { id }
}

/** Facts that cannot be true of any edition. */
export function insistOnFacts(facts: EditionFacts): void {
  if (facts.closesOn < facts.opensOn) throw new Refusal('invalid', 'editions.closes-before-it-opens', {}, 'closesOn')
  if (!isTimeZone(facts.timeZone)) throw new Refusal('invalid', 'editions.no-such-time-zone', {}, 'timeZone')
}

/** Facts as the columns that hold them. */
export const rowOf = (facts: EditionFacts) => ({
  number: facts.number,
  name: facts.name,
  opensOn: facts.opensOn,
  closesOn: facts.closesOn,
  timeZone: facts.timeZone,
  city: facts.city,
  venue: facts.venue,
  venueAddress: facts.venueAddress ?? {},
  indoorAreaM2: facts.indoorAreaM2?.toString() ?? null,
  outdoorAreaM2: facts.outdoorAreaM2?.toString() ?? null,
  currency: facts.currency,
  ldcReferenceDay: facts.ldcReferenceDay ?? facts.opensOn,
  source: facts.source ?? null,
})

export function refuseTaken(error: unknown, order: { code: string; number: number }): never {
  const promise = brokenPromise(error)
  if (promise === 'one_edition_per_code')
    throw new Refusal('conflict', 'editions.code-taken', { code: order.code }, 'code')
  if (promise === 'one_edition_per_number')
    throw new Refusal('conflict', 'editions.number-taken', { number: order.number }, 'number')
  throw error
}

async function fairOf(tx: Tx, order: NewEdition & { by: Actor }): Promise<string> {
  const founded = await foundFairIn(tx, { code: order.fairCode, name: order.fairName, by: order.by })
  if (founded) return founded.id
  const fair = await tx
    .selectFrom('editions.fairs')
    .select('id')
    .where('code', '=', order.fairCode)
    .executeTakeFirstOrThrow()
  return fair.id
}

/**
 * Found a fair, which its editions belong to.
 * Who: administrators of the house. Holds: one fair per code. Follows: `fair.founded`.
 */
export async function foundFair(db: Db, order: { code: string; name: Wording; by: Actor }): Promise<{ id: string }> {
  const founded = await transact(db, (tx) => foundFairIn(tx, order))
  if (!founded) throw new Refusal('conflict', 'editions.fair-code-taken', { code: order.code }, 'code')
  return founded
}

async function foundFairIn(tx: Tx, order: { code: string; name: Wording; by: Actor }): Promise<{ id: string } | null> {
  const { code, name, by } = order
  const founded = await tx
    .insertInto('editions.fairs')
    .values({ id: newId(), code, name })
    .onConflict((conflict) => conflict.constraint('one_fair_per_code').doNothing())
    .returning('id')
    .executeTakeFirst()
  if (!founded) return null
  await record(tx, { what: 'fair.founded', about: founded.id, by, details: { code } })
  return founded
}

/**
 * Name a fair otherwise. Its code stays: addresses begin with it.
 * Who: administrators of the house. Holds: a stale page changes nothing. Follows: `fair.renamed`.
 */
export async function renameFair(
  db: Db,
  order: { id: string; name: Wording; version: number; by: Actor },
): Promise<void> {
  const { id, name, version, by } = order
  await transact(db, async (tx) => {
    const renamed = await tx
      .updateTable('editions.fairs')
      .set({ name, version: version + 1 })
      .where('id', '=', id)
      .where('version', '=', version)
      .returning('id')
      .executeTakeFirst()
    if (!renamed) throw new Refusal('conflict', 'web.stale')
    await record(tx, { what: 'fair.renamed', about: id, by, details: { languages: Object.keys(name) } })
  })
}
