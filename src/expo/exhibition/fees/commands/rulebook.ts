import { type Actor, signature } from '#kernel/actor.ts'
import type { Day } from '#kernel/day.ts'
import { Refusal } from '#kernel/refusal.ts'
import { brokenPromise, type Db, newId, transact } from '#platform/database.ts'
import { record } from '#platform/journal.ts'
import { canonical } from '../digest.ts'
import { type Contents, findDraft, listRulebooks, lockDraft, type Rulebook } from '../queries/rulebooks.ts'
import { SupportSchema, TariffSchema } from '../schemas.ts'
import type { RulebookKind } from '../words.ts'

interface Which<Kind extends RulebookKind> {
  editionId: string
  kind: Kind
  by: Actor
}

/**
 * Begin a draft of the next version: of the newest there is, or of what is handed in.
 * Who: whoever keeps the edition's accounts. Holds: one draft of a kind. Follows: `rulebook.drafted`.
 */
export async function draftRulebook<Kind extends RulebookKind>(
  db: Db,
  order: Which<Kind> & { data: Contents[Kind] },
): Promise<Rulebook<Kind>> {
  const { editionId, kind, by } = order
  return transact(db, async (tx) => {
    const standing = await findDraft(tx, editionId, kind)
    if (standing) return standing
    const versions = await listRulebooks(tx, editionId, kind)
    const data = versions[0]?.data ?? order.data
    const number = (versions[0]?.number ?? 0) + 1
    const id = newId()
    const made = { id, editionId, kind, number, data: canonical(data), madeBy: signature(by), source: null }
    try {
      await tx
        .insertInto('fees.rulebooks')
        .values({ ...made, ...notInForce })
        .execute()
    } catch (error) {
      if (brokenPromise(error)) throw new Refusal('conflict', 'web.stale')
      throw error
    }
    await record(tx, { what: 'rulebook.drafted', about: id, by, details: { editionId, kind, number } })
    return lockDraft(tx, editionId, kind)
  })
}

const notInForce = { fromDay: null, enactedBy: null, enactedAt: null } as const

/**
 * Write something into a draft. Whatever is kept passes through the schema, so that a version which cannot be reckoned with is never written.
 * Who: whoever keeps the edition's accounts. Holds: of two who write at once one is told. Follows: `rulebook.changed`.
 */
export async function changeDraft<Kind extends RulebookKind>(
  db: Db,
  order: Which<Kind> & { version: number; row: string; change: (data: Contents[Kind]) => Contents[Kind] },
): Promise<void> {
  const { editionId, kind, version, row, change, by } = order
  await transact(db, async (tx) => {
    const draft = await lockDraft(tx, editionId, kind)
    if (draft.version !== version) throw new Refusal('conflict', 'web.stale')
    const data = change(draft.data)
    const read = (kind === 'tariff' ? TariffSchema : SupportSchema).safeParse(JSON.parse(canonical(data)))
    if (!read.success)
      throw new Refusal('invalid', 'fees.rulebook-broken', { where: read.error.issues[0]?.path.join('.') ?? '' })
    await tx
      .updateTable('fees.rulebooks')
      .set({ data: canonical(data), version: version + 1 })
      .where('id', '=', draft.id)
      .execute()
    await record(tx, { what: 'rulebook.changed', about: draft.id, by, details: { row } })
  })
}

/**
 * Throw a draft away.
 * Who: whoever keeps the edition's accounts. Holds: what is in force is untouched. Follows: `rulebook.discarded`.
 */
export async function discardDraft(db: Db, order: Which<RulebookKind>): Promise<void> {
  const { editionId, kind, by } = order
  await transact(db, async (tx) => {
    const draft = await lockDraft(tx, editionId, kind)
    await tx.deleteFrom('fees.rulebooks').where('id', '=', draft.id).execute()
    await record(tx, {
      what: 'rulebook.discarded',
      about: draft.id,
      by,
      details: { editionId, kind, number: draft.number },
    })
  })
}

/**
 * Put a draft into force from a day on. It is never altered after; statements of before keep the version that they were reckoned by.
 * Who: managers of the edition, whoever keeps its accounts. Holds: not before today, one of a kind from a day. Follows: `tariff.enacted` or
 * `support-rules.enacted`.
 */
export async function enactDraft(
  db: Db,
  order: Which<RulebookKind> & {
    version: number
    from: Day
    today: Day
    note: string
    constructed?: boolean
    source?: string
  },
): Promise<void> {
  const { editionId, kind, version, from, today, note, by } = order
  await transact(db, async (tx) => {
    const draft = await lockDraft(tx, editionId, kind)
    if (draft.version !== version) throw new Refusal('conflict', 'web.stale')
    if (from < today) throw new Refusal('invalid', 'fees.day-past', { day: today }, 'from')
    const set = { state: 'in-force' as const, fromDay: from, note, enactedBy: signature(by), enactedAt: new Date() }
    const { constructed = false, source = null } = order
    try {
      await tx
        .updateTable('fees.rulebooks')
        .set({ ...set, constructed, source, version: version + 1 })
        .where('id', '=', draft.id)
        .execute()
    } catch (error) {
      if (brokenPromise(error) === 'one_of_a_kind_begins_on_a_day')
        throw new Refusal('conflict', 'fees.day-taken', { day: from }, 'from')
      throw error
    }
    const details = { editionId, number: draft.number, from }
    const what = kind === 'tariff' ? ('tariff.enacted' as const) : ('support-rules.enacted' as const)
    await record(tx, { what, about: draft.id, by, why: note, details })
  })
}
