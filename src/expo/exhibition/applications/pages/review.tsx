import type { Alike, Company } from '#expo/ground/companies/index.ts'
import type { Proven } from '#expo/ground/companies/rules.ts'
import type { Day } from '#kernel/day.ts'
import type { Entry } from '#platform/journal.ts'
import { draftIn, emptyDraft } from '#web/door.ts'
import type { Option } from '#web/fields.tsx'
import { Constructed, Head, Page, Trail } from '#web/page.tsx'
import type { Application } from '../queries/applications.ts'
import type { Demand } from '../queries/capacity.ts'
import type { Decided } from '../queries/decisions.ts'
import type { Recommendation } from '../queries/recommendations.ts'
import type { Document, Message } from '../queries/thread.ts'
import { referenceOf } from '../rules.ts'
import type { Reason } from '../words.ts'
import { Beside } from './beside.tsx'
import type { OfApplication } from './frame.tsx'
import { Judgement, Owner } from './judgement.tsx'
import { StateTag } from './parts.tsx'
import { applicationAddress, queueAddress, StandWays } from './stand.tsx'
import { Summary, type Whole } from './summary.tsx'
import { Thread } from './thread.tsx'

export type ReviewProps = OfApplication &
  Whole & {
    organisation: Company
    proven: Proven
    economy: { text: string; lang: string }
    leastDeveloped: boolean
    alike: readonly Alike[]
    /** What its company sent for other editions, newest first. */
    earlier: readonly { application: Application; edition: { code: string; text: string } }[]
    /** Co-exhibitors that are on record too, under which company. */
    onRecord: readonly { name: string; company: Company }[]
    decisions: readonly Decided[]
    reasons: readonly Reason[]
    recommendations: readonly Recommendation[]
    messages: readonly Message[]
    files: readonly Document[]
    authors: ReadonlyMap<string, string>
    entries: Entry[]
    demand: readonly Demand[]
    drawn: ReadonlyMap<string, number>
    owner: string | null
    staff: Option[]
    today: Day
    /** Whoever reads acts for this company: somebody else decides. */
    own: boolean
    /** The neighbours in the queue as it was narrowed, and that narrowing. */
    previous: string | null
    next: string | null
    query: string
    /** The deed that was refused. */
    which: 'decide' | 'reopen' | 'late' | 'owner' | 'thread' | null
  }

/** One application with everything beside it that a decision needs. */
export function ReviewPage(props: ReviewProps) {
  const { reader, edition, application, company } = props
  const queue = reader.at(queueAddress(edition))
  const with_ = props.query ? `?${props.query}` : ''
  const at = reader.at(applicationAddress(edition, application))
  return (
    <Page reader={reader} title={company.text} wide scripts={['applications-queue']}>
      <Trail reader={reader} steps={[{ href: `${queue}${with_}`, label: reader.t('applications.queue') }]} />
      <Head title={company.text} lang={company.lang} kicker={props.economy.text}>
        <p>
          <StateTag reader={reader} state={application.state} />{' '}
          {application.number === null ? null : referenceOf(edition.code, application.number)}{' '}
          {props.leastDeveloped ? <span class="tag ok">{reader.t('applications.ldc-short')}</span> : null}{' '}
          {application.constructed ? <Constructed reader={reader} /> : null}
        </p>
        <p class="walk">
          {props.previous ? (
            <a href={`${queue}/${props.previous}${with_}`} rel="prev">
              {reader.t('applications.previous')}
            </a>
          ) : null}{' '}
          {props.next ? (
            <a href={`${queue}/${props.next}${with_}`} rel="next">
              {reader.t('applications.next')}
            </a>
          ) : null}
        </p>
      </Head>
      <StandWays reader={reader} edition={edition} application={application} />
      <div class="two judging">
        <div>
          <Owner {...props} here={`${queue}/${application.id}`} />
          <Judgement {...props} here={`${queue}/${application.id}`} />
          <Thread
            {...props}
            draft={draftIn('thread', props.which === 'thread' ? props.draft : emptyDraft)}
            documents={props.files}
            side="staff"
            at={at}
            action={`${queue}/${application.id}/thread${with_}`}
          />
          {application.askedSince ? (
            <form method="post" action={`${queue}/${application.id}/close-question`}>
              <p class="why">
                <button type="submit" class="link">
                  {reader.t('applications.close-question')}
                </button>
              </p>
            </form>
          ) : null}
        </div>
        <div>
          <h2>{reader.t('applications.what-it-says')}</h2>
          <Summary {...props} at={at} write={() => false} />
          <Beside {...props} at={at} />
        </div>
      </div>
    </Page>
  )
}
