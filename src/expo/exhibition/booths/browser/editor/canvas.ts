import { snapped } from '../../rules/edit.ts'
import { boxOf, cm, type Edge, metres, middleOf, type Outline, type Point, rectangle } from '../../rules/geometry.ts'
import type { Finding } from '../../rules/layout.ts'
import type { Booth, Structure } from '../../rules/plan.ts'
import { sidesOfAll } from '../../rules/sides.ts'
import { POINTS, type StructureKind } from '../../words.ts'
import { addBooth, addStructure, cut, move, reshape, stretchedTo } from './deeds.ts'
import type { Store } from './store.ts'
import type { Told } from './told.ts'

export type Tool = 'select' | 'draw' | 'split' | 'structure'

const MARGIN = 40
const pathOf = (outline: Outline) => `M${outline.map(([x, y]) => `${x * 10} ${y * 10}`).join('L')}z`
const boxPath = (x: number, y: number, width: number, height: number) =>
  `M${x * 10} ${y * 10}h${width * 10}v${height * 10}h${-width * 10}z`
const escaped = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;')
/** What is under way with the mouse. */
type Grip =
  | { kind: 'move'; from: Point; moved: Point }
  | { kind: 'stretch'; id: string; outline: Outline; handle: [number, number]; box: Box }
  | { kind: 'area'; from: Point; to: Point }
interface Box {
  x: number
  y: number
  width: number
  height: number
}

const asBox = (outline: Outline): Box => {
  const box = boxOf(outline)
  return { x: box.x0 / 100, y: box.y0 / 100, width: (box.x1 - box.x0) / 100, height: (box.y1 - box.y0) / 100 }
}

/** The drawing that can be taken hold of. */
export class Canvas {
  tool: Tool = 'select'
  structureKind: StructureKind = 'gate'
  findings: readonly Finding[] = []
  readonly svg: SVGSVGElement
  readonly #store: Store
  readonly #told: Told
  readonly #layers: Record<'rooms' | 'booths' | 'walls' | 'points' | 'findings' | 'marks', SVGGElement>
  #grip: Grip | null = null

