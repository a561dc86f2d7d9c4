import type { Point } from '../rules/geometry.ts'
import type { Block } from '../rules/sides.ts'
import type { Ground } from '../rules/venue.ts'
import { fitted, SIZES } from './lettering.ts'
import { escaped } from './pen.ts'

/** A ground on the venue's plan: what it is called, where it leads, and the blocks of booths in it. */
export interface DrawnGround extends Ground {
  word: string
  /** What is said of it when it is pointed at, or read out. */
  title: string
  href: string | null
  blocks: readonly Block[]
  /** How many booths were found in it; null where nothing was looked for. */
  found: number | null
}

export interface VenueDrawing {
  /** The grounds of one level. */
  grounds: readonly DrawnGround[]
  /** Those of every level: all are drawn to one scale, so that what lies above lies above. */
  venue: readonly Ground[]
  label: string
  tintOf(areaCode: string): number
  /** Ways over this level, each a line through points of the venue. */
  ways: readonly (readonly Point[])[]
  words: { north: string; scale: string }
}

const MARGIN = 14
const FOOT = 50
/** Between this and the caption stands the code of a hall. */
const CODE = 5

const round = (metres: number): string => String(Math.round(metres * 10) / 10)

/** One level of a venue, in metres: its halls with the blocks of their booths, the squares between, and ways. */
export function drawVenue(of: VenueDrawing): string {
  const boxes = of.venue.map(boxOn)
  const [x0, y0] = [Math.min(...boxes.map((box) => box.x)) - MARGIN, Math.min(...boxes.map((box) => box.y)) - MARGIN]
  const width = Math.max(...boxes.map((box) => box.x + box.width)) + MARGIN - x0
  const height = Math.max(...boxes.map((box) => box.y + box.height)) + FOOT - y0
  const squares = of.grounds.filter((one) => one.hallCode === null)
  const halls = of.grounds.filter((one) => one.hallCode !== null)
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" class="plan venue" viewBox="${round(x0)} ${round(y0)} ${round(width)} ${round(height)}" role="group" aria-label="${escaped(of.label)}">`,
    squares.map(square).join(''),
    halls.map((one) => hall(one, of)).join(''),
    of.ways.map((way) => line(way)).join(''),
    frame(x0, y0 + height, x0 + width, of.words),
    '</svg>',
  ].join('')
}

function boxOn(ground: Ground): { x: number; y: number; width: number; height: number } {
  const turned = ground.turn % 2 === 1
  return {
    x: ground.xM,
    y: ground.yM,
    width: turned ? ground.widthM : ground.lengthM,
    height: turned ? ground.lengthM : ground.widthM,
  }
}

const rect = ({ x, y, width, height }: ReturnType<typeof boxOn>) =>
  `x="${round(x)}" y="${round(y)}" width="${round(width)}" height="${round(height)}"`

function square(ground: DrawnGround): string {
  const box = boxOn(ground)
  const word = fitted(ground.word, box.width - 6, box.height - 6, 4)
  const texts = word
    ? word.lines
        .map((text, index) => {
          const foot =
            box.y +
            box.height / 2 +
            (index - (word.lines.length - 1) / 2) * (SIZES[word.size] as number) * 1.16 +
            (SIZES[word.size] as number) * 0.35
          return `<text class="room f${word.size}" x="${round(box.x + box.width / 2)}" y="${round(foot)}">${escaped(text)}</text>`
        })
        .join('')
    : ''
  return `<rect class="square" ${rect(box)}/>${texts}`
}

function hall(ground: DrawnGround, of: VenueDrawing): string {
  const box = boxOn(ground)
  const size = Math.min(box.width, box.height) > 70 ? CODE : CODE - 2
  const letter = SIZES[size] as number
  const count =
    ground.found === null || ground.found === 0
      ? ''
      : `<text class="hits f${size - 1}" x="${round(box.x + box.width / 2)}" y="${round(box.y + box.height / 2 + letter * 1.25)}">${ground.found}</text>`
  const inside = [
    `<title>${escaped(ground.title)}</title>`,
    `<rect class="hall" ${rect(box)}/>`,
    blocks(ground, of),
    `<text class="code f${size}" x="${round(box.x + box.width / 2)}" y="${round(box.y + box.height / 2 + letter * 0.35)}">${escaped(ground.word)}</text>`,
    count,
  ].join('')
  const dimmed = ground.found === 0 ? ' class="none"' : ''
  return ground.href ? `<a href="${escaped(ground.href)}"${dimmed}>${inside}</a>` : `<g${dimmed}>${inside}</g>`
}

/** A hall's blocks, by area, in metres of its own floor, set down where the hall lies. */
function blocks(ground: DrawnGround, of: VenueDrawing): string {
  const paths = new Map<number, string>()
  for (const { areaCode, rects } of ground.blocks) {
    const tint = of.tintOf(areaCode)
    const path = rects
      .map(({ x0, y0, x1, y1 }) => {
        const across = (x1 - x0) / 100
        return `M${round(x0 / 100)} ${round(y0 / 100)}h${round(across)}v${round((y1 - y0) / 100)}h${round(-across)}z`
      })
      .join('')
    paths.set(tint, (paths.get(tint) ?? '') + path)
  }
  const drawn = [...paths].map(([tint, path]) => `<path class="t${tint}" d="${path}"/>`).join('')
  return drawn ? `<g transform="matrix(${matrixOf(ground).map(round).join(' ')})">${drawn}</g>` : ''
}

/** How a hall's own floor lies on the venue. */
function matrixOf({ xM, yM, lengthM, widthM, turn }: Ground): number[] {
  if (turn === 1) return [0, 1, -1, 0, xM + widthM, yM]
  if (turn === 2) return [-1, 0, 0, -1, xM + lengthM, yM + widthM]
  if (turn === 3) return [0, -1, 1, 0, xM, yM + lengthM]
  return [1, 0, 0, 1, xM, yM]
}

const line = (points: readonly Point[]): string => {
  const path = points.map(([x, y], index) => `${index === 0 ? 'M' : 'L'}${round(x)} ${round(y)}`).join('')
  return `<path class="under-way" d="${path}"/><path class="way" d="${path}"/>`
}

function frame(left: number, bottom: number, right: number, words: VenueDrawing['words']): string {
  const y = bottom - 10
  return [
    `<path class="scale" d="M${round(left + MARGIN)} ${round(y - 4)}v4h100v-4m-50 4v-2.4"/>`,
    `<text class="note f4" x="${round(left + MARGIN + 50)}" y="${round(y - 8)}">${escaped(words.scale.replace('{metres}', '100'))}</text>`,
    `<g class="north" transform="translate(${round(right - MARGIN - 6)} ${round(y - 2)})"><path d="M0 -16l5 20l-5 -4z"/><path fill="none" stroke="currentColor" stroke-width=".6" d="M0 -16l-5 20l5 -4z"/></g>`,
    `<text class="note f4" x="${round(right - MARGIN - 6)}" y="${round(y - 21)}">${escaped(words.north)}</text>`,
  ].join('')
}
