import type { MainAisle } from '../rules/aisles.ts'
import { around, cm, overlaps, type Point, type Rect } from '../rules/geometry.ts'
import { type Booth, type Floor, pillarsOf, type Structure } from '../rules/plan.ts'
import type { Sides } from '../rules/sides.ts'
import { feetOf, fitted, type Lettering, SIZES } from './lettering.ts'
import { classes, dm, escaped, type Pen } from './pen.ts'
import { lineThrough, pathOf, pathOfRect, roomIn, wallsOf } from './shapes.ts'

/** What stands in a booth, in the language it is written in. */
export interface Occupant {
  text: string
  lang: string
}

export interface HallDrawing {
  floor: Floor
  /** In the order of the booths. */
  sides: readonly Sides[]
  aisles: readonly MainAisle[]
  /** What the picture shows, for those who do not see it. */
  label: string
  tintOf(areaCode: string): number
  /** Where a booth leads; without it nothing is a link. */
  hrefOf?: (booth: Booth) => string
  /** What a booth is called when it is pointed at, or read out. */
  titleOf(booth: Booth): string
  /** Who stands there; a booth without anybody shows its number. */
  nameOf?: (boothId: string) => Occupant | null
  /** The word on a room, and that at a gate. */
  wordOf(structure: Structure): string
  words: { north: string; scale: string }
  /** Quarter turns clockwise that the hall is turned on the venue's ground: north is up when it is 0. */
  turn: number
  /** A part of the hall, in centimetres, drawn without what is only to be seen of the whole. */
  part?: Rect
  pen?: Pen
}

/** Tenths of a metre around the hall for gates, scale and north. */
const MARGIN = 64
const FOOT = 116
const WALL = 9
/** Half of what a gate and an emergency exit leave open in a wall. */
const HALF = { gate: 300, 'emergency-exit': 110 } as const
/** Lettering smaller than so many pixels is left out; the style sheet knows the widths of page at which that is. */
const LEGIBLE_PX = 6.6
const WIDTHS = [560, 760, 1020, 1360, 1800, 2400, 3200, 4400]

/** From what width of the drawing on a screen a size of lettering can be read: `q8` is for paper only. */
const fromWidth = (size: number, across: number): string => {
  const needed = (LEGIBLE_PX * across) / (SIZES[size] as number)
  const step = WIDTHS.findIndex((width) => width >= needed)
  return `q${step < 0 ? WIDTHS.length : step}`
}

/** A hall's plan. What lies over it (a way, what was found) goes in before `end`, so that the plan itself can be drawn once and kept. */
export interface Drawn {
  begin: string
  plan: string
  end: string
}

export function drawHall(of: HallDrawing): Drawn {
  const pen = of.pen ?? classes
  const [length, width] = [cm(of.floor.lengthM) / 10, cm(of.floor.widthM) / 10]
  const across = of.part ? (of.part.x1 - of.part.x0) / 10 : length + 2 * MARGIN
  const view = of.part
    ? `${of.part.x0 / 10} ${of.part.y0 / 10} ${across} ${(of.part.y1 - of.part.y0) / 10}`
    : `${-MARGIN} ${-MARGIN} ${across} ${width + MARGIN + FOOT}`
  const plan = [
    `<path${pen('floor')} d="${pathOfRect({ x0: 0, y0: 0, x1: length * 10, y1: width * 10 })}"/>`,
    rooms(of, pen, across),
    aisleNames(of, pen, across),
    booths(of, pen, across),
    `<path${pen('walls')} d="${wallsOf(of.sides.flatMap((one) => one.closedEdges))}"/>`,
    inWalls(of, pen, across),
    of.part ? '' : frame(of, pen, across),
  ].join('')
  return {
    begin: `<svg xmlns="http://www.w3.org/2000/svg" class="plan" viewBox="${view}" role="group" aria-label="${escaped(of.label)}">`,
    plan,
    end: '</svg>',
  }
}

function lettered(
  lettering: Lettering,
  look: string,
  /** Null where a group has put it in its place. */
  x: number | null,
  middle: number,
  pen: Pen,
  across: number,
  { lang, step }: { lang?: string; step?: string } = {},
): string {
  const feet = feetOf(lettering, middle)
  const own = fromWidth(lettering.size, across)
  const shown = pen === classes ? ` ${step !== undefined && step > own ? step : own}` : ''
  const classed = pen(`${look} f${lettering.size}${shown}`)
  return lettering.lines
    .map(
      (line, index) =>
        `<text${classed}${lang ? ` lang="${escaped(lang)}"` : ''}${x === null ? '' : ` x="${dm(x)}"`} y="${feet[index]}">${escaped(line)}</text>${lettering.seams[index] ?? ''}`,
    )
    .join('')
}

