import { no, type Verdict, yes } from '#kernel/verdict.ts'
import { boxOf, cm, tidied } from './geometry.ts'
import type { Finding } from './layout.ts'
import type { Booth, Structure } from './plan.ts'

export const CHANGES = ['added', 'gone', 'moved', 'resized', 'renumbered', 'area-changed', 'kind-changed'] as const
export type ChangeKind = (typeof CHANGES)[number]

/** How one booth differs between two versions of a plan. */
export interface Change {
  boothId: string
  kinds: ChangeKind[]
  before: Booth | null
  after: Booth | null
}

const shapeOf = (booth: Booth): string => {
  const box = boxOf(booth.outline)
  return tidied(booth.outline)
    .map(([x, y]) => `${cm(x) - box.x0},${cm(y) - box.y0}`)
    .join(' ')
}
const placeOf = (booth: Booth): string => {
  const box = boxOf(booth.outline)
  return `${box.x0} ${box.y0}`
}

function kindsOf(before: Booth | null, after: Booth | null): ChangeKind[] {
  if (!before) return ['added']
  if (!after) return ['gone']
  const reshaped = shapeOf(before) !== shapeOf(after)
  const kinds: [ChangeKind, boolean][] = [
    ['resized', reshaped],
    ['moved', !reshaped && placeOf(before) !== placeOf(after)],
    ['renumbered', before.number !== after.number],
    ['area-changed', before.areaCode !== after.areaCode || before.zoneCode !== after.zoneCode],
    ['kind-changed', before.kind !== after.kind || before.holdsPillar !== after.holdsPillar],
  ]
  return kinds.filter(([, changed]) => changed).map(([kind]) => kind)
}

/** What is different after, booth by booth; what stayed the same is left out. */
export function changesOf(before: readonly Booth[], after: readonly Booth[]): Change[] {
  const old = new Map(before.map((booth) => [booth.id, booth]))
  const now = new Map(after.map((booth) => [booth.id, booth]))
  return [...new Set([...old.keys(), ...now.keys()])].flatMap((boothId) => {
    const change = { boothId, before: old.get(boothId) ?? null, after: now.get(boothId) ?? null }
    const kinds = kindsOf(change.before, change.after)
    return kinds.length > 0 ? [{ ...change, kinds }] : []
  })
}

export const countsOf = (changes: readonly Change[]) => {
  const added = changes.filter((change) => !change.before).length
  const gone = changes.filter((change) => !change.after).length
  return { added, gone, changed: changes.length - added - gone }
}

/** Changes that whoever holds the booth has to be asked about: it is gone, elsewhere, another size, or called otherwise. */
const TOUCHES_HOLDER: readonly ChangeKind[] = ['gone', 'moved', 'resized', 'renumbered']
export const touchesHolder = (change: Change): boolean => change.kinds.some((kind) => TOUCHES_HOLDER.includes(kind))

/** Who holds a booth: the id of an application or a pavilion, and the name by which staff know it. */
export interface Holder {
  boothId: string
  holder: string
  name: string
}

/** What a holder is offered instead, what is written to it, and why. */
export interface Remedy {
  boothId: string
  holder: string
  replacementBoothId: string
  notice: string
  reason: string
}

/** The holders that a release has to answer. */
export const toBeAsked = (changes: readonly Change[], holders: readonly Holder[]): Holder[] => {
  const touched = new Set(changes.filter(touchesHolder).map((change) => change.boothId))
  return holders.filter((one) => touched.has(one.boothId))
}

export interface Release {
  changes: readonly Change[]
  /** Structures differ as well. */
  structuresChanged: boolean
  findings: readonly Finding[]
  /** Whoever holds any booth of the two versions, and of the booths that may be offered. */
  holders: readonly Holder[]
  remedies: readonly Remedy[]
  /** Booths that will stand after the release, here and in other halls. */
  standing: ReadonlySet<string>
}

/**
 * May a draft become the plan? Nobody is unseated silently: each holder of a booth that goes, moves, changes size or number needs a
 * replacement that stands and that nobody else holds or is offered (its own booth in its new shape will do), a notice and a reason.
 */
export function mayRelease(
  release: Release,
): Verdict<'nothing-changed' | 'findings-forbid' | 'holder-unasked' | 'replacement-missing' | 'replacement-held'> {
  const { changes, findings, holders, remedies, standing } = release
  if (changes.length === 0 && !release.structuresChanged) return no('nothing-changed')
  const forbidding = findings.filter((finding) => finding.forbids).length
  if (forbidding > 0) return no('findings-forbid', { count: forbidding })
  const taken = new Map(holders.map((one) => [one.boothId, one.holder]))
  const offered = new Set<string>()
  for (const { boothId, holder, name } of toBeAsked(changes, holders)) {
    const remedy = remedies.find((one) => one.boothId === boothId && one.holder === holder)
    if (!remedy || remedy.notice.trim() === '' || remedy.reason.trim() === '') return no('holder-unasked', { name })
    const { replacementBoothId } = remedy
    if (!standing.has(replacementBoothId)) return no('replacement-missing', { name })
    const other = taken.get(replacementBoothId)
    if (offered.has(replacementBoothId) || (other !== undefined && other !== holder))
      return no('replacement-held', { name })
    offered.add(replacementBoothId)
  }
  return yes
}

export interface Sheet {
  booths: readonly Booth[]
  structures: readonly Structure[]
}

/** A booth or structure that two people changed differently: what stands, and what the later of the two had drawn. */
export interface Clash {
  id: string
  mine: Booth | Structure | null
  theirs: Booth | Structure | null
}

const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b)

function rebasedList<Thing extends Booth | Structure>(
  base: readonly Thing[],
  mine: readonly Thing[],
  theirs: readonly Thing[],
): { things: Thing[]; clashes: Clash[] } {
  const index = (things: readonly Thing[]) => new Map(things.map((one) => [one.id, one]))
  const [old, own, other] = [index(base), index(mine), index(theirs)]
  const things = new Map(other)
  const clashes: Clash[] = []
  for (const id of new Set([...old.keys(), ...own.keys()])) {
    const [was, is, stands] = [old.get(id), own.get(id), other.get(id)]
    if (same(was, is) || same(is, stands)) continue
    if (!same(was, stands)) clashes.push({ id, mine: is ?? null, theirs: stands ?? null })
    else if (is) things.set(id, is)
    else things.delete(id)
  }
  return { things: [...things.values()], clashes }
}

/**
 * Two people drew in one draft, both from `base`; `theirs` was saved first. What only one of them changed is kept; where both changed the
 * same thing, theirs stands and mine is told, so that nobody loses anything unseen.
 */
export function rebased(base: Sheet, mine: Sheet, theirs: Sheet): Sheet & { clashes: Clash[] } {
  const booths = rebasedList(base.booths, mine.booths, theirs.booths)
  const structures = rebasedList(base.structures, mine.structures, theirs.structures)
  return {
    booths: booths.things,
    structures: structures.things,
    clashes: [...booths.clashes, ...structures.clashes],
  }
}
