import type { Child } from 'hono/jsx'
import type { Edition } from '#expo/ground/editions/index.ts'
import { hourAt } from '#kernel/hour.ts'
import { Constructed, Said } from '#web/page.tsx'
import type { Reader } from '#web/reader.ts'
import type { Happening } from '../queries/happenings.ts'
import type { Place } from '../queries/places.ts'
import { minutesOf, type Span } from '../rules.ts'
import type { Cell, Timetable } from '../timetable.ts'
import { Hours, StateTag } from './parts.tsx'

/** A column of the day. What is held online has none, as any number of things may be on at once there. */
export type Column = Pick<Place, 'code' | 'name' | 'kind' | 'hallCode'>

/** A day as a table: an hour per row, a place per column, cells as tall as what lies in them. Wider than the screen, it is scrolled. */
export function DayTable(props: {
  reader: Reader
  edition: Edition
  places: Column[]
  table: Timetable<Happening>
  hrefOf: (happening: Happening) => string
  /** What a free cell offers; nothing where there is nothing to offer. */
  free?: (place: Column, span: Span) => Child
  states?: boolean
}) {
  const { reader, edition, table } = props
  const starting = table.columns.map(byRow)
  return (
    <div class="scroll timetable" tabindex={0}>
      <table>
        <thead>
          <tr>
            <th scope="col">{reader.t('calendar.hour')}</th>
            {props.places.map((place) => (
              <th scope="col">
                <ColumnHead reader={reader} place={place} />
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {table.rows.map((row, index) => (
            <tr class={rowClass(row, edition.timeZone)}>
              <th scope="row">{reader.hour(row.from, edition.timeZone)}</th>
              {starting.map((cells, column) => {
                const cell = cells.get(index)
                const place = props.places[column]
                return cell && place ? <DayCell {...props} place={place} cell={cell} /> : null
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

/** Each cell by the row in which it begins. */
function byRow(cells: Cell<Happening>[]): Map<number, Cell<Happening>> {
  const starts = new Map<number, Cell<Happening>>()
  let row = 0
  for (const cell of cells) {
    starts.set(row, cell)
    row += cell.rows
  }
  return starts
}

/** As tall as it is long, and louder on the hour. */
const rowClass = (row: Span, timeZone: string) =>
  `minutes-${Math.min(60, Math.ceil(minutesOf(row) / 15) * 15)}${hourAt(row.from, timeZone).endsWith(':00') ? ' whole' : ''}`

function ColumnHead({ reader, place }: { reader: Reader; place: Column }) {
  return (
    <>
      <Said {...reader.words(place.name)} />
      <span class="why">
        {' '}
        {reader.t(`calendar.place-kinds.${place.kind}`)}
        {place.hallCode ? ` · ${place.hallCode}` : null}
      </span>
    </>
  )
}

function DayCell(props: Parameters<typeof DayTable>[0] & { place: Column; cell: Cell<Happening> }) {
  const { reader, edition, cell } = props
  if (cell.what === 'happening')
    return (
      <td rowspan={cell.rows} class={`happening ${cell.item.state}`}>
        <p class="hours">
          <Hours reader={reader} edition={edition} happening={cell.item} />
        </p>
        <a href={props.hrefOf(cell.item)}>
          <Said {...reader.words(cell.item.title)} />
        </a>{' '}
        {props.states && cell.item.state === 'draft' ? <StateTag reader={reader} state="draft" /> : null}
        {cell.item.constructed ? (
          <Constructed reader={reader} why={reader.t('calendar.constructed-why')} small />
        ) : null}{' '}
        {props.states && !cell.item.public ? <span class="tag">{reader.t('calendar.internal')}</span> : null}
      </td>
    )
  return (
    <td rowspan={cell.rows} class={cell.what}>
      {cell.what === 'free' ? props.free?.(props.place, cell) : null}
      {cell.what === 'changeover' ? <span class="why">{reader.t('calendar.changeover-short')}</span> : null}
    </td>
  )
}
