import { getEconomy } from '#expo/ground/economies/index.ts'
import { type Edition, editionInPath } from '#expo/ground/editions/index.ts'
import { todayIn } from '#expo/ground/editions/rules.ts'
import type { Day } from '#kernel/day.ts'
import type { Call } from '#web/door.ts'
import { getPavilion, type Pavilion } from './queries.ts'

/** What an address under `/:lang/:edition/pavilions/:economy` names. */
export interface Standing {
  edition: Edition
  pavilion: Pavilion & { pageKnown: boolean }
}

export async function pavilionInPath(call: Call): Promise<Standing> {
  const edition = await editionInPath(call)
  const pavilion = await getPavilion(call.house.db, edition.id, (call.params.economy ?? '').toUpperCase())
  return { edition, pavilion: { ...pavilion, pageKnown: !['invited', 'declined'].includes(pavilion.state) } }
}

/** The address of one pavilion; its desk lies below. */
export const AT = '/:lang/:edition/pavilions/:economy'
export const deskOf = ({ edition, pavilion }: Standing): string =>
  `/${edition.code}/pavilions/${pavilion.economyCode.toLowerCase()}/desk`

export const todayOf = (call: Call<unknown>, edition: Edition): Day => todayIn(edition, call.now)
export const nameOf = async (call: Call<unknown>, code: string): Promise<{ text: string; lang: string }> =>
  call.reader.words((await getEconomy(call.house.db, code)).names)
