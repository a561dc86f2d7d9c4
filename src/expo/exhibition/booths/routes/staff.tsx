import {
  type Edition,
  editionInPath,
  listHalls,
  mayManageEdition,
  mayWorkOnEdition,
} from '#expo/ground/editions/index.ts'
import { nowIn, todayIn } from '#expo/ground/editions/rules.ts'
import { listEntries } from '#platform/journal.ts'
import { type Call, type Door, type Draft, data, deed, page } from '#web/door.ts'
import { beginDraft, discardDraft } from '../commands/begin-draft.ts'
import { knownFor, type Review, releasePlan, reviewOf } from '../commands/release.ts'
import { changesOver, findingsOver } from '../drawing/changes.ts'
import { draftDrawing } from '../drawings.ts'
import { BeginForm, ReleaseForm, VersionForm } from '../forms.ts'
import { holdersOf } from '../holdings/queries.ts'
import { tellOffered } from '../holdings/telling.ts'
import { planDesk } from '../pages/desk-parts.tsx'
import { DiscardPage, PlanDeskPage, ReleasePage, VersionPage } from '../pages/plan-desk.tsx'
import { PlansPage } from '../pages/plans.tsx'
import { mayDrawPlan } from '../permissions.ts'
import { draftInPath, type HallPlace, hallInPath, versionInPath } from '../places.ts'
import {
  asLargeAs,
  countPlans,
  type Drawing,
  findEarlier,
  findPlan,
  findRules,
  listVersions,
  type Plan,
  readDrawing,
} from '../queries.ts'
import { type Remedy, toBeAsked } from '../rules/change.ts'
import { wholeNumber } from '../rules/find.ts'
import { geoJsonOf } from '../rules/geojson.ts'
import { findingsOf } from '../rules/layout.ts'
import { StandingPlan } from '../standing.ts'

export type DraftPlace = HallPlace & { plan: Plan }

/** A plan drawn anew, with marks over it: what a draft looks like just now. */
export function drawnNow(
  call: Call<HallPlace>,
  drawing: Drawing,
  over = '',
  href?: (booth: { id: string }) => string,
): string {
  const { reader, thing } = call
  const standing = new StandingPlan(drawing, thing.rules)
  const drawn = draftDrawing(reader, { standing, hall: thing.hall, areas: thing.areas, turn: 0 }, href)
  return `${drawn.begin}${drawn.plan}${over}${drawn.end}`
}

export const geoJsonDownload = (edition: Edition, drawing: Drawing): Response =>
  new Response(
    JSON.stringify(geoJsonOf({ ...drawing, edition: edition.code, hall: drawing.hallCode, plan: drawing.number })),
    {
      headers: {
        'content-type': 'application/geo+json',
        'content-disposition': `attachment; filename="${edition.code}-${drawing.hallCode.replace(/[^\w.-]+/g, '_')}-${drawing.number}.geojson"`,
        'cache-control': 'private, no-store',
      },
    },
  )

async function showPlans(call: Call<Edition>) {
  const { house, reader, actor, thing: edition } = call
  const { db } = house
  const [halls, plans, rules] = await Promise.all([
    listHalls(db, edition.id),
    countPlans(db, edition.id),
    findRules(db, edition.id),
  ])
  const rows = await Promise.all(
    halls.map(async (hall) => {
      const own = plans.filter((plan) => plan.hallCode === hall.code)
      const draft = own.find((plan) => plan.state === 'draft') ?? null
      const findings = draft
        ? findingsOf(await readDrawing(db, asLargeAs(draft, hall)), rules, await knownFor(db, edition.id, hall.code))
        : []
      const forbids = findings.filter((one) => one.forbids).length
      return {
        ...hall,
        released: own.find((plan) => plan.state === 'released') ?? null,
        draft: draft && { ...draft, forbids, warns: findings.length - forbids },
      }
    }),
  )
  return <PlansPage reader={reader} edition={edition} rows={rows} manages={mayManageEdition.may(actor, edition)} />
}

async function showDesk(call: Call<HallPlace>, draft: Draft) {
  const { house, reader, thing } = call
  const { edition, hall, areas } = thing
  const drawn = await findPlan(house.db, edition.id, hall.code, 'draft')
  const review = drawn && (await reviewOf(house.db, asLargeAs(drawn, hall)))
  const earlier = drawn ? null : await findEarlier(house.db, edition, hall.code)
  const versions = await listVersions(house.db, edition.id, hall.code)
  const about = versions.slice(0, 4).map((plan) => listEntries(house.db, plan.id, 30))
  const entries = (await Promise.all(about)).flat().sort((a, b) => b.at.getTime() - a.at.getTime())
  return (
    <PlanDeskPage
      reader={reader}
      edition={edition}
      hall={hall}
      areas={areas}
      released={thing.plan}
      earlier={earlier?.edition ?? null}
      review={review}
      versions={versions}
      entries={entries.slice(0, 40)}
      svg={review ? drawnNow(call, review.draft, changesOver(review.changes) + findingsOver(review.findings)) : ''}
      draft={draft}
    />
  )
}

const showDiscard = (call: Call<DraftPlace>, draft: Draft) => (
  <DiscardPage reader={call.reader} {...call.thing} draft={draft} />
)

