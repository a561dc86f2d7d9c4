import type { Area, Edition } from '#expo/ground/editions/index.ts'
import type { Day } from '#kernel/day.ts'
import { directionOf } from '#kernel/language.ts'
import { Constructed, Head, Page, Said, Trail } from '#web/page.tsx'
import type { Reader } from '#web/reader.ts'
import type { Chapter } from '../chapters.ts'
import type { Exhibitor, ListedExhibitor } from '../queries/exhibitors.ts'
import { exhibitorAddress, type Place } from './exhibitors.tsx'

/** One exhibitor as everybody sees it: who, from where, what it shows, on whose stand and beside whom, and why the results count it. */
export function ExhibitorPage(props: {
  reader: Reader
  edition: Edition
  exhibitor: Exhibitor
  economy: { text: string; lang: string }
  economyOf: (code: string) => { text: string; lang: string }
  areas: readonly Area[]
  chapters: readonly Chapter[]
  place: Place | null
  /** The way to its company's page, where everybody may see it. */
  company: string | null
  others: readonly ListedExhibitor[]
  represented: readonly { names: Record<string, string>; economyCode: string }[]
  today: Day
}) {
  const { reader, edition, exhibitor, areas, place } = props
  const name = reader.words(exhibitor.names)
  const shows = reader.words(exhibitor.shows)
  const area = (code: string | null) => areas.find((one) => one.code === code)
  const chapters = props.chapters.filter((one) => exhibitor.hsChapters.includes(one.code))
  return (
    <Page reader={reader} title={name.text} {...(shows.text ? { description: shows.text.slice(0, 200) } : {})}>
      <Trail
        reader={reader}
        steps={[{ href: reader.at(`/${edition.code}/exhibitors`), label: reader.t('applications.exhibitors') }]}
      />
      <Head title={name.text} lang={name.lang} kicker={reader.words(edition.name).text}>
        <p>
          <Said {...props.economy} />{' '}
          {[exhibitor.areaCode, exhibitor.zoneCode].map((code) => {
            const known = area(code)
            return known ? (
              <>
                <span class={`tag tint-${known.tint}`}>{reader.words(known.name).text}</span>{' '}
              </>
            ) : null
          })}
          {exhibitor.constructed ? <Constructed reader={reader} /> : null}
        </p>
      </Head>
      {place ? (
        <p>
          <a class="act" href={place.href}>
            {place.label}
          </a>
        </p>
      ) : null}
      {exhibitor.constructed ? <p class="why">{reader.t('web.constructed-why')}</p> : null}
      {shows.text ? (
        <p class="said lede" lang={shows.lang} dir={shows.lang === 'und' ? 'auto' : directionOf(shows.lang)}>
          {shows.text}
        </p>
      ) : (
        <p class="soft">{reader.t('applications.shows-to-come')}</p>
      )}
      <dl class="facts">
        {chapters.length > 0 ? (
          <div>
            <dt>{reader.t('applications.goods')}</dt>
            <dd>{reader.list(chapters.map((one) => reader.words(one.names).text))}</dd>
          </div>
        ) : null}
        {exhibitor.brands ? (
          <div>
            <dt>{reader.t('applications.brands')}</dt>
            <dd>
              <bdi>{exhibitor.brands}</bdi>
            </dd>
          </div>
        ) : null}
      </dl>
      {props.company ? (
        <p>
          <a href={props.company}>{reader.t('applications.its-company')}</a>
        </p>
      ) : null}
      <Others {...props} />
      <section class="sheet counted">
        <h2>{reader.t('applications.counted')}</h2>
        <p>{sayCounted(reader, exhibitor)}</p>
      </section>
    </Page>
  )
}

/** Why the results count it, in words: the same facts that the figures are computed from. */
function sayCounted(reader: Reader, { role, from, until }: Exhibitor): string {
  const as = reader.t(role === 'main' ? 'applications.counted-main' : 'applications.counted-co', {
    day: reader.day(from),
  })
  return until ? `${as} ${reader.t('applications.counted-until', { day: reader.day(until) })}` : as
}

function Others(props: Parameters<typeof ExhibitorPage>[0]) {
  const { reader, edition, others, represented } = props
  if (others.length + represented.length === 0) return null
  return (
    <section>
      <h2>{reader.t('applications.same-stand')}</h2>
      <ul class="plain exhibitors">
        {others.map((one) => (
          <li>
            <a href={reader.at(exhibitorAddress(edition, one))}>
              <Said {...one.name} />
            </a>{' '}
            {one.constructed ? <Constructed reader={reader} small /> : null}
            <span class="why">
              <Said {...props.economyOf(one.economyCode)} />
            </span>
          </li>
        ))}
        {represented.map((one) => (
          <li>
            <Said {...reader.words(one.names)} />{' '}
            <span class="why">
              {reader.t('applications.companionships.represented')} · <Said {...props.economyOf(one.economyCode)} />
            </span>
          </li>
        ))}
      </ul>
    </section>
  )
}
