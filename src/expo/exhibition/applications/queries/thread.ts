import { Refusal } from '#kernel/refusal.ts'
import type { Db } from '#platform/database.ts'
import type { DocumentKind, MessageKind, Side } from '../words.ts'

export interface Document {
  id: string
  applicationId: string
  /** The message that it came with; null for one of the application itself. */
  messageId: string | null
  kind: DocumentKind
  digest: string
  fileName: string
  mediaType: string
  sizeBytes: number
  addedAt: Date
}

const selectDocument = (db: Db) =>
  db
    .selectFrom('applications.documents')
    .select(['id', 'applicationId', 'messageId', 'kind', 'digest', 'fileName', 'mediaType', 'sizeBytes', 'addedAt'])

/** The documents of an application, oldest first; those that came with messages too. */
export const listDocuments = (db: Db, applicationId: string): Promise<Document[]> =>
  selectDocument(db).where('applicationId', '=', applicationId).orderBy('id').execute()

export async function getDocument(db: Db, applicationId: string, id: string): Promise<Document> {
  const document = await selectDocument(db)
    .where('id', '=', id)
    .where('applicationId', '=', applicationId)
    .executeTakeFirst()
  if (!document) throw new Refusal('missing', 'applications.no-such-document')
  return document
}

export interface Message {
  id: string
  side: Side
  kind: MessageKind
  author: string
  body: string
  writtenAt: Date
  /** When somebody of the other side first saw it. */
  seenAt: Date | null
}

/** The thread of an application, oldest first. Staff's notes are for staff alone. */
export const listMessages = (db: Db, applicationId: string, side: Side): Promise<Message[]> =>
  db
    .selectFrom('applications.messages')
    .select(['id', 'side', 'kind', 'author', 'body', 'writtenAt', 'seenAt'])
    .where('applicationId', '=', applicationId)
    .$if(side === 'applicant', (query) => query.where('kind', '!=', 'note'))
    .orderBy('id')
    .execute()
