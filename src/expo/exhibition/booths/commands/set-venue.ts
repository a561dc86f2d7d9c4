import type { Actor } from '#kernel/actor.ts'
import type { Wording } from '#kernel/language.ts'
import { Refusal } from '#kernel/refusal.ts'
import { brokenPromise, type Db, newId, type Tx, transact } from '#platform/database.ts'
import { record } from '#platform/journal.ts'
import { findRules } from '../queries.ts'
import type { VenueRules } from '../rules/plan.ts'
import type { Ground, Passage } from '../rules/venue.ts'

export interface VenueOrder {
  editionId: string
  rules: VenueRules
  grounds: readonly (Ground & { name: Wording; constructed?: boolean })[]
  passages: readonly (Passage & { constructed?: boolean })[]
  /** The version of the venue that this was set out from; 0 for the first. */
  version: number
  constructed?: boolean
  by: Actor
}

/**
 * Set how a venue lies and what its plans are checked for: its rules, its grounds, and the ways between them.
 * Who: managers of the edition. Holds: a ground per code, a hall at one place, passages between grounds that are there; released plans
 * stand, drafts are checked by the new rules. Follows: `venue.set`.
 */
export async function setVenue(db: Db, order: VenueOrder): Promise<void> {
  await transact(db, (tx) => setVenueIn(tx, order))
}

export async function setVenueIn(tx: Tx, order: VenueOrder): Promise<void> {
  const { editionId, grounds, passages, by } = order
  const { version } = await findRules(tx, editionId)
  if (version !== order.version) throw new Refusal('conflict', 'web.stale')
  await writeRules(tx, order)
  await tx.deleteFrom('booths.passages').where('editionId', '=', editionId).execute()
  await tx.deleteFrom('booths.grounds').where('editionId', '=', editionId).execute()
  await writeGrounds(tx, order)
  await writePassages(tx, order)
  const details = { editionId, version: version + 1, grounds: grounds.length, passages: passages.length }
  await record(tx, { what: 'venue.set', about: editionId, by, details })
}

async function writeRules(tx: Tx, { editionId, rules, version }: VenueOrder): Promise<void> {
  const { warns, mainAislesFull, mainAislesHalf, ...measures } = rules
  const texts = Object.fromEntries(Object.entries(measures).map(([name, value]) => [name, String(value)])) as Record<
    keyof typeof measures,
    string
  >
  const row = { ...texts, mainAislesFull, mainAislesHalf, warns: [...warns], version: version + 1 }
  const written = await tx
    .insertInto('booths.venueRules')
    .values({ editionId, ...row })
    .onConflict((conflict) =>
      conflict.column('editionId').doUpdateSet(row).where('booths.venueRules.version', '=', version),
    )
    .returning('editionId')
    .executeTakeFirst()
  if (!written) throw new Refusal('conflict', 'web.stale')
}

async function writeGrounds(tx: Tx, { editionId, grounds, constructed = false }: VenueOrder): Promise<void> {
  if (grounds.length === 0) return
  const rows = grounds.map(({ xM, yM, lengthM, widthM, ...ground }) => ({
    constructed,
    editionId,
    ...ground,
    xM: String(xM),
    yM: String(yM),
    lengthM: String(lengthM),
    widthM: String(widthM),
  }))
  try {
    await tx.insertInto('booths.grounds').values(rows).execute()
  } catch (error) {
    const promise = brokenPromise(error)
    if (promise === 'grounds_pkey' || promise === 'a_hall_lies_once')
      throw new Refusal('invalid', 'booths.ground-twice')
    if (promise?.endsWith('fkey')) throw new Refusal('invalid', 'booths.no-such-hall')
    throw error
  }
}

async function writePassages(tx: Tx, { editionId, passages, constructed = false }: VenueOrder): Promise<void> {
  if (passages.length === 0) return
  const rows = passages.map((one) => ({ constructed, editionId, id: newId(), ...one, metres: String(one.metres) }))
  try {
    await tx.insertInto('booths.passages').values(rows).execute()
  } catch (error) {
    const promise = brokenPromise(error)
    if (promise === 'passage_leads_elsewhere') throw new Refusal('invalid', 'booths.passage-leads-nowhere')
    if (promise?.endsWith('fkey')) throw new Refusal('invalid', 'booths.no-such-ground')
    throw error
  }
}
