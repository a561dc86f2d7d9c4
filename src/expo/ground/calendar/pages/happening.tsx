import { raw } from 'hono/html'
import type { Edition } from '#expo/ground/editions/index.ts'
import { dayAt } from '#kernel/day.ts'
import { directionOf } from '#kernel/language.ts'
import { Constructed, Head, Page, Said, Trail } from '#web/page.tsx'
import type { Reader } from '#web/reader.ts'
import type { Happening } from '../queries/happenings.ts'
import type { PersonOn } from '../queries/people.ts'
import { PersonLine } from './happening-desk.tsx'
import { Clock, Hours, happeningAddress, OWN_HOURS, PlaceName, StateTag } from './parts.tsx'

interface HappeningProps {
  reader: Reader
  edition: Edition
  happening: Happening
  /** Who is announced: hosts and speakers. Interpreters stay unnamed; their languages are told. */
  people: PersonOn[]
  /** What it is interpreted into. */
  interpreted: string[]
  publicUrl: string
}

/** A happening as everybody sees it: what, when, where, who, in which languages; and the way into one's own calendar. */
export function HappeningPage(props: HappeningProps) {
  const { reader, edition, happening } = props
  const title = reader.words(happening.title)
  const about = reader.words(happening.about)
  const address = reader.at(happeningAddress(edition, happening))
  const programme = reader.at(`/${edition.code}/programme`)
  return (
    <Page
      reader={reader}
      title={title.text}
      scripts={[OWN_HOURS]}
      {...(about.text ? { description: about.text.slice(0, 160) } : {})}
    >
      <Trail reader={reader} steps={[{ href: programme, label: reader.t('calendar.title') }]} />
      <Head title={title.text} lang={title.lang} kicker={reader.t(`calendar.kinds.${happening.kind}`)}>
        {happening.state === 'set' && !happening.constructed ? null : (
          <p>
            {happening.state === 'set' ? null : <StateTag reader={reader} state={happening.state} />}{' '}
            {happening.constructed ? <Constructed reader={reader} why={reader.t('calendar.constructed-why')} /> : null}
          </p>
        )}
      </Head>
      {happening.cancelledWhy ? (
        <p class="refusal">{reader.t('calendar.cancelled-because', { why: happening.cancelledWhy })}</p>
      ) : null}
      <WhenAndWhere {...props} programme={programme} />
      <Clock reader={reader} edition={edition} />
      {about.text ? (
        <article lang={about.lang} dir={directionOf(about.lang)}>
          {about.text.split(/\n{2,}/).map((paragraph) => (
            <p>{paragraph}</p>
          ))}
        </article>
      ) : null}
      <p class="deeds">
        <a class="act" href={`${address}/calendar.ics`}>
          {reader.t('calendar.take-along')}
        </a>
      </p>
      <script type="application/ld+json">{raw(jsonLdOf(props))}</script>
    </Page>
  )
}

function WhenAndWhere({
  reader,
  edition,
  happening,
  people,
  interpreted,
  programme,
}: HappeningProps & { programme: string }) {
  const { place } = happening
  return (
    <dl class="grid">
      <div>
        <dt>{reader.t('calendar.when')}</dt>
        <dd>
          {reader.day(dayAt(happening.startsAt, edition.timeZone), 'full')}
          <br />
          <Hours reader={reader} edition={edition} happening={happening} />
        </dd>
      </div>
      <div>
        <dt>{reader.t('calendar.where')}</dt>
        <dd>
          {place ? (
            <a href={`${programme}?place=${encodeURIComponent(place.code)}`}>
              <PlaceName reader={reader} place={place} />
            </a>
          ) : (
            reader.t('calendar.online')
          )}
          {place?.hallCode ? (
            <>
              {' '}
              · <a href={reader.at(`/${edition.code}/venue#hall-${place.hallCode}`)}>{place.hallCode}</a>
            </>
          ) : null}
        </dd>
      </div>
      {happening.host ? (
        <div>
          <dt>{reader.t('calendar.host')}</dt>
          <dd>
            {happening.way ? (
              <a href={reader.at(`/${edition.code}${happening.way}`)}>
                <Said {...reader.words(happening.host)} />
              </a>
            ) : (
              <Said {...reader.words(happening.host)} />
            )}
          </dd>
        </div>
      ) : null}
      {happening.languages.length + interpreted.length > 0 ? (
        <div>
          <dt>{reader.t('calendar.languages')}</dt>
          <dd>
            {happening.languages.length > 0 ? reader.list(happening.languages.map(reader.language)) : null}
            {interpreted.length > 0 ? (
              <p class="why">
                {reader.t('calendar.interpreted-into', { languages: reader.list(interpreted.map(reader.language)) })}
              </p>
            ) : null}
          </dd>
        </div>
      ) : null}
      {people.length > 0 ? (
        <div>
          <dt>{reader.t('calendar.people')}</dt>
          <dd>
            <ul class="plain">
              {people.map((person) => (
                <li>
                  <PersonLine reader={reader} person={person} />
                </li>
              ))}
            </ul>
          </dd>
        </div>
      ) : null}
    </dl>
  )
}

/**
 * The happening for search engines, as schema.org writes events. A block of data, which no browser runs; `<` is written as an escape
 * so that no title can end the block.
 */
function jsonLdOf({ reader, edition, happening, publicUrl }: HappeningProps): string {
  const { place } = happening
  const venue = { '@type': 'Place', name: reader.words(edition.venue).text, address: reader.words(edition.city).text }
  const event = {
    '@context': 'https://schema.org',
    '@type': 'Event',
    name: reader.words(happening.title).text,
    startDate: happening.startsAt.toISOString(),
    endDate: happening.endsAt.toISOString(),
    eventStatus: `https://schema.org/${happening.state === 'cancelled' ? 'EventCancelled' : 'EventScheduled'}`,
    eventAttendanceMode: `https://schema.org/${place ? 'OfflineEventAttendanceMode' : 'OnlineEventAttendanceMode'}`,
    url: `${publicUrl}${reader.at(happeningAddress(edition, happening))}`,
    inLanguage: happening.languages,
    location: place
      ? { ...venue, name: `${reader.words(place.name).text}, ${venue.name}` }
      : { '@type': 'VirtualLocation', url: `${publicUrl}${reader.at(happeningAddress(edition, happening))}` },
    superEvent: { '@type': 'ExhibitionEvent', name: reader.words(edition.name).text },
    ...(happening.host ? { organizer: { '@type': 'Organization', name: reader.words(happening.host).text } } : {}),
    ...(reader.words(happening.about).text ? { description: reader.words(happening.about).text } : {}),
  }
  return JSON.stringify(event).replaceAll('<', '\\u003c')
}
