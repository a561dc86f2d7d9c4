import { z } from 'zod'
import { choice, dayField, id, optionalText, text, ticked, version, wholeNumber, wordingFields } from '#web/form.ts'
import { MODES } from './words.ts'

/** m² that one pavilion may be given: the largest published was 2,500. */
const area = wholeNumber(0, 20_000)
const quota = wholeNumber(0, 5_000)

export const InviteForm = z.object({
  economy: text(20),
  mode: choice(MODES),
  area,
  badges: quota,
  booths: quota,
  honour: ticked,
  email: z.preprocess(
    (value) => (typeof value === 'string' ? value.trim() : value),
    z.email({ error: 'web.email' }).max(254, 'web.email'),
  ),
  language: choice(['en', 'zh', 'fr', 'es', 'ru', 'ar']),
})

export const ConfirmForm = z.object({ version, on: dayField, ...wordingFields('theme', 200) })
export const DayForm = z.object({ version, on: dayField, why: optionalText(1000) })
export const ReasonForm = z.object({ version, on: dayField, why: text(1000) })
export const TermsForm = z.object({
  version,
  mode: choice(MODES),
  area,
  badges: quota,
  booths: quota,
  honour: ticked,
  from: dayField,
  why: text(1000),
})
export const ProfileForm = z.object({ title: optionalText(120), summary: optionalText(400), body: optionalText(6000) })
export const NothingForm = z.object({})
export const PictureForm = z.object({
  picture: z
    .instanceof(File, { error: 'pavilions.no-picture' })
    .refine((file) => file.size > 0, { error: 'pavilions.no-picture' }),
  ...wordingFields('alt', 200),
})
export const RemovePictureForm = z.object({ picture: id })
export const TeamForm = z.object({
  email: z.preprocess((value) => (typeof value === 'string' ? value.trim() : value), z.email({ error: 'web.email' })),
  role: choice(['administrator', 'member']),
})
export const TeamRemoveForm = z.object({ id })
