import fc from 'fast-check'
import { expect, test } from 'vitest'
import { later, type Span } from './rules.ts'
import { type Laid, shownOf, timetable } from './timetable.ts'

const at = (clock: string) => new Date(`2023-11-06T${clock}:00+08:00`)
const midnight: Span = { from: at('00:00'), until: new Date('2023-11-07T00:00:00+08:00') }
const open: Span = { from: at('09:00'), until: at('17:00') }
const laid = (from: string, until: string, changeover = 0): Laid => ({
  startsAt: at(from),
  endsAt: at(until),
  heldUntil: later(at(until), changeover),
})

test('a day is laid out in whole hours, with what lies there, its changeover, and what is free between', () => {
  const shown = shownOf(open, [laid('10:00', '10:45', 15)], midnight)
  if (!shown) throw new Error('nothing shown')
  const { rows, columns } = timetable([[laid('10:00', '10:45', 15)]], shown, open)
  expect(rows.map((row) => row.from.toISOString().slice(11, 16))).toContain('02:45')
  expect(columns[0]?.map((cell) => cell.what)).toEqual(['free', 'happening', 'changeover', 'free'])
})

test('what lies outside the opening stretches the day, and the rest of that stretch is shut', () => {
  const early = laid('07:30', '08:15')
  const shown = shownOf(open, [early], midnight)
  expect(shown?.from).toEqual(at('07:00'))
  const { columns } = timetable([[early], []], shown as Span, open)
  expect(columns[0]?.map((cell) => cell.what)).toEqual(['shut', 'happening', 'shut', 'free'])
  expect(columns[1]?.map((cell) => cell.what)).toEqual(['shut', 'free'])
})

test('a day that is shut and empty shows nothing', () => expect(shownOf(null, [], midnight)).toBeNull())

test('whatever lies there, every column fills its rows exactly, in order, and everything has a cell', () => {
  const lengths = fc.array(
    fc.tuple(fc.integer({ min: 0, max: 90 }), fc.integer({ min: 1, max: 120 }), fc.constantFrom(0, 10)),
    {
      maxLength: 6,
    },
  )
  fc.assert(
    fc.property(fc.array(lengths, { minLength: 1, maxLength: 4 }), (all) => {
      const columns = all.map((parts) => {
        let from = at('06:00')
        return parts.map(([gap, length, changeover]) => {
          const startsAt = later(from, gap)
          const endsAt = later(startsAt, length)
          from = later(endsAt, changeover)
          return { startsAt, endsAt, heldUntil: from }
        })
      })
      const shown = shownOf(open, columns.flat(), midnight) as Span
      const table = timetable(columns, shown, open)
      for (const [index, cells] of table.columns.entries()) {
        expect(cells.reduce((sum, cell) => sum + cell.rows, 0)).toBe(table.rows.length)
        expect(cells.filter((cell) => cell.what === 'happening')).toHaveLength(columns[index]?.length ?? 0)
        let next = shown.from
        for (const cell of cells) {
          expect(cell.from).toEqual(next)
          next = cell.until
        }
        expect(next).toEqual(shown.until)
      }
    }),
  )
})
