import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  type Day,
  day,
  dayAt,
  daysBetween,
  holdsOn,
  instantAt,
  isDay,
  isWallTime,
  plusDays,
  type WallTime,
  wallTimeAt,
} from './day.ts'

test('days that exist are days, others are not', () => {
  for (const text of ['2024-02-29', '2023-12-31', '1800-01-01']) expect(isDay(text), text).toBe(true)
  for (const text of [
    '2023-02-29',
    '2023-13-01',
    '2023-00-10',
    '2023-04-31',
    '23-04-01',
    '2023-4-1',
    '',
    '2023-01-01T00:00',
    '1799-12-31',
    '3000-01-01',
  ])
    expect(isDay(text), text).toBe(false)
})

test('a day from anything else is refused at once', () => {
  expect(() => day('2023-02-29')).toThrow(RangeError)
})

test('the day is the venue’s, not the server’s', () => {
  const instant = new Date('2023-11-04T16:30:00Z')
  expect(dayAt(instant, 'Asia/Shanghai')).toBe('2023-11-05')
  expect(dayAt(instant, 'America/New_York')).toBe('2023-11-04')
})

const anyDay = fc
  .date({ min: new Date('1900-01-01'), max: new Date('2900-01-01'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10) as Day)

test('adding days and counting them are the same thing', () => {
  fc.assert(
    fc.property(anyDay, fc.integer({ min: -20_000, max: 20_000 }), (from, count) => {
      const to = plusDays(from, count)
      expect(isDay(to)).toBe(true)
      expect(daysBetween(from, to)).toBe(count)
    }),
  )
})

test('a wall time is a day that exists and a minute of it', () => {
  for (const text of ['2024-02-29T00:00', '2023-11-05T23:59']) expect(isWallTime(text), text).toBe(true)
  for (const text of ['2023-02-29T09:00', '2023-11-05', '2023-11-05T24:00', '2023-11-05T9:00', '2023-11-05 09:00', ''])
    expect(isWallTime(text), text).toBe(false)
})

test('the clock on the wall of a zone is read and set', () => {
  expect(wallTimeAt(new Date('2024-05-19T16:00:00Z'), 'Asia/Shanghai')).toBe('2024-05-20T00:00')
  expect(instantAt('2024-05-20T00:00' as WallTime, 'Asia/Shanghai').toISOString()).toBe('2024-05-19T16:00:00.000Z')
  expect(instantAt('2024-05-20T09:00' as WallTime, 'America/St_Johns').toISOString()).toBe('2024-05-20T11:30:00.000Z')
})

test('an hour that comes twice is meant the first time, and one that never comes as much later', () => {
  const lisbon = (text: string) => instantAt(text as WallTime, 'Europe/Lisbon').toISOString()
  expect(lisbon('2024-10-27T01:30')).toBe('2024-10-27T00:30:00.000Z')
  expect(lisbon('2024-10-27T02:30')).toBe('2024-10-27T02:30:00.000Z')
  expect(lisbon('2024-03-31T01:30')).toBe('2024-03-31T01:30:00.000Z')
  expect(wallTimeAt(new Date(lisbon('2024-03-31T01:30')), 'Europe/Lisbon')).toBe('2024-03-31T02:30')
})

test('whatever a clock on the wall shows, setting it by that gives an instant at which it shows the same', () => {
  const zones = fc.constantFrom('Asia/Shanghai', 'Europe/Lisbon', 'America/New_York', 'Australia/Lord_Howe', 'UTC')
  const instants = fc.date({ min: new Date('1990-01-01'), max: new Date('2090-01-01'), noInvalidDate: true })
  fc.assert(
    fc.property(instants, zones, (instant, zone) => {
      const shown = wallTimeAt(instant, zone)
      expect(isWallTime(shown)).toBe(true)
      expect(wallTimeAt(instantAt(shown, zone), zone)).toBe(shown)
    }),
  )
})

test('a stretch holds from its first day up to, not including, its last', () => {
  const stretch = { from: day('2020-12-04'), until: day('2024-12-13') }
  expect(holdsOn(stretch, day('2020-12-03'))).toBe(false)
  expect(holdsOn(stretch, day('2020-12-04'))).toBe(true)
  expect(holdsOn(stretch, day('2024-12-12'))).toBe(true)
  expect(holdsOn(stretch, day('2024-12-13'))).toBe(false)
  expect(holdsOn({ from: day('2020-12-04'), until: null }, day('2999-12-31'))).toBe(true)
})
