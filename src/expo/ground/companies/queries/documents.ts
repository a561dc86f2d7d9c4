import { sql } from 'kysely'
import type { Day } from '#kernel/day.ts'
import { Refusal } from '#kernel/refusal.ts'
import type { Db, Tx } from '#platform/database.ts'
import type { DocumentKind, Kind, VerdictState } from '../words.ts'
import { answering } from './companies.ts'

export interface Document {
  id: string
  companyId: string
  kind: DocumentKind
  digest: string | null
  fileName: string
  mediaType: string
  sizeBytes: number
  sentAt: Date
  verdict: VerdictState
  why: string | null
  from: Day | null
  until: Day | null
  judgedAt: Date | null
  /** The clerk who looks at it, and since when. */
  takenBy: string | null
  takenAt: Date | null
  constructed: boolean
  version: number
}

const selectDocument = (db: Db) =>
  db
    .selectFrom('companies.documents as d')
    .select([
      'd.id',
      'd.companyId',
      'd.kind',
      'd.digest',
      'd.fileName',
      'd.mediaType',
      'd.sizeBytes',
      'd.sentAt',
      'd.verdict',
      'd.why',
      'd.fromDay as from',
      'd.untilDay as until',
      'd.judgedAt',
      'd.takenBy',
      'd.takenAt',
      'd.constructed',
      'd.version',
    ])

/** The documents of a company, newest first. */
export const listDocuments = (db: Db, companyId: string): Promise<Document[]> =>
  selectDocument(db).where('d.companyId', '=', companyId).orderBy('d.id', 'desc').execute()

export async function getDocument(db: Db, id: string): Promise<Document> {
  const document = await selectDocument(db).where('d.id', '=', id).executeTakeFirst()
  if (!document) throw new Refusal('missing', 'companies.no-such-document')
  return document
}

/** The document with its row locked until the transaction ends, so that of two clerks one decides. */
export async function lockDocument(tx: Tx, id: string): Promise<Document> {
  const document = await selectDocument(tx).where('d.id', '=', id).forUpdate('d').executeTakeFirst()
  if (!document) throw new Refusal('missing', 'companies.no-such-document')
  return document
}

export interface QueueFilter {
  verdict: VerdictState
  words?: string
  kind?: Kind | undefined
  economyCode?: string
}

/** Documents that wait, the longest waiting first; those judged, the newest first. Ids sort by the time of sending. */
export const listQueue = (
  db: Db,
  { verdict, words = '', kind, economyCode = '' }: QueueFilter,
  { after = '', limit }: { after?: string; limit: number },
): Promise<Document[]> => {
  const oldestFirst = verdict === 'waiting'
  return selectDocument(db)
    .innerJoin('companies.companies as c', 'c.id', 'd.companyId')
    .where('d.verdict', '=', verdict)
    .$if(after !== '', (query) => query.where('d.id', oldestFirst ? '>' : '<', after))
    .$if(kind !== undefined, (query) => query.where(sql<boolean>`c.kinds @> array[${kind}]::text[]`))
    .$if(economyCode !== '', (query) => query.where('c.economyCode', '=', economyCode))
    .$if(words !== '', (query) =>
      query.where(sql<boolean>`d.company_id in (select found.id from ${answering(words)} as found)`),
    )
    .orderBy('d.id', oldestFirst ? 'asc' : 'desc')
    .limit(limit)
    .execute()
}

/** How many documents wait for a verdict, and since when the first of them does. */
export async function countWaiting(db: Db): Promise<{ count: number; oldest: Date | null }> {
  return db
    .selectFrom('companies.documents')
    .select((select) => [select.fn.countAll<number>().as('count'), select.fn.min('sentAt').as('oldest')])
    .where('verdict', '=', 'waiting')
    .executeTakeFirstOrThrow()
}
