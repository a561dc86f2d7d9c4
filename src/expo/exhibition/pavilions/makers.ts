import { system } from '#kernel/actor.ts'
import { type Day, day } from '#kernel/day.ts'
import type { Db } from '#platform/database.ts'
import { confirmPavilion } from './commands/answer.ts'
import { type Invitation, invitePavilion } from './commands/invite.ts'
import { getPavilion } from './queries.ts'

const by = system('test')

/** An invitation of an economy, on 1 March 2023 unless another day is given. */
export async function anInvitation(
  db: Db,
  editionId: string,
  economyCode: string,
  over: Partial<Invitation> = {},
): Promise<{ id: string }> {
  const today = over.today ?? day('2023-03-01')
  return invitePavilion(db, {
    editionId,
    economyCode,
    mode: 'on-site',
    areaM2: 36,
    badgeQuota: 10,
    boothQuota: 2,
    guestOfHonour: false,
    today,
    now: new Date(`${today}T12:00:00+08:00`),
    by,
    ...over,
  })
}

/** A confirmed pavilion, from `on` on. */
export async function aPavilion(
  db: Db,
  editionId: string,
  economyCode: string,
  { on = day('2023-04-01'), ...over }: Partial<Invitation> & { on?: Day } = {},
): Promise<{ id: string }> {
  const { id } = await anInvitation(db, editionId, economyCode, over)
  const { version } = await getPavilion(db, editionId, economyCode)
  await confirmPavilion(db, { pavilionId: id, on, today: on, version, by })
  return { id }
}
