import { sql } from 'kysely'
import type { Actor } from '#kernel/actor.ts'
import { daysBetween } from '#kernel/day.ts'
import { type Db, type Tx, transact } from '#platform/database.ts'
import { type Edition, listWindows, lockEdition } from '../queries.ts'
import { daysLater } from '../rules.ts'
import { type EditionFacts, setUpEditionIn } from './set-up-edition.ts'

/**
 * Set up an edition on the ground of another of the same fair: its areas, zones and halls, and its windows as many days before the
 * opening as they were. Records stay where they are; rooms above add their own parts by reaction. The clone is hidden and keeps real time.
 * Who: administrators of the house. Holds: one edition per code and number; all of it or nothing. Follows: `edition.set-up`.
 */
export async function cloneEdition(
  db: Db,
  order: EditionFacts & { from: string; code: string; by: Actor },
): Promise<{ id: string }> {
  const { from, by, ...facts } = order
  return transact(db, async (tx) => {
    const source = await lockEdition(tx, from)
    const fair = { fairCode: source.fairCode, fairName: source.fairName }
    const { id } = await setUpEditionIn(tx, { ...facts, ...fair, clonedFrom: source.id, by })
    await copyGround(tx, source.id, id)
    await copyWindows(tx, source, { ...facts, id })
    return { id }
  })
}

/** Sizes that were constructed stay so: copying makes nothing true. */
async function copyGround(tx: Tx, from: string, to: string): Promise<void> {
  await sql`
    insert into editions.areas (edition_id, code, kind, parent_code, name, tint, position)
      select ${to}::uuid, code, kind, parent_code, name, tint, position from editions.areas where edition_id = ${from}`.execute(
    tx,
  )
  await sql`
    insert into editions.halls (edition_id, code, name, level, length_m, width_m, constructed)
      select ${to}::uuid, code, name, level, length_m, width_m, constructed from editions.halls where edition_id = ${from}`.execute(
    tx,
  )
  await sql`
    insert into editions.hall_areas (edition_id, hall_code, area_code)
      select ${to}::uuid, hall_code, area_code from editions.hall_areas where edition_id = ${from}`.execute(tx)
}

/** A source that told of the old window tells nothing of the new one, so it is left behind. */
async function copyWindows(tx: Tx, source: Edition, clone: EditionFacts & { id: string }): Promise<void> {
  const days = daysBetween(source.opensOn, clone.opensOn)
  const zones = { from: source.timeZone, to: clone.timeZone }
  const windows = (await listWindows(tx, source.id)).map(({ kind, opensAt, closesAt, note, constructed }) => ({
    editionId: clone.id,
    kind,
    opensAt: daysLater(opensAt, days, zones),
    closesAt: daysLater(closesAt, days, zones),
    note,
    source: null,
    constructed,
  }))
  if (windows.length > 0) await tx.insertInto('editions.windows').values(windows).execute()
}
