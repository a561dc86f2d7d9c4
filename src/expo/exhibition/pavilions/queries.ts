import type { Day } from '#kernel/day.ts'
import type { Wording } from '#kernel/language.ts'
import { Refusal } from '#kernel/refusal.ts'
import type { Db, Tx } from '#platform/database.ts'
import type { Participation } from './rules.ts'
import type { Mode, State } from './words.ts'

export interface Pavilion {
  id: string
  editionId: string
  economyCode: string
  state: State
  invitedOn: Day
  answeredOn: Day | null
  designApprovedOn: Day | null
  openedOn: Day | null
  withdrawnOn: Day | null
  offeredMode: Mode
  offeredAreaM2: number
  guestOfHonour: boolean
  badgeQuota: number
  boothQuota: number
  theme: Wording
  pageShownOn: Day | null
  constructed: boolean
  source: string | null
  version: number
}

export interface Terms {
  mode: Mode
  areaM2: number
  guestOfHonour: boolean
  from: Day
  until: Day | null
}

export interface Profile {
  lang: string
  title: string
  summary: string
  body: string
}

export interface Picture {
  id: string
  digest: string
  width: number
  height: number
  alt: Wording
}

const selectPavilion = (db: Db) => db.selectFrom('pavilions.pavilions as p').selectAll('p')
type Selected = Awaited<ReturnType<ReturnType<typeof selectPavilion>['executeTakeFirstOrThrow']>>
const asPavilion = (row: Selected): Pavilion => ({ ...row, offeredAreaM2: Number(row.offeredAreaM2) })

export async function findPavilion(db: Db, editionId: string, economyCode: string): Promise<Pavilion | null> {
  const row = await selectPavilion(db)
    .where('p.editionId', '=', editionId)
    .where('p.economyCode', '=', economyCode)
    .executeTakeFirst()
  return row ? asPavilion(row) : null
}

export async function getPavilion(db: Db, editionId: string, economyCode: string): Promise<Pavilion> {
  const pavilion = await findPavilion(db, editionId, economyCode)
  if (!pavilion) throw new Refusal('missing', 'pavilions.no-such-pavilion')
  return pavilion
}

/** The pavilion with its row locked until the transaction ends, so that of two clerks one decides. */
export async function lockPavilion(tx: Tx, id: string): Promise<Pavilion> {
  const row = await selectPavilion(tx).where('p.id', '=', id).forUpdate().executeTakeFirst()
  if (!row) throw new Refusal('missing', 'pavilions.no-such-pavilion')
  return asPavilion(row)
}

export interface Filter {
  state?: State | undefined
  mode?: Mode | undefined
  economyCodes?: readonly string[] | undefined
}

/** Pavilions of an edition for staff, longest in their state first. */
export async function listPavilions(db: Db, editionId: string, filter: Filter = {}): Promise<Pavilion[]> {
  const rows = await selectPavilion(db)
    .where('p.editionId', '=', editionId)
    .$if(filter.state !== undefined, (query) => query.where('p.state', '=', filter.state as State))
    .$if(filter.mode !== undefined, (query) => query.where('p.offeredMode', '=', filter.mode as Mode))
    .$if(filter.economyCodes !== undefined, (query) =>
      query.where('p.economyCode', 'in', filter.economyCodes?.length ? [...filter.economyCodes] : ['']),
    )
    .orderBy('p.invitedOn')
    .orderBy('p.economyCode')
    .execute()
  return rows.map(asPavilion)
}

export async function listPavilionsById(db: Db, ids: readonly string[]): Promise<Pavilion[]> {
  if (ids.length === 0) return []
  const rows = await selectPavilion(db)
    .where('p.id', 'in', [...ids])
    .orderBy('p.invitedOn', 'desc')
    .orderBy('p.id')
    .execute()
  return rows.map(asPavilion)
}

/** Pavilions of some economies at any edition, the newest first. */
export async function listPavilionsOf(db: Db, economyCodes: readonly string[], limit = 30): Promise<Pavilion[]> {
  if (economyCodes.length === 0) return []
  const rows = await selectPavilion(db)
    .where('p.economyCode', 'in', [...economyCodes])
    .orderBy('p.invitedOn', 'desc')
    .orderBy('p.id')
    .limit(limit)
    .execute()
  return rows.map(asPavilion)
}

export interface Participant {
  pavilionId: string
  economyCode: string
  state: State
  mode: Mode
  areaM2: number
  guestOfHonour: boolean
  from: Day
  constructed: boolean
}

