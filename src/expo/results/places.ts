import { type Edition, editionInPath, maySeeEdition } from '#expo/ground/editions/index.ts'
import { permission } from '#kernel/permission.ts'
import type { Call } from '#web/door.ts'
import type { Figure } from './figures/figure.ts'
import { getFigure } from './figures/index.ts'
import { getPublication, type Publication } from './queries.ts'

/** A figure of an edition: what an address under `results/` names. */
export interface FigureThing {
  edition: Edition
  figure: Figure
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
export async function publicationInPath(call: Call): Promise<PublicationThing> {
  const edition = await editionInPath(call)
  return { edition, publication: await getPublication(call.house.db, edition.id, call.params.id ?? '') }
}

/** What is published of an edition may be seen by whoever may see the edition. */
export const maySeeItsEdition = permission<{ edition: Edition }>(maySeeEdition.name, (actor, { edition }) =>
  maySeeEdition.may(actor, edition),
)
