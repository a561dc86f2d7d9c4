import { z } from 'zod'
import { type Currency, currency, isCurrency } from '#kernel/currency.ts'
import { type Day, isDay } from '#kernel/day.ts'
import { LANGUAGES } from '#kernel/language.ts'
import type { SupportRules, Tariff } from './rules/tariff.ts'
import { BUDGET_UNITS, GROUPS, PERS, STAND_KINDS, SUPPORT_KINDS } from './words.ts'

/**
 * Tariffs and support rules as they are kept. Whatever is written into a version passes through here, and whatever is read out of one
 * too: data that a later house could not reckon with never becomes a statement.
 */
const wording = z.record(z.enum(LANGUAGES).or(z.string().regex(/^[a-z]{2,3}(-\w{2,8})*$/)), z.string().max(4000))
const decimal = z.string().regex(/^-?\d{1,12}(\.\d{1,6})?$/)
const positive = z.string().regex(/^\d{1,12}(\.\d{1,6})?$/)
const measured = z.string().regex(/^\d{1,9}(\.\d{1,2})?$/)
const code = z.string().regex(/^[a-z][a-z0-9-]{0,39}$/)
const day = z
  .string()
  .refine(isDay)
  .transform((text) => text as Day)

const rate = z
  .object({
    code,
    name: wording,
    clause: wording,
    per: z.enum(PERS),
    group: z.enum(GROUPS),
    price: decimal,
    of: z.enum(GROUPS),
    leastM2: measured.nullable(),
    included: z.int().min(0).max(1000),
    when: z.object({
      kinds: z.array(z.enum(STAND_KINDS)),
      openSides: z.array(z.int().min(1).max(4)),
      fromM2: measured.nullable(),
      submittedUntil: day.nullable(),
      areas: z.array(z.string().max(40)),
    }),
    tax: code,
  })
  // A reduction of everything is the most; amounts are only ever charged, so nothing is owed to whoever takes a stand.
  .refine((one) => Number(one.price) >= (one.per === 'percent' ? -100 : 0))

const tax = z.object({
  class: code,
  whose: z.enum(['home', 'abroad', 'all']),
  code: z.enum(['S', 'Z', 'E', 'AE', 'G', 'O']),
  percent: positive,
  name: wording,
  clause: wording,
})

const terms = z.object({
  depositPercent: positive.refine((percent) => Number(percent) <= 100),
  depositDays: z.int().min(0).max(365),
  balanceDays: z.int().min(0).max(730),
  tolerance: positive,
  refunds: z.array(
    z.object({ daysBefore: z.int().min(0).max(1000), percent: positive.refine((percent) => Number(percent) <= 100) }),
  ),
  reminders: z.array(z.int().min(-90).max(365)),
  releaseDays: z.int().min(0).max(365),
  conditions: z.array(wording),
})

const isWhole = (one: z.infer<typeof terms>, places: z.infer<typeof rate>[], taxes: z.infer<typeof tax>[]) => {
  const covers = (kind: string, whose: 'home' | 'abroad') =>
    taxes.some((each) => each.class === kind && (each.whose === 'all' || each.whose === whose))
  return (
    one.refunds.length > 0 &&
    places.every((each) => each.per === 'percent' || (covers(each.tax, 'home') && covers(each.tax, 'abroad')))
  )
}
const onceEach = (all: { code: string }[]) => new Set(all.map((one) => one.code)).size === all.length

/** @public */
export const TariffSchema: z.ZodType<Tariff> = z
  .object({
    currency: z
      .string()
      .refine(isCurrency)
      .transform((text): Currency => currency(text)),
    boothM2: measured.refine((area) => Number(area) > 0),
    home: z.string().max(15),
    rates: z.array(rate).max(60).refine(onceEach),
    taxes: z.array(tax).max(20),
    terms,
  })
  .refine((one) => isWhole(one.terms, one.rates, one.taxes))

/** @public */
export const SupportSchema: z.ZodType<SupportRules> = z.object({
  measures: z
    .array(
      z
        .object({
          code,
          name: wording,
          clause: wording,
          gives: z.enum(SUPPORT_KINDS),
          who: z.object({
            group: z.string().max(15),
            recommended: z.boolean(),
            kinds: z.array(z.enum(STAND_KINDS)),
          }),
          booths: z.int().min(0).max(1000),
          perEconomy: z.int().min(0).max(10_000).nullable(),
          percent: positive.refine((percent) => Number(percent) <= 100),
          of: z.enum(GROUPS),
          perM2: positive,
          most: positive.nullable(),
          budget: code,
        })
        // Money is limited by its budget; only booths are shared out among economies.
        .refine((one) => one.gives === 'free-booths' || one.perEconomy === null),
    )
    .max(40)
    .refine(onceEach),
})

/** What a facts file says of budgets, the organiser, its bank and rates. */
export const BudgetFacts = z.object({ code, name: wording, unit: z.enum(BUDGET_UNITS), limit: positive })
export const IssuerFacts = z.object({
  name: wording,
  address: z.string().max(500),
  taxNumber: z.string().max(60),
  contact: z.string().max(200),
})
export const BankFacts = z.object({
  name: z.string().max(120),
  account: z.string().max(60),
  bic: z.string().max(11),
  currency: z.string().refine(isCurrency),
})
export const ExchangeFacts = z.object({
  from: z.string().refine(isCurrency),
  to: z.string().refine(isCurrency),
  rate: positive,
})
