import { Refusal } from '#kernel/refusal.ts'
import type { Figure } from './figure.ts'
import { guestsOfHonour } from './guests-of-honour.ts'
import { nationalExhibitionCountries } from './national-exhibition-countries.ts'
import { nationalExhibitionDebuts } from './national-exhibition-debuts.ts'
import { nationalExhibitionFirstOnSite } from './national-exhibition-first-on-site.ts'
import { nationalExhibitionOrganisations } from './national-exhibition-organisations.ts'
import { pavilionArea } from './pavilion-area.ts'

/** Every figure that is computed from records, in the order people read them. */
export const figures: readonly Figure[] = [
  nationalExhibitionCountries,
  nationalExhibitionOrganisations,
  nationalExhibitionDebuts,
  nationalExhibitionFirstOnSite,
  guestsOfHonour,
  pavilionArea,
]

export function getFigure(id: string): Figure {
  const figure = figures.find((one) => one.id === id)
  if (!figure) throw new Refusal('missing', 'results.no-such-figure')
  return figure
}
