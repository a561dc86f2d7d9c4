import type { Db } from '#platform/database.ts'
import type { Economy, Region } from './queries.ts'

/** Every economy, hidden ones too, and every region, by code. */
export interface World {
  economies: readonly Economy[]
  regions: readonly Region[]
  byCode: ReadonlyMap<string, Economy>
}

const kept = new WeakMap<Db, World & { version: number }>()

/**
 * The world as it stands now. It is kept in this process as long as its version has not moved (decision 020): the version is read
 * before the rows, so what is kept may be newer than it says, never older. A transaction is a Db of its own and keeps for itself:
 * what it has changed is nobody else's yet.
 */
export async function worldOf(db: Db): Promise<World> {
  const { version } = await db.selectFrom('economies.world').select('version').executeTakeFirstOrThrow()
  const known = kept.get(db)
  if (known?.version === version) return known
  const world = { ...(await readWorld(db)), version }
  kept.set(db, world)
  return world
}

async function readWorld(db: Db): Promise<World> {
  const [rows, regions] = await Promise.all([
    db.selectFrom('economiesViews.economies').selectAll().orderBy('code').execute(),
    db.selectFrom('economies.regions').select(['code', 'parentCode', 'names']).orderBy('code').execute(),
  ])
  const economies = rows.map(({ latitude, longitude, ...row }) => ({
    ...row,
    at: latitude === null || longitude === null ? null : { latitude: Number(latitude), longitude: Number(longitude) },
  }))
  return { economies, regions, byCode: new Map(economies.map((economy) => [economy.code, economy])) }
}
