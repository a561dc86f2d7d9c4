import type { Child } from 'hono/jsx'
import type { Edition } from '#expo/ground/editions/index.ts'
import type { Call } from '#web/door.ts'
import type { Place } from './pages/exhibitors.tsx'
import type { Standing } from './places.ts'

/** What rooms above know and pages of this room show, once there are such rooms: `main` hands it in. */
export interface Above {
  /** m² that are drawn of each area, by its code. */
  drawn(call: Call<unknown>, edition: Edition): Promise<ReadonlyMap<string, number>>
  /** Where the stands of applications are, for the public, by application. */
  places(call: Call<unknown>, edition: Edition, applicationIds: readonly string[]): Promise<ReadonlyMap<string, Place>>
  /** What the stand that is asked for would cost, with the support that is open to its company. */
  estimate(call: Call<Standing>): Promise<Child>
}

export const nothingAbove: Above = {
  drawn: async () => new Map(),
  places: async () => new Map(),
  estimate: async () => null,
}
