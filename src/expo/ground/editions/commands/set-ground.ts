import type { Actor } from '#kernel/actor.ts'
import type { Wording } from '#kernel/language.ts'
import { Refusal } from '#kernel/refusal.ts'
import { brokenPromise, type Db, transact } from '#platform/database.ts'
import { record } from '#platform/journal.ts'
import type { AreaKind, WindowKind } from '../words.ts'

/**
 * Set when one kind of participant may register, or change it.
 * Who: managers of the edition. Holds: one window per kind, closing after it opens. Follows: `edition.window-set`.
 */
export async function setWindow(
  db: Db,
  order: {
    editionId: string
    kind: WindowKind
    opensAt: Date
    closesAt: Date
    note?: Wording
    source?: string | null
    constructed?: boolean
    by: Actor
  },
): Promise<void> {
  if (order.closesAt <= order.opensAt) throw new Refusal('invalid', 'editions.window-closes-first', {}, 'closesAt')
  const { editionId, kind, opensAt, closesAt, note = {}, source = null, constructed = false, by } = order
  await transact(db, async (tx) => {
    const row = { opensAt, closesAt, note, source, constructed }
    await tx
      .insertInto('editions.windows')
      .values({ editionId, kind, ...row })
      .onConflict((conflict) => conflict.columns(['editionId', 'kind']).doUpdateSet(row))
      .execute()
    const details = { kind, opensAt: opensAt.toISOString(), closesAt: closesAt.toISOString() }
    await record(tx, { what: 'edition.window-set', about: editionId, by, details })
  })
}

/**
 * Draw a hall into an edition, or correct it.
 * Who: managers of the edition. Holds: one hall per code, with a floor; its areas exist. Follows: `edition.hall-set`.
 */
export async function setHall(
  db: Db,
  order: {
    editionId: string
    code: string
    name: Wording
    level: number
    lengthM: number
    widthM: number
    areaCodes: readonly string[]
    constructed?: boolean
    by: Actor
  },
): Promise<void> {
  const { editionId, code, name, level, constructed = false, by } = order
  await transact(db, async (tx) => {
    const row = { name, level, lengthM: String(order.lengthM), widthM: String(order.widthM), constructed }
    await tx
      .insertInto('editions.halls')
      .values({ editionId, code, ...row })
      .onConflict((conflict) => conflict.columns(['editionId', 'code']).doUpdateSet(row))
      .execute()
    await tx.deleteFrom('editions.hallAreas').where('editionId', '=', editionId).where('hallCode', '=', code).execute()
    if (order.areaCodes.length > 0) {
      const uses = order.areaCodes.map((areaCode) => ({ editionId, hallCode: code, areaCode }))
      await tx.insertInto('editions.hallAreas').values(uses).execute().catch(refuseUnknownArea)
    }
    await record(tx, { what: 'edition.hall-set', about: editionId, by, details: { code } })
  })
}

/**
 * Name an exhibition area or special zone of an edition, or correct it.
 * Who: managers of the edition. Holds: one per code; a zone lies in an area of the same edition. Follows: `edition.area-set`.
 */
export async function setArea(
  db: Db,
  order: {
    editionId: string
    code: string
    kind: AreaKind
    parentCode?: string | null
    name: Wording
    tint: number
    position: number
    by: Actor
  },
): Promise<void> {
  const { editionId, code, kind, parentCode = null, name, tint, position, by } = order
  await transact(db, async (tx) => {
    const row = { kind, parentCode, name, tint, position }
    await tx
      .insertInto('editions.areas')
      .values({ editionId, code, ...row })
      .onConflict((conflict) => conflict.columns(['editionId', 'code']).doUpdateSet(row))
      .execute()
      .catch(refuseUnknownArea)
    await record(tx, { what: 'edition.area-set', about: editionId, by, details: { code } })
  })
}

function refuseUnknownArea(error: unknown): never {
  if (brokenPromise(error)?.endsWith('fkey')) throw new Refusal('invalid', 'editions.no-such-area')
  throw error
}
