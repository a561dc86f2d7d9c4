import type { Day } from '#kernel/day.ts'
import { holdsOn } from '#kernel/day.ts'
import { LANGUAGES, OWN_NAME } from '#kernel/language.ts'
import { Narrow } from '#web/fields.tsx'
import { Empty, Head, Page, Said, Trail } from '#web/page.tsx'
import type { Reader } from '#web/reader.ts'
import type { Economy, Group, GroupMember, Region } from '../queries.ts'

/** Every economy that is shown, by region, narrowed by words, region and group on a day. */
export function EconomiesPage(props: {
  reader: Reader
  economies: Economy[]
  regions: Region[]
  groups: Group[]
  filter: { q: string; region: string; group: string; on: Day }
}) {
  const { reader, economies, filter } = props
  const nameOf = (code: string | null) => {
    const region = props.regions.find((one) => one.code === code)
    return region ? reader.words(region.names).text : reader.t('economies.organisations')
  }
  const sorted = economies.toSorted((a, b) => reader.compare(reader.words(a.names).text, reader.words(b.names).text))
  const address = reader.at('/economies')
  return (
    <Page reader={reader} title={reader.t('economies.title')} wide>
      <Head title={reader.t('economies.title')} lede={reader.t('economies.lede')}>
        <p>
          <a href={reader.at('/groups')}>{reader.t('economies.groups')}</a>
        </p>
      </Head>
      <form class="filter" action={address}>
        <div class="field">
          <label for="q">{reader.t('web.search')}</label>
          <input id="q" name="q" type="search" value={filter.q} />
        </div>
        <Narrow
          reader={reader}
          name="region"
          label={reader.t('economies.region')}
          value={filter.region}
          options={props.regions
            .filter((region) => region.parentCode === null)
            .map((region) => [region.code, reader.words(region.names).text] as const)}
        />
        <Narrow
          reader={reader}
          name="group"
          label={reader.t('economies.group')}
          value={filter.group}
          options={props.groups.map((group) => [group.code, reader.words(group.names).text] as const)}
        />
        <div class="field">
          <label for="on">{reader.t('economies.on-day')}</label>
          <input id="on" name="on" type="date" value={filter.on} />
        </div>
        <button type="submit" class="act">
          {reader.t('web.filter')}
        </button>
      </form>
      <p class="why">{reader.t('economies.count', { count: sorted.length })}</p>
      {sorted.length === 0 ? <Empty say={reader.t('economies.none-match')} /> : null}
      {[...Map.groupBy(sorted, (one) => one.regionCode)].map(([region, members]) => (
        <section>
          <h2>{nameOf(region)}</h2>
          <ul class="plain columns">
            {members.map((economy) => (
              <li>
                <a href={reader.at(`/economies/${economy.code.toLowerCase()}`)}>
                  <Said {...reader.words(economy.names)} />
                </a>
              </li>
            ))}
          </ul>
        </section>
      ))}
    </Page>
  )
}

export function EconomyPage(props: {
  reader: Reader
  economy: Economy
  regions: Region[]
  groups: Group[]
  memberships: GroupMember[]
  today: Day
  administrator: boolean
}) {
  const { reader, economy } = props
  const name = reader.words(economy.names)
  const regionName = (code: string | null) => {
    const region = props.regions.find((one) => one.code === code)
    return region ? reader.words(region.names).text : null
  }
  const place = [regionName(economy.regionCode), regionName(economy.subregionCode)].filter((one) => one !== null)
  return (
    <Page reader={reader} title={name.text}>
      <Trail reader={reader} steps={[{ href: reader.at('/economies'), label: reader.t('economies.title') }]} />
      <Head title={name.text} lang={name.lang} kicker={place.join(' · ') || reader.t('economies.organisations')} />
      <dl class="grid">
        <div>
          <dt>{reader.t('economies.code')}</dt>
          <dd>{economy.code}</dd>
        </div>
        {economy.m49 ? (
          <div>
            <dt>UN M49</dt>
            <dd>{economy.m49}</dd>
          </div>
        ) : null}
      </dl>
      <h2>{reader.t('economies.names')}</h2>
      <dl class="grid">
        {LANGUAGES.map((language) => (
          <div>
            <dt>{OWN_NAME[language]}</dt>
            <dd>
              <bdi lang={language}>{economy.names[language] ?? '–'}</bdi>
            </dd>
          </div>
        ))}
      </dl>
      <h2>{reader.t('economies.groups')}</h2>
      {props.memberships.length === 0 ? <p class="soft">{reader.t('economies.in-no-group')}</p> : null}
      <ul class="plain">
        {props.memberships.map((one) => (
          <li>
            <a href={reader.at(`/groups/${one.groupCode.toLowerCase()}`)}>
              {reader.words(props.groups.find((group) => group.code === one.groupCode)?.names ?? {}).text}
            </a>
            : <Days reader={reader} membership={one} today={props.today} />
          </li>
        ))}
      </ul>
      {props.administrator ? (
        <p class="deeds">
          <a class="act" href={reader.at(`/economies/${economy.code.toLowerCase()}/edit`)}>
            {reader.t('web.edit')}
          </a>
        </p>
      ) : null}
    </Page>
  )
}

/** The days of a membership in words, with what is not certain about them. */
export function Days({ reader, membership, today }: { reader: Reader; membership: GroupMember; today: Day }) {
  const from = reader.t('economies.since', { year: membership.from.slice(0, 4) })
  const until = membership.until ? reader.t('economies.until', { day: reader.day(membership.until, 'medium') }) : ''
  return (
    <>
      {from} {until} {holdsOn(membership, today) ? null : <span class="tag">{reader.t('economies.former')}</span>}{' '}
      {membership.certainty === 'sourced' ? null : (
        <span class="tag wait">{reader.t(`economies.certainty.${membership.certainty}`)}</span>
      )}
    </>
  )
}
