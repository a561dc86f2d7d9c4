import { boxOf, cm, metres, type Rect } from './geometry.ts'
import { type Floor, standingOf } from './plan.ts'

/** An aisle that runs from wall to wall without a booth in it. */
export interface MainAisle {
  /** I, II, III...: the same in every script. */
  name: string
  /** `across`: from the upper wall to the lower; `along`: from the left wall to the right. */
  runs: 'across' | 'along'
  fromM: number
  toM: number
}

/** What of a length is left free when shadows have fallen on it. */
function gapsOf(length: number, shadows: readonly (readonly [number, number])[]): [number, number][] {
  const gaps: [number, number][] = []
  let free = 0
  for (const [from, to] of [...shadows].sort((a, b) => a[0] - b[0])) {
    if (from > free) gaps.push([free, from])
    free = Math.max(free, to)
  }
  if (length > free) gaps.push([free, length])
  return gaps
}

/** Rooms along the walls narrow no aisle that ends there. */
const touchesWall = (rect: Rect, floor: Floor): boolean =>
  rect.x0 <= 0 || rect.y0 <= 0 || rect.x1 >= cm(floor.lengthM) || rect.y1 >= cm(floor.widthM)

/** The main aisles of a floor, those across first, from left to right, then those along, from top to bottom. */
export function mainAislesOf(floor: Floor, mainAisleM: number): MainAisle[] {
  const shadows = [
    ...floor.booths.map((booth) => boxOf(booth.outline)),
    ...standingOf(floor.structures).filter((rect) => !touchesWall(rect, floor)),
  ]
  if (floor.booths.length === 0) return []
  const wide = (gaps: [number, number][]) => gaps.filter(([from, to]) => to - from >= cm(mainAisleM))
  const across = wide(
    gapsOf(
      cm(floor.lengthM),
      shadows.map((rect) => [rect.x0, rect.x1] as const),
    ),
  )
  const along = wide(
    gapsOf(
      cm(floor.widthM),
      shadows.map((rect) => [rect.y0, rect.y1] as const),
    ),
  )
  const name =
    (runs: MainAisle['runs'], skip: number) =>
    ([from, to]: [number, number], index: number): MainAisle => ({
      name: roman(skip + index + 1),
      runs,
      fromM: metres(from),
      toM: metres(to),
    })
  return [...across.map(name('across', 0)), ...along.map(name('along', across.length))]
}

const ROMAN = [
  [10, 'X'],
  [9, 'IX'],
  [5, 'V'],
  [4, 'IV'],
  [1, 'I'],
] as const

function roman(count: number): string {
  let left = count
  let numeral = ''
  for (const [value, sign] of ROMAN)
    while (left >= value) {
      numeral += sign
      left -= value
    }
  return numeral
}
