import { readFile } from 'node:fs/promises'
import { system } from '#kernel/actor.ts'
import type { Day } from '#kernel/day.ts'
import type { Wording } from '#kernel/language.ts'
import { type Db, newId, transact } from '#platform/database.ts'
import { REFERENCE, record } from '#platform/journal.ts'
import { inRoot } from '#platform/root.ts'
import type { Certainty } from '../words.ts'

interface EconomyEntry {
  code: string
  alpha2: string
  m49: string
  region: string | null
  subregion: string | null
  status: 'member' | 'observer' | 'other'
  at: [number, number]
  names: Wording
}
interface GroupEntry {
  code: string
  names: Wording
  source: string | null
  members: { economy: string; from: Day; until: Day | null; certainty: Certainty; note?: string }[]
}

const read = async <Entry>(name: string): Promise<Entry[]> =>
  JSON.parse(await readFile(inRoot('data', 'economies', `${name}.json`), 'utf8')) as Entry[]

/**
 * Fill an installation with the world: economies, regions, organisations, groups and their members, from data/economies.
 * Who: Rialto itself. Holds: what is there already stays as an administrator left it. Follows: `economies.loaded`.
 */
export async function loadReference(db: Db): Promise<void> {
  const known = await db.selectFrom('economies.economies').select('code').limit(1).execute()
  if (known.length > 0) return
  const [regions, economies, organisations, groups] = await Promise.all([
    read<{ code: string; parent: string | null; names: Wording }>('regions'),
    read<EconomyEntry>('economies'),
    read<{ code: string; names: Wording }>('organisations'),
    read<GroupEntry>('groups'),
  ])
  await transact(db, async (tx) => {
    const keep = regions.map(({ code, parent, names }) => ({ code, parentCode: parent, names }))
    await tx
      .insertInto('economies.regions')
      .values(keep)
      .onConflict((conflict) => conflict.doNothing())
      .execute()
    await tx
      .insertInto('economies.economies')
      .values([
        ...economies.map(({ code, alpha2, m49, region, subregion, status, at, names }) => ({
          code,
          kind: 'country' as const,
          alpha2,
          m49,
          regionCode: region,
          subregionCode: subregion,
          status,
          names,
          latitude: String(at[0]),
          longitude: String(at[1]),
        })),
        ...organisations.map(({ code, names }) => ({ code, kind: 'organisation' as const, names, ...nowhere })),
      ])
      .onConflict((conflict) => conflict.doNothing())
      .execute()
    await tx
      .insertInto('economies.groups')
      .values(groups.map(({ code, names, source }) => ({ code, names, source })))
      .onConflict((conflict) => conflict.doNothing())
      .execute()
    const memberships = groups.flatMap((group) =>
      group.members.map(({ economy, from, until, certainty, note }) => ({
        id: newId(),
        groupCode: group.code,
        economyCode: economy,
        fromDay: from,
        untilDay: until,
        certainty,
        note: note ?? null,
      })),
    )
    await tx.insertInto('economies.memberships').values(memberships).execute()
    const details = {
      economies: economies.length,
      organisations: organisations.length,
      memberships: memberships.length,
    }
    await record(tx, { what: 'economies.loaded', about: 'world', by: system(REFERENCE), details })
  })
}

const nowhere = {
  alpha2: null,
  m49: null,
  regionCode: null,
  subregionCode: null,
  latitude: null,
  longitude: null,
} as const
