import type { BoothKind } from '../words.ts'

// Which booths somebody means: by number, with or without the hall before it, by area, zone or kind, and by what stands there.

/** Letters without marks, case, and the signs that people put between a hall and a number. */
export const folded = (text: string): string =>
  text
    .normalize('NFKD')
    .replace(/[\p{M}\u0640]/gu, '')
    .replace(/[أإآٱ]/g, 'ا')
    .toLowerCase()
    .replace(/[\s\-–—_/.·,'’]+/g, '')

/** A booth's whole number: the hall's code and its own. No two booths of an edition share one. */
export const wholeNumber = (hallCode: string, number: string): string => `${hallCode}-${number}`

export interface Findable {
  id: string
  number: string
  hallCode: string
  kind: BoothKind
  areaCode: string
  zoneCode: string | null
  areaM2: number
  openSides: number
}

export interface BoothFilter {
  q: string
  area: string
  zone: string
  kind: string
  /** m², as people choose it: `9`, `18`, `36-72`, `500-`. */
  size: string
  /** Open sides at least. */
  sides: number
}

export const SIZE_BANDS = ['0-9', '10-35', '36-71', '72-149', '150-499', '500-'] as const

export const isNarrowed = (filter: BoothFilter): boolean =>
  filter.q !== '' ||
  filter.area !== '' ||
  filter.zone !== '' ||
  filter.kind !== '' ||
  filter.size !== '' ||
  filter.sides > 0

/** How well a booth answers words: its number best, then its number's beginning, then what its area, zone or holder is called. */
export function scoreOf(words: string, booth: Findable, names: readonly string[]): number {
  const asked = folded(words)
  if (asked === '') return 1
  const [number, whole] = [folded(booth.number), folded(booth.hallCode + booth.number)]
  // 4.1H-A12, 4.1A12 and A12 are the same booth.
  if (asked === number || asked === whole || asked === folded(booth.hallCode).replace(/h$/, '') + number) return 4
  if (number.startsWith(asked) || whole.startsWith(asked)) return 3
  return names.some((name) => folded(name).includes(asked)) ? 2 : 0
}

function isOfSize(areaM2: number, size: string): boolean {
  const [, from = '', to = ''] = /^(\d{1,5})-(\d{0,5})$/.exec(size) ?? []
  if (from === '') return size === ''
  return areaM2 >= Number(from) && (to === '' || areaM2 < Number(to) + 1)
}

/** The booths that a filter lets through, best first, then in the order of their numbers. */
export function narrowed<Booth extends Findable>(
  booths: readonly Booth[],
  filter: BoothFilter,
  namesOf: (booth: Booth) => readonly string[],
): Booth[] {
  return booths
    .filter(
      (booth) =>
        (!filter.area || booth.areaCode === filter.area) &&
        (!filter.zone || booth.zoneCode === filter.zone) &&
        (!filter.kind || booth.kind === filter.kind) &&
        isOfSize(booth.areaM2, filter.size) &&
        booth.openSides >= filter.sides,
    )
    .map((booth) => ({ booth, score: scoreOf(filter.q, booth, namesOf(booth)) }))
    .filter(({ score }) => score > 0)
    .sort((a, b) => b.score - a.score || byNumber(a.booth, b.booth))
    .map(({ booth }) => booth)
}

const order = new Intl.Collator('en', { numeric: true })
/** Hall by hall; A2 before A10. */
export const byNumber = (a: Pick<Findable, 'hallCode' | 'number'>, b: Pick<Findable, 'hallCode' | 'number'>): number =>
  order.compare(a.hallCode, b.hallCode) || order.compare(a.number, b.number)
