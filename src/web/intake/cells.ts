import { z } from 'zod'
import { LANGUAGES } from '#kernel/language.ts'
import { tidy } from '../form.ts'
import { findPhrase, type PhraseKey } from '../phrases.ts'

const folded = (text: string) => tidy(text).normalize('NFKC').toLowerCase()

/** One of a list by its code or by what it is called in any of the six languages; left empty, it is `otherwise`. */
export function oneOf<const Value extends string>(
  values: readonly Value[],
  phraseOf: (value: Value) => PhraseKey,
  otherwise?: Value,
) {
  const named = new Map<string, Value>()
  for (const value of values) {
    named.set(folded(value), value)
    for (const language of LANGUAGES) named.set(folded(findPhrase(language, phraseOf(value)) ?? value), value)
  }
  return z
    .string()
    .transform((typed) => (folded(typed) === '' ? otherwise : named.get(folded(typed))))
    .refine((value) => value !== undefined, { error: 'web.choose-one' })
    .transform((value) => value as Value)
}
