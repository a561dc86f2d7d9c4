import type { Edition } from '#expo/ground/editions/index.ts'
import { type Day, dayAt } from '#kernel/day.ts'
import { Narrow } from '#web/fields.tsx'
import { Empty, Head, Next, Page, RingLegend } from '#web/page.tsx'
import type { Reader } from '#web/reader.ts'
import type { Happening } from '../queries/happenings.ts'
import type { Place } from '../queries/places.ts'
import type { Timetable } from '../timetable.ts'
import { KINDS, type Kind } from '../words.ts'
import { Clock, happeningAddress, OWN_HOURS, ProgrammeList, placeLabel } from './parts.tsx'
import { type Column, DayTable } from './timetable.tsx'

export interface ProgrammeFilter {
  /** A day of the venue, or all of them. */
  day: Day | 'all'
  place: string
  kind: Kind | ''
  q: string
  view: 'hours' | 'places'
}

export interface ProgrammeProps {
  reader: Reader
  edition: Edition
  filter: ProgrammeFilter
  /** How many are announced on each day, whatever the filter. */
  days: ReadonlyMap<Day, number>
  places: Place[]
  happenings: Happening[]
  /** The day by place, when that is the view. */
  table: { columns: Column[]; at: Timetable<Happening> | null } | null
  /** Where the list goes on, when it is longer than a page. */
  next: string | null
  now: { on: Happening[]; next: Happening[] } | null
}

/** What the fair has on: by day and hour, or by place; narrowed by address, taken home by calendar. */
export function ProgrammePage(props: ProgrammeProps) {
  const { reader, edition, filter, happenings } = props
  const address = reader.at(`/${edition.code}/programme`)
  const total = [...props.days.values()].reduce((sum, count) => sum + count, 0)
  const hrefOf = (happening: Happening) => reader.at(happeningAddress(edition, happening))
  const query = queryOf(filter)
  return (
    <Page
      reader={reader}
      title={reader.t('calendar.title')}
      wide
      scripts={[OWN_HOURS]}
      feeds={[{ type: 'text/calendar', href: `${address}.ics`, title: reader.t('calendar.title') }]}
    >
      <Head
        title={reader.t('calendar.title')}
        kicker={reader.days(edition.opensOn, edition.closesOn)}
        lede={reader.t('calendar.lede', { count: total })}
      />
      <Clock reader={reader} edition={edition} />
      {props.now ? <NowAndNext reader={reader} edition={edition} {...props.now} /> : null}
      {total === 0 ? (
        <Empty say={reader.t('calendar.none-yet')} />
      ) : (
        <>
          <Days {...props} address={address} />
          <Filter {...props} address={address} />
          {happenings.length === 0 ? <Empty say={reader.t('calendar.none-match')} /> : null}
          {props.table ? <ByPlace {...props} {...props.table} hrefOf={hrefOf} /> : <ByDay {...props} hrefOf={hrefOf} />}
          <Next reader={reader} href={props.next} />
        </>
      )}
      {happenings.some((one) => one.constructed) ? (
        <RingLegend reader={reader} why={reader.t('calendar.constructed-why')} />
      ) : null}
      <p class="why">
        {reader.t('calendar.subscribe')} <a href={`${address}.ics${query}`}>iCal</a> · {reader.t('web.export')}:{' '}
        <a href={`${address}.csv${query}`}>CSV</a> · <a href={`${address}.json${query}`}>JSON</a>
      </p>
    </Page>
  )
}

/** The part of an address that a filter is. */
export function queryOf(filter: ProgrammeFilter): string {
  const given = Object.entries({ ...filter, view: filter.view === 'places' ? 'places' : '' }).filter(
    ([, value]) => value,
  )
  return given.length > 0 ? `?${new URLSearchParams(given).toString()}` : ''
}

