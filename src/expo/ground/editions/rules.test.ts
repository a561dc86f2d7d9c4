import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type Day, day, daysBetween, isDay, plusDays, type WallTime, wallTimeAt } from '#kernel/day.ts'
import { LANGUAGES } from '#kernel/language.ts'
import {
  daysLater,
  gapsOf,
  mayLieIn,
  mayRegisterNow,
  nameForYear,
  nextTint,
  nowIn,
  phaseOf,
  stepsAhead,
  todayIn,
  yearsLater,
} from './rules.ts'
import { AREA_KINDS } from './words.ts'

const shanghai = 'Asia/Shanghai'
const window = {
  opensAt: new Date('2024-05-20T00:00:00+08:00'),
  closesAt: new Date('2024-10-20T23:59:00+08:00'),
  timeZone: shanghai,
}

test('a window is open from its first instant, and closed at its last', () => {
  const at = (instant: Date, off: number) => mayRegisterNow(window, new Date(instant.getTime() + off))
  expect(at(window.opensAt, -1).ok).toBe(false)
  expect(at(window.opensAt, 0).ok).toBe(true)
  expect(at(window.closesAt, -1).ok).toBe(true)
  expect(at(window.closesAt, 0).ok).toBe(false)
  expect(mayRegisterNow(null, window.opensAt)).toMatchObject({ ok: false, reason: 'window-missing' })
})

test('the day on which a window opens or closed is said as it is at the venue', () => {
  expect(mayRegisterNow(window, new Date('2024-01-01T00:00:00Z'))).toMatchObject({ details: { day: '2024-05-20' } })
  expect(mayRegisterNow(window, new Date('2025-01-01T00:00:00Z'))).toMatchObject({ details: { day: '2024-10-20' } })
})

test('a rehearsal clock walks on from where it was set, and never back', () => {
  const setAt = new Date('2026-01-01T00:00:00Z')
  const edition = { timeZone: shanghai, rehearsalFrom: new Date('2024-11-04T15:30:00Z'), rehearsalSetAt: setAt }
  expect(nowIn(edition, new Date('2026-01-01T00:40:00Z'))).toEqual(new Date('2024-11-04T16:10:00Z'))
  expect(todayIn(edition, new Date('2026-01-01T00:40:00Z'))).toBe('2024-11-05')
  expect(nowIn(edition, new Date('2025-12-31T00:00:00Z'))).toEqual(edition.rehearsalFrom)
  expect(nowIn({ ...edition, rehearsalFrom: null, rehearsalSetAt: null }, setAt)).toBe(setAt)
})

test('an edition is before, open on both its ends, and over', () => {
  const edition = { opensOn: day('2024-11-05'), closesOn: day('2024-11-10') }
  expect(phaseOf(edition, day('2024-11-04'))).toEqual({ phase: 'before', days: 1 })
  expect(phaseOf(edition, day('2024-11-05'))).toEqual({ phase: 'open', day: 1, of: 6 })
  expect(phaseOf(edition, day('2024-11-10'))).toEqual({ phase: 'open', day: 6, of: 6 })
  expect(phaseOf(edition, day('2024-11-11'))).toEqual({ phase: 'over', days: 1 })
})

test('a day is put off by the clock on the wall: the hour stays over a change to summer time', () => {
  const zones = { from: 'Europe/Lisbon', to: 'Europe/Lisbon' }
  const winter = new Date('2024-03-30T09:00:00Z')
  expect(daysLater(winter, 1, zones).toISOString()).toBe('2024-03-31T08:00:00.000Z')
  expect(wallTimeAt(daysLater(winter, 200, zones), 'Europe/Lisbon')).toBe('2024-10-16T09:00')
})

test('over a leap year, what was so many days before the opening stays so', () => {
  const zones = { from: shanghai, to: shanghai }
  const days = fc.date({ min: new Date('1990-01-01'), max: new Date('2080-01-01'), noInvalidDate: true })
  fc.assert(
    fc.property(days, fc.integer({ min: 0, max: 500 }), fc.integer({ min: 1, max: 9 }), (opening, before, years) => {
      const opensOn = opening.toISOString().slice(0, 10) as Day
      const next = yearsLater(opensOn, years)
      const opensAt = new Date(Date.parse(`${plusDays(opensOn, -before)}T09:00:00+08:00`))
      const shifted = daysLater(opensAt, daysBetween(opensOn, next), zones)
      const wallTime = wallTimeAt(shifted, shanghai)
      expect(daysBetween(wallTime.slice(0, 10) as Day, next)).toBe(before)
      expect(wallTime.slice(11)).toBe(wallTimeAt(opensAt, shanghai).slice(11))
    }),
  )
})

