import type { Tx } from '#platform/database.ts'
import { areaOf } from '../rules/geometry.ts'
import type { Booth, Floor, Structure } from '../rules/plan.ts'
import { sidesOfAll } from '../rules/sides.ts'

/** So many rows go into one statement: PostgreSQL takes 65,535 parameters. */
const AT_ONCE = 3_000

function* portions<Thing>(things: readonly Thing[]): Generator<Thing[]> {
  for (let from = 0; from < things.length; from += AT_ONCE) yield things.slice(from, from + AT_ONCE)
}

/** Writes what stands on a draft, with area and open sides computed from its shapes. */
export async function writeSheet(
  tx: Tx,
  planId: string,
  floor: Floor,
  { openSideM, constructed }: { openSideM: number; constructed: boolean | ((booth: Booth) => boolean) },
): Promise<void> {
  const sides = sidesOfAll(floor, openSideM)
  const rows = floor.booths.map((booth, index) => ({
    planId,
    boothId: booth.id,
    number: booth.number,
    kind: booth.kind,
    outline: JSON.stringify(booth.outline),
    areaCode: booth.areaCode,
    zoneCode: booth.zoneCode,
    areaM2: areaOf(booth.outline).toFixed(2),
    openSides: sides[index]?.open.length ?? 0,
    holdsPillar: booth.holdsPillar,
    constructed: typeof constructed === 'boolean' ? constructed : constructed(booth),
  }))
  for (const portion of portions(rows)) await tx.insertInto('booths.booths').values(portion).execute()
  for (const portion of portions(floor.structures.map((one) => structureRow(planId, one))))
    await tx.insertInto('booths.structures').values(portion).execute()
}

const structureRow = (planId: string, { id, kind, name, at, outline }: Structure) => ({
  planId,
  structureId: id,
  kind,
  name,
  at: at && JSON.stringify(at),
  outline: outline && JSON.stringify(outline),
})
