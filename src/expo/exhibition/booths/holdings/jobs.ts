import { getEditionById } from '#expo/ground/editions/index.ts'
import { nowIn, todayIn } from '#expo/ground/editions/rules.ts'
import { system } from '#kernel/actor.ts'
import type { Clock } from '#kernel/clock.ts'
import { type Db, transact } from '#platform/database.ts'
import type { Job } from '#platform/jobs.ts'
import { workRun } from '../runs/work.ts'
import { endNow } from './commands/end.ts'
import { lockHolding } from './queries.ts'
import { tellEnded, tellOffered, tellReminded } from './telling.ts'
import { findTerms } from './terms.ts'

const by = system('offers')
const DAY_MS = 86_400_000

interface About {
  db: Db
  publicUrl: string
  clock: Clock
}

/** Offers whose time is over end, and those whose time is nearly over are called to mind, each by its edition's own clock. */
export async function goOverOffers({ db, publicUrl, clock }: About): Promise<void> {
  const editions = await db
    .selectFrom('booths.holdings')
    .select('editionId')
    .distinct()
    .where('state', '=', 'offered')
    .where('answerBy', 'is not', null)
    .execute()
  for (const { editionId } of editions) {
    const edition = await getEditionById(db, editionId)
    const now = nowIn(edition, clock())
    const today = todayIn(edition, clock())
    const { remindDays, lapses } = await findTerms(db, editionId)
    const until = new Date(now.getTime() + remindDays * DAY_MS)
    const waiting = await db
      .selectFrom('booths.holdings')
      .select('id')
      .where('editionId', '=', editionId)
      .where('state', '=', 'offered')
      .where('answerBy', '<', until)
      .where((where) => where.or([where('answerBy', '<', now), where('remindedAt', 'is', null)]))
      .execute()
    for (const { id } of waiting)
      await transact(db, async (tx) => {
        const holding = await lockHolding(tx, id)
        // Somebody answered meanwhile, or was given more time.
        if (holding.state !== 'offered' || holding.answerBy === null || holding.answerBy >= until) return
        if (holding.answerBy < now) {
          if (lapses)
            await tellEnded(publicUrl)(tx, await endNow(tx, holding, { as: 'lapsed', on: today, why: '', by }))
        } else if (holding.remindedAt === null) {
          await tx.updateTable('booths.holdings').set({ remindedAt: now }).where('id', '=', id).execute()
          await tellReminded(publicUrl)(tx, holding)
        }
      })
  }
}

/** Letters about what a run has offered, or has taken back, each in a transaction of its own: a worker that stops goes on later. */
export async function tellRun({ db, publicUrl, clock }: About, runId: string): Promise<void> {
  const waiting = await db
    .selectFrom('booths.holdings')
    .select('id')
    .where('runId', '=', runId)
    .where('toldAt', 'is', null)
    .orderBy('id')
    .execute()
  for (const { id } of waiting)
    await transact(db, async (tx) => {
      const holding = await lockHolding(tx, id)
      if (holding.toldAt !== null) return
      await tx.updateTable('booths.holdings').set({ toldAt: clock() }).where('id', '=', id).execute()
      if (holding.state === 'offered') await tellOffered(publicUrl)(tx, holding)
      else if (holding.endedAs === 'undone') await tellEnded(publicUrl)(tx, holding)
    })
}

const idIn = (payload: unknown): string => (payload as { id: string }).id

export const holdingJobs = (about: About): Job[] => [
  { name: 'go-over-offers', every: '*/10 * * * *', work: () => goOverOffers(about) },
  { name: 'allocate', work: (payload) => workRun(about, idIn(payload)) },
  { name: 'tell-run', work: (payload) => tellRun(about, idIn(payload)) },
]
