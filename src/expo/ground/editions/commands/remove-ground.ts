import type { Actor } from '#kernel/actor.ts'
import { Refusal } from '#kernel/refusal.ts'
import { brokenPromise, type Db, holderIn, transact } from '#platform/database.ts'
import { record } from '#platform/journal.ts'
import { listAreas, listHalls, lockEdition } from '../queries.ts'
import type { WindowKind } from '../words.ts'

/**
 * Take a hall out of an edition.
 * Who: managers of the edition. Holds: nothing of another room stands in it; a stale page removes nothing. Follows: `edition.hall-removed`.
 */
export async function removeHall(
  db: Db,
  order: { editionId: string; code: string; version: number; by: Actor },
): Promise<void> {
  const { editionId, code, version, by } = order
  await transact(db, async (tx) => {
    await lockEdition(tx, editionId)
    const removed = await tx
      .deleteFrom('editions.halls')
      .where('editionId', '=', editionId)
      .where('code', '=', code)
      .where('version', '=', version)
      .returning('code')
      .executeTakeFirst()
      .catch((error) => refuseUsed(error, 'editions.hall-used', code))
    if (!removed) throw new Refusal('conflict', 'web.stale')
    await record(tx, { what: 'edition.hall-removed', about: editionId, by, details: { code } })
  })
}

/**
 * Take an area or a zone out of an edition.
 * Who: managers of the edition. Holds: no zone lies in it, no hall holds it, no other room refers to it; a stale page removes nothing.
 * Follows: `edition.area-removed`.
 */
export async function removeArea(
  db: Db,
  order: { editionId: string; code: string; version: number; by: Actor },
): Promise<void> {
  const { editionId, code, version, by } = order
  await transact(db, async (tx) => {
    await lockEdition(tx, editionId)
    const zones = (await listAreas(tx, editionId)).filter((area) => area.parentCode === code).map((area) => area.code)
    if (zones.length > 0) throw new Refusal('conflict', 'editions.area-with-zones', { code, zones: zones.join(', ') })
    const halls = (await listHalls(tx, editionId))
      .filter((hall) => hall.areaCodes.includes(code))
      .map((hall) => hall.code)
    if (halls.length > 0) throw new Refusal('conflict', 'editions.area-in-halls', { code, halls: halls.join(', ') })
    const removed = await tx
      .deleteFrom('editions.areas')
      .where('editionId', '=', editionId)
      .where('code', '=', code)
      .where('version', '=', version)
      .returning('code')
      .executeTakeFirst()
      .catch((error) => refuseUsed(error, 'editions.area-used', code))
    if (!removed) throw new Refusal('conflict', 'web.stale')
    await record(tx, { what: 'edition.area-removed', about: editionId, by, details: { code } })
  })
}

/** A room above holds on by its foreign key; the refusal says which. */
function refuseUsed(error: unknown, refusal: string, code: string): never {
  if (!brokenPromise(error)) throw error
  throw new Refusal('conflict', refusal, { code, by: holderIn(error) })
}

/**
 * Take a window away: nobody of that kind can register any more.
 * Who: managers of the edition. Holds: a stale page removes nothing. Follows: `edition.window-removed`.
 */
export async function removeWindow(
  db: Db,
  order: { editionId: string; kind: WindowKind; version: number; by: Actor },
): Promise<void> {
  const { editionId, kind, version, by } = order
  await transact(db, async (tx) => {
    await lockEdition(tx, editionId)
    const removed = await tx
      .deleteFrom('editions.windows')
      .where('editionId', '=', editionId)
      .where('kind', '=', kind)
      .where('version', '=', version)
      .returning('kind')
      .executeTakeFirst()
    if (!removed) throw new Refusal('conflict', 'web.stale')
    await record(tx, { what: 'edition.window-removed', about: editionId, by, details: { kind } })
  })
}
