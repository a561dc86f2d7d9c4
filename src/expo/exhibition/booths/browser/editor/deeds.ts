import { mayMerge, merged, movedBy, nextNumber, sequence, split, stretched } from '../../rules/edit.ts'
import { boxOf, metres, type Outline, type Point, rectangle } from '../../rules/geometry.ts'
import { type Booth, inReadingOrder, type Structure } from '../../rules/plan.ts'
import type { BoothKind, StructureKind } from '../../words.ts'
import type { Store } from './store.ts'

// What the keys, the buttons and the mouse do: each deed draws a new sheet in the store.

const order = new Intl.Collator('en', { numeric: true })

/** The number after the highest there is. */
export function freeNumber(booths: readonly Booth[]): string {
  const last = [...booths].sort((a, b) => order.compare(a.number, b.number)).at(-1)
  return last ? nextNumber(last.number) : 'A01'
}

const movedStructure = (one: Structure, right: number, down: number): Structure =>
  one.at
    ? { ...one, at: [metres((one.at[0] + right) * 100), metres((one.at[1] + down) * 100)] }
    : { ...one, outline: movedBy(one.outline ?? [], right, down) }

export function move(store: Store, right: number, down: number, stroke = ''): void {
  if (right === 0 && down === 0) return
  const { selected, sheet } = store
  store.draw(
    {
      booths: sheet.booths.map((one) =>
        selected.has(one.id) ? { ...one, outline: movedBy(one.outline, right, down) } : one,
      ),
      structures: sheet.structures.map((one) => (selected.has(one.id) ? movedStructure(one, right, down) : one)),
    },
    { stroke },
  )
}

/** Gives one booth or structure another shape. */
export function reshape(store: Store, id: string, outline: Outline): void {
  const put = <Thing extends { id: string }>(one: Thing): Thing => (one.id === id ? { ...one, outline } : one)
  store.draw({ booths: store.sheet.booths.map(put), structures: store.sheet.structures.map(put) })
}

export const stretchedTo = (outline: Outline, x: number, y: number, width: number, height: number): Outline =>
  stretched(outline, { x, y, width, height })

/** Changes what the selected booths are. */
export function changeBooths(store: Store, change: Partial<Booth>): void {
  const put = (booth: Booth): Booth => (store.selected.has(booth.id) ? { ...booth, ...change } : booth)
  store.draw({ ...store.sheet, booths: store.sheet.booths.map(put) })
}
export function changeStructures(store: Store, change: Partial<Structure>): void {
  const put = (one: Structure): Structure => (store.selected.has(one.id) ? { ...one, ...change } : one)
  store.draw({ ...store.sheet, structures: store.sheet.structures.map(put) })
}

export function remove(store: Store): void {
  const stays = ({ id }: { id: string }) => !store.selected.has(id)
  if (store.selected.size === 0) return
  store.draw(
    { booths: store.sheet.booths.filter(stays), structures: store.sheet.structures.filter(stays) },
    { select: [] },
  )
}

export function addBooth(
  store: Store,
  box: { x: number; y: number; width: number; height: number },
  areaCode: string,
): void {
  const like = store.booths[0] ?? store.sheet.booths.at(-1)
  const kind: BoothKind = box.width * box.height <= 27 ? 'standard' : 'raw'
  const booth: Booth = {
    id: crypto.randomUUID(),
    number: freeNumber(store.sheet.booths),
    kind,
    outline: rectangle(box.x, box.y, box.width, box.height),
    areaCode: like?.areaCode ?? areaCode,
    zoneCode: like?.zoneCode ?? null,
    holdsPillar: false,
  }
  store.draw({ ...store.sheet, booths: [...store.sheet.booths, booth] }, { select: [booth.id] })
}

export function addStructure(store: Store, kind: StructureKind, where: { at: Point } | { outline: Outline }): void {
  const same = store.sheet.structures.filter((one) => one.kind === kind)
  const name = kind === 'gate' ? String(same.length + 1) : ''
  const at = 'at' in where ? where.at : null
  const outline = 'outline' in where ? where.outline : null
  const structure: Structure = { id: crypto.randomUUID(), kind, name, at, outline }
  store.draw({ ...store.sheet, structures: [...store.sheet.structures, structure] }, { select: [structure.id] })
}

/** A copy beside it, wall to wall. */
export function duplicate(store: Store): void {
  const { booths, sheet } = store
  if (booths.length === 0) return
  const boxes = booths.map((booth) => boxOf(booth.outline))
  const width = (Math.max(...boxes.map((box) => box.x1)) - Math.min(...boxes.map((box) => box.x0))) / 100
  const numbers = sequence(freeNumber(sheet.booths), booths.length, new Set(sheet.booths.map((booth) => booth.number)))
  const copies = inReadingOrder(booths).map((booth, index) => ({
    ...booth,
    id: crypto.randomUUID(),
    number: numbers[index] ?? '',
    outline: movedBy(booth.outline, width, 0),
  }))
  store.draw({ ...sheet, booths: [...sheet.booths, ...copies] }, { select: copies.map((booth) => booth.id) })
}

/** Cuts a booth at a point: across its longer side, or across the other. */
export function cut(store: Store, booth: Booth, atM: number, along: 'x' | 'y'): void {
  const parts = split(booth, { along, atM }, { id: crypto.randomUUID(), number: freeNumber(store.sheet.booths) })
  if (!parts) return
  const others = store.sheet.booths.filter((one) => one.id !== booth.id)
  store.draw({ ...store.sheet, booths: [...others, ...parts] }, { select: parts.map((part) => part.id) })
}

export const canMerge = (store: Store): boolean => mayMerge(store.booths).ok

export function merge(store: Store): void {
  const one = merged(store.booths)
  if (!one) return
  const others = store.sheet.booths.filter((booth) => !store.selected.has(booth.id))
  store.draw({ ...store.sheet, booths: [...others, one] }, { select: [one.id] })
}

/** Numbers the selected booths in the order people read a plan. */
export function renumber(store: Store, first: string): void {
  const chosen = inReadingOrder(store.booths)
  const taken = new Set(
    store.sheet.booths.filter((booth) => !store.selected.has(booth.id)).map((booth) => booth.number),
  )
  const numbers = sequence(first, chosen.length, taken)
  const numberOf = new Map(chosen.map((booth, index) => [booth.id, numbers[index] ?? booth.number]))
  const put = (booth: Booth): Booth => ({ ...booth, number: numberOf.get(booth.id) ?? booth.number })
  store.draw({ ...store.sheet, booths: store.sheet.booths.map(put) })
}

/** The booth after or before the selected one, in the order people read a plan. */
export function selectNext(store: Store, step: 1 | -1): void {
  const all = inReadingOrder(store.sheet.booths)
  const at = all.findIndex((booth) => store.selected.has(booth.id))
  const next = all[(at + step + all.length) % Math.max(1, all.length)]
  if (next) store.select([next.id])
}
