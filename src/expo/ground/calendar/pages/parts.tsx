import type { Edition } from '#expo/ground/editions/index.ts'
import { dayAt } from '#kernel/day.ts'
import { Constructed, Said } from '#web/page.tsx'
import { FORMAT_LOCALE } from '#web/phrases.ts'
import type { Reader } from '#web/reader.ts'
import type { Happening } from '../queries/happenings.ts'
import type { Place } from '../queries/places.ts'
import type { State } from '../words.ts'

const TONE: Record<State, string> = { draft: 'wait', set: 'ok', cancelled: 'stop' }

export const StateTag = ({ reader, state }: { reader: Reader; state: State }) => (
  <span class={`tag ${TONE[state]}`}>{reader.t(`calendar.states.${state}`)}</span>
)

/** The hours of a happening on the venue's clock; with script, the reader's own stand beside them. */
export const Hours = ({ reader, edition, happening }: { reader: Reader; edition: Edition; happening: Happening }) => (
  <time datetime={happening.startsAt.toISOString()} data-until={happening.endsAt.toISOString()}>
    {reader.hours(happening.startsAt, happening.endsAt, edition.timeZone)}
  </time>
)

/** Says whose clock the hours are on; the script fills in how the reader's own differs. */
export const Clock = ({ reader, edition }: { reader: Reader; edition: Edition }) => (
  <p class="why">
    {reader.t('calendar.clock', { zone: reader.zone(edition.timeZone) })}{' '}
    <span
      hidden
      data-own-clock={edition.timeZone}
      data-locale={FORMAT_LOCALE[reader.lang]}
      data-own={reader.t('calendar.own-hours', { hours: '%' })}
    >
      {reader.t('calendar.own-clock')}
    </span>
  </p>
)

export const OWN_HOURS = 'calendar-own-hours'

/** Where it is: a place by its own name, a stand by that of whoever stands there. */
export function PlaceName({ reader, place }: { reader: Reader; place: Happening['place'] }) {
  if (!place) return <span>{reader.t('calendar.online')}</span>
  const name = reader.words(place.name)
  return place.kind === 'stand' ? <span>{reader.t('calendar.stand-of', { name: name.text })}</span> : <Said {...name} />
}

/** A place as one says it in a list of choices: its name, what it is, and the hall it is in. */
export const placeLabel = (reader: Reader, place: Pick<Place, 'name' | 'kind' | 'hallCode'>): string =>
  [reader.words(place.name).text, reader.t(`calendar.place-kinds.${place.kind}`), place.hallCode]
    .filter(Boolean)
    .join(' · ')

/** What is on, by the hour: time, title, and beneath it what, where and whose. `hrefOf` leads to the page or to a desk. */
export function ProgrammeList(props: {
  reader: Reader
  edition: Edition
  happenings: readonly Happening[]
  hrefOf: (happening: Happening) => string
  /** Says of each what state it is in: at a desk. */
  states?: boolean
  /** Says the day with the hours: where days are mixed. */
  days?: boolean
}) {
  const { reader, edition } = props
  return (
    <ol class="plain programme">
      {props.happenings.map((happening) => (
        <li class={happening.state}>
          <p class="hours">
            {props.days ? <>{reader.weekday(dayAt(happening.startsAt, edition.timeZone))} </> : null}
            <Hours reader={reader} edition={edition} happening={happening} />
          </p>
          <div>
            <a href={props.hrefOf(happening)}>
              <Said {...reader.words(happening.title)} />
            </a>{' '}
            {props.states || happening.state === 'cancelled' ? (
              <StateTag reader={reader} state={happening.state} />
            ) : null}{' '}
            {props.states && !happening.public ? <span class="tag">{reader.t('calendar.internal')}</span> : null}{' '}
            {happening.constructed ? (
              <Constructed reader={reader} why={reader.t('calendar.constructed-why')} small />
            ) : null}
            <p class="why">
              {reader.t(`calendar.kinds.${happening.kind}`)} · <PlaceName reader={reader} place={happening.place} />
              {happening.host && happening.place?.kind !== 'stand' ? (
                <>
                  {' '}
                  · <Said {...reader.words(happening.host)} />
                </>
              ) : null}
            </p>
          </div>
        </li>
      ))}
    </ol>
  )
}

/** The address of a happening's public page, without its language. */
export const happeningAddress = (edition: Edition, happening: Pick<Happening, 'id'>) =>
  `/${edition.code}/programme/${happening.id}`
