import type { Day } from '#kernel/day.ts'
import { Choice, FileField, Form, TextArea, TextField } from '#web/fields.tsx'
import type { Document } from '../queries/thread.ts'
import { mayWrite } from '../rules.ts'
import { DOCUMENT_KINDS, type Part } from '../words.ts'
import { type OfApplication, PartFrame } from './frame.tsx'
import { applicationAddress, StandFrame } from './stand.tsx'
import { DOCUMENTS_ACCEPTED } from './thread.tsx'

/** The documents of an application: catalogue, certificates, pictures; each told by its content before it is kept. */
export function DocumentsPage(
  props: OfApplication & { filled: readonly Part[]; documents: readonly Document[]; acts: boolean },
) {
  const { reader, draft, edition, application, documents } = props
  const at = reader.at(applicationAddress(edition, application))
  const writes = props.acts && mayWrite(application.state, 'documents').ok
  return (
    <PartFrame {...props} part="documents" lede={reader.t('applications.documents-lede')}>
      {documents.length === 0 ? <p class="empty">{reader.t('applications.no-documents')}</p> : null}
      <ul class="plain windows">
        {documents.map((one) => (
          <li>
            <a href={`${at}/papers/${one.id}`}>
              <bdi>{one.fileName}</bdi>
            </a>{' '}
            <span class="tag">{reader.t(`applications.document-kinds.${one.kind}`)}</span>{' '}
            <span class="why">
              {reader.t('companies.kilobytes', { count: Math.max(1, Math.round(one.sizeBytes / 1024)) })}
            </span>{' '}
            {writes ? (
              <form method="post" action={`${at}/documents/remove`} class="inline">
                <input type="hidden" name="id" value={one.id} />
                <button type="submit" class="link">
                  {reader.t('applications.take-out')}
                </button>
              </form>
            ) : null}
          </li>
        ))}
      </ul>
      {writes ? (
        <>
          <h2>{reader.t('applications.add-document')}</h2>
          <Form
            reader={reader}
            draft={draft}
            action={`${at}/documents`}
            submit={reader.t('applications.add-document')}
            back={at}
            upload
          >
            <Choice
              reader={reader}
              draft={draft}
              name="kind"
              label={reader.t('applications.document-kind')}
              options={DOCUMENT_KINDS.map((kind) => ({
                value: kind,
                label: reader.t(`applications.document-kinds.${kind}`),
              }))}
              required
            />
            <FileField
              reader={reader}
              draft={draft}
              name="document"
              label={reader.t('applications.file')}
              hint={reader.t('applications.file-hint')}
              accept={DOCUMENTS_ACCEPTED}
              required
            />
          </Form>
        </>
      ) : null}
      {application.state === 'draft' ? (
        <p class="deeds">
          <a class="act first" href={at}>
            {reader.t('applications.review-and-send')}
          </a>
        </p>
      ) : null}
    </PartFrame>
  )
}

/** Withdraw: what it means on that day, and why it is done. */
export function WithdrawPage(props: OfApplication & { today: Day; staff: boolean }) {
  const { reader, draft, edition, application } = props
  const at = reader.at(applicationAddress(edition, application))
  const { acceptedOn } = application
  return (
    <StandFrame
      {...props}
      here="application"
      title={reader.t('applications.withdraw')}
      lede={
        acceptedOn
          ? reader.t('applications.withdraw-accepted', { day: reader.day(acceptedOn) })
          : reader.t('applications.withdraw-means')
      }
    >
      <Form
        reader={reader}
        draft={draft}
        action={`${at}/withdraw`}
        submit={reader.t('applications.withdraw')}
        tone="grave"
        version={application.version}
        back={at}
      >
        {props.staff ? (
          <TextField
            reader={reader}
            draft={draft}
            name="on"
            type="date"
            label={reader.t('applications.holds-from')}
            value={props.today}
            required
          />
        ) : (
          <input type="hidden" name="on" value={props.today} />
        )}
        <TextArea reader={reader} draft={draft} name="why" label={reader.t('web.reason')} rows={3} required />
      </Form>
    </StandFrame>
  )
}
