import { z } from 'zod'
import type { Wording } from '#kernel/language.ts'
import { anyone } from '#kernel/permission.ts'
import {
  Constructed,
  DayText,
  EditionCode,
  Instant,
  inPages,
  inWords,
  listOf,
  pageOf,
  Words,
  wordsIn,
} from '#web/api.ts'
import { api, type Door } from '#web/door.ts'
import { maySeeEdition } from './permissions.ts'
import { editionInPath } from './places.ts'
import {
  type Area,
  type Edition,
  type Hall,
  listAreas,
  listEditions,
  listHalls,
  listWindows,
  type RegistrationWindow,
} from './queries.ts'
import { AREA_KINDS, WINDOW_KINDS } from './words.ts'

const SquareMetres = z.number().nullable().meta({ description: 'm²; null where nobody has said.' })

const EditionLine = z
  .object({
    code: EditionCode,
    fair: z.string().meta({ description: 'Code of the fair that it is an edition of.', examples: ['harbour'] }),
    number: z.int(),
    name: Words,
    opens_on: DayText,
    closes_on: DayText.meta({ description: 'The last day on which it is open.' }),
    time_zone: z.string().meta({ description: 'IANA time zone of the venue.', examples: ['Asia/Shanghai'] }),
    city: Words,
    venue: Words,
    venue_address: Words,
    indoor_area_m2: SquareMetres,
    outdoor_area_m2: SquareMetres,
    currency: z.string().meta({ description: 'ISO 4217 code of the tariff.', examples: ['CNY'] }),
    ldc_reference_day: DayText.meta({
      description: 'The day on which membership of the least developed countries decides about support.',
    }),
    source: z.string().nullable(),
    constructed: Constructed,
  })
  .meta({ id: 'Edition' })

const AreaLine = z
  .object({
    code: z.string().meta({ description: 'The same from edition to edition.', examples: ['food'] }),
    kind: z.enum(AREA_KINDS),
    parent: z.string().nullable().meta({ description: 'Code of the area that a special zone lies in.' }),
    name: Words,
  })
  .meta({ id: 'Area' })

const HallLine = z
  .object({
    code: z.string().meta({ examples: ['4.1H'] }),
    name: Words,
    level: z.int(),
    length_m: z.number(),
    width_m: z.number(),
    areas: z.array(z.string()).meta({ description: 'Codes of the areas shown in it.' }),
    constructed: Constructed,
  })
  .meta({ id: 'Hall' })

const WindowLine = z
  .object({
    kind: z.enum(WINDOW_KINDS).meta({ description: 'Who registers in it.' }),
    opens_at: Instant,
    closes_at: Instant.meta({ description: 'The first instant at which it is closed.' }),
    note: Words,
    source: z.string().nullable(),
    constructed: Constructed,
  })
  .meta({ id: 'RegistrationWindow' })

const EditionInFull = EditionLine.extend({
  areas: z.array(AreaLine),
  halls: z.array(HallLine),
  windows: z.array(WindowLine),
}).meta({ id: 'EditionInFull' })

type Say = (words: Wording) => Wording

const lineOf = (edition: Edition, say: Say) => ({
  code: edition.code,
  fair: edition.fairCode,
  number: edition.number,
  name: say(edition.name),
  opens_on: edition.opensOn,
  closes_on: edition.closesOn,
  time_zone: edition.timeZone,
  city: say(edition.city),
  venue: say(edition.venue),
  venue_address: say(edition.venueAddress),
  indoor_area_m2: edition.indoorAreaM2,
  outdoor_area_m2: edition.outdoorAreaM2,
  currency: edition.currency,
  ldc_reference_day: edition.ldcReferenceDay,
  source: edition.source,
  constructed: edition.constructed,
})

const areaLine = ({ code, kind, parentCode: parent, name }: Area, say: Say) => ({ code, kind, parent, name: say(name) })
const hallLine = ({ code, name, level, lengthM, widthM, areaCodes, constructed }: Hall, say: Say) => ({
  code,
  name: say(name),
  level,
  length_m: lengthM,
  width_m: widthM,
  areas: areaCodes,
  constructed,
})
const windowLine = ({ kind, opensAt, closesAt, note, source, constructed }: RegistrationWindow, say: Say) => ({
  kind,
  opens_at: opensAt.toISOString(),
  closes_at: closesAt.toISOString(),
  note: say(note),
  source,
  constructed,
})

const tag = 'editions.operations.heading'

export const editionApi: Door[] = [
  api('/api/v1/editions', {
    may: anyone,
    operation: {
      id: 'listEditions',
      summary: 'editions.operations.list',
      tag,
      query: inPages,
      answer: listOf('EditionList', EditionLine),
    },
    answer: async (call, { lang, ...paging }) => {
      const editions = await listEditions(call.house.db)
      const lines = editions.map((edition) => lineOf(edition, wordsIn(lang)))
      return pageOf(call, paging, lines, (line) => line.code)
    },
  }),
  api('/api/v1/editions/:edition', {
    thing: editionInPath,
    may: maySeeEdition,
    operation: {
      id: 'getEdition',
      summary: 'editions.operations.one',
      tag,
      query: inWords,
      answer: EditionInFull,
    },
    answer: async ({ house, thing: edition }, { lang }) => {
      const say = wordsIn(lang)
      const [areas, halls, windows] = await Promise.all([
        listAreas(house.db, edition.id),
        listHalls(house.db, edition.id),
        listWindows(house.db, edition.id),
      ])
      return {
        ...lineOf(edition, say),
        areas: areas.map((area) => areaLine(area, say)),
        halls: halls.map((hall) => hallLine(hall, say)),
        windows: windows.map((window) => windowLine(window, say)),
      }
    },
  }),
]
