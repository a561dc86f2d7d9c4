import { sql } from 'kysely'
import { moveRolesIn } from '#expo/ground/people/index.ts'
import type { Actor } from '#kernel/actor.ts'
import { Refusal } from '#kernel/refusal.ts'
import { type Db, type Tx, transact } from '#platform/database.ts'
import { record } from '#platform/journal.ts'
import { foldNumber } from '../folding.ts'
import { type Company, lockCompany } from '../queries/companies.ts'

/**
 * Mark two companies as one: what one of them has moves to the other, and its id leads there from now on. It cannot be undone.
 * Who: staff of any edition; with a reason. Holds: nothing is lost and nothing is there twice; where both have a name or a text in a
 * language, the one that stays keeps its own, and the other stays with the record that is gone. Follows: `company.merged` on both.
 */
export async function mergeCompanies(db: Db, order: { keep: Seen; gone: Seen; why: string; by: Actor }): Promise<void> {
  const { why, by } = order
  if (order.keep.id === order.gone.id) throw new Refusal('conflict', 'companies.the-same')
  await transact(db, async (tx) => {
    const { keep, gone } = await lockBoth(tx, order)
    await tx
      .updateTable('companies.companies')
      .set({ state: 'merged', mergedInto: keep.id, version: gone.version + 1 })
      .where('id', '=', gone.id)
      .execute()
    await tx.updateTable('companies.companies').set({ mergedInto: keep.id }).where('mergedInto', '=', gone.id).execute()
    await moveFacts(tx, keep, gone)
    await moveWords(tx, keep.id, gone.id)
    await moveDocuments(tx, keep.id, gone.id)
    await moveRankings(tx, keep.id, gone.id)
    await moveRequests(tx, keep.id, gone.id)
    await moveDistinctions(tx, keep.id, gone.id)
    await moveRolesIn(tx, { kind: 'company', from: gone.id, to: keep.id, by })
    for (const about of [keep.id, gone.id])
      await record(tx, { what: 'company.merged', about, by, why, details: { gone: gone.id, into: keep.id } })
  })
}

/** A company, and the version of it that was on the page. */
interface Seen {
  id: string
  version: number
}

/** Locked in the order of their ids, so that two clerks who merge the same pair both ways do not wait for each other for ever. */
async function lockBoth(tx: Tx, order: { keep: Seen; gone: Seen }): Promise<{ keep: Company; gone: Company }> {
  const locked = new Map<string, Company>()
  for (const { id, version } of [order.keep, order.gone].sort((a, b) => (a.id < b.id ? -1 : 1))) {
    const company = await lockCompany(tx, id)
    if (company.version !== version) throw new Refusal('conflict', 'web.stale')
    locked.set(id, company)
  }
  return { keep: locked.get(order.keep.id) as Company, gone: locked.get(order.gone.id) as Company }
}

/** What the company that stays does not say, the other says for it; it is of all kinds that either was. */
async function moveFacts(tx: Tx, keep: Company, gone: Company): Promise<void> {
  const takesNumber = keep.registrationNumber === null && keep.economyCode === gone.economyCode
  const number = takesNumber ? gone.registrationNumber : keep.registrationNumber
  await tx
    .updateTable('companies.companies')
    .set({
      kinds: [...new Set([...keep.kinds, ...gone.kinds])],
      sizeClass: keep.sizeClass ?? gone.sizeClass,
      foundedYear: keep.foundedYear ?? gone.foundedYear,
      registrationNumber: number,
      numberKey: number === null ? null : foldNumber(number),
      website: keep.website ?? gone.website,
      websiteHost: sql`coalesce(website_host, (select website_host from companies.companies where id = ${gone.id}))`,
      version: keep.version + 1,
    })
    .where('id', '=', keep.id)
    .execute()
}

async function moveWords(tx: Tx, keep: string, gone: string): Promise<void> {
  await sql`update companies.names n set company_id = ${keep} where company_id = ${gone} and not legal
    and not exists (select from companies.names k where k.company_id = ${keep} and k.lang = n.lang)`.execute(tx)
  await sql`insert into companies.names (company_id, lang, legal, name, key, sound)
    select ${keep}, lang, false, name, key, sound from companies.names where company_id = ${gone} and legal
    and lang not in (select lang from companies.names where company_id = ${keep})`.execute(tx)
  await sql`update companies.profiles p set company_id = ${keep} where company_id = ${gone}
    and not exists (select from companies.profiles k where k.company_id = ${keep} and k.lang = p.lang)`.execute(tx)
}

async function moveDocuments(tx: Tx, keep: string, gone: string): Promise<void> {
  await sql`delete from companies.documents d where company_id = ${gone} and verdict = 'waiting'
    and exists (select from companies.documents k where k.company_id = ${keep} and k.kind = d.kind and k.digest = d.digest
      and k.verdict = 'waiting')`.execute(tx)
  await tx.updateTable('companies.documents').set({ companyId: keep }).where('companyId', '=', gone).execute()
}

async function moveRankings(tx: Tx, keep: string, gone: string): Promise<void> {
  await sql`delete from companies.rankings r where company_id = ${gone}
    and exists (select from companies.rankings k where k.company_id = ${keep} and k.ranking = r.ranking and k.year = r.year)`.execute(
    tx,
  )
  await tx.updateTable('companies.rankings').set({ companyId: keep }).where('companyId', '=', gone).execute()
}

async function moveRequests(tx: Tx, keep: string, gone: string): Promise<void> {
  await sql`delete from companies.requests r where company_id = ${gone} and answer is null
    and exists (select from companies.requests k where k.company_id = ${keep} and k.person_id = r.person_id and k.answer is null)`.execute(
    tx,
  )
  await tx.updateTable('companies.requests').set({ companyId: keep }).where('companyId', '=', gone).execute()
}

async function moveDistinctions(tx: Tx, keep: string, gone: string): Promise<void> {
  await sql`insert into companies.distinctions (one_id, other_id, why, made_at)
    select least(other, ${keep}::uuid), greatest(other, ${keep}::uuid), why, made_at
    from (select case when one_id = ${gone} then other_id else one_id end as other, why, made_at from companies.distinctions
          where one_id = ${gone} or other_id = ${gone}) moved
    where other <> ${keep}::uuid on conflict do nothing`.execute(tx)
  await sql`delete from companies.distinctions where one_id = ${gone} or other_id = ${gone}`.execute(tx)
}

/**
 * Say that two companies that look alike are different, so that nobody has to look again.
 * Who: staff of any edition. Holds: said once per pair. Follows: `company.told-apart` on both.
 */
export async function tellApart(
  db: Db,
  order: { companyId: string; otherId: string; why: string | undefined; by: Actor },
): Promise<void> {
  const { companyId, otherId, why, by } = order
  if (companyId === otherId) throw new Refusal('conflict', 'companies.the-same')
  const [oneId = '', other = ''] = [companyId, otherId].sort()
  await transact(db, async (tx) => {
    await lockCompany(tx, oneId)
    await lockCompany(tx, other)
    const said = await tx
      .insertInto('companies.distinctions')
      .values({ oneId, otherId: other, why: why ?? '' })
      .onConflict((conflict) => conflict.doNothing())
      .returning('oneId')
      .executeTakeFirst()
    if (!said) return
    await record(tx, { what: 'company.told-apart', about: companyId, by, why, details: { from: otherId } })
    await record(tx, { what: 'company.told-apart', about: otherId, by, why, details: { from: companyId } })
  })
}
