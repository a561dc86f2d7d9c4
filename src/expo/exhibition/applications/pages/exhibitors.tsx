import type { Area, Edition } from '#expo/ground/editions/index.ts'
import type { Day } from '#kernel/day.ts'
import { Narrow } from '#web/fields.tsx'
import { Constructed, Empty, Head, Next, Page, RingLegend, Said } from '#web/page.tsx'
import type { Reader } from '#web/reader.ts'
import type { ListedExhibitor } from '../queries/exhibitors.ts'

/** A filter of the list as the address has it. */
export interface ListAsked {
  q: string
  economy: string
  area: string
  zone: string
  letter: string
}

/** Where an exhibitor stands, as far as somebody above knows. */
export interface Place {
  label: string
  href: string
}

export const exhibitorAddress = (edition: { code: string }, exhibitor: { id: string }) =>
  `/${edition.code}/exhibitors/${exhibitor.id}`

/** Who exhibits, in the reader's alphabet, to be found by name in any script, economy, area and letter. */
export function ExhibitorsPage(props: {
  reader: Reader
  edition: Edition
  asOf: Day
  rows: readonly ListedExhibitor[]
  letters: readonly { letter: string; count: number }[]
  economies: readonly { value: string; label: string; count: number }[]
  areas: readonly Area[]
  economyOf: (code: string) => { text: string; lang: string }
  places: ReadonlyMap<string, Place>
  asked: ListAsked
  next: string | null
}) {
  const { reader, edition, rows, asked, letters, areas } = props
  const address = reader.at(`/${edition.code}/exhibitors`)
  const total = letters.reduce((sum, one) => sum + one.count, 0)
  const given = Object.entries(asked).filter(([, value]) => value !== '')
  const at = (over: Partial<ListAsked>, more: Record<string, string> = {}) =>
    `${address}?${new URLSearchParams([...Object.entries({ ...asked, ...over }).filter(([, value]) => value !== ''), ...Object.entries(more)])}`
  const query = new URLSearchParams(given).toString()
  return (
    <Page reader={reader} title={reader.t('applications.exhibitors')} wide>
      <Head title={reader.t('applications.exhibitors')} kicker={reader.words(edition.name).text}>
        <p class="when">{reader.t('applications.exhibitors-count', { count: total, day: reader.day(props.asOf) })}</p>
      </Head>
      <form class="filter" action={address}>
        <div class="field">
          <label for="q">{reader.t('applications.name')}</label>
          <input id="q" name="q" type="search" value={asked.q} dir="auto" />
        </div>
        <Narrow
          prefix="n"
          reader={reader}
          name="area"
          label={reader.t('applications.area')}
          value={asked.area}
          options={named(reader, areas, 'area')}
        />
        {areas.some((one) => one.kind === 'zone') ? (
          <Narrow
            prefix="n"
            reader={reader}
            name="zone"
            label={reader.t('applications.zone')}
            value={asked.zone}
            options={named(reader, areas, 'zone')}
          />
        ) : null}
        <Narrow
          prefix="n"
          reader={reader}
          name="economy"
          label={reader.t('applications.economy')}
          value={asked.economy}
          options={props.economies.map((one) => [one.value, `${one.label} (${reader.number(one.count)})`])}
        />
        <button type="submit" class="act">
          {reader.t('web.filter')}
        </button>
      </form>
      {letters.length > 1 ? (
        <nav class="letters" aria-label={reader.t('applications.letters')}>
          <a href={at({ letter: '' })} aria-current={asked.letter === '' ? 'true' : undefined}>
            {reader.t('web.all')}
          </a>
          {letters.map((one) => (
            <a href={at({ letter: one.letter })} aria-current={asked.letter === one.letter ? 'true' : undefined}>
              {one.letter}
            </a>
          ))}
        </nav>
      ) : null}
      {rows.length === 0 ? (
        <Empty say={reader.t(given.length === 0 ? 'applications.exhibitors-empty' : 'applications.none-match')} />
      ) : (
        <ul class="plain exhibitors">
          {rows.map((one) => (
            <One {...props} exhibitor={one} />
          ))}
        </ul>
      )}
      <Next reader={reader} href={props.next ? at({}, { after: props.next }) : null} />
      <p class="why">
        {reader.t('web.export')}: <a href={`${address}.csv?${query}`}>CSV</a> ·{' '}
        <a href={`${address}.json?${query}`}>JSON</a>
      </p>
      {rows.some((one) => one.constructed) ? <RingLegend reader={reader} /> : null}
    </Page>
  )
}

const named = (reader: Reader, areas: readonly Area[], kind: Area['kind']) =>
  areas.filter((one) => one.kind === kind).map((one): [string, string] => [one.code, reader.words(one.name).text])

function One(props: Parameters<typeof ExhibitorsPage>[0] & { exhibitor: ListedExhibitor }) {
  const { reader, edition, areas, exhibitor } = props
  const area = areas.find((one) => one.code === exhibitor.areaCode)
  const place = props.places.get(exhibitor.applicationId)
  return (
    <li>
      <a href={reader.at(exhibitorAddress(edition, exhibitor))}>
        <Said {...exhibitor.name} />
      </a>{' '}
      {exhibitor.constructed ? <Constructed reader={reader} small /> : null}
      <span class="why">
        <Said {...props.economyOf(exhibitor.economyCode)} />
        {area ? (
          <>
            {' · '}
            <span class={`swatch tint-${area.tint}`} /> <Said {...reader.words(area.name)} />
          </>
        ) : null}
        {place ? (
          <>
            {' · '}
            <a href={place.href}>{place.label}</a>
          </>
        ) : null}
      </span>
    </li>
  )
}
