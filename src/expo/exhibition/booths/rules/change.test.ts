import { describe, expect, test } from 'vitest'
import { aBooth, aSheet } from '../makers.ts'
import {
  type Change,
  changesOf,
  countsOf,
  type Holder,
  mayRelease,
  type Release,
  rebased,
  toBeAsked,
} from './change.ts'
import { movedBy, stretched } from './edit.ts'
import type { Booth } from './plan.ts'

const { booths } = aSheet()
const [first, second, third] = booths as [Booth, Booth, Booth]
const changed = (one: Booth, over: Partial<Booth>) =>
  booths.map((booth) => (booth.id === one.id ? { ...booth, ...over } : booth))
const kinds = (after: readonly Booth[]) => changesOf(booths, after).map((change) => [change.boothId, ...change.kinds])

describe('what differs between two versions', () => {
  test('is told booth by booth, and what stayed is left out', () => {
    const added = aBooth('N', 50, 30)
    expect(kinds(booths)).toEqual([])
    expect(kinds([...booths, added])).toEqual([[added.id, 'added']])
    expect(kinds(booths.slice(1))).toEqual([[first.id, 'gone']])
    expect(kinds(changed(first, { outline: movedBy(first.outline, 0, 1) }))).toEqual([[first.id, 'moved']])
    const wider = stretched(first.outline, { x: 9, y: 10, width: 2, height: 3 })
    expect(kinds(changed(first, { outline: wider, number: 'A99' }))).toEqual([[first.id, 'resized', 'renumbered']])
    expect(kinds(changed(first, { zoneCode: 'seeds', kind: 'raw' }))).toEqual([
      [first.id, 'area-changed', 'kind-changed'],
    ])
  })
  test('is counted', () => {
    const changes = changesOf(booths, [...changed(second, { number: 'Z1' }).slice(1), aBooth('N', 50, 30)])
    expect(countsOf(changes)).toEqual({ added: 1, gone: 1, changed: 1 })
  })
})

describe('a release', () => {
  const release = (after: readonly Booth[], over: Partial<Release> = {}): Release => ({
    changes: changesOf(booths, after),
    structuresChanged: false,
    findings: [],
    holders: [],
    remedies: [],
    standing: new Set(after.map((booth) => booth.id)),
    ...over,
  })
  const holder = (booth: Booth, name = 'Nile Dates'): Holder => ({ boothId: booth.id, holder: `h-${name}`, name })
  const remedy = (booth: Booth, instead: Booth, name = 'Nile Dates') => ({
    boothId: booth.id,
    holder: `h-${name}`,
    replacementBoothId: instead.id,
    notice: 'Your stand moves.',
    reason: 'A pillar.',
  })
  const without = booths.slice(1)

  test('needs something that changed, and nothing that forbids', () => {
    expect(mayRelease(release(booths))).toMatchObject({ reason: 'nothing-changed' })
    expect(mayRelease(release(booths, { structuresChanged: true })).ok).toBe(true)
    const finding = { rule: 'overlap', boothIds: [], where: [], amount: 1, limit: 0, name: '' } as const
    const forbidden = { ...finding, boothIds: [], where: [], forbids: true }
    expect(mayRelease(release(without, { findings: [forbidden] }))).toMatchObject({
      reason: 'findings-forbid',
      details: { count: 1 },
    })
    expect(mayRelease(release(without, { findings: [{ ...forbidden, forbids: false }] })).ok).toBe(true)
  })

  test('asks whoever holds a booth that goes, moves, or changes size or number, and nobody else', () => {
    const asked = (after: readonly Booth[]) =>
      toBeAsked(
        changesOf(booths, after),
        booths.map((booth) => holder(booth, booth.number)),
      ).map((one) => one.boothId)
    expect(asked(without)).toEqual([first.id])
    expect(asked(changed(first, { outline: movedBy(first.outline, 1, 0) }))).toEqual([first.id])
    expect(asked(changed(first, { outline: stretched(first.outline, { x: 9, y: 10, width: 2, height: 3 }) }))).toEqual([
      first.id,
    ])
    expect(asked(changed(first, { number: 'Z9' }))).toEqual([first.id])
    expect(asked(changed(first, { kind: 'raw' }))).toEqual([])
    expect(asked([...booths, aBooth('N', 50, 30)])).toEqual([])
  })

  test('is refused while one holder has no replacement, no notice or no reason', () => {
    const held = { holders: [holder(first)] }
    expect(mayRelease(release(without, held))).toMatchObject({
      reason: 'holder-unasked',
      details: { name: 'Nile Dates' },
    })
    for (const gap of [{ notice: ' ' }, { reason: '' }])
      expect(mayRelease(release(without, { ...held, remedies: [{ ...remedy(first, second), ...gap }] }))).toMatchObject(
        { reason: 'holder-unasked' },
      )
    expect(mayRelease(release(without, { ...held, remedies: [remedy(first, first)] }))).toMatchObject({
      reason: 'replacement-missing',
    })
    expect(mayRelease(release(without, { ...held, remedies: [remedy(first, second)] })).ok).toBe(true)
  })

  test('offers no booth that somebody else holds, nor one booth to two', () => {
    const twoGone = booths.slice(2)
    const holders = [holder(first), holder(second, 'Thai Rice')]
    const remedies = [remedy(first, third), remedy(second, third, 'Thai Rice')]
    expect(mayRelease(release(twoGone, { holders, remedies }))).toMatchObject({
      reason: 'replacement-held',
      details: { name: 'Thai Rice' },
    })
    const heldElsewhere = { holders: [holder(first), holder(second, 'Thai Rice')], remedies: [remedy(first, second)] }
    expect(mayRelease(release(without, heldElsewhere))).toMatchObject({ reason: 'replacement-held' })
  })

  test('may offer a holder its own booth in its new shape', () => {
    const after = changed(first, { outline: movedBy(first.outline, 1, 0) })
    expect(mayRelease(release(after, { holders: [holder(first)], remedies: [remedy(first, first)] })).ok).toBe(true)
  })
})

