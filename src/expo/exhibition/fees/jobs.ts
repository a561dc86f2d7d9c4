import { getEditionById } from '#expo/ground/editions/index.ts'
import { todayIn } from '#expo/ground/editions/rules.ts'
import { system } from '#kernel/actor.ts'
import type { Db } from '#platform/database.ts'
import type { Files } from '#platform/files.ts'
import type { Job } from '#platform/jobs.ts'
import { stateWhatIsUnstated } from './commands/follow.ts'
import { issueInvoice } from './commands/invoice.ts'
import { remind } from './commands/remind.ts'
import { setPapers } from './paper-files.ts'
import { listEditionsWithTariff, listToInvoice, listToRemind } from './queries/due.ts'

const by = system('fees')

interface Place {
  db: Db
  publicUrl: string
  clock: () => Date
}

/** Reminders go at most so many days before an invoice is due. */
const AHEAD = 90

/** What comes round with the days of each edition: statements that a new tariff allows, balances to be invoiced, reminders. */
export async function keepTheDays({ db, publicUrl, clock }: Place): Promise<void> {
  const now = clock()
  for (const editionId of await listEditionsWithTariff(db)) {
    const edition = await getEditionById(db, editionId)
    const today = todayIn(edition, now)
    if (today <= edition.closesOn) await stateWhatIsUnstated(db, { editionId, now, publicUrl, by })
    const deed = { today, publicUrl, by }
    for (const accountId of await listToInvoice(db, editionId, today)) await issueInvoice(db, { accountId, ...deed })
    for (const accountId of await listToRemind(db, editionId, today, AHEAD)) await remind(db, { accountId, ...deed })
  }
}

/** Every hour, as editions lie in different time zones; each deed is safe to repeat. */
export const feeJobs = (place: Place & { files: Files }): Job[] => [
  setPapers(place.db, place.files),
  { name: 'fees-of-the-day', every: '23 * * * *', work: () => keepTheDays(place) },
]
