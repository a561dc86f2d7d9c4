import type { Day } from '#kernel/day.ts'
import { type Money, money } from '#kernel/money.ts'
import type { Db } from '#platform/database.ts'
import { countEntries } from './bank.ts'
import { listScans } from './contracts.ts'
import { listReleases } from './ledger.ts'

/** What is due from a stand: a contract to sign, money to pay by a day. */
export interface Duty {
  applicationId: string
  /** A contract lies there and nobody has signed it. */
  unsigned: boolean
  unpaid: { dueOn: Day; open: Money } | null
}

/** What is due from stands, by their applications; those that owe nothing are left out. */
export async function listDuties(db: Db, applicationIds: readonly string[]): Promise<Duty[]> {
  if (applicationIds.length === 0) return []
  const rows = await db
    .selectFrom('fees.accounts as a')
    .leftJoin('fees.contracts as k', (join) =>
      join.onRef('k.applicationId', '=', 'a.applicationId').on('k.state', '=', 'offered'),
    )
    .select(['a.applicationId', 'a.currency', 'a.invoicedMinor', 'a.receivedMinor', 'a.nextDueOn', 'k.id as contract'])
    .where('a.applicationId', 'in', [...applicationIds])
    .execute()
  return rows
    .map(({ applicationId, currency, invoicedMinor, receivedMinor, nextDueOn, contract }) => {
      const open = money(BigInt(invoicedMinor) - BigInt(receivedMinor), currency)
      return { applicationId, unsigned: contract !== null, unpaid: nextDueOn && { dueOn: nextDueOn, open } }
    })
    .filter((one) => one.unsigned || one.unpaid)
}

/** What waits for those who keep an edition's accounts. */
export interface WaitingOf {
  entries: { count: number; oldest: Day | null }
  scans: number
  releases: number
}

export async function countWaitingOf(db: Db, editionId: string, today: Day): Promise<WaitingOf> {
  const [entries, scans, releases] = await Promise.all([
    countEntries(db, editionId),
    listScans(db, editionId),
    listReleases(db, editionId, today),
  ])
  return { entries, scans: scans.length, releases: releases.length }
}
