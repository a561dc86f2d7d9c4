import type { Reader } from '#web/reader.ts'
import type { Finding } from './rules/layout.ts'
import type { Booth } from './rules/plan.ts'
import { LAYOUT_RULES, type LayoutRule } from './words.ts'

const MOST_NAMED = 6

/** What a finding says, in the reader's language: about which booths, how much, and what is asked for. */
export function sayFinding(reader: Reader, finding: Finding, booths: readonly Pick<Booth, 'id' | 'number'>[]): string {
  const numbers = finding.boothIds.map((id) => booths.find((booth) => booth.id === id)?.number || '–')
  const named = reader.list(numbers.slice(0, MOST_NAMED))
  return reader.t(`booths.findings.${finding.rule}`, {
    numbers: apart(reader, numbers.length > MOST_NAMED ? `${named} …` : named),
    amount: reader.number(finding.amount),
    limit: reader.number(finding.limit),
    name: apart(reader, finding.name),
  })
}

/** Numbers of booths run from left to right; in a sentence that does not, they stand for themselves. */
const apart = (reader: Reader, text: string): string => (reader.dir === 'rtl' && text ? `\u2068${text}\u2069` : text)

/** The sentences of all findings with their places left open, for the editor to fill in. */
export const findingSentences = (reader: Reader): Record<LayoutRule, string> =>
  Object.fromEntries(
    LAYOUT_RULES.map((rule) => [
      rule,
      reader.t(`booths.findings.${rule}`, {
        numbers: apart(reader, '{numbers}'),
        amount: '{amount}',
        limit: '{limit}',
        name: apart(reader, '{name}'),
      }),
    ]),
  ) as Record<LayoutRule, string>
