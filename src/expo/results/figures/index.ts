import { Refusal } from '#kernel/refusal.ts'
import { boothsHeld } from './booths-held.ts'
import { exhibitorEconomies } from './exhibitor-economies.ts'
import { exhibitors } from './exhibitors.ts'
import { exhibitorsEarlierEditions } from './exhibitors-earlier-editions.ts'
import type { Figure } from './figure.ts'
import { fortune500AndLeaders } from './fortune-500-and-leaders.ts'
import { freeBooths } from './free-booths.ts'
import { guestsOfHonour } from './guests-of-honour.ts'
import { nationalExhibitionCountries } from './national-exhibition-countries.ts'
import { nationalExhibitionDebuts } from './national-exhibition-debuts.ts'
import { nationalExhibitionFirstOnSite } from './national-exhibition-first-on-site.ts'
import { nationalExhibitionOrganisations } from './national-exhibition-organisations.ts'
import { netArea } from './net-area.ts'
import { participatingEconomiesAndOrganisations } from './participating-economies-and-organisations.ts'
import { pavilionArea } from './pavilion-area.ts'
import { recommendedLdcCompanies } from './recommended-ldc-companies.ts'
import { supportGranted } from './support-granted.ts'
import { supportedLdcCompanies } from './supported-ldc-companies.ts'

/** Every figure that is computed from records, in the order people read them. */
export const figures: readonly Figure[] = [
  participatingEconomiesAndOrganisations,
  nationalExhibitionCountries,
  nationalExhibitionOrganisations,
  nationalExhibitionDebuts,
  nationalExhibitionFirstOnSite,
  guestsOfHonour,
  pavilionArea,
  exhibitors,
  exhibitorEconomies,
  fortune500AndLeaders,
  recommendedLdcCompanies,
  boothsHeld,
  netArea,
  supportedLdcCompanies,
  freeBooths,
  supportGranted,
  exhibitorsEarlierEditions,
]

/** What is told of an edition where there is room for a few: the first of them that have anything to tell. */
export const headlines: readonly Figure[] = [
  participatingEconomiesAndOrganisations,
  nationalExhibitionCountries,
  exhibitors,
  exhibitorEconomies,
  nationalExhibitionOrganisations,
  nationalExhibitionDebuts,
]

export function getFigure(id: string): Figure {
  const figure = figures.find((one) => one.id === id)
  if (!figure) throw new Refusal('missing', 'results.no-such-figure')
  return figure
}
