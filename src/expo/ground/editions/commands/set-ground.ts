import type { Actor } from '#kernel/actor.ts'
import type { Wording } from '#kernel/language.ts'
import { Refusal } from '#kernel/refusal.ts'
import { brokenPromise, type Db, transact } from '#platform/database.ts'
import { record } from '#platform/journal.ts'
import { listAreas, lockEdition } from '../queries.ts'
import { mayLieIn } from '../rules.ts'
import type { AreaKind, WindowKind } from '../words.ts'

/**
 * What an order says of what it found: 0 where there was nothing yet, else the version it read. Without one it replaces whatever
 * stands, as a facts file does.
 */
type Version = number | undefined

/** The version to write next; refuses a page that has gone stale, and with `taken` something new in a place that is not free. */
function versionAfter(standing: { version: number } | undefined, read: Version, taken?: Refusal): number {
  if (read === 0 && standing && taken) throw taken
  if (read !== undefined && read !== (standing?.version ?? 0)) throw new Refusal('conflict', 'web.stale')
  return (standing?.version ?? 0) + 1
}

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
    version?: Version
    by: Actor
  },
): Promise<void> {
  if (order.closesAt <= order.opensAt) throw new Refusal('invalid', 'editions.window-closes-first', {}, 'closesAt')
  const { editionId, kind, opensAt, closesAt, note = {}, source = null, constructed = false, by } = order
  await transact(db, async (tx) => {
    await lockEdition(tx, editionId)
    const standing = await tx
      .selectFrom('editions.windows')
      .select('version')
      .where('editionId', '=', editionId)
      .where('kind', '=', kind)
      .executeTakeFirst()
    const row = { opensAt, closesAt, note, source, constructed, version: versionAfter(standing, order.version) }
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
    version?: Version
    by: Actor
  },
): Promise<void> {
  const { editionId, code, name, level, constructed = false, by } = order
  await transact(db, async (tx) => {
    await lockEdition(tx, editionId)
    const standing = await tx
      .selectFrom('editions.halls')
      .select('version')
      .where('editionId', '=', editionId)
      .where('code', '=', code)
      .executeTakeFirst()
    const taken = new Refusal('conflict', 'editions.hall-code-taken', { code }, 'code')
    const version = versionAfter(standing, order.version, taken)
    const row = { name, level, lengthM: String(order.lengthM), widthM: String(order.widthM), constructed, version }
    await tx
      .insertInto('editions.halls')
      .values({ editionId, code, ...row })
      .onConflict((conflict) => conflict.columns(['editionId', 'code']).doUpdateSet(row))
      .execute()
    await tx.deleteFrom('editions.hallAreas').where('editionId', '=', editionId).where('hallCode', '=', code).execute()
    if (order.areaCodes.length > 0) {
      const uses = [...new Set(order.areaCodes)].map((areaCode) => ({ editionId, hallCode: code, areaCode }))
      await tx.insertInto('editions.hallAreas').values(uses).execute().catch(refuseUnknownArea)
    }
    await record(tx, { what: 'edition.hall-set', about: editionId, by, details: { code } })
  })
}

function refuseUnknownArea(error: unknown): never {
  if (brokenPromise(error)?.endsWith('fkey')) throw new Refusal('invalid', 'editions.no-such-area', {}, 'areas')
  throw error
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
    /** Its place among those beside it; without one it stays where it is, or comes last. */
    position?: number
    version?: Version
    by: Actor
  },
): Promise<void> {
  const { editionId, code, kind, parentCode = null, name, tint, by } = order
  await transact(db, async (tx) => {
    await lockEdition(tx, editionId)
    const areas = await listAreas(tx, editionId)
    const standing = areas.find((area) => area.code === code)
    const taken = new Refusal('conflict', 'editions.area-code-taken', { code }, 'code')
    const version = versionAfter(standing, order.version, taken)
    const parent = areas.find((area) => area.code === parentCode) ?? null
    if (parentCode !== null && !parent) throw new Refusal('invalid', 'editions.no-such-area', {}, 'parent')
    const hasZones = areas.some((area) => area.parentCode === code)
    const verdict = mayLieIn({ kind, hasZones }, parent)
    if (!verdict.ok) throw new Refusal('invalid', `editions.${verdict.reason}`, {}, hasZones ? 'kind' : 'parent')
    const row = { kind, parentCode, name, tint, version, ...placeOf(order.position, standing, areas.length) }
    await tx
      .insertInto('editions.areas')
      .values({ editionId, code, ...row })
      .onConflict((conflict) => conflict.columns(['editionId', 'code']).doUpdateSet(row))
      .execute()
    await record(tx, { what: 'edition.area-set', about: editionId, by, details: { code } })
  })
}

const placeOf = (position: number | undefined, standing: unknown, last: number): { position?: number } =>
  position !== undefined ? { position } : standing ? {} : { position: last }

/**
 * Put an area at a place among those beside it: the areas, or the zones of its area. 0 is the first.
 * Who: managers of the edition. Holds: pressed twice, it stands where it was put once. Follows: `edition.area-moved`.
 */
export async function moveArea(
  db: Db,
  order: { editionId: string; code: string; to: number; by: Actor },
): Promise<void> {
  const { editionId, code, by } = order
  await transact(db, async (tx) => {
    await lockEdition(tx, editionId)
    const areas = await listAreas(tx, editionId)
    const moved = areas.find((area) => area.code === code)
    if (!moved) throw new Refusal('missing', 'editions.no-such-area')
    const beside = areas.filter((area) => area.parentCode === moved.parentCode && area !== moved)
    const to = Math.min(order.to, beside.length)
    const ordered = beside.toSpliced(to, 0, moved)
    for (const [position, area] of ordered.entries())
      await tx
        .updateTable('editions.areas')
        .set({ position })
        .where('editionId', '=', editionId)
        .where('code', '=', area.code)
        .where('position', '!=', position)
        .execute()
    await record(tx, { what: 'edition.area-moved', about: editionId, by, details: { code, to } })
  })
}
