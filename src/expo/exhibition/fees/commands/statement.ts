import { getEditionById } from '#expo/ground/editions/index.ts'
import { type Actor, signature } from '#kernel/actor.ts'
import type { Day } from '#kernel/day.ts'
import { Refusal } from '#kernel/refusal.ts'
import { type Db, newId, type Tx, transact } from '#platform/database.ts'
import { record } from '#platform/journal.ts'
import { canonical, digestOf } from '../digest.ts'
import { type Account, findAccount, lockAccount } from '../queries/accounts.ts'
import { findContract, listContracts } from '../queries/contracts.ts'
import { findRulebookOn } from '../queries/rulebooks.ts'
import { type Books, booksOf, findOpenStatement, getStatement, type Opened } from '../queries/statements.ts'
import { changesContract } from '../rules/contract.ts'
import { reckon } from '../rules/reckon.ts'
import type { Grant, StandFacts, SupportRules } from '../rules/tariff.ts'
import { getStand, type Stand } from '../stand.ts'
import { tellClosed } from '../telling.ts'
import { METHOD } from '../words.ts'
import { openAccount } from './account.ts'
import { endContract, offerContract } from './contract.ts'
import { invoiceDue } from './invoice.ts'
import { creditSubsidy } from './pay.ts'
import { returnSupport, settleGrants } from './support.ts'

interface Order {
  applicationId: string
  today: Day
  publicUrl: string
  why?: string | undefined
  by: Actor
}

const NO_RULES: SupportRules = { measures: [] }

/**
 * Open the statement of a stand whose booth was accepted, or open it anew where its facts have changed. It keeps the tariff and the rules
 * that it was first reckoned by, unless staff ask for the newest. The same facts give the same statement, and then nothing is done.
 * Who: a reaction to the accepted booth, staff with a reason. Holds: one open statement per stand; support within its budgets.
 * Follows: `statement.opened`, a contract to sign.
 */
export async function openStatement(db: Db, order: Order & { newest?: boolean }): Promise<Opened> {
  const { applicationId, today, publicUrl, by, why = '' } = order
  return transact(db, async (tx) => {
    const stand = await getStand(tx, applicationId)
    const { facts } = stand
    if (facts?.basis !== 'holding' || stand.state !== 'accepted') throw new Refusal('conflict', 'fees.no-booth-yet')
    const edition = await getEditionById(tx, stand.editionId)
    const standing = await findOpenStatement(tx, applicationId)
    const { currency } = (await booksFor(tx, { stand, earlier: standing, today })).tariff.data
    const account = await openAccount(tx, { stand, edition, currency, by })
    // Under the account's lock: another may have opened it meanwhile.
    const earlier = await findOpenStatement(tx, applicationId)
    const books = await booksFor(tx, { stand, earlier: order.newest ? null : earlier, today })
    if (books.tariff.data.currency !== account.invoiced.currency)
      throw new Refusal('conflict', 'fees.other-currency', { currency: account.invoiced.currency })
    const rules = books.support?.data ?? NO_RULES
    const askedAt = stand.submittedAt ?? new Date()
    const grants = await settleGrants(tx, { account, facts, tariff: books.tariff.data, rules, askedAt, today, by })
    const opened = await write(tx, { account, earlier, facts, grants, books, today, why, by })
    if (opened.id === earlier?.id) return earlier
    const contract = await findContract(tx, applicationId)
    const before = contract && (await getStatement(tx, contract.statementId))
    if (!before || changesContract(before, opened))
      await offerContract(tx, { account, stand, opened, books, today, publicUrl, by })
    return opened
  })
}

async function booksFor(
  tx: Tx,
  { stand, earlier, today }: { stand: Stand; earlier: Opened | null; today: Day },
): Promise<Books> {
  if (earlier) return booksOf(tx, earlier)
  const tariff = await findRulebookOn(tx, stand.editionId, 'tariff', today)
  if (!tariff) throw new Refusal('conflict', 'fees.no-tariff')
  return { tariff, support: await findRulebookOn(tx, stand.editionId, 'support', today) }
}

interface Writing {
  account: Account
  earlier: Opened | null
  facts: StandFacts
  grants: Grant[]
  books: Books
  today: Day
  why: string
  by: Actor
}

