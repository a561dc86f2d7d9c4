import {
  type Application,
  applicationAddress,
  applicationInPath,
  listApplications,
  mayReview,
  type Standing,
} from '#expo/exhibition/applications/index.ts'
import { listCompanies } from '#expo/ground/companies/index.ts'
import { type Edition, listAreas, listHalls } from '#expo/ground/editions/index.ts'
import { dayAt } from '#kernel/day.ts'
import { Refusal } from '#kernel/refusal.ts'
import { type Call, type Door, type Draft, deed, emptyDraft, page } from '#web/door.ts'
import { tidy } from '#web/form.ts'
import { openSidesAmong, type Reason } from '../../allocation/index.ts'
import { overlayOf } from '../../drawing/hall.ts'
import { draftDrawing } from '../../drawings.ts'
import { folded } from '../../rules/find.ts'
import { lockStand, unlockStand } from '../commands/lock.ts'
import { offerBooth, swapHoldings } from '../commands/offer.ts'
import { type Fitting, fittingFor, reasonSayer } from '../fitting.ts'
import { BoothsForm, NothingForm, OfferForm, SwapForm } from '../forms.ts'
import { groundOf, sceneOf } from '../ground.ts'
import { listLocks } from '../input.ts'
import { type Chosen, type FitRow, OfferPage } from '../pages/offer.tsx'
import { standAddress } from '../pages/stand.tsx'
import { findHolding, findLiveHolding } from '../queries.ts'
import { mayBeOffered } from '../rules.ts'
import { tellOffered } from '../telling.ts'
import { answerEnd, eveningOf } from '../terms.ts'
import { companyOf, whenOf } from './stand.tsx'

/** Every stand of a list is in the area; and what is looked for is another stand than before. */
export const tellsApart = ({ code }: Reason): boolean => !['in-area', 'moved'].includes(code)

/** What applications are called by this reader, in two queries. */
export async function namesOfApplications(
  { house, reader }: Call<unknown>,
  ids: readonly string[],
): Promise<(id: string) => string> {
  const applications = await listApplications(house.db, ids)
  const companies = await listCompanies(
    house.db,
    [...applications.values()].map((one) => one.companyId),
  )
  return (id) => reader.words(companies.get(applications.get(id)?.companyId ?? '')?.names ?? {}).text
}

/** Booths by what somebody typed or pointed at: `4.1H-A01, 4.1H-A03`; in any spelling that a person would use. */
function boothsNamed(typed: string, { booths }: Fitting): { ids: string[]; unknown: string[] } {
  const byNumber = new Map([...booths.values()].map((booth) => [folded(booth.number), booth.id]))
  const isKnown = (word: string) => byNumber.has(folded(word))
  const parts = typed.split(/[,;،、]+/).map((part) => part.trim())
  const words = new Set(parts.flatMap((part) => (isKnown(part) ? [part] : part.split(/\s+/))).filter(Boolean))
  const found = [...words].map((word) => ({ word, id: byNumber.get(folded(word)) }))
  return {
    ids: found.flatMap(({ id }) => id ?? []),
    unknown: found.filter(({ id }) => id === undefined).map(({ word }) => word),
  }
}

interface Known {
  fitting: Fitting
  nameOf: (id: string) => string
  edition: Edition
}

const holdersAmong = (ids: readonly string[], { fitting, nameOf, edition }: Known, besides: string) =>
  [...new Set(ids.flatMap((id) => fitting.heldBy.get(id) ?? []))]
    .filter((id) => id !== besides)
    .map((id) => ({ name: nameOf(id), href: `${applicationAddress(edition, { id })}/booth` }))

async function chosenOf(call: Call<Standing>, ids: readonly string[], known: Known): Promise<Chosen | null> {
  const { reader, thing } = call
  const { application, edition } = thing
  const booths = ids.flatMap((id) => known.fitting.booths.get(id) ?? [])
  const [first] = booths
  if (!first) return null
  const inHall = [...known.fitting.booths.values()].filter((booth) => booth.hallCode === first.hallCode)
  const areaM2 = booths.reduce((sum, booth) => sum + booth.areaM2, 0)
  const openSides = booths.length === 1 ? first.openSides : openSidesAmong(inHall, booths)
  const verdict = mayBeOffered(application, booths)
  return {
    numbers: booths.map((booth) => booth.number),
    ground: await groundOf(call, edition, { hallCode: first.hallCode, booths, areaM2, openSides }),
    refusal: verdict.ok ? null : reader.sentence(`holdings.${verdict.reason}`),
    warnings: warningsFor(
      call,
      { areaM2, openSides, areas: booths.map((one) => one.areaCode), kind: first.kind },
      known,
    ),
    heldBy: holdersAmong(ids, known, application.id),
    swap: await swapOf(call, ids, known),
  }
}

