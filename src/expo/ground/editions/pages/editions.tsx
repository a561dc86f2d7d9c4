import { Constructed, Empty, Head, Page, Said } from '#web/page.tsx'
import type { Reader } from '#web/reader.ts'
import type { Edition } from '../queries.ts'
import { phaseOf, todayIn } from '../rules.ts'

/** Every edition of every fair of this installation, newest first. */
export function EditionsPage({ reader, editions, now }: { reader: Reader; editions: Edition[]; now: Date }) {
  return (
    <Page reader={reader} title={reader.t('editions.title')}>
      <Head title={reader.t('editions.title')} lede={reader.t('editions.lede')} />
      {editions.length === 0 ? <Empty say={reader.t('editions.none')} /> : null}
      <ul class="plain editions">
        {editions.map((edition) => (
          <li>
            <h2>
              <a href={reader.at(`/${edition.code}`)}>
                <Said {...reader.words(edition.name)} />
              </a>
            </h2>
            <p>
              {reader.days(edition.opensOn, edition.closesOn)} · <Said {...reader.words(edition.city)} />
            </p>
            <p class="why">
              <PhaseOf reader={reader} edition={edition} now={now} />{' '}
              {edition.constructed ? <Constructed reader={reader} /> : null}{' '}
              {edition.shown ? null : <span class="tag wait">{reader.t('editions.hidden')}</span>}
            </p>
          </li>
        ))}
      </ul>
    </Page>
  )
}

export function PhaseOf({ reader, edition, now }: { reader: Reader; edition: Edition; now: Date }) {
  const phase = phaseOf(edition, todayIn(edition, now))
  if (phase.phase === 'before') return <span>{reader.t('editions.opens-in', { days: phase.days })}</span>
  if (phase.phase === 'over')
    return <span>{reader.t('editions.closed-on', { day: reader.day(edition.closesOn) })}</span>
  return <span class="tag ok">{reader.t('editions.open-day', { day: phase.day, of: phase.of })}</span>
}
