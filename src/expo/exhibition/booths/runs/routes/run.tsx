import { listApplications } from '#expo/exhibition/applications/index.ts'
import { listCompanies } from '#expo/ground/companies/index.ts'
import { listAreas, listHalls, mayManageEdition, mayWorkOnEdition } from '#expo/ground/editions/index.ts'
import { nowIn, todayIn } from '#expo/ground/editions/rules.ts'
import { permission } from '#kernel/permission.ts'
import { csvOf } from '#web/csv.ts'
import { type Call, type Door, type Draft, data, deed, emptyDraft, page } from '#web/door.ts'
import type { Contradiction } from '../../allocation/index.ts'
import { changesOver } from '../../drawing/changes.ts'
import { draftDrawing, type Occupants } from '../../drawings.ts'
import { sceneOf } from '../../holdings/ground.ts'
import { tellEnded } from '../../holdings/telling.ts'
import { wholeNumber } from '../../rules/find.ts'
import { applyRun, undoRun } from '../commands/apply.ts'
import { cancelRun } from '../commands/begin.ts'
import { ApplyForm, NothingForm, UndoForm } from '../forms.ts'
import { runAddress } from '../pages/list.tsx'
import { RunPage } from '../pages/run.tsx'
import { type RunPlace, runInPath } from '../places.ts'
import { type RunResult, readResult } from '../queries.ts'
import { FATES, type Fate, fatesOf, progressWords, rowsOf } from '../saying.ts'

const PAGE = 50
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

/** What every application of a run is called by this reader. */
async function namesIn({ house, reader }: Call<unknown>, ids: readonly string[]) {
  const applications = await listApplications(house.db, ids)
  const companies = await listCompanies(
    house.db,
    [...applications.values()].map((one) => one.companyId),
  )
  return (id: string) => reader.words(companies.get(applications.get(id)?.companyId ?? '')?.names ?? {})
}

/** Whoever is told of in the reasons of some lines. */
const namedIn = (result: RunResult, ids: ReadonlySet<string>): string[] =>
  [...result.placings, ...result.unplaced]
    .filter((one) => ids.has(one.requestId))
    .flatMap((one) => one.reasons.flatMap(({ details }) => [details.from, details.request]))
    .filter((id): id is string => typeof id === 'string' && UUID.test(id))

/** A hall's plan with what the run would change in it, and who would stand where. */
async function planOf(call: Call<RunPlace>, result: RunResult, hallCode: string) {
  const { reader, thing } = call
  const scene = await sceneOf(call, thing.edition, hallCode)
  if (!scene) return null
  const own = scene.standing.drawing.booths
  const holderOf = new Map(result.placings.flatMap((one) => one.boothIds.map((id) => [id, one.requestId])))
  const here = own.flatMap((booth) => holderOf.get(booth.id) ?? [])
  const nameOf = await namesIn(call, here)
  const occupants: Occupants = {
    version: thing.run.id,
    nameOf: (boothId) => {
      const holder = holderOf.get(boothId)
      return holder === undefined ? null : nameOf(holder)
    },
    at: () => [],
  }
  const drawn = draftDrawing(reader, { ...scene, occupants }, ({ id }) => {
    const number = own.find((booth) => booth.id === id)?.number ?? ''
    return reader.at(`/${thing.edition.code}/staff/booths/${encodeURIComponent(wholeNumber(hallCode, number))}`)
  })
  const sets = { comes: new Set<string>(), changes: new Set<string>(), was: new Set<string>() }
  for (const change of result.changes) {
    if (change.kind === 'stays') continue
    for (const id of change.to) sets[change.from.length > 0 ? 'changes' : 'comes'].add(id)
    for (const id of change.from) if (!holderOf.has(id)) sets.was.add(id)
  }
  const among = (ids: ReadonlySet<string>) => own.filter((booth) => ids.has(booth.id))
  const over = changesOver([
    ...among(sets.comes).map((after) => ({ boothId: after.id, kinds: [], before: null, after })),
    ...among(sets.changes).map((after) => ({ boothId: after.id, kinds: [], before: after, after })),
    ...among(sets.was).map((before) => ({ boothId: before.id, kinds: [], before, after: null })),
  ])
  return {
    hall: hallCode,
    text: reader.words(scene.hall.name).text,
    svg: `${drawn.begin}${drawn.plan}${over}${drawn.end}`,
  }
}

/** In how many stands of each hall something changes. */
function changesByHall(result: RunResult): Map<string, number> {
  const counts = new Map<string, number>()
  for (const { kind, from, to } of result.changes) {
    if (kind === 'stays') continue
    const halls = new Set([...from, ...to].flatMap((id) => result.booths[id]?.hallCode ?? []))
    for (const hall of halls) counts.set(hall, (counts.get(hall) ?? 0) + 1)
  }
  return counts
}

/** The areas in which something changes, and for how many. */
function changesByArea(result: RunResult): { code: string; count: number }[] {
  const changed = result.changes.filter((change) => change.kind !== 'stays')
  const byArea = Map.groupBy(changed, (change) => result.areas[change.requestId] ?? '')
  return [...byArea].map(([code, same]) => ({ code, count: same.length })).sort((a, b) => (a.code < b.code ? -1 : 1))
}

const sayContradictions = (
  call: Call<RunPlace>,
  contradictions: readonly Contradiction[],
  nameOf: (id: string) => string,
): string[] =>
  contradictions.map(({ code, requestIds, boothNumbers }) =>
    call.reader.t(`holdings.lock-faults.${code}`, {
      names: call.reader.list(requestIds.map(nameOf)),
      numbers: call.reader.list(boothNumbers),
    }),
  )