  constructor(svg: SVGSVGElement, store: Store, told: Told) {
    this.svg = svg
    this.#store = store
    this.#told = told
    const { lengthM, widthM } = told.plan
    svg.setAttribute('viewBox', `${-MARGIN} ${-MARGIN} ${lengthM * 10 + 2 * MARGIN} ${widthM * 10 + 2 * MARGIN}`)
    svg.innerHTML = `<path class="floor" d="${boxPath(0, 0, lengthM, widthM)}"/><path class="hall-edge" d="${boxPath(0, 0, lengthM, widthM)}"/>`
    const layer = () => svg.appendChild(document.createElementNS('http://www.w3.org/2000/svg', 'g'))
    this.#layers = {
      rooms: layer(),
      booths: layer(),
      walls: layer(),
      points: layer(),
      findings: layer(),
      marks: layer(),
    }
    svg.addEventListener('pointerdown', (event) => this.#take(event))
    svg.addEventListener('pointermove', (event) => this.#hold(event))
    svg.addEventListener('pointerup', (event) => this.#release(event))
    svg.addEventListener('pointercancel', () => this.#letGo())
    store.listen(() => this.draw())
  }

  /** Where an event is on the floor, in metres. */
  at(event: { clientX: number; clientY: number }): Point {
    const matrix = this.svg.getScreenCTM()
    const point = new DOMPoint(event.clientX, event.clientY).matrixTransform(matrix?.inverse())
    return [metres(point.x * 10), metres(point.y * 10)]
  }
  /** So many pixels, in metres. */
  reach(pixels: number): number {
    return pixels / ((this.svg.getScreenCTM()?.a ?? 1) * 10)
  }

  draw(): void {
    const { sheet, selected } = this.#store
    const { areas, plan } = this.#told
    const tint = (code: string) => areas.find((area) => area.code === code)?.tint ?? 1
    const chosen = (id: string) => (selected.has(id) ? ' picked' : '')
    this.#layers.rooms.innerHTML = sheet.structures
      .filter((one) => one.outline && one.kind !== 'pillar')
      .map((one) => this.#room(one, chosen(one.id)))
      .join('')
    this.#layers.booths.innerHTML = sheet.booths
      .map((booth) => {
        const [x, y] = middleOf(booth.outline)
        const { width, height } = asBox(booth.outline)
        const size = Math.min(width, height) >= 9 ? 5 : Math.min(width, height) >= 5 ? 4 : width < 2.5 ? 0 : 1
        return `<g class="booths t${tint(booth.areaCode)}${chosen(booth.id)}" data-id="${booth.id}"><path d="${pathOf(booth.outline)}"/><text class="number f${size}" x="${x * 10}" y="${y * 10 + 3}">${escaped(booth.number)}</text></g>`
      })
      .join('')
    const sides = sidesOfAll({ ...plan, ...sheet }, this.#told.rules.openSideM)
    this.#layers.walls.innerHTML = `<path class="walls" d="${sides.flatMap((one) => one.closedEdges.map(wall)).join('')}"/>`
    this.#layers.points.innerHTML = sheet.structures
      .filter((one) => one.at || one.kind === 'pillar')
      .map((one) => this.#point(one, chosen(one.id)))
      .join('')
    this.#drawFindings()
    this.#drawMarks()
  }

  #room(one: Structure, chosen: string): string {
    const [x, y] = middleOf(one.outline ?? [])
    const word = `${this.#told.words.structures[one.kind]} ${one.name}`.trim()
    return `<g class="room-group${chosen}" data-id="${one.id}"><path class="rooms" d="${pathOf(one.outline ?? [])}"/><text class="room f4" x="${x * 10}" y="${y * 10 + 3}">${escaped(word)}</text></g>`
  }
  #point(one: Structure, chosen: string): string {
    const look = { gate: 'gate-mark', 'emergency-exit': 'exits', hydrant: 'hydrants' }[one.kind as string] ?? 'pillars'
    const d = one.outline ? pathOf(one.outline) : boxPath((one.at?.[0] ?? 0) - 0.9, (one.at?.[1] ?? 0) - 0.9, 1.8, 1.8)
    const [x, y] = one.outline ? middleOf(one.outline) : (one.at ?? [0, 0])
    const name =
      one.kind === 'gate' ? `<text class="gate f3" x="${x * 10}" y="${y * 10 - 12}">${escaped(one.name)}</text>` : ''
    return `<g class="${chosen}" data-id="${one.id}"><path class="${look}" d="${d}"/>${name}</g>`
  }

  #drawFindings(): void {
    const paths = (forbids: boolean) =>
      this.findings
        .filter((one) => one.forbids === forbids)
        .flatMap((one) =>
          one.where.map(({ x0, y0, x1, y1 }) => boxPath(x0 / 100, y0 / 100, (x1 - x0) / 100, (y1 - y0) / 100)),
        )
        .join('')
    this.#layers.findings.innerHTML = `<path class="warns" d="${paths(false)}"/><path class="forbids" d="${paths(true)}"/>`
  }

  /** Handles on what can be stretched; the frame of what is being drawn or chosen. */
  #drawMarks(box: Box | null = null): void {
    const only = this.#only()
    const handle = this.reach(3.5)
    const shape = only && (box ?? asBox(only.outline))
    // On a small stand the corners are enough.
    const small = shape !== null && Math.min(shape.width, shape.height) < this.reach(36)
    const handles = only
      ? HANDLES.filter(([h, v]) => !small || (h !== 0 && v !== 0))
          .map(([h, v]) => {
            const { x, y, width, height } = box ?? asBox(only.outline)
            const [cx, cy] = [x + (width * (h + 1)) / 2, y + (height * (v + 1)) / 2]
            return `<path class="handle" data-handle="${h} ${v}" d="${boxPath(cx - handle, cy - handle, handle * 2, handle * 2)}"/>`
          })
          .join('')
      : ''
    const frame = box && !only ? `<path class="marquee" d="${boxPath(box.x, box.y, box.width, box.height)}"/>` : ''
    this.#layers.marks.innerHTML = handles + frame
  }

  /** The one shape that is selected, if it is one. */
  #only(): { id: string; outline: Outline } | null {
    if (this.#store.selected.size !== 1) return null
    const [thing] = [...this.#store.booths, ...this.#store.structures]
    return thing?.outline ? { id: thing.id, outline: thing.outline } : null
  }

  /** Edges that coordinates catch on: those of everything that is not held. */
  #edges(): { xs: number[]; ys: number[] } {
    const { sheet, selected } = this.#store
    const { lengthM, widthM } = this.#told.plan
    const xs = [0, lengthM]
    const ys = [0, widthM]
    const rooms = sheet.structures.filter((one) => one.kind !== 'pillar')
    for (const { id, outline } of [...sheet.booths, ...rooms]) {
      if (!outline || selected.has(id)) continue
      const box = boxOf(outline)
      xs.push(box.x0 / 100, box.x1 / 100)
      ys.push(box.y0 / 100, box.y1 / 100)
    }
    return { xs, ys }
  }
  #snap(value: number, edges: readonly number[]): number {
    return snapped(value, edges, this.#told.rules.gridM, this.reach(7))
  }

  #take(event: PointerEvent): void {
    if (event.button !== 0) return
    // The keys of the editor are heard while it is what one is at.
    this.svg.closest<HTMLElement>('.window')?.focus({ preventScroll: true })
    const target = event.target as Element
    const at = this.at(event)
    const handle = target.closest<SVGElement>('[data-handle]')?.dataset.handle
    const id = target.closest<SVGElement>('[data-id]')?.dataset.id
    const only = this.#only()
    this.svg.setPointerCapture(event.pointerId)
    if (handle && only) {
      const [h = 0, v = 0] = handle.split(' ').map(Number)
      this.#grip = { kind: 'stretch', ...only, handle: [h, v], box: asBox(only.outline) }
    } else if (this.tool === 'draw' || this.tool === 'structure') this.#begin(at)
    else if (this.tool === 'split') this.#cutAt(at, id, event.altKey)
    else if (id) this.#pick(id, event, at)
    else {
      if (!event.shiftKey) this.#store.select([])
      this.#grip = { kind: 'area', from: at, to: at }
    }
  }

  #begin([x, y]: Point): void {
    const edges = this.#edges()
    const at: Point = [this.#snap(x, edges.xs), this.#snap(y, edges.ys)]
    if (this.tool === 'structure' && (POINTS as readonly string[]).includes(this.structureKind))
      addStructure(this.#store, this.structureKind, { at })
    else this.#grip = { kind: 'area', from: at, to: at }
  }

  #pick(id: string, event: PointerEvent, at: Point): void {
    const { selected } = this.#store
    if (event.shiftKey) {
      const next = new Set(selected)
      if (!next.delete(id)) next.add(id)
      this.#store.select(next)
    } else if (!selected.has(id)) this.#store.select([id])
    this.#grip = { kind: 'move', from: at, moved: [0, 0] }
  }

  #cutAt([x, y]: Point, id: string | undefined, otherWay: boolean): void {
    const booth = this.#store.sheet.booths.find((one) => one.id === id)
    if (!booth) return
    const { width, height } = asBox(booth.outline)
    const along = width >= height !== otherWay ? 'x' : 'y'
    cut(this.#store, booth, snapped(along === 'x' ? x : y, [], this.#told.rules.gridM, 0), along)
  }

  #hold(event: PointerEvent): void {
    const grip = this.#grip
    if (!grip) return
    const at = this.at(event)
    if (grip.kind === 'move') this.#drag(grip, at)
    else if (grip.kind === 'stretch') this.#stretch(grip, at)
    else {
      const edges = this.#edges()
      grip.to = this.tool === 'select' ? at : [this.#snap(at[0], edges.xs), this.#snap(at[1], edges.ys)]
      this.#drawMarks(spanned(grip.from, grip.to))
    }
  }

  /** Moves what is held without drawing everything anew; its own edges catch on those of others. */
  #drag(grip: Extract<Grip, { kind: 'move' }>, at: Point): void {
    const things = [...this.#store.booths, ...this.#store.structures]
    const outlines = things.flatMap((one): Outline[] => {
      if (one.outline) return [one.outline]
      return 'at' in one && one.at ? [[one.at]] : []
    })
    if (outlines.length === 0) return
    const box = asBox(outlines.flat())
    const edges = this.#edges()
    const wished: Point = [at[0] - grip.from[0], at[1] - grip.from[1]]
    const best = (low: number, size: number, by: number, along: readonly number[]) => {
      const first = this.#snap(low + by, along) - low
      const last = this.#snap(low + size + by, along) - (low + size)
      const caught = (value: number) => along.some((edge) => Math.abs(edge - value) < 0.005)
      if (caught(low + size + last) && !caught(low + first)) return last
      return first
    }
    grip.moved = [
      metres(cm(best(box.x, box.width, wished[0], edges.xs))),
      metres(cm(best(box.y, box.height, wished[1], edges.ys))),
    ]
    const shift = `translate(${grip.moved[0] * 10} ${grip.moved[1] * 10})`
    for (const one of things) this.svg.querySelector(`[data-id="${one.id}"]`)?.setAttribute('transform', shift)
    this.#layers.marks.setAttribute('transform', shift)
  }

  #stretch(grip: Extract<Grip, { kind: 'stretch' }>, [x, y]: Point): void {
    const box = asBox(grip.outline)
    const edges = this.#edges()
    const [h, v] = grip.handle
    const least = this.#told.rules.gridM
    const [right, bottom] = [box.x + box.width, box.y + box.height]
    const left = h < 0 ? Math.min(this.#snap(x, edges.xs), right - least) : box.x
    const top = v < 0 ? Math.min(this.#snap(y, edges.ys), bottom - least) : box.y
    const width = (h > 0 ? Math.max(this.#snap(x, edges.xs), box.x + least) : right) - left
    const height = (v > 0 ? Math.max(this.#snap(y, edges.ys), box.y + least) : bottom) - top
    grip.box = { x: left, y: top, width: metres(cm(width)), height: metres(cm(height)) }
    const shape = this.svg.querySelector(`[data-id="${grip.id}"] path`)
    shape?.setAttribute('d', pathOf(stretchedTo(grip.outline, left, top, grip.box.width, grip.box.height)))
    this.#drawMarks(grip.box)
  }

  #release(event: PointerEvent): void {
    const grip = this.#grip
    this.#letGo()
    if (!grip) return
    if (grip.kind === 'move') {
      if (grip.moved[0] !== 0 || grip.moved[1] !== 0) move(this.#store, ...(grip.moved as [number, number]))
    } else if (grip.kind === 'stretch') {
      const { x, y, width, height } = grip.box
      reshape(this.#store, grip.id, stretchedTo(grip.outline, x, y, width, height))
    } else this.#spanned(spanned(grip.from, grip.to), event.shiftKey)
  }

  #spanned(box: Box, add: boolean): void {
    const isDrawn = box.width >= this.#told.rules.gridM && box.height >= this.#told.rules.gridM
    if (this.tool === 'draw' && isDrawn) addBooth(this.#store, box, this.#told.firstArea)
    else if (this.tool === 'structure' && isDrawn)
      addStructure(this.#store, this.structureKind, { outline: rectangle(box.x, box.y, box.width, box.height) })
    else if (this.tool === 'select' && (box.width > 0.2 || box.height > 0.2)) {
      const inside = (outline: Outline | null, at: Point | null) => {
        const one = asBox(outline ?? (at ? [at] : []))
        return (
          one.x >= box.x &&
          one.y >= box.y &&
          one.x + one.width <= box.x + box.width &&
          one.y + one.height <= box.y + box.height
        )
      }
      const { sheet, selected } = this.#store
      const booths = sheet.booths.filter((one) => inside(one.outline, null))
      const structures = sheet.structures.filter((one) => inside(one.outline, one.at))
      this.#store.select([...(add ? selected : []), ...[...booths, ...structures].map((one) => one.id)])
    } else this.draw()
  }

  #letGo(): void {
    this.#grip = null
    this.#layers.marks.removeAttribute('transform')
    this.#drawMarks()
  }

  /** Brings a place of the floor into the window. */
  show(where: { x0: number; y0: number; x1: number; y1: number }): void {
    const frame = this.svg.closest<HTMLElement>('.window')
    const matrix = this.svg.getScreenCTM()
    if (!frame || !matrix) return
    const point = new DOMPoint((where.x0 + where.x1) / 20, (where.y0 + where.y1) / 20).matrixTransform(matrix)
    const box = frame.getBoundingClientRect()
    frame.scrollBy({
      left: point.x - box.left - box.width / 2,
      top: point.y - box.top - box.height / 2,
      behavior: 'smooth',
    })
  }

  boothAt(id: string): Booth | undefined {
    return this.#store.sheet.booths.find((one) => one.id === id)
  }
}

const HANDLES: readonly [number, number][] = [
  [-1, -1],
  [0, -1],
  [1, -1],
  [1, 0],
  [1, 1],
  [0, 1],
  [-1, 1],
  [-1, 0],
]

const spanned = ([x, y]: Point, [toX, toY]: Point): Box => ({
  x: Math.min(x, toX),
  y: Math.min(y, toY),
  width: metres(cm(Math.abs(toX - x))),
  height: metres(cm(Math.abs(toY - y))),
})

function wall({ side, at, from, to }: Edge): string {
  return side === 'up' || side === 'down'
    ? `M${from / 10} ${at / 10}H${to / 10}`
    : `M${at / 10} ${from / 10}V${to / 10}`
}
