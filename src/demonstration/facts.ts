import { z } from 'zod'
import { MIXES, type MixName } from '#expo/exhibition/booths/rules/suggest.ts'
import { PASSAGE_KINDS } from '#expo/exhibition/booths/words.ts'
import { KINDS } from '#expo/ground/calendar/words.ts'
import { mayLieIn } from '#expo/ground/editions/rules.ts'
import { AREA_KINDS, WINDOW_KINDS } from '#expo/ground/editions/words.ts'
import { QUALIFIERS } from '#expo/results/words.ts'
import { type Day, isDay } from '#kernel/day.ts'
import { type Hour, isHour } from '#kernel/hour.ts'
import { GOODS_CODES } from './words.ts'

/**
 * A facts file: what is published about a fair, from which the constructed records are made. docs/facts.md says the same in prose.
 */
const wording = z.record(z.string().regex(/^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/), z.string().min(1).max(400))
const day = z
  .string()
  .refine((text) => isDay(text), { error: 'there is no such day' })
  .transform((text) => text as Day)
const hour = z
  .string()
  .refine((text) => isHour(text), { error: 'there is no such hour' })
  .transform((text) => text as Hour)
const instant = z.iso.datetime({ offset: true }).transform((text) => new Date(text))
const count = z.number().int().min(0).max(1000)
const many = z.number().int().min(0).max(100_000)
const code = z.string().regex(/^[A-Z][A-Z0-9-]{1,14}$/)

/** A total that must come out, or one that is to come out if the others let it. */
const total = (value: z.ZodNumber) =>
  z.union([
    value.transform((number) => ({ value: number, hold: 'must' as const })),
    z.object({ value, hold: z.enum(['must', 'if-possible']) }),
  ])
export type Total = { value: number; hold: 'must' | 'if-possible' }

const nationalExhibition = z.object({
  mode: z.enum(['on-site', 'online']),
  countries: total(count).optional(),
  organisations: total(count).optional(),
  debuts: total(count).optional(),
  firstOnSite: total(count).optional(),
  /** Countries by UN M49 region. */
  regions: z.record(z.string().regex(/^\d{3}$/), total(count)).default({}),
  /** Countries by group, as members on the edition's reference day. */
  groups: z.record(code, total(count)).default({}),
  guestsOfHonour: z.union([count, z.array(code)]).default(0),
  areaM2: total(z.number().min(0).max(10_000_000)).optional(),
  /** Who is known to have taken part. */
  named: z.array(code).default([]),
  source: z.string().max(400).optional(),
  /** For an edition to try things in: how many constructed pavilions stand where. */
  rehearsal: z
    .object({ invited: count, confirmed: count, declined: count, leaveOut: z.array(code).default([]) })
    .optional(),
})

/** Economies whose companies exhibit, and how many of them there are. */
const exhibition = z.object({
  exhibitors: total(many).optional(),
  economies: total(count).optional(),
  /** Countries, regions and organisations that take part in any way: with a pavilion, with exhibitors, with both. */
  participating: total(count).optional(),
  /** Of these, countries and regions; the others are organisations. */
  participatingEconomies: total(count).optional(),
  /** Economies of exhibitors by group, as members on the edition's reference day. */
  groups: z.record(code, total(count)).default({}),
  ldcExhibitors: total(many).optional(),
  recommendedLdc: total(many).optional(),
  /** Organisers that bring many along, and hold the stand for them. */
  umbrellas: z
    .object({ organisers: count, exhibitors: total(many), areaM2: total(z.number().min(0).max(10_000_000)).optional() })
    .optional(),
  /** Exhibitors in the list of leaders of the edition's year. */
  leaders: total(many).optional(),
  booths: total(many).optional(),
  /** Whose companies are known to have exhibited, and whose have not: at a fair of imports, the host's. */
  named: z.array(code).default([]),
  none: z.array(code).default([]),
  /** Applications in all, for whoever loads all of it; those that are not accepted are constructed beside the others. */
  applications: many.optional(),
  source: z.string().max(400).optional(),
  /** For an edition to try things in: how many constructed applications stand where on its clock. */
  rehearsal: z
    .object({ draft: many, submitted: many, accepted: many, waitListed: many, declined: many })
    .partial()
    .optional(),
})
export type ExhibitionFacts = z.output<typeof exhibition>

