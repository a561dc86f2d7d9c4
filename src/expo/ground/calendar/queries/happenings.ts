import { sql } from 'kysely'
import type { Day } from '#kernel/day.ts'
import { folded, type Wording } from '#kernel/language.ts'
import { Refusal } from '#kernel/refusal.ts'
import type { Db, Tx } from '#platform/database.ts'
import type { Span } from '../rules.ts'
import type { Kind, Owner, State } from '../words.ts'
import type { Place } from './places.ts'

export interface Happening {
  id: string
  editionId: string
  owner: Owner
  /** The country or organisation whose it is, by its shown name; null where it is the fair's own. */
  host: Wording | null
  /** The owner's page, under the edition's address. */
  way: string | null
  kind: Kind
  title: Wording
  about: Wording
  /** Languages spoken there, as BCP 47 tags. */
  languages: string[]
  /** Null where it is held online. */
  place: Pick<Place, 'id' | 'code' | 'kind' | 'name' | 'hallCode'> | null
  startsAt: Date
  endsAt: Date
  /** The end, and the changeover of its place. */
  heldUntil: Date
  state: State
  public: boolean
  unusualWhy: string | null
  setOn: Day | null
  cancelledOn: Day | null
  cancelledWhy: string | null
  sequence: number
  changedAt: Date
  constructed: boolean
  version: number
}

const selectHappening = (db: Db) =>
  db
    .selectFrom('calendar.happenings as h')
    .leftJoin('calendar.places as p', 'p.id', 'h.placeId')
    .leftJoin('economiesViews.economies as pe', 'pe.code', 'p.economyCode')
    .leftJoin('economiesViews.economies as e', 'e.code', 'h.economyCode')
    .selectAll('h')
    .select([
      'p.code as placeCode',
      'p.kind as placeKind',
      'p.name as placeName',
      'p.hallCode as placeHall',
      'pe.names as placeEconomy',
      'e.names as host',
    ])
type Selected = Awaited<ReturnType<ReturnType<typeof selectHappening>['executeTakeFirstOrThrow']>>
function asHappening(row: Selected): Happening {
  const { placeId, placeCode, placeKind, placeName, placeHall, placeEconomy, ownerKind, ownerId, ...rest } = row
  const { economyCode: _, live: __, words: ___, ...happening } = rest
  const place =
    placeId && placeCode && placeKind
      ? { id: placeId, code: placeCode, kind: placeKind, name: placeEconomy ?? placeName ?? {}, hallCode: placeHall }
      : null
  return { ...happening, owner: { kind: ownerKind, id: ownerId }, place }
}

export async function findHappening(db: Db, id: string): Promise<Happening | null> {
  const row = await selectHappening(db).where('h.id', '=', id).executeTakeFirst()
  return row ? asHappening(row) : null
}

export async function getHappening(db: Db, editionId: string, id: string): Promise<Happening> {
  const happening = await findHappening(db, id)
  if (happening?.editionId !== editionId) throw new Refusal('missing', 'calendar.no-such-happening')
  return happening
}

/** The happening with its row locked until the transaction ends. */
export async function lockHappening(tx: Tx, id: string): Promise<Happening> {
  await tx.selectFrom('calendar.happenings').select('id').where('id', '=', id).forUpdate().execute()
  const happening = await findHappening(tx, id)
  if (!happening) throw new Refusal('missing', 'calendar.no-such-happening')
  return happening
}

export interface Wanted {
  editionId: string
  /** Only what the programme announces. */
  announced?: boolean
  /** Not what was cancelled. */
  live?: boolean
  state?: State | undefined
  /** Whatever touches this time. */
  during?: Span | undefined
  placeCode?: string | undefined
  kind?: Kind | undefined
  words?: string | undefined
  owner?: Owner | undefined
  /** Those after this one, in the order of the programme. */
  after?: { startsAt: Date; id: string } | undefined
  limit?: number
}

