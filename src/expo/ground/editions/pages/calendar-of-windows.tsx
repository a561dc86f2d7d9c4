import { Constructed, Empty, Head, Page, Said } from '#web/page.tsx'
import type { Reader } from '#web/reader.ts'
import type { Edition, RegistrationWindow } from '../queries.ts'
import { mayRegisterNow } from '../rules.ts'

/** Who may register from when until when, and which windows stand open now. */
export function CalendarOfWindowsPage(props: {
  reader: Reader
  edition: Edition
  windows: RegistrationWindow[]
  now: Date
}) {
  const { reader, edition, windows, now } = props
  return (
    <Page reader={reader} title={reader.t('editions.calendar')}>
      <Head
        title={reader.t('editions.calendar')}
        kicker={reader.days(edition.opensOn, edition.closesOn)}
        lede={reader.t('editions.calendar-lede', { zone: edition.timeZone })}
      />
      {windows.length === 0 ? <Empty say={reader.t('editions.no-windows')} /> : null}
      <ol class="plain windows">
        {windows.map((window) => (
          <li id={window.kind}>
            <h2>{reader.t(`editions.windows.${window.kind}`)}</h2>
            <p>
              {reader.moment(window.opensAt, edition.timeZone)} – {reader.moment(window.closesAt, edition.timeZone)}{' '}
              <State reader={reader} window={window} now={now} />{' '}
              {window.constructed ? <Constructed reader={reader} /> : null}
            </p>
            {Object.keys(window.note).length > 0 ? (
              <p class="why">
                <Said {...reader.words(window.note)} />
              </p>
            ) : null}
            {window.source ? (
              <p class="why">
                {reader.t('web.source')}: {window.source}
              </p>
            ) : null}
          </li>
        ))}
      </ol>
    </Page>
  )
}

function State({ reader, window, now }: { reader: Reader; window: RegistrationWindow; now: Date }) {
  const verdict = mayRegisterNow(window, now)
  if (verdict.ok) return <span class="tag ok">{reader.t('editions.window-open')}</span>
  if (verdict.reason === 'window-not-yet') return <span class="tag">{reader.t('editions.window-not-yet')}</span>
  return <span class="tag stop">{reader.t('editions.window-over')}</span>
}
