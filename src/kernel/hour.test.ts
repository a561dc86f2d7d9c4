import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type Day, day, dayAt } from './day.ts'
import { type Hour, hour, hourAt, isHour, startOf, whenClockShows } from './hour.ts'

test('hours that a wall clock shows are hours, others are not', () => {
  for (const text of ['00:00', '09:30', '23:59']) expect(isHour(text), text).toBe(true)
  for (const text of ['24:00', '9:30', '09:60', '0930', '', '09:30:00', '-1:00']) expect(isHour(text), text).toBe(false)
  expect(() => hour('25:00')).toThrow(RangeError)
})

test('nine o’clock is the venue’s nine', () => {
  expect(whenClockShows(day('2023-11-06'), hour('09:00'), 'Asia/Shanghai')?.toISOString()).toBe(
    '2023-11-06T01:00:00.000Z',
  )
  expect(whenClockShows(day('2023-11-06'), hour('09:00'), 'Asia/Kathmandu')?.toISOString()).toBe(
    '2023-11-06T03:15:00.000Z',
  )
})

test('the hour that is skipped when clocks go forward does not come, and the one that comes twice is the first', () => {
  expect(whenClockShows(day('2024-03-31'), hour('01:30'), 'Europe/Lisbon')).toBeNull()
  expect(whenClockShows(day('2024-03-31'), hour('02:30'), 'Europe/Lisbon')?.toISOString()).toBe(
    '2024-03-31T01:30:00.000Z',
  )
  expect(whenClockShows(day('2024-10-27'), hour('01:30'), 'Europe/Lisbon')?.toISOString()).toBe(
    '2024-10-27T00:30:00.000Z',
  )
  // Lord Howe Island shifts by half an hour; Samoa once left out a whole day.
  expect(whenClockShows(day('2024-10-06'), hour('02:15'), 'Australia/Lord_Howe')).toBeNull()
  expect(whenClockShows(day('2011-12-30'), hour('12:00'), 'Pacific/Apia')).toBeNull()
})

test('a day begins at its first instant, midnight or not', () => {
  expect(startOf(day('2023-11-06'), 'Asia/Shanghai').toISOString()).toBe('2023-11-05T16:00:00.000Z')
  // In Chile the clocks go forward at midnight.
  expect(startOf(day('2024-09-08'), 'America/Santiago').toISOString()).toBe('2024-09-08T04:00:00.000Z')
  expect(hourAt(startOf(day('2024-09-08'), 'America/Santiago'), 'America/Santiago')).toBe('01:00')
  expect(startOf(day('2011-12-30'), 'Pacific/Apia')).toEqual(startOf(day('2011-12-31'), 'Pacific/Apia'))
})

const zone = fc.constantFrom('Asia/Shanghai', 'Europe/Lisbon', 'America/New_York', 'Australia/Lord_Howe', 'Asia/Tehran')
const instant = fc.date({ min: new Date('2000-01-01'), max: new Date('2035-01-01'), noInvalidDate: true })

test('what the clock shows leads back to an instant at which it shows just that', () => {
  fc.assert(
    fc.property(instant, zone, (at, timeZone) => {
      const shown: [Day, Hour] = [dayAt(at, timeZone), hourAt(at, timeZone)]
      const back = whenClockShows(...shown, timeZone)
      expect(back).not.toBeNull()
      expect([dayAt(back as Date, timeZone), hourAt(back as Date, timeZone)]).toEqual(shown)
      expect(startOf(shown[0], timeZone).getTime()).toBeLessThanOrEqual(at.getTime())
      // The first time it shows it, so never later than the one we started from.
      expect((back as Date).getTime()).toBeLessThanOrEqual(at.getTime())
    }),
  )
})
