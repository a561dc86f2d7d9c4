import type { Actor } from '#kernel/actor.ts'
import { Refusal } from '#kernel/refusal.ts'
import { insist } from '#kernel/verdict.ts'
import { type Db, newId, transact } from '#platform/database.ts'
import { checkDocument, DOCUMENT_TYPES, MEDIA_TYPE } from '#platform/documents.ts'
import type { Files } from '#platform/files.ts'
import { record } from '#platform/journal.ts'
import { lockCompany } from '../queries/companies.ts'
import { listDocuments, lockDocument } from '../queries/documents.ts'
import { fileNameOf, mayChange, maySendDocument } from '../rules.ts'
import { type DocumentKind, LARGEST_DOCUMENT } from '../words.ts'

/**
 * Send a document in; staff will look at it. The same file sent twice is there once.
 * Who: those who act for the company. Holds: it is what it says, by its content; so many at once. Follows: `company.document-sent`.
 */
export async function sendDocument(
  db: Db,
  files: Files,
  order: { companyId: string; kind: DocumentKind; fileName: string; bytes: Uint8Array; now: Date; by: Actor },
): Promise<{ id: string }> {
  const { companyId, kind, bytes, now, by } = order
  const checked = checkDocument(bytes, { types: DOCUMENT_TYPES, maxBytes: LARGEST_DOCUMENT })
  if (!checked.ok) throw new Refusal('invalid', `web.${checked.reason}`, checked.details, 'document')
  const { digest, size } = await files.keep(bytes)
  return transact(db, async (tx) => {
    const company = await lockCompany(tx, companyId)
    insist('companies', mayChange(company))
    const kept = (await listDocuments(tx, companyId)).filter((one) => ['waiting', 'accepted'].includes(one.verdict))
    const same = kept.find((one) => one.kind === kind && one.digest === digest)
    if (same) return { id: same.id }
    insist('companies', maySendDocument(kept.length))
    const id = newId()
    const file = { digest, fileName: fileNameOf(order.fileName), mediaType: MEDIA_TYPE[checked.type], sizeBytes: size }
    await tx
      .insertInto('companies.documents')
      .values({ id, companyId, kind, ...file, sentAt: now })
      .execute()
    await record(tx, { what: 'company.document-sent', about: companyId, by, details: { document: id, kind } })
    return { id }
  })
}

/**
 * Take a document back that nobody has judged: the wrong file, one page too many. Nobody can open it any more.
 * Who: those who act for the company. Holds: what was judged stays. Follows: `company.document-taken-back`.
 */
export async function takeBackDocument(
  db: Db,
  order: { companyId: string; documentId: string; by: Actor },
): Promise<void> {
  const { companyId, documentId, by } = order
  await transact(db, async (tx) => {
    const document = await lockDocument(tx, documentId)
    if (document.companyId !== companyId) throw new Refusal('missing', 'companies.no-such-document')
    if (document.verdict !== 'waiting')
      throw new Refusal('conflict', 'companies.judged-already', { verdict: document.verdict })
    await tx.deleteFrom('companies.documents').where('id', '=', documentId).execute()
    const details = { document: documentId, kind: document.kind }
    await record(tx, { what: 'company.document-taken-back', about: companyId, by, details })
  })
}