describe('two clerks in one draft', () => {
  const base = aSheet()
  const [one, other, third] = base.booths as [Booth, Booth, Booth]
  const put = (booth: Booth, over: Partial<Booth>) => ({
    ...base,
    booths: base.booths.map((at) => (at.id === booth.id ? { ...at, ...over } : at)),
  })
  const numbers = (sheet: { booths: readonly Booth[] }) => sheet.booths.map((booth) => booth.number).sort()

  test('keep what each of them changed', () => {
    const added = aBooth('N', 50, 30)
    const mine = { ...put(one, { number: 'M1' }), booths: [...put(one, { number: 'M1' }).booths, added] }
    const theirs = {
      ...put(other, { number: 'T1' }),
      booths: put(other, { number: 'T1' }).booths.filter((booth) => booth.id !== third.id),
    }
    const together = rebased(base, mine, theirs)
    expect(together.clashes).toEqual([])
    expect(numbers(together)).toEqual(
      [...numbers(base).filter((number) => !['A01', 'A03', 'A05'].includes(number)), 'M1', 'N', 'T1'].sort(),
    )
  })

  test('are told of what both changed: theirs stands, mine is kept', () => {
    const together = rebased(base, put(one, { number: 'M1' }), put(one, { number: 'T1' }))
    expect(together.clashes).toMatchObject([{ id: one.id, mine: { number: 'M1' }, theirs: { number: 'T1' } }])
    expect(numbers(together)).toContain('T1')
    const removed = { ...base, booths: base.booths.slice(1) }
    expect(rebased(base, put(one, { number: 'M1' }), removed).clashes).toMatchObject([
      { mine: { number: 'M1' }, theirs: null },
    ])
    expect(rebased(base, removed, put(one, { number: 'T1' })).clashes).toMatchObject([
      { mine: null, theirs: { number: 'T1' } },
    ])
  })

  test('clash over nothing where both did the same', () => {
    const same = put(one, { number: 'X' })
    expect(rebased(base, same, put(one, { number: 'X' })).clashes).toEqual([])
  })
})

test('a change names both of its sides', () => {
  const [change] = changesOf(booths, changed(first, { number: 'Z' })) as [Change]
  expect([change.before?.number, change.after?.number]).toEqual(['A01', 'Z'])
})
