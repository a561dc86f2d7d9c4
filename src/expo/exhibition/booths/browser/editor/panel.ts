import { areaOf, boxOf } from '../../rules/geometry.ts'
import type { Booth, Structure } from '../../rules/plan.ts'
import { BOOTH_KINDS, type BoothKind, STRUCTURE_KINDS, type StructureKind } from '../../words.ts'
import type { Canvas, Tool } from './canvas.ts'
import {
  canMerge,
  changeBooths,
  changeStructures,
  duplicate,
  merge,
  move,
  remove,
  renumber,
  reshape,
  stretchedTo,
} from './deeds.ts'
import type { Store } from './store.ts'
import { filled, numeral, sentenceOf, type Told } from './told.ts'

type Child = Node | string | null
function made<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  is: Partial<HTMLElementTagNameMap[Tag]> = {},
  ...children: Child[]
): HTMLElementTagNameMap[Tag] {
  const element = Object.assign(document.createElement(tag), is)
  element.append(...children.filter((child) => child !== null))
  return element
}

const button = (label: string, pressed: () => void, is: Partial<HTMLButtonElement> = {}) => {
  const one = made('button', { type: 'button', className: 'act', ...is }, label)
  one.addEventListener('click', pressed)
  return one
}

/** What a control beside the drawing is called: its label's first words. */
const nameOf = (control: Element | null, within: HTMLElement): string | null =>
  control && within.contains(control) ? (control.closest('label, button')?.firstChild?.textContent ?? '') : null

/** The tools above the drawing and what belongs to the selection beside it. */
export class Panel {
  readonly bar = made('div', { className: 'tools' })
  readonly side = made('aside', { className: 'side' })
  readonly #store: Store
  readonly #canvas: Canvas
  readonly #told: Told
  readonly #state = made('span', { className: 'soft', role: 'status' })
  readonly #tools = new Map<Tool, HTMLButtonElement>()
  #shown = ''
  #renumbering = false