/** The size that reads like a caption on a drawing of this width. */
const captionSize = (across: number): number => {
  const wanted = across / 112
  return Math.max(
    3,
    SIZES.findLastIndex((size) => size <= wanted),
  )
}

function booths(of: HallDrawing, pen: Pen, across: number): string {
  const byTint = Map.groupBy(of.floor.booths, (booth) => of.tintOf(booth.areaCode))
  let drawn = ''
  for (const [tint, same] of [...byTint].sort((a, b) => a[0] - b[0])) {
    drawn += `<g${pen(`booths t${tint}`)}>`
    for (const booth of same) {
      const { lettering, short } = nameOn(of, booth, pen, across)
      // What is read aloud begins with what is read on the plan.
      const title = `<title>${short ? `${escaped(short)} ${escaped(booth.number)} · ` : ''}${escaped(of.titleOf(booth))}</title>`
      const inside = `<path d="${pathOf(booth.outline)}"/>${lettering}`
      drawn += of.hrefOf ? `<a href="${escaped(of.hrefOf(booth))}">${title}${inside}</a>` : `<g>${title}${inside}</g>`
    }
    drawn += '</g>'
  }
  return drawn
}

/** The name in a booth, and its number beneath in smaller letters; or the number alone; or nothing that could not be read. */
function nameOn(of: HallDrawing, booth: Booth, pen: Pen, across: number): { lettering: string; short: string | null } {
  const room = besidePillars(roomIn(booth.outline), booth.holdsPillar ? of.floor.structures : [])
  const [wide, high] = [(room.x1 - room.x0) / 10 - 4, (room.y1 - room.y0) / 10 - 3]
  const [x, y] = [(room.x0 + room.x1) / 2, (room.y0 + room.y1) / 20]
  // Large stands do not shout.
  const largest = Math.min(SIZES.length - 2, captionSize(across) + 1)
  const byNumber = fitted(booth.number, wide * 0.76, high * 0.46, largest) ?? fitted(booth.number, wide, high, 1)
  const alone = (look = 'number') => (byNumber ? lettered(byNumber, look, null, 0, pen, across) : '')
  // What stands in one booth stands around its middle: so a plan of hundreds of names says where only once for each.
  const placed = (letters: string) => (letters ? `<g transform="translate(${dm(x)} ${y})">${letters}</g>` : '')
  const name = of.nameOf?.(booth.id)
  const number = name ? fitted(booth.number, wide, high / 3, 2) : null
  const lettering = name ? fitted(name.text, wide, high - (number?.height ?? 0), largest) : null
  if (!name || !lettering) return { lettering: placed(alone()), short: null }
  const step = fromWidth(lettering.size, across)
  // On a screen that is too narrow for the name, the number stands there alone.
  const meanwhile =
    pen === classes && byNumber && fromWidth(byNumber.size, across) < step ? alone(`number u${step.slice(1)}`) : ''
  const whole = lettering.height + (number?.height ?? 0)
  const middle = (lettering.height - whole) / 2
  const beneath = number ? ` ${lettered(number, 'sub', null, (whole - number.height) / 2, pen, across, { step })}` : ''
  const own = lettered(lettering, 'name', null, middle, pen, across, { lang: name.lang })
  return {
    lettering: placed(`${meanwhile}${own}${beneath}`),
    short: lettering.isShort ? (lettering.lines[0] ?? null) : null,
  }
}

/** Where a name does not run over a pillar: the largest part of the room beside it. */
function besidePillars(room: Rect, structures: readonly Structure[]): Rect {
  const pillars = pillarsOf(structures)
  const [middleX, middleY] = [(room.x0 + room.x1) / 2, (room.y0 + room.y1) / 2]
  const inTheWay = pillars.find((one) =>
    overlaps(one, { x0: middleX - 150, x1: middleX + 150, y0: middleY - 60, y1: middleY + 60 }),
  )
  if (!inTheWay || !overlaps(inTheWay, room)) return room
  const parts = [
    { ...room, x1: inTheWay.x0 },
    { ...room, x0: inTheWay.x1 },
    { ...room, y1: inTheWay.y0 },
    { ...room, y0: inTheWay.y1 },
  ]
  const size = ({ x0, x1, y0, y1 }: Rect) => Math.min((x1 - x0) / 2, y1 - y0)
  return parts.sort((a, b) => size(b) - size(a))[0] as Rect
}

