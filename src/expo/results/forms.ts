import { z } from 'zod'
import { choice, dayField, optionalDay, optionalText, text } from '#web/form.ts'
import { FIGURE_IDS } from './figures/figure.ts'
import { QUALIFIERS } from './words.ts'

export const PublishForm = z.object({ figure: choice(FIGURE_IDS), asOf: dayField })
export const CorrectForm = PublishForm.extend({ why: text(1000) })
export const FactForm = z.object({
  figure: text(80).refine((value) => /^[a-z0-9-]+$/.test(value), { error: 'results.no-such-figure' }),
  value: text(20)
    .refine((value) => /^\d{1,12}(\.\d{1,4})?$/.test(value), { error: 'results.no-number' })
    .transform(Number),
  qualifier: choice(QUALIFIERS),
  unit: text(60),
  asOf: optionalDay,
  source: text(400),
  note: optionalText(400),
})
export const RemoveFactForm = z.object({ id: z.uuid({ error: 'web.choose-one' }), why: text(1000) })