/** Happenings of an edition by their hour. One statement, whatever is wanted. */
export async function listHappenings(db: Db, wanted: Wanted): Promise<Happening[]> {
  const { during, after, owner } = wanted
  const rows = await selectHappening(db)
    .where('h.editionId', '=', wanted.editionId)
    .$if(wanted.announced === true, (query) => query.where(announced))
    .$if(wanted.live === true, (query) => query.where('h.live', '=', true))
    .$if(wanted.state !== undefined, (query) => query.where('h.state', '=', wanted.state as State))
    .$if(during !== undefined, (query) => query.where(touches(during as Span)))
    .$if(wanted.placeCode !== undefined, (query) => query.where('p.code', '=', wanted.placeCode as string))
    .$if(wanted.kind !== undefined, (query) => query.where('h.kind', '=', wanted.kind as Kind))
    .$if(Boolean(wanted.words), (query) => query.where(named(wanted.words as string)))
    .$if(owner !== undefined, (query) =>
      query.where('h.ownerKind', '=', (owner as Owner).kind).where('h.ownerId', '=', (owner as Owner).id),
    )
    .$if(after !== undefined, (query) =>
      query.where(sql<boolean>`(h.starts_at, h.id) > (${after?.startsAt}, ${after?.id}::uuid)`),
    )
    .orderBy('h.startsAt')
    .orderBy('h.id')
    .$if(wanted.limit !== undefined, (query) => query.limit(wanted.limit as number))
    .execute()
  return rows.map(asHappening)
}

const announced = sql<boolean>`h.public and h.set_on is not null and h.state <> 'draft'`
/** Nothing lasts longer than a day, so that an index over the beginnings suffices. */
const touches = ({ from, until }: Span) =>
  sql<boolean>`h.starts_at < ${until} and h.ends_at > ${from} and h.starts_at > ${from}::timestamptz - interval '24 hours'`
const named = (words: string) => sql<boolean>`h.words like ${`%${folded(words).replace(/[\\%_]/g, '\\$&')}%`}`

/** How many happenings there are on each day of the venue: what the programme announces, or all that is not cancelled. */
export async function countByDay(
  db: Db,
  edition: { id: string; timeZone: string },
  which: { announced: boolean } = { announced: true },
): Promise<Map<Day, number>> {
  const day = sql<Day>`(h.starts_at at time zone ${sql.lit(edition.timeZone)})::date`
  const rows = await db
    .selectFrom('calendar.happenings as h')
    .select((select) => [day.as('day'), select.fn.countAll<number>().as('count')])
    .where('h.editionId', '=', edition.id)
    .where(which.announced ? announced : sql<boolean>`h.live`)
    .groupBy(day)
    .orderBy(day)
    .execute()
  return new Map(rows.map((row) => [row.day, row.count]))
}

/** What the programme has on at an instant, and what begins next. */
export async function listNowAndNext(
  db: Db,
  editionId: string,
  now: Date,
  next: number,
): Promise<{ on: Happening[]; next: Happening[] }> {
  const rows = await selectHappening(db)
    .where('h.editionId', '=', editionId)
    .where(announced)
    .where('h.live', '=', true)
    .where('h.endsAt', '>', now)
    .where('h.startsAt', '>', sql<Date>`${now}::timestamptz - interval '24 hours'`)
    .orderBy('h.startsAt')
    .orderBy('h.id')
    .limit(NOW_AT_MOST)
    .execute()
  const all = rows.map(asHappening)
  const on = all.filter((one) => one.startsAt <= now)
  return { on, next: all.slice(on.length, on.length + next) }
}
const NOW_AT_MOST = 60

/** How many proposals wait for staff, and since when the oldest does. */
export async function countProposals(db: Db, editionId: string): Promise<{ count: number; oldest: Date | null }> {
  return db
    .selectFrom('calendar.happenings')
    .select((select) => [select.fn.countAll<number>().as('count'), select.fn.min('changedAt').as('oldest')])
    .where('editionId', '=', editionId)
    .where('state', '=', 'draft')
    .executeTakeFirstOrThrow()
}

/** What an account is on, from an instant on, at whatever fair: a person's own agenda. */
export async function listAgenda(db: Db, accountId: string, from: Date, limit: number): Promise<Happening[]> {
  const rows = await selectHappening(db)
    .innerJoin('calendar.people as on', 'on.happeningId', 'h.id')
    .where('on.accountId', '=', accountId)
    .where('on.live', '=', true)
    .where('on.endsAt', '>', from)
    .orderBy('h.startsAt')
    .orderBy('h.id')
    .limit(limit)
    .execute()
  return rows.map(asHappening)
}
