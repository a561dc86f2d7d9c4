import { boxOf } from '../rules/geometry.ts'
import { findingsOf } from '../rules/layout.ts'
import { ARROWS } from './arrows.ts'
import { Canvas } from './editor/canvas.ts'
import { duplicate, merge, move, remove, selectNext } from './editor/deeds.ts'
import { Panel } from './editor/panel.ts'
import { Store } from './editor/store.ts'
import { knownOf, type Told } from './editor/told.ts'

/**
 * The plan's editor: what stands on the draft can be taken hold of, and what the venue's rules say about it is told while it is drawn, by
 * the same rules that the server releases by. It saves by itself; who drew meanwhile is heard, and nobody's strokes are lost.
 */
const MOST_ZOOM = 16

async function open(place: HTMLElement): Promise<void> {
  const address = place.dataset.editor ?? ''
  const answer = await fetch(address)
  if (!answer.ok) return
  const told = (await answer.json()) as Told
  const frame = place.querySelector<HTMLElement>('.window')
  const svg = place.querySelector<SVGSVGElement>('svg')
  if (!frame || !svg) return
  const store = new Store(address, told)
  const canvas = new Canvas(svg, store, told)
  let zoom = 1
  const look = (by: number, x = frame.clientWidth / 2, y = frame.clientHeight / 2) => {
    const width = svg.clientWidth
    const [left, top] = [(frame.scrollLeft + x) / width, (frame.scrollTop + y) / width]
    zoom = Math.min(MOST_ZOOM, Math.max(1, zoom * by))
    frame.style.setProperty('--zoom', String(zoom))
    frame.scrollTo(left * svg.clientWidth - x, top * svg.clientWidth - y)
    canvas.draw()
  }
  const panel = new Panel(store, canvas, told, look)
  place.classList.add('open')
  place.prepend(panel.bar)
  place.append(panel.side)
  frame.addEventListener(
    'wheel',
    (event) => {
      if (!event.ctrlKey && !event.metaKey) return
      event.preventDefault()
      const box = frame.getBoundingClientRect()
      look(Math.exp(-event.deltaY / 200), event.clientX - box.left, event.clientY - box.top)
    },
    { passive: false },
  )
  check(store, canvas, panel, told)
  keys(frame, store, canvas, panel, told, look)
  canvas.draw()
}

/** The rules are asked a moment after each stroke: on a full hall they take longer than a frame. */
function check(store: Store, canvas: Canvas, panel: Panel, told: Told): void {
  const known = knownOf(told)
  let checked: unknown = null
  let timer = 0
  const soon = () => {
    if (checked === store.sheet) return
    clearTimeout(timer)
    timer = window.setTimeout(() => {
      checked = store.sheet
      canvas.findings = findingsOf({ ...told.plan, ...store.sheet }, told.rules, known)
      canvas.draw()
      panel.draw()
    }, 180)
  }
  store.listen(soon)
  soon()
}

function keys(
  frame: HTMLElement,
  store: Store,
  canvas: Canvas,
  panel: Panel,
  told: Told,
  look: (by: number) => void,
): void {
  const plain: Record<string, () => void> = {
    b: () => panel.take('draw'),
    s: () => panel.take('split'),
    v: () => panel.take('select'),
    m: () => merge(store),
    n: () => panel.askNumber(),
    ',': () => selectNext(store, -1),
    '.': () => selectNext(store, 1),
    '+': () => look(1.4),
    '=': () => look(1.4),
    '-': () => look(1 / 1.4),
    Delete: () => remove(store),
    Backspace: () => remove(store),
    Escape: () => {
      panel.take('select')
      store.select([])
    },
  }
  const withControl: Record<string, () => void> = {
    z: () => store.undo(),
    y: () => store.redo(),
    Z: () => store.redo(),
    d: () => duplicate(store),
    a: () => store.select(store.sheet.booths.map((booth) => booth.id)),
  }
  frame.parentElement?.addEventListener('keydown', (event) => {
    if ((event.target as Element).closest('input, textarea, select')) return
    const arrow = ARROWS[event.key]
    const deed = event.ctrlKey || event.metaKey ? withControl[event.key] : plain[event.key]
    if (arrow && store.selected.size > 0) {
      const by = event.shiftKey ? 1 : told.rules.gridM
      move(store, arrow[0] * by, arrow[1] * by, `key ${event.key}`)
    } else if (deed) {
      const before = [...store.selected]
      deed()
      const [only] = store.selected
      const booth = only && store.selected.size === 1 && only !== before[0] ? canvas.boothAt(only) : undefined
      if (booth && (event.key === ',' || event.key === '.')) canvas.show(boxOf(booth.outline))
    } else return
    event.preventDefault()
  })
}

for (const place of document.querySelectorAll<HTMLElement>('[data-editor]')) void open(place)