/** Who takes part in an edition as of a day: everybody, or those of the given economies. */
export async function listParticipants(
  db: Db,
  editionId: string,
  asOf: Day,
  economyCodes?: readonly string[],
): Promise<Participant[]> {
  const rows = await db
    .selectFrom('pavilionsViews.participations')
    .select(['pavilionId', 'economyCode', 'state', 'mode', 'areaM2', 'guestOfHonour', 'fromDay', 'constructed'])
    .where('editionId', '=', editionId)
    .where('fromDay', '<=', asOf)
    .where((where) => where.or([where('untilDay', 'is', null), where('untilDay', '>', asOf)]))
    .$if(economyCodes !== undefined, (query) => query.where('economyCode', 'in', [...(economyCodes ?? [])]))
    .orderBy('economyCode')
    .execute()
  return rows.map(({ fromDay, ...row }) => ({ ...row, areaM2: Number(row.areaM2), from: fromDay }))
}

/**
 * Every participation in an edition and in the public editions of its fair, by economy: of everybody, or of the given economies.
 * An edition that is hidden is no earlier edition to anybody: what is told of one that is public would give it away.
 */
export async function listHistory(
  db: Db,
  edition: { id: string; fairId: string },
  economyCodes?: readonly string[],
): Promise<Map<string, Participation[]>> {
  const rows = await db
    .selectFrom('pavilionsViews.participations as p')
    .innerJoin('editionsViews.editions as e', 'e.id', 'p.editionId')
    .select(['p.economyCode', 'p.editionId', 'e.code as editionCode', 'e.opensOn', 'p.mode', 'p.fromDay', 'p.untilDay'])
    .where('e.fairId', '=', edition.fairId)
    .where((where) => where.or([where('e.shown', '=', true), where('e.id', '=', edition.id)]))
    .$if(economyCodes !== undefined, (query) => query.where('p.economyCode', 'in', [...(economyCodes ?? [])]))
    .orderBy('e.opensOn')
    .execute()
  const history = Map.groupBy(rows, (row) => row.economyCode)
  return new Map(
    [...history].map(([code, participations]) => [
      code,
      participations.map(({ fromDay: from, untilDay: until, economyCode: _, ...rest }) => ({ ...rest, from, until })),
    ]),
  )
}

export async function listTerms(db: Db, pavilionId: string): Promise<Terms[]> {
  const rows = await db
    .selectFrom('pavilions.terms')
    .selectAll()
    .where('pavilionId', '=', pavilionId)
    .orderBy('fromDay')
    .execute()
  return rows.map((row) => ({
    mode: row.mode,
    areaM2: Number(row.areaM2),
    guestOfHonour: row.guestOfHonour,
    from: row.fromDay,
    until: row.untilDay,
  }))
}

export async function listProfiles(db: Db, pavilionId: string): Promise<Profile[]> {
  return db
    .selectFrom('pavilions.profiles')
    .select(['lang', 'title', 'summary', 'body'])
    .where('pavilionId', '=', pavilionId)
    .orderBy('lang')
    .execute()
}

export async function listPictures(db: Db, pavilionId: string): Promise<Picture[]> {
  return db
    .selectFrom('pavilions.pictures')
    .select(['id', 'digest', 'width', 'height', 'alt'])
    .where('pavilionId', '=', pavilionId)
    .orderBy('position')
    .orderBy('id')
    .execute()
}

/** How many pavilions of an edition stand in each state. */
export async function countByState(db: Db, editionId: string): Promise<Partial<Record<State, number>>> {
  const rows = await db
    .selectFrom('pavilions.pavilions')
    .select((select) => ['state', select.fn.countAll<number>().as('count')])
    .where('editionId', '=', editionId)
    .groupBy('state')
    .execute()
  return Object.fromEntries(rows.map((row) => [row.state, row.count]))
}

/** How many activities of a pavilion the programme announces; what is proposed, internal or cancelled is not counted. */
export async function countActivities(db: Db, pavilionId: string): Promise<number> {
  const { count } = await db
    .selectFrom('calendarViews.announced')
    .select((select) => select.fn.countAll<number>().as('count'))
    .where('ownerKind', '=', 'pavilion')
    .where('ownerId', '=', pavilionId)
    .where('cancelledOn', 'is', null)
    .executeTakeFirstOrThrow()
  return count
}
