import {
  type Edition,
  editionInPath,
  listAreas,
  mayManageEdition,
  mayWorkOnEdition,
} from '#expo/ground/editions/index.ts'
import { dayAt, daysBetween } from '#kernel/day.ts'
import { csvOf, xlsxOf } from '#web/csv.ts'
import { type Call, type Door, data, page } from '#web/door.ts'
import type { Above } from '../above.ts'
import { type QueueAsked, type Queued, QueuePage } from '../pages/queue.tsx'
import { WaitingPage } from '../pages/waiting.tsx'
import type { Application } from '../queries/applications.ts'
import { listDemand, listWaiting } from '../queries/capacity.ts'
import { countCompanionsOf } from '../queries/companions.ts'
import { listStandingDecisions } from '../queries/decisions.ts'
import { countByState, listQueue, type QueueFilter, SORTS, type Sort } from '../queries/queue.ts'
import { countRecommendations } from '../queries/recommendations.ts'
import { getTerms } from '../queries/terms.ts'
import { referenceOf } from '../rules.ts'
import { BOOTH_KINDS, ROLES, STATES } from '../words.ts'
import {
  applicantNames,
  asId,
  codeIn,
  economyNames,
  economyOptions,
  idIn,
  leastDevelopedOn,
  namesOfPeople,
  oneOf,
  staffOptions,
  todayOf,
  wordsIn,
} from './calls.ts'

const AT = '/:lang/:edition/staff/applications'
const worked = { thing: editionInPath, may: mayWorkOnEdition } as const
const PAGE = 50
/** Rows that an export reads at once. */
const BATCH = 500

const YES_NO = ['yes', 'no'] as const

/** What the address asks of the queue, as the page shows it again. */
export const askedIn = (call: Call<unknown>): QueueAsked => ({
  state: oneOf(call, 'state', STATES) ?? '',
  area: codeIn(call, 'area'),
  zone: codeIn(call, 'zone'),
  kind: oneOf(call, 'kind', BOOTH_KINDS) ?? '',
  role: oneOf(call, 'role', ROLES) ?? '',
  economy: codeIn(call, 'economy'),
  ldc: oneOf(call, 'ldc', ['yes']) ?? '',
  recommended: oneOf(call, 'recommended', YES_NO) ?? '',
  owner: codeIn(call, 'owner'),
  open: oneOf(call, 'open', ['asked', 'heard']) ?? '',
  q: wordsIn(call),
  sort: sortIn(call),
})
export const sortIn = (call: Call<unknown>): Sort => oneOf(call, 'sort', SORTS) ?? 'age'

/** The same as the queue is asked for it. */
export async function filterIn(call: Call<unknown>, edition: Edition): Promise<QueueFilter> {
  const asked = askedIn(call)
  const { actor } = call
  const owner = { me: actor.kind === 'person' ? actor.id : null, none: null }[asked.owner]
  return {
    state: oneOf(call, 'state', STATES),
    areaCode: asked.area,
    zoneCode: asked.zone,
    kind: oneOf(call, 'kind', BOOTH_KINDS),
    role: oneOf(call, 'role', ROLES),
    economyCode: asked.economy,
    economyCodes: asked.ldc ? [...(await leastDevelopedOn(call, edition))] : undefined,
    recommended: asked.recommended === '' ? undefined : asked.recommended === 'yes',
    owner: asked.owner === '' ? undefined : asked.owner in { me: 1, none: 1 } ? owner : asked.owner,
    open: oneOf(call, 'open', ['asked', 'heard']),
    words: asked.q,
  }
}

/** Applications with what a list says of each: of whom, from where, who looks after it. */
export async function queuedOf(call: Call<unknown>, applications: readonly Application[]): Promise<Queued[]> {
  const nameOf = await applicantNames(call, applications)
  const economyOf = await economyNames(call)
  const people = await namesOfPeople(
    call,
    applications.map((one) => one.owner),
  )
  return applications.map((application) => ({
    application,
    company: nameOf(application),
    economy: economyOf(application.economyCode),
    owner: application.owner ? (people.get(application.owner) ?? null) : null,
  }))
}

const queuePage = async (call: Call<Edition>) => {
  const { house, reader, actor, thing: edition } = call
  const filter = await filterIn(call, edition)
  const after = idIn(call, 'after') || undefined
  const order = { sort: sortIn(call), ...(after && { after }), limit: PAGE + 1 }
  const [found, counts, areas] = await Promise.all([
    listQueue(house.db, edition.id, filter, order),
    countByState(house.db, edition.id, filter),
    listAreas(house.db, edition.id),
  ])
  const shown = found.slice(0, PAGE)
  return (
    <QueuePage
      reader={reader}
      edition={edition}
      rows={await queuedOf(call, shown)}
      {...{ counts, areas }}
      asked={askedIn(call)}
      economies={await economyOptions(call)}
      staff={await staffOptions(call, edition)}
      next={found.length > PAGE ? (shown.at(-1)?.id ?? null) : null}
      first={after === undefined}
      today={todayOf(call, edition)}
      manages={mayManageEdition.may(actor, edition)}
    />
  )
}

