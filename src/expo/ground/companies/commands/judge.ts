import { type Actor, type Person, signature } from '#kernel/actor.ts'
import type { Day } from '#kernel/day.ts'
import { Refusal } from '#kernel/refusal.ts'
import { insist } from '#kernel/verdict.ts'
import { type Db, type Tx, transact } from '#platform/database.ts'
import { record } from '#platform/journal.ts'
import { isOwn } from '../permissions.ts'
import { type Document, lockDocument } from '../queries/documents.ts'
import { mayBecome, mayHold, mayJudge, mayWithdraw } from '../rules.ts'
import type { VerdictState } from '../words.ts'

/** What every deed on a document brings: which one, the page it was seen on, when, who. */
export interface Judgement {
  documentId: string
  version: number
  now: Date
  by: Actor
  why?: string | undefined
}

/** Tells the company's people, in the same transaction. */
type Tell = (tx: Tx, document: Document) => Promise<void>
const nobody: Tell = async () => {}

/** Locks the document, and refuses its company's own people, a step that does not follow and a stale page. */
async function take(tx: Tx, deed: Judgement, to: VerdictState): Promise<Document> {
  const document = await lockDocument(tx, deed.documentId)
  insist('companies', mayJudge({ actsForIt: isOwn(deed.by, document.companyId) }))
  insist('companies', mayBecome(document.verdict, to))
  if (document.version !== deed.version) throw new Refusal('conflict', 'web.stale')
  return document
}

type Columns = { why: string | null; fromDay?: Day | null; untilDay?: Day | null }
const step = (tx: Tx, document: Document, to: VerdictState, deed: Judgement, columns: Columns) =>
  tx
    .updateTable('companies.documents')
    .set({
      verdict: to,
      ...columns,
      judgedBy: to === 'waiting' ? null : signature(deed.by),
      judgedAt: to === 'waiting' ? null : deed.now,
      takenBy: null,
      takenAt: null,
      version: document.version + 1,
    })
    .where('id', '=', document.id)
    .execute()

/**
 * Accept a document: it proves what it says from this day on, until its own end if it has one.
 * Who: staff of any edition. Holds: of two clerks one decides. Follows: `company.document-accepted`.
 */
export async function acceptDocument(
  db: Db,
  deed: Judgement & { from: Day; until: Day | null; today: Day },
  tell: Tell = nobody,
): Promise<void> {
  const { from, until } = deed
  await transact(db, async (tx) => {
    const document = await take(tx, deed, 'accepted')
    insist('companies', mayHold({ from, until }, deed.today), 'invalid')
    await step(tx, document, 'accepted', deed, { why: null, fromDay: from, untilDay: until })
    const details = { document: document.id, kind: document.kind, from, until }
    await record(tx, { what: 'company.document-accepted', about: document.companyId, by: deed.by, details })
    await tell(tx, document)
  })
}

/**
 * Refuse a document, with the reason that the company reads.
 * Who: staff of any edition. Holds: of two clerks one decides. Follows: `company.document-refused`.
 */
export async function refuseDocument(db: Db, deed: Judgement & { why: string }, tell: Tell = nobody): Promise<void> {
  await transact(db, async (tx) => {
    const document = await take(tx, deed, 'refused')
    await step(tx, document, 'refused', deed, { why: deed.why })
    const details = { document: document.id, kind: document.kind }
    await record(tx, {
      what: 'company.document-refused',
      about: document.companyId,
      by: deed.by,
      why: deed.why,
      details,
    })
    await tell(tx, document)
  })
}

/**
 * Withdraw the acceptance of a document from a day on: it held until then, and figures of those days stand.
 * Who: staff of any edition; with a reason. Holds: on a day on which it held. Follows: `company.document-withdrawn`.
 */
export async function withdrawDocument(
  db: Db,
  deed: Judgement & { on: Day; today: Day; why: string },
  tell: Tell = nobody,
): Promise<void> {
  const { on, why, by } = deed
  await transact(db, async (tx) => {
    const document = await take(tx, deed, 'withdrawn')
    insist('companies', mayWithdraw({ from: document.from as Day, until: document.until }, on, deed.today), 'invalid')
    await step(tx, document, 'withdrawn', deed, { why, untilDay: on })
    const details = { document: document.id, kind: document.kind, until: on }
    await record(tx, { what: 'company.document-withdrawn', about: document.companyId, by, why, details })
    await tell(tx, document)
  })
}

/**
 * Look at a refused document again: it waits once more.
 * Who: staff of any edition; with a reason. Holds: the refusal stays in the journal. Follows: `company.document-reopened`.
 */
export async function reopenDocument(db: Db, deed: Judgement & { why: string }): Promise<void> {
  await transact(db, async (tx) => {
    const document = await take(tx, deed, 'waiting')
    await step(tx, document, 'waiting', deed, { why: null })
    const details = { document: document.id, kind: document.kind }
    await record(tx, {
      what: 'company.document-reopened',
      about: document.companyId,
      by: deed.by,
      why: deed.why,
      details,
    })
  })
}

/**
 * Say that one looks at a document, or no longer, so that two clerks do not read the same one. It binds nobody: the other may decide.
 * Who: staff of any edition. Holds: one at a time; whoever comes second sees who was first.
 * Follows: `company.document-taken` or `company.document-released`.
 */
export async function takeDocument(
  db: Db,
  order: { documentId: string; take: boolean; now: Date; by: Person },
): Promise<void> {
  const { by, now } = order
  await transact(db, async (tx) => {
    const document = await lockDocument(tx, order.documentId)
    if (document.verdict !== 'waiting')
      throw new Refusal('conflict', 'companies.judged-already', { verdict: document.verdict })
    if (order.take && document.takenBy && document.takenBy !== by.id) throw new Refusal('conflict', 'companies.taken')
    const taken = order.take ? { takenBy: by.id, takenAt: now } : { takenBy: null, takenAt: null }
    if (document.takenBy === taken.takenBy) return
    await tx.updateTable('companies.documents').set(taken).where('id', '=', document.id).execute()
    const details = { document: document.id, kind: document.kind }
    const what = order.take ? 'company.document-taken' : 'company.document-released'
    await record(tx, { what, about: document.companyId, by, details })
  })
}
