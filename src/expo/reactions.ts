// What follows from what. Every consequence between rooms, on one page.
import { system } from '#kernel/actor.ts'
import { type Reaction, when } from '#platform/journal.ts'
import { copyTerms, listCompanyAnew } from './exhibition/applications/index.ts'
import { copyVenue, endHoldingOf } from './exhibition/booths/index.ts'
import { copyPrices, followFacts, reserveSupport, serveWaiting, withdrawStand } from './exhibition/fees/index.ts'
import { copyCalendar } from './ground/calendar/index.ts'
import { revokeRolesOver } from './ground/people/index.ts'

const by = system('reactions')

/** What a stand's price depends on besides its booth. */
const CHANGES_FACTS = [
  'application.co-exhibitor-added',
  'application.co-exhibitor-changed',
  'application.co-exhibitor-removed',
  'application.co-exhibitors-sent',
  'application.recommended',
  'application.recommendation-confirmed',
  'application.recommendation-withdrawn',
] as const

export const reactions: readonly Reaction[] = [
  // Nobody stays manager of an edition that is gone.
  when('edition.discarded', (db, { about }) => revokeRolesOver(db, { kind: 'edition', thingId: about, by })),
  // A cloned edition begins with the places and the opening hours of the one it was cloned from, and with the terms for exhibitors,
  // its venue, and drafts of its prices.
  when('edition.set-up', async (db, { about: to, details: { clonedFrom: from } }) => {
    if (!from) return
    await copyCalendar(db, { from, to, by })
    await copyTerms(db, { from, to, by })
    await copyVenue(db, { from, to, by })
    await copyPrices(db, { from, to, by })
  }),
  // The list of exhibitors shows a company under the names it has now, and as of the economy it is of.
  when('company.names-written', (db, { about }) => listCompanyAnew(db, about)),
  when('company.facts-changed', (db, { about }) => listCompanyAnew(db, about)),
  when('company.merged', (db, { details: { into } }) => listCompanyAnew(db, into)),
  // Whoever takes part no more holds no booth, owes what the terms say and gives support back; nor does one whose acceptance was taken back.
  when(
    'application.withdrawn',
    (db, { about: applicationId, details: { on } }) => endHoldingOf(db, { applicationId, on, why: '', by }),
    (db, { about: applicationId, details: { editionId, on } }, around) =>
      withdrawStand(db, { applicationId, editionId, on, ...around, by }),
  ),
  when(
    'application.reopened',
    (db, { about: applicationId }) => endHoldingOf(db, { applicationId, on: null, why: '', by }),
    (db, { about: applicationId, details: { editionId } }, around) =>
      withdrawStand(db, { applicationId, editionId, on: null, ...around, by }),
  ),
  // Support is set aside with the acceptance; the statement is opened with the booth, and follows whatever it is reckoned from.
  when('application.accepted', (db, { about: applicationId, details: { on: today } }) =>
    reserveSupport(db, { applicationId, today, by }),
  ),
  when('booth.accepted', (db, { details: { applicationId } }, around) =>
    followFacts(db, { applicationId, ...around, by }),
  ),
  ...CHANGES_FACTS.map((what) =>
    when(what, (db, { about: applicationId }, around) => followFacts(db, { applicationId, ...around, by })),
  ),
  // What comes back, and what is added, is for those who wait for it.
  when('support.returned', (db, { details: { editionId } }, around) => serveWaiting(db, { editionId, ...around, by })),
  when('budget.set', (db, { details: { editionId } }, around) => serveWaiting(db, { editionId, ...around, by })),
]