/** Booths that a holder may be offered: those of the draft that nobody holds, and its own. */
async function offersOf(call: Call<DraftPlace>, review: Review) {
  const { hall } = call.thing
  const held = new Set(
    (
      await holdersOf(
        call.house.db,
        review.draft.booths.map((booth) => booth.id),
      )
    ).map((one) => one.boothId),
  )
  return review.draft.booths
    .filter((booth) => !held.has(booth.id) || review.changes.some((change) => change.boothId === booth.id))
    .map((booth) => ({
      id: booth.id,
      word: `${wholeNumber(hall.code, booth.number)} · ${call.reader.t('booths.square-metres', { area: booth.areaM2 })}`,
    }))
}

async function showRelease(call: Call<DraftPlace>, draft: Draft) {
  const { house, reader, thing } = call
  const review = await reviewOf(house.db, thing.plan)
  const holders = toBeAsked(
    review.changes,
    await holdersOf(
      house.db,
      review.changes.map((change) => change.boothId),
    ),
  )
  return (
    <ReleasePage
      reader={reader}
      edition={thing.edition}
      hall={thing.hall}
      areas={thing.areas}
      review={review}
      holders={holders}
      offers={holders.length > 0 ? await offersOf(call, review) : []}
      draft={draft}
    />
  )
}

/** What was filled in for each holder: `replacement.<booth>.<holder>`, `notice.…`, `reason.…`. */
function remediesIn(form: Record<string, unknown>): Remedy[] {
  const remedies = new Map<string, Remedy>()
  for (const [name, value] of Object.entries(form)) {
    const [, part, boothId = '', holder = ''] = /^(replacement|notice|reason)\.([^.]+)\.(.+)$/.exec(name) ?? []
    if (!part || typeof value !== 'string') continue
    const key = `${boothId}.${holder}`
    const remedy = remedies.get(key) ?? { boothId, holder, replacementBoothId: '', notice: '', reason: '' }
    remedies.set(key, {
      ...remedy,
      [part === 'replacement' ? 'replacementBoothId' : part]: value.trim().slice(0, 2_000),
    })
  }
  return [...remedies.values()]
}

async function showVersion(call: Call<DraftPlace>) {
  const { house, reader, thing } = call
  const drawing = await readDrawing(house.db, thing.plan)
  return (
    <VersionPage
      reader={reader}
      edition={thing.edition}
      hall={thing.hall}
      areas={thing.areas}
      plan={thing.plan}
      svg={drawnNow(call, drawing)}
      count={drawing.booths.length}
      netM2={drawing.booths.reduce((sum, booth) => sum + booth.areaM2, 0)}
    />
  )
}

/** An edition decides by its own clock, which a rehearsal may have set. */
const hourIn = (call: Call<HallPlace>): Date => nowIn(call.thing.edition, call.now)

const AT = '/:lang/:edition/staff/plans'
const HALL = `${AT}/:hall`

export const staffDoors: Door[] = [
  page(AT, { thing: editionInPath, may: mayWorkOnEdition, show: showPlans }),
  page(HALL, { thing: hallInPath, may: mayDrawPlan, show: showDesk }),
  deed(`${HALL}/begin`, {
    thing: hallInPath,
    may: mayDrawPlan,
    form: BeginForm,
    show: showDesk,
    do: async (call, { from }) => {
      const { edition, hall } = call.thing
      await beginDraft(call.house.db, {
        editionId: edition.id,
        hallCode: hall.code,
        from,
        now: hourIn(call),
        by: call.actor,
      })
      return { to: `${planDesk(edition, hall)}/draft`, notice: { key: 'booths.notice-begun' } }
    },
  }),
  page(`${HALL}/draft/discard`, { thing: draftInPath, may: mayDrawPlan, show: showDiscard }),
  deed(`${HALL}/draft/discard`, {
    thing: draftInPath,
    may: mayDrawPlan,
    form: VersionForm,
    show: showDiscard,
    do: async (call, { version }) => {
      const { edition, hall, plan } = call.thing
      await discardDraft(call.house.db, { planId: plan.id, version, by: call.actor })
      return { to: planDesk(edition, hall), notice: { key: 'booths.notice-discarded' } }
    },
  }),
  page(`${HALL}/draft/release`, { thing: draftInPath, may: mayDrawPlan, show: showRelease }),
  deed(`${HALL}/draft/release`, {
    thing: draftInPath,
    may: mayDrawPlan,
    form: ReleaseForm,
    show: showRelease,
    do: async (call, form) => {
      const { edition, hall, plan } = call.thing
      const { version, note } = form
      const remedies = remediesIn(form)
      const when = { now: hourIn(call), today: todayIn(edition, call.now), by: call.actor }
      const order = { planId: plan.id, version, note, remedies, ...when }
      await releasePlan(call.house.db, order, tellOffered(call.house.publicUrl))
      return { to: planDesk(edition, hall), notice: { key: 'booths.notice-released' } }
    },
  }),
  page(`${HALL}/versions/:issue`, { thing: versionInPath, may: mayDrawPlan, show: showVersion }),
  data('get', `${HALL}/versions/:issue/plan.geojson`, {
    thing: versionInPath,
    may: mayDrawPlan,
    answer: async ({ house, thing }) => geoJsonDownload(thing.edition, await readDrawing(house.db, thing.plan)),
  }),
]
