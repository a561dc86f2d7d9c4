import { countUndecided, searchExhibitors } from '#expo/exhibition/applications/index.ts'
import { countHoldings, listStandingBooths } from '#expo/exhibition/booths/index.ts'
import { countWaitingOf } from '#expo/exhibition/fees/index.ts'
import { listExhibition, listPavilions } from '#expo/exhibition/pavilions/index.ts'
import type { State } from '#expo/exhibition/pavilions/words.ts'
import { countProposals, listHappenings, listNowAndNext } from '#expo/ground/calendar/index.ts'
import { countWaiting, searchCompanies } from '#expo/ground/companies/index.ts'
import { listEconomies } from '#expo/ground/economies/index.ts'
import {
  type Edition,
  editionInPath,
  findCurrentEdition,
  listAreas,
  listEditions,
  listHalls,
  listWindows,
  mayManageEdition,
  maySeeEdition,
  mayWorkOnEdition,
} from '#expo/ground/editions/index.ts'
import { mayRegisterNow, nowIn, phaseOf, todayIn } from '#expo/ground/editions/rules.ts'
import { countFigures, figures, headlines } from '#expo/results/index.ts'
import type { Person } from '#kernel/actor.ts'
import { dayAt, daysBetween } from '#kernel/day.ts'
import { anyone, signedIn } from '#kernel/permission.ts'
import { Refusal } from '#kernel/refusal.ts'
import { type Call, type Door, page } from '#web/door.ts'
import { tidy } from '#web/form.ts'
import { beginningOf } from './beginning.ts'
import { BeginningPage } from './pages/beginning.tsx'
import { DeskPage, StaffPage, type Waiting } from './pages/desk.tsx'
import { FindPage } from './pages/find.tsx'
import { FrontPage } from './pages/front.tsx'
import { findIn } from './search.ts'
import { agendaOf, deskOf } from './tasks.ts'

async function frontOf(call: Call<unknown>, edition: Edition) {
  const { house, reader, now } = call
  const today = todayIn(edition, now)
  // After it has closed, an edition is shown as it was on its last day.
  const asOf = today > edition.closesOn ? edition.closesOn : today
  const hour = nowIn(edition, now)
  const [listed, computed, areas, windows, programme] = await Promise.all([
    listExhibition(house.db, reader, edition, asOf),
    countFigures(house.db, { editionId: edition.id, asOf }, headlines),
    listAreas(house.db, edition.id),
    listWindows(house.db, edition.id),
    listNowAndNext(house.db, edition.id, hour, 4),
  ])
  const open = windows.filter((window) => mayRegisterNow(window, hour).ok)
  const next = windows.filter((window) => window.opensAt > hour).slice(0, 4)
  const phase = phaseOf(edition, today)
  return <FrontPage {...{ reader, edition, phase, asOf, listed, computed, areas, open, next, programme }} />
}

const MOST_WORDS = 200
const MOST_COMPANIES = 20

async function foundIn(call: Call<unknown>, edition: Edition) {
  const { house, reader, query, now } = call
  const words = tidy(query.get('q') ?? '').slice(0, MOST_WORDS)
  const asOf = todayIn(edition, now)
  const whose = { editionId: edition.id, lang: reader.lang, asOf: asOf > edition.closesOn ? edition.closesOn : asOf }
  const [participants, happenings, economies, halls, areas, windows, editions, known, booths, exhibitors] =
    await Promise.all([
      listExhibition(house.db, reader, edition, asOf),
      words === '' ? [] : listHappenings(house.db, { editionId: edition.id, announced: true, words, limit: 60 }),
      listEconomies(house.db, { hidden: true }),
      listHalls(house.db, edition.id),
      listAreas(house.db, edition.id),
      listWindows(house.db, edition.id),
      listEditions(house.db),
      searchCompanies(house.db, { words, known: true }, MOST_COMPANIES),
      listStandingBooths(house.db, edition.id),
      words === '' ? [] : searchExhibitors(house.db, whose, words, MOST_COMPANIES),
    ])
  // A company that exhibits here is found as an exhibitor, and once.
  const exhibiting = new Set(exhibitors.map((one) => one.companyId))
  const companies = known.filter((one) => !exhibiting.has(one.id))
  const ids = figures.map((figure) => figure.id)
  const things = { participants, exhibitors, happenings, economies, halls, areas, booths, windows, companies }
  const shelves = { edition, editions, ...things, figures: ids }
  return <FindPage reader={reader} edition={edition} words={words} found={findIn(shelves, words, reader)} />
}

async function currentEdition(call: Call<unknown>): Promise<Edition> {
  const edition = await findCurrentEdition(call.house.db, call.now)
  if (!edition) throw new Refusal('missing', 'web.no-such-page')
  return edition
}

