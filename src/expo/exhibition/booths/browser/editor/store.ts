import { type Clash, rebased, type Sheet } from '../../rules/change.ts'
import type { Booth, Structure } from '../../rules/plan.ts'
import type { Told } from './told.ts'

/** What stands on the screen, what stood before, and what the server has. Every deed gives a new sheet, so each can be taken back. */
export type SaveState = 'saved' | 'saving' | 'unsaved' | 'offline' | { refused: string }

const MOST_STEPS = 300
/** So long after the last stroke a draft is saved. */
const PAUSE_MS = 900
const TRY_AGAIN_MS = 4_000

interface Kept {
  version: number
  base: Sheet
  mine: Sheet
}

export class Store {
  sheet: Sheet
  selected = new Set<string>()
  clashes: Clash[] = []
  saving: SaveState = 'saved'
  /** Somebody else's strokes have been taken in since the last look. */
  othersChanged = false
  readonly #address: string
  readonly #key: string
  #base: { version: number; sheet: Sheet }
  #past: Sheet[] = []
  #future: Sheet[] = []
  #stroke = ''
  #timer = 0
  #busy = false
  readonly #listeners: (() => void)[] = []

  constructor(address: string, told: Told) {
    this.#address = address
    this.#key = `rialto-plan-${told.plan.id}`
    this.#base = { version: told.plan.version, sheet: told.sheet }
    this.sheet = told.sheet
    this.#recall()
    addEventListener('online', () => this.#saveSoon(0))
    addEventListener('beforeunload', (event) => {
      if (this.isDirty) event.preventDefault()
    })
  }

  get isDirty(): boolean {
    return this.sheet !== this.#base.sheet
  }
  get canUndo(): boolean {
    return this.#past.length > 0
  }
  get canRedo(): boolean {
    return this.#future.length > 0
  }

  listen(heard: () => void): void {
    this.#listeners.push(heard)
  }
  told(): void {
    for (const heard of this.#listeners) heard()
  }

  select(ids: Iterable<string>): void {
    this.selected = new Set(ids)
    this.#stroke = ''
    this.told()
  }
  get booths(): Booth[] {
    return this.sheet.booths.filter((booth) => this.selected.has(booth.id))
  }
  get structures(): Structure[] {
    return this.sheet.structures.filter((one) => this.selected.has(one.id))
  }

  /** Draws. Strokes of one name that follow each other (a key held down) are taken back as one. */
  draw(sheet: Sheet, { select, stroke = '' }: { select?: Iterable<string>; stroke?: string } = {}): void {
    if (stroke === '' || stroke !== this.#stroke) this.#past = [...this.#past.slice(-MOST_STEPS), this.sheet]
    this.#stroke = stroke
    this.#future = []
    this.sheet = sheet
    if (select) this.selected = new Set(select)
    this.#changed()
  }

  undo(): void {
    const before = this.#past.pop()
    if (!before) return
    this.#future.push(this.sheet)
    this.#step(before)
  }
  redo(): void {
    const after = this.#future.pop()
    if (!after) return
    this.#past.push(this.sheet)
    this.#step(after)
  }
  #step(sheet: Sheet): void {
    this.sheet = sheet
    this.#stroke = ''
    const ids = new Set([...sheet.booths, ...sheet.structures].map((one) => one.id))
    this.selected = new Set([...this.selected].filter((id) => ids.has(id)))
    this.#changed()
  }

  #changed(): void {
    this.saving = this.isDirty || this.#busy ? 'unsaved' : 'saved'
    this.#keep()
    this.#saveSoon(PAUSE_MS)
    this.told()
  }

  /** What is not saved yet outlives a lost connection and a closed window. */
  #keep(): void {
    const kept: Kept = { version: this.#base.version, base: this.#base.sheet, mine: this.sheet }
    try {
      if (this.isDirty) localStorage.setItem(this.#key, JSON.stringify(kept))
      else localStorage.removeItem(this.#key)
    } catch {
      // A full or forbidden store keeps nothing; the server does.
    }
  }
  #recall(): void {
    try {
      const kept = JSON.parse(localStorage.getItem(this.#key) ?? 'null') as Kept | null
      if (!kept) return
      if (kept.version === this.#base.version) this.sheet = kept.mine
      else this.#together(kept.base, kept.mine, this.#base.sheet)
      this.#changed()
    } catch {
      localStorage.removeItem(this.#key)
    }
  }

  #together(base: Sheet, mine: Sheet, theirs: Sheet): void {
    const { clashes, ...sheet } = rebased(base, mine, theirs)
    this.clashes.push(...clashes)
    this.sheet = sheet
    this.othersChanged = true
  }

  #saveSoon(after: number): void {
    clearTimeout(this.#timer)
    this.#timer = window.setTimeout(() => void this.#save(), after)
  }

  async #save(): Promise<void> {
    if (this.#busy || !this.isDirty) return
    this.#busy = true
    this.saving = 'saving'
    this.told()
    const sent = this.sheet
    try {
      const answer = await fetch(this.#address, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ version: this.#base.version, ...sent }),
      })
      await this.#answered(answer, sent)
    } catch {
      this.saving = 'offline'
      this.#saveSoon(TRY_AGAIN_MS)
    } finally {
      this.#busy = false
      this.#keep()
      this.told()
    }
  }

  async #answered(answer: Response, sent: Sheet): Promise<void> {
    if (answer.ok) {
      const { version } = (await answer.json()) as { version: number }
      this.#base = { version, sheet: sent }
      this.saving = this.isDirty ? 'unsaved' : 'saved'
      if (this.isDirty) this.#saveSoon(PAUSE_MS)
      return
    }
    const told = (await answer.json().catch(() => ({}))) as {
      version?: number
      sheet?: Sheet
      title?: string
      detail?: string
    }
    if (answer.status === 409 && told.sheet && told.version !== undefined) {
      this.#together(this.#base.sheet, this.sheet, told.sheet)
      this.#base = { version: told.version, sheet: told.sheet }
      this.#past = []
      this.#future = []
      this.saving = 'unsaved'
      this.#saveSoon(0)
      return
    }
    // Nobody gets further by trying the same again; the next stroke may mend it.
    this.saving = { refused: told.detail ?? told.title ?? String(answer.status) }
  }

  /** Puts back what was drawn here, where somebody else's stroke stood in its place. */
  putBack(clash: Clash): void {
    this.clashes = this.clashes.filter((one) => one !== clash)
    const { mine, id } = clash
    const isBooth = (thing: Booth | Structure): thing is Booth => 'number' in thing
    const without = {
      booths: this.sheet.booths.filter((one) => one.id !== id),
      structures: this.sheet.structures.filter((one) => one.id !== id),
    }
    if (!mine) this.draw(without)
    else if (isBooth(mine)) this.draw({ ...without, booths: [...without.booths, mine] })
    else this.draw({ ...without, structures: [...without.structures, mine] })
  }
  letGo(clash: Clash): void {
    this.clashes = this.clashes.filter((one) => one !== clash)
    this.told()
  }
}
