import { z } from 'zod'
import { listEconomies } from '#expo/ground/economies/index.ts'
import { type Edition, editionInPath, maySeeEdition } from '#expo/ground/editions/index.ts'
import { todayIn } from '#expo/ground/editions/rules.ts'
import type { Day } from '#kernel/day.ts'
import {
  asOf,
  Constructed,
  DayText,
  EconomyCode,
  EditionCode,
  inPages,
  inWords,
  listOf,
  oneOf,
  pageOf,
  Words,
  words,
  wordsIn,
} from '#web/api.ts'
import { api, type Call, type Door } from '#web/door.ts'
import { listTakingPart, type TakingPart } from './exhibition.ts'
import { maySeePavilion } from './permissions.ts'
import { pavilionInPath } from './places.ts'
import { listHistory, listPictures, listProfiles, listTerms } from './queries.ts'
import { rowOf } from './rows.ts'
import { firstsOf } from './rules.ts'
import { MODES } from './words.ts'

const Area = z.number().meta({ description: 'm², contracted.' })

const PavilionLine = z
  .object({
    code: EconomyCode,
    name: Words,
    region: Words.nullable().meta({ description: 'UN region of a country; null for an organisation.' }),
    region_code: z.string().nullable(),
    mode: z.enum(MODES),
    area_m2: Area,
    since: DayText.meta({ description: 'The day from which it takes part on these terms.' }),
    guest_of_honour: z.boolean(),
    first_time: z.boolean().meta({ description: 'In no earlier edition of the fair, in any mode.' }),
    first_time_on_site: z.boolean().meta({ description: 'On site now and in no earlier edition; debuts included.' }),
    constructed: Constructed,
  })
  .meta({ id: 'Pavilion' })

const PavilionInFull = z
  .object({
    edition: EditionCode,
    as_of: DayText,
    code: EconomyCode,
    name: Words,
    theme: Words,
    taking_part: PavilionLine.nullable().meta({ description: 'What holds on that day; null where it takes no part.' }),
    earlier: z
      .array(z.object({ edition: EditionCode, mode: z.enum(MODES) }))
      .meta({ description: 'Earlier editions of the fair that it took part in, by what stands on that day.' }),
    terms: z
      .array(
        z.object({
          mode: z.enum(MODES),
          area_m2: Area,
          guest_of_honour: z.boolean(),
          from: DayText,
          until: DayText.nullable().meta({ description: 'The first day on which they hold no more.' }),
        }),
      )
      .meta({ description: 'On what terms it takes part on which days.' }),
    profiles: z
      .array(z.object({ lang: z.string(), title: z.string(), summary: z.string(), body: z.string() }))
      .meta({ description: 'What the pavilion says of itself, once its page is shown.' }),
    pictures: z.array(z.object({ url: z.url(), width: z.int(), height: z.int(), alt: Words })),
    constructed: Constructed,
  })
  .meta({ id: 'PavilionInFull' })

const dayOf = (call: Call<unknown>, edition: Edition, asked: Day | undefined): Day =>
  asked ?? todayIn(edition, call.now)

const FIRSTS = ['debut', 'on-site', 'honour'] as const
const isFirst = (one: TakingPart, first: (typeof FIRSTS)[number]): boolean =>
  ({ debut: one.firsts.debut, 'on-site': one.firsts.firstOnSite, honour: one.guestOfHonour })[first]
const isNamed = (one: TakingPart, asked: string): boolean =>
  one.economyCode.toLowerCase() === asked.toLowerCase() ||
  Object.values(one.names).some((name) => name.toLowerCase().includes(asked.toLowerCase()))

const tag = 'pavilions.title'

export const pavilionApi: Door[] = [
  api('/api/v1/editions/:edition/pavilions', {
    thing: editionInPath,
    may: maySeeEdition,
    operation: {
      id: 'listPavilions',
      summary: 'pavilions.operations.list',
      tag,
      query: inPages.extend({
        'as-of': asOf,
        q: words(200, 'A part of a name in any language, or a code.', 'Timor'),
        region: words(3, 'UN M49 code of the region.', '142'),
        mode: oneOf(MODES, 'On site or online.'),
        first: oneOf(FIRSTS, 'Those for the first time, on site for the first time, or guests of honour.'),
      }),
      answer: listOf('PavilionList', PavilionLine, { edition: EditionCode, as_of: DayText }),
    },
    answer: async (call, { lang, 'as-of': asked, q, region, mode, first, ...paging }) => {
      const { house, thing: edition } = call
      const day = dayOf(call, edition, asked)
      const lines = (await listTakingPart(house.db, edition, day))
        .filter(
          (one) =>
            (!q || isNamed(one, q)) &&
            (!region || one.regionOf?.code === region) &&
            (!mode || one.mode === mode) &&
            (!first || isFirst(one, first)),
        )
        .map((one) => rowOf(one, wordsIn(lang)))
      return { edition: edition.code, as_of: day, ...pageOf(call, paging, lines, (line) => line.code) }
    },
  }),
  api('/api/v1/editions/:edition/pavilions/:economy', {
    thing: pavilionInPath,
    may: maySeePavilion,
    operation: {
      id: 'getPavilion',
      summary: 'pavilions.operations.one',
      tag,
      query: inWords.extend({ 'as-of': asOf }),
      answer: PavilionInFull,
    },
    answer: async (call, { lang, 'as-of': asked }) => {
      const { house, thing } = call
      const { edition, pavilion } = thing
      const { id, economyCode: code } = pavilion
      const say = wordsIn(lang)
      const day = dayOf(call, edition, asked)
      const shown = pavilion.pageShownOn !== null
      const [now, history, terms, profiles, pictures, economies] = await Promise.all([
        listTakingPart(house.db, edition, day, [code]),
        listHistory(house.db, edition, [code]),
        listTerms(house.db, id),
        shown ? listProfiles(house.db, id) : [],
        shown ? listPictures(house.db, id) : [],
        listEconomies(house.db, { hidden: true }),
      ])
      const { earlier } = firstsOf(history.get(code) ?? [], { editionId: edition.id, opensOn: edition.opensOn }, day)
      const at = `${house.publicUrl}/en/${edition.code}/pavilions/${code.toLowerCase()}/pictures`
      return {
        edition: edition.code,
        as_of: day,
        code,
        name: say(economies.find((one) => one.code === code)?.names ?? {}),
        theme: say(pavilion.theme),
        taking_part: now.map((one) => rowOf(one, say))[0] ?? null,
        earlier: earlier.map(({ editionCode, mode }) => ({ edition: editionCode, mode })),
        terms: terms.map(({ mode, areaM2, guestOfHonour, from, until }) => ({
          mode,
          area_m2: areaM2,
          guest_of_honour: guestOfHonour,
          from,
          until,
        })),
        profiles,
        pictures: pictures.map(({ id, width, height, alt }) => ({ url: `${at}/${id}`, width, height, alt: say(alt) })),
        constructed: pavilion.constructed,
      }
    },
  }),
]