const runPage =
  (which: 'apply' | 'undo' | 'cancel' | null = null) =>
  async (call: Call<RunPlace>, draft: Draft = emptyDraft) => {
    const { house, reader, actor, query, thing, now } = call
    const { edition, run } = thing
    const { db } = house
    const result = await readResult(db, run.id)
    const fates = result ? fatesOf(result) : []
    const counts = Object.fromEntries(
      FATES.map((fate) => [fate, fates.filter((one) => one.fate === fate).length]),
    ) as Record<Fate, number>
    const show = FATES.find((fate) => fate === query.get('show')) ?? FATES.find((fate) => counts[fate] > 0) ?? 'placed'
    const shown = fates.filter((one) => one.fate === show)
    const after = shown.findIndex((one) => one.id === query.get('after')) + 1
    const some = shown.slice(after, after + PAGE)
    const only = new Set(some.map((one) => one.id))
    const told = [
      ...only,
      ...(result ? namedIn(result, only) : []),
      ...(result?.contradictions.flatMap((one) => one.requestIds) ?? []),
    ]
    const names = await namesIn(call, told)
    const nameOf = (id: string) => names(id).text
    const rows = result ? await rowsOf(call, edition, { result, nameOf, only }) : []
    const order = new Map(some.map((one, index) => [one.id, index]))
    const byHall = result ? changesByHall(result) : new Map<string, number>()
    const halls = (await listHalls(db, edition.id))
      .filter((hall) => byHall.has(hall.code))
      .map((hall) => ({ code: hall.code, text: reader.words(hall.name).text, changes: byHall.get(hall.code) ?? 0 }))
    const hall = halls.find((one) => one.code === query.get('hall')) ?? halls[0]
    return (
      <RunPage
        {...{ reader, edition, run, result, counts, show, nameOf, draft, which, halls }}
        progress={progressWords(reader, run, now)}
        rows={rows.sort((a, b) => (order.get(a.applicationId) ?? 0) - (order.get(b.applicationId) ?? 0))}
        next={after + PAGE < shown.length ? (some.at(-1)?.id ?? null) : null}
        areas={await listAreas(db, edition.id)}
        changing={result ? changesByArea(result) : []}
        plan={result && hall ? await planOf(call, result, hall.code) : null}
        contradictions={sayContradictions(call, result?.contradictions ?? [], nameOf)}
        manages={mayManageEdition.may(actor, edition)}
      />
    )
  }

/** Every line of what came out. */
async function listRows(call: Call<RunPlace>) {
  const { edition, run } = call.thing
  const result = await readResult(call.house.db, run.id)
  if (!result) return []
  const names = await namesIn(call, Object.keys(result.areas))
  const rows = await rowsOf(call, edition, { result, nameOf: (id) => names(id).text })
  return rows.map((row) => ({
    exhibitor: names(row.applicationId).text,
    fate: row.fate,
    area: row.areaCode,
    from: row.from.join(' '),
    to: row.to.join(' '),
    area_m2: row.areaM2 ?? '',
    open_sides: row.openSides ?? '',
    points: row.points,
    reasons: row.reasons.join('; '),
  }))
}

const worksOn = permission<RunPlace>('staff of the run’s edition', (actor, { edition }) =>
  mayWorkOnEdition.may(actor, edition),
)
const manages = permission<RunPlace>('manage the run’s edition', (actor, { edition }) =>
  mayManageEdition.may(actor, edition),
)
const AT = '/:lang/:edition/staff/allocation/:run'
const worked = { thing: runInPath, may: worksOn } as const
const managed = { thing: runInPath, may: manages } as const
const whenOf = ({ thing: { edition, run }, now, actor }: Call<RunPlace>) => ({
  runId: run.id,
  now: nowIn(edition, now),
  today: todayIn(edition, now),
  by: actor,
})
const backTo = ({ thing: { edition, run } }: Call<RunPlace>, key: string, values?: Record<string, number>) => ({
  to: runAddress(edition, run),
  notice: { key, ...(values ? { values } : {}) },
})

export const runDoors: Door[] = [
  page(AT, { ...worked, show: runPage() }),
  data('get', `${AT}/progress.json`, {
    ...worked,
    answer: ({ reader, thing: { run }, now }) =>
      Response.json(
        { running: run.state === 'running', done: run.done, most: run.most, says: progressWords(reader, run, now) },
        { headers: { 'cache-control': 'no-store' } },
      ),
  }),
  data('get', `${AT}/result.csv`, {
    ...worked,
    answer: async (call) =>
      csvOf(`${call.thing.edition.code}-allocation.csv`, await listRows(call), [
        ...['exhibitor', 'fate', 'area', 'from', 'to', 'area_m2', 'open_sides', 'points', 'reasons'],
      ]),
  }),
  deed(`${AT}/cancel`, {
    ...worked,
    form: NothingForm,
    show: runPage('cancel'),
    do: async (call) => {
      await cancelRun(call.house.db, { runId: call.thing.run.id, now: call.now, by: call.actor })
      return backTo(call, 'holdings.notice-cancelled')
    },
  }),
  deed(`${AT}/apply`, {
    ...managed,
    form: ApplyForm,
    show: runPage('apply'),
    do: async (call, { areas }) => {
      const { house } = call
      const { offers } = await applyRun(house.db, { ...whenOf(call), areas }, tellEnded(house.publicUrl))
      return backTo(call, 'holdings.notice-applied', { count: offers })
    },
  }),
  deed(`${AT}/undo`, {
    ...managed,
    form: UndoForm,
    show: runPage('undo'),
    do: async (call, { why }) => {
      const { ended } = await undoRun(call.house.db, { ...whenOf(call), why })
      return backTo(call, 'holdings.notice-undone', { count: ended })
    },
  }),
]
