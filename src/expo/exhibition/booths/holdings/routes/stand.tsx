import {
  type Application,
  applicationInPath,
  mayActForApplicant,
  mayReview,
  maySeeApplication,
  type Standing,
} from '#expo/exhibition/applications/index.ts'
import { getCompany } from '#expo/ground/companies/index.ts'
import { nowIn, todayIn } from '#expo/ground/editions/rules.ts'
import { type Day, dayAt } from '#kernel/day.ts'
import { Refusal } from '#kernel/refusal.ts'
import { type Call, type Door, type Draft, deed, emptyDraft, page } from '#web/door.ts'
import { acceptOffer, askForChange, prolongOffer, refuseChange } from '../commands/answer.ts'
import { endHolding } from '../commands/end.ts'
import { AcceptForm, ChangeForm, EndForm, ProlongForm, RefuseChangeForm } from '../forms.ts'
import { groundOf } from '../ground.ts'
import { EndPage } from '../pages/end.tsx'
import { type Deed, StandPage, standAddress } from '../pages/stand.tsx'
import { findLiveHolding, listHoldings } from '../queries.ts'
import { mayAnswer } from '../rules.ts'
import { tellAccepted, tellAsked, tellChangeRefused, tellEnded, tellProlonged } from '../telling.ts'
import { answerEnd, eveningOf } from '../terms.ts'

/** What the reader calls the company of an application. */
export const companyOf = async ({ house, reader }: Call<unknown>, { companyId }: Application) =>
  reader.words((await getCompany(house.db, companyId)).names)

/** By the edition's own clock, which a rehearsal may have set. */
export const whenOf = ({ thing: { edition }, now, actor }: Call<Standing>) => ({
  now: nowIn(edition, now),
  today: todayIn(edition, now),
  by: actor,
})

const standPage =
  (which: Deed | null = null) =>
  async (call: Call<Standing>, draft: Draft = emptyDraft) => {
    const { house, reader, actor, thing } = call
    const { edition, application } = thing
    const [holding, ...others] = await listHoldings(house.db, application.id)
    const live = holding && holding.state !== 'ended' ? holding : null
    const { now } = whenOf(call)
    const usual = await answerEnd(house.db, edition.id, now)
    return (
      <StandPage
        {...{ reader, edition, application, draft, which }}
        company={await companyOf(call, application)}
        holding={live}
        ground={live && (await groundOf(call, edition, live))}
        past={live ? others : holding ? [holding, ...others] : []}
        usualDay={dayAt(usual, edition.timeZone)}
        acts={mayActForApplicant.may(actor, thing)}
        staff={mayReview.may(actor, thing)}
        late={live?.state === 'offered' && !mayAnswer(live, now).ok}
      />
    )
  }

async function showEnd(call: Call<Standing>, draft: Draft) {
  const { house, reader, thing } = call
  const holding = await findLiveHolding(house.db, thing.application.id)
  if (!holding) throw new Refusal('missing', 'holdings.no-such-holding')
  const company = await companyOf(call, thing.application)
  return <EndPage {...{ reader, draft, holding, company }} {...thing} />
}

/** A form names the holding that was seen; it must be one of the application in the address. */
async function seen(call: Call<Standing>, form: { holding: string; version: number }) {
  const holding = await findLiveHolding(call.house.db, call.thing.application.id)
  // What was seen has ended, or another offer has come: the page that is shown again says which.
  if (holding?.id !== form.holding) throw new Refusal('conflict', 'web.stale')
  return { holdingId: form.holding, version: form.version, ...whenOf(call) }
}

const evening = (call: Call<Standing>, day: Day): Date => eveningOf(day, call.thing.edition.timeZone)
const backTo = ({ thing: { edition, application } }: Call<Standing>, key: string) => ({
  to: standAddress(edition, application),
  notice: { key },
})

const AT = '/:lang/:edition/applications/:id/booth'
const own = { thing: applicationInPath, may: mayActForApplicant } as const
const staff = { thing: applicationInPath, may: mayReview } as const

export const standDoors: Door[] = [
  page(AT, { thing: applicationInPath, may: maySeeApplication, show: standPage() }),
  deed(`${AT}/accept`, {
    ...own,
    form: AcceptForm,
    show: standPage('accept'),
    do: async (call, form) => {
      await acceptOffer(call.house.db, await seen(call, form), tellAccepted(call.house.publicUrl))
      return backTo(call, 'holdings.notice-accepted')
    },
  }),
  deed(`${AT}/change`, {
    ...own,
    form: ChangeForm,
    show: standPage('change'),
    do: async (call, form) => {
      const { words, neededBy } = form
      await askForChange(
        call.house.db,
        { ...(await seen(call, form)), words, neededBy },
        tellAsked(call.house.publicUrl),
      )
      return backTo(call, 'holdings.notice-asked')
    },
  }),
  deed(`${AT}/refuse-change`, {
    ...staff,
    form: RefuseChangeForm,
    show: standPage('refuse-change'),
    do: async (call, form) => {
      const { words, answerBy } = form
      const answer = { ...(await seen(call, form)), words, answerBy: answerBy && evening(call, answerBy) }
      await refuseChange(call.house.db, answer, tellChangeRefused(call.house.publicUrl))
      return backTo(call, 'holdings.notice-refused')
    },
  }),
  deed(`${AT}/prolong`, {
    ...staff,
    form: ProlongForm,
    show: standPage('prolong'),
    do: async (call, form) => {
      const answer = { ...(await seen(call, form)), until: evening(call, form.answerBy) }
      await prolongOffer(call.house.db, answer, tellProlonged(call.house.publicUrl))
      return backTo(call, 'holdings.notice-prolonged')
    },
  }),
  page(`${AT}/end`, { ...staff, show: showEnd }),
  deed(`${AT}/end`, {
    ...staff,
    form: EndForm,
    show: showEnd,
    do: async (call, form) => {
      const { holdingId, version, today, by } = await seen(call, form)
      const order = { holdingId, version, why: form.why, today, by }
      await endHolding(call.house.db, order, tellEnded(call.house.publicUrl))
      return backTo(call, 'holdings.notice-ended')
    },
  }),
]
