import type { Actor } from '#kernel/actor.ts'
import type { Day } from '#kernel/day.ts'
import { Refusal } from '#kernel/refusal.ts'
import { insist, type Verdict } from '#kernel/verdict.ts'
import { type Db, type Tx, transact } from '#platform/database.ts'
import { record } from '#platform/journal.ts'
import { type Holding, lockHolding } from '../queries.ts'
import { mayAnswer, mayAskForChange, mayProlong, mayRefuseChange } from '../rules.ts'
import { nobody, type Tell } from './telling.ts'

/** What every answer brings: which holding, the page it was seen on, when, who. */
export interface Answer {
  holdingId: string
  version: number
  /** The day at the venue. */
  today: Day
  now: Date
  by: Actor
}

/** Locks the holding, and refuses what may not be done with it as it stands, and a stale page. */
async function take(tx: Tx, { holdingId, version }: Answer, may: (holding: Holding) => Verdict): Promise<Holding> {
  const holding = await lockHolding(tx, holdingId)
  insist('holdings', may(holding))
  if (holding.version !== version) throw new Refusal('conflict', 'web.stale')
  return holding
}

type Step = Partial<Pick<Holding, 'state' | 'acceptedOn' | 'changeWords' | 'changeBy' | 'answerBy' | 'words'>> & {
  remindedAt?: null
}
async function step(tx: Tx, holding: Holding, columns: Step): Promise<Holding> {
  const version = holding.version + 1
  await tx
    .updateTable('booths.holdings')
    .set({ ...columns, version })
    .where('id', '=', holding.id)
    .execute()
  return { ...holding, ...columns, version }
}

const partiesOf = ({ editionId, applicationId }: Holding) => ({ editionId, applicationId })

/**
 * Accept the booths that were offered: the application holds them from that day on.
 * Who: those who act for the applicant. Holds: in time, and once. Follows: `booth.accepted`, and a letter.
 */
export async function acceptOffer(db: Db, answer: Answer, tell: Tell = nobody): Promise<void> {
  const { today: on, now, by } = answer
  await transact(db, async (tx) => {
    const holding = await take(tx, answer, (one) => mayAnswer(one, now))
    const accepted = await step(tx, holding, { state: 'accepted', acceptedOn: on })
    await record(tx, { what: 'booth.accepted', about: holding.id, by, details: { ...partiesOf(holding), on } })
    await tell(tx, accepted)
  })
}

/**
 * Ask for other booths than those that were offered; they stay kept until staff have answered.
 * Who: those who act for the applicant. Holds: in time, in words. Follows: `booth.change-asked`, and a letter to staff.
 */
export async function askForChange(
  db: Db,
  answer: Answer & { words: string; neededBy: Day | null },
  tell: Tell = nobody,
): Promise<void> {
  const { words: changeWords, neededBy: changeBy, today, now, by } = answer
  await transact(db, async (tx) => {
    const holding = await take(tx, answer, (one) => mayAskForChange(one, now))
    if (changeWords.trim() === '') throw new Refusal('invalid', 'holdings.words-missing', {}, 'words')
    if (changeBy !== null && changeBy < today) throw new Refusal('invalid', 'holdings.day-past', {}, 'neededBy')
    const asked = await step(tx, holding, { state: 'change-asked', changeWords, changeBy })
    await record(tx, { what: 'booth.change-asked', about: holding.id, by, details: partiesOf(holding) })
    await tell(tx, asked)
  })
}

/**
 * Say no to a change that was asked for: the offer stands as it was, with time to answer it. (Another offer says yes: `offerBooth`.)
 * Who: staff of the edition; with a reason. Holds: only where one was asked for. Follows: `booth.change-refused`, and a letter.
 */
export async function refuseChange(
  db: Db,
  answer: Answer & { words: string; answerBy: Date | null },
  tell: Tell = nobody,
): Promise<void> {
  const { words, answerBy, now, by } = answer
  await transact(db, async (tx) => {
    const holding = await take(tx, answer, mayRefuseChange)
    if (words.trim() === '') throw new Refusal('invalid', 'holdings.why-missing', {}, 'words')
    if (answerBy !== null && answerBy <= now) throw new Refusal('invalid', 'holdings.day-past', {}, 'answerBy')
    const refused = await step(tx, holding, { state: 'offered', words, answerBy, remindedAt: null })
    const details = partiesOf(holding)
    await record(tx, { what: 'booth.change-refused', about: holding.id, by, why: words, details })
    await tell(tx, refused)
  })
}

/**
 * Give an applicant more time to answer.
 * Who: staff of the edition. Holds: while the offer stands. Follows: `booth.offer-prolonged`, and a letter.
 */
export async function prolongOffer(db: Db, answer: Answer & { until: Date }, tell: Tell = nobody): Promise<void> {
  const { until, now, by } = answer
  await transact(db, async (tx) => {
    const holding = await take(tx, answer, mayProlong)
    if (until <= now) throw new Refusal('invalid', 'holdings.day-past', {}, 'answerBy')
    const longer = await step(tx, holding, { answerBy: until, remindedAt: null })
    const details = { ...partiesOf(holding), until: until.toISOString() }
    await record(tx, { what: 'booth.offer-prolonged', about: holding.id, by, details })
    await tell(tx, longer)
  })
}
