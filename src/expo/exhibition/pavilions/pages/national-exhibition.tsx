import type { Edition } from '#expo/ground/editions/index.ts'
import type { Day } from '#kernel/day.ts'
import { Narrow } from '#web/fields.tsx'
import { Constructed, Empty, Head, Page, RingLegend, Said } from '#web/page.tsx'
import type { Reader } from '#web/reader.ts'
import { type Tone, WorldMap } from '#web/world-map.tsx'
import type { TakingPart } from '../exhibition.ts'
import { FirstTags, ModeTag } from './parts.tsx'

export interface Listed extends TakingPart {
  name: { text: string; lang: string }
  region: string | null
}

/** The national exhibition of an edition as of a day: the map, then every participant by region, with a way to narrow it. */
export function NationalExhibitionPage(props: {
  reader: Reader
  edition: Edition
  asOf: Day
  all: Listed[]
  shown: Listed[]
  regions: string[]
  filter: { q: string; region: string; mode: string; first: string }
}) {
  const { reader, edition, all, shown, filter } = props
  const address = reader.at(`/${edition.code}/pavilions`)
  const query = new URLSearchParams({ ...filter, 'as-of': props.asOf }).toString()
  return (
    <Page reader={reader} title={reader.t('pavilions.title')} wide>
      <Head
        title={reader.t('pavilions.title')}
        kicker={reader.t('pavilions.as-of', { day: reader.day(props.asOf) })}
        lede={all.length === 0 ? reader.t('pavilions.none-yet') : findingOf(reader, all)}
      />
      {all.length === 0 ? null : <ExhibitionMap reader={reader} edition={edition} listed={all} />}
      <form class="filter" action={address}>
        <div class="field">
          <label for="q">{reader.t('pavilions.find')}</label>
          <input id="q" name="q" type="search" value={filter.q} />
        </div>
        <Narrow
          name="region"
          label={reader.t('pavilions.region')}
          reader={reader}
          value={filter.region}
          options={props.regions.map((r) => [r, r])}
        />
        <Narrow
          name="mode"
          label={reader.t('pavilions.mode')}
          reader={reader}
          value={filter.mode}
          options={[
            ['on-site', reader.t('pavilions.modes.on-site')],
            ['online', reader.t('pavilions.modes.online')],
          ]}
        />
        <Narrow
          name="first"
          label={reader.t('pavilions.first')}
          reader={reader}
          value={filter.first}
          options={[
            ['debut', reader.t('pavilions.debut')],
            ['on-site', reader.t('pavilions.first-on-site')],
            ['honour', reader.t('pavilions.guest-of-honour')],
          ]}
        />
        <div class="field">
          <label for="as-of">{reader.t('web.as-of')}</label>
          <input id="as-of" name="as-of" type="date" value={props.asOf} />
        </div>
        <button type="submit" class="act">
          {reader.t('web.filter')}
        </button>
      </form>
      {shown.length === 0 ? (
        <Empty say={reader.t(all.length === 0 ? 'pavilions.none-yet' : 'pavilions.none-match')} />
      ) : null}
      {shown.some((one) => one.constructed) ? <RingLegend reader={reader} /> : null}
      {[...Map.groupBy(shown, (one) => one.region ?? reader.t('pavilions.organisations'))].map(([region, members]) => (
        <section>
          <h2>
            {region} <span class="soft number">{reader.number(members.length)}</span>
          </h2>
          <ul class="plain pavilions">
            {members.map((one) => (
              <li>
                <a href={reader.at(`/${edition.code}/pavilions/${one.economyCode.toLowerCase()}`)}>
                  <Said {...one.name} />
                </a>{' '}
                {one.mode === 'online' ? <ModeTag reader={reader} mode="online" /> : null}{' '}
                <FirstTags reader={reader} firsts={one.firsts} honour={one.guestOfHonour} />{' '}
                {one.constructed ? <Constructed reader={reader} small /> : null}
              </li>
            ))}
          </ul>
        </section>
      ))}
      <p class="why">
        {reader.t('web.export')}: <a href={`${address}.csv?${query}`}>CSV</a> ·{' '}
        <a href={`${address}.json?${query}`}>JSON</a>
      </p>
    </Page>
  )
}

/** The map of who comes: each country a link to its pavilion. */
export function ExhibitionMap({ reader, edition, listed }: { reader: Reader; edition: Edition; listed: Listed[] }) {
  const countries = listed.filter((one) => one.region !== null)
  const places = countries.map((one) => ({
    code: one.economyCode,
    name: one.name.text,
    href: reader.at(`/${edition.code}/pavilions/${one.economyCode.toLowerCase()}`),
    tone: toneOf(one),
    at: one.at,
  }))
  const legend = {
    present: reader.t('pavilions.legend-present'),
    first: reader.t('pavilions.legend-first'),
    honour: reader.t('pavilions.guest-of-honour'),
    online: reader.t('pavilions.modes.online'),
  }
  return <WorldMap title={findingOf(reader, listed)} places={places} legend={legend} />
}

const toneOf = (one: Listed): Tone =>
  one.guestOfHonour
    ? 'honour'
    : one.firsts.debut || one.firsts.firstOnSite
      ? 'first'
      : one.mode === 'online'
        ? 'online'
        : 'present'

function findingOf(reader: Reader, all: Listed[]): string {
  const organisations = all.filter((one) => one.region === null).length
  return reader.t('pavilions.finding', {
    countries: all.length - organisations,
    organisations,
    debuts: all.filter((one) => one.firsts.debut && one.region !== null).length,
  })
}
