import type { Edition } from '#expo/ground/editions/index.ts'
import type { Day } from '#kernel/day.ts'
import type { Draft } from '#web/door.ts'
import { Form, TextField } from '#web/fields.tsx'
import { Constructed, Head, Page, Trail } from '#web/page.tsx'
import type { Reader } from '#web/reader.ts'
import type { DayHours } from '../rules.ts'

/** From when until when each day is open. A day left empty is shut: nothing is planned on it without a reason. */
export function HoursPage(props: {
  reader: Reader
  edition: Edition
  draft: Draft
  days: Day[]
  hours: (DayHours & { constructed: boolean })[]
  /** The hours as this page was filled in for them. */
  seen: string
}) {
  const { reader, edition, draft, hours } = props
  const calendar = reader.at(`/${edition.code}/staff/calendar`)
  const field = (name: 'opens' | 'closes', label: string, day: Day) => (
    <TextField
      reader={reader}
      draft={draft}
      name={`${name}.${day}`}
      type="time"
      label={label}
      value={hours.find((one) => one.day === day)?.[name]}
    />
  )
  return (
    <Page reader={reader} title={reader.t('calendar.opening-hours')}>
      <Trail reader={reader} steps={[{ href: calendar, label: reader.t('calendar.staff') }]} />
      <Head
        title={reader.t('calendar.opening-hours')}
        kicker={reader.words(edition.name).text}
        lede={reader.t('calendar.opening-hours-lede')}
      >
        {hours.some((one) => one.constructed) ? (
          <Constructed reader={reader} why={reader.t('calendar.constructed-why')} />
        ) : null}
      </Head>
      <p class="why">{reader.t('calendar.clock', { zone: reader.zone(edition.timeZone) })}</p>
      <Form reader={reader} draft={draft} action={`${calendar}/hours`} submit={reader.t('web.save')} back={calendar}>
        <input type="hidden" name="seen" value={props.seen} />
        {props.days.map((day) => (
          <fieldset>
            <legend>{reader.day(day, 'full')}</legend>
            <div class="row">
              {field('opens', reader.t('calendar.opens'), day)}
              {field('closes', reader.t('calendar.closes'), day)}
            </div>
          </fieldset>
        ))}
      </Form>
    </Page>
  )
}
