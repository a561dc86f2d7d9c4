import type { Day } from '#kernel/day.ts'
import type { Entry } from '#platform/journal.ts'
import { emptyDraft } from '#web/door.ts'
import { Form, Refused } from '#web/fields.tsx'
import { History } from '#web/history.tsx'
import type { Reader } from '#web/reader.ts'
import type { Decided } from '../queries/decisions.ts'
import type { Recommendation } from '../queries/recommendations.ts'
import type { Document, Message } from '../queries/thread.ts'
import { type Gap, mayWrite, referenceOf } from '../rules.ts'
import type { Part, Reason } from '../words.ts'
import { Gaps, type OfApplication, Parts } from './frame.tsx'
import { RecommendationList } from './recommendations.tsx'
import { applicationAddress, StandFrame } from './stand.tsx'
import { Summary, type Whole } from './summary.tsx'
import { Thread } from './thread.tsx'

export type OverviewProps = OfApplication &
  Whole & {
    filled: readonly Part[]
    gaps: readonly Gap[]
    window: { open: boolean; say: string }
    decision: Decided | null
    reasons: readonly Reason[]
    /** How many of the same state and area came before it. */
    before: number
    leastDeveloped: boolean
    messages: readonly Message[]
    files: readonly Document[]
    recommendations: readonly Recommendation[]
    entries: Entry[]
    /** Whoever reads acts for the applicant; else they are staff. */
    acts: boolean
    today: Day
  }

/** One application on one page: what state it is in, in large words, what is due next, everything it says, and the thread. */
export function OverviewPage(props: OverviewProps) {
  const { reader, edition, application, acts } = props
  const at = reader.at(applicationAddress(edition, application))
  const writes = (part: Part) => acts && mayWrite(application.state, part).ok
  return (
    <StandFrame {...props} here="application" title={reader.t('applications.application')} wide>
      {acts && application.state === 'draft' ? <Parts {...props} here={null} /> : null}
      <Refused reader={reader} draft={props.draft} />
      <div class="two application">
        <div>
          <Standing {...props} at={at} />
          <Support {...props} />
          <section>
            <h2>{reader.t('applications.recommendations')}</h2>
            <RecommendationList {...props} at={at} />
            {acts ? (
              <p>
                <a href={`${at}/recommendations`}>{reader.t('applications.ask-recommendation')}</a>
              </p>
            ) : null}
          </section>
          {application.state === 'draft' && props.messages.length === 0 ? null : <Talk {...props} at={at} />}
        </div>
        <div>
          <h2>{reader.t('applications.what-it-says')}</h2>
          <Summary {...props} at={at} write={writes} />
          {application.state === 'draft' && props.messages.length === 0 ? <Talk {...props} at={at} /> : null}
          <h2>{reader.t('web.history')}</h2>
          <History
            reader={reader}
            entries={props.entries}
            timeZone={edition.timeZone}
            say={(entry) => sayFact(reader, entry)}
          />
          {acts ? <Leave {...props} at={at} /> : null}
        </div>
      </div>
    </StandFrame>
  )
}

function Talk(props: OverviewProps & { at: string }) {
  return (
    <Thread
      {...props}
      draft={'body' in props.draft.values ? props.draft : emptyDraft}
      documents={props.files}
      side={props.acts ? 'applicant' : 'staff'}
      authors={new Map()}
      action={props.acts ? `${props.at}/thread` : null}
    />
  )
}

