import { z } from 'zod'
import { type Day, holdsOn } from '#kernel/day.ts'
import { houseAdministrator } from '#kernel/permission.ts'
import type { Db } from '#platform/database.ts'
import type { GoodRow, Problem } from '#platform/sheets/read.ts'
import type { Call, Door } from '#web/door.ts'
import { dayField, optionalDay, optionalText, text } from '#web/form.ts'
import { oneOf } from '#web/intake/cells.ts'
import { intakeDoors } from '#web/intake/doors.tsx'
import { addMembership } from './commands/change.ts'
import { type Group, getGroup, listEconomies, listMemberships } from './queries.ts'
import { CERTAINTIES } from './words.ts'

const MemberRow = z.object({
  economy: text(200),
  from: dayField,
  until: optionalDay,
  certainty: oneOf(CERTAINTIES, (one) => `economies.certainty.${one}`, 'unverified'),
  source: optionalText(500),
})
type MemberRow = z.output<typeof MemberRow>

/** Economies by code and by every name they have, as people write them into sheets. */
async function economiesByName(db: Db): Promise<(written: string) => string | undefined> {
  const codes = new Map<string, string>()
  for (const { code, names } of await listEconomies(db, { hidden: true }))
    for (const name of [code, ...Object.values(names)]) codes.set(name.toLowerCase(), code)
  return (written) => codes.get(written.toLowerCase())
}

const overlap = (a: { from: Day; until: Day | null }, b: { from: Day; until: Day | null }) =>
  holdsOn(a, b.from) || holdsOn(b, a.from)

/** Each economy is known, ends after it begins, and is a member once at a time, of what stands and of the file. */
async function check(db: Db, { thing: group }: Call<Group>, rows: readonly GoodRow<MemberRow>[]) {
  const codeOf = await economiesByName(db)
  const standing = (await listMemberships(db, { groupCode: group.code })).map(({ economyCode, from, until }) => ({
    economyCode,
    from,
    until,
  }))
  const problems: Omit<Problem, 'value'>[] = []
  for (const { line, row } of rows) {
    const economyCode = codeOf(row.economy)
    const problem = (column: keyof MemberRow, code: string) => problems.push({ line, column, code, details: {} })
    if (!economyCode) problem('economy', 'economies.no-such-economy')
    else if (row.until !== null && row.until <= row.from) problem('until', 'economies.ends-before-it-begins')
    else if (standing.some((one) => one.economyCode === economyCode && overlap(one, row)))
      problem('from', 'economies.already-member')
    else standing.push({ economyCode, from: row.from, until: row.until })
  }
  return problems
}

/** Members of a group by sheet: the United Nations publish lists, nobody should type them. */
export const membershipSheetDoors: Door[] = intakeDoors<Group, MemberRow>({
  path: '/:lang/groups/:group/upload',
  thing: (call) => getGroup(call.house.db, (call.params.group ?? '').toUpperCase()),
  may: houseAdministrator,
  title: 'economies.members-by-sheet',
  back: ({ thing, reader }) => ({ to: `/groups/${thing.code.toLowerCase()}`, label: reader.words(thing.names).text }),
  file: (group) => `${group.code.toLowerCase()}-members`,
  columns: [
    { key: 'economy', label: 'economies.economy', hint: 'economies.economy-in-sheet', required: true, example: 'TLS' },
    { key: 'from', label: 'web.from', required: true, example: '2003-12-23' },
    { key: 'until', label: 'web.until', hint: 'economies.until-hint', required: false, example: '' },
    { key: 'certainty', label: 'economies.certainty', required: false, example: CERTAINTIES[0] },
    { key: 'source', label: 'web.source', required: false, example: 'A/RES/58/112' },
  ],
  row: MemberRow,
  check,
  keep: async (tx, { thing: group, actor }, rows) => {
    const codeOf = await economiesByName(tx)
    for (const { row } of rows) {
      const { economy, source, ...days } = row
      const order = {
        ...days,
        economyCode: codeOf(economy) ?? economy,
        note: source || null,
        why: undefined,
        by: actor,
      }
      await addMembership(tx, { ...order, groupCode: group.code })
    }
  },
})
