import { z } from 'zod'
import { ROLES } from '#kernel/actor.ts'
import { LANGUAGES } from '#kernel/language.ts'
import { choice, id, optionalText, text, ticked } from '#web/form.ts'
import { GRANT_CHOICES } from './grant-choices.ts'
import { LONGEST_PASSWORD, SHORTEST_PASSWORD } from './words.ts'

const email = z.preprocess(
  (value) => (typeof value === 'string' ? value.trim().toLowerCase() : ''),
  z
    .string()
    .max(254, 'web.email')
    .pipe(z.email({ error: 'web.email' })),
)
/** A password is taken as it was typed: not trimmed, not changed. */
const newPassword = z
  .string({ error: 'web.required' })
  .refine((value) => [...value].length >= SHORTEST_PASSWORD, {
    error: 'people.password-short',
    params: { min: SHORTEST_PASSWORD },
  })
  .refine((value) => value.length <= LONGEST_PASSWORD, { error: 'web.too-long', params: { max: LONGEST_PASSWORD } })
const password = z.string({ error: 'web.required' }).min(1, 'web.required').max(1000, 'people.wrong-password')
/** Local addresses only: a sign-in must not lead to somebody else's page. */
const then = z.preprocess(
  (value) => (typeof value === 'string' && /^\/(?![/\\])[^\\\s]*$/.test(value) ? value : '/desk'),
  z.string().max(2000),
)
const oneTimeCode = z.preprocess(
  (value) => String(value ?? '').replace(/[\s-]/g, ''),
  z.string().min(1, 'web.required').max(40, 'people.wrong-code'),
)

export const SignInForm = z.object({ email, password, then })
export const SignUpForm = z
  .object({ name: text(120), email, password: newPassword })
  .refine((form) => form.password.toLowerCase() !== form.email, {
    error: 'people.password-is-address',
    path: ['password'],
  })
export const AddressForm = z.object({ email })
export const ResetForm = z.object({ password: newPassword })
export const SecondFactorForm = z.object({ code: oneTimeCode, then, trust: ticked })
export const PasswordForm = z.object({ password })
/** The code that proves a second factor; what was shown beside it comes back with it, so that a slip loses nothing. */
export const ProveForm = z.object({
  code: oneTimeCode,
  uri: z.string().max(500, 'web.not-understood').optional(),
  backup: z.string().max(500, 'web.not-understood').optional(),
})
export const NewAddressForm = z.object({ email, password })
export const ChangePasswordForm = z.object({ password, newPassword })
export const ProfileForm = z.object({
  name: text(120),
  nativeName: optionalText(120),
  nativeLang: z.string().regex(/^$|^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/, 'people.no-such-language'),
  language: choice(LANGUAGES),
})
export const JoinForm = z.object({ name: text(120), password: newPassword })
export const NothingForm = z.object({})
export const IdForm = z.object({ id: text(64) })
export const InvitationForm = z.object({ id })
export const RoleForm = z.object({ what: choice(GRANT_CHOICES), thing: optionalText(60) })
export const StaffForm = z.object({ email, role: choice(ROLES.edition), language: choice(LANGUAGES) })
export const StaffRemoveForm = z.object({ id: text(64), role: choice(ROLES.edition) })
export const EraseForm = z.object({ why: text(1000) })
export const RevokeForm = z.object({
  role: text(20),
  kind: choice(['house', 'edition', 'pavilion', 'company']),
  thing: optionalText(60),
})