function rooms(of: HallDrawing, pen: Pen, across: number): string {
  const shaped = of.floor.structures.filter((one) => one.outline && one.kind !== 'pillar')
  if (shaped.length === 0) return ''
  const names = shaped.map((one) => {
    const room = roomIn(one.outline ?? [])
    const [wide, high] = [(room.x1 - room.x0) / 10 - 4, (room.y1 - room.y0) / 10 - 4]
    const word = fitted(of.wordOf(one), wide, high, captionSize(across) - 1)
    return word ? lettered(word, 'room', (room.x0 + room.x1) / 2, (room.y0 + room.y1) / 20, pen, across) : ''
  })
  return `<path${pen('rooms')} d="${shaped.map((one) => pathOf(one.outline ?? [])).join('')}"/>${names.join('')}`
}

/** Each main aisle's numeral, at both of its ends. */
function aisleNames(of: HallDrawing, pen: Pen, across: number): string {
  const size = captionSize(across)
  const foot = (SIZES[size] as number) * 0.35
  return of.aisles
    .flatMap(({ name, runs, fromM, toM }) => {
      const middle = (fromM + toM) * 5
      const ends =
        runs === 'across'
          ? [[middle, of.floor.widthM * 10 - 22] as const]
          : [[34, middle] as const, [of.floor.lengthM * 10 - 34, middle] as const]
      return ends.map(([x, y]) => `<text${pen(`aisle f${size}`)} x="${x}" y="${Math.round(y + foot)}">${name}</text>`)
    })
    .join('')
}

type Wall = 'up' | 'down' | 'left' | 'right'
function wallOf(at: Point, floor: Floor): Wall {
  const [x, y] = at
  const near: [number, Wall][] = [
    [y, 'up'],
    [floor.widthM - y, 'down'],
    [x, 'left'],
    [floor.lengthM - x, 'right'],
  ]
  return (near.sort((a, b) => a[0] - b[0])[0] as [number, Wall])[1]
}

/** The wall itself, as thick as an architect draws it, open at gates and exits; and the signs in it. */
function inWalls(of: HallDrawing, pen: Pen, across: number): string {
  const { floor } = of
  const [length, width] = [cm(floor.lengthM), cm(floor.widthM)]
  const thick = WALL * 10
  const openings: { wall: Wall; from: number; to: number; one: Structure; at: Point }[] = floor.structures.flatMap(
    (one) => {
      if (!one.at || (one.kind !== 'gate' && one.kind !== 'emergency-exit')) return []
      const wall = wallOf(one.at, floor)
      const middle = cm(wall === 'up' || wall === 'down' ? one.at[0] : one.at[1])
      return [{ wall, from: middle - HALF[one.kind], to: middle + HALF[one.kind], one, at: one.at }]
    },
  )
  let wall = ''
  for (const side of ['up', 'down', 'left', 'right'] as const) {
    const level = side === 'up' || side === 'down'
    const end = level ? length : width
    let from = level ? -thick : 0
    const piece = (to: number) => {
      if (to <= from) return
      const at = side === 'up' ? -thick : side === 'down' ? width : side === 'left' ? -thick : length
      wall += pathOfRect(
        level ? { x0: from, x1: to, y0: at, y1: at + thick } : { x0: at, x1: at + thick, y0: from, y1: to },
      )
    }
    for (const opening of openings.filter((one) => one.wall === side).sort((a, b) => a.from - b.from)) {
      piece(opening.from)
      from = Math.max(from, opening.to)
    }
    piece(level ? end + thick : end)
  }
  const exits = openings
    .filter(({ one }) => one.kind === 'emergency-exit')
    .map(({ wall: side, from, to }) => {
      const at = side === 'up' ? -thick : side === 'down' ? width : side === 'left' ? -thick : length
      const inset = thick / 3
      return side === 'up' || side === 'down'
        ? pathOfRect({ x0: from, x1: to, y0: at + inset, y1: at + thick - inset })
        : pathOfRect({ x0: at + inset, x1: at + thick - inset, y0: from, y1: to })
    })
  const size = captionSize(across)
  const gates = openings.filter(({ one }) => one.kind === 'gate').map((gate) => gateSign(of, gate, size, pen))
  const hydrants = floor.structures
    .filter((one) => one.kind === 'hydrant' && one.at)
    .map((one) => pathOfRect(around(one.at as Point, 45)))
  const pillars = floor.structures
    .filter((one) => one.kind === 'pillar')
    .map((one) => (one.outline ? pathOf(one.outline) : pathOfRect(around(one.at ?? [0, 0], 60))))
  return [
    `<path${pen('wall')} d="${wall}"/>`,
    exits.length > 0 ? `<path${pen('exits')} d="${exits.join('')}"/>` : '',
    hydrants.length > 0 ? `<path${pen('hydrants')} d="${hydrants.join('')}"/>` : '',
    pillars.length > 0 ? `<path${pen('pillars')} d="${pillars.join('')}"/>` : '',
    ...gates,
  ].join('')
}

