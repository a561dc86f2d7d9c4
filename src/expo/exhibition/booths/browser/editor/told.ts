import type { Sheet } from '../../rules/change.ts'
import type { Finding, Known } from '../../rules/layout.ts'
import type { Booth, VenueRules } from '../../rules/plan.ts'
import type { BoothKind, EDITOR_WORDS, LayoutRule, StructureKind } from '../../words.ts'

/** What the server tells the editor at its first look. */
export interface Told {
  plan: { id: string; version: number; lengthM: number; widthM: number }
  sheet: Sheet
  rules: VenueRules
  known: { areas: string[]; zones: [string, string][]; gates: string[] }
  areas: { code: string; kind: string; parentCode: string | null; name: string; tint: number }[]
  firstArea: string
  words: Record<(typeof EDITOR_WORDS)[number], string> & {
    sentences: Record<LayoutRule, string>
    kinds: Record<BoothKind, string>
    structures: Record<StructureKind, string>
    fields: Record<string, string>
  }
}

export const knownOf = ({ known }: Told): Known => ({
  areas: new Set(known.areas),
  zones: new Map(known.zones),
  gates: known.gates,
})

/** A sentence with its places filled in. */
export const filled = (sentence: string, values: Record<string, string | number>): string =>
  sentence.replace(/\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole))

const numberFormat = new Intl.NumberFormat(
  document.documentElement.lang === 'ar' ? 'ar-u-nu-latn' : document.documentElement.lang,
  {
    maximumFractionDigits: 2,
  },
)
export const numeral = (value: number): string => numberFormat.format(value)

export const sentenceOf = (told: Told, finding: Finding, booths: readonly Booth[]): string => {
  const numbers = finding.boothIds.map((id) => booths.find((booth) => booth.id === id)?.number || '–')
  return filled(told.words.sentences[finding.rule], {
    numbers: numbers.slice(0, 6).join(', ') + (numbers.length > 6 ? ' …' : ''),
    amount: numeral(finding.amount),
    limit: numeral(finding.limit),
    name: finding.name,
  })
}
