import type { Actor } from '#kernel/actor.ts'
import type { Day } from '#kernel/day.ts'
import type { Wording } from '#kernel/language.ts'
import { newId, type Tx } from '#platform/database.ts'
import { record } from '#platform/journal.ts'
import { later, wordsOf } from '../rules.ts'
import type { Kind, PlaceKind } from '../words.ts'
import { type Stand, standRow } from './places.ts'

/** A place that was made up so that there is a programme to look at. */
export interface ConstructedPlace {
  code: string
  kind: Exclude<PlaceKind, 'stand'>
  name: Wording
  hallCode: string | null
  capacity: number | null
  changeoverMinutes: number
}

/** A happening of the fair's own that was made up; nobody's, and with nobody on it. */
export interface ConstructedHappening {
  kind: Kind
  title: Wording
  languages: readonly string[]
  placeCode: string
  startsAt: Date
  endsAt: Date
  setOn: Day
}

/** Statements carry some thousand values at most. */
const BATCH = 500

/**
 * Load a constructed programme: places of the fair, and what happens there.
 * Who: the demonstration. Holds: each is marked as constructed. Follows: `programme.constructed`, once for all of them.
 */
export async function loadConstructedProgramme(
  tx: Tx,
  order: {
    editionId: string
    places: readonly ConstructedPlace[]
    happenings: readonly ConstructedHappening[]
    by: Actor
  },
): Promise<void> {
  const { editionId, places, by } = order
  if (places.length === 0) return
  const rows = places.map((place) => ({ ...place, id: newId(), editionId, constructed: true, ...nobodys }))
  await tx.insertInto('calendar.places').values(rows).execute()
  const placeOf = new Map(rows.map((row) => [row.code, row]))
  const happenings = order.happenings.map(({ placeCode, languages, ...one }) => {
    const place = placeOf.get(placeCode)
    const heldUntil = later(one.endsAt, place?.changeoverMinutes ?? 0)
    const owner = { ownerKind: 'edition' as const, ownerId: editionId, economyCode: null, way: null }
    const standing = {
      ...unchanged,
      state: 'set' as const,
      public: true,
      changedAt: new Date(`${one.setOn}T00:00:00Z`),
    }
    const said = { words: wordsOf(one.title) }
    const where = { placeId: place?.id ?? null, heldUntil, languages: [...languages] }
    return { ...one, id: newId(), editionId, ...owner, ...where, ...said, ...standing }
  })
  for (let from = 0; from < happenings.length; from += BATCH)
    await tx
      .insertInto('calendar.happenings')
      .values(happenings.slice(from, from + BATCH))
      .execute()
  const details = { places: places.length, happenings: happenings.length }
  await record(tx, { what: 'programme.constructed', about: editionId, by, details })
}

const nobodys = { economyCode: null, ownerKind: null, ownerId: null }
const unchanged = { unusualWhy: null, cancelledOn: null, cancelledWhy: null, constructed: true }

/**
 * Give constructed owners their stands, as `openStand` gives one.
 * Who: the room of the owners, for the demonstration. Holds: one per owner. Follows: nothing; the owners' own fact tells of it.
 */
export async function loadConstructedStands(tx: Tx, stands: readonly Stand[]): Promise<void> {
  if (stands.length === 0) return
  const rows = stands.map((stand) => ({ ...standRow({ ...stand, constructed: true }), id: newId() }))
  await tx.insertInto('calendar.places').values(rows).execute()
}
