import type { Day } from '#kernel/day.ts'
import type { Wording } from '#kernel/language.ts'
import { Refusal } from '#kernel/refusal.ts'
import type { Db } from '#platform/database.ts'
import type { Certainty, EconomyKind } from './words.ts'
import { worldOf } from './world.ts'

export interface Economy {
  code: string
  kind: EconomyKind
  alpha2: string | null
  m49: string | null
  regionCode: string | null
  subregionCode: string | null
  status: 'member' | 'observer' | 'other'
  /** The administrator's wording where there is one, else the United Nations'. */
  names: Wording
  shown: boolean
  /** Degrees, of a point about in its middle: where a map draws its dot. */
  at: { latitude: number; longitude: number } | null
}

export interface Region {
  code: string
  parentCode: string | null
  names: Wording
}

export interface Group {
  code: string
  names: Wording
  source: string | null
  version: number
}

export interface GroupMember {
  id: string
  groupCode: string
  economyCode: string
  from: Day
  until: Day | null
  certainty: Certainty
  note: string | null
  version: number
}

/** Every economy that is shown (or every one there is), by code. */
export async function listEconomies(db: Db, { hidden = false }: { hidden?: boolean } = {}): Promise<Economy[]> {
  const { economies } = await worldOf(db)
  return economies.filter((one) => hidden || one.shown)
}

export const findEconomy = async (db: Db, code: string): Promise<Economy | null> =>
  (await worldOf(db)).byCode.get(code) ?? null

export async function getEconomy(db: Db, code: string): Promise<Economy> {
  const economy = await findEconomy(db, code)
  if (!economy) throw new Refusal('missing', 'economies.no-such-economy')
  return economy
}

/** What an administrator changed of an economy's names, apart from the United Nations' own. */
export async function getShownNames(
  db: Db,
  code: string,
): Promise<{ names: Wording; shownNames: Wording; version: number }> {
  return db
    .selectFrom('economies.economies')
    .select(['names', 'shownNames', 'version'])
    .where('code', '=', code)
    .executeTakeFirstOrThrow(() => new Refusal('missing', 'economies.no-such-economy'))
}

export const listRegions = async (db: Db): Promise<Region[]> => [...(await worldOf(db)).regions]

export const listGroups = (db: Db): Promise<Group[]> =>
  db.selectFrom('economies.groups').select(['code', 'names', 'source', 'version']).orderBy('code').execute()

export async function getGroup(db: Db, code: string): Promise<Group> {
  const group = (await listGroups(db)).find((one) => one.code === code)
  if (!group) throw new Refusal('missing', 'economies.no-such-group')
  return group
}

/** Memberships of a group or of an economy, past and to come. */
export async function listMemberships(
  db: Db,
  of: { groupCode?: string; economyCode?: string },
): Promise<GroupMember[]> {
  const rows = await db
    .selectFrom('economies.memberships')
    .selectAll()
    .$if(of.groupCode !== undefined, (query) => query.where('groupCode', '=', of.groupCode as string))
    .$if(of.economyCode !== undefined, (query) => query.where('economyCode', '=', of.economyCode as string))
    .orderBy('economyCode')
    .orderBy('fromDay')
    .execute()
  return rows.map(({ fromDay: from, untilDay: until, ...row }) => ({ ...row, from, until }))
}

export async function getMembership(db: Db, id: string): Promise<GroupMember> {
  const row = await db.selectFrom('economies.memberships').selectAll().where('id', '=', id).executeTakeFirst()
  if (!row) throw new Refusal('missing', 'economies.no-such-membership')
  const { fromDay: from, untilDay: until, ...rest } = row
  return { ...rest, from, until }
}

/** Is an economy a member of a group on a day? */
export async function isMemberOn(db: Db, economyCode: string, groupCode: string, on: Day): Promise<boolean> {
  return (await listMembersOn(db, groupCode, on)).includes(economyCode)
}

/** The codes of a group's members on a day. */
export async function listMembersOn(db: Db, groupCode: string, on: Day): Promise<string[]> {
  const rows = await db
    .selectFrom('economiesViews.memberships')
    .select('economyCode')
    .where('groupCode', '=', groupCode)
    .where('fromDay', '<=', on)
    .where((where) => where.or([where('untilDay', 'is', null), where('untilDay', '>', on)]))
    .orderBy('economyCode')
    .execute()
  return rows.map((row) => row.economyCode)
}

/** How many members each group has on a day; groups without any are left out. */
export async function countMembersOn(db: Db, on: Day): Promise<Map<string, number>> {
  const rows = await db
    .selectFrom('economiesViews.memberships')
    .select((select) => ['groupCode', select.fn.countAll<number>().as('count')])
    .where('fromDay', '<=', on)
    .where((where) => where.or([where('untilDay', 'is', null), where('untilDay', '>', on)]))
    .groupBy('groupCode')
    .execute()
  return new Map(rows.map((row) => [row.groupCode, row.count]))
}

/** Shown economies whose name in any language holds the words, or whose code they are. */
export async function searchEconomies(db: Db, words: string): Promise<Economy[]> {
  const asked = words.toLowerCase()
  const holds = (one: Economy) =>
    one.code.toLowerCase() === asked || Object.values(one.names).some((name) => name.toLowerCase().includes(asked))
  return (await listEconomies(db)).filter(holds)
}
