import { fileNameOf } from '#expo/ground/companies/rules.ts'
import { type Actor, signature } from '#kernel/actor.ts'
import { Refusal } from '#kernel/refusal.ts'
import { insist } from '#kernel/verdict.ts'
import { type Db, newId, type Tx, transact } from '#platform/database.ts'
import { checkDocument, DOCUMENT_TYPES, MEDIA_TYPE } from '#platform/documents.ts'
import type { Files } from '#platform/files.ts'
import { record } from '#platform/journal.ts'
import { lockApplication } from '../queries/applications.ts'
import { listDocuments } from '../queries/thread.ts'
import { mayAddDocument, mayWrite } from '../rules.ts'
import { type DocumentKind, LARGEST_DOCUMENT } from '../words.ts'
import { written } from './write.ts'

/** A file as it was sent. */
export interface Sent {
  fileName: string
  bytes: Uint8Array
}

/** A file that was looked into and is kept. */
export interface Kept {
  digest: string
  fileName: string
  mediaType: string
  sizeBytes: number
}

/** Looks into a file by its content and keeps it, before any row names it; refuses it beside its field. */
export async function keepFile(files: Files, { fileName, bytes }: Sent, field: string): Promise<Kept> {
  const checked = checkDocument(bytes, { types: DOCUMENT_TYPES, maxBytes: LARGEST_DOCUMENT })
  if (!checked.ok) throw new Refusal('invalid', `web.${checked.reason}`, checked.details, field)
  const { digest, size } = await files.keep(bytes)
  return { digest, fileName: fileNameOf(fileName), mediaType: MEDIA_TYPE[checked.type], sizeBytes: size }
}

/** Puts a kept file among an application's documents. */
export async function fileIn(
  tx: Tx,
  order: { applicationId: string; messageId: string | null; kind: DocumentKind; kept: Kept; now: Date; by: Actor },
): Promise<string> {
  const { applicationId, messageId, kind, kept, now, by } = order
  insist('applications', mayAddDocument((await listDocuments(tx, applicationId)).length))
  const id = newId()
  await tx
    .insertInto('applications.documents')
    .values({ id, applicationId, messageId, kind, ...kept, addedBy: signature(by), addedAt: now })
    .execute()
  await record(tx, { what: 'application.document-added', about: applicationId, by, details: { document: id, kind } })
  return id
}

/**
 * Add a document to an application. The same file twice is there once.
 * Who: those who act for the company. Holds: it is what it says, by its content; so many at most. Follows: `application.document-added`.
 */
export async function addDocument(
  db: Db,
  files: Files,
  order: { applicationId: string; kind: DocumentKind; file: Sent; now: Date; by: Actor },
): Promise<void> {
  const { kind, now, by } = order
  const kept = await keepFile(files, order.file, 'document')
  await transact(db, async (tx) => {
    const application = await lockApplication(tx, order.applicationId)
    insist('applications', mayWrite(application.state, 'documents'))
    const there = await listDocuments(tx, application.id)
    if (there.some((one) => one.digest === kept.digest && one.kind === kind)) return
    await fileIn(tx, { applicationId: application.id, messageId: null, kind, kept, now, by })
    await written(tx, application, { part: 'documents', now, by })
  })
}

/**
 * Take a document out of an application again.
 * Who: those who act for the company. Holds: what came with a message stays with it. Follows: `application.document-removed`.
 */
export async function removeDocument(
  db: Db,
  order: { applicationId: string; documentId: string; now: Date; by: Actor },
): Promise<void> {
  const { now, by } = order
  await transact(db, async (tx) => {
    const application = await lockApplication(tx, order.applicationId)
    insist('applications', mayWrite(application.state, 'documents'))
    const document = (await listDocuments(tx, application.id)).find((one) => one.id === order.documentId)
    if (!document || document.messageId !== null) throw new Refusal('missing', 'applications.no-such-document')
    await tx.deleteFrom('applications.documents').where('id', '=', document.id).execute()
    const details = { document: document.id, kind: document.kind }
    await record(tx, { what: 'application.document-removed', about: application.id, by, details })
    await written(tx, application, { part: 'documents', now, by })
  })
}
