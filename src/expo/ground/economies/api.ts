import { z } from 'zod'
import { type Day, dayAt } from '#kernel/day.ts'
import type { Wording } from '#kernel/language.ts'
import { anyone } from '#kernel/permission.ts'
import {
  DayText,
  dayAsked,
  EconomyCode,
  inPages,
  inWords,
  listOf,
  oneOf,
  pageOf,
  Words,
  words,
  wordsIn,
} from '#web/api.ts'
import { api, type Call, type Door } from '#web/door.ts'
import { economyInPath, groupInPath } from './places.ts'
import {
  countMembersOn,
  type Economy,
  type Group,
  type GroupMember,
  listEconomies,
  listGroups,
  listMemberships,
  listMembersOn,
  listRegions,
  searchEconomies,
} from './queries.ts'
import { isMember } from './rules.ts'
import { CERTAINTIES, ECONOMY_KINDS } from './words.ts'

const RegionCode = z.string().meta({ description: 'UN M49 code of a region.', examples: ['142'] })
const GroupCode = z.string().meta({ description: 'Code of a group.', examples: ['LDC'] })

const EconomyLine = z
  .object({
    code: EconomyCode,
    kind: z.enum(ECONOMY_KINDS),
    alpha2: z
      .string()
      .nullable()
      .meta({ description: 'ISO 3166-1 alpha-2.', examples: ['TL'] }),
    m49: z
      .string()
      .nullable()
      .meta({ description: 'UN M49.', examples: ['626'] }),
    region: RegionCode.nullable(),
    subregion: RegionCode.nullable(),
    status: z.enum(['member', 'observer', 'other']).meta({ description: 'In the United Nations.' }),
    name: Words,
    latitude: z.number().nullable().meta({ description: 'Degrees, of a point about in its middle.' }),
    longitude: z.number().nullable(),
  })
  .meta({ id: 'Economy' })

const MembershipLine = z
  .object({
    group: GroupCode,
    economy: EconomyCode,
    from: DayText,
    until: DayText.nullable().meta({ description: 'The first day on which it is no member any more.' }),
    certainty: z.enum(CERTAINTIES).meta({ description: 'How well its days are known.' }),
  })
  .meta({ id: 'Membership' })

const EconomyInFull = EconomyLine.extend({
  memberships: z.array(MembershipLine).meta({ description: 'Past, present and to come.' }),
}).meta({ id: 'EconomyInFull' })

const RegionLine = z.object({ code: RegionCode, parent: RegionCode.nullable(), name: Words }).meta({ id: 'Region' })

const GroupLine = z
  .object({
    code: GroupCode,
    name: Words,
    source: z.string().nullable(),
    on: DayText,
    members: z.int().meta({ description: 'How many there are on that day.' }),
  })
  .meta({ id: 'Group' })

const GroupInFull = GroupLine.extend({
  memberships: z.array(MembershipLine).meta({ description: 'Those that hold on that day.' }),
}).meta({ id: 'GroupInFull' })

type Say = (words: Wording) => Wording

const economyLine = (economy: Economy, say: Say) => ({
  code: economy.code,
  kind: economy.kind,
  alpha2: economy.alpha2,
  m49: economy.m49,
  region: economy.regionCode,
  subregion: economy.subregionCode,
  status: economy.status,
  name: say(economy.names),
  latitude: economy.at?.latitude ?? null,
  longitude: economy.at?.longitude ?? null,
})
const membershipLine = ({ groupCode: group, economyCode: economy, from, until, certainty }: GroupMember) => ({
  group,
  economy,
  from,
  until,
  certainty,
})
const groupLine = ({ code, names, source }: Group, on: Day, members: number, say: Say) => ({
  code,
  name: say(names),
  source,
  on,
  members,
})

const on = dayAsked('The day on which membership is asked for; without one, today.')
const onThe = (call: Call<unknown>, asked: Day | undefined): Day => asked ?? dayAt(call.now, 'UTC')
const tag = 'economies.title'

export const economyApi: Door[] = [
  api('/api/v1/economies', {
    may: anyone,
    operation: {
      id: 'listEconomies',
      summary: 'economies.operations.list',
      tag,
      query: inPages.extend({
        q: words(200, 'A part of a name in any language, or a code.', 'Timor'),
        kind: oneOf(ECONOMY_KINDS, 'Countries and territories, or organisations.'),
        region: words(3, 'UN M49 code of the region.', '142'),
        group: words(15, 'Code of a group whose members are asked for.', 'LDC'),
        on,
      }),
      answer: listOf('EconomyList', EconomyLine),
    },
    answer: async (call, { lang, q, kind, region, group, on, ...paging }) => {
      const { db } = call.house
      const members = group ? new Set(await listMembersOn(db, group.toUpperCase(), onThe(call, on))) : null
      const found = (q ? await searchEconomies(db, q) : await listEconomies(db)).filter(
        (one) =>
          (!kind || one.kind === kind) &&
          (!region || one.regionCode === region || one.subregionCode === region) &&
          (!members || members.has(one.code)),
      )
      const lines = found.map((economy) => economyLine(economy, wordsIn(lang)))
      return pageOf(call, paging, lines, (line) => line.code)
    },
  }),
  api('/api/v1/economies/:economy', {
    thing: economyInPath,
    may: anyone,
    operation: {
      id: 'getEconomy',
      summary: 'economies.operations.one',
      tag,
      query: inWords,
      answer: EconomyInFull,
    },
    answer: async ({ house, thing: economy }, { lang }) => ({
      ...economyLine(economy, wordsIn(lang)),
      memberships: (await listMemberships(house.db, { economyCode: economy.code })).map(membershipLine),
    }),
  }),
  api('/api/v1/regions', {
    may: anyone,
    operation: {
      id: 'listRegions',
      summary: 'economies.operations.regions',
      tag,
      query: inPages,
      answer: listOf('RegionList', RegionLine),
    },
    answer: async (call, { lang, ...paging }) => {
      const lines = (await listRegions(call.house.db)).map(({ code, parentCode: parent, names }) => ({
        code,
        parent,
        name: wordsIn(lang)(names),
      }))
      return pageOf(call, paging, lines, (line) => line.code)
    },
  }),
  api('/api/v1/groups', {
    may: anyone,
    operation: {
      id: 'listGroups',
      summary: 'economies.operations.groups',
      tag,
      query: inPages.extend({ on }),
      answer: listOf('GroupList', GroupLine),
    },
    answer: async (call, { lang, on, ...paging }) => {
      const day = onThe(call, on)
      const counts = await countMembersOn(call.house.db, day)
      const lines = (await listGroups(call.house.db)).map((group) =>
        groupLine(group, day, counts.get(group.code) ?? 0, wordsIn(lang)),
      )
      return pageOf(call, paging, lines, (line) => line.code)
    },
  }),
  api('/api/v1/groups/:group', {
    thing: groupInPath,
    may: anyone,
    operation: {
      id: 'getGroup',
      summary: 'economies.operations.group',
      tag,
      query: inWords.extend({ on }),
      answer: GroupInFull,
    },
    answer: async (call, { lang, on }) => {
      const day = onThe(call, on)
      const held = await listMemberships(call.house.db, { groupCode: call.thing.code })
      const memberships = held.filter((one) => isMember([one], day)).map(membershipLine)
      return { ...groupLine(call.thing, day, memberships.length, wordsIn(lang)), memberships }
    },
  }),
]
