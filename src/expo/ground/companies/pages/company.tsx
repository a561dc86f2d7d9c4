import { directionOf, isLanguage, OWN_NAME } from '#kernel/language.ts'
import { Constructed, Head, Page, Said } from '#web/page.tsx'
import type { Reader } from '#web/reader.ts'
import type { Company, Profile } from '../queries/companies.ts'
import type { RankingOf } from '../queries/rankings.ts'
import type { Proven } from '../rules.ts'
import { deskAddress, Facts, ProofTag, tongueName } from './parts.tsx'

/** A company as everybody sees it: what is public of it, and nothing of its documents and people. */
export function CompanyPage(props: {
  reader: Reader
  company: Company
  economy: { text: string; lang: string }
  proven: Proven
  profiles: Profile[]
  rankings: RankingOf[]
  /** True for its own people and staff: the way to the desk stands on the page. */
  own: boolean
  shown: boolean
}) {
  const { reader, company, proven } = props
  const name = reader.words(company.names)
  const profile = profileFor(props.profiles, reader.lang)
  const others = Object.entries(company.names).filter(([, text]) => text !== name.text)
  return (
    <Page reader={reader} title={name.text} {...(profile ? { description: profile.summary } : {})}>
      <Head title={name.text} lang={name.lang} kicker={reader.t('companies.company')}>
        <p>
          <ProofTag reader={reader} proven={proven} />{' '}
          {company.state === 'closed' ? <span class="tag stop">{reader.t('companies.states.closed')}</span> : null}{' '}
          {company.constructed ? <Constructed reader={reader} /> : null}
        </p>
      </Head>
      {props.shown ? null : <p class="refusal">{reader.t('companies.hidden')}</p>}
      {company.constructed ? <p class="why">{reader.t('companies.constructed-why')}</p> : null}
      {proven.proof === 'verified' && proven.day ? (
        <p class="why">{reader.t('companies.verified-say', { day: reader.day(proven.day) })}</p>
      ) : null}
      {profile ? (
        <article lang={profile.lang} dir={directionOf(profile.lang)}>
          <p class="lede">{profile.summary}</p>
          {profile.body.split(/\n{2,}/).map((paragraph) => (paragraph ? <p>{paragraph}</p> : null))}
        </article>
      ) : null}
      {profile && profile.lang !== reader.lang ? (
        <p class="why">
          {reader.t('companies.written-in', {
            languages: reader.list(props.profiles.map((one) => (isLanguage(one.lang) ? OWN_NAME[one.lang] : one.lang))),
          })}
        </p>
      ) : null}
      <Facts reader={reader} company={company} economy={props.economy} />
      {others.length > 0 ? (
        <>
          <h2>{reader.t('companies.other-names')}</h2>
          <ul class="plain columns">
            {others.map(([lang, text]) => (
              <li>
                <Said text={text} lang={lang} /> <span class="why">{tongueName(reader, lang)}</span>
              </li>
            ))}
          </ul>
        </>
      ) : null}
      <Rankings reader={reader} rankings={props.rankings} />
      {props.own ? (
        <p class="deeds">
          <a class="act" href={reader.at(deskAddress(company))}>
            {reader.t('companies.to-desk')}
          </a>
        </p>
      ) : null}
    </Page>
  )
}

/** In which lists of others a company stands. */
export function Rankings({ reader, rankings }: { reader: Reader; rankings: RankingOf[] }) {
  if (rankings.length === 0) return null
  return (
    <>
      <h2>{reader.t('companies.rankings')}</h2>
      <ul class="plain">
        {rankings.map((one) => (
          <li>
            <Said {...reader.words(one.names)} /> {one.year}
            {one.rank === null ? null : <span class="why"> {reader.t('companies.rank-of', { rank: one.rank })}</span>}
          </li>
        ))}
      </ul>
    </>
  )
}

/** The text in the reader's language, else in English, else the first there is. */
const profileFor = (profiles: readonly Profile[], lang: string): Profile | undefined =>
  profiles.find((one) => one.lang === lang) ?? profiles.find((one) => one.lang === 'en') ?? profiles[0]