/** The one other application whose booths these are, all of them, and whose own these would become. */
async function swapOf({ house, thing }: Call<Standing>, ids: readonly string[], { fitting, nameOf }: Known) {
  const holders = new Set(ids.map((id) => fitting.heldBy.get(id)))
  const [other] = holders
  if (holders.size !== 1 || other === undefined || other === thing.application.id) return null
  const holding = await findLiveHolding(house.db, other)
  return holding?.booths.length === ids.length
    ? { holdingId: holding.id, version: holding.version, name: nameOf(other) }
    : null
}

/** Where a stand is not what was asked for; staff may offer it all the same. */
function warningsFor(
  { reader, thing: { application } }: Call<Standing>,
  stand: { areaM2: number; openSides: number; areas: readonly string[]; kind: string },
  { fitting: { request } }: Known,
): string[] {
  const warnings: string[] = []
  if (stand.areas.some((code) => code !== application.areaCode)) warnings.push(reader.t('holdings.warn-area'))
  if (stand.kind !== application.boothKind) warnings.push(reader.t('holdings.warn-kind'))
  if (request && (stand.areaM2 < request.leastM2 || stand.areaM2 > request.mostM2))
    warnings.push(reader.t('holdings.warn-size', { area: stand.areaM2, wanted: request.wantedM2 }))
  if (stand.openSides < application.leastOpenSides)
    warnings.push(reader.t('holdings.warn-sides', { sides: stand.openSides, wanted: application.leastOpenSides }))
  return warnings
}

/** The hall of what is chosen, else that of the best fit, with every fitting booth marked; each booth adds itself to the choice. */
async function planOf(call: Call<Standing>, chosen: readonly string[], { fitting, edition }: Known) {
  const { reader, query } = call
  const { booths, fits } = fitting
  const hallCode = booths.get(chosen[0] ?? fits[0]?.boothIds[0] ?? '')?.hallCode
  const scene = hallCode === undefined ? null : await sceneOf(call, edition, hallCode)
  if (!scene) return null
  const marked = new Set(fits.flatMap((fit) => fit.boothIds))
  const numbersWith = (id: string) =>
    (chosen.includes(id) ? chosen.filter((one) => one !== id) : [...chosen, id])
      .flatMap((one) => booths.get(one)?.number ?? [])
      .join(', ')
  const drawn = draftDrawing(reader, scene, ({ id }) => {
    const search = new URLSearchParams({ booths: numbersWith(id) })
    if (query.get('all') === 'yes') search.set('all', 'yes')
    return `?${search}#chosen-stand`
  })
  const own = scene.standing.drawing.booths
  const found = own.filter((booth) => marked.has(booth.id) || chosen.includes(booth.id))
  return {
    hall: reader.words(scene.hall.name).text,
    svg: `${drawn.begin}${drawn.plan}${overlayOf({ found })}${drawn.end}`,
  }
}

const offerPage =
  (which: 'offer' | 'lock' | 'swap' | null = null) =>
  async (call: Call<Standing>, draft: Draft = emptyDraft) => {
    const { house, reader, query, thing } = call
    const { edition, application } = thing
    const { db } = house
    const hall = (query.get('hall') ?? '').slice(0, 40)
    const all = query.get('all') === 'yes'
    const fitting = await fittingFor(db, application, { hall, all })
    const told = draft.values.booths ?? query.get('booths') ?? ''
    const typed = tidy(String(told)).slice(0, 300)
    const { ids, unknown } = boothsNamed(typed, fitting)
    const nameOf = await namesOfApplications(call, [
      ...new Set(
        [...fitting.fits.flatMap((fit) => fit.boothIds), ...ids].flatMap((id) => fitting.heldBy.get(id) ?? []),
      ),
      ...(fitting.request?.apartFrom ?? []),
    ])
    const known = { fitting, nameOf, edition }
    const say = await reasonSayer({ db, reader, edition }, nameOf)
    const lock = (await listLocks(db, edition.id)).get(application.id)
    const { now } = whenOf(call)
    return (
      <OfferPage
        {...{ reader, edition, application, draft, which, typed, unknown, hall, all }}
        company={await companyOf(call, application)}
        areas={await listAreas(db, edition.id)}
        holding={await findLiveHolding(db, application.id)}
        lock={lock?.flatMap((id) => fitting.booths.get(id)?.number ?? []) ?? null}
        chosen={await chosenOf(call, ids, known)}
        fits={fitting.fits.map(
          (fit): FitRow => ({
            numbers: fit.boothIds.flatMap((id) => fitting.booths.get(id)?.number ?? []).sort(reader.compare),
            areaM2: fit.areaM2,
            openSides: fit.openSides,
            reasons: fit.reasons.filter(tellsApart).map(say),
            heldBy: holdersAmong(fit.boothIds, known, application.id),
          }),
        )}
        halls={(await listHalls(db, edition.id)).map(({ code, name }) => ({ code, text: reader.words(name).text }))}
        plan={await planOf(call, ids, known)}
        usualDay={dayAt(await answerEnd(db, edition.id, now), edition.timeZone)}
      />
    )
  }

