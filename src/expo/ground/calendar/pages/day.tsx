import type { Edition } from '#expo/ground/editions/index.ts'
import type { Day } from '#kernel/day.ts'
import { hourAt } from '#kernel/hour.ts'
import { Narrow } from '#web/fields.tsx'
import { Empty, Head, Page, RingLegend, Trail } from '#web/page.tsx'
import type { Reader } from '#web/reader.ts'
import type { Happening } from '../queries/happenings.ts'
import { type DayHours, later, type Span } from '../rules.ts'
import type { Timetable } from '../timetable.ts'
import { PLACE_KINDS, type PlaceKind } from '../words.ts'
import { Clock, ProgrammeList } from './parts.tsx'
import { type Column, DayTable } from './timetable.tsx'

/** How long what is planned into a free cell lasts, until somebody says otherwise. */
const FIRST_GUESS = 45

/** Staff's day: proposals that wait, then the day place by place, with every free hour a way to plan. */
export function DayPage(props: {
  reader: Reader
  edition: Edition
  day: Day
  days: ReadonlyMap<Day, number>
  hours: DayHours | undefined
  kind: PlaceKind | ''
  columns: Column[]
  table: Timetable<Happening> | null
  online: Happening[]
  proposals: Happening[]
  /** Whether something on it was made up. */
  constructed: boolean
  /** Whether the reader sets the opening hours. */
  manager: boolean
}) {
  const { reader, edition, day, hours, table } = props
  const address = reader.at(`/${edition.code}/staff/calendar`)
  const hrefOf = (happening: Happening) => `${address}/happenings/${happening.id}`
  const free = (place: Column, span: Span) => {
    const ends = span.until < later(span.from, FIRST_GUESS) ? span.until : later(span.from, FIRST_GUESS)
    const [from, until] = [hourAt(span.from, edition.timeZone), hourAt(ends, edition.timeZone)]
    const wish = new URLSearchParams({ place: place.code, day, starts: from, ends: until })
    return (
      <a href={`${address}/happenings/new?${wish}`}>
        {reader.t('calendar.free', { hours: reader.hours(span.from, span.until, edition.timeZone) })}
      </a>
    )
  }
  return (
    <Page reader={reader} title={reader.t('calendar.staff')} wide>
      <Trail
        reader={reader}
        steps={[{ href: reader.at(`/${edition.code}/staff`), label: reader.t('front.way-staff') }]}
      />
      <Head title={reader.t('calendar.staff')} kicker={reader.words(edition.name).text}>
        <p class="deeds">
          <a class="act first" href={`${address}/happenings/new?day=${day}`}>
            {reader.t('calendar.plan')}
          </a>
          <a class="act" href={`${address}/places`}>
            {reader.t('calendar.places')}
          </a>
          {props.manager ? (
            <a class="act" href={`${address}/hours`}>
              {reader.t('calendar.opening-hours')}
            </a>
          ) : null}
          <a class="act" href={`${address}.csv`}>
            CSV
          </a>
        </p>
      </Head>
      <section>
        <h2>
          {reader.t('calendar.proposals')} <span class="soft number">{reader.number(props.proposals.length)}</span>
        </h2>
        {props.proposals.length === 0 ? (
          <p class="soft">{reader.t('calendar.no-proposals')}</p>
        ) : (
          <ProgrammeList reader={reader} edition={edition} happenings={props.proposals} hrefOf={hrefOf} states days />
        )}
      </section>
      <h2>{reader.day(day, 'full')}</h2>
      <nav class="states" aria-label={reader.t('calendar.days')}>
        {[...props.days].map(([one, count]) => (
          <a href={`${address}?day=${one}&kind=${props.kind}`} aria-current={one === day ? 'true' : undefined}>
            {reader.weekday(one)} <span class="soft">{reader.number(count)}</span>
          </a>
        ))}
      </nav>
      <form class="filter" action={address}>
        <div class="field">
          <label for="day">{reader.t('calendar.day')}</label>
          <input id="day" name="day" type="date" value={day} />
        </div>
        <Narrow
          reader={reader}
          name="kind"
          label={reader.t('calendar.place-kind')}
          value={props.kind}
          options={PLACE_KINDS.map((kind) => [kind, reader.t(`calendar.place-kinds.${kind}`)])}
        />
        <button type="submit" class="act">
          {reader.t('web.filter')}
        </button>
      </form>
      <p class="why">
        {hours
          ? reader.t('calendar.open-from-until', { opens: hours.opens, closes: hours.closes })
          : reader.t('calendar.shut-that-day')}
      </p>
      {table && props.columns.length > 0 ? (
        <>
          <DayTable
            reader={reader}
            edition={edition}
            places={props.columns}
            table={table}
            hrefOf={hrefOf}
            free={free}
            states
          />
          <Clock reader={reader} edition={edition} />
          {props.constructed ? <RingLegend reader={reader} why={reader.t('calendar.constructed-why')} /> : null}
        </>
      ) : (
        <Empty say={reader.t(props.columns.length === 0 ? 'calendar.no-places' : 'calendar.nothing-that-day')} />
      )}
      {props.online.length > 0 ? (
        <section>
          <h3>{reader.t('calendar.online')}</h3>
          <ProgrammeList reader={reader} edition={edition} happenings={props.online} hrefOf={hrefOf} states />
        </section>
      ) : null}
    </Page>
  )
}
