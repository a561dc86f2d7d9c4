import type { Edition } from '#expo/ground/editions/index.ts'
import type { Day } from '#kernel/day.ts'
import { type Draft, emptyDraft, type Sentence } from '#web/door.ts'
import { Choice, Form, type Option, TextArea } from '#web/fields.tsx'
import { Head, Page, Said, Trail } from '#web/page.tsx'
import type { Reader } from '#web/reader.ts'
import { referenceOf } from '../rules.ts'
import type { Decision, Reason } from '../words.ts'
import { DecideFields } from './judgement.tsx'
import { StateTag } from './parts.tsx'
import type { Queued } from './queue.tsx'
import { queueAddress } from './stand.tsx'

export type Together = Decision | 'own'

/** What is done with many at once is asked once, with the list before one's eyes. */
export function TogetherPage(props: {
  reader: Reader
  draft: Draft
  edition: Edition
  deed: Together
  rows: readonly Queued[]
  reasons: readonly Reason[]
  staff: Option[]
  today: Day
}) {
  const { reader, draft, edition, deed, rows } = props
  const queue = reader.at(queueAddress(edition))
  const title = reader.t(`applications.together.${deed}`, { count: rows.length })
  return (
    <Page reader={reader} title={title}>
      <Trail reader={reader} steps={[{ href: queue, label: reader.t('applications.queue') }]} />
      <Head
        title={title}
        kicker={reader.words(edition.name).text}
        lede={reader.t(rows.length === 0 ? 'applications.nothing-ticked' : 'applications.together-lede')}
      />
      {rows.length === 0 ? null : (
        <Form
          reader={reader}
          draft={draft}
          action={`${queue}/together`}
          submit={title}
          tone={deed === 'declined' ? 'grave' : 'first'}
          back={queue}
        >
          <input type="hidden" name="do" value={deed} />
          <ul class="plain windows">
            {rows.map(({ application, company }) => (
              <li>
                <input type="hidden" name="id" value={`${application.id}/${application.version}`} />
                <Said {...company} /> <StateTag reader={reader} state={application.state} />{' '}
                <span class="why">
                  {application.number === null ? '' : referenceOf(edition.code, application.number)}
                  {application.areaM2 === null
                    ? ''
                    : ` · ${reader.t('applications.square-metres', { area: reader.number(application.areaM2) })}`}
                </span>
              </li>
            ))}
          </ul>
          {deed === 'own' ? (
            <Choice
              reader={reader}
              draft={draft}
              name="owner"
              label={reader.t('applications.owner')}
              options={props.staff}
              empty={reader.t('applications.owner-none')}
            />
          ) : (
            <DecideFields {...props} decision={deed} />
          )}
        </Form>
      )}
    </Page>
  )
}

/** What became of each, done or refused with its reason; what was decided can be taken back at once. */
export function OutcomePage(props: {
  reader: Reader
  edition: Edition
  title: string
  outcomes: readonly { id: string; company: { text: string; lang: string }; refusal: Sentence | null }[]
  /** Decided ones whose decision may still be taken back. */
  undo: readonly { id: string; version: number }[]
}) {
  const { reader, edition, outcomes, undo } = props
  const queue = reader.at(queueAddress(edition))
  const done = outcomes.filter((one) => one.refusal === null).length
  return (
    <Page reader={reader} title={props.title}>
      <Trail reader={reader} steps={[{ href: queue, label: reader.t('applications.queue') }]} />
      <Head
        title={props.title}
        kicker={reader.words(edition.name).text}
        lede={reader.t('applications.outcome', { done, refused: outcomes.length - done })}
      />
      <ul class="plain windows">
        {outcomes.map((one) => (
          <li>
            <a href={`${queue}/${one.id}`}>
              <Said {...one.company} />
            </a>{' '}
            {one.refusal ? (
              <>
                <span class="tag stop">{reader.t('applications.not-done')}</span>
                <span class="error block">{reader.sentence(one.refusal.code, one.refusal.details)}</span>
              </>
            ) : (
              <span class="tag ok">{reader.t('applications.done')}</span>
            )}
          </li>
        ))}
      </ul>
      <p class="deeds">
        <a class="act" href={queue}>
          {reader.t('applications.queue')}
        </a>
      </p>
      {undo.length > 0 ? (
        <details class="beneath">
          <summary>{reader.t('applications.undo', { count: undo.length })}</summary>
          <p class="soft">{reader.t('applications.reopen-means')}</p>
          <Form
            reader={reader}
            draft={emptyDraft}
            action={`${queue}/together/undo`}
            submit={reader.t('applications.undo', { count: undo.length })}
            tone="grave"
          >
            {undo.map((one) => (
              <input type="hidden" name="id" value={`${one.id}/${one.version}`} />
            ))}
            <TextArea reader={reader} draft={emptyDraft} name="why" label={reader.t('web.reason')} rows={2} required />
          </Form>
        </details>
      ) : null}
    </Page>
  )
}
