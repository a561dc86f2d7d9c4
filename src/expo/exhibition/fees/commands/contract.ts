import { type Actor, signature } from '#kernel/actor.ts'
import type { Day } from '#kernel/day.ts'
import { Refusal } from '#kernel/refusal.ts'
import { type Db, newId, type Tx, transact } from '#platform/database.ts'
import { checkDocument, DOCUMENT_TYPES, MEDIA_TYPE } from '#platform/documents.ts'
import type { Files } from '#platform/files.ts'
import { record } from '#platform/journal.ts'
import { contractPaper } from '../papers/contract.ts'
import { documentNumber } from '../papers/paper.ts'
import { type Account, lockAccount } from '../queries/accounts.ts'
import { type Contract, findContract, getPaper, listContracts, lockContract } from '../queries/contracts.ts'
import { type Books, booksOf, getStatement, type Opened } from '../queries/statements.ts'
import { mayBecome } from '../rules/contract.ts'
import { getStand, type Stand } from '../stand.ts'
import { tellContract, tellScanRefused } from '../telling.ts'
import { LARGEST_SCAN } from '../words.ts'
import { makingOf } from './account.ts'
import { makeOut } from './books.ts'
import { invoiceDue } from './invoice.ts'
import { creditSubsidy } from './pay.ts'
import { grantSupport } from './support.ts'

/**
 * Offer a contract for what a statement says. One that stands is superseded, signed or not: what it said is no longer so.
 * Who: whatever opened the statement. Holds: one standing contract per stand. Follows: `contract.offered`, with a letter.
 */
export async function offerContract(
  tx: Tx,
  order: { account: Account; stand: Stand; opened: Opened; books: Books; today: Day; publicUrl: string; by: Actor },
): Promise<void> {
  const { account, stand, opened, books, today, publicUrl, by } = order
  const earlier = await listContracts(tx, account.id)
  const standing = earlier.find((one) => ['offered', 'scan-sent', 'signed'].includes(one.state))
  if (standing) await step(tx, standing, { state: 'superseded' })
  const making = await makingOf(tx, { account, stand })
  const count = (earlier[0]?.number ?? 0) + 1
  const number = documentNumber(making.edition.code, 'C', account.number, count)
  const paper = contractPaper(making, { opened, books, number, on: today })
  const paperId = await makeOut(tx, { accountId: account.id, kind: 'contract', language: account.language, paper })
  const id = newId()
  await tx
    .insertInto('fees.contracts')
    .values({
      id,
      editionId: account.editionId,
      applicationId: account.id,
      statementId: opened.id,
      number: count,
      paperId,
      offeredOn: today,
      constructed: account.constructed,
      ...unsigned,
    })
    .execute()
  const details = { editionId: account.editionId, contract: id, number: count }
  await record(tx, { what: 'contract.offered', about: account.id, by, details })
  await tellContract(tx, { stand, account, opened, anew: count > 1, publicUrl })
}

const unsigned = {
  signedOn: null,
  signedAt: null,
  signedBy: null,
  signedDigest: null,
  signerName: null,
  signerFunction: null,
  scanDigest: null,
  scanName: null,
  scanMediaType: null,
  scanSizeBytes: null,
  scanSentAt: null,
  judgedBy: null,
  judgedAt: null,
} as const

/** Changes the contract under its lock and counts the version up. */
const step = (tx: Tx, contract: Contract, change: object): Promise<unknown> =>
  tx
    .updateTable('fees.contracts')
    .set({ ...change, version: contract.version + 1 })
    .where('id', '=', contract.id)
    .execute()

interface Deed {
  accountId: string
  version: number
  today: Day
  now: Date
  publicUrl: string
  by: Actor
}

/** Locks the account and its contract, and refuses a stale page and a step that does not follow. */
async function take(
  tx: Tx,
  deed: Deed,
  to: 'signed' | 'scan-sent' | 'offered',
): Promise<{ account: Account; contract: Contract }> {
  const account = await lockAccount(tx, deed.accountId)
  const contract = await lockContract(tx, deed.accountId)
  const verdict = mayBecome(contract.state, to)
  if (!verdict.ok) throw new Refusal('conflict', `fees.${verdict.reason}`, verdict.details)
  if (contract.version !== deed.version) throw new Refusal('conflict', 'web.stale')
  return { account, contract }
}

/**
 * Sign a contract by typing one's name and function under the digest of the document that one has read.
 * Who: whoever acts for the applicant. Holds: once, and only for the document that stands. Follows: `contract.signed`; what was set aside is
 * granted, what is due is invoiced.
 */
