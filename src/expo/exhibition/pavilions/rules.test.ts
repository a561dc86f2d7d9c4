import fc from 'fast-check'
import { expect, test } from 'vitest'
import { day } from '#kernel/day.ts'
import { firstsOf, mayBecome, mayHoldFrom, mayShowPage, type Participation } from './rules.ts'
import { NEXT, STATES, type State } from './words.ts'

test('every step that is not in the table is refused, and every step in it is allowed', () => {
  for (const from of STATES)
    for (const to of STATES) {
      const allowed = (NEXT[from] as readonly State[]).includes(to)
      expect(mayBecome(from, to).ok, `${from} -> ${to}`).toBe(allowed)
    }
})

test('every state can be reached from an invitation, and every pavilion can leave again', () => {
  const reached = new Set<State>(['invited'])
  for (const from of reached) for (const to of NEXT[from]) reached.add(to)
  expect([...reached].sort()).toEqual([...STATES].sort())
  for (const state of STATES) expect(NEXT[state].length, state).toBeGreaterThan(0)
})

test('a step to the state it is in already says so, which is not the same as a wrong step', () => {
  expect(mayBecome('confirmed', 'confirmed')).toMatchObject({ ok: false, reason: 'already' })
  expect(mayBecome('declined', 'open')).toMatchObject({ ok: false, reason: 'not-from-here' })
})

test('a late entry holds from its right day; a day to come or before the invitation does not', () => {
  const known = { invitedOn: day('2023-03-01'), today: day('2023-05-01') }
  expect(mayHoldFrom(day('2023-03-01'), known).ok).toBe(true)
  expect(mayHoldFrom(day('2023-05-01'), known).ok).toBe(true)
  expect(mayHoldFrom(day('2023-05-02'), known)).toMatchObject({ reason: 'day-to-come' })
  expect(mayHoldFrom(day('2023-02-28'), known)).toMatchObject({ reason: 'day-before-invitation' })
})

test('a page needs two languages', () => {
  expect(mayShowPage(['en']).ok).toBe(false)
  expect(mayShowPage(['en', 'pt']).ok).toBe(true)
})

const OPENINGS = ['2018-11-05', '2021-11-05', '2022-11-05', '2023-11-05'].map(day)
const took = (index: number, mode: Participation['mode'], until: string | null = null): Participation => ({
  editionId: `e${index}`,
  editionCode: `harbour-${OPENINGS[index]?.slice(0, 4)}`,
  opensOn: OPENINGS[index] ?? day('2018-11-05'),
  mode,
  from: day(`${OPENINGS[index]?.slice(0, 4)}-04-01`),
  until: until === null ? null : day(until),
})
const sixth = { editionId: 'e3', opensOn: day('2023-11-05') }
const eve = day('2023-11-04')

test('a first time ever is a first time on site as well, if it is on site', () => {
  expect(firstsOf([took(3, 'on-site')], sixth, eve)).toMatchObject({ debut: true, firstOnSite: true })
  expect(firstsOf([took(3, 'online')], sixth, eve)).toMatchObject({ debut: true, firstOnSite: false })
})

test('who was online before and comes on site comes on site for the first time, but is no debut', () => {
  const firsts = firstsOf([took(1, 'online'), took(2, 'online'), took(3, 'on-site')], sixth, eve)
  expect(firsts).toMatchObject({ debut: false, firstOnSite: true })
  expect(firsts.earlier.map((one) => one.editionCode)).toEqual(['harbour-2021', 'harbour-2022'])
})

test('who was on site before is neither', () => {
  expect(firstsOf([took(0, 'on-site'), took(3, 'on-site')], sixth, eve)).toMatchObject({
    debut: false,
    firstOnSite: false,
  })
})

test('an earlier participation that was withdrawn does not count, and one confirmed later than asked does not either', () => {
  expect(firstsOf([took(1, 'on-site', '2021-10-01'), took(3, 'on-site')], sixth, eve)).toMatchObject({ debut: true })
  expect(firstsOf([took(3, 'on-site')], sixth, day('2023-03-31'))).toMatchObject({ debut: false, firstOnSite: false })
})

test('whatever the history: on site debuts are among the first times on site, and firsts need taking part now', () => {
  const history = fc.array(
    fc.record({ index: fc.integer({ min: 0, max: 3 }), mode: fc.constantFrom('on-site' as const, 'online' as const) }),
    { maxLength: 6 },
  )
  fc.assert(
    fc.property(history, (parts) => {
      const all = parts.map(({ index, mode }) => took(index, mode))
      const now = all.find((one) => one.editionId === 'e3')
      const firsts = firstsOf(all, sixth, eve)
      if (firsts.debut && now?.mode === 'on-site') expect(firsts.firstOnSite).toBe(true)
      if (!now) expect(firsts.debut || firsts.firstOnSite).toBe(false)
      if (firsts.debut) expect(firsts.earlier).toEqual([])
    }),
  )
})