/** A programme to look at, the same for each edition: constructed, the fair's own, nobody's in particular. */
const programme = z.object({
  opens: hour,
  closes: hour,
  places: z.array(
    z.object({
      code: z.string().regex(/^[A-Za-z0-9][A-Za-z0-9.-]{0,39}$/),
      kind: z.enum(['hall', 'stage', 'room', 'table']),
      name: wording,
      /** Where an edition has a hall of this code, the place lies in it. */
      hall: z.string().nullable().default(null),
      capacity: z.number().int().positive().nullable().default(null),
      changeover: z.number().int().min(0).max(1440).default(0),
    }),
  ),
  happenings: z.array(
    z.object({
      kind: z.enum(KINDS),
      place: z.string(),
      /** Days of the edition, the first being 0. */
      days: z.array(z.number().int().min(0).max(60)).min(1),
      starts: hour,
      minutes: z.number().int().min(5).max(1440),
      languages: z.array(z.string()).default([]),
      title: wording,
    }),
  ),
})
export type ProgrammeFacts = z.output<typeof programme>
/** How a venue lies: halls, and the squares and galleries between them, in metres; and how one gets from one to the next. */
const layout = z.object({
  grounds: z.array(
    z.object({
      code: z.string().min(1).max(30),
      hall: z.boolean().default(false),
      name: wording.default({}),
      level: z.number().int().min(-3).max(20).default(0),
      x: z.number().min(0).max(9000),
      y: z.number().min(0).max(9000),
      length: z.number().positive().max(5000),
      width: z.number().positive().max(5000),
      turn: z.number().int().min(0).max(3).default(0),
    }),
  ),
  passages: z.array(
    z.object({
      from: z.string(),
      fromGate: z.string().default(''),
      to: z.string(),
      toGate: z.string().default(''),
      kind: z.enum(PASSAGE_KINDS),
      metres: z.number().min(0).max(9000),
      seconds: z.number().int().min(1).max(36_000),
    }),
  ),
})

const edition = z
  .object({
    code: z.string().regex(/^[a-z][a-z0-9]*-[0-9]{4}[a-z]?$/),
    number: z.number().int().min(1).max(999),
    name: wording,
    opensOn: day,
    closesOn: day,
    ldcReferenceDay: day.optional(),
    constructed: z.boolean().default(false),
    rehearsalClock: instant.optional(),
    source: z.string().max(400).optional(),
    areas: z
      .array(
        z.object({
          code: z.string().max(40),
          kind: z.enum(AREA_KINDS),
          parent: z.string().max(40).nullable().default(null),
          tint: z.number().int().min(1).max(8).default(1),
        }),
      )
      .default([]),
    halls: z
      .array(
        z.object({
          code: z.string().min(1).max(20),
          level: z.number().int().min(-3).max(20).default(0),
          lengthM: z.number().positive().max(5000),
          widthM: z.number().positive().max(5000),
          areas: z.array(z.string()).default([]),
        }),
      )
      .default([]),
    windows: z
      .array(
        z.object({
          kind: z.enum(WINDOW_KINDS),
          opensAt: instant,
          closesAt: instant,
          source: z.string().max(400).optional(),
          constructed: z.boolean().default(false),
        }),
      )
      .default([]),
    nationalExhibition: nationalExhibition.nullable().default(null),
    exhibition: exhibition.nullable().default(null),
    published: z
      .array(
        z.object({
          figure: z.string().regex(/^[a-z0-9-]{1,80}$/),
          value: z.number(),
          qualifier: z.enum(QUALIFIERS).default('exact'),
          unit: z.string().max(60),
          source: z.string().min(1).max(400),
          asOf: day.nullable().default(null),
          note: z.string().max(400).default(''),
          verified: z.boolean().default(true),
        }),
      )
      .default([]),
  })
  .refine((one) => one.closesOn >= one.opensOn, { error: 'closes before it opens', path: ['closesOn'] })
  .superRefine(({ areas }, context) => {
    for (const [index, area] of areas.entries()) {
      const parent = areas.slice(0, index).find((one) => one.code === area.parent)
      const verdict = mayLieIn({ kind: area.kind, hasZones: false }, parent ?? null)
      if (verdict.ok && (area.parent === null || parent)) continue
      const message = 'a zone lies in an area that stands before it, and nothing else lies in one'
      context.addIssue({ code: 'custom', message, path: ['areas', index, 'parent'] })
    }
  })

