import { sql } from 'kysely'
import { type Edition, getEditionById } from '#expo/ground/editions/index.ts'
import { type Actor, isStaffOf } from '#kernel/actor.ts'
import { dayAt } from '#kernel/day.ts'
import { inLanguage, type Language } from '#kernel/language.ts'
import { type Details, Refusal } from '#kernel/refusal.ts'
import { brokenPromise, type Tx } from '#platform/database.ts'
import { knowsOf } from '../permissions.ts'
import { findHappening, type Happening, lockHappening } from '../queries/happenings.ts'
import { findHours, lockPlace, type Place } from '../queries/places.ts'
import { isAnnounced, isUsual, later, mayLast, type Span, saidOf } from '../rules.ts'
import type { Owner } from '../words.ts'

/** What every deed that takes time brings: the span, the clock, who, and in which language a clash is named. */
export interface Taking {
  startsAt: Date
  endsAt: Date
  placeId: string | null
  /** Why it is at an unusual hour; staff alone may say so. */
  unusualWhy: string | null
  /** By the edition's own clock. */
  now: Date
  namedIn: Language
  by: Actor
}

/**
 * Locks the place and refuses a span that cannot be, an hour that is not usual without a reason, and a place that is closed, somebody
 * else's, or taken. Gives the instant until which the place is held.
 */
export async function takePlace(
  tx: Tx,
  order: Taking & { edition: Edition; owner: Owner; happeningId: string },
): Promise<Date> {
  const { edition, by, endsAt: until, startsAt: from } = order
  const span = { from, until }
  const lasts = mayLast(span)
  if (!lasts.ok) throw new Refusal('invalid', `calendar.${lasts.reason}`, lasts.details, 'ends')
  await insistOnUsual(tx, order, span)
  if (order.placeId === null) return until
  const place = await lockPlace(tx, order.placeId)
  if (place.editionId !== edition.id) throw new Refusal('missing', 'calendar.no-such-place')
  if (place.closed) throw new Refusal('conflict', 'calendar.place-closed', {}, 'place')
  if (place.owner && place.owner.id !== order.owner.id && !isStaffOf(by, edition.id))
    throw new Refusal('conflict', 'calendar.not-your-place', {}, 'place')
  const heldUntil = later(until, place.changeoverMinutes)
  const clash = await findPlaceClash(tx, place, { from, until: heldUntil }, order.happeningId)
  if (clash) throw clashOf('place', 'place', clash, order)
  return heldUntil
}

async function insistOnUsual(tx: Tx, order: Taking & { edition: Edition }, span: Span): Promise<void> {
  const { edition, by, now } = order
  const { timeZone } = edition
  const verdict = isUsual(span, { hours: await findHours(tx, edition.id, dayAt(span.from, timeZone)), now, timeZone })
  if (verdict.ok) return
  const staff = isStaffOf(by, edition.id)
  if (staff && order.unusualWhy) return
  throw new Refusal('conflict', `calendar.${verdict.reason}`, verdict.details, staff ? 'unusual' : 'starts')
}

async function findPlaceClash(tx: Tx, place: Place, held: Span, apartFrom: string): Promise<Happening | null> {
  const row = await tx
    .selectFrom('calendar.happenings')
    .select('id')
    .where('placeId', '=', place.id)
    .where('live', '=', true)
    .where('id', '!=', apartFrom)
    .where('startsAt', '<', held.until)
    .where('heldUntil', '>', held.from)
    .orderBy('startsAt')
    .executeTakeFirst()
  return row ? findHappening(tx, row.id) : null
}

/** Locks some people's time, each once and in one order, and refuses who is elsewhere in that span. */
export async function takePeople(
  tx: Tx,
  people: readonly { who: string; name: string }[],
  order: Taking & { edition: Edition; happeningId: string; field?: string },
): Promise<void> {
  for (const who of [...new Set(people.map((one) => one.who))].sort())
    await sql`select pg_advisory_xact_lock(hashtextextended(${`calendar ${who}`}, 0))`.execute(tx)
  if (people.length === 0) return
  const row = await tx
    .selectFrom('calendar.people')
    .select(['happeningId', 'who'])
    .where('who', 'in', [...new Set(people.map((one) => one.who))])
    .where('live', '=', true)
    .where('happeningId', '!=', order.happeningId)
    .where('startsAt', '<', order.endsAt)
    .where('endsAt', '>', order.startsAt)
    .orderBy('startsAt')
    .executeTakeFirst()
  const clash = row && (await findHappening(tx, row.happeningId))
  if (!clash) return
  const name = people.find((one) => one.who === row.who)?.name ?? ''
  throw clashOf('person', order.field ?? 'starts', clash, order, { name })
}

/** The clash by name, hour and place, for those who may know of it; to others the place or person is only taken. */
function clashOf(
  what: 'place' | 'person',
  field: string,
  clash: Happening,
  order: Pick<Taking, 'by' | 'namedIn'> & { edition: Edition },
  details: Details = {},
): Refusal {
  const { edition, namedIn } = order
  const known = knowsOf(order.by, clash) || (edition.shown && isAnnounced(clash))
  const said = { ...details, ...saidOf({ from: clash.startsAt, until: clash.endsAt }, edition.timeZone) }
  if (!known)
    return new Refusal('conflict', what === 'place' ? 'calendar.place-held' : 'calendar.person-held', said, field)
  const named = { ...said, title: inLanguage(clash.title, namedIn).text, place: clash.place?.code ?? '–' }
  return new Refusal('conflict', what === 'place' ? 'calendar.place-taken' : 'calendar.person-taken', named, field)
}

/** What every deed on a happening brings. */
export interface Deed {
  happeningId: string
  version: number
  by: Actor
}

/** Locks a happening and refuses a stale page and what was cancelled. */
export async function takeHappening(tx: Tx, deed: Deed): Promise<{ happening: Happening; edition: Edition }> {
  const happening = await lockHappening(tx, deed.happeningId)
  if (happening.state === 'cancelled') throw new Refusal('conflict', 'calendar.cancelled-already')
  if (happening.version !== deed.version) throw new Refusal('conflict', 'web.stale')
  return { happening, edition: await getEditionById(tx, happening.editionId) }
}

/** Its next version; who keeps it in a calendar of their own sees by the sequence that it changed. */
export const nextOf = ({ version, sequence }: Happening) => ({
  version: version + 1,
  sequence: sequence + 1,
  changedAt: sql<Date>`now()`,
})

/** The constraints keep the promises where a check has missed something: refused as well, without a name. */
export function refuseBroken(error: unknown): never {
  const promise = brokenPromise(error)
  if (promise === 'one_happening_per_place_at_a_time') throw new Refusal('conflict', 'calendar.taken', {}, 'place')
  if (promise === 'nobody_is_in_two_places_at_once') throw new Refusal('conflict', 'calendar.taken', {}, 'starts')
  if (promise === 'once_on_a_happening') throw new Refusal('conflict', 'calendar.already-on-it', {}, 'name')
  throw error
}
