import { z } from 'zod'
import { LANGUAGES } from '#kernel/language.ts'
import {
  choice,
  choices,
  dayField,
  decimalNumber,
  id,
  optionalText,
  severalOf,
  text,
  ticked,
  tidy,
  version,
  wallTimeField,
  wholeNumber,
  wordingFields,
} from '#web/form.ts'
import {
  BLOCKS,
  BOOTH_KINDS,
  COMPANIONSHIPS,
  DECISIONS,
  DOCUMENT_KINDS,
  NEARNESSES,
  NEIGHBOUR_WISHES,
  RECOMMENDER_KINDS,
  ROLES,
} from './words.ts'

const REASON = 1000
const CODE = 40
const MOST_NEIGHBOURS = 20

/** Where a saved part leads on to: the next, or the page that shows everything. */
const then = z.preprocess((value) => (value === 'review' ? 'review' : 'next'), z.enum(['review', 'next']))
const orNull = <Value extends z.ZodType>(value: Value) =>
  z.preprocess((typed) => (typed === '' || typed === undefined ? null : typed), value.nullable())

export const NothingForm = z.object({})
export const VersionForm = z.object({ version })
export const IdForm = z.object({ id })

export const BeginForm = z.object({ company: id, role: choice(ROLES), from: orNull(id) })

export const PlaceForm = z.object({
  version,
  then,
  area: text(CODE),
  zone: orNull(z.string().max(CODE, 'web.choose-one')),
  'shows-itself': ticked,
})
export const StandForm = z.object({
  version,
  then,
  kind: choice(BOOTH_KINDS),
  size: decimalNumber(1, 100_000),
  sides: choice(['1', '2', '3', '4']),
})
export const GoodsForm = z.object({
  version,
  then,
  ...wordingFields('shows', 2000),
  chapters: severalOf(2),
  brands: optionalText(300),
  certificates: optionalText(300),
})

/** Names as they are typed, one in a line. */
const names = optionalText(4000)
  .transform((typed) => [...new Set(typed.split('\n').map(tidy).filter(Boolean))])
  .refine((lines) => lines.length <= MOST_NEIGHBOURS, { error: 'web.too-many-lines', params: { max: MOST_NEIGHBOURS } })
  .refine((lines) => lines.every((line) => line.length <= 200), { error: 'web.too-long', params: { max: 200 } })
export const WishesForm = z.object({
  version,
  then,
  near: z.preprocess(
    (value) => (value === undefined ? [] : [value].flat()),
    z.array(choice(NEARNESSES)).transform((near) => [...new Set(near)]),
  ),
  hall: orNull(z.string().max(CODE, 'web.choose-one')),
  booths: optionalText(400).transform((typed) => [...new Set(typed.split(/[\s,;،、]+/).filter(Boolean))].slice(0, 20)),
  block: choice(BLOCKS),
  ...(Object.fromEntries(NEIGHBOUR_WISHES.map((wish) => [wish, names])) as Record<
    (typeof NEIGHBOUR_WISHES)[number],
    typeof names
  >),
  wishes: optionalText(2000),
})

/** A file that may be left out: browsers send an empty one without a name then. */
const optionalFile = z.preprocess(
  (value) => (value instanceof File && (value.size > 0 || value.name !== '') ? value : null),
  z.instanceof(File).nullable(),
)
export const DocumentForm = z.object({
  kind: choice(DOCUMENT_KINDS),
  document: z
    .instanceof(File, { error: 'companies.no-document' })
    .refine((file) => file.size > 0 || file.name !== '', { error: 'companies.no-document' }),
})

const email = z.preprocess(
  (value) => (typeof value === 'string' ? value.trim() : value),
  z.email({ error: 'web.email' }).max(254, 'web.email'),
)
export const CompanionForm = z.object({
  kind: choice(COMPANIONSHIPS),
  name: text(200),
  english: optionalText(200),
  economy: text(15),
  number: optionalText(60),
  shows: optionalText(1000),
  email: orNull(email),
})
export const ChangeCompanionForm = CompanionForm.extend({ version })
export const LinkForm = z.object({ email, language: choice(LANGUAGES) })
export const LinkCompanyForm = z.object({ company: orNull(id) })
export const JoinForm = z.object({ company: id })

const said = {
  kind: choice(RECOMMENDER_KINDS),
  body: text(300),
  economy: orNull(z.string().max(15, 'web.choose-one')),
  author: text(200),
  office: optionalText(200),
  on: dayField,
  words: optionalText(3000),
}
export const RecommendForm = z.object({ ...said, file: optionalFile })
/** Staff enter what they hold in hand, and file it. */
export const EnterForm = z.object({
  ...said,
  file: optionalFile.refine((file) => file !== null, { error: 'applications.no-evidence' }),
})
export const EndForm = z.object({ on: dayField, why: text(REASON) })

export const WithdrawForm = z.object({ version, on: dayField, why: text(REASON) })
export const WriteForm = z.object({ body: text(4000), file: optionalFile })
export const StaffWriteForm = WriteForm.extend({ kind: choice(['question', 'message', 'note']) })

const verdict = {
  reason: orNull(z.string().max(CODE, 'web.choose-one')),
  words: optionalText(2000),
  on: dayField,
}
export const DecideForm = z.object({ version, decision: choice(DECISIONS), ...verdict })
export const ReopenForm = z.object({ version, why: text(REASON) })
export const LateForm = z.object({ version, until: wallTimeField, why: text(REASON) })
export const OwnerForm = z.object({ owner: orNull(z.string().max(100)), seen: orNull(z.string().max(100)) })

/** Which applications, each with the version that was seen: `id/version`. */
const several = z.preprocess(
  (value) => (value === undefined ? [] : [value].flat()),
  z
    .array(z.string().regex(/^[0-9a-f-]{36}\/\d{1,9}$/, 'web.choose-some'))
    .min(1, 'web.choose-some')
    .max(500, 'web.choose-some')
    .transform((all) =>
      all.map((one) => {
        const [applicationId = '', seen = ''] = one.split('/')
        return { applicationId, version: Number(seen) }
      }),
    ),
)
export const TogetherForm = z.discriminatedUnion('do', [
  z.object({ do: z.literal('own'), id: several, owner: orNull(z.string().max(100)) }),
  ...DECISIONS.map((one) => z.object({ do: z.literal(one), id: several, ...verdict })),
])
export const UndoForm = z.object({ id: several, why: text(REASON) })

export const TermsForm = z.object({
  version,
  kinds: choices(BOOTH_KINDS),
  standard: decimalNumber(1, 1000),
  most: wholeNumber(1, 1000),
  from: decimalNumber(1, 10_000),
  to: decimalNumber(1, 50_000),
  step: decimalNumber(0.5, 100),
  pod: decimalNumber(1, 100),
  pods: severalOf(CODE),
})
export const ReasonForm = z.object({ version, ...wordingFields('words', 300), decisions: choices(DECISIONS) })
export const RemoveReasonForm = z.object({ version, code: text(CODE) })
