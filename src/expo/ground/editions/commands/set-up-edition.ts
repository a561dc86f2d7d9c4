import type { Actor } from '#kernel/actor.ts'
import type { Day } from '#kernel/day.ts'
import type { Wording } from '#kernel/language.ts'
import { Refusal } from '#kernel/refusal.ts'
import { brokenPromise, type Db, newId, type Tx, transact } from '#platform/database.ts'
import { record } from '#platform/journal.ts'
import { isTimeZone } from '../rules.ts'

export interface NewEdition {
  fairCode: string
  /** Names the fair when it does not exist yet. */
  fairName: Wording
  code: string
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
  shown?: boolean
  constructed?: boolean
  source?: string | null
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
  if (order.closesOn < order.opensOn) throw new Refusal('invalid', 'editions.closes-before-it-opens', {}, 'closesOn')
  if (!isTimeZone(order.timeZone)) throw new Refusal('invalid', 'editions.no-such-time-zone', {}, 'timeZone')
  if (!order.code.startsWith(`${order.fairCode}-`))
    throw new Refusal('invalid', 'editions.code-without-fair', { fair: order.fairCode }, 'code')

  const fairId = await fairOf(tx, order)
  const id = newId()
  try {
    await tx
      .insertInto('editions.editions')
      .values({
        id,
        fairId,
        code: order.code,
        number: order.number,
        name: order.name,
        opensOn: order.opensOn,
        closesOn: order.closesOn,
        timeZone: order.timeZone,
        city: order.city,
        venue: order.venue,
        venueAddress: order.venueAddress ?? {},
        indoorAreaM2: order.indoorAreaM2?.toString() ?? null,
        outdoorAreaM2: order.outdoorAreaM2?.toString() ?? null,
        currency: order.currency,
        ldcReferenceDay: order.ldcReferenceDay ?? order.opensOn,
        shown: order.shown ?? false,
        constructed: order.constructed ?? false,
        source: order.source ?? null,
        rehearsalFrom: null,
        rehearsalSetAt: null,
      })
      .execute()
  } catch (error) {
    const promise = brokenPromise(error)
    if (promise === 'one_edition_per_code')
      throw new Refusal('conflict', 'editions.code-taken', { code: order.code }, 'code')
    if (promise === 'one_edition_per_number')
      throw new Refusal('conflict', 'editions.number-taken', { number: order.number }, 'number')
    throw error
  }
  const details = { code: order.code, ...(order.clonedFrom && { clonedFrom: order.clonedFrom }) }
  await record(tx, { what: 'edition.set-up', about: id, by: order.by, details })
  return { id }
}

async function fairOf(tx: Tx, order: NewEdition & { by: Actor }): Promise<string> {
  const id = newId()
  const made = await tx
    .insertInto('editions.fairs')
    .values({ id, code: order.fairCode, name: order.fairName })
    .onConflict((conflict) => conflict.constraint('one_fair_per_code').doNothing())
    .returning('id')
    .executeTakeFirst()
  if (made) {
    await record(tx, { what: 'fair.founded', about: id, by: order.by, details: { code: order.fairCode } })
    return id
  }
  const fair = await tx
    .selectFrom('editions.fairs')
    .select('id')
    .where('code', '=', order.fairCode)
    .executeTakeFirstOrThrow()
  return fair.id
}
