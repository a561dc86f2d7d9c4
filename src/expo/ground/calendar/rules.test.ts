import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { day } from '#kernel/day.ts'
import { hour, hourAt } from '#kernel/hour.ts'
import {
  freeSlots,
  isAnnounced,
  isUsual,
  later,
  mayBeCalled,
  mayBecome,
  mayLast,
  minutesOf,
  nearest,
  openingOf,
  overlaps,
  type Span,
  takenBy,
  whoIs,
} from './rules.ts'
import { NEXT, STATES, STEP_MINUTES, type State } from './words.ts'

const at = (clock: string, on = '2023-11-06') => new Date(`${on}T${clock}:00+08:00`)
const span = (from: string, until: string): Span => ({ from: at(from), until: at(until) })

test('every step that is not in the table is refused, and every state can be reached from a proposal', () => {
  for (const from of STATES)
    for (const to of STATES)
      expect(mayBecome(from, to).ok, `${from} -> ${to}`).toBe((NEXT[from] as readonly State[]).includes(to))
  const reached = new Set<State>(['draft'])
  for (const from of reached) for (const to of NEXT[from]) reached.add(to)
  expect([...reached].sort()).toEqual([...STATES].sort())
})

test('what begins at the end of another does not touch it', () => {
  expect(overlaps(span('10:00', '11:00'), span('11:00', '12:00'))).toBe(false)
  expect(overlaps(span('10:00', '11:00'), span('10:59', '12:00'))).toBe(true)
})

test('a happening ends after it starts, within a day', () => {
  expect(mayLast(span('10:00', '10:00'))).toMatchObject({ reason: 'ends-before-it-starts' })
  expect(mayLast(span('10:00', '10:05')).ok).toBe(true)
  expect(mayLast({ from: at('10:00'), until: at('10:00', '2023-11-07') }).ok).toBe(true)
  expect(mayLast({ from: at('10:00'), until: at('10:01', '2023-11-07') })).toMatchObject({ reason: 'too-long' })
})

describe('an hour is usual', () => {
  const hours = { day: day('2023-11-06'), opens: hour('09:00'), closes: hour('17:00') }
  const known = { hours, now: at('12:00', '2023-06-15'), timeZone: 'Asia/Shanghai' }
  test.each([
    ['09:00', '17:00', 'yes'],
    ['08:59', '10:00', 'outside-hours'],
    ['16:30', '17:01', 'outside-hours'],
  ])('from %s until %s: %s', (from, until, answer) => {
    const verdict = isUsual(span(from, until), known)
    expect(verdict.ok ? 'yes' : verdict.reason).toBe(answer)
  })
  test('not on a day that is shut, nor in the past', () => {
    expect(isUsual(span('10:00', '11:00'), { ...known, hours: undefined })).toMatchObject({
      reason: 'day-shut',
      details: { day: '2023-11-06' },
    })
    expect(isUsual(span('10:00', '11:00'), { ...known, now: at('10:01') })).toMatchObject({ reason: 'already-past' })
  })
})

test('an announced title needs its languages', () => {
  expect(mayBeCalled({ en: 'A' }, 2)).toMatchObject({ reason: 'title-needs-languages', details: { count: 2 } })
  expect(mayBeCalled({ en: 'A', tet: 'B' }, 2).ok).toBe(true)
})

test('only what is public and has been set is announced; cancelled after that, it still is', () => {
  const setOn = day('2023-06-01')
  const told = (state: State, isPublic: boolean, on: typeof setOn | null) =>
    isAnnounced({ state, public: isPublic, setOn: on })
  expect(told('set', true, setOn)).toBe(true)
  expect(told('cancelled', true, setOn)).toBe(true)
  expect(told('cancelled', true, null)).toBe(false)
  expect(told('draft', true, setOn)).toBe(false)
  expect(told('set', false, setOn)).toBe(false)
})

