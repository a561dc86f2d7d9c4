import { z } from 'zod'
import type { Edition } from '#expo/ground/editions/index.ts'
import { type Day, isDay } from '#kernel/day.ts'
import { type Hour, whenClockShows } from '#kernel/hour.ts'
import { isLanguage } from '#kernel/language.ts'
import { Refusal } from '#kernel/refusal.ts'
import {
  choice,
  dayField,
  hourField,
  id,
  optionalHour,
  optionalNumber,
  optionalText,
  severalOf,
  text,
  ticked,
  version,
  wholeNumber,
  wordingFields,
  wordingOf,
} from '#web/form.ts'
import type { Described } from './commands/plan.ts'
import { type DayHours, later, minutesOf, type Span } from './rules.ts'
import { KINDS, PERSON_ROLES, PLACE_KINDS } from './words.ts'

/** A free slot that was offered and chosen: its first instant and its place. */
const AT = /^(\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z)@([A-Za-z0-9.-]{0,40})$/
const offered = optionalText(80).refine((value) => value === '' || AT.test(value), { error: 'web.choose-one' })

const slot = {
  /** Empty for online. */
  place: optionalText(40),
  day: dayField,
  starts: hourField,
  ends: hourField,
  at: offered,
  unusual: optionalText(400),
}
export const SlotForm = z.object(slot)

const what = {
  kind: choice(KINDS),
  ...wordingFields('title', 160),
  ...wordingFields('about', 3000),
  languages: severalOf(8),
  more: optionalText(100).refine((value) => tagsIn(value) !== null, { error: 'calendar.no-such-language' }),
  public: ticked,
}

export const PlanForm = z.object({ id, ...slot, ...what })
export const MoveForm = z.object({ version, ...slot })
export const DescribeForm = z.object({ version, ...what })
export const PersonForm = z.object({
  version,
  account: optionalText(60),
  name: optionalText(120),
  affiliation: optionalText(120),
  role: choice(PERSON_ROLES),
  tongues: severalOf(8),
})
export const RemovePersonForm = z.object({ version, entry: id })
export const CancelForm = z.object({ version, reason: text(400) })
export const SettleForm = z.object({ version })

const PLACES_OF_THE_FAIR = PLACE_KINDS.filter((kind) => kind !== 'stand') as unknown as readonly [
  'hall',
  'stage',
  'room',
  'table',
]
export const PlaceForm = z.object({
  version: z.preprocess((value) => (value === undefined || value === '' ? 0 : value), version),
  code: text(40).refine((value) => value === '' || /^[A-Za-z0-9][A-Za-z0-9.-]*$/.test(value), {
    error: 'calendar.code-reads-in-an-address',
  }),
  kind: choice(PLACES_OF_THE_FAIR),
  ...wordingFields('name', 120),
  hall: optionalText(20),
  capacity: optionalNumber(1, 200_000),
  changeover: wholeNumber(0, 1440),
  closed: ticked,
})

/** The hours of some days: two fields for each. Read day by day, as the days are data of the edition. */
export const HoursForm = z
  .object({ seen: optionalText(4000) })
  .catchall(optionalHour)
  .transform(({ seen, ...fields }) => ({ seen, fields: fields as Record<string, Hour | null> }))

/** Languages by their tags, told apart by commas or spaces; null where one is none. */
function tagsIn(text: string): string[] | null {
  try {
    return Intl.getCanonicalLocales(text.split(/[\s,;]+/).filter(Boolean))
  } catch {
    return null
  }
}

export interface Slot {
  placeCode: string | null
  startsAt: Date
  endsAt: Date
}

/** The span that a form means, on the venue's clock; or the free slot chosen in its stead, of the same length. */
export function slotOf(form: z.output<typeof SlotForm>, { timeZone }: Pick<Edition, 'timeZone'>): Slot {
  const startsAt = instantOf(form.day, form.starts, timeZone, 'starts')
  const endsAt = instantOf(form.day, form.ends, timeZone, 'ends')
  const [, from, code] = AT.exec(form.at) ?? []
  if (!from) return { placeCode: form.place || null, startsAt, endsAt }
  const chosen = new Date(from)
  if (Number.isNaN(chosen.getTime())) throw new Refusal('invalid', 'web.choose-one', {}, 'at')
  return {
    placeCode: code || null,
    startsAt: chosen,
    endsAt: later(chosen, minutesOf({ from: startsAt, until: endsAt })),
  }
}

function instantOf(day: Day, hour: Hour, timeZone: string, field: string): Date {
  const instant = whenClockShows(day, hour, timeZone)
  if (!instant) throw new Refusal('invalid', 'calendar.no-such-hour', { hour }, field)
  return instant
}

/** What was typed, as far as it can be read as a span at a place: for offering what is free instead. */
export function wishIn(
  values: Record<string, string | string[]>,
  edition: Pick<Edition, 'timeZone'>,
): { placeCode: string | null; span: Span } | null {
  const read = SlotForm.safeParse(values)
  if (!read.success) return null
  try {
    const { placeCode, startsAt: from, endsAt: until } = slotOf(read.data, edition)
    return { placeCode, span: { from, until } }
  } catch {
    return null
  }
}

export const describedOf = (
  form: z.output<typeof DescribeForm> | z.output<typeof PlanForm>,
): Omit<Described, 'titleLanguages'> => ({
  kind: form.kind,
  title: wordingOf(form, 'title'),
  about: wordingOf(form, 'about'),
  languages: [...new Set([...form.languages.filter(isLanguage), ...(tagsIn(form.more) ?? [])])],
  public: form.public,
})

/** The days that have both of their hours; one hour alone is a slip, and told. */
export function hoursIn(fields: Record<string, Hour | null>): DayHours[] {
  const days = Object.keys(fields).flatMap((name) => /^opens\.(.+)$/.exec(name)?.slice(1) ?? [])
  return days.flatMap((day) => {
    const opens = fields[`opens.${day}`]
    const closes = fields[`closes.${day}`]
    if (!isDay(day) || (!opens && !closes)) return []
    if (!opens || !closes) throw new Refusal('invalid', 'web.required', {}, opens ? `closes.${day}` : `opens.${day}`)
    return [{ day, opens, closes }]
  })
}
