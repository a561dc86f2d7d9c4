import { no, type Verdict, yes } from '#kernel/verdict.ts'
import { SMALLEST_BOOTH_M2 } from '../words.ts'
import { areaOf, boxOf, cm, faultOf, metres, type Outline, type Point, rectsOf, tidied, unionOf } from './geometry.ts'
import type { Booth } from './plan.ts'

// What staff do to booths in a draft. Each deed gives new booths; nothing is altered in place, so that every deed can be taken back.

/** May a booth have this shape? It must be one that can be built. */
export function mayStand(
  outline: Outline,
  number: string,
): Verdict<'too-few-corners' | 'slanting' | 'crosses-itself' | 'too-small'> {
  const fault = faultOf(outline)
  if (fault === 'too-few-corners') return no('too-few-corners', { number })
  if (fault === 'slanting') return no('slanting', { number })
  if (fault === 'crosses-itself') return no('crosses-itself', { number })
  return areaOf(outline) < SMALLEST_BOOTH_M2 ? no('too-small', { number, min: SMALLEST_BOOTH_M2 }) : yes
}

export const movedBy = (outline: Outline, rightM: number, downM: number): Outline =>
  outline.map(([x, y]) => [metres(cm(x) + cm(rightM)), metres(cm(y) + cm(downM))])

/** An outline stretched from one box into another, as when a corner is dragged; corners land on whole centimetres. */
export function stretched(outline: Outline, to: { x: number; y: number; width: number; height: number }): Outline {
  const box = boxOf(outline)
  const [wide, high] = [box.x1 - box.x0, box.y1 - box.y0]
  const at = ([x, y]: Point): Point => [
    metres(cm(to.x) + ((cm(x) - box.x0) * cm(to.width)) / wide),
    metres(cm(to.y) + ((cm(y) - box.y0) * cm(to.height)) / high),
  ]
  return tidied(outline.map(at))
}

/** Cuts a booth by a straight line across it: `x` from wall to wall upright, `y` level, `atM` from the hall's corner. Null where it misses. */
export function split(
  booth: Booth,
  cut: { along: 'x' | 'y'; atM: number },
  rest: { id: string; number: string },
): [Booth, Booth] | null {
  const at = cm(cut.atM)
  const rects = rectsOf(booth.outline)
  const before = rects
    .map((rect) =>
      cut.along === 'x' ? { ...rect, x1: Math.min(rect.x1, at) } : { ...rect, y1: Math.min(rect.y1, at) },
    )
    .filter((rect) => rect.x1 > rect.x0 && rect.y1 > rect.y0)
  const after = rects
    .map((rect) =>
      cut.along === 'x' ? { ...rect, x0: Math.max(rect.x0, at) } : { ...rect, y0: Math.max(rect.y0, at) },
    )
    .filter((rect) => rect.x1 > rect.x0 && rect.y1 > rect.y0)
  const [one, ...more] = unionOf(before)
  const [other, ...others] = unionOf(after)
  if (!one || !other || more.length > 0 || others.length > 0) return null
  return [
    { ...booth, outline: one },
    { ...booth, ...rest, outline: other },
  ]
}

/** May these booths become one? They must stand wall to wall, in one area. */
export function mayMerge(
  booths: readonly Booth[],
): Verdict<'merge-needs-two' | 'merge-areas-differ' | 'merge-not-adjoining'> {
  if (booths.length < 2) return no('merge-needs-two')
  if (new Set(booths.map((booth) => booth.areaCode)).size > 1) return no('merge-areas-differ')
  return unionOf(booths.flatMap((booth) => rectsOf(booth.outline))).length === 1 ? yes : no('merge-not-adjoining')
}

/** One booth in place of several: it keeps the id, number and kind of the largest, and stands in a zone only if all did. */
export function merged(booths: readonly Booth[]): Booth | null {
  const [largest] = [...booths].sort((a, b) => areaOf(b.outline) - areaOf(a.outline))
  const [outline] = unionOf(booths.flatMap((booth) => rectsOf(booth.outline)))
  if (!largest || !outline || !mayMerge(booths).ok) return null
  const zones = new Set(booths.map((booth) => booth.zoneCode))
  return {
    ...largest,
    outline,
    zoneCode: zones.size === 1 ? largest.zoneCode : null,
    holdsPillar: booths.some((booth) => booth.holdsPillar),
  }
}

/** The number after a number: A09 → A10, B → B2. */
export function nextNumber(number: string): string {
  const [, stem = number, digits = ''] = /^(.*?)(\d*)$/.exec(number) ?? []
  if (digits === '') return `${stem}2`
  return `${stem}${String(Number(digits) + 1).padStart(digits.length, '0')}`
}

/** Numbers in sequence for so many booths, from the first on, without those that others have. */
export function sequence(first: string, count: number, taken: ReadonlySet<string>): string[] {
  const numbers: string[] = []
  for (let number = first; numbers.length < count; number = nextNumber(number))
    if (!taken.has(number)) numbers.push(number)
  return numbers
}

/** Where a coordinate comes to lie: on a neighbour's edge if one is near, else on the grid. Metres. */
export function snapped(value: number, edges: readonly number[], gridM: number, reachM: number): number {
  let best: number | null = null
  for (const edge of edges)
    if (Math.abs(edge - value) <= reachM && (best === null || Math.abs(edge - value) < Math.abs(best - value)))
      best = edge
  return metres(cm(best ?? Math.round(value / gridM) * gridM))
}
