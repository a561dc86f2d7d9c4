import { z } from 'zod'
import { CURRENCIES } from '#kernel/currency.ts'
import { LANGUAGES } from '#kernel/language.ts'
import {
  choice,
  dayField,
  id,
  optionalDay,
  optionalText,
  severalOf,
  text,
  ticked,
  version,
  wholeNumber,
  worded,
  wordingFields,
} from '#web/form.ts'
import { BUDGET_UNITS, DAY_ORDERS, FIELDS, GROUPS, PERS, STAND_KINDS, SUPPORT_KINDS } from './words.ts'

/** A number to the hundredth or finer, in the digits of any of the six languages, with a comma or a point. */
const number = (places: number, { empty = false, signed = false } = {}) =>
  optionalText(20)
    .transform((typed) =>
      typed
        .replace(/[\s\u00a0\u202f]/g, '')
        .replace(/[\u0660-\u0669\u06f0-\u06f9\uff10-\uff19]/g, (digit) =>
          String((digit.codePointAt(0) as number) & 0xf),
        )
        .replace(/[−–]/g, '-')
        .replace(/[,٫]/, '.'),
    )
    .refine((value) => value !== '' || empty, { error: 'web.required' })
    .refine(
      (value) => value === '' || new RegExp(`^${signed ? '-?' : ''}\\d{1,9}(\\.\\d{1,${places}})?$`).test(value),
      {
        error: 'fees.not-a-number',
      },
    )
const squareMetres = number(2)
const optionalSquareMetres = number(2, { empty: true }).transform((value) => (value === '' ? null : value))

const amount = text(40)

export const NothingForm = z.object({})
export const OpenAnewForm = z.object({ newest: ticked, why: text(500) })

export const SignForm = z.object({
  version,
  digest: z.string({ error: 'web.stale' }).regex(/^[0-9a-f]{64}$/, 'web.stale'),
  name: text(120),
  capacity: text(120),
  agreed: ticked.refine((agreed) => agreed, { error: 'fees.not-agreed' }),
})
export const ScanForm = z.object({
  version,
  scan: z
    .instanceof(File, { error: 'fees.no-scan-chosen' })
    .refine((file) => file.size > 0, { error: 'fees.no-scan-chosen' }),
})
export const JudgeForm = z
  .object({ version, accepted: ticked, why: optionalText(500) })
  .refine((form) => form.accepted || form.why !== '', { error: 'web.required', path: ['why'] })

export const BillingForm = z.object({
  version,
  name: optionalText(200),
  address: optionalText(500),
  taxNumber: optionalText(60),
  order: optionalText(60),
  bank: optionalText(300),
  language: choice(LANGUAGES),
})
export const MoneyForm = z.object({ version, amount, on: dayField, note: text(300) })
export const WhyForm = z.object({ why: text(500) })

export const RateForm = z
  .object({
    version,
    ...wordingFields('name', 120),
    ...wordingFields('clause', 2000),
    per: choice(PERS),
    group: choice(GROUPS),
    price: number(6, { signed: true }),
    of: choice(GROUPS),
    leastM2: optionalSquareMetres,
    included: wholeNumber(0, 1000),
    kinds: severalOf(20).pipe(z.array(z.enum(STAND_KINDS, { error: 'web.choose-one' }))),
    openSides: severalOf(1).pipe(z.array(z.enum(['1', '2', '3', '4'], { error: 'web.choose-one' }))),
    fromM2: optionalSquareMetres,
    submittedUntil: optionalDay,
    areas: severalOf(40),
    tax: text(40),
  })
  .refine(...worded('name'))
export const MoveForm = z.object({ version, way: choice(['up', 'down', 'remove']) })
export const SpaceForm = z.object({ version, boothM2: squareMetres, home: text(15) })

export const TaxForm = z
  .object({
    version,
    class: z.string({ error: 'web.required' }).regex(/^[a-z][a-z0-9-]{0,39}$/, 'fees.not-a-code'),
    whose: choice(['home', 'abroad', 'all']),
    code: choice(['S', 'Z', 'E', 'AE', 'G', 'O']),
    percent: number(6),
    ...wordingFields('name', 60),
    ...wordingFields('clause', 1000),
  })
  .refine(...worded('name'))

