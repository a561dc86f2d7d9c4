import type { Entry } from '#platform/journal.ts'
import { History } from '#web/history.tsx'
import { Said } from '#web/page.tsx'
import type { Reader } from '#web/reader.ts'
import type { Recommendation } from '../queries/recommendations.ts'
import { sayFact } from './overview.tsx'
import { StateTag } from './parts.tsx'
import { RecommendationList } from './recommendations.tsx'
import type { ReviewProps } from './review.tsx'
import { squareMetres } from './summary.tsx'

/** What stands beside the application: the company and its proof, who is like it, earlier editions, who recommends it, what happened. */
export function Beside(props: ReviewProps & { at: string }) {
  const { reader, edition, organisation, proven, alike, earlier, onRecord } = props
  return (
    <>
      <h2>{reader.t('applications.company')}</h2>
      <p>
        <a href={reader.at(`/companies/${organisation.id}/desk`)}>
          <Said {...reader.words(organisation.names)} />
        </a>{' '}
        <span class={`tag ${proven.proof === 'verified' ? 'ok' : 'stop'}`}>
          {reader.t(`companies.proofs.${proven.proof}`)}
        </span>{' '}
        <bdi class="why">{organisation.registrationNumber}</bdi>
      </p>
      <h3>{reader.t('applications.duplicates')}</h3>
      {alike.length === 0 ? <p class="soft">{reader.t('applications.no-duplicates')}</p> : null}
      <ul class="plain">
        {alike.map((one) => (
          <li>
            <a href={reader.at(`/staff/companies/${organisation.id}/compare?with=${one.company.id}`)}>
              <Said {...reader.words(one.company.names)} />
            </a>{' '}
            <span class="why">
              {reader.number(one.likeness.score / 100, { style: 'percent' })} ·{' '}
              {reader.list(one.likeness.reasons.map((reason) => reader.t(`companies.likenesses.${reason}`)))}
            </span>
          </li>
        ))}
      </ul>
      {onRecord.length > 0 ? (
        <>
          <h3>{reader.t('applications.companions-on-record')}</h3>
          <ul class="plain">
            {onRecord.map((one) => (
              <li>
                <bdi>{one.name}</bdi>:{' '}
                <a href={reader.at(`/companies/${one.company.id}/desk`)}>
                  <Said {...reader.words(one.company.names)} />
                </a>
              </li>
            ))}
          </ul>
        </>
      ) : null}
      <h3>{reader.t('applications.earlier')}</h3>
      {earlier.length === 0 ? <p class="soft">{reader.t('applications.no-earlier')}</p> : null}
      <ul class="plain">
        {earlier.map((one) => (
          <li>
            <a href={reader.at(`/${one.edition.code}/applications/${one.application.id}`)}>{one.edition.text}</a>{' '}
            <StateTag reader={reader} state={one.application.state} />{' '}
            {one.application.areaM2 === null ? null : (
              <span class="why">{squareMetres(reader, one.application.areaM2)}</span>
            )}
          </li>
        ))}
      </ul>
      <h3>{reader.t('applications.recommendations')}</h3>
      <RecommendationList {...props} manage={(one: Recommendation) => `${props.at}/recommendations/${one.id}`} />
      <p>
        <a href={`${props.at}/recommendations`}>{reader.t('applications.ask-recommendation')}</a>
      </p>
      <h3>{reader.t('web.history')}</h3>
      <History
        reader={reader}
        entries={props.entries}
        timeZone={edition.timeZone}
        say={(entry) => sayStaffFact(reader, entry)}
      />
    </>
  )
}

const sayStaffFact = (reader: Reader, entry: Entry): string | null => {
  if (entry.what === 'application.owned') return reader.t('applications.fact-owned')
  if (entry.what === 'application.noted') return reader.t('applications.fact-noted')
  return sayFact(reader, entry)
}