test('two of one name are one person, unless they come from different places; an account is one person everywhere', () => {
  const of = (name: string, affiliation = '') => whoIs({ accountId: null, editionId: 'e', name, affiliation })
  expect(of('José  Álvarez')).toBe(of('jose alvarez'))
  expect(of('张伟', '海尔')).not.toBe(of('张伟', '招商局'))
  expect(of('张伟')).not.toBe(of('张玮'))
  expect(of('أحمد')).toBe(of('أحمد '))
  const account = { accountId: 'a', name: 'A', affiliation: '' }
  expect(whoIs({ ...account, editionId: 'e' })).toBe(whoIs({ ...account, editionId: 'f', name: 'B' }))
})

const open = span('09:00', '17:00')
const minute = fc.integer({ min: -60, max: 600 })
const taken = fc.array(
  fc.tuple(minute, fc.integer({ min: 1, max: 240 })).map(([from, length]) => ({
    from: later(open.from, from),
    until: later(open.from, from + length),
  })),
  { maxLength: 8 },
)
const length = fc.integer({ min: 5, max: 300 })

test('every free slot lies in the opening, has the length asked for, and touches nothing that is taken', () => {
  fc.assert(
    fc.property(taken, length, (busy, minutes) => {
      for (const slot of freeSlots({ open, taken: busy, minutes })) {
        expect(minutesOf(slot)).toBe(minutes)
        expect(slot.from >= open.from && slot.until <= open.until).toBe(true)
        expect(busy.some((one) => overlaps(one, slot))).toBe(false)
      }
    }),
  )
})

test('no slot that is free is left out', () => {
  fc.assert(
    fc.property(taken, length, fc.integer({ min: 0, max: 32 }), (busy, minutes, quarter) => {
      const from = later(open.from, quarter * STEP_MINUTES)
      const slot = { from, until: later(from, minutes) }
      fc.pre(slot.until <= open.until && !busy.some((one) => overlaps(one, slot)))
      expect(freeSlots({ open, taken: busy, minutes })).toContainEqual(slot)
    }),
  )
})

test('a slot that respects what is taken by a place leaves room for the changeover on both sides', () => {
  fc.assert(
    fc.property(taken, length, fc.integer({ min: 0, max: 90 }), (busy, minutes, changeover) => {
      const held = busy.map((one) => ({ startsAt: one.from, heldUntil: later(one.until, changeover) }))
      const slots = freeSlots({ open, taken: held.map((one) => takenBy(one, changeover)), minutes })
      for (const slot of slots)
        for (const one of held)
          expect(
            overlaps(
              { from: slot.from, until: later(slot.until, changeover) },
              { from: one.startsAt, until: one.heldUntil },
            ),
          ).toBe(false)
    }),
  )
})

test('the nearest slots are the nearest, apart from each other, in the order of the day', () => {
  const slots = freeSlots({ open, taken: [span('10:00', '11:00')], minutes: 30 })
  const hours = nearest(slots, at('10:00'), 4).map((one) => hourAt(one.from, 'Asia/Shanghai'))
  expect(hours).toEqual(['09:00', '09:30', '11:00', '11:30'])
})

test('on the night the clocks change, a slot is as long as it is elsewhere, and no hour is offered that does not come', () => {
  for (const [on, hoursOpen] of [
    ['2024-03-31', 5],
    ['2024-10-27', 7],
    ['2024-10-28', 6],
  ] as const) {
    const timeZone = 'Europe/Lisbon'
    const night = openingOf({ day: day(on), opens: hour('00:00'), closes: hour('06:00') }, timeZone)
    if (!night) throw new Error('shut')
    expect(minutesOf(night), on).toBe(hoursOpen * 60)
    const slots = freeSlots({ open: night, taken: [], minutes: 60 })
    expect(slots).toHaveLength((hoursOpen - 1) * 4 + 1)
    for (const slot of slots) expect(minutesOf(slot)).toBe(60)
    const hours = new Set(slots.map((slot) => hourAt(slot.from, timeZone).slice(0, 2)))
    expect(hours.has('01'), on).toBe(on !== '2024-03-31')
  }
  expect(openingOf({ day: day('2024-03-31'), opens: hour('01:30'), closes: hour('06:00') }, 'Europe/Lisbon')).toBeNull()
})
