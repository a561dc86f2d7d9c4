import type { Day } from '#kernel/day.ts'
import { wallTimeAt } from '#kernel/day.ts'
import { type Draft, draftIn, emptyDraft } from '#web/door.ts'
import { Choice, Form, Refused, TextArea, TextField } from '#web/fields.tsx'
import type { Reader } from '#web/reader.ts'
import { mayBecome, mayReopen } from '../rules.ts'
import type { Decision, Reason } from '../words.ts'
import { Demands } from './demand.tsx'
import { Because } from './overview.tsx'
import type { ReviewProps } from './review.tsx'
import { applicationAddress } from './stand.tsx'

/** Who looks after the application. */
export function Owner(props: ReviewProps & { here: string }) {
  const { reader, application } = props
  const draft = draftIn('owner', props.which === 'owner' ? props.draft : emptyDraft)
  return (
    <section class="sheet">
      <p>
        {props.owner
          ? reader.t('applications.owned-by', { name: props.owner })
          : reader.t('applications.owned-by-nobody')}
      </p>
      <Form
        reader={reader}
        draft={draft}
        action={`${props.here}/owner`}
        submit={reader.t('applications.assign')}
        tone="plain"
      >
        <input type="hidden" name="seen" value={application.owner ?? ''} />
        <Choice
          reader={reader}
          draft={draft}
          name="owner"
          label={reader.t('applications.owner')}
          value={application.owner}
          options={props.staff}
          empty={reader.t('applications.owner-none')}
        />
      </Form>
    </section>
  )
}

/** Each decision is a form of its own, so that no slip turns one into another. */
export function Judgement(props: ReviewProps & { here: string }) {
  const { reader, application } = props
  if (props.own) return <p class="refusal">{reader.sentence('applications.own-application')}</p>
  const decisions = (['accepted', 'wait-listed', 'declined'] as const).filter(
    (one) => mayBecome(application.state, one).ok,
  )
  return (
    <section>
      <h2>{reader.t('applications.decision')}</h2>
      {props.which === 'decide' ? <Refused reader={reader} draft={props.draft} /> : null}
      <Demands {...props} only={application.areaCode} />
      {props.decisions.map((one) => (
        <div class={one.takenBackAt ? 'soft' : undefined}>
          <p>
            {reader.t(`applications.states-short.${one.decision}`)} · {reader.day(one.on)}
            {one.takenBackAt ? ` · ${reader.t('applications.taken-back')}` : ''}
          </p>
          <Because reader={reader} decision={one} reasons={props.reasons} />
        </div>
      ))}
      {decisions.map((one) => (
        <details class="decide" open={decisionOf(props.draft) === one && props.which === 'decide'}>
          <summary class={`act ${one === 'accepted' ? 'first' : one === 'declined' ? 'grave' : ''}`}>
            {reader.t(`applications.decide.${one}`)}
          </summary>
          <DecideForm {...props} decision={one} action={`${props.here}/preview`} />
        </details>
      ))}
      {application.state === 'draft' ? <Late {...props} /> : null}
      {['accepted', 'wait-listed', 'declined'].includes(application.state) ? <Reopen {...props} /> : null}
      {application.state === 'accepted' || application.state === 'wait-listed' || application.state === 'submitted' ? (
        <p class="why">
          <a href={`${reader.at(applicationAddress(props.edition, application))}/withdraw`}>
            {reader.t('applications.withdraw-for-them')}
          </a>
        </p>
      ) : null}
    </section>
  )
}

const decisionOf = (draft: Draft) => String(draft.values.decision ?? '')

/** What a decision needs; the letter that it sends is shown before it is sent. */
export function DecideFields(props: {
  reader: Reader
  draft: Draft
  decision: Decision
  reasons: readonly Reason[]
  today: Day
}) {
  const { reader, draft, decision } = props
  const reasons = props.reasons.filter((one) => one.decisions.includes(decision))
  return (
    <>
      <input type="hidden" name="decision" value={decision} />
      {reasons.length > 0 ? (
        <Choice
          reader={reader}
          draft={draft}
          name="reason"
          label={reader.t('web.reason')}
          options={reasons.map((one) => ({ value: one.code, label: reader.words(one.words).text }))}
          empty={reader.t('applications.reason-in-words')}
          required={decision !== 'accepted'}
        />
      ) : null}
      <TextArea
        reader={reader}
        draft={draft}
        name="words"
        label={reader.t('applications.decision-words')}
        hint={reader.t('applications.decision-words-hint')}
        rows={3}
      />
      <TextField
        reader={reader}
        draft={draft}
        name="on"
        type="date"
        label={reader.t('applications.holds-from')}
        value={props.today}
        required
      />
    </>
  )
}

function DecideForm(props: ReviewProps & { decision: Decision; action: string }) {
  const { reader, application, decision } = props
  const typed = props.which === 'decide' && decisionOf(props.draft) === decision
  const draft = draftIn(decision, typed ? props.draft : emptyDraft)
  return (
    <Form
      reader={reader}
      draft={{ ...draft, refusal: null }}
      action={`${props.action}${props.query ? `?${props.query}` : ''}`}
      submit={reader.t('applications.see-letter')}
      tone={decision === 'declined' ? 'grave' : 'first'}
      version={application.version}
    >
      <DecideFields {...props} draft={draft} />
    </Form>
  )
}

function Late(props: ReviewProps & { here: string }) {
  const { reader, edition, application } = props
  const draft = draftIn('late', props.which === 'late' ? props.draft : emptyDraft)
  return (
    <details open={props.which === 'late'}>
      <summary>{reader.t('applications.let-in-late')}</summary>
      <p class="soft">{reader.t('applications.let-in-late-means')}</p>
      <Form
        reader={reader}
        draft={draft}
        action={`${props.here}/let-in-late`}
        submit={reader.t('applications.let-in-late')}
        tone="plain"
        version={application.version}
      >
        <TextField
          reader={reader}
          draft={draft}
          name="until"
          type="datetime-local"
          label={reader.t('applications.late-until', { zone: reader.zone(edition.timeZone) })}
          value={application.lateUntil ? wallTimeAt(application.lateUntil, edition.timeZone) : ''}
          required
        />
        <TextArea reader={reader} draft={draft} name="why" label={reader.t('web.reason')} rows={2} required />
      </Form>
    </details>
  )
}

function Reopen(props: ReviewProps & { here: string }) {
  const { reader, application, today } = props
  const draft = draftIn('reopen', props.which === 'reopen' ? props.draft : emptyDraft)
  const verdict = mayReopen(application, today)
  if (!verdict.ok) return <p class="why">{reader.sentence(`applications.${verdict.reason}`)}</p>
  return (
    <details open={props.which === 'reopen'}>
      <summary>{reader.t('applications.reopen')}</summary>
      <p class="soft">{reader.t('applications.reopen-means')}</p>
      <Form
        reader={reader}
        draft={draft}
        action={`${props.here}/reopen`}
        submit={reader.t('applications.reopen')}
        tone="grave"
        version={application.version}
      >
        <TextArea reader={reader} draft={draft} name="why" label={reader.t('web.reason')} rows={2} required />
      </Form>
    </details>
  )
}