test('the same day a year later exists, and 29 February becomes the 28th', () => {
  expect(yearsLater(day('2023-11-05'), 1)).toBe('2024-11-05')
  expect(yearsLater(day('2024-02-29'), 1)).toBe('2025-02-28')
  expect(yearsLater(day('2024-02-29'), 4)).toBe('2028-02-29')
  for (let of = day('2024-01-01'); of < '2025-01-01'; of = plusDays(of, 1))
    expect(isDay(yearsLater(of, 1)), of).toBe(true)
})

test('a zone lies in an area and in nothing else, and nothing else lies in one', () => {
  for (const kind of AREA_KINDS)
    for (const parent of [null, ...AREA_KINDS])
      for (const hasZones of [false, true]) {
        const verdict = mayLieIn({ kind, hasZones }, parent && { kind: parent })
        const right = kind === 'zone' ? parent !== null && parent !== 'zone' && !hasZones : parent === null
        expect(verdict.ok, `${kind} in ${parent}, with zones: ${hasZones}`).toBe(right)
      }
})

test('a new area wears the tint that fewest areas wear', () => {
  const worn = (...tints: number[]) => tints.map((tint) => ({ tint, parentCode: null }))
  expect(nextTint([])).toBe(1)
  expect(nextTint(worn(1, 2, 4))).toBe(3)
  expect(nextTint(worn(1, 2, 3, 4, 5, 6, 7, 8, 1))).toBe(2)
  expect(nextTint([{ tint: 1, parentCode: 'food' }])).toBe(1)
})

const spoken = Object.fromEntries(LANGUAGES.map((language) => [language, 'Somewhere']))
const ready = { name: spoken, city: spoken, venue: spoken, venueAddress: spoken, rehearsalFrom: null }
const ground = { areas: [{ name: spoken }], halls: [1], windows: [1] }

test('an edition with everything has no gaps, and each thing that is missing is one', () => {
  expect(gapsOf(ready, ground)).toEqual([])
  expect(gapsOf({ ...ready, city: { en: 'Somewhere' } }, ground)).toEqual(['languages'])
  expect(gapsOf(ready, { ...ground, areas: [{ name: { ar: 'مكان' } }] })).toEqual(['languages'])
  expect(gapsOf({ ...ready, venueAddress: {} }, ground)).toEqual(['address'])
  expect(gapsOf(ready, { areas: [], halls: [], windows: [] })).toEqual(['areas', 'halls', 'windows'])
  expect(gapsOf({ ...ready, rehearsalFrom: new Date() }, ground)).toEqual(['clock'])
})

test('a rehearsal may walk on an hour, a day, to the next turn of a window and to the opening', () => {
  const edition = { opensOn: day('2024-11-05'), timeZone: shanghai }
  const media = { ...window, kind: 'media' as const }
  const steps = (now: string) =>
    stepsAhead(edition, [media], new Date(now)).map(({ to, at }) => `${to} ${wallTimeAt(at, shanghai)}`)
  expect(steps('2024-05-01T12:00:00+08:00')).toEqual([
    'hour 2024-05-01T13:00',
    'day 2024-05-02T12:00',
    'window-opens 2024-05-20T00:00',
    'fair-opens 2024-11-05T09:00',
  ])
  expect(steps('2024-05-20T00:00:00+08:00')[2]).toBe('window-closes 2024-10-20T23:59')
  expect(steps('2024-12-01T00:00:00+08:00')).toEqual(['hour 2024-12-01T01:00', 'day 2024-12-02T00:00'])
})

test('a name with the year in it is written for another year in every language', () => {
  const name = { en: 'Harbour Fair 2023', ar: 'معرض المرفأ 2023', fr: 'Salon du Port' }
  expect(nameForYear(name, '2023', '2024')).toEqual({
    en: 'Harbour Fair 2024',
    ar: 'معرض المرفأ 2024',
    fr: 'Salon du Port',
  })
})

test('a wall time that a step leads to is one that a form takes', () => {
  const at = stepsAhead({ opensOn: day('2024-11-05'), timeZone: 'UTC' }, [], new Date('2024-03-01T10:00:30Z'))[0]?.at
  expect(wallTimeAt(at as Date, 'UTC')).toBe('2024-03-01T11:00' as WallTime)
})
