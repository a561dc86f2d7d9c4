import { type Actor, signature } from '#kernel/actor.ts'
import { Refusal } from '#kernel/refusal.ts'
import { type Db, newId, type Tx, transact } from '#platform/database.ts'
import type { Files } from '#platform/files.ts'
import { record } from '#platform/journal.ts'
import { type Application, lockApplication } from '../queries/applications.ts'
import type { MessageKind, Side } from '../words.ts'
import { fileIn, keepFile, type Sent } from './documents.ts'

interface Word {
  applicationId: string
  body: string
  file: Sent | null
  now: Date
  by: Actor
}

/** Tells the other side by letter, in the same transaction. */
type TellWord = (tx: Tx, application: Application, body: string) => Promise<void>

/**
 * Ask the applicant something, write to it, or note something for staff alone.
 * Who: staff of the edition. Holds: a question stands open until it is answered or closed; it blocks nothing.
 * Follows: `application.asked`, `.written-to` or `.noted`; a letter, unless it is a note.
 */
export async function writeAsStaff(
  db: Db,
  files: Files,
  order: Word & { kind: Exclude<MessageKind, 'answer'> },
  tell: TellWord,
): Promise<void> {
  const { kind, now, by } = order
  await saying(db, files, order, async (tx, application) => {
    const message = await insertMessage(tx, application, { ...order, side: 'staff', kind })
    if (kind === 'question')
      await tx
        .updateTable('applications.applications')
        .set({ askedSince: application.askedSince ?? now })
        .where('id', '=', application.id)
        .execute()
    const about = application.id
    if (kind === 'question') await record(tx, { what: 'application.asked', about, by, details: { message } })
    else if (kind === 'note') await record(tx, { what: 'application.noted', about, by, details: { message } })
    else await record(tx, { what: 'application.written-to', about, by, details: { message, side: 'staff' } })
    if (kind !== 'note') await tell(tx, application, order.body)
    return message
  })
}

/**
 * Answer what staff asked, or write to them.
 * Who: those who act for the company. Holds: what is written answers the open question. Follows: `application.answered` or `.written-to`.
 */
export async function writeAsApplicant(db: Db, files: Files, order: Word, tell: TellWord): Promise<void> {
  const { now, by } = order
  await saying(db, files, order, async (tx, application) => {
    const answers = application.askedSince !== null
    const message = await insertMessage(tx, application, {
      ...order,
      side: 'applicant',
      kind: answers ? 'answer' : 'message',
    })
    await tx
      .updateTable('applications.applications')
      .set({ askedSince: null, heardSince: application.heardSince ?? now })
      .where('id', '=', application.id)
      .execute()
    const about = application.id
    if (answers) await record(tx, { what: 'application.answered', about, by, details: { message } })
    else await record(tx, { what: 'application.written-to', about, by, details: { message, side: 'applicant' } })
    await tell(tx, application, order.body)
    return message
  })
}

/** Looks into the file first, so that nothing is said without it; then says it, with the file beside it. */
async function saying(
  db: Db,
  files: Files,
  { applicationId, file, now, by }: Word,
  say: (tx: Tx, application: Application) => Promise<string>,
): Promise<void> {
  const kept = file && (await keepFile(files, file, 'file'))
  await transact(db, async (tx) => {
    const application = await lockApplication(tx, applicationId)
    if (application.state === 'discarded') throw new Refusal('conflict', 'applications.written-no-more')
    const messageId = await say(tx, application)
    if (kept) await fileIn(tx, { applicationId, messageId, kind: 'other', kept, now, by })
  })
}

async function insertMessage(
  tx: Tx,
  { id: applicationId }: Application,
  { side, kind, body, now, by }: { side: Side; kind: MessageKind } & Word,
): Promise<string> {
  const id = newId()
  const author = signature(by)
  await tx
    .insertInto('applications.messages')
    .values({ id, applicationId, side, kind, author, body, writtenAt: now, seenAt: null })
    .execute()
  return id
}

/**
 * Close an open question that was settled otherwise.
 * Who: staff of the edition. Holds: closed once. Follows: `application.question-closed`.
 */
export async function closeQuestion(db: Db, order: { applicationId: string; by: Actor }): Promise<void> {
  await transact(db, async (tx) => {
    const { id, askedSince } = await lockApplication(tx, order.applicationId)
    if (askedSince === null) return
    await tx.updateTable('applications.applications').set({ askedSince: null }).where('id', '=', id).execute()
    await record(tx, { what: 'application.question-closed', about: id, by: order.by, details: {} })
  })
}

/** Marks what the other side wrote as seen: whoever reads the page has it before their eyes. No change of state, so not journalled. */
export async function seeMessages(
  db: Db,
  { applicationId, side, now }: { applicationId: string; side: Side; now: Date },
): Promise<void> {
  await db
    .updateTable('applications.messages')
    .set({ seenAt: now })
    .where('applicationId', '=', applicationId)
    .where('side', '!=', side)
    .where('kind', '!=', 'note')
    .where('seenAt', 'is', null)
    .execute()
  if (side === 'staff')
    await db
      .updateTable('applications.applications')
      .set({ heardSince: null })
      .where('id', '=', applicationId)
      .where('heardSince', 'is not', null)
      .execute()
}