/** Reckons and keeps a statement; where the earlier one says the same, that one stays. */
async function write(tx: Tx, writing: Writing): Promise<Opened> {
  const { account, earlier, facts, grants, books, today, why, by } = writing
  const { tariff, support } = books
  const rules = support?.data ?? NO_RULES
  const result = reckon(facts, tariff.data, rules, grants)
  const digest = digestOf({ method: METHOD, facts, grants, tariff: tariff.data, rules, result })
  if (earlier?.digest === digest) return earlier
  if (earlier)
    await tx.updateTable('fees.statements').set({ state: 'superseded' }).where('id', '=', earlier.id).execute()
  const { net, tax, total, due } = result
  const id = newId()
  const number = (earlier?.number ?? 0) + 1
  const { editionId, constructed } = account
  await tx
    .insertInto('fees.statements')
    .values({
      id,
      editionId,
      applicationId: account.id,
      number,
      tariffId: tariff.id,
      supportId: support?.id ?? null,
      facts: canonical(facts),
      grants: canonical(grants),
      result: canonical(result),
      method: METHOD,
      digest,
      currency: total.currency,
      netMinor: net.minor,
      taxMinor: tax.minor,
      totalMinor: total.minor,
      dueMinor: due.minor,
      openedOn: today,
      openedBy: signature(by),
      why,
      constructed,
    })
    .execute()
  const details = { editionId, number, statement: id, tariff: tariff.number, digest }
  await record(tx, { what: 'statement.opened', about: account.id, by, why, details })
  return {
    id,
    accountId: account.id,
    editionId,
    number,
    state: 'open',
    tariffId: tariff.id,
    supportId: support?.id ?? null,
    facts,
    grants,
    result,
    method: METHOD,
    digest,
    openedOn: today,
    why,
    constructed,
  }
}

/**
 * Set support aside for an accepted application before it has a booth, by what it wishes: whoever is accepted first is not left with
 * nothing because its booth was found last.
 * Who: a reaction to the accepted application. Holds: as opening a statement. Follows: `support.reserved`.
 */
export async function reserveSupport(db: Db, order: Omit<Order, 'publicUrl'>): Promise<void> {
  const { applicationId, today, by } = order
  await transact(db, async (tx) => {
    const stand = await getStand(tx, applicationId)
    if (stand.state !== 'accepted' || stand.facts === null) return
    const edition = await getEditionById(tx, stand.editionId)
    const [tariff, support] = await Promise.all([
      findRulebookOn(tx, edition.id, 'tariff', today),
      findRulebookOn(tx, edition.id, 'support', today),
    ])
    if (!tariff || !support) return
    const account = await openAccount(tx, { stand, edition, currency: tariff.data.currency, by })
    if (await findOpenStatement(tx, applicationId)) return
    const askedAt = stand.submittedAt ?? new Date()
    await settleGrants(tx, {
      account,
      facts: stand.facts,
      tariff: tariff.data,
      rules: support.data,
      askedAt,
      today,
      by,
    })
  })
}

/**
 * Close what is owed for a stand that was withdrawn from, or released as it was not paid for: by the tiers of its tariff where its contract
 * was ever signed, else for nothing. Support goes back to those who wait for it.
 * Who: a reaction to the withdrawal, the release. Holds: once. Follows: a credit note or what is still owed, `support.returned`, a letter.
 */
export async function closeStand(db: Db, order: Order & { on: Day }): Promise<void> {
  const { applicationId, on, today, publicUrl, by, why = '' } = order
  await transact(db, async (tx) => {
    if (!(await findAccount(tx, applicationId))) return
    const account = await lockAccount(tx, applicationId)
    const earlier = await findOpenStatement(tx, applicationId)
    if (earlier?.facts.withdrawnOn) return
    const contracts = await listContracts(tx, applicationId)
    const signed = contracts.find((one) => one.signedOn !== null)
    await endContract(tx, { account, today, by })
    if (!earlier || !signed?.signedOn) {
      if (earlier) await voidStatement(tx, { account, opened: earlier, by })
      return returnSupport(tx, { account, today, why, by })
    }
    const [stand, books] = await Promise.all([getStand(tx, applicationId), booksOf(tx, earlier)])
    const facts = { ...earlier.facts, withdrawnOn: on }
    const opened = await write(tx, { account, earlier, facts, grants: earlier.grants, books, today, why, by })
    await returnSupport(tx, { account, today, why, by })
    await creditSubsidy(tx, { account, opened, today, by })
    await invoiceDue(tx, { account, stand, opened, books, today, publicUrl, by, signedOn: signed.signedOn, all: true })
    await tellClosed(tx, { stand, account, opened, publicUrl })
  })
}

async function voidStatement(
  tx: Tx,
  { account, opened, by }: { account: Account; opened: Opened; by: Actor },
): Promise<void> {
  await tx.updateTable('fees.statements').set({ state: 'void' }).where('id', '=', opened.id).execute()
  const details = { editionId: account.editionId, statement: opened.id }
  await record(tx, { what: 'statement.voided', about: account.id, by, details })
}
