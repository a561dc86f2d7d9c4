import type { Edition } from '#expo/ground/editions/index.ts'
import { dayAt } from '#kernel/day.ts'
import type { Db } from '#platform/database.ts'
import { listHappenings } from './queries/happenings.ts'
import { listHeldOf } from './queries/people.ts'
import { findHours, type Place } from './queries/places.ts'
import { freeSlots, later, minutesOf, nearest, openingOf, overlaps, type Span, takenBy } from './rules.ts'

/** What could be had instead of a wish that was refused: a place and a span of the wish's length. */
export interface Free {
  minutes: number
  slots: { place: Place; span: Span }[]
}

const A_DAY = 1_440
const OFFERED_HERE = 6
const OFFERED_ELSEWHERE = 4

/**
 * What is free around a wish, for its people too, within the opening of that day and from now on: the nearest slots at the same place,
 * then other places of its kind at the very hour.
 */
export async function findFree(
  db: Db,
  asked: {
    edition: Edition
    wish: Span
    place: Place
    places: readonly Place[]
    who: string[]
    apartFrom: string
    now: Date
  },
): Promise<Free> {
  const { edition, wish, place, now } = asked
  const opening = openingOf(await findHours(db, edition.id, dayAt(wish.from, edition.timeZone)), edition.timeZone)
  const minutes = minutesOf(wish)
  if (!opening) return { minutes, slots: [] }
  // A day more on either side: a changeover may reach in from there.
  const during = { from: later(opening.from, -A_DAY), until: later(opening.until, A_DAY) }
  const happenings = await listHappenings(db, { editionId: edition.id, live: true, during })
  const takenAt = (one: Place) =>
    happenings
      .filter((happening) => happening.place?.id === one.id && happening.id !== asked.apartFrom)
      .map((happening) => takenBy(happening, one.changeoverMinutes))
  const people = await listHeldOf(db, asked.who, opening, asked.apartFrom)
  const busy = [...people, ...(now > opening.from ? [{ from: opening.from, until: now }] : [])]
  const here = freeSlots({ open: opening, taken: [...takenAt(place), ...busy], minutes })
  const isFree = (one: Place) => ![...takenAt(one), ...busy].some((taken) => overlaps(taken, wish))
  const inside = wish.from >= opening.from && wish.until <= opening.until
  const others = asked.places.filter((one) => one.kind === place.kind && one.id !== place.id && !one.closed)
  return {
    minutes,
    slots: [
      ...nearest(here, wish.from, OFFERED_HERE).map((span) => ({ place, span })),
      ...(inside ? others.filter(isFree).slice(0, OFFERED_ELSEWHERE) : []).map((one) => ({ place: one, span: wish })),
    ],
  }
}
