import { sql } from 'kysely'
import { type Actor, signature } from '#kernel/actor.ts'
import type { Day } from '#kernel/day.ts'
import { newId, type Tx } from '#platform/database.ts'
import { record } from '#platform/journal.ts'
import type { HoldingEnd, HoldingState } from '../../words.ts'

/** A holding that was made up so that published totals come out. */
export interface ConstructedHolding {
  applicationId: string
  /** Booths of a released plan, of one hall and kind. */
  boothIds: readonly string[]
  /** Of joined booths; without it, those of the booth with the most. */
  openSides?: number
  state: HoldingState
  offeredOn: Day
  answerBy: Date | null
  acceptedOn: Day | null
  ended: { on: Day; as: HoldingEnd; reason: string } | null
}

/** Rows that go into a table at once. */
const BATCH = 5000

/**
 * Load the constructed holdings of an edition, thousands of them in a few statements; its plans are released.
 * Who: the demonstration. Holds: each is marked as constructed; no booth is held twice. Follows: `holdings.constructed`, once for all.
 */
export async function loadConstructedHoldings(
  tx: Tx,
  order: { editionId: string; holdings: readonly ConstructedHolding[]; now: Date; by: Actor },
): Promise<{ ids: string[] }> {
  const { editionId, now, by } = order
  const made = order.holdings.map((one) => ({ ...one, id: newId() }))
  for (let at = 0; at < made.length; at += BATCH)
    await insertHoldings(tx, { editionId, made: made.slice(at, at + BATCH), now, who: signature(by) })
  await record(tx, {
    what: 'holdings.constructed',
    about: editionId,
    by,
    details: { editionId, count: made.length },
  })
  return { ids: made.map((one) => one.id) }
}

async function insertHoldings(
  tx: Tx,
  {
    editionId,
    made,
    now,
    who,
  }: { editionId: string; made: (ConstructedHolding & { id: string })[]; now: Date; who: string },
): Promise<void> {
  const of = made.map(({ boothIds: _, ended, openSides, ...one }) => ({
    ...one,
    openSides: openSides ?? null,
    endedOn: ended?.on ?? null,
    endedAs: ended?.as ?? null,
    reason: ended?.reason ?? '',
  }))
  const booths = made.flatMap(({ id, boothIds, state }) =>
    boothIds.map((boothId) => ({ id, boothId, live: state !== 'ended' })),
  )
  const rows = (all: readonly object[]) => sql`${JSON.stringify(all)}::jsonb`
  await sql`insert into booths.holdings (id, edition_id, application_id, state, hall_code, kind, area_m2, open_sides, offered_on, answer_by,
      accepted_on, ended_on, ended_as, reason, offered_by, offered_at, told_at, constructed)
    select r.id, ${editionId}, "applicationId", state, hall_code, kind, area_m2, coalesce("openSides", open_sides), "offeredOn", "answerBy",
      "acceptedOn", "endedOn", "endedAs", reason, ${who}, ${now}, ${now}, true
    from jsonb_to_recordset(${rows(of)}) as r (id uuid, "applicationId" uuid, state text, "openSides" integer, "offeredOn" date,
      "answerBy" timestamptz, "acceptedOn" date, "endedOn" date, "endedAs" text, reason text)
    join (select x.id, min(b.hall_code) as hall_code, min(b.kind) as kind, sum(b.area_m2) as area_m2, max(b.open_sides) as open_sides
      from jsonb_to_recordset(${rows(booths)}) as x (id uuid, "boothId" uuid)
      join booths_views.plan b on b.booth_id = x."boothId" group by x.id) s on s.id = r.id`.execute(tx)
  await sql`insert into booths.holding_booths (holding_id, booth_id, number, live)
    select x.id, x."boothId", b.number, x.live
    from jsonb_to_recordset(${rows(booths)}) as x (id uuid, "boothId" uuid, live boolean)
    join booths_views.plan b on b.booth_id = x."boothId"`.execute(tx)
}