export const Facts = z
  .object({
    format: z.literal('rialto-facts/1'),
    fair: z.object({ code: z.string().regex(/^[a-z][a-z0-9]*$/), name: wording }),
    venue: z.object({
      name: wording,
      address: wording.default({}),
      city: wording,
      timeZone: z.string().max(60),
      indoorAreaM2: z.number().positive().nullable().default(null),
      outdoorAreaM2: z.number().positive().nullable().default(null),
      layout: layout.default({ grounds: [], passages: [] }),
      /** What differs from the usual rules of layout. */
      rules: z.object({ mostShare: z.number().min(0.01).max(1) }).optional(),
      source: z.string().max(400).optional(),
    }),
    currency: z.string().regex(/^[A-Z]{3}$/),
    areas: z.record(z.string(), wording).default({}),
    /** Which mix of stands an area has, for the constructed plans; `middle` where nothing is said. */
    mixes: z.record(z.string(), z.enum(Object.keys(MIXES) as [MixName, ...MixName[]])).default({}),
    /** What an area or a zone shows, by the codes of data/demonstration/words.json; anything where nothing is said. */
    goods: z.record(z.string(), z.array(z.enum(GOODS_CODES)).min(1)).default({}),
    /** How many exhibitors come from an economy, against 1 for one that is not named. */
    origins: z.record(code, z.number().positive().max(10_000)).default({}),
    /** The list of the world's largest companies and leaders of industry, in which constructed companies stand. */
    leaders: z
      .object({ code: z.string().regex(/^[a-z][a-z0-9-]{1,39}$/), name: wording })
      .default({ code: 'leaders', name: { en: 'Industry leaders' } }),
    /** Distinct countries and organisations over all editions up to one. */
    participantsOverall: z
      .array(
        z.object({
          through: z.string(),
          value: count,
          hold: z.enum(['must', 'if-possible']),
          source: z.string().max(400).optional(),
        }),
      )
      .default([]),
    programme: programme.optional(),
    /** A file beside this one with tariff, support rules and budgets, the same for each edition. */
    fees: z
      .string()
      .regex(/^[a-z0-9-]+\.json$/)
      .optional(),
    editions: z.array(edition).min(1).max(12),
  })
  .superRefine((facts, context) => {
    const codes = facts.editions.map((one) => one.code)
    for (const [index, one] of facts.editions.entries()) {
      const say = (message: string) => context.addIssue({ code: 'custom', message, path: ['editions', index, 'code'] })
      if (codes.indexOf(one.code) !== index) say(`the edition ${one.code} stands here twice`)
      if (!one.code.startsWith(`${facts.fair.code}-`))
        say(`the code of an edition begins with its fair's, ${facts.fair.code}-`)
    }
  })

export type Facts = z.output<typeof Facts>
export type EditionFacts = Facts['editions'][number]

/** A facts file that cannot be used; each line says where and why. */
export class UnusableFacts extends Error {
  readonly lines: string[]
  constructor(lines: string[]) {
    super(lines.join('\n'))
    this.lines = lines
  }
}

/** Ten megabytes: a facts file is a few pages. */
const LARGEST = 10_000_000

/** Reads a facts file's text; throws UnusableFacts with a line for each thing that is wrong with it. */
export function readFacts(text: string): Facts {
  if (text.length > LARGEST) throw new UnusableFacts(['The file is larger than 10 MB; a facts file is a few pages.'])
  let json: unknown
  try {
    json = JSON.parse(text)
  } catch (error) {
    throw new UnusableFacts([`The file is not JSON: ${(error as Error).message}.`])
  }
  const read = Facts.safeParse(json)
  if (!read.success)
    throw new UnusableFacts(read.error.issues.map((issue) => `${issue.path.join('.') || 'the file'}: ${issue.message}`))
  return { ...read.data, editions: read.data.editions.toSorted((a, b) => (a.opensOn < b.opensOn ? -1 : 1)) }
}
