import { z } from 'zod'
import { LANGUAGES } from '#kernel/language.ts'
import {
  choice,
  choices,
  dayField,
  id,
  optionalDay,
  optionalNumber,
  optionalText,
  text,
  tidy,
  version,
  wholeNumber,
  wordingFields,
} from '#web/form.ts'
import { DOCUMENT_KINDS, KINDS, NAME_LANGUAGES, SIZES } from './words.ts'

const NAME = 200
const REASON = 1000
const tongue = z.string({ error: 'web.choose-one' }).refine((tag) => [...LANGUAGES, ...NAME_LANGUAGES].includes(tag), {
  error: 'web.choose-one',
})
const whole = (min: number, max: number) =>
  optionalNumber(min, max).refine((value) => value === null || Number.isInteger(value), {
    error: 'web.number-between',
    params: { min, max },
  })

/** A website as people write it, with or without https; null where it is left empty. */
const website = z.preprocess(
  (value) => (typeof value === 'string' ? tidy(value) : ''),
  z
    .string()
    .max(300, 'companies.no-website')
    .transform((typed) => (typed === '' || /^[a-z]+:/i.test(typed) ? typed : `https://${typed}`))
    .refine((typed) => typed === '' || isWebsite(typed), { error: 'companies.no-website' })
    .transform((typed) => (typed === '' ? null : new URL(typed).href)),
)
function isWebsite(typed: string): boolean {
  const url = URL.parse(typed)
  return url !== null && /^https?:$/.test(url.protocol) && url.hostname.includes('.') && url.username === ''
}

const facts = {
  economy: text(15),
  number: optionalText(60),
  kinds: choices(KINDS),
  size: z.preprocess((value) => (value === '' || value === undefined ? null : value), choice(SIZES).nullable()),
  founded: whole(1000, 2100),
  website,
}

export const FoundForm = z.object({
  legal: text(NAME),
  tongue,
  ...facts,
  /** Seen that others have such a name, and it is none of them. */
  sure: z.preprocess((value) => value === 'yes', z.boolean()),
})
export const FactsForm = z.object({ version, ...facts, why: optionalText(REASON) })
export const NamesForm = z.object({
  version,
  legal: text(NAME),
  tongue,
  ...wordingFields('name', NAME),
  why: optionalText(REASON),
})
export const ProfileForm = z.object({ summary: optionalText(400), body: optionalText(6000) })
export const ReasonForm = z.object({ version, why: text(REASON) })

export const DocumentForm = z.object({
  kind: choice(DOCUMENT_KINDS),
  document: z
    .instanceof(File, { error: 'companies.no-document' })
    .refine((file) => file.size > 0 || file.name !== '', { error: 'companies.no-document' }),
})
export const TakeBackForm = z.object({ id })
export const VersionForm = z.object({ version })
export const AcceptForm = z.object({ version, from: dayField, until: optionalDay })
export const WithdrawForm = z.object({ version, on: dayField, why: text(REASON) })

export const JoinForm = z.object({
  company: z.preprocess((value) => (value === '' ? undefined : value), id.optional()),
  economy: optionalText(15),
  number: optionalText(60),
  message: optionalText(500),
})
export const LetInForm = z.object({ id, role: choice(['administrator', 'member']) })
export const DeclineForm = z.object({ id })
export const TeamRemoveForm = z.object({ id })
export const TeamForm = z.object({
  email: z.preprocess(
    (value) => (typeof value === 'string' ? value.trim() : value),
    z.email({ error: 'web.email' }).max(254, 'web.email'),
  ),
  role: choice(['administrator', 'member']),
  language: choice(LANGUAGES),
})

export const MergeForm = z.object({ version, other: id, otherVersion: version, keep: id, why: text(REASON) })
export const ApartForm = z.object({ other: id })

const rankingCode = text(40).refine((code) => /^[a-z][a-z0-9-]{1,39}$/.test(code), { error: 'companies.ranking-code' })
export const RankingForm = z.object({ code: rankingCode, ...wordingFields('name', NAME), source: optionalText(500) })
export const RankForm = z.object({
  company: id,
  year: wholeNumber(1900, 2999),
  rank: whole(1, 100_000),
  source: optionalText(500),
})
export const UnrankForm = z.object({ company: id, year: wholeNumber(1900, 2999) })
