import { Clock, type Happening, happeningAddress, OWN_HOURS, ProgrammeList } from '#expo/ground/calendar/index.ts'
import type { Edition } from '#expo/ground/editions/index.ts'
import { directionOf, isLanguage, OWN_NAME } from '#kernel/language.ts'
import { Constructed, Head, Page, Said, Trail } from '#web/page.tsx'
import type { Reader } from '#web/reader.ts'
import type { Pavilion, Picture, Profile, Terms } from '../queries.ts'
import type { Firsts } from '../rules.ts'
import { FirstTags, ModeTag, StateTag } from './parts.tsx'

/** A pavilion as everybody sees it: who, on what terms, what is first about it, what it says of itself, what happens there. */
export function PavilionPage(props: {
  reader: Reader
  edition: Edition
  pavilion: Pavilion
  name: { text: string; lang: string }
  firsts: Firsts
  terms: Terms | null
  profiles: Profile[]
  pictures: Picture[]
  /** What the programme announces of it. */
  activities: Happening[]
  organisation: boolean
  /** True for its own people and staff: the way to the desk stands on the page. */
  own: boolean
}) {
  const { reader, edition, pavilion, name, firsts, terms } = props
  const profile = profileFor(props.profiles, reader.lang)
  const address = `/${edition.code}/pavilions/${pavilion.economyCode.toLowerCase()}`
  const theme = reader.words(pavilion.theme)
  return (
    <Page
      reader={reader}
      title={name.text}
      {...(profile?.summary ? { description: profile.summary } : {})}
      {...(props.activities.length > 0 ? { scripts: [OWN_HOURS] } : {})}
    >
      <Trail
        reader={reader}
        steps={[{ href: reader.at(`/${edition.code}/pavilions`), label: reader.t('pavilions.title') }]}
      />
      <Head title={name.text} lang={name.lang} kicker={reader.words(edition.name).text} lede={theme} />
      <p>
        <StateTag reader={reader} state={pavilion.state} />{' '}
        {terms ? <ModeTag reader={reader} mode={terms.mode} /> : null}{' '}
        <FirstTags reader={reader} firsts={firsts} honour={terms?.guestOfHonour ?? false} />{' '}
        {pavilion.constructed ? <Constructed reader={reader} /> : null}
      </p>
      {pavilion.constructed ? <p class="why">{reader.t('web.constructed-why')}</p> : null}
      <WhyCounted {...props} />
      {profile ? (
        <article lang={profile.lang} dir={directionOf(profile.lang)}>
          <h2>{profile.title}</h2>
          {profile.summary ? <p class="lede">{profile.summary}</p> : null}
          {profile.body.split(/\n{2,}/).map((paragraph) => (paragraph ? <p>{paragraph}</p> : null))}
        </article>
      ) : (
        <p class="soft">{reader.t('pavilions.page-to-come')}</p>
      )}
      {profile && profile.lang !== reader.lang ? (
        <p class="why">
          {reader.t('pavilions.page-in', {
            languages: reader.list(props.profiles.map((one) => (isLanguage(one.lang) ? OWN_NAME[one.lang] : one.lang))),
          })}
        </p>
      ) : null}
      {props.pictures.length > 0 ? (
        <div class="grid pictures">
          {props.pictures.map((picture) => (
            <figure>
              <img
                src={reader.at(`${address}/pictures/${picture.id}`)}
                width={picture.width}
                height={picture.height}
                alt={reader.words(picture.alt).text}
                loading="lazy"
              />
              <figcaption class="why">
                <Said {...reader.words(picture.alt)} />
              </figcaption>
            </figure>
          ))}
        </div>
      ) : null}
      <Activities {...props} address={address} />
      {props.own ? (
        <p class="deeds">
          <a class="act" href={reader.at(`${address}/desk`)}>
            {reader.t('pavilions.to-desk')}
          </a>
        </p>
      ) : null}
    </Page>
  )
}

/** What happens at the pavilion and on the stages it has, and the way into one's own calendar. */
function Activities({
  reader,
  edition,
  activities,
  address,
}: Parameters<typeof PavilionPage>[0] & { address: string }) {
  const [first] = activities
  if (!first) return null
  return (
    <section>
      <h2>{reader.t('pavilions.activities')}</h2>
      <Clock reader={reader} edition={edition} />
      <ProgrammeList
        reader={reader}
        edition={edition}
        happenings={activities}
        hrefOf={(happening) => reader.at(happeningAddress(edition, happening))}
        days
      />
      <p class="why">
        {reader.t('calendar.subscribe')} <a href={reader.at(`${address}/activities.ics`)}>iCal</a>
      </p>
    </section>
  )
}

/** Why the results count this pavilion, in words: the same facts that the figures are computed from. */
function WhyCounted({ reader, edition, firsts, terms, pavilion, organisation }: Parameters<typeof PavilionPage>[0]) {
  if (!terms)
    return <p>{reader.t('pavilions.not-counted', { state: reader.t(`pavilions.states.${pavilion.state}`) })}</p>
  const earlier = firsts.earlier.map(({ editionCode, mode }) =>
    reader.t('pavilions.earlier-one', { edition: editionCode, mode: reader.t(`pavilions.modes.${mode}`) }),
  )
  const results = reader.at(`/${edition.code}/results`)
  return (
    <section class="sheet counted">
      <h2>{reader.t('pavilions.counted')}</h2>
      <ul>
        <li>
          <a
            href={`${results}/${organisation ? 'national-exhibition-organisations' : 'national-exhibition-countries'}`}
          >
            {reader.t('pavilions.counted-since', {
              day: reader.day(terms.from),
              mode: reader.t(`pavilions.modes.${terms.mode}`),
            })}
          </a>
        </li>
        <li>
          {firsts.debut
            ? reader.t('pavilions.counted-debut')
            : firsts.firstOnSite
              ? reader.t('pavilions.counted-first-on-site', { earlier: reader.list(earlier) })
              : reader.t('pavilions.counted-earlier', { earlier: reader.list(earlier) })}
        </li>
        {terms.areaM2 > 0 ? <li>{reader.t('pavilions.counted-area', { area: terms.areaM2 })}</li> : null}
      </ul>
    </section>
  )
}

/** The page in the reader's language, else in English, else in the first it was written in. */
export const profileFor = (profiles: readonly Profile[], lang: string): Profile | undefined =>
  profiles.find((one) => one.lang === lang) ?? profiles.find((one) => one.lang === 'en') ?? profiles[0]
