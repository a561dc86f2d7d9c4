import { z } from 'zod'
import { editionInPath, maySeeEdition } from '#expo/ground/editions/index.ts'
import { plusDays } from '#kernel/day.ts'
import { startOf } from '#kernel/hour.ts'
import {
  Constructed,
  cut,
  DayText,
  dayAsked,
  EditionCode,
  Instant,
  inPages,
  inWords,
  listOf,
  oneOf,
  Words,
  words,
  wordsIn,
} from '#web/api.ts'
import { api, type Door } from '#web/door.ts'
import { happeningAddress } from './pages/parts.tsx'
import { maySeeHappening } from './permissions.ts'
import { happeningInPath } from './places.ts'
import { listHappenings } from './queries/happenings.ts'
import { keyIn, keyOf, rowOf } from './rows.ts'
import { KINDS } from './words.ts'

const HourText = z.string().meta({ description: 'On the clock of the venue.', examples: ['10:00'] })

const HappeningLine = z
  .object({
    id: z.uuid().meta({ description: 'The same through every change; the UID in calendars.' }),
    kind: z.enum(KINDS),
    title: Words,
    state: z.enum(['set', 'cancelled']),
    day: DayText,
    from: HourText,
    until: HourText,
    time_zone: z.string().meta({ description: 'IANA time zone of the venue.', examples: ['Asia/Shanghai'] }),
    starts_at: Instant,
    ends_at: Instant,
    place: z.string().nullable().meta({ description: 'Code of the place; null online.' }),
    place_name: Words.nullable(),
    hall: z.string().nullable(),
    host: Words.nullable().meta({ description: 'The country or organisation whose it is; null for the fair’s own.' }),
    languages: z.array(z.string()).meta({ description: 'Languages spoken, as BCP 47 tags.' }),
    constructed: Constructed,
  })
  .meta({ id: 'Happening' })

const HappeningInFull = HappeningLine.extend({
  edition: EditionCode,
  about: Words,
  people: z
    .array(z.object({ name: z.string(), affiliation: z.string(), role: z.enum(['host', 'speaker']) }))
    .meta({ description: 'Who is announced; interpreters are not named.' }),
  interpreted_into: z.array(z.string()).meta({ description: 'Languages, as BCP 47 tags.' }),
  cancelled_why: z.string().nullable(),
  changed_at: Instant,
  url: z.url().meta({ description: 'Its page, for people.' }),
}).meta({ id: 'HappeningInFull' })

const behind = z
  .string({ error: 'web.not-understood' })
  .refine((value) => value === '' || keyIn(value) !== undefined, { error: 'web.not-understood' })
  .optional()
  .meta({ description: 'The key of the last one you have; the page begins behind it.' })

const tag = 'calendar.title'

export const calendarApi: Door[] = [
  api('/api/v1/editions/:edition/programme', {
    thing: editionInPath,
    may: maySeeEdition,
    operation: {
      id: 'listProgramme',
      summary: 'calendar.operations.list',
      tag,
      query: inPages.extend({
        after: behind,
        day: dayAsked('What is on on this day of the venue.'),
        place: words(40, 'Code of a place.', 'stage-a'),
        kind: oneOf(KINDS, 'What it is.'),
        q: words(100, 'Words of a title, in any language.', 'coffee'),
      }),
      answer: listOf('Programme', HappeningLine, { edition: EditionCode }),
    },
    answer: async (call, { lang, after, limit, day, place, kind, q }) => {
      const { house, thing: edition } = call
      const { id: editionId, timeZone } = edition
      const during = day && { from: startOf(day, timeZone), until: startOf(plusDays(day, 1), timeZone) }
      const narrowed = { during, placeCode: place || undefined, kind, words: q }
      const paging = { after: keyIn(after ?? ''), limit: limit + 1 }
      const found = await listHappenings(house.db, { editionId, announced: true, ...narrowed, ...paging })
      const { items, next } = cut(call, { limit }, found, keyOf)
      return { edition: edition.code, items: items.map((one) => announcedRow(one, edition, wordsIn(lang))), next }
    },
  }),
  api('/api/v1/editions/:edition/programme/:happening', {
    thing: happeningInPath,
    may: maySeeHappening,
    operation: {
      id: 'getHappening',
      summary: 'calendar.operations.one',
      tag,
      query: inWords,
      answer: HappeningInFull,
    },
    answer: async ({ house, thing: { edition, happening, people } }, { lang }) => {
      const say = wordsIn(lang)
      return {
        ...announcedRow(happening, edition, say),
        edition: edition.code,
        about: say(happening.about),
        people: people.flatMap(({ name, affiliation, role }) =>
          role === 'interpreter' ? [] : [{ name, affiliation, role }],
        ),
        interpreted_into: [...new Set(people.flatMap((one) => (one.role === 'interpreter' ? one.languages : [])))],
        cancelled_why: happening.cancelledWhy,
        changed_at: happening.changedAt.toISOString(),
        url: `${house.publicUrl}/${lang ?? 'en'}${happeningAddress(edition, happening)}`,
      }
    },
  }),
]

type Row = Parameters<typeof rowOf>
/** What is announced has been set, and was at most cancelled since. */
const announcedRow = (one: Row[0], edition: Row[1], say: ReturnType<typeof wordsIn>) => {
  const row = rowOf(one, edition, say)
  return { ...row, state: row.state === 'cancelled' ? ('cancelled' as const) : ('set' as const) }
}
