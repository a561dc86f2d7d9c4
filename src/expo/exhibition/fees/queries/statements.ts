import type { Day } from '#kernel/day.ts'
import { Refusal } from '#kernel/refusal.ts'
import type { Db } from '#platform/database.ts'
import { digestOf, grantsFrom, statementFrom } from '../digest.ts'
import { reckon, type Statement } from '../rules/reckon.ts'
import type { Grant, StandFacts } from '../rules/tariff.ts'
import type { StatementState } from '../words.ts'
import { getRulebook, type Rulebook } from './rulebooks.ts'

/** A statement as it was opened, with all that it was reckoned from. */
export interface Opened {
  id: string
  accountId: string
  editionId: string
  number: number
  state: StatementState
  tariffId: string
  supportId: string | null
  facts: StandFacts
  grants: Grant[]
  result: Statement
  method: number
  digest: string
  openedOn: Day
  why: string
  constructed: boolean
}

const select = (db: Db) =>
  db
    .selectFrom('fees.statements')
    .select([
      'id',
      'applicationId',
      'editionId',
      'number',
      'state',
      'tariffId',
      'supportId',
      'facts',
      'grants',
      'result',
      'method',
      'digest',
      'openedOn',
      'why',
      'constructed',
    ])
type Selected = Awaited<ReturnType<ReturnType<typeof select>['executeTakeFirstOrThrow']>>

const asOpened = ({ applicationId: accountId, facts, grants, result, ...row }: Selected): Opened => ({
  ...row,
  accountId,
  facts: facts as StandFacts,
  grants: grantsFrom(grants),
  result: statementFrom(result),
})

export async function findOpenStatement(db: Db, accountId: string): Promise<Opened | null> {
  const row = await select(db).where('applicationId', '=', accountId).where('state', '=', 'open').executeTakeFirst()
  return row ? asOpened(row) : null
}

export async function getStatement(db: Db, id: string): Promise<Opened> {
  const row = await select(db).where('id', '=', id).executeTakeFirst()
  if (!row) throw new Refusal('missing', 'fees.no-such-statement')
  return asOpened(row)
}

/** Every statement of a stand, the newest first. */
export async function listStatements(db: Db, accountId: string): Promise<Opened[]> {
  const rows = await select(db).where('applicationId', '=', accountId).orderBy('number', 'desc').execute()
  return rows.map(asOpened)
}

/** The open statements of an edition, so many at a time: those after the account `after`. */
export async function listOpenStatements(db: Db, editionId: string, after = '', limit = 500): Promise<Opened[]> {
  const rows = await select(db)
    .where('editionId', '=', editionId)
    .where('state', '=', 'open')
    .$if(after !== '', (query) => query.where('applicationId', '>', after))
    .orderBy('applicationId')
    .limit(limit)
    .execute()
  return rows.map(asOpened)
}

/** The rulebooks that a statement was reckoned by. */
export interface Books {
  tariff: Rulebook<'tariff'>
  support: Rulebook<'support'> | null
}

export async function booksOf(db: Db, of: Pick<Opened, 'tariffId' | 'supportId'>): Promise<Books> {
  const [tariff, support] = await Promise.all([
    getRulebook(db, 'tariff', of.tariffId),
    of.supportId === null ? null : getRulebook(db, 'support', of.supportId),
  ])
  return { tariff, support }
}

/** Reckons a statement again from what it holds, and says whether the same comes out: the digest of all of it is the proof. */
export function reckonAgain(opened: Opened, { tariff, support }: Books): { digest: string; same: boolean } {
  const rules = support?.data ?? { measures: [] }
  const { method, facts, grants } = opened
  const result = reckon(facts, tariff.data, rules, grants)
  const digest = digestOf({ method, facts, grants, tariff: tariff.data, rules, result })
  return { digest, same: digest === opened.digest }
}
