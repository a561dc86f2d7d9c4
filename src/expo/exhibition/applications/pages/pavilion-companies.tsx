import type { Edition } from '#expo/ground/editions/index.ts'
import type { Day } from '#kernel/day.ts'
import type { Draft } from '#web/door.ts'
import { Form, type Option } from '#web/fields.tsx'
import { Head, Page, Trail } from '#web/page.tsx'
import type { Reader } from '#web/reader.ts'
import type { Recommendation } from '../queries/recommendations.ts'
import { RecommendationList, SaidFields } from './recommendations.tsx'

/** The companies of a pavilion's economy that have applied, for its administrators to recommend. */
export function PavilionCompaniesPage(props: {
  reader: Reader
  edition: Edition
  economy: { code: string; text: string; lang: string }
  rows: { id: string; company: { text: string; lang: string }; shows: string; state: string; recommended: number }[]
}) {
  const { reader, edition, economy, rows } = props
  const pavilion = `/${edition.code}/pavilions/${economy.code.toLowerCase()}`
  return (
    <Page reader={reader} title={`${reader.t('applications.pavilion-companies')} · ${economy.text}`}>
      <Trail reader={reader} steps={[{ href: reader.at(`${pavilion}/desk`), label: economy.text }]} />
      <Head
        title={reader.t('applications.pavilion-companies')}
        kicker={economy.text}
        lede={reader.t('applications.pavilion-companies-lede')}
      />
      {rows.length === 0 ? <p class="empty">{reader.t('applications.pavilion-companies-empty')}</p> : null}
      <ul class="plain windows">
        {rows.map((one) => (
          <li>
            <strong lang={one.company.lang} dir="auto">
              {one.company.text}
            </strong>{' '}
            <span class="tag">{one.state}</span>{' '}
            {one.recommended > 0 ? (
              <span class="tag ok">{reader.t('applications.recommended-count', { count: one.recommended })}</span>
            ) : null}
            {one.shows ? (
              <p class="why" dir="auto">
                {one.shows}
              </p>
            ) : null}
            <p>
              <a href={reader.at(`${pavilion}/companies/${one.id}`)}>{reader.t('applications.recommend')}</a>
            </p>
          </li>
        ))}
      </ul>
    </Page>
  )
}

export function PavilionRecommendPage(props: {
  reader: Reader
  draft: Draft
  edition: Edition
  economy: { code: string; text: string }
  company: { text: string; lang: string }
  id: string
  recommendations: readonly Recommendation[]
  today: Day
  economies: Option[]
}) {
  const { reader, draft, edition, economy } = props
  const back = reader.at(`/${edition.code}/pavilions/${economy.code.toLowerCase()}/companies`)
  return (
    <Page reader={reader} title={reader.t('applications.recommend')}>
      <Trail reader={reader} steps={[{ href: back, label: reader.t('applications.pavilion-companies') }]} />
      <Head
        title={reader.t('applications.recommend-title', { company: props.company.text })}
        kicker={economy.text}
        lede={reader.t('applications.pavilion-recommend-lede')}
      />
      <RecommendationList reader={reader} recommendations={props.recommendations} at="" />
      <Form
        reader={reader}
        draft={draft}
        action={`${back}/${props.id}`}
        submit={reader.t('applications.recommend-deed')}
        back={back}
        upload
      >
        <SaidFields {...props} economyCode={economy.code} byKind="embassy" />
      </Form>
    </Page>
  )
}