/** The state in large words, so that a draft is never taken for a submission, and what follows from it. */
function Standing(props: OverviewProps & { at: string }) {
  const { reader, edition, application, decision, gaps } = props
  const { state, number, submittedAt } = application
  if (state === 'draft')
    return (
      <section class="sheet standing draft">
        <p class="stamp">{reader.t('applications.stamp.draft')}</p>
        <p>{reader.t('applications.draft-means')}</p>
        <p class="why">{props.window.say}</p>
        {gaps.length > 0 ? (
          <>
            <h2>{reader.t('applications.missing', { count: gaps.length })}</h2>
            <Gaps {...props} />
          </>
        ) : (
          <p>{reader.t('applications.nothing-missing')}</p>
        )}
        {props.acts && gaps.length === 0 && props.window.open ? (
          <Form
            reader={reader}
            draft={emptyDraft}
            action={`${props.at}/submit`}
            submit={reader.t('applications.submit')}
            version={application.version}
          />
        ) : null}
        {props.acts && !props.window.open ? (
          <p>
            <a href="#thread">{reader.t('applications.ask-late')}</a>
          </p>
        ) : null}
      </section>
    )
  return (
    <section class={`sheet standing ${state}`}>
      <p class="stamp">{reader.t(`applications.stamp.${state}`)}</p>
      {number !== null && submittedAt ? (
        <p>
          <strong>{referenceOf(edition.code, number)}</strong>
          <br />
          <span class="why">
            {reader.t('applications.submitted-at', { moment: reader.moment(submittedAt, edition.timeZone) })}
          </span>
        </p>
      ) : null}
      <p>
        {reader.t(`applications.means.${state}`, {
          day: application.acceptedOn ? reader.day(application.acceptedOn) : '',
        })}
      </p>
      {state === 'submitted' || state === 'wait-listed' ? (
        <p class="why">{reader.t('applications.before-you', { count: props.before })}</p>
      ) : null}
      {decision ? <Because {...props} decision={decision} /> : null}
    </section>
  )
}

/** Why it was decided so. */
export function Because(props: { reader: Reader; decision: Decided; reasons: readonly Reason[] }) {
  const { reader, decision } = props
  const reason = props.reasons.find((one) => one.code === decision.reason)
  if (!reason && decision.words === '') return null
  return (
    <blockquote class="because">
      {reason ? <p lang={reader.words(reason.words).lang}>{reader.words(reason.words).text}</p> : null}
      {decision.words ? (
        <p class="said" dir="auto">
          {decision.words}
        </p>
      ) : null}
    </blockquote>
  )
}

/** Membership is said as it is on the edition's day; what follows from it is for whoever knows the fees. */
function Support({ reader, edition, leastDeveloped }: OverviewProps) {
  if (!leastDeveloped) return null
  return (
    <section class="sheet counted">
      <h2>{reader.t('applications.ldc')}</h2>
      <p>{reader.t('applications.ldc-means', { day: reader.day(edition.ldcReferenceDay) })}</p>
    </section>
  )
}

function Leave({ reader, application, at }: OverviewProps & { at: string }) {
  if (application.state === 'draft')
    return (
      <form method="post" action={`${at}/discard`} class="apart">
        <p>
          {reader.t('applications.discard-means')}{' '}
          <button type="submit" class="link">
            {reader.t('applications.discard')}
          </button>
        </p>
      </form>
    )
  if (!['submitted', 'accepted', 'wait-listed'].includes(application.state)) return null
  return (
    <p class="apart">
      <a href={`${at}/withdraw`}>{reader.t('applications.withdraw')}</a>
    </p>
  )
}

/** A fact of an application's journal in words; null for one that is not the applicant's business. */
export function sayFact(reader: Reader, { what, details }: Entry): string | null {
  const part = (details as { part?: Part }).part
  if (what === 'application.noted' || what === 'application.owned') return null
  if (what === 'application.written' || what === 'application.amended')
    return reader.t(what === 'application.written' ? 'applications.fact-written' : 'applications.fact-amended', {
      part: part ? reader.t(`applications.part.${part}`) : '',
    })
  const known = what.startsWith('application.') ? what.slice('application.'.length) : null
  if (known === null || !isTold(known)) return null
  const count = Number((details as { count?: number }).count ?? 0)
  return reader.t(`applications.fact.${known}`, { count })
}

const TOLD = [
  'begun',
  'discarded',
  'restored',
  'let-in-late',
  'submitted',
  'accepted',
  'declined',
  'wait-listed',
  'reopened',
  'withdrawn',
  'asked',
  'answered',
  'written-to',
  'question-closed',
  'document-added',
  'document-removed',
  'co-exhibitor-added',
  'co-exhibitor-changed',
  'co-exhibitor-removed',
  'co-exhibitors-sent',
  'co-exhibitor-linked',
  'invited',
  'invitation-revoked',
  'recommended',
  'recommendation-confirmed',
  'recommendation-withdrawn',
] as const
const isTold = (what: string): what is (typeof TOLD)[number] => (TOLD as readonly string[]).includes(what)
