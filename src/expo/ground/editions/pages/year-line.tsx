import { type Day, dayAt, instantAt, plusDays, type WallTime } from '#kernel/day.ts'
import type { Reader } from '#web/reader.ts'
import type { Edition, RegistrationWindow } from '../queries.ts'

/** The whole months that an edition's windows and its own days lie in, and the way from an instant to its place on their line. */
export interface YearLine {
  months: { of: Day; at: number }[]
  /** A part of the line, from 0 to 1. */
  placeOf(instant: Date): number
  fair: { from: number; to: number }
  now: number | null
}

export function yearLineOf(edition: Edition, windows: readonly RegistrationWindow[], now: Date): YearLine {
  const { timeZone } = edition
  const midnight = (day: Day) => instantAt(`${day}T00:00` as WallTime, timeZone)
  const days = windows.flatMap((window) => [dayAt(window.opensAt, timeZone), dayAt(window.closesAt, timeZone)])
  const [first = edition.opensOn] = [...days, edition.opensOn].sort()
  const last = [...days, edition.closesOn].sort().at(-1) ?? edition.closesOn
  const months: Day[] = [monthOf(first)]
  for (let month = monthAfter(monthOf(first)); month <= last; month = monthAfter(month)) months.push(month)
  const begin = midnight(monthOf(first)).getTime()
  const end = midnight(monthAfter(monthOf(last))).getTime()
  const placeOf = (instant: Date) => Math.min(1, Math.max(0, (instant.getTime() - begin) / (end - begin)))
  return {
    months: months.map((of) => ({ of, at: placeOf(midnight(of)) })),
    placeOf,
    fair: { from: placeOf(midnight(edition.opensOn)), to: placeOf(midnight(plusDays(edition.closesOn, 1))) },
    now: now.getTime() > begin && now.getTime() < end ? placeOf(now) : null,
  }
}

const monthOf = (day: Day): Day => `${day.slice(0, 7)}-01` as Day
const monthAfter = (month: Day): Day => monthOf(plusDays(month, 31))

/** From left to right, or from right to left where the reader reads so. */
const along = (reader: Reader, from: number, to = from) => {
  const percent = (part: number) => `${(part * 100).toFixed(2)}%`
  return { x: percent(reader.dir === 'rtl' ? 1 - to : from), width: percent(to - from) }
}

/** The months, once above all the lines. On a phone there is room for the first of each quarter. */
export function Months({ reader, line }: { reader: Reader; line: YearLine }) {
  return (
    <svg class="line months" aria-hidden="true">
      {line.months.map(({ of, at }) => (
        <text
          class={[1, 4, 7, 10].includes(Number(of.slice(5, 7))) ? undefined : 'between'}
          x={along(reader, at).x}
          y="15"
        >
          {reader.month(of)}
        </text>
      ))}
    </svg>
  )
}

/** One window on the line of the year, with the fair's own days and the present. The words beside it say the same. */
export function Line(props: { reader: Reader; line: YearLine; window: RegistrationWindow; open: boolean }) {
  const { reader, line, window } = props
  const bar = along(reader, line.placeOf(window.opensAt), line.placeOf(window.closesAt))
  const fair = along(reader, line.fair.from, line.fair.to)
  return (
    <svg class="line" aria-hidden="true">
      {line.months.map(({ at }) => {
        const { x } = along(reader, at)
        return <line x1={x} x2={x} y1="0" y2="100%" />
      })}
      <rect class="fair" x={fair.x} width={fair.width} height="100%" />
      <rect class={props.open ? 'bar open' : 'bar'} x={bar.x} width={bar.width} y="35%" height="30%" />
      {line.now === null ? null : (
        <line class="now" x1={along(reader, line.now).x} x2={along(reader, line.now).x} y1="0" y2="100%" />
      )}
    </svg>
  )
}
