import { type Edition, editionInPath, maySeeEdition } from '#expo/ground/editions/index.ts'
import { permission } from '#kernel/permission.ts'
import { Refusal } from '#kernel/refusal.ts'
import type { Call } from '#web/door.ts'
import type { Figure } from './figures/figure.ts'
import { getFigure } from './figures/index.ts'
import { getPublication, type Publication } from './queries.ts'
import type { Dimension } from './words.ts'

/** A figure of an edition: what an address under `results/` names. */
export interface FigureThing {
  edition: Edition
  figure: Figure
}
/** A figure by area, zone, economy, region or group. */
export interface BreakdownThing extends FigureThing {
  dimension: Dimension
}
export interface PublicationThing {
  edition: Edition
  publication: Publication
}

/** The address of a figure's file ends in what kind of file it is. */
export const figureInPath = async (call: Call): Promise<FigureThing> => ({
  edition: await editionInPath(call),
  figure: getFigure((call.params.figure ?? '').replace(/\.(csv|json)$/, '')),
})
export async function breakdownInPath(call: Call): Promise<BreakdownThing> {
  const thing = await figureInPath(call)
  const asked = (call.params.dimension ?? '').replace(/\.(csv|json)$/, '')
  const dimension = thing.figure.by.find((one) => one === asked)
  if (!dimension) throw new Refusal('missing', 'results.no-such-figure')
  return { ...thing, dimension }
}
export async function publicationInPath(call: Call): Promise<PublicationThing> {
  const edition = await editionInPath(call)
  return { edition, publication: await getPublication(call.house.db, edition.id, call.params.id ?? '') }
}

/** What is published of an edition may be seen by whoever may see the edition. */
export const maySeeItsEdition = permission<{ edition: Edition }>(maySeeEdition.name, (actor, { edition }) =>
  maySeeEdition.may(actor, edition),
)
