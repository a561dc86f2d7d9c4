import { dayAt } from '#kernel/day.ts'
import type { Entry } from '#platform/journal.ts'
import { type Draft, emptyDraft } from '#web/door.ts'
import { Form, Refused } from '#web/fields.tsx'
import { Constructed, Head, Page, Said, Trail } from '#web/page.tsx'
import type { Reader } from '#web/reader.ts'
import type { HappeningDesk } from '../desk.tsx'
import type { Happening } from '../queries/happenings.ts'
import type { PersonOn } from '../queries/people.ts'
import { Hours, happeningAddress, PlaceName, StateTag } from './parts.tsx'

/** One happening at the desk of whoever works on it: what stands, and what can be done about it. */
export function HappeningDeskPage(props: {
  reader: Reader
  draft: Draft
  desk: HappeningDesk
  happening: Happening
  people: PersonOn[]
  entries: Entry[]
}) {
  const { reader, desk, happening, draft } = props
  const title = reader.words(happening.title)
  const at = (path: string) => reader.at(`${desk.address}/${happening.id}${path}`)
  const live = happening.state !== 'cancelled'
  return (
    <Page reader={reader} title={title.text}>
      <Trail reader={reader} steps={[desk.home]} />
      <Head title={title.text} lang={title.lang} kicker={reader.t(`calendar.kinds.${happening.kind}`)}>
        <p>
          <StateTag reader={reader} state={happening.state} />{' '}
          <span class="tag">{reader.t(happening.public ? 'calendar.announced' : 'calendar.internal')}</span>{' '}
          {happening.constructed ? <Constructed reader={reader} why={reader.t('calendar.constructed-why')} /> : null}
        </p>
      </Head>
      <Refused reader={reader} draft={draft} />
      <Facts {...props} />
      {live ? (
        <p class="deeds">
          <a class="act" href={at('/move')}>
            {reader.t('calendar.move')}
          </a>
          <a class="act" href={at('/describe')}>
            {reader.t('calendar.describe')}
          </a>
          <a class="act" href={at('/people')}>
            {reader.t('calendar.people')}
          </a>
          <a class="act grave" href={at('/cancel')}>
            {reader.t('calendar.cancel')}
          </a>
        </p>
      ) : null}
      {happening.state === 'draft' ? <Proposal {...props} action={at('/set')} /> : null}
      {happening.public && happening.setOn && happening.state !== 'draft' ? (
        <p>
          <a href={reader.at(happeningAddress(desk.edition, happening))}>{reader.t('calendar.to-page')}</a>
        </p>
      ) : null}
      <h2>{reader.t('web.history')}</h2>
      <History {...props} />
    </Page>
  )
}

/** A proposal waits for staff; staff set it here. */
function Proposal({ reader, desk, happening, action }: Parameters<typeof HappeningDeskPage>[0] & { action: string }) {
  return (
    <section class="sheet due">
      <h2>{reader.t('calendar.proposal')}</h2>
      <p>{reader.t(desk.staff ? 'calendar.proposal-for-staff' : 'calendar.proposal-waits')}</p>
      {desk.staff ? (
        <Form
          reader={reader}
          draft={emptyDraft}
          action={action}
          submit={reader.t('calendar.set')}
          version={happening.version}
        />
      ) : null}
    </section>
  )
}

function Facts({ reader, desk, happening, people }: Parameters<typeof HappeningDeskPage>[0]) {
  const { edition } = desk
  return (
    <dl class="grid">
      <div>
        <dt>{reader.t('calendar.when')}</dt>
        <dd>
          {reader.day(dayAt(happening.startsAt, edition.timeZone), 'full')}
          <br />
          <Hours reader={reader} edition={edition} happening={happening} />
          {happening.unusualWhy ? <q class="why">{happening.unusualWhy}</q> : null}
        </dd>
      </div>
      <div>
        <dt>{reader.t('calendar.where')}</dt>
        <dd>
          <PlaceName reader={reader} place={happening.place} />
          {happening.place?.hallCode ? ` · ${happening.place.hallCode}` : null}
        </dd>
      </div>
      {happening.host ? (
        <div>
          <dt>{reader.t('calendar.host')}</dt>
          <dd>
            <Said {...reader.words(happening.host)} />
          </dd>
        </div>
      ) : null}
      <div>
        <dt>{reader.t('calendar.languages')}</dt>
        <dd>{happening.languages.length > 0 ? reader.list(happening.languages.map(reader.language)) : '–'}</dd>
      </div>
      <div>
        <dt>{reader.t('calendar.people')}</dt>
        <dd>
          {people.length === 0 ? reader.t('calendar.nobody-yet') : null}
          <ul class="plain">
            {people.map((person) => (
              <li>
                <PersonLine reader={reader} person={person} />
              </li>
            ))}
          </ul>
        </dd>
      </div>
      {happening.cancelledWhy ? (
        <div>
          <dt>{reader.t('calendar.cancelled')}</dt>
          <dd>
            <q>{happening.cancelledWhy}</q>
          </dd>
        </div>
      ) : null}
    </dl>
  )
}

/** A person by name, where from, and what for. */
export function PersonLine({ reader, person }: { reader: Reader; person: PersonOn }) {
  return (
    <>
      <bdi>{person.name}</bdi>
      {person.affiliation ? (
        <span class="soft">
          {' '}
          · <bdi>{person.affiliation}</bdi>
        </span>
      ) : null}{' '}
      <span class="tag">{reader.t(`calendar.roles.${person.role}`)}</span>{' '}
      {person.role === 'interpreter' ? (
        <span class="why">{reader.list(person.languages.map(reader.language))}</span>
      ) : null}
    </>
  )
}

const KNOWN = new Set([
  'happening.planned',
  'happening.described',
  'happening.moved',
  'happening.set',
  'happening.cancelled',
  'happening.person-added',
  'happening.person-removed',
] as const)
type Known = typeof KNOWN extends Set<infer What> ? What : never

/** The journal of a happening in words; what was moved says to when. */
function History({ reader, desk, entries }: Parameters<typeof HappeningDeskPage>[0]) {
  const { timeZone } = desk.edition
  if (entries.length === 0) return <p class="soft">{reader.t('web.history-empty')}</p>
  return (
    <ol class="plain history">
      {entries.map((entry) => (
        <li>
          <time datetime={entry.at.toISOString()}>{reader.moment(entry.at, timeZone, 'short')}</time>{' '}
          {KNOWN.has(entry.what as Known) ? reader.t(`calendar.facts.${entry.what as Known}`) : entry.what}
          {typeof entry.details.startsAt === 'string' ? (
            <span class="soft"> · {reader.moment(new Date(entry.details.startsAt), timeZone, 'short')}</span>
          ) : null}
          {entry.byWhom.startsWith('system:') ? <span class="soft"> · {reader.t('web.by-system')}</span> : null}
          {entry.why ? <q class="why">{entry.why}</q> : null}
        </li>
      ))}
    </ol>
  )
}
