import { type Edition, editionInPath, mayWorkOnEdition } from '#expo/ground/editions/index.ts'
import { Refusal } from '#kernel/refusal.ts'
import { type Call, type Door, type Draft, deed, emptyDraft, page, type Sentence } from '#web/door.ts'
import { decide, reopenApplication } from '../commands/decide.ts'
import { ownApplication } from '../commands/own.ts'
import { TogetherForm, UndoForm } from '../forms.ts'
import { OutcomePage, type Together, TogetherPage } from '../pages/together.tsx'
import { type Application, listApplications } from '../queries/applications.ts'
import { getTerms } from '../queries/terms.ts'
import { mayBecome, mayGiveReason, mayReopen } from '../rules.ts'
import { tellDecision, tellReopened } from '../telling.ts'
import { DECISIONS } from '../words.ts'
import { applicantNames, asId, staffOptions, todayOf } from './calls.ts'
import { queuedOf } from './queue.tsx'

const AT = '/:lang/:edition/staff/applications/together'
const worked = { thing: editionInPath, may: mayWorkOnEdition } as const
const DEEDS = ['own', ...DECISIONS] as const
/** A page of the queue, and some; more at once nobody has looked at. */
const MOST = 200

interface Ticked {
  applicationId: string
  version: number
}

/** What is to be done with which: ticked in the address, or in the form that came back. */
function askedOf(call: Call<unknown>, draft: Draft): { what: Together; ids: string[] } {
  const typed = [draft.values.id ?? []].flat()
  const ids = typed.length > 0 ? typed.map((one) => one.split('/')[0] ?? '') : call.query.getAll('id')
  const told = String(draft.values.do ?? call.query.get('do') ?? '')
  const what = DEEDS.find((one) => one === told) ?? 'own'
  return { what, ids: ids.map(asId).filter(Boolean).slice(0, MOST) }
}

async function applicationsOf(
  { house, thing: edition }: Call<Edition>,
  ids: readonly string[],
): Promise<Application[]> {
  const all = await listApplications(house.db, ids)
  return [...all.values()].filter((one) => one.editionId === edition.id)
}

const togetherPage = async (call: Call<Edition>, draft: Draft = emptyDraft) => {
  const { house, reader, thing: edition } = call
  const { what, ids } = askedOf(call, draft)
  const ticked = await applicationsOf(call, ids)
  const possible = what === 'own' ? ticked : ticked.filter((one) => mayBecome(one.state, what).ok)
  return (
    <TogetherPage
      {...{ reader, draft, edition }}
      deed={what}
      rows={await queuedOf(call, possible)}
      reasons={(await getTerms(house.db, edition.id)).reasons}
      staff={await staffOptions(call, edition)}
      today={todayOf(call, edition)}
    />
  )
}

/** Does a deed with each by itself, so that what is refused of one leaves the others done; and tells what became of each. */
async function eachOf(
  call: Call<Edition>,
  { ticked, title, act }: { ticked: readonly Ticked[]; title: string; act: (one: Ticked) => Promise<void> },
) {
  const { reader, thing: edition } = call
  const there = await applicationsOf(
    call,
    ticked.map((one) => one.applicationId),
  )
  const nameOf = await applicantNames(call, there)
  const outcomes: Parameters<typeof OutcomePage>[0]['outcomes'][number][] = []
  for (const application of there) {
    const one = ticked.find(({ applicationId }) => applicationId === application.id) as Ticked
    const refusal = await refusalOf(() => act(one))
    outcomes.push({ id: application.id, company: nameOf(application), refusal })
  }
  const done = outcomes.filter((one) => one.refusal === null).map((one) => one.id)
  const undo = (await applicationsOf(call, done))
    .filter((one) => mayBecome(one.state, 'submitted').ok && mayReopen(one, todayOf(call, edition)).ok)
    .filter((one) => one.state !== 'draft')
    .map(({ id, version }) => ({ id, version }))
  return { shown: <OutcomePage {...{ reader, edition, title, outcomes, undo }} /> }
}

/** Why something was refused; null where it was done. */
async function refusalOf(act: () => Promise<void>): Promise<Sentence | null> {
  try {
    await act()
    return null
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    return { code: error.code, details: error.details }
  }
}

export const togetherDoors: Door[] = [
  page(AT, { ...worked, show: togetherPage }),
  deed(AT, {
    ...worked,
    form: TogetherForm,
    show: togetherPage,
    do: async (call, form) => {
      const { house, reader, actor, now, thing: edition } = call
      const title = reader.t(`applications.together.${form.do}`, { count: form.id.length })
      if (form.do === 'own')
        return eachOf(call, {
          ticked: form.id,
          title,
          act: ({ applicationId }) => ownApplication(house.db, { applicationId, owner: form.owner, by: actor }),
        })
      const { do: decision, reason, words, on } = form
      const { reasons } = await getTerms(house.db, edition.id)
      const given = mayGiveReason(decision, { code: reason, words }, reasons)
      if (!given.ok) throw new Refusal('invalid', `applications.${given.reason}`, {}, 'reason')
      const verdict = { decision, reason: reasons.find((one) => one.code === reason) ?? null, words }
      const common = { decision, reason, words, on, today: todayOf(call, edition), now, by: actor }
      return eachOf(call, {
        ticked: form.id,
        title,
        act: (one) => decide(house.db, { ...one, ...common }, tellDecision(house.publicUrl, verdict)),
      })
    },
  }),
  deed(`${AT}/undo`, {
    ...worked,
    form: UndoForm,
    show: togetherPage,
    do: async (call, { id: ticked, why }) => {
      const { house, reader, actor, now, thing: edition } = call
      const title = reader.t('applications.undo', { count: ticked.length })
      const common = { why, today: todayOf(call, edition), now, by: actor }
      return eachOf(call, {
        ticked,
        title,
        act: (one) => reopenApplication(house.db, { ...one, ...common }, tellReopened(house.publicUrl)),
      })
    },
  }),
]
