import { sql } from 'kysely'
import type { Wording } from '#kernel/language.ts'
import type { Db } from '#platform/database.ts'
import type { Reader } from '#web/reader.ts'
import type { Occupants } from '../drawings.ts'

/** Somebody who stands in a booth. */
export interface Exhibiting {
  recordId: string
  names: Wording
  role: 'main' | 'co-exhibitor' | 'organiser'
}

interface Known {
  stamp: string
  readAt: number
  /** Those of each application, its main exhibitor or organiser first. */
  exhibitors: ReadonlyMap<string, readonly Exhibiting[]>
  applicationAt: ReadonlyMap<string, string>
  /** How often it was read anew. */
  reading: number
}

const MOST_EDITIONS = 20
/** Names change too, which no holding tells. */
const KEPT_MS = 60_000
let readings = 0
const kept = new Map<string, Known>()

/** A stamp that is another one whenever anybody has come to a booth or has left it. */
async function stampOf(db: Db, editionId: string): Promise<string> {
  const { rows } = await sql<{
    stamp: string
  }>`select count(*) || ' ' || coalesce(sum(hashtextextended(id::text, version)), 0) as stamp
    from booths.holdings where edition_id = ${editionId} and state = 'accepted'`.execute(db)
  return rows[0]?.stamp ?? ''
}

async function known(db: Db, editionId: string): Promise<Known> {
  const stamp = await stampOf(db, editionId)
  const found = kept.get(editionId)
  const now = performance.now()
  if (found?.stamp === stamp && now - found.readAt < KEPT_MS) return found
  const booths = await db
    .selectFrom('booths.holdings as h')
    .innerJoin('booths.holdingBooths as x', 'x.holdingId', 'h.id')
    .select(['x.boothId', 'h.applicationId'])
    .where('h.editionId', '=', editionId)
    .where('h.state', '=', 'accepted')
    .execute()
  const exhibitors = booths.length === 0 ? [] : await listExhibiting(db, editionId)
  readings += 1
  const read: Known = {
    stamp,
    readAt: now,
    exhibitors: Map.groupBy(exhibitors, (one) => one.applicationId),
    applicationAt: new Map(booths.map((one) => [one.boothId, one.applicationId])),
    reading: readings,
  }
  kept.delete(editionId)
  kept.set(editionId, read)
  for (const oldest of kept.keys()) {
    if (kept.size <= MOST_EDITIONS) break
    kept.delete(oldest)
  }
  return read
}

const ORDER = { main: 0, organiser: 0, 'co-exhibitor': 1 } as const

async function listExhibiting(db: Db, editionId: string): Promise<(Exhibiting & { applicationId: string })[]> {
  const rows = await db
    .selectFrom('applicationsViews.exhibitors')
    .select(['recordId', 'applicationId', 'names', 'role'])
    .where('editionId', '=', editionId)
    .where('role', '<>', 'represented')
    .where('untilDay', 'is', null)
    .execute()
  return (rows as (Exhibiting & { applicationId: string })[]).sort(
    (a, b) => ORDER[a.role] - ORDER[b.role] || (a.recordId < b.recordId ? -1 : 1),
  )
}

/** Who stands in the booths of an edition: whoever has accepted them. What is only offered is nobody's yet. */
export async function occupantsOf(db: Db, editionId: string, reader: Reader): Promise<Occupants> {
  const { applicationAt, exhibitors, reading } = await known(db, editionId)
  const at = (boothId: string) => exhibitors.get(applicationAt.get(boothId) ?? '') ?? []
  return {
    version: applicationAt.size === 0 ? '' : String(reading),
    nameOf(boothId) {
      const [first] = at(boothId)
      return first ? reader.words(first.names) : null
    },
    at,
  }
}