/** A gate's word outside the wall, and an arrow that goes in. */
function gateSign(
  of: HallDrawing,
  { wall, one, at }: { wall: Wall; one: Structure; at: Point },
  size: number,
  pen: Pen,
): string {
  const letter = SIZES[size] as number
  const [x, y] = [at[0] * 10, at[1] * 10]
  const word = escaped(of.wordOf(one))
  const look = pen(`gate f${size}`)
  const round = (value: number) => Math.round(value * 10) / 10
  const arrow = letter * 0.42
  if (wall === 'up' || wall === 'down') {
    const out = wall === 'down' ? 1 : -1
    const tip = y + out * (WALL + 4)
    const foot = wall === 'down' ? tip + arrow * 1.6 + letter * 1.05 : tip - arrow * 1.6 - letter * 0.35
    return `<g${look}><path d="M${round(x)} ${round(tip)}l${round(arrow)} ${round(out * arrow * 1.5)}h${round(-2 * arrow)}z"/><text x="${round(x)}" y="${round(foot)}">${word}</text></g>`
  }
  const out = wall === 'right' ? 1 : -1
  const tip = x + out * (WALL + 4)
  const middle = tip + out * (arrow * 1.6 + letter * 0.75)
  return `<g${look}><path d="M${round(tip)} ${round(y)}l${round(out * arrow * 1.5)} ${round(arrow)}v${round(-2 * arrow)}z"/><text transform="translate(${round(middle)} ${round(y)})rotate(-90)" y="${round(letter * 0.35)}">${word}</text></g>`
}

/** Scale and north, below the hall. */
function frame(of: HallDrawing, pen: Pen, across: number): string {
  const size = captionSize(across)
  const letter = SIZES[size] as number
  const bar = of.floor.lengthM > 160 ? 200 : of.floor.lengthM > 60 ? 100 : 50
  const y = Math.round(of.floor.widthM * 10 + FOOT - 26)
  const end = Math.round(of.floor.lengthM * 10)
  const tick = Math.round(letter * 0.4)
  const half = Math.round(letter * 0.55)
  const top = Math.round(letter * 1.7)
  return [
    `<path${pen('scale')} d="M0 ${y - tick}v${tick}h${bar}v${-tick}m${-bar / 2} ${tick}v${-Math.round(tick * 0.6)}"/>`,
    `<text${pen(`note f${size}`)} x="${bar / 2}" y="${y - tick - 5}">${escaped(of.words.scale.replace('{metres}', String(bar / 10)))}</text>`,
    `<g${pen('north')} transform="translate(${end - half} ${y - half})rotate(${-of.turn * 90})"><path d="M0 ${-top}l${half} ${Math.round(top * 1.3)}l${-half} ${-Math.round(half * 0.7)}z"/><path fill="none" stroke="currentColor" d="M0 ${-top}l${-half} ${Math.round(top * 1.3)}l${half} ${-Math.round(half * 0.7)}z"/></g>`,
    `<text${pen(`note f${size}`)} x="${end - half}" y="${Math.round(y - top - half - 4)}">${escaped(of.words.north)}</text>`,
  ].join('')
}

/** What lies over a plan: outlines that stand out, and ways with a mark at both of their ends. */
export function overlayOf(
  over: { found?: readonly Booth[]; chosen?: Booth | null; ways?: readonly (readonly Point[])[] },
  pen: Pen = classes,
): string {
  const { found = [], chosen = null, ways = [] } = over
  const parts: string[] = []
  if (found.length > 0) parts.push(`<path${pen('found')} d="${found.map((one) => pathOf(one.outline)).join('')}"/>`)
  if (chosen) parts.push(`<path id="chosen"${pen('found chosen')} d="${pathOf(chosen.outline)}"/>`)
  for (const [index, way] of ways.entries()) {
    const [begin, end] = [way[0], way.at(-1)]
    if (!begin || !end) continue
    const mark = (look: string, [x, y]: Point, r: number) =>
      `<circle${look === 'way-begin' && index === 0 ? ' id="way-begin"' : ''}${pen(look)} cx="${Math.round(x * 10)}" cy="${Math.round(y * 10)}" r="${r}"/>`
    parts.push(
      `<path${pen('under-way')} d="${lineThrough(way)}"/><path${pen('way')} d="${lineThrough(way)}"/>`,
      mark('way-begin', begin, 9),
      mark('way-end', end, 11),
    )
  }
  return parts.join('')
}
