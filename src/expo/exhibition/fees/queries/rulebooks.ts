import type { Day } from '#kernel/day.ts'
import { Refusal } from '#kernel/refusal.ts'
import type { Db, Tx } from '#platform/database.ts'
import type { SupportRules, Tariff } from '../rules/tariff.ts'
import { SupportSchema, TariffSchema } from '../schemas.ts'
import type { RulebookKind, RulebookState } from '../words.ts'

/** What a kind of rulebook holds. */
export interface Contents {
  tariff: Tariff
  support: SupportRules
}

/** One version of a tariff or of the support rules. */
export interface Rulebook<Kind extends RulebookKind = RulebookKind> {
  id: string
  editionId: string
  kind: Kind
  number: number
  state: RulebookState
  from: Day | null
  data: Contents[Kind]
  note: string
  constructed: boolean
  source: string | null
  version: number
}

const select = (db: Db, kind: RulebookKind) =>
  db
    .selectFrom('fees.rulebooks')
    .select(['id', 'editionId', 'number', 'state', 'fromDay', 'data', 'note', 'constructed', 'source', 'version'])
    .where('kind', '=', kind)
type Selected = Awaited<ReturnType<ReturnType<typeof select>['executeTakeFirstOrThrow']>>

function asRulebook<Kind extends RulebookKind>(kind: Kind, { fromDay: from, data, ...row }: Selected): Rulebook<Kind> {
  const read = kind === 'tariff' ? TariffSchema.parse(data) : SupportSchema.parse(data)
  return { ...row, kind, from, data: read as Contents[Kind] }
}

/** The version that holds on a day: the newest in force. */
export async function findRulebookOn<Kind extends RulebookKind>(
  db: Db,
  editionId: string,
  kind: Kind,
  on: Day,
): Promise<Rulebook<Kind> | null> {
  const row = await select(db, kind)
    .where('editionId', '=', editionId)
    .where('state', '=', 'in-force')
    .where('fromDay', '<=', on)
    .orderBy('fromDay', 'desc')
    .executeTakeFirst()
  return row ? asRulebook(kind, row) : null
}

export async function findDraft<Kind extends RulebookKind>(
  db: Db,
  editionId: string,
  kind: Kind,
): Promise<Rulebook<Kind> | null> {
  const row = await select(db, kind).where('editionId', '=', editionId).where('state', '=', 'draft').executeTakeFirst()
  return row ? asRulebook(kind, row) : null
}

export async function getRulebook<Kind extends RulebookKind>(db: Db, kind: Kind, id: string): Promise<Rulebook<Kind>> {
  const row = await select(db, kind).where('id', '=', id).executeTakeFirst()
  if (!row) throw new Refusal('missing', 'fees.no-such-rulebook')
  return asRulebook(kind, row)
}

/** The draft with its row locked until the transaction ends. */
export async function lockDraft<Kind extends RulebookKind>(
  tx: Tx,
  editionId: string,
  kind: Kind,
): Promise<Rulebook<Kind>> {
  const row = await select(tx, kind)
    .where('editionId', '=', editionId)
    .where('state', '=', 'draft')
    .forUpdate()
    .executeTakeFirst()
  if (!row) throw new Refusal('missing', 'fees.no-draft')
  return asRulebook(kind, row)
}

/** Every version there was, the newest first. */
export async function listRulebooks<Kind extends RulebookKind>(
  db: Db,
  editionId: string,
  kind: Kind,
): Promise<Rulebook<Kind>[]> {
  const rows = await select(db, kind).where('editionId', '=', editionId).orderBy('number', 'desc').execute()
  return rows.map((row) => asRulebook(kind, row))
}