/** Days as one chooses among them, each with how much is on. */
function Days({ reader, filter, days, address }: ProgrammeProps & { address: string }) {
  const tab = (day: Day | 'all', label: string, count: number) => (
    <a href={`${address}${queryOf({ ...filter, day })}`} aria-current={filter.day === day ? 'true' : undefined}>
      {label} <span class="soft">{reader.number(count)}</span>
    </a>
  )
  const total = [...days.values()].reduce((sum, count) => sum + count, 0)
  return (
    <nav class="states" aria-label={reader.t('calendar.days')}>
      {[...days].map(([day, count]) => tab(day, reader.weekday(day), count))}
      {tab('all', reader.t('calendar.all-days'), total)}
    </nav>
  )
}

function Filter({ reader, filter, places, address }: ProgrammeProps & { address: string }) {
  return (
    <form class="filter" action={address}>
      <input type="hidden" name="day" value={filter.day} />
      <div class="field">
        <label for="q">{reader.t('calendar.find')}</label>
        <input id="q" name="q" type="search" value={filter.q} dir="auto" />
      </div>
      <Narrow
        reader={reader}
        name="place"
        label={reader.t('calendar.place')}
        value={filter.place}
        options={places.map((place) => [place.code, placeLabel(reader, place)])}
      />
      <Narrow
        reader={reader}
        name="kind"
        label={reader.t('calendar.kind')}
        value={filter.kind}
        options={KINDS.map((kind) => [kind, reader.t(`calendar.kinds.${kind}`)])}
      />
      <div class="field">
        <label for="view">{reader.t('calendar.view')}</label>
        <select id="view" name="view">
          <option value="">{reader.t('calendar.by-hour')}</option>
          <option value="places" selected={filter.view === 'places'}>
            {reader.t('calendar.by-place')}
          </option>
        </select>
      </div>
      <button type="submit" class="act">
        {reader.t('web.filter')}
      </button>
    </form>
  )
}

/** A day by place; what is held online stands below, as it has no place. */
function ByPlace(
  props: ProgrammeProps & NonNullable<ProgrammeProps['table']> & { hrefOf: (one: Happening) => string },
) {
  const { reader, edition, happenings, hrefOf } = props
  const online = happenings.filter((one) => one.place === null)
  return (
    <>
      {props.at ? (
        <DayTable reader={reader} edition={edition} places={props.columns} table={props.at} hrefOf={hrefOf} />
      ) : null}
      {online.length > 0 ? (
        <section>
          <h2>{reader.t('calendar.online')}</h2>
          <ProgrammeList reader={reader} edition={edition} happenings={online} hrefOf={hrefOf} />
        </section>
      ) : null}
    </>
  )
}

function ByDay({ reader, edition, happenings, hrefOf }: ProgrammeProps & { hrefOf: (happening: Happening) => string }) {
  const days = Map.groupBy(happenings, (one) => dayAt(one.startsAt, edition.timeZone))
  return (
    <>
      {[...days].map(([day, those]) => (
        <section>
          <h2>{reader.day(day, 'full')}</h2>
          <ProgrammeList reader={reader} edition={edition} happenings={those} hrefOf={hrefOf} />
        </section>
      ))}
    </>
  )
}

/** What is on at this hour and what begins next: for whoever stands in the hall with a phone. */
export function NowAndNext(props: { reader: Reader; edition: Edition; on: Happening[]; next: Happening[] }) {
  const { reader, edition } = props
  const list = (title: string, happenings: Happening[], days: boolean) =>
    happenings.length > 0 ? (
      <section>
        <h3 class="kicker">{title}</h3>
        <ProgrammeList
          reader={reader}
          edition={edition}
          happenings={happenings}
          hrefOf={(happening) => reader.at(happeningAddress(edition, happening))}
          days={days}
        />
      </section>
    ) : null
  return (
    <div class="now-and-next">
      {list(reader.t('calendar.on-now'), props.on, false)}
      {list(reader.t('calendar.next'), props.next, true)}
    </div>
  )
}
