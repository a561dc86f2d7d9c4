import { z } from 'zod'
import { choice, dayField, optionalDay, optionalText, text, ticked, version, wordingFields } from '#web/form.ts'
import { CERTAINTIES } from './words.ts'

const code = text(15).refine((value) => /^[A-Z][A-Z0-9-]{1,14}$/.test(value), { error: 'economies.code-shape' })

export const ShowForm = z.object({ version, shown: ticked, ...wordingFields('name', 200), why: optionalText(1000) })
export const OrganisationForm = z.object({ code, ...wordingFields('name', 200) })
export const GroupForm = z.object({ code, ...wordingFields('name', 200), source: optionalText(500) })
export const MembershipForm = z.object({
  economy: text(15),
  from: dayField,
  until: optionalDay,
  certainty: choice(CERTAINTIES),
  note: optionalText(500),
  why: optionalText(1000),
})
export const ChangeMembershipForm = MembershipForm.omit({ economy: true }).extend({ version })
export const RemoveMembershipForm = z.object({ version, why: text(1000) })
