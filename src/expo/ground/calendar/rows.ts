import type { Edition } from '#expo/ground/editions/index.ts'
import { dayAt } from '#kernel/day.ts'
import { hourAt } from '#kernel/hour.ts'
import type { Wording } from '#kernel/language.ts'
import type { Happening } from './queries/happenings.ts'

/** One happening as open data: the same columns in the files beside the programme and in the API, which says names in all languages. */
export const rowOf = <Name>(
  one: Happening,
  { timeZone }: Pick<Edition, 'timeZone'>,
  say: (words: Wording) => Name,
) => ({
  id: one.id,
  kind: one.kind,
  title: say(one.title),
  state: one.state,
  day: dayAt(one.startsAt, timeZone),
  from: hourAt(one.startsAt, timeZone),
  until: hourAt(one.endsAt, timeZone),
  time_zone: timeZone,
  starts_at: one.startsAt.toISOString(),
  ends_at: one.endsAt.toISOString(),
  place: one.place?.code ?? null,
  place_name: one.place && say(one.place.name),
  hall: one.place?.hallCode ?? null,
  host: one.host && say(one.host),
  languages: one.languages,
  constructed: one.constructed,
})

/** The list goes on behind this key, which is also its order. */
export const keyOf = (one: { startsAt: Date; id: string }): string => `${one.startsAt.toISOString()}_${one.id}`

const KEY = /^(\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z)_([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/

/** A key as it was given out; undefined where it is none. */
export function keyIn(text: string): { startsAt: Date; id: string } | undefined {
  const [, at = '', id = ''] = KEY.exec(text) ?? []
  const startsAt = new Date(at)
  return Number.isNaN(startsAt.getTime()) ? undefined : { startsAt, id }
}