const COLUMNS = [
  'reference',
  'state',
  'company',
  'economy',
  'least_developed',
  'role',
  'area',
  'zone',
  'kind',
  'area_m2',
  'open_sides',
  'co_exhibitors',
  'represented',
  'recommendations',
  'owner',
  'submitted_at',
  'days',
  'decided_on',
  'accepted_on',
  'reason',
  'question_since',
  'constructed',
]

/** All applications that a filter leaves, some hundreds at a time. */
async function* rowsOf(call: Call<Edition>) {
  const { house, thing: edition } = call
  const filter = await filterIn(call, edition)
  const sort = sortIn(call)
  const developed = await leastDevelopedOn(call, edition)
  for (let after: string | undefined; ; ) {
    const batch = await listQueue(house.db, edition.id, filter, { sort, ...(after && { after }), limit: BATCH })
    for await (const row of detailed(call, batch, developed)) yield row
    if (batch.length < BATCH) return
    after = batch.at(-1)?.id
  }
}

async function* detailed(call: Call<Edition>, batch: readonly Application[], developed: ReadonlySet<string>) {
  const { house, reader, thing: edition } = call
  const ids = batch.map((one) => one.id)
  const [queued, companions, recommended, decisions, { reasons }] = await Promise.all([
    queuedOf(call, batch),
    countCompanionsOf(house.db, ids),
    countRecommendations(house.db, ids),
    listStandingDecisions(house.db, ids),
    getTerms(house.db, edition.id),
  ])
  const today = todayOf(call, edition)
  for (const { application: one, company, owner } of queued) {
    const decision = decisions.get(one.id)
    const reason = reasons.find((known) => known.code === decision?.reason)
    yield {
      reference: one.number === null ? '' : referenceOf(edition.code, one.number),
      state: one.state,
      company: company.text,
      economy: one.economyCode,
      least_developed: developed.has(one.economyCode),
      role: one.role,
      area: one.areaCode,
      zone: one.zoneCode,
      kind: one.boothKind,
      area_m2: one.areaM2,
      open_sides: one.leastOpenSides,
      co_exhibitors: companions.get(one.id)?.['co-exhibitor'] ?? 0,
      represented: companions.get(one.id)?.represented ?? 0,
      recommendations: recommended.get(one.id) ?? 0,
      owner,
      submitted_at: one.submittedAt?.toISOString() ?? null,
      days: Math.max(0, daysBetween(dayAt(one.submittedAt ?? one.begunAt, edition.timeZone), today)),
      decided_on: one.decidedOn,
      accepted_on: one.acceptedOn,
      reason: [reason && reader.words(reason.words).text, decision?.words].filter(Boolean).join(' '),
      question_since: one.askedSince?.toISOString() ?? null,
      constructed: one.constructed,
    }
  }
}

const waitingPage = (above: Above) => async (call: Call<Edition>) => {
  const { house, reader, thing: edition } = call
  const area = codeIn(call, 'area')
  const after = idIn(call, 'after')
  const found = await listWaiting(house.db, edition.id, { areaCode: area, after, limit: PAGE + 1 })
  const shown = found.slice(0, PAGE)
  return (
    <WaitingPage
      reader={reader}
      edition={edition}
      rows={await queuedOf(call, shown)}
      decisions={
        await listStandingDecisions(
          house.db,
          shown.map((one) => one.id),
        )
      }
      reasons={(await getTerms(house.db, edition.id)).reasons}
      areas={await listAreas(house.db, edition.id)}
      demand={await listDemand(house.db, edition.id)}
      drawn={await above.drawn(call, edition)}
      area={area}
      first={asId(after) === ''}
      next={found.length > PAGE ? (shown.at(-1)?.id ?? null) : null}
    />
  )
}

export const queueDoors = (above: Above): Door[] => [
  page(AT, { ...worked, show: queuePage }),
  data('get', `${AT}.csv`, {
    ...worked,
    answer: (call) => csvOf(`${call.thing.code}-applications.csv`, rowsOf(call), COLUMNS),
  }),
  data('get', `${AT}.xlsx`, {
    ...worked,
    answer: (call) =>
      xlsxOf(`${call.thing.code}-applications.xlsx`, rowsOf(call), {
        columns: COLUMNS,
        rtl: call.reader.dir === 'rtl',
      }),
  }),
  page(`${AT}/waiting`, { ...worked, show: waitingPage(above) }),
]
