import type { Language } from '#kernel/language.ts'
import { Refusal } from '#kernel/refusal.ts'
import { brokenPromise, type Db, transact } from '#platform/database.ts'
import { send } from '#platform/mail.ts'
import { addressChangedLetter, addressLetter, knownAddressLetter } from '../letters/account.ts'
import { LINK_HOURS } from '../words.ts'
import { recordWayIn } from './accounts.ts'
import { hashOf, newToken } from './invite.ts'

/**
 * Ask for an account to be known by another address: a letter goes there, and nothing changes before its link has been opened.
 * Who: the person, by password. Holds: one change waits at a time; whether the address has an account is told to its owner alone.
 * Follows: nothing yet.
 */
export async function askForAddress(
  db: Db,
  order: { personId: string; email: string; language: Language; publicUrl: string; now: Date },
): Promise<void> {
  const { personId, language, publicUrl } = order
  const email = order.email.toLowerCase()
  await transact(db, async (tx) => {
    const known = await tx.selectFrom('people.users').select('id').where('email', '=', email).executeTakeFirst()
    if (known?.id === personId) throw new Refusal('invalid', 'people.same-address', {}, 'email')
    if (known) {
      await send(tx, { to: email, language, ...knownAddressLetter(language, `${publicUrl}/${language}/forgot`) })
      return
    }
    const token = newToken()
    const expiresAt = new Date(order.now.getTime() + LINK_HOURS * 3_600_000)
    const row = { tokenHash: hashOf(token), email, expiresAt }
    await tx
      .insertInto('people.addressChanges')
      .values({ personId, ...row })
      .onConflict((conflict) => conflict.column('personId').doUpdateSet(row))
      .execute()
    await send(tx, { to: email, language, ...addressLetter(language, `${publicUrl}/${language}/address/${token}`) })
  })
}

/**
 * Let the new address hold; the old one hears of it.
 * Who: whoever opens the letter's link. Holds: once, in time; one account per address. Follows: `person.way-in-changed`.
 */
export async function takeAddress(db: Db, order: { token: string; now: Date; language: Language }): Promise<void> {
  await transact(db, async (tx) => {
    const change = await tx
      .deleteFrom('people.addressChanges')
      .where('tokenHash', '=', hashOf(order.token))
      .returning(['personId', 'email', 'expiresAt'])
      .executeTakeFirst()
    if (!change || change.expiresAt <= order.now) throw new Refusal('closed', 'people.link-over')
    const { email: old } = await tx
      .selectFrom('people.users')
      .select('email')
      .where('id', '=', change.personId)
      .forUpdate()
      .executeTakeFirstOrThrow()
    await tx
      .updateTable('people.users')
      .set({ email: change.email, emailVerified: true, updatedAt: order.now })
      .where('id', '=', change.personId)
      .execute()
      .catch((error) => {
        if (brokenPromise(error) === 'one_account_per_address')
          throw new Refusal('conflict', 'people.address-taken-meanwhile')
        throw error
      })
    await send(tx, { to: old, language: order.language, ...addressChangedLetter(order.language) })
    await recordWayIn(tx, change.personId, 'address')
  })
}