/** Tiers and levels are typed as a list, one per line or between commas: few numbers, and no script is needed to add a row. */
const list = (shape: RegExp) =>
  optionalText(400)
    .transform((typed) =>
      typed
        .replace(/[\u0660-\u0669\u06f0-\u06f9]/g, (digit) => String((digit.codePointAt(0) as number) & 0xf))
        .replace(/[−–]/g, '-')
        .split(/[\n,;،؛，]+/)
        .map((part) => part.trim())
        .filter(Boolean),
    )
    .refine((parts) => parts.length <= 20 && parts.every((part) => shape.test(part)), { error: 'fees.not-a-list' })

export const TermsForm = z.object({
  version,
  depositPercent: number(2),
  depositDays: wholeNumber(0, 365),
  balanceDays: wholeNumber(0, 730),
  tolerance: amount,
  refunds: list(/^\d{1,3}\s*[:：]\s*\d{1,3}(\.\d{1,2})?\s*%?$/),
  reminders: list(/^-?\d{1,3}$/),
  releaseDays: wholeNumber(0, 365),
})
export const ConditionForm = z.object({ version, ...wordingFields('condition', 2000) }).refine(...worded('condition'))

export const MeasureForm = z
  .object({
    version,
    ...wordingFields('name', 120),
    ...wordingFields('clause', 2000),
    gives: choice(SUPPORT_KINDS),
    group: optionalText(15),
    recommended: ticked,
    kinds: severalOf(20).pipe(z.array(z.enum(STAND_KINDS, { error: 'web.choose-one' }))),
    booths: wholeNumber(0, 1000),
    perEconomy: number(2, { empty: true })
      .refine((value) => /^\d*$/.test(value), { error: 'fees.not-a-number' })
      .transform((value) => (value === '' ? null : Number(value))),
    percent: number(2),
    of: choice(GROUPS),
    perM2: number(6),
    most: number(6, { empty: true }).transform((value) => (value === '' ? null : value)),
    budget: text(40),
  })
  .refine(...worded('name'))

export const EnactForm = z.object({ version, from: dayField, note: text(500) })
export const DiscardForm = z.object({})

export const BudgetForm = z
  .object({
    version,
    code: z.string({ error: 'web.required' }).regex(/^[a-z][a-z0-9-]{0,39}$/, 'fees.not-a-code'),
    ...wordingFields('name', 120),
    unit: choice(BUDGET_UNITS),
    limit: amount,
    why: optionalText(300),
  })
  .refine(...worded('name'))

export const IssuerForm = z
  .object({
    version,
    ...wordingFields('name', 160),
    address: optionalText(500),
    taxNumber: optionalText(60),
    contact: optionalText(200),
  })
  .refine(...worded('name'))
const currencies = CURRENCIES as readonly string[] as readonly [string, ...string[]]
export const BankForm = z.object({
  version,
  name: text(120),
  account: text(60).transform((account) => account.replace(/\s/g, '').toUpperCase()),
  bic: optionalText(11),
  currency: choice(currencies),
  shown: ticked,
})
export const ExchangeForm = z.object({
  from: choice(currencies),
  to: choice(currencies),
  on: dayField,
  rate: number(8),
  source: optionalText(120),
})

export const BankFileForm = z.object({
  file: z.instanceof(File, { error: 'sheets.no-file' }).refine((file) => file.size > 0, { error: 'sheets.no-file' }),
})
export const ConfirmFileForm = z.object({ seen: z.string().max(64).catch('') })
const titles = Object.fromEntries(FIELDS.map((field) => [`title.${field}`, optionalText(200)])) as Record<
  `title.${(typeof FIELDS)[number]}`,
  ReturnType<typeof optionalText>
>
export const MappingForm = z
  .object({ ...titles, days: choice(DAY_ORDERS), point: choice(['.', ',']) })
  .refine((form) => form['title.day'] !== '', { error: 'web.required', path: ['title.day'], when: () => true })
  .refine((form) => form['title.amount'] !== '', { error: 'web.required', path: ['title.amount'], when: () => true })

export const BookForm = z.object({ version, account: id, amount, payment: z.union([id, z.literal('')]).optional() })
export const AsideForm = z.object({ version, why: text(300) })
export const TakeUpForm = z.object({ version })
export const ReleasesForm = z.object({ accounts: severalOf(36), why: text(500) })
