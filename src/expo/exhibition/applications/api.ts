import { z } from 'zod'
import { type Edition, editionInPath, maySeeEdition } from '#expo/ground/editions/index.ts'
import { todayIn } from '#expo/ground/editions/rules.ts'
import type { Day } from '#kernel/day.ts'
import type { Wording } from '#kernel/language.ts'
import {
  asOf,
  Constructed,
  cut,
  DayText,
  EconomyCode,
  EditionCode,
  inPages,
  inWords,
  listOf,
  Words,
  words,
  wordsIn,
} from '#web/api.ts'
import { api, type Call, type Door } from '#web/door.ts'
import { exhibitorAddress } from './pages/exhibitors.tsx'
import { getExhibitor, listExhibitorNames, listExhibitors, listOnStand } from './queries/exhibitors.ts'
import { asId } from './routes/calls.ts'
import { LISTED_ROLES } from './words.ts'

const ExhibitorLine = z
  .object({
    id: z.uuid(),
    name: Words,
    role: z.enum(LISTED_ROLES).meta({
      description: '`main` contracts with the fair; a `co-exhibitor` has staff and goods on another’s stand.',
    }),
    economy: EconomyCode,
    area: z.string().meta({ description: 'Code of the exhibition area.' }),
    zone: z.string().nullable(),
    since: DayText.meta({ description: 'The day from which it takes part.' }),
    constructed: Constructed,
    url: z.url(),
  })
  .meta({ id: 'Exhibitor' })

const ExhibitorInFull = z
  .object({
    edition: EditionCode,
    as_of: DayText,
    ...ExhibitorLine.shape,
    until: DayText.nullable().meta({ description: 'The first day on which it takes part no more.' }),
    shows: Words.meta({
      description: 'Goods and services, as the exhibitor words them; `und` where their language is not known.',
    }),
    hs_chapters: z.array(z.string()).meta({ description: 'Chapters of the Harmonized System.' }),
    brands: z.string(),
    on_the_same_stand: z
      .array(z.object({ id: z.uuid(), name: Words, role: z.enum(LISTED_ROLES), economy: EconomyCode }))
      .meta({ description: 'Other exhibitors on that day, 200 at most.' }),
    represented: z
      .array(z.object({ name: Words, economy: EconomyCode }))
      .meta({ description: 'Of these there are only goods; they are no exhibitors.' }),
  })
  .meta({ id: 'ExhibitorInFull' })

const tag = 'applications.exhibitors'

interface Row {
  id: string
  role: (typeof LISTED_ROLES)[number]
  economyCode: string
  areaCode: string
  zoneCode: string | null
  from: Day
  constructed: boolean
}
const rowOf = ({ house, thing: edition }: Call<Edition>, one: Row, name: Wording) => ({
  id: one.id,
  name,
  role: one.role,
  economy: one.economyCode,
  area: one.areaCode,
  zone: one.zoneCode,
  since: one.from,
  constructed: one.constructed,
  url: `${house.publicUrl}/en${exhibitorAddress(edition, one)}`,
})

export const exhibitorApi: Door[] = [
  api('/api/v1/editions/:edition/exhibitors', {
    thing: editionInPath,
    may: maySeeEdition,
    operation: {
      id: 'listExhibitors',
      summary: 'applications.operations.list',
      tag,
      query: inPages.extend({
        'as-of': asOf,
        q: words(200, 'Words of a name, in any script.', 'kopi'),
        economy: words(15, 'Code of the country or territory.', 'TLS'),
        area: words(40, 'Code of an exhibition area.', 'food'),
        zone: words(40, 'Code of a special zone.', 'incubation'),
      }),
      answer: listOf('ExhibitorList', ExhibitorLine, { edition: EditionCode, as_of: DayText }),
    },
    answer: async (call, { lang, 'as-of': asked, q = '', economy = '', area = '', zone = '', after = '', limit }) => {
      const { house, thing: edition, now } = call
      const day = asked ?? todayIn(edition, now)
      const whose = { editionId: edition.id, lang: lang ?? 'en', asOf: day } as const
      const filter = { words: q, economyCode: economy.toUpperCase(), areaCode: area, zoneCode: zone }
      const found = await listExhibitors(house.db, whose, filter, { after: asId(after), limit: limit + 1 })
      const { items, next } = cut(call, { limit }, found, (one) => one.id)
      const ids = items.map((one) => one.id)
      const names = await listExhibitorNames(house.db, ids)
      const say = wordsIn(lang)
      const rows = items.map((one) => rowOf(call, one, say(names.get(one.id) ?? {})))
      return { edition: edition.code, as_of: day, items: rows, next }
    },
  }),
  api('/api/v1/editions/:edition/exhibitors/:id', {
    thing: editionInPath,
    may: maySeeEdition,
    operation: {
      id: 'getExhibitor',
      summary: 'applications.operations.one',
      tag,
      query: inWords.extend({ 'as-of': asOf }),
      answer: ExhibitorInFull,
    },
    answer: async (call, { lang, 'as-of': asked }) => {
      const { house, thing: edition, now, params } = call
      const day = asked ?? todayIn(edition, now)
      const say = wordsIn(lang)
      const exhibitor = await getExhibitor(house.db, edition.id, params.id ?? '')
      const { until, shows, hsChapters, brands, applicationId } = exhibitor
      const stand = await listOnStand(house.db, { lang: lang ?? 'en', asOf: day }, applicationId)
      const others = stand.exhibitors.filter((one) => one.id !== exhibitor.id)
      const names = await listExhibitorNames(
        house.db,
        others.map((one) => one.id),
      )
      return {
        edition: edition.code,
        as_of: day,
        ...rowOf(call, exhibitor, say(exhibitor.names)),
        until,
        shows: say(shows),
        hs_chapters: hsChapters,
        brands,
        on_the_same_stand: others.map(({ id, role, economyCode }) => ({
          id,
          name: say(names.get(id) ?? {}),
          role,
          economy: economyCode,
        })),
        represented: stand.represented.map((one) => ({ name: say(one.names), economy: one.economyCode })),
      }
    },
  }),
]
