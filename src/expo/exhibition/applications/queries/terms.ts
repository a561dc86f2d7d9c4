import { LANGUAGES, type Wording } from '#kernel/language.ts'
import type { Db, Tx } from '#platform/database.ts'
import { readerOf } from '#web/reader.ts'
import { COMMON_TERMS, type Terms } from '../rules.ts'
import { COMMON_REASONS, type CommonReason, type Decision, type Reason } from '../words.ts'

/** The terms of an edition with the reasons that its decisions may give; version 0 where nobody has set any. */
export interface EditionTerms extends Terms {
  reasons: Reason[]
  version: number
}

export async function getTerms(db: Db, editionId: string): Promise<EditionTerms> {
  const row = await db
    .selectFrom('applications.terms')
    .selectAll()
    .where('editionId', '=', editionId)
    .executeTakeFirst()
  if (!row) return { ...COMMON_TERMS, reasons: commonReasons, version: 0 }
  const { editionId: _, standardM2, rawFromM2, rawToM2, rawStepM2, podM2, ...rest } = row
  const sizes = { standardM2, rawFromM2, rawToM2, rawStepM2, podM2 }
  const numbers = Object.fromEntries(Object.entries(sizes).map(([name, size]) => [name, Number(size)]))
  return { ...rest, ...(numbers as Record<keyof typeof sizes, number>) }
}

/** The same, with the edition's row of terms locked: one clerk at a time changes them. */
export async function lockTerms(tx: Tx, editionId: string): Promise<EditionTerms> {
  await tx.selectFrom('applications.terms').select('version').where('editionId', '=', editionId).forUpdate().execute()
  return getTerms(tx, editionId)
}

/** The reasons that every edition starts with, in six languages. */
export const commonReasons: Reason[] = Object.entries(COMMON_REASONS).map(([code, decisions]) => ({
  code,
  decisions: [...(decisions as readonly Decision[])],
  words: wordsOf(code as CommonReason),
}))

function wordsOf(code: CommonReason): Wording {
  return Object.fromEntries(LANGUAGES.map((lang) => [lang, readerOf(lang).t(`applications.reasons.${code}`)]))
}