/** The booths that a form names; refuses where one is not there. */
async function idsIn(call: Call<Standing>, typed: string): Promise<string[]> {
  const fitting = await fittingFor(call.house.db, call.thing.application, { hall: '', all: false })
  const { ids, unknown } = boothsNamed(typed, fitting)
  if (unknown.length > 0) throw new Refusal('conflict', 'holdings.booth-gone')
  return ids
}

const AT = '/:lang/:edition/applications/:id/booth'
const staff = { thing: applicationInPath, may: mayReview } as const
const backTo = (edition: Edition, application: Application, key: string) => ({
  to: standAddress(edition, application),
  notice: { key },
})

export const offerDoors: Door[] = [
  page(`${AT}/offer`, { ...staff, show: offerPage() }),
  deed(`${AT}/offer`, {
    ...staff,
    form: OfferForm,
    show: offerPage('offer'),
    do: async (call, form) => {
      const { edition, application } = call.thing
      const { holding, why, version = 0 } = form
      if (holding !== '' && why === '') throw new Refusal('invalid', 'holdings.why-missing', {}, 'why')
      const { now, today, by } = whenOf(call)
      const answerBy = form.answerBy && eveningOf(form.answerBy, edition.timeZone)
      if (answerBy && answerBy <= now) throw new Refusal('invalid', 'holdings.day-past', {}, 'answerBy')
      const order = {
        applicationId: application.id,
        boothIds: await idsIn(call, form.booths),
        answerBy,
        words: form.words,
        insteadOf: holding === '' ? undefined : { holdingId: holding, version, why },
        ...{ today, now, by },
      }
      await offerBooth(call.house.db, order, tellOffered(call.house.publicUrl))
      return backTo(edition, application, 'holdings.notice-offered')
    },
  }),
  deed(`${AT}/swap`, {
    ...staff,
    form: SwapForm,
    show: offerPage('swap'),
    do: async (call, form) => {
      const { edition, application } = call.thing
      const { house } = call
      const own = await findLiveHolding(house.db, application.id)
      if (own?.id !== form.holding) throw new Refusal('conflict', 'web.stale')
      const other = await findHolding(house.db, form.other)
      if (other?.editionId !== edition.id) throw new Refusal('conflict', 'web.stale')
      const when = whenOf(call)
      const order = {
        holdings: [
          { holdingId: form.holding, version: form.version },
          { holdingId: form.other, version: form.otherVersion },
        ] as const,
        answerBy: await answerEnd(house.db, edition.id, when.now),
        why: form.why,
        ...when,
      }
      await swapHoldings(house.db, order, tellOffered(house.publicUrl))
      return backTo(edition, application, 'holdings.notice-swapped')
    },
  }),
  deed(`${AT}/lock`, {
    ...staff,
    form: BoothsForm,
    show: offerPage('lock'),
    do: async (call, form) => {
      const { edition, application } = call.thing
      const boothIds = await idsIn(call, form.booths)
      await lockStand(call.house.db, { applicationId: application.id, boothIds, ...whenOf(call) })
      return backTo(edition, application, 'holdings.notice-locked')
    },
  }),
  deed(`${AT}/unlock`, {
    ...staff,
    form: NothingForm,
    show: offerPage(),
    do: async (call) => {
      const { edition, application } = call.thing
      await unlockStand(call.house.db, { applicationId: application.id, by: call.actor })
      return backTo(edition, application, 'holdings.notice-unlocked')
    },
  }),
]
