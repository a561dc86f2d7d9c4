import type { Edition } from '#expo/ground/editions/index.ts'
import type { Draft } from '#web/door.ts'
import { FileField, Form, Radios, TextArea } from '#web/fields.tsx'
import type { Reader } from '#web/reader.ts'
import type { Application } from '../queries/applications.ts'
import type { Document, Message } from '../queries/thread.ts'
import type { Side } from '../words.ts'

export const DOCUMENTS_ACCEPTED = '.pdf,.jpg,.jpeg,.png,.webp,application/pdf,image/jpeg,image/png,image/webp'

/** Files as ways to take them home; only whoever may see the application can. */
export const Files = (props: { reader: Reader; at: string; documents: readonly Document[] }) => (
  <ul class="plain files">
    {props.documents.map((one) => (
      <li>
        <a href={`${props.at}/papers/${one.id}`}>
          <bdi>{one.fileName}</bdi>
        </a>{' '}
        <span class="why">
          {props.reader.t(`applications.document-kinds.${one.kind}`)} ·{' '}
          {props.reader.t('companies.kilobytes', { count: Math.max(1, Math.round(one.sizeBytes / 1024)) })}
        </span>
      </li>
    ))}
  </ul>
)

export interface ThreadProps {
  reader: Reader
  draft: Draft
  edition: Edition
  application: Application
  messages: readonly Message[]
  documents: readonly Document[]
  /** Who reads. */
  side: Side
  /** What the authors are called, for staff; the applicant reads of "the fair's staff". */
  authors: ReadonlyMap<string, string>
  at: string
  /** Where what is written goes; null for whoever only reads. */
  action: string | null
}

/** One thread in one place: what staff ask, what the applicant answers, each with its files and whether the other side has seen it. */
export function Thread(props: ThreadProps) {
  const { reader, application, messages, side } = props
  const { askedSince } = application
  return (
    <section id="thread">
      <h2>{reader.t('applications.thread')}</h2>
      {askedSince ? (
        <p class={side === 'applicant' ? 'sheet due' : 'why'}>
          {reader.t(side === 'applicant' ? 'applications.asked-you' : 'applications.asked-them', {
            moment: reader.moment(askedSince, props.edition.timeZone, 'short'),
          })}
        </p>
      ) : null}
      {messages.length === 0 ? <p class="soft">{reader.t('applications.thread-empty')}</p> : null}
      <ol class="plain thread">
        {messages.map((one) => (
          <One {...props} message={one} />
        ))}
      </ol>
      {application.state === 'discarded' || props.action === null ? null : <Write {...props} action={props.action} />}
    </section>
  )
}

function One(props: ThreadProps & { message: Message }) {
  const { reader, message, side } = props
  const files = props.documents.filter((one) => one.messageId === message.id)
  const own = message.side === side
  const author =
    message.side === 'staff' && side === 'applicant'
      ? reader.t('applications.staff-said')
      : (props.authors.get(message.author) ?? reader.t(`applications.sides-said.${message.side}`))
  return (
    <li class={own ? 'ours' : 'theirs'} id={`m-${message.id}`}>
      <p class="why">
        <strong>{author}</strong>
        {message.kind === 'question' || message.kind === 'note' ? (
          <>
            {' '}
            <span class={message.kind === 'question' ? 'tag wait' : 'tag'}>
              {reader.t(`applications.message-kinds.${message.kind}`)}
            </span>
          </>
        ) : null}{' '}
        · {reader.moment(message.writtenAt, props.edition.timeZone, 'short')}
        {own && message.kind !== 'note' ? (
          <> · {reader.t(message.seenAt ? 'applications.seen' : 'applications.unseen')}</>
        ) : null}
      </p>
      <p class="said" dir="auto">
        {message.body}
      </p>
      {files.length > 0 ? <Files reader={reader} at={props.at} documents={files} /> : null}
    </li>
  )
}

function Write({ reader, draft, application, side, action }: ThreadProps & { action: string }) {
  const asked = application.askedSince !== null
  const words = side === 'staff' ? 'staff' : asked ? 'answer' : 'applicant'
  return (
    <Form
      reader={reader}
      draft={draft}
      action={action}
      submit={reader.t(`applications.send-words.${words}`)}
      tone={side === 'applicant' && asked ? 'first' : 'plain'}
      upload
    >
      <TextArea
        reader={reader}
        draft={draft}
        name="body"
        label={reader.t(`applications.words.${words}`)}
        rows={4}
        required
      />
      {side === 'staff' ? (
        <Radios
          reader={reader}
          draft={draft}
          name="kind"
          label={reader.t('applications.message-kind')}
          value="question"
          options={(['question', 'message', 'note'] as const).map((kind) => ({
            value: kind,
            label: reader.t(`applications.message-kinds.${kind}`),
          }))}
        />
      ) : null}
      <FileField
        reader={reader}
        draft={draft}
        name="file"
        label={reader.t('applications.file')}
        hint={reader.t('applications.file-hint')}
        accept={DOCUMENTS_ACCEPTED}
      />
    </Form>
  )
}
