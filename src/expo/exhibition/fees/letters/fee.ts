import type { PhraseValues } from '#web/phrases.ts'
import type { Reader } from '#web/reader.ts'

/** What a company is written about its fees. */
export type LetterKind =
  | 'contract'
  | 'contract-anew'
  | 'scan-refused'
  | 'invoice'
  | 'credit-note'
  | 'receipt'
  | 'refund'
  | 'reminder-early'
  | 'reminder'
  | 'reminder-last'
  | 'released'
  | 'closed'

/** A letter: what happened to which stand, what stands beside it in somebody's own words, and where to go. */
export const feeLetter = (
  reader: Reader,
  kind: LetterKind,
  { values, why = '', link }: { values: PhraseValues; why?: string; link: string },
) => ({
  subject: reader.t(`fees.letter.${kind}-subject`, values),
  body: [reader.t(`fees.letter.${kind}`, values), why, link].filter(Boolean).join('\n\n'),
})
