import type { Actor } from '#kernel/actor.ts'
import { Refusal } from '#kernel/refusal.ts'
import { brokenPromise, type Db, holderIn, type Tx, transact } from '#platform/database.ts'
import { record } from '#platform/journal.ts'
import { type Edition, lockEdition } from '../queries.ts'
import { type EditionFacts, insistOnFacts, refuseTaken, rowOf } from './set-up-edition.ts'

/**
 * Say otherwise when, where and what an edition is. Its code stays: addresses begin with it.
 * Who: managers of the edition. Holds: a stale page changes nothing; days and zone that exist. Follows: `edition.changed`.
 */
export async function changeEdition(
  db: Db,
  order: EditionFacts & { editionId: string; version: number; why?: string | undefined; by: Actor },
): Promise<void> {
  insistOnFacts(order)
  await transact(db, async (tx) => {
    const edition = await lockEdition(tx, order.editionId)
    if (edition.version !== order.version) throw new Refusal('conflict', 'web.stale')
    const row = rowOf(order)
    const fields = fieldsThatDiffer(rowOf(edition), row)
    if (fields.length === 0) return
    await tx
      .updateTable('editions.editions')
      .set({ ...row, version: edition.version + 1 })
      .where('id', '=', edition.id)
      .execute()
      .catch((error) => refuseTaken(error, { code: edition.code, number: order.number }))
    await record(tx, { what: 'edition.changed', about: edition.id, by: order.by, why: order.why, details: { fields } })
  })
}

type Row = ReturnType<typeof rowOf>
const fieldsThatDiffer = (before: Row, after: Row): string[] =>
  (Object.keys(after) as (keyof Row)[]).filter((field) => canonical(before[field]) !== canonical(after[field]))

/** The same text for the same wording, in whatever order its languages come. */
const canonical = (value: unknown): string =>
  JSON.stringify(value, (_, part) =>
    part && typeof part === 'object' ? Object.fromEntries(Object.entries(part).sort()) : part,
  )

/**
 * Show an edition to the public: its pages, figures and windows are there for anybody from now on.
 * Who: managers of the edition. Holds: shown once, however often it is pressed. Follows: `edition.shown`.
 */
export const showEdition = (db: Db, order: { editionId: string; by: Actor }): Promise<void> =>
  setShown(db, { ...order, shown: true })

/**
 * Hide an edition: it exists for its staff only, and to everybody else its addresses lead nowhere.
 * Who: managers of the edition. Holds: hidden once, however often it is pressed. Follows: `edition.hidden`.
 */
export const hideEdition = (db: Db, order: { editionId: string; by: Actor }): Promise<void> =>
  setShown(db, { ...order, shown: false })

async function setShown(db: Db, { editionId, shown, by }: { editionId: string; shown: boolean; by: Actor }) {
  await transact(db, async (tx) => {
    const edition = await lockEdition(tx, editionId)
    if (edition.shown === shown) return
    await tx.updateTable('editions.editions').set({ shown }).where('id', '=', editionId).execute()
    await record(tx, { what: shown ? 'edition.shown' : 'edition.hidden', about: editionId, by, details: {} })
  })
}

/**
 * Discard an edition that was set up by mistake, with its ground.
 * Who: administrators of the house. Holds: it is hidden, and no other room has a record of it. Follows: `edition.discarded`.
 */
export async function discardEdition(db: Db, order: { editionId: string; by: Actor }): Promise<void> {
  await transact(db, async (tx) => {
    const edition = await lockEdition(tx, order.editionId)
    if (edition.shown) throw new Refusal('conflict', 'editions.discard-shown')
    await removeRow(tx, edition)
    await record(tx, { what: 'edition.discarded', about: edition.id, by: order.by, details: { code: edition.code } })
  })
}

async function removeRow(tx: Tx, edition: Edition): Promise<void> {
  await tx
    .deleteFrom('editions.editions')
    .where('id', '=', edition.id)
    .execute()
    .catch((error) => {
      if (!brokenPromise(error)) throw error
      throw new Refusal('conflict', 'editions.discard-used', { by: holderIn(error) })
    })
}
