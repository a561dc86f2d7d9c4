import { ARROWS } from './arrows.ts'

/**
 * A plan that can be moved and looked at closely. Without this script it scrolls, and zooms by its links; with it also by wheel, fingers,
 * mouse and keys, booths say who they are when pointed at, and the address keeps what one looks at.
 */
const MOST = 16
const STEP = 1.4
/** A finger or mouse that moved less than this has pressed, not dragged. */
const STILL_PX = 5

interface Place {
  link: SVGAElement
  x: number
  y: number
}

function open(frame: HTMLElement): void {
  const sheet = frame.querySelector<HTMLElement>('.sheet-of-plan')
  const svg = frame.querySelector('svg')
  if (!sheet || !svg) return
  const narrow = matchMedia('(max-width: 44rem)').matches
  const begun = Number(getComputedStyle(frame).getPropertyValue('--zoom')) || 1
  const least = narrow ? 1 : Math.min(1, begun)
  let zoom = begun

  /** Looks closer or from further away, keeping what lies at a point of the window where it is. */
  function look(to: number, x = frame.clientWidth / 2, y = frame.clientHeight / 2): void {
    const next = Math.min(MOST, Math.max(least, to))
    const [left, top] = [(frame.scrollLeft + x) / sheetWidth(), (frame.scrollTop + y) / sheetWidth()]
    zoom = next
    frame.style.setProperty('--zoom', String(next))
    frame.scrollTo(left * sheetWidth() - x, top * sheetWidth() - y)
  }
  const sheetWidth = () => sheet?.offsetWidth || 1
  const within = (clientX: number, clientY: number): [number, number] => {
    const box = frame.getBoundingClientRect()
    return [clientX - box.left, clientY - box.top]
  }
  function centre(box: DOMRect): void {
    const [x, y] = within(box.left + box.width / 2, box.top + box.height / 2)
    frame.scrollBy(x - frame.clientWidth / 2, y - frame.clientHeight / 2)
  }

  buttons(frame, look, () => zoom)
  wheelAndFingers(frame, look, () => zoom, within)
  drag(frame)
  const places = tellWhoTheyAre(frame, svg)
  keys(frame, places, look, () => zoom, centre)
  keepAddress(frame, sheetWidth, look, () => zoom)

  const mark = svg.querySelector<SVGGraphicsElement>('.way') ?? svg.querySelector<SVGGraphicsElement>('#chosen')
  if (mark && !location.hash.startsWith('#v=')) {
    const box = mark.getBoundingClientRect()
    const closer = (0.5 * frame.clientWidth) / Math.max(box.width, box.height * 2, frame.clientWidth / 5)
    look(zoom * Math.max(1, closer))
    centre(mark.getBoundingClientRect())
  }
}

type Look = (to: number, x?: number, y?: number) => void

/** The zoom links become buttons that keep the place. */
function buttons(frame: HTMLElement, look: Look, zoom: () => number): void {
  const bar = frame.parentElement?.querySelector('.zoom')
  if (!bar) return
  for (const link of bar.querySelectorAll('a')) link.remove()
  for (const [sign, to] of [
    ['−', () => zoom() / STEP],
    ['+', () => zoom() * STEP],
    ['↺', () => 1],
  ] as const) {
    const button = document.createElement('button')
    button.type = 'button'
    button.className = 'link'
    button.textContent = sign
    button.addEventListener('click', () => look(to()))
    bar.append(button)
  }
  if (frame.dataset.help) bar.setAttribute('title', frame.dataset.help)
}

function wheelAndFingers(
  frame: HTMLElement,
  look: Look,
  zoom: () => number,
  within: (x: number, y: number) => [number, number],
): void {
  frame.addEventListener(
    'wheel',
    (event) => {
      // A pinch on a touchpad comes as a wheel with Ctrl; a plain wheel scrolls.
      if (!event.ctrlKey && !event.metaKey) return
      event.preventDefault()
      look(zoom() * Math.exp(-event.deltaY / 200), ...within(event.clientX, event.clientY))
    },
    { passive: false },
  )
  let apart = 0
  const spread = ({ touches: [a, b] }: TouchEvent) =>
    a && b ? Math.hypot(a.clientX - b.clientX, a.clientY - b.clientY) : 0
  frame.addEventListener('touchstart', (event) => {
    apart = spread(event)
  })
  frame.addEventListener(
    'touchmove',
    (event) => {
      const [a, b] = event.touches
      const now = spread(event)
      if (!a || !b || apart === 0) return
      event.preventDefault()
      look((zoom() * now) / apart, ...within((a.clientX + b.clientX) / 2, (a.clientY + b.clientY) / 2))
      apart = now
    },
    { passive: false },
  )
}

/** The mouse takes hold of the floor; fingers scroll it by themselves. */
function drag(frame: HTMLElement): void {
  let from: { x: number; y: number; left: number; top: number } | null = null
  let moved = false
  frame.addEventListener('pointerdown', (event) => {
    if (event.pointerType !== 'mouse' || event.button !== 0) return
    from = { x: event.clientX, y: event.clientY, left: frame.scrollLeft, top: frame.scrollTop }
    moved = false
  })
  addEventListener('pointermove', (event) => {
    if (!from) return
    const [x, y] = [event.clientX - from.x, event.clientY - from.y]
    moved ||= Math.abs(x) + Math.abs(y) > STILL_PX
    if (moved) frame.scrollTo(from.left - x, from.top - y)
    frame.classList.toggle('held', moved)
  })
  addEventListener('pointerup', () => {
    from = null
    frame.classList.remove('held')
  })
  // A link that was only held on to while dragging is not followed.
  frame.addEventListener('click', (event) => {
    if (moved) event.preventDefault()
    moved = false
  })
  frame.addEventListener('dragstart', (event) => event.preventDefault())
}

