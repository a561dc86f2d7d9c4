import { z } from 'zod'
import { choice, id, optionalText, text, ticked, version, wordingFields } from '#web/form.ts'
import { MIXES, type MixName } from './rules/suggest.ts'
import { BOOTH_KINDS, MOST_BOOTHS, MOST_STRUCTURES, PASSAGE_KINDS, STRUCTURE_KINDS } from './words.ts'

/** A length in metres as people type it, with a comma or a point, to the centimetre. */
const metresBetween = (min: number, max: number) =>
  text(12)
    .transform((value) => value.replace(',', '.').replace(/\s/g, ''))
    .refine((value) => /^-?\d{1,5}(\.\d{1,2})?$/.test(value) && Number(value) >= min && Number(value) <= max, {
      error: 'web.number-between',
      params: { min, max },
    })
    .transform(Number)
const whole = (min: number, max: number) =>
  text(6)
    .refine((value) => /^-?\d{1,6}$/.test(value) && Number(value) >= min && Number(value) <= max, {
      error: 'web.number-between',
      params: { min, max },
    })
    .transform(Number)

/** What a booth is called on the floor: short enough to be written on a pod. */
const number = text(12)

export const MIX_NAMES = Object.keys(MIXES) as [MixName, ...MixName[]]

export const BeginForm = z.object({ from: choice(['released', 'earlier', 'empty', ...MIX_NAMES]) })
export const VersionForm = z.object({ version })

export const BoothForm = z.object({
  version,
  number,
  kind: choice(BOOTH_KINDS),
  area: text(40),
  zone: optionalText(40),
  pillar: ticked,
  /** Corners as `x,y` in metres, one after the other. */
  corners: optionalText(2_000),
  x: optionalText(12),
  y: optionalText(12),
  width: optionalText(12),
  depth: optionalText(12),
})
export const SplitForm = z.object({ version, along: choice(['x', 'y']), at: metresBetween(0.01, 5_000), number })
export const MergeForm = z.object({ version, numbers: text(200) })
export const RenumberForm = z.object({ version, numbers: text(400), first: number })

export const StructureForm = z.object({
  version,
  kind: choice(STRUCTURE_KINDS),
  name: optionalText(20),
  corners: optionalText(2_000),
  x: optionalText(12),
  y: optionalText(12),
  width: optionalText(12),
  depth: optionalText(12),
})

export const UploadForm = z.object({
  version,
  file: z.instanceof(File, { error: 'booths.no-file' }).refine((file) => file.size > 0, { error: 'booths.no-file' }),
})
export const ApplyForm = z.object({
  version,
  digest: z.string({ error: 'booths.no-file' }).regex(/^[0-9a-f]{64}$/, 'booths.no-file'),
})

/** With the note, three fields per holder: `replacement.<booth>.<holder>`, `notice.…` and `reason.…`. */
export const ReleaseForm = z.object({ version, note: text(1_000) }).catchall(z.unknown())

export const RulesForm = z
  .object({
    version,
    mostShare: whole(1, 100),
    passageM: metresBetween(0, 50),
    rowM: metresBetween(1, 500),
    mainAisleM: metresBetween(0.5, 50),
    mainAislesFull: whole(0, 20),
    mainAislesHalf: whole(0, 20),
    exitClearM: metresBetween(0, 50),
    hydrantClearM: metresBetween(0, 50),
    maintenanceM: metresBetween(0, 50),
    openSideM: metresBetween(0.1, 50),
    wayM: metresBetween(0.1, 10),
    walkM: metresBetween(1, 300),
    gridM: metresBetween(0.05, 10),
  })
  .catchall(z.unknown())

export const GroundForm = z.object({
  version,
  code: text(30),
  level: whole(-3, 20),
  x: metresBetween(0, 9_000),
  y: metresBetween(0, 9_000),
  length: metresBetween(1, 5_000),
  width: metresBetween(1, 5_000),
  turn: choice(['0', '1', '2', '3']),
  ...wordingFields('name', 80),
})
export const RemoveForm = z.object({ version, code: text(60) })
export const PassageForm = z.object({
  version,
  from: text(30),
  fromGate: optionalText(20),
  to: text(30),
  toGate: optionalText(20),
  kind: choice(PASSAGE_KINDS),
  metres: metresBetween(0, 9_000),
  seconds: whole(1, 36_000),
})

/** What the editor sends: the whole sheet, as it stands on the screen. */
const point = z.tuple([z.number().min(-5_000).max(5_000), z.number().min(-5_000).max(5_000)])
const outline = z.array(point).min(3).max(200)
export const DrawnSheet = z.object({
  version: z.number().int().min(0).max(2_000_000_000),
  booths: z
    .array(
      z.object({
        id,
        number: z.string().max(12),
        kind: z.enum(BOOTH_KINDS),
        outline,
        areaCode: z.string().max(40),
        zoneCode: z.string().max(40).nullable(),
        holdsPillar: z.boolean(),
      }),
    )
    .max(MOST_BOOTHS),
  structures: z
    .array(
      z.object({
        id,
        kind: z.enum(STRUCTURE_KINDS),
        name: z.string().max(20),
        at: point.nullable(),
        outline: outline.nullable(),
      }),
    )
    .max(MOST_STRUCTURES)
    .refine((all) => all.every((one) => (one.at === null) !== (one.outline === null))),
})
