import { no, type Verdict, yes } from '#kernel/verdict.ts'
import { cm, metres, type Outline, type Point, rectangle } from './geometry.ts'
import type { Booth } from './plan.ts'

// What staff type where they do not draw: corners, a rectangle, a list of numbers.

/** A number of metres with a point or a comma; null where it is none. */
export function metresTyped(text: string): number | null {
  const plain = text.trim().replace(',', '.')
  if (!/^-?\d{1,5}(\.\d{1,2})?$/.test(plain)) return null
  return metres(cm(Number(plain)))
}

/** Corners as `x, y` or `x y` in metres with a decimal point, one to a line or parted by semicolons. */
export function cornersTyped(text: string): Outline | null {
  const corners = text
    .split(/[;\n]+/)
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .map((line): Point | null => {
      const [x, y, ...more] = line.split(/[\s,]+/)
      const [right, down] = [metresTyped(x ?? ''), metresTyped(y ?? '')]
      return right === null || down === null || more.length > 0 ? null : [right, down]
    })
  return corners.every((corner) => corner !== null) && corners.length >= 3 ? (corners as Outline) : null
}

export interface ShapeTyped {
  corners: string
  x: string
  y: string
  width: string
  depth: string
}

/** The shape that a form means: its corners where there are any, else its rectangle. */
export function outlineTyped(form: ShapeTyped): Outline | null {
  if (form.corners !== '') return cornersTyped(form.corners)
  const [x, y, width, depth] = [form.x, form.y, form.width, form.depth].map(metresTyped)
  if (x == null || y == null || width == null || depth == null || width <= 0 || depth <= 0) return null
  return rectangle(x, y, width, depth)
}

export const cornersAsTyped = (outline: Outline): string => outline.map(([x, y]) => `${x}, ${y}`).join('\n')

const order = new Intl.Collator('en', { numeric: true })

/** The booths that a list of numbers means, in its order: `A01 A03`, `A01, A03` or `A01-A10`, which runs over what lies between. */
export function boothsTyped<B extends Pick<Booth, 'number'>>(
  text: string,
  booths: readonly B[],
): { found: B[]; verdict: Verdict<'no-such-number'> } {
  const found: B[] = []
  for (const part of text.split(/[\s,;]+/).filter((one) => one !== '')) {
    const exact = booths.find((booth) => booth.number.toLowerCase() === part.toLowerCase())
    if (exact) {
      found.push(exact)
      continue
    }
    const [from = '', to = ''] = part.split(/[-–]/)
    const run = to === '' ? [] : between(from, to, booths)
    if (run.length === 0) return { found: [], verdict: no('no-such-number', { number: part.slice(0, 20) }) }
    found.push(...run)
  }
  return { found: [...new Set(found)], verdict: yes }
}

const stemOf = (number: string) => number.replace(/\d+$/, '').toLowerCase()

function between<B extends Pick<Booth, 'number'>>(from: string, to: string, booths: readonly B[]): B[] {
  return booths
    .filter(
      ({ number }) =>
        stemOf(number) === stemOf(from) &&
        stemOf(from) === stemOf(to) &&
        order.compare(number, from) >= 0 &&
        order.compare(number, to) <= 0,
    )
    .sort((a, b) => order.compare(a.number, b.number))
}
