import type { Call } from '#web/door.ts'
import { type Economy, type Group, getEconomy, getGroup } from './queries.ts'

/** The economy and the group that an address names; codes may be written small in it. */
export const economyInPath = (call: Call): Promise<Economy> =>
  getEconomy(call.house.db, (call.params.economy ?? '').toUpperCase())
export const groupInPath = (call: Call): Promise<Group> =>
  getGroup(call.house.db, (call.params.group ?? '').toUpperCase())
