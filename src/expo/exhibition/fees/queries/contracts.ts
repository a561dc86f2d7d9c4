import type { Day } from '#kernel/day.ts'
import { Refusal } from '#kernel/refusal.ts'
import type { Db, Tx } from '#platform/database.ts'
import type { Paper } from '#platform/typeset/paper.ts'
import type { ContractState, PaperKind } from '../words.ts'

/** A contract for a stand: what was offered, and how it was signed. */
export interface Contract {
  id: string
  accountId: string
  editionId: string
  statementId: string
  number: number
  state: ContractState
  paperId: string
  offeredOn: Day
  signedOn: Day | null
  signedAt: Date | null
  signedDigest: string | null
  signer: { name: string; function: string } | null
  scan: { digest: string; name: string; mediaType: string; size: number; sentAt: Date } | null
  refusedWhy: string
  constructed: boolean
  version: number
}

const select = (db: Db) => db.selectFrom('fees.contracts').selectAll()
type Selected = Awaited<ReturnType<ReturnType<typeof select>['executeTakeFirstOrThrow']>>

const asContract = (row: Selected): Contract => ({
  id: row.id,
  accountId: row.applicationId,
  editionId: row.editionId,
  statementId: row.statementId,
  number: row.number,
  state: row.state,
  paperId: row.paperId,
  offeredOn: row.offeredOn,
  signedOn: row.signedOn,
  signedAt: row.signedAt,
  signedDigest: row.signedDigest,
  signer: row.signerName === null ? null : { name: row.signerName, function: row.signerFunction ?? '' },
  scan:
    row.scanDigest === null || row.scanSentAt === null
      ? null
      : {
          digest: row.scanDigest,
          name: row.scanName ?? '',
          mediaType: row.scanMediaType ?? '',
          size: row.scanSizeBytes ?? 0,
          sentAt: row.scanSentAt,
        },
  refusedWhy: row.refusedWhy,
  constructed: row.constructed,
  version: row.version,
})

/** The contract that stands: offered, waiting for a verdict, or signed. */
export async function findContract(db: Db, accountId: string): Promise<Contract | null> {
  const row = await select(db)
    .where('applicationId', '=', accountId)
    .where('state', 'in', ['offered', 'scan-sent', 'signed'])
    .executeTakeFirst()
  return row ? asContract(row) : null
}

/** Every contract of a stand, the newest first. */
export async function listContracts(db: Db, accountId: string): Promise<Contract[]> {
  const rows = await select(db).where('applicationId', '=', accountId).orderBy('number', 'desc').execute()
  return rows.map(asContract)
}

/** The contract that stands and is signed. */
export async function findSignedContract(db: Db, accountId: string): Promise<(Contract & { signedOn: Day }) | null> {
  const contract = await findContract(db, accountId)
  return contract?.state === 'signed' && contract.signedOn !== null
    ? { ...contract, signedOn: contract.signedOn }
    : null
}

/** The contract that stands, with its row locked until the transaction ends. */
export async function lockContract(tx: Tx, accountId: string): Promise<Contract> {
  const row = await select(tx)
    .where('applicationId', '=', accountId)
    .where('state', 'in', ['offered', 'scan-sent', 'signed'])
    .forUpdate()
    .executeTakeFirst()
  if (!row) throw new Refusal('missing', 'fees.no-contract')
  return asContract(row)
}

/** Contracts that were sent back stamped and wait for a verdict, the longest first. */
export async function listScans(db: Db, editionId: string): Promise<Contract[]> {
  const rows = await select(db)
    .where('editionId', '=', editionId)
    .where('state', '=', 'scan-sent')
    .orderBy('scanSentAt')
    .execute()
  return rows.map(asContract)
}

/** A document as it was made out; without a digest while it has not been set. */
export interface MadeOut {
  id: string
  accountId: string
  kind: PaperKind
  language: string
  paper: Paper
  digest: string | null
}

export async function getPaper(db: Db, id: string): Promise<MadeOut> {
  const row = await db
    .selectFrom('fees.papers')
    .select(['id', 'applicationId', 'kind', 'language', 'data', 'digest'])
    .where('id', '=', id)
    .executeTakeFirst()
  if (!row) throw new Refusal('missing', 'web.no-such-page')
  const { applicationId: accountId, data, ...rest } = row
  return { ...rest, accountId, paper: data as Paper }
}

/** Documents that nobody has looked at yet, so that they wait to be set: the oldest first. */
export async function listUnset(db: Db, limit: number): Promise<string[]> {
  const rows = await db
    .selectFrom('fees.papers')
    .select('id')
    .where('digest', 'is', null)
    .orderBy('madeAt')
    .limit(limit)
    .execute()
  return rows.map((row) => row.id)
}
