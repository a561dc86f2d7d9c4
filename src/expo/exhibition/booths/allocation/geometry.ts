import type { Point } from './words.ts'

// Outlines are drawn to the centimetre. Counting in whole centimetres makes touching exact.
const cm = (metres: number): number => Math.round(metres * 100)

export const FACES = ['north', 'east', 'south', 'west'] as const
export type Face = (typeof FACES)[number]
const OPPOSITE: Record<Face, Face> = { north: 'south', east: 'west', south: 'north', west: 'east' }

/** A wall of a booth and the way it faces: `at` on the axis it faces along, from `from` to `until` on the other; in centimetres. */
export interface Wall {
  face: Face
  at: number
  from: number
  until: number
}

/** Twice the area under the outline; positive where it runs clockwise on a plan whose y grows downwards. */
const turn = (outline: readonly Point[]): number =>
  outline.reduce((sum, [x, y], index) => {
    const [nextX, nextY] = outline[(index + 1) % outline.length] as Point
    return sum + x * nextY - nextX * y
  }, 0)

/** The walls of a rectilinear outline, whichever way round it was drawn. */
export function wallsOf(outline: readonly Point[]): Wall[] {
  const clockwise = turn(outline) >= 0
  return outline.map((point, index) => wallBetween(point, outline[(index + 1) % outline.length] as Point, clockwise))
}

function wallBetween(start: Point, end: Point, clockwise: boolean): Wall {
  const [fromX, fromY, toX, toY] = [cm(start[0]), cm(start[1]), cm(end[0]), cm(end[1])]
  if (fromY === toY)
    return {
      face: toX > fromX === clockwise ? 'north' : 'south',
      at: fromY,
      from: Math.min(fromX, toX),
      until: Math.max(fromX, toX),
    }
  return {
    face: toY > fromY === clockwise ? 'east' : 'west',
    at: fromX,
    from: Math.min(fromY, toY),
    until: Math.max(fromY, toY),
  }
}

export const lengthOf = (wall: Wall): number => (wall.until - wall.from) / 100

/** How many metres of a wall stand against another. */
export function sharedBy(wall: Wall, other: Wall): number {
  if (other.face !== OPPOSITE[wall.face] || other.at !== wall.at) return 0
  return Math.max(0, Math.min(wall.until, other.until) - Math.max(wall.from, other.from)) / 100
}

export const sharedM = (walls: readonly Wall[], others: readonly Wall[]): number =>
  walls.reduce((sum, wall) => others.reduce((more, other) => more + sharedBy(wall, other), sum), 0)

const isLevel = (wall: Wall): boolean => wall.face === 'north' || wall.face === 'south'
const spanX = (wall: Wall): [number, number] => (isLevel(wall) ? [wall.from, wall.until] : [wall.at, wall.at])
const spanY = (wall: Wall): [number, number] => (isLevel(wall) ? [wall.at, wall.at] : [wall.from, wall.until])
const between = ([from, until]: [number, number], [otherFrom, otherUntil]: [number, number]): number =>
  Math.max(0, otherFrom - until, from - otherUntil)

/** The free metres between two booths; 0 where they touch. */
export function gapM(walls: readonly Wall[], others: readonly Wall[]): number {
  let least = Number.POSITIVE_INFINITY
  for (const wall of walls)
    for (const other of others)
      least = Math.min(least, Math.hypot(between(spanX(wall), spanX(other)), between(spanY(wall), spanY(other))))
  return least / 100
}

export const distanceM = ([x, y]: Point, [otherX, otherY]: Point): number => Math.hypot(otherX - x, otherY - y)

/** Is the point, which lies on no wall, inside? Counts the walls to its east. */
const isInside = (walls: readonly Wall[], x: number, y: number): boolean =>
  walls.filter((wall) => !isLevel(wall) && wall.at > x && wall.from < y && y < wall.until).length % 2 === 1

const middles = (lines: number[]): number[] => {
  const sorted = [...new Set(lines)].sort((a, b) => a - b)
  return sorted.slice(1).map((line, index) => (line + (sorted[index] as number)) / 2)
}

/**
 * The corners of joined booths: 4 make a rectangle, 6 an L. Infinity where the shape has a hole or falls into parts, as then its
 * outward and inward corners do not differ by four.
 */
export function cornersOf(parts: readonly (readonly Wall[])[]): number {
  const all = parts.flat()
  const filled = middles(all.flatMap(spanY)).map((y) =>
    middles(all.flatMap(spanX)).map((x) => parts.some((walls) => isInside(walls, x, y))),
  )
  const at = (row: number, column: number): boolean => filled[row]?.[column] ?? false
  let outward = 0
  let inward = 0
  for (let row = 0; row <= filled.length; row++)
    for (let column = 0; column <= (filled[0]?.length ?? 0); column++) {
      const [a, b, c, d] = [at(row - 1, column - 1), at(row - 1, column), at(row, column - 1), at(row, column)]
      const count = [a, b, c, d].filter(Boolean).length
      if (count === 1) outward += 1
      else if (count === 3) inward += 1
      else if (count === 2 && a === d) outward += 2
    }
  return outward - inward === 4 ? outward + inward : Number.POSITIVE_INFINITY
}
