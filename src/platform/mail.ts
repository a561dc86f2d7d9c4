import type { Generated } from 'kysely'
import { sql } from 'kysely'
import { createTransport } from 'nodemailer'
import { type Db, newId, type Tx } from './database.ts'
import type { Job } from './jobs.ts'

declare module './database.ts' {
  interface Tables {
    'platform.mails': {
      id: string
      recipient: string
      subject: string
      body: string
      language: string
      writtenAt: Generated<Date>
      sentAt: Date | null
      attempts: Generated<number>
    }
  }
}

export interface Letter {
  to: string
  subject: string
  body: string
  language: string
}

/** Writes a letter into the outbox, in the transaction of what it tells of; a job takes it to the post. */
export async function send(tx: Tx, letter: Letter): Promise<void> {
  const id = newId()
  const { to: recipient, subject, body, language } = letter
  await tx.insertInto('platform.mails').values({ id, recipient, subject, body, language, sentAt: null }).execute()
  await sql`select graphile_worker.add_job('post', ${JSON.stringify({ id })}::json)`.execute(tx)
}

export interface StoredLetter extends Letter {
  id: string
  writtenAt: Date
  sentAt: Date | null
}

/** The letters of the outbox, the newest first, in keyset pages; by words of the recipient's address or of the subject. */
export async function listLetters(
  db: Db,
  { words = '', before = '', limit = 100 }: { words?: string; before?: string; limit?: number } = {},
): Promise<StoredLetter[]> {
  const pattern = `%${words.replace(/[\\%_]/g, '\\$&')}%`
  const rows = await db
    .selectFrom('platform.mails')
    .selectAll()
    .$if(before !== '', (query) => query.where('id', '<', before))
    .$if(words !== '', (query) =>
      query.where((where) => where.or([where('recipient', 'ilike', pattern), where('subject', 'ilike', pattern)])),
    )
    .orderBy('id', 'desc')
    .limit(limit)
    .execute()
  return rows.map(({ recipient, attempts: _, ...mail }) => ({ ...mail, to: recipient }))
}

/** The post: delivers by SMTP where it is set, else leaves letters in the outbox; clears out what is thirty days old. */
export function post(db: Db, { smtpUrl, from }: { smtpUrl: string | undefined; from: string }): Job[] {
  const transport = smtpUrl ? createTransport(smtpUrl) : undefined
  return [
    {
      name: 'post',
      async work(payload) {
        if (!transport) return
        const { id } = payload as { id: string }
        const mail = await db.selectFrom('platform.mails').selectAll().where('id', '=', id).executeTakeFirst()
        if (!mail || mail.sentAt) return
        await db
          .updateTable('platform.mails')
          .set({ attempts: mail.attempts + 1 })
          .where('id', '=', id)
          .execute()
        // The message id makes a repeated delivery after a crash recognisable as the same letter.
        await transport.sendMail({
          from,
          to: mail.recipient,
          subject: mail.subject,
          text: mail.body,
          messageId: `<${id}@rialto>`,
        })
        await db.updateTable('platform.mails').set({ sentAt: new Date() }).where('id', '=', id).execute()
      },
    },
    {
      name: 'clear-outbox',
      every: '17 3 * * *',
      async work() {
        await sql`delete from platform.mails where written_at < now() - interval '30 days'`.execute(db)
      },
    },
  ]
}

/** Why no letter can leave by this address, if none can: connects and signs in, and sends nothing. */
export async function canSend(smtpUrl: string): Promise<string | null> {
  const patience = { connectionTimeout: 5_000, greetingTimeout: 5_000, socketTimeout: 5_000 }
  const transport = createTransport({ url: smtpUrl, ...patience } as Parameters<typeof createTransport>[0])
  try {
    await transport.verify()
    return null
  } catch (error) {
    const { code = 'no answer' } = error as { code?: string }
    return `The mail server does not let us in (${code}).`
  } finally {
    transport.close()
  }
}
