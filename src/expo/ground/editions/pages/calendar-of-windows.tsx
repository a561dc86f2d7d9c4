import { Empty, Head, Page, RingLegend } from '#web/page.tsx'
import type { Reader } from '#web/reader.ts'
import type { Edition, RegistrationWindow } from '../queries.ts'
import { Windows } from './windows.tsx'

/** Who may register from when until when, which windows stand open now, and how they lie in the year. */
export function CalendarOfWindowsPage(props: {
  reader: Reader
  edition: Edition
  windows: RegistrationWindow[]
  now: Date
}) {
  const { reader, edition, windows } = props
  return (
    <Page reader={reader} title={reader.t('editions.calendar')} wide>
      <Head
        title={reader.t('editions.calendar')}
        kicker={reader.days(edition.opensOn, edition.closesOn)}
        lede={reader.t('editions.calendar-lede', { zone: reader.zone(edition.timeZone) })}
      />
      {windows.length === 0 ? <Empty say={reader.t('editions.no-windows')} /> : <Windows {...props} />}
      {windows.some((window) => window.constructed) ? <RingLegend reader={reader} /> : null}
    </Page>
  )
}
