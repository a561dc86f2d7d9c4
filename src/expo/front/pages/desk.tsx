import { happeningAddress, ProgrammeList } from '#expo/ground/calendar/index.ts'
import type { Edition } from '#expo/ground/editions/index.ts'
import { Empty, Head, Page } from '#web/page.tsx'
import type { Reader } from '#web/reader.ts'
import type { Agenda, Task, Thing } from '../tasks.ts'

/** What is due next and by when, and what one looks after. */
export function DeskPage(props: { reader: Reader; tasks: Task[]; things: Thing[]; agenda: Agenda[] }) {
  const { reader, tasks, things, agenda } = props
  return (
    <Page reader={reader} title={reader.t('front.desk-title')}>
      <Head title={reader.t('front.desk-title')} lede={reader.t('front.desk-lede')} />
      {things.length + agenda.length === 0 ? (
        <Empty say={reader.t('front.desk-empty')}>
          <p class="deeds">
            <a class="act first" href={reader.at('/companies/new')}>
              {reader.t('companies.put-on-record')}
            </a>
          </p>
        </Empty>
      ) : null}
      {things.length === 0 && tasks.length === 0 ? null : (
        <section class="sheet due">
          <h2>{reader.t('front.desk-tasks')}</h2>
          {tasks.length === 0 ? <p class="soft">{reader.t('front.desk-no-tasks')}</p> : null}
          <ul class="plain windows">
            {tasks.map((task) => (
              <li>
                <a href={task.href}>{reader.t(task.key, task.values)}</a>{' '}
                <span class="why">
                  {task.due
                    ? reader.t('front.by', { moment: reader.moment(task.due.at, task.due.timeZone) })
                    : reader.t('front.no-hurry')}
                </span>
              </li>
            ))}
          </ul>
        </section>
      )}
      {agenda.map(({ edition, happenings }) => (
        <section>
          <h2>{reader.t('front.desk-agenda', { edition: reader.words(edition.name).text })}</h2>
          <ProgrammeList
            reader={reader}
            edition={edition}
            happenings={happenings}
            hrefOf={(happening) => reader.at(happeningAddress(edition, happening))}
            states
            days
          />
        </section>
      ))}
      {things.length === 0 ? null : (
        <section>
          <h2>{reader.t('front.desk-things')}</h2>
          <ul>
            {things.map((thing) => (
              <li>
                <a href={thing.href}>{reader.t(thing.key, thing.values)}</a>
              </li>
            ))}
          </ul>
        </section>
      )}
      <p>
        <a href={reader.at('/companies')}>{reader.t('companies.yours')}</a>
      </p>
    </Page>
  )
}

export interface Waiting {
  label: string
  count: number
  /** Days since the oldest came; null where nothing waits. */
  oldest: number | null
  href: string
}

/** Staff's first page: what waits, how old, and where it is decided. */
export function StaffPage(props: {
  reader: Reader
  edition: Edition
  waiting: Waiting[]
  ways: { href: string; label: string; say: string }[]
}) {
  const { reader, edition } = props
  const name = reader.words(edition.name).text
  return (
    <Page reader={reader} title={reader.t('front.staff-title')}>
      <Head title={reader.t('front.staff-title')} lede={reader.t('front.staff-lede', { edition: name })} />
      <ul class="tiles">
        {props.waiting.map((one) => (
          <li>
            <a href={one.href}>
              <span class="n">{reader.number(one.count)}</span>
              {one.label}
            </a>
            {one.oldest === null ? null : <p class="why">{reader.t('front.staff-oldest', { days: one.oldest })}</p>}
          </li>
        ))}
      </ul>
      <h2>{reader.t('front.staff-ways')}</h2>
      <ul class="plain">
        {props.ways.map((way) => (
          <li>
            <h3>
              <a href={way.href}>{way.label}</a>
            </h3>
            <p class="why">{way.say}</p>
          </li>
        ))}
      </ul>
    </Page>
  )
}