export async function signContract(
  db: Db,
  deed: Deed & { digest: string; name: string; capacity: string },
): Promise<void> {
  const { digest, name, capacity, by } = deed
  await transact(db, async (tx) => {
    const { account, contract } = await take(tx, deed, 'signed')
    const { digest: standing } = await getPaper(tx, contract.paperId)
    if (standing === null || standing !== digest) throw new Refusal('conflict', 'fees.another-document')
    await step(tx, contract, {
      state: 'signed',
      signedOn: deed.today,
      signedAt: deed.now,
      signedBy: signature(by),
      signedDigest: digest,
      signerName: name,
      signerFunction: capacity,
    })
    await signed(tx, { account, contract, deed, how: 'typed' })
  })
}

/** What follows a signature, in its transaction. */
async function signed(
  tx: Tx,
  { account, contract, deed, how }: { account: Account; contract: Contract; deed: Deed; how: 'typed' | 'stamped' },
): Promise<void> {
  const { today, publicUrl, by } = deed
  const { editionId } = account
  const details = { editionId, contract: contract.id, number: contract.number, on: today, how }
  await record(tx, { what: 'contract.signed', about: account.id, by, details })
  await grantSupport(tx, { account, by })
  const [stand, opened] = await Promise.all([getStand(tx, account.id), getStatement(tx, contract.statementId)])
  const books = await booksOf(tx, opened)
  await creditSubsidy(tx, { account, opened, today, by })
  await invoiceDue(tx, { account, stand, opened, books, today, publicUrl, by, signedOn: today })
}

/**
 * Send a contract back, signed and stamped on paper.
 * Who: whoever acts for the applicant. Holds: it is a document that can be opened without harm. Follows: `contract.scan-sent`.
 */
export async function sendScan(
  db: Db,
  files: Files,
  deed: Deed & { bytes: Uint8Array; fileName: string },
): Promise<void> {
  const { bytes, fileName, now, by } = deed
  const checked = checkDocument(bytes, { types: DOCUMENT_TYPES, maxBytes: LARGEST_SCAN })
  if (!checked.ok) throw new Refusal('invalid', `web.${checked.reason}`, checked.details, 'scan')
  const { digest, size } = await files.keep(bytes)
  await transact(db, async (tx) => {
    const { account, contract } = await take(tx, deed, 'scan-sent')
    await step(tx, contract, {
      state: 'scan-sent',
      scanDigest: digest,
      scanName: fileName,
      scanMediaType: MEDIA_TYPE[checked.type],
      scanSizeBytes: size,
      scanSentAt: now,
      refusedWhy: '',
    })
    await record(tx, { what: 'contract.scan-sent', about: account.id, by, details: { contract: contract.id, digest } })
  })
}

/**
 * Say whether a contract that was sent back stamped is signed as it should be.
 * Who: staff of the edition. Holds: a no says why. Follows: `contract.signed`, or `contract.scan-refused` with a letter.
 */
export async function judgeScan(db: Db, deed: Deed & { accepted: boolean; why: string }): Promise<void> {
  const { accepted, why, now, today, publicUrl, by } = deed
  await transact(db, async (tx) => {
    const { account, contract } = await take(tx, deed, accepted ? 'signed' : 'offered')
    if (contract.state !== 'scan-sent') throw new Refusal('conflict', 'fees.no-scan')
    const judged = { judgedBy: signature(by), judgedAt: now }
    if (accepted) {
      const paper = await getPaper(tx, contract.paperId)
      const sign = { signedOn: today, signedAt: now, signedBy: signature(by), signedDigest: paper.digest }
      await step(tx, contract, { state: 'signed', ...sign, ...judged })
      return signed(tx, { account, contract, deed, how: 'stamped' })
    }
    await step(tx, contract, { state: 'offered', refusedWhy: why, ...judged })
    await record(tx, { what: 'contract.scan-refused', about: account.id, by, why, details: { contract: contract.id } })
    await tellScanRefused(tx, { stand: await getStand(tx, account.id), account, why, publicUrl })
  })
}

/** Ends the contract that stands, where there is one: its stand was withdrawn from or released. */
export async function endContract(tx: Tx, order: { account: Account; today: Day; by: Actor }): Promise<void> {
  const { account, today, by } = order
  const standing = await findContract(tx, account.id)
  if (!standing) return
  await step(tx, standing, { state: 'ended' })
  await record(tx, { what: 'contract.ended', about: account.id, by, details: { contract: standing.id, on: today } })
}
