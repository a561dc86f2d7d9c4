import { endHolding, findLiveHolding } from '#expo/exhibition/booths/index.ts'
import type { Actor } from '#kernel/actor.ts'
import { type Day, plusDays } from '#kernel/day.ts'
import { Refusal } from '#kernel/refusal.ts'
import { type Db, type Tx, transact } from '#platform/database.ts'
import { record } from '#platform/journal.ts'
import { type Account, listInvoices, listUnpaid, lockAccount } from '../queries/accounts.ts'
import { findSignedContract } from '../queries/contracts.ts'
import { booksOf, findOpenStatement } from '../queries/statements.ts'
import { mayRelease, reminderDue, type Unpaid } from '../rules/account.ts'
import type { Terms } from '../rules/tariff.ts'
import { getStand } from '../stand.ts'
import { tellReleased, tellReminder } from '../telling.ts'
import { closeStand } from './statement.ts'

interface Order {
  accountId: string
  today: Day
  publicUrl: string
  by: Actor
}

/**
 * Remind a stand of its oldest unpaid invoice, if a reminder is due. Of several that were missed only the last goes.
 * Who: a job that looks every day. Holds: each level once for each invoice. Follows: `fee.reminded`, with a letter.
 */
export async function remind(db: Db, order: Order): Promise<boolean> {
  const { accountId, today, publicUrl, by } = order
  return transact(db, async (tx) => {
    const account = await lockAccount(tx, accountId)
    const due = await dueOf(tx, account)
    if (!due) return false
    const { oldest, terms } = due
    const level = reminderDue(terms, oldest.dueOn, today)
    if (level === 0 || level <= (await lastLevel(tx, oldest.id))) return false
    await tx.insertInto('fees.reminders').values({ invoiceId: oldest.id, level, sentOn: today }).execute()
    await record(tx, { what: 'fee.reminded', about: account.id, by, details: { invoice: oldest.id, level } })
    const invoice = (await listInvoices(tx, account.id)).find((one) => one.id === oldest.id)
    if (!invoice) return false
    const tone = today < oldest.dueOn ? 'early' : level === terms.reminders.length ? 'last' : 'usual'
    const release = plusDays(oldest.dueOn, terms.releaseDays)
    const about = {
      stand: await getStand(tx, account.id),
      account,
      invoice,
      open: oldest.open,
      tone,
      release,
      publicUrl,
    } as const
    await tellReminder(tx, about)
    return true
  })
}

async function dueOf(tx: Tx, account: Account): Promise<{ oldest: Unpaid; terms: Terms } | null> {
  const [oldest] = await listUnpaid(tx, account)
  const opened = await findOpenStatement(tx, account.id)
  if (!oldest || !opened) return null
  return { oldest, terms: (await booksOf(tx, opened)).tariff.data.terms }
}

async function lastLevel(tx: Tx, invoiceId: string): Promise<number> {
  const row = await tx
    .selectFrom('fees.reminders')
    .select((select) => select.fn.max('level').as('level'))
    .where('invoiceId', '=', invoiceId)
    .executeTakeFirst()
  return row?.level ?? 0
}

/**
 * Give up the stand of whoever has not paid: its booth is free for others, its contract ends by the tiers of its tariff.
 * Who: staff, one by one or those they tick. Holds: only when the last day has passed and something is still unpaid. Follows:
 * `stand.released`; the booth's holding ends, support returns, a letter.
 */
export async function releaseStand(db: Db, order: Order & { why: string }): Promise<void> {
  const { accountId, today, why, publicUrl, by } = order
  await transact(db, async (tx) => {
    const account = await lockAccount(tx, accountId)
    const due = await dueOf(tx, account)
    if (!due || account.releasedOn) throw new Refusal('conflict', 'fees.nothing-unpaid')
    const { oldest, terms } = due
    if (!mayRelease(terms, oldest.dueOn, today))
      throw new Refusal('conflict', 'fees.too-early-to-release', { day: plusDays(oldest.dueOn, terms.releaseDays) })
    const stand = await getStand(tx, account.id)
    await tx.updateTable('fees.accounts').set({ releasedOn: today }).where('applicationId', '=', account.id).execute()
    const details = { editionId: account.editionId, invoice: oldest.id, days: terms.releaseDays }
    await record(tx, { what: 'stand.released', about: account.id, by, why, details })
    const holding = await findLiveHolding(tx, account.id)
    if (holding) await endHolding(tx, { holdingId: holding.id, why, today, by })
    if (await findSignedContract(tx, account.id)) await tellReleased(tx, { stand, account, why, publicUrl })
    await closeStand(tx, { applicationId: account.id, on: today, today, publicUrl, why, by })
  })
}