/** Each booth says at once who it is, instead of after the browser's pause; and is named for those who hear the page. */
function tellWhoTheyAre(frame: HTMLElement, svg: SVGSVGElement): () => Place[] {
  const tip = document.createElement('p')
  tip.className = 'tip'
  tip.hidden = true
  tip.setAttribute('aria-hidden', 'true')
  frame.after(tip)
  const links = [...svg.querySelectorAll<SVGAElement>('.booths a')]
  for (const [index, link] of links.entries()) {
    const title = link.querySelector('title')
    link.setAttribute('aria-label', title?.textContent ?? '')
    title?.remove()
    link.setAttribute('tabindex', index === 0 ? '0' : '-1')
  }
  const say = (event: Event) => {
    const link = (event.target as Element).closest?.('a')
    if (!link || !svg.contains(link)) {
      tip.hidden = true
      return
    }
    // The beginning of a name that did not fit is read on the plan already.
    tip.textContent = (link.getAttribute('aria-label') ?? '').replace(/^[^·]*… \S+ · /, '')
    tip.hidden = false
    const [box, around] = [link.getBoundingClientRect(), (frame.parentElement as HTMLElement).getBoundingClientRect()]
    const left = Math.min(Math.max(0, box.left - around.left), around.width - tip.offsetWidth)
    tip.style.insetInlineStart = 'auto'
    tip.style.left = `${left}px`
    tip.style.top = `${box.top - around.top - tip.offsetHeight - 6}px`
  }
  frame.addEventListener('pointerover', say)
  frame.addEventListener('focusin', say)
  for (const name of ['pointerleave', 'focusout', 'scroll']) frame.addEventListener(name, () => (tip.hidden = true))
  let places: Place[] | null = null
  // Boxes cost a layout: they are asked for when a key first needs them.
  return () => {
    places ??= links.map((link) => {
      const { x, y, width, height } = (link.firstElementChild as SVGGraphicsElement).getBBox()
      return { link, x: x + width / 2, y: y + height / 2 }
    })
    return places
  }
}

function keys(
  frame: HTMLElement,
  places: () => Place[],
  look: Look,
  zoom: () => number,
  centre: (box: DOMRect) => void,
): void {
  /** The nearest booth in a direction: what lies aside counts double. */
  const next = (from: Place, [right, down]: [number, number]): Place | null => {
    let best: { place: Place; far: number } | null = null
    for (const place of places()) {
      const [x, y] = [place.x - from.x, place.y - from.y]
      const ahead = x * right + y * down
      const aside = Math.abs(x * down + y * right)
      const far = ahead + aside * 2
      if (ahead > 1 && aside <= ahead * 2 && (!best || far < best.far)) best = { place, far }
    }
    return best?.place ?? null
  }
  const go = (place: Place) => {
    for (const other of frame.querySelectorAll('.booths a[tabindex="0"]')) other.setAttribute('tabindex', '-1')
    place.link.setAttribute('tabindex', '0')
    place.link.focus({ preventScroll: true })
    const [box, around] = [place.link.getBoundingClientRect(), frame.getBoundingClientRect()]
    if (box.left < around.left || box.right > around.right || box.top < around.top || box.bottom > around.bottom)
      centre(box)
  }
  frame.addEventListener('keydown', (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return
    const way = ARROWS[event.key]
    const here = way && places().find((place) => place.link === document.activeElement)
    if (event.key === '+' || event.key === '=') look(zoom() * STEP)
    else if (event.key === '-') look(zoom() / STEP)
    else if (event.key === '0') look(1)
    else if (event.key === '/') document.querySelector<HTMLInputElement>('[data-find]')?.focus()
    else if (way && here) {
      const to = next(here, way)
      if (to) go(to)
    } else return
    event.preventDefault()
  })
}

/** The address says how close one looks and at what, so that it can be sent to somebody: `#v=zoom,x,y` with the middle in parts of the sheet. */
function keepAddress(frame: HTMLElement, width: () => number, look: Look, zoom: () => number): void {
  const [, to, x, y] = /^#v=([\d.]+),([\d.]+),([\d.]+)$/.exec(location.hash) ?? []
  if (to) {
    look(Number(to))
    frame.scrollTo(Number(x) * width() - frame.clientWidth / 2, Number(y) * width() - frame.clientHeight / 2)
  }
  let waiting = 0
  frame.addEventListener('scroll', () => {
    clearTimeout(waiting)
    waiting = window.setTimeout(() => {
      const middle = [frame.scrollLeft + frame.clientWidth / 2, frame.scrollTop + frame.clientHeight / 2]
      const parts = [zoom().toFixed(2), ...middle.map((part) => (part / width()).toFixed(4))]
      history.replaceState(
        history.state,
        '',
        zoom() > 1.01 ? `#v=${parts.join(',')}` : location.pathname + location.search,
      )
    }, 300)
  })
}

for (const frame of document.querySelectorAll<HTMLElement>('[data-plan]')) open(frame)
