import type { Call } from '#web/door.ts'
import { type Edition, getEdition } from './queries.ts'

/** The edition that an address names: what `thing` is at a door under `/:lang/:edition/`. */
export const editionInPath = (call: Call): Promise<Edition> => getEdition(call.house.db, call.params.edition ?? '')

/** The zones that a venue may lie in, as this runtime knows them. */
export const TIME_ZONES: string[] = Intl.supportedValuesOf('timeZone')
