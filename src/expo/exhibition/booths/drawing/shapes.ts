import { boxOf, cm, type Edge, type Outline, type Point, type Rect, rectsOf } from '../rules/geometry.ts'
import { dm } from './pen.ts'

/** An outline as a path: runs along the walls, so each corner costs one number. */
export function pathOf(outline: Outline): string {
  const [first, ...rest] = outline.map(([x, y]) => [cm(x), cm(y)] as const)
  if (!first) return ''
  let [x, y] = first
  let path = `M${dm(x)} ${dm(y)}`
  for (const [nextX, nextY] of rest) {
    path += nextY === y ? `h${dm(nextX - x)}` : nextX === x ? `v${dm(nextY - y)}` : `l${dm(nextX - x)} ${dm(nextY - y)}`
    ;[x, y] = [nextX, nextY]
  }
  return `${path}z`
}

export const pathOfRect = ({ x0, y0, x1, y1 }: Rect): string =>
  `M${dm(x0)} ${dm(y0)}h${dm(x1 - x0)}v${dm(y1 - y0)}h${dm(x0 - x1)}z`

export const lineThrough = (points: readonly Point[]): string =>
  points.map(([x, y], index) => `${index === 0 ? 'M' : 'L'}${dm(cm(x))} ${dm(cm(y))}`).join('')

/** Pieces of edge as one path: pieces on one line that touch are drawn once. */
export function wallsOf(edges: readonly Edge[]): string {
  const isLevel = (edge: Edge) => edge.side === 'up' || edge.side === 'down'
  const byLine = Map.groupBy(edges, (edge) => `${isLevel(edge) ? 'h' : 'v'}${edge.at}`)
  let path = ''
  for (const pieces of byLine.values()) {
    const level = isLevel(pieces[0] as Edge)
    const sorted = pieces.toSorted((a, b) => a.from - b.from)
    let { at, from, to } = sorted[0] as Edge
    const draw = () => {
      path += level ? `M${dm(from)} ${dm(at)}h${dm(to - from)}` : `M${dm(at)} ${dm(from)}v${dm(to - from)}`
    }
    for (const piece of sorted.slice(1)) {
      if (piece.from <= to) to = Math.max(to, piece.to)
      else {
        draw()
        ;({ from, to } = piece)
      }
      at = piece.at
    }
    draw()
  }
  return path
}

/** The largest rectangle of a shape: where its name goes. */
export function roomIn(outline: Outline): Rect {
  if (outline.length === 4) return boxOf(outline)
  const [largest] = rectsOf(outline).sort((a, b) => (b.x1 - b.x0) * (b.y1 - b.y0) - (a.x1 - a.x0) * (a.y1 - a.y0))
  return largest ?? boxOf(outline)
}