  constructor(store: Store, canvas: Canvas, told: Told, look: (by: number) => void) {
    this.#store = store
    this.#canvas = canvas
    this.#told = told
    const { words } = told
    for (const tool of ['select', 'draw', 'split', 'structure'] as const) {
      const one = button(words[tool], () => this.take(tool))
      this.#tools.set(tool, one)
      this.bar.append(one)
      if (tool === 'structure') this.bar.append(this.#kinds())
    }
    this.bar.append(
      button(words.undo, () => store.undo(), { id: 'editor-undo' }),
      button(words.redo, () => store.redo(), { id: 'editor-redo' }),
      button('−', () => look(1 / 1.4), { title: words.further, ariaLabel: words.further }),
      button('+', () => look(1.4), { title: words.closer, ariaLabel: words.closer }),
      this.#state,
    )
    this.take('select')
    store.listen(() => this.draw())
    this.draw()
  }

  take(tool: Tool): void {
    this.#canvas.tool = tool
    this.#canvas.svg.dataset.tool = tool
    for (const [name, one] of this.#tools) one.setAttribute('aria-pressed', String(name === tool))
  }

  askNumber(): void {
    this.#renumbering = this.#store.booths.length > 0
    this.draw()
    this.side.querySelector<HTMLInputElement>('#editor-first')?.focus()
  }

  #kinds(): HTMLSelectElement {
    const { words } = this.#told
    const choice = made('select', { ariaLabel: words.structure })
    for (const kind of STRUCTURE_KINDS) choice.append(new Option(words.structures[kind], kind))
    choice.addEventListener('change', () => {
      this.#canvas.structureKind = choice.value as StructureKind
      this.take('structure')
    })
    return choice
  }

  draw(): void {
    const store = this.#store
    const { words, plan } = this.#told
    const { saving } = store
    this.#state.textContent = typeof saving === 'string' ? words[saving] : `${words.refused} ${saving.refused}`
    this.bar.querySelector<HTMLButtonElement>('#editor-undo')?.toggleAttribute('disabled', !store.canUndo)
    this.bar.querySelector<HTMLButtonElement>('#editor-redo')?.toggleAttribute('disabled', !store.canRedo)
    const { booths, structures } = store
    // Fields that somebody types in are left alone while only other things change.
    const shown = JSON.stringify([
      booths,
      structures,
      this.#canvas.findings.length,
      store.clashes.length,
      store.othersChanged,
      this.#renumbering,
      store.sheet.booths.length,
    ])
    if (shown === this.#shown) return
    this.#shown = shown
    const [booth] = booths
    const [structure] = structures
    const net = store.sheet.booths.reduce((sum, one) => sum + areaOf(one.outline), 0)
    const total = filled(words['booths-and-net'], {
      count: store.sheet.booths.length,
      area: numeral(Math.round(net)),
      share: numeral(Math.round((net / (plan.lengthM * plan.widthM)) * 100)),
    })
    const held = nameOf(document.activeElement, this.side)
    this.side.replaceChildren(
      made('p', { className: 'why' }, total),
      ...this.#clashes(),
      ...(booth && booths.length + structures.length === 1
        ? this.#booth(booth)
        : structure && structures.length === 1 && booths.length === 0
          ? this.#structure(structure)
          : booths.length > 1
            ? this.#several(booths)
            : [made('p', { className: 'soft' }, words['nothing-selected'])]),
      ...this.#deeds(),
      ...this.#findings(),
      made('p', { className: 'why' }, words.keys),
    )
    if (held !== null) this.#takeUp(held)
  }

  /** Whoever was at a field or button is at it again after it was made anew; at the drawing, where it is gone. */
  #takeUp(held: string): void {
    const again = [...this.side.querySelectorAll<HTMLElement>('input, select, button')].find(
      (one) => nameOf(one, this.side) === held,
    )
    const frame = this.#canvas.svg.closest<HTMLElement>('.window')
    ;(again ?? frame)?.focus({ preventScroll: true })
  }

  #field(label: string, control: HTMLElement): HTMLElement {
    return made('label', {}, label, control)
  }
  #text(value: string, set: (value: string) => void, is: Partial<HTMLInputElement> = {}): HTMLInputElement {
    const input = made('input', { value, ...is })
    input.addEventListener('change', () => set(input.value.trim()))
    return input
  }
  #number(value: number, set: (value: number) => void): HTMLInputElement {
    return this.#text(
      String(value),
      (typed) => {
        const asked = Number(typed.replace(',', '.'))
        if (Number.isFinite(asked)) set(asked)
      },
      { inputMode: 'decimal' },
    )
  }
  #choice(options: [string, string][], value: string, set: (value: string) => void): HTMLSelectElement {
    const choice = made('select')
    for (const [code, label] of options) choice.append(new Option(label, code, code === value, code === value))
    choice.addEventListener('change', () => set(choice.value))
    return choice
  }

  #areas(kind: 'area' | 'zone'): [string, string][] {
    return this.#told.areas
      .filter((area) => (area.kind === 'zone') === (kind === 'zone'))
      .map((area) => [area.code, area.name])
  }
  #boothKinds(): [string, string][] {
    return BOOTH_KINDS.map((kind) => [kind, this.#told.words.kinds[kind]])
  }

  #booth(booth: Booth): HTMLElement[] {
    const store = this.#store
    const { fields } = this.#told.words
    const pillar = made('input', { type: 'checkbox', checked: booth.holdsPillar })
    pillar.addEventListener('change', () => changeBooths(store, { holdsPillar: pillar.checked }))
    return [
      made('h2', {}, booth.number || '–'),
      made('p', { className: 'soft' }, `${numeral(areaOf(booth.outline))} m²`),
      this.#field(
        fields.number ?? '',
        this.#text(booth.number, (number) => changeBooths(store, { number: number.slice(0, 12) }), { maxLength: 12 }),
      ),
      this.#field(
        fields.kind ?? '',
        this.#choice(this.#boothKinds(), booth.kind, (kind) => changeBooths(store, { kind: kind as BoothKind })),
      ),
      this.#field(
        fields.area ?? '',
        this.#choice(this.#areas('area'), booth.areaCode, (areaCode) =>
          changeBooths(store, { areaCode, zoneCode: null }),
        ),
      ),
      this.#field(
        fields.zone ?? '',
        this.#choice([['', '–'], ...this.#areas('zone')], booth.zoneCode ?? '', (zone) =>
          changeBooths(store, { zoneCode: zone || null }),
        ),
      ),
      made('label', { className: 'tick' }, pillar, ` ${fields.pillar ?? ''}`),
      this.#place(booth),
    ]
  }

  #several(booths: Booth[]): HTMLElement[] {
    const store = this.#store
    const { words } = this.#told
    const area = booths.reduce((sum, one) => sum + areaOf(one.outline), 0)
    const same = <Value extends string | null>(of: (booth: Booth) => Value) =>
      new Set(booths.map(of)).size === 1 ? (of(booths[0] as Booth) ?? '') : '?'
    const any: [string, string][] = [['?', '…']]
    return [
      made('h2', {}, filled(words['several-selected'], { count: booths.length, area: numeral(area) })),
      this.#field(
        words.fields.kind ?? '',
        this.#choice(
          [...any, ...this.#boothKinds()],
          same((one) => one.kind),
          (kind) => kind !== '?' && changeBooths(store, { kind: kind as BoothKind }),
        ),
      ),
      this.#field(
        words.fields.area ?? '',
        this.#choice(
          [...any, ...this.#areas('area')],
          same((one) => one.areaCode),
          (code) => code !== '?' && changeBooths(store, { areaCode: code, zoneCode: null }),
        ),
      ),
      this.#field(
        words.fields.zone ?? '',
        this.#choice(
          [...any, ['', '–'], ...this.#areas('zone')],
          same((one) => one.zoneCode),
          (code) => code !== '?' && changeBooths(store, { zoneCode: code || null }),
        ),
      ),
    ]
  }

  #structure(one: Structure): HTMLElement[] {
    const store = this.#store
    const { words } = this.#told
    const kinds = STRUCTURE_KINDS.map((kind): [string, string] => [kind, words.structures[kind]])
    return [
      made('h2', {}, `${words.structures[one.kind]} ${one.name}`.trim()),
      this.#field(
        words.fields.kind ?? '',
        this.#choice(kinds, one.kind, (kind) => changeStructures(store, { kind: kind as StructureKind })),
      ),
      this.#field(
        words.fields.name ?? '',
        this.#text(one.name, (name) => changeStructures(store, { name: name.slice(0, 20) }), { maxLength: 20 }),
      ),
      this.#place(one),
    ]
  }

  /** Where something stands and how large it is, in numbers. */
  #place(thing: Booth | Structure): HTMLElement {
    const store = this.#store
    const { fields } = this.#told.words
    const at = 'at' in thing ? thing.at : null
    const box = boxOf(thing.outline ?? (at ? [at] : []))
    const [x, y, width, depth] = [box.x0 / 100, box.y0 / 100, (box.x1 - box.x0) / 100, (box.y1 - box.y0) / 100]
    const row = made('div', { className: 'place' })
    row.append(
      this.#field(
        fields.x ?? '',
        this.#number(x, (value) => move(store, value - x, 0)),
      ),
      this.#field(
        fields.y ?? '',
        this.#number(y, (value) => move(store, 0, value - y)),
      ),
    )
    const { outline } = thing
    if (outline)
      row.append(
        this.#field(
          fields.width ?? '',
          this.#number(
            width,
            (value) => value > 0 && reshape(store, thing.id, stretchedTo(outline, x, y, value, depth)),
          ),
        ),
        this.#field(
          fields.depth ?? '',
          this.#number(
            depth,
            (value) => value > 0 && reshape(store, thing.id, stretchedTo(outline, x, y, width, value)),
          ),
        ),
      )
    return row
  }

  #deeds(): HTMLElement[] {
    const store = this.#store
    const { words } = this.#told
    if (store.selected.size === 0) return []
    const deeds = made('p', { className: 'deeds' })
    if (store.booths.length > 0) {
      const joins = canMerge(store)
      if (store.booths.length > 1)
        deeds.append(
          button(words.merge, () => merge(store), { disabled: !joins, title: joins ? '' : words['merge-no'] }),
        )
      deeds.append(
        button(words.renumber, () => this.askNumber()),
        button(words.duplicate, () => duplicate(store)),
      )
    }
    deeds.append(button(words.delete, () => remove(store), { className: 'act grave' }))
    return this.#renumbering && store.booths.length > 0 ? [this.#numberForm(), deeds] : [deeds]
  }

  #numberForm(): HTMLElement {
    const { words } = this.#told
    const input = made('input', { id: 'editor-first', value: this.#store.booths[0]?.number ?? 'A01', maxLength: 12 })
    const form = made(
      'form',
      { className: 'row' },
      this.#field(words['renumber-first'], input),
      made('button', { className: 'act' }, words.apply),
    )
    form.addEventListener('submit', (event) => {
      event.preventDefault()
      this.#renumbering = false
      renumber(this.#store, input.value.trim() || 'A01')
    })
    return form
  }

  #clashes(): HTMLElement[] {
    const store = this.#store
    const { words } = this.#told
    const parts: HTMLElement[] = []
    if (store.othersChanged) parts.push(made('p', { className: 'tag wait' }, words['others-changed']))
    if (store.clashes.length === 0) return parts
    const list = made('ul', { className: 'plain' })
    for (const clash of store.clashes) {
      const thing = clash.mine ?? clash.theirs
      const name = !thing ? '' : 'number' in thing ? thing.number : `${words.structures[thing.kind]} ${thing.name}`
      list.append(
        made(
          'li',
          {},
          `${name}${clash.mine ? '' : ` (${words['clash-gone']})`} `,
          button(words['clash-mine'], () => store.putBack(clash)),
          button(words['clash-theirs'], () => store.letGo(clash)),
        ),
      )
    }
    return [...parts, made('section', { className: 'refusal' }, made('p', {}, words.clashes), list)]
  }

  #findings(): HTMLElement[] {
    const { words } = this.#told
    const { findings } = this.#canvas
    const heading = made('h2', {}, words.findings)
    if (findings.length === 0) return [heading, made('p', { className: 'tag ok' }, words['no-findings'])]
    const list = made('ul', { className: 'plain findings' })
    for (const finding of findings.slice(0, 40)) {
      const tag = made(
        'span',
        { className: finding.forbids ? 'tag stop' : 'tag wait' },
        finding.forbids ? words.forbids : words.warns,
      )
      const go = button(
        sentenceOf(this.#told, finding, this.#store.sheet.booths),
        () => {
          if (finding.boothIds.length > 0) this.#store.select(finding.boothIds)
          const [where] = finding.where
          if (where) this.#canvas.show(where)
        },
        { className: 'link' },
      )
      list.append(made('li', {}, tag, ' ', go))
    }
    return [heading, list]
  }
}
