import type { Actor } from '#kernel/actor.ts'
import { Refusal } from '#kernel/refusal.ts'
import { type Db, type Tx, transact } from '#platform/database.ts'
import { record } from '#platform/journal.ts'
import { type EditionTerms, getTerms, lockTerms } from '../queries/terms.ts'
import type { Terms } from '../rules.ts'
import type { Reason } from '../words.ts'

/**
 * Set what may be asked for in an edition.
 * Who: managers of the edition. Holds: a page that shows older terms is refused; applications already sent stand. Follows: `applications.terms-set`.
 */
export async function setTerms(
  db: Db,
  order: { editionId: string; terms: Terms; version: number; by: Actor },
): Promise<void> {
  const { editionId, terms, by } = order
  await transact(db, async (tx) => {
    const standing = await lockTerms(tx, editionId)
    await keep(tx, editionId, { ...terms, reasons: standing.reasons }, { standing, seen: order.version })
    await record(tx, { what: 'applications.terms-set', about: editionId, by, details: { kinds: [...terms.kinds] } })
  })
}

/**
 * Set the reasons that decisions of an edition may give.
 * Who: managers of the edition. Holds: decisions already taken keep their words. Follows: `applications.reasons-set`.
 * @public
 */
export async function setReasons(
  db: Db,
  order: { editionId: string; reasons: readonly Reason[]; version: number; by: Actor },
): Promise<void> {
  const { editionId, by } = order
  const reasons = [...order.reasons]
  await transact(db, async (tx) => {
    const standing = await lockTerms(tx, editionId)
    await keep(tx, editionId, { ...standing, reasons }, { standing, seen: order.version })
    await record(tx, {
      what: 'applications.reasons-set',
      about: editionId,
      by,
      details: { reasons: reasons.length },
    })
  })
}

/**
 * Give a cloned edition the terms and reasons of the one it was cloned from.
 * Who: the reaction to a clone. Holds: terms that were set there already stand, so that it may be repeated. Follows: `applications.terms-set`.
 */
export async function copyTerms(db: Db, order: { from: string; to: string; by: Actor }): Promise<void> {
  const { from, to, by } = order
  await transact(db, async (tx) => {
    const [source, standing] = [await getTerms(tx, from), await lockTerms(tx, to)]
    if (source.version === 0 || standing.version > 0) return
    await keep(tx, to, source, { standing, seen: 0 })
    await record(tx, { what: 'applications.terms-set', about: to, by, details: { kinds: [...source.kinds] } })
  })
}

async function keep(
  tx: Tx,
  editionId: string,
  terms: Omit<EditionTerms, 'version'>,
  { standing, seen }: { standing: EditionTerms; seen: number },
): Promise<void> {
  if (standing.version !== seen) throw new Refusal('conflict', 'web.stale')
  const row = {
    kinds: [...terms.kinds],
    standardM2: String(terms.standardM2),
    mostStandard: terms.mostStandard,
    rawFromM2: String(terms.rawFromM2),
    rawToM2: String(terms.rawToM2),
    rawStepM2: String(terms.rawStepM2),
    podM2: String(terms.podM2),
    podAreaCodes: [...terms.podAreaCodes],
    reasons: JSON.stringify(terms.reasons),
    version: standing.version + 1,
  }
  const kept = await tx
    .insertInto('applications.terms')
    .values({ editionId, ...row })
    .onConflict((conflict) =>
      conflict.column('editionId').doUpdateSet(row).where('applications.terms.version', '=', standing.version),
    )
    .returning('version')
    .executeTakeFirst()
  if (!kept) throw new Refusal('conflict', 'web.stale')
}
