import { type Draft, emptyDraft } from '#web/door.ts'
import { Choice, FileField, Form } from '#web/fields.tsx'
import { Head, Page, Trail } from '#web/page.tsx'
import type { Reader } from '#web/reader.ts'
import type { Company } from '../queries/companies.ts'
import type { Document } from '../queries/documents.ts'
import { DOCUMENT_KINDS, LARGEST_DOCUMENT } from '../words.ts'
import { deskAddress, fileAddress, kilobytes, sayVerdict, VerdictTag } from './parts.tsx'

/** Every document of a company with what was decided about it, and what that means. */
export function DocumentList(props: {
  reader: Reader
  documents: Document[]
  /** Staff find the way to decide. */
  judge: boolean
  /** The deed that takes a waiting document back, for those who may. */
  takeBack: string | null
}) {
  const { reader, documents, takeBack } = props
  if (documents.length === 0) return <p class="soft">{reader.t('companies.no-documents')}</p>
  return (
    <ul class="plain windows">
      {documents.map((document) => (
        <li>
          <strong>{reader.t(`companies.document-kinds.${document.kind}`)}</strong>{' '}
          <VerdictTag reader={reader} verdict={document.verdict} />
          <p class="why">
            {sayVerdict(reader, document)} <FileLink reader={reader} document={document} />
          </p>
          {document.why ? (
            <p>
              <q dir="auto">{document.why}</q>
            </p>
          ) : null}
          {props.judge ? (
            <p>
              <a href={reader.at(`/staff/companies/documents/${document.id}`)}>
                {reader.t('companies.look-at-document')}
              </a>
            </p>
          ) : null}
          {takeBack && document.verdict === 'waiting' ? (
            <Form
              reader={reader}
              draft={emptyDraft}
              action={takeBack}
              submit={reader.t('companies.take-back')}
              tone="plain"
            >
              <input type="hidden" name="id" value={document.id} />
            </Form>
          ) : null}
        </li>
      ))}
    </ul>
  )
}

/** The way to a document's file, with its name and weight; a constructed one has none. */
export function FileLink({ reader, document }: { reader: Reader; document: Document }) {
  if (document.digest === null) return <span>{reader.t('companies.no-file')}</span>
  return (
    <a href={reader.at(fileAddress(document))} download>
      <bdi>{document.fileName}</bdi> ({kilobytes(reader, document.sizeBytes)})
    </a>
  )
}

export function SendDocumentPage(props: { reader: Reader; draft: Draft; company: Company; kind: string }) {
  const { reader, draft, company } = props
  const desk = reader.at(deskAddress(company))
  const max = LARGEST_DOCUMENT / 1024 / 1024
  return (
    <Page reader={reader} title={reader.t('companies.send-document')}>
      <Trail reader={reader} steps={[{ href: desk, label: reader.words(company.names).text }]} />
      <Head title={reader.t('companies.send-document')} lede={reader.t('companies.send-document-lede')} />
      <Form
        reader={reader}
        draft={draft}
        action={`${desk}/documents`}
        submit={reader.t('companies.send')}
        back={desk}
        upload
      >
        <Choice
          reader={reader}
          draft={draft}
          name="kind"
          label={reader.t('companies.document-kind')}
          hint={reader.t('companies.document-kind-hint')}
          value={props.kind}
          options={DOCUMENT_KINDS.map((kind) => ({ value: kind, label: reader.t(`companies.document-kinds.${kind}`) }))}
          required
        />
        <FileField
          reader={reader}
          draft={draft}
          name="document"
          label={reader.t('companies.file')}
          hint={reader.t('companies.file-hint', { max })}
          accept="application/pdf,image/jpeg,image/png,image/webp"
          required
        />
      </Form>
    </Page>
  )
}