/** What waits for staff: counted, with the age of the oldest. */
async function waitingOf({ house, reader, thing: edition, now }: Call<Edition>): Promise<Waiting[]> {
  const today = todayIn(edition, now)
  const pavilions = await listPavilions(house.db, edition.id)
  const since = (state: State) =>
    pavilions.filter((one) => one.state === state).map((one) => (state === 'invited' ? one.invitedOn : one.answeredOn))
  const documents = await countWaiting(house.db)
  const companies = {
    label: reader.t('companies.queue'),
    count: documents.count,
    oldest: documents.oldest && Math.max(0, daysBetween(dayAt(documents.oldest, 'UTC'), dayAt(now, 'UTC'))),
    href: reader.at('/staff/companies/documents'),
  }
  const states = (['invited', 'confirmed', 'design-approved'] as const).map((state) => {
    const days = since(state).filter((day) => day !== null)
    const oldest = days.length === 0 ? null : Math.max(...days.map((day) => Math.max(0, daysBetween(day, today))))
    return {
      label: `${reader.t('front.staff-pavilions')}: ${reader.t(`pavilions.states.${state}`)}`,
      count: days.length,
      oldest,
      href: reader.at(`/${edition.code}/staff/pavilions?state=${state}`),
    }
  })
  const proposed = await countProposals(house.db, edition.id)
  const proposals = {
    label: reader.t('calendar.proposals'),
    count: proposed.count,
    oldest: proposed.oldest && Math.max(0, daysBetween(dayAt(proposed.oldest, 'UTC'), dayAt(now, 'UTC'))),
    href: reader.at(`/${edition.code}/staff/calendar`),
  }
  const { undecided, heard } = await countUndecided(house.db, edition.id)
  const applications = (['undecided', 'heard'] as const).map((which) => {
    const { count, oldest } = { undecided, heard }[which]
    return {
      label: reader.t(`front.staff-applications-${which}`),
      count,
      oldest: oldest && Math.max(0, daysBetween(dayAt(oldest, edition.timeZone), today)),
      href: reader.at(`/${edition.code}/staff/applications?${which === 'heard' ? 'open=heard' : 'state=submitted'}`),
    }
  })
  const accounts = await countWaitingOf(house.db, edition.id, today)
  const fees = [
    ['front.staff-fees-entries', accounts.entries.count, '/entries', accounts.entries.oldest],
    ['front.staff-fees-scans', accounts.scans, '/accounts?state=unsigned', null],
    ['front.staff-fees-releases', accounts.releases, '/releases', null],
  ] as const
  const money = fees.map(([label, count, path, oldest]) => ({
    label: reader.t(label),
    count,
    oldest: oldest && Math.max(0, daysBetween(oldest, today)),
    href: reader.at(`/${edition.code}/staff/fees${path}`),
  }))
  const changes = {
    label: `${reader.t('holdings.title')}: ${reader.t('holdings.states.change-asked')}`,
    count: (await countHoldings(house.db, edition.id))['change-asked'] ?? 0,
    oldest: null,
    href: reader.at(`/${edition.code}/staff/holdings?state=change-asked`),
  }
  return [...states, ...applications, changes, ...money, proposals, companies]
}

export const frontDoors: Door[] = [
  page('/:lang', {
    may: anyone,
    show: async (call) => {
      const edition = await findCurrentEdition(call.house.db, call.now)
      if (edition) return frontOf(call, edition)
      return <BeginningPage reader={call.reader} at={await beginningOf(call.house.db, call.actor)} />
    },
  }),
  page('/:lang/find', { may: anyone, show: async (call) => foundIn(call, await currentEdition(call)) }),
  page('/:lang/desk', {
    may: signedIn,
    show: async ({ house, reader, actor, now }) => {
      const person = actor as Person
      const agenda = await agendaOf(house.db, person, now)
      return <DeskPage reader={reader} agenda={agenda} {...(await deskOf(house.db, reader, { actor: person, now }))} />
    },
  }),
  page('/:lang/:edition', {
    thing: editionInPath,
    may: maySeeEdition,
    show: (call) => frontOf(call, call.thing),
  }),
  page('/:lang/:edition/find', {
    thing: editionInPath,
    may: maySeeEdition,
    show: (call) => foundIn(call, call.thing),
  }),
  page('/:lang/:edition/staff', {
    thing: editionInPath,
    may: mayWorkOnEdition,
    show: async (call) => {
      const { reader, thing: edition } = call
      const at = (path: string) => reader.at(`/${edition.code}/staff${path}`)
      const way = (path: string, label: string, say: string) => ({ href: at(path), label, say })
      const ways = [
        way('/pavilions', reader.t('front.staff-pavilions'), reader.t('front.staff-pavilions-say')),
        way('/applications', reader.t('front.staff-applications'), reader.t('front.staff-applications-say')),
        way('/plans', reader.t('front.staff-plans'), reader.t('front.staff-plans-say')),
        way('/holdings', reader.t('holdings.title'), reader.t('front.staff-holdings-say')),
        way('/fees', reader.t('fees.staff-title'), reader.t('front.staff-fees-say')),
        way('/calendar', reader.t('calendar.staff'), reader.t('front.staff-calendar-say')),
        way('/results', reader.t('front.staff-results'), reader.t('front.staff-results-say')),
        {
          href: reader.at('/staff/companies'),
          label: reader.t('companies.staff-title'),
          say: reader.t('front.staff-companies-say'),
        },
        ...(mayManageEdition.may(call.actor, edition)
          ? [
              way('/edition', reader.t('editions.manage'), reader.t('front.staff-edition-say')),
              way('/team', reader.t('people.staff-team'), reader.t('front.staff-team-say')),
            ]
          : []),
      ]
      return <StaffPage reader={reader} edition={edition} waiting={await waitingOf(call)} ways={ways} />
    },
  }),
]
