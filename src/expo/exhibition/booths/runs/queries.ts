import { Refusal } from '#kernel/refusal.ts'
import type { Db, Tx } from '#platform/database.ts'
import type {
  Allocation,
  Change,
  Contradiction,
  LevelSum,
  PHASES,
  Placing,
  Terms,
  Unplaced,
} from '../allocation/index.ts'
import type { RunState } from '../words.ts'

/** What came out of a run, as it is kept: everything that its pages say, so that it can be read when the plan is another one. */
export interface RunResult {
  /** Why there is no result: locks that cannot all hold. */
  contradictions: Contradiction[]
  placings: Placing[]
  unplaced: Unplaced[]
  sums: LevelSum[]
  looked: Allocation['looked'] | null
  /** What applying it would change for each application. */
  changes: Change[]
  /** The booths that it speaks of. */
  booths: Record<string, { number: string; hallCode: string }>
  /** The area of each application. */
  areas: Record<string, string>
}

export interface Run {
  id: string
  editionId: string
  state: RunState
  terms: Terms
  keepsOffers: boolean
  digest: string | null
  phase: (typeof PHASES)[number] | null
  done: number
  most: number
  begunBy: string
  begunAt: Date
  finishedAt: Date | null
  appliedBy: string | null
  appliedAt: Date | null
  undoneAt: Date | null
}

const COLUMNS = [
  'id',
  'editionId',
  'state',
  'terms',
  'keepsOffers',
  'digest',
  'phase',
  'done',
  'most',
  'begunBy',
  'begunAt',
  'finishedAt',
  'appliedBy',
  'appliedAt',
  'undoneAt',
] as const

const selectRun = (db: Db) => db.selectFrom('booths.allocationRuns').select(COLUMNS)
type Selected = Awaited<ReturnType<ReturnType<typeof selectRun>['executeTakeFirstOrThrow']>>
const asRun = (row: Selected): Run => ({
  ...row,
  phase: row.phase as Run['phase'],
  done: Number(row.done),
  most: Number(row.most),
})

/** Without what came out: that is large. */
export async function findRun(db: Db, id: string): Promise<Run | null> {
  const row = await selectRun(db).where('id', '=', id).executeTakeFirst()
  return row ? asRun(row) : null
}

export async function readResult(db: Db, id: string): Promise<RunResult | null> {
  const row = await db.selectFrom('booths.allocationRuns').select('result').where('id', '=', id).executeTakeFirst()
  return (row?.result as RunResult | undefined) ?? null
}

/** The runs of an edition, the newest first. */
export async function listRuns(db: Db, editionId: string): Promise<Run[]> {
  const rows = await selectRun(db).where('editionId', '=', editionId).orderBy('begunAt', 'desc').limit(50).execute()
  return rows.map(asRun)
}

/** The run with its row locked until the transaction ends, so that of two clerks one applies it. */
export async function lockRun(tx: Tx, id: string): Promise<Run> {
  const row = await selectRun(tx).where('id', '=', id).forUpdate().executeTakeFirst()
  if (!row) throw new Refusal('missing', 'holdings.no-such-run')
  return asRun(row)
}
