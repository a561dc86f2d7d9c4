import type { Child } from 'hono/jsx'
import { Constructed, Said } from '#web/page.tsx'
import type { Reader } from '#web/reader.ts'
import type { Edition, RegistrationWindow } from '../queries.ts'
import { mayRegisterNow } from '../rules.ts'
import { Line, Months, yearLineOf } from './year-line.tsx'

/** The windows of an edition, each with its hours, whether it stands open, and its place on the line of the year. */
export function Windows(props: {
  reader: Reader
  edition: Edition
  windows: RegistrationWindow[]
  now: Date
  /** What may be done with each, for those who may. */
  deeds?: (window: RegistrationWindow) => Child
}) {
  const { reader, edition, windows, now } = props
  const line = yearLineOf(edition, windows, now)
  const at = (moment: Date) => reader.moment(moment, edition.timeZone)
  return (
    <>
      <div class="on-line head-of-line">
        <p class="legend">
          <span class="open">
            <i /> {reader.t('editions.line-window')}
          </span>
          <span class="fair">
            <i /> {reader.t('editions.line-fair')}
          </span>
          {line.now === null ? null : (
            <span class="now">
              <i /> {reader.t('editions.line-now')}
            </span>
          )}
        </p>
        <Months reader={reader} line={line} />
      </div>
      <ol class="plain windows">
        {windows.map((window) => (
          <li id={window.kind} class="on-line">
            <div>
              <h2>{reader.t(`editions.windows.${window.kind}`)}</h2>
              <p>
                {reader.t('editions.from-until', { from: at(window.opensAt), until: at(window.closesAt) })}{' '}
                <State reader={reader} window={window} now={now} />{' '}
                {window.constructed ? <Constructed reader={reader} small /> : null}
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
              {props.deeds?.(window)}
            </div>
            <Line reader={reader} line={line} window={window} open={mayRegisterNow(window, now).ok} />
          </li>
        ))}
      </ol>
    </>
  )
}

function State({ reader, window, now }: { reader: Reader; window: RegistrationWindow; now: Date }) {
  const verdict = mayRegisterNow(window, now)
  if (verdict.ok) return <span class="tag ok">{reader.t('editions.window-open')}</span>
  if (verdict.reason === 'window-not-yet') return <span class="tag">{reader.t('editions.window-not-yet')}</span>
  return <span class="tag stop">{reader.t('editions.window-over')}</span>
}
