import { findWindow } from '#expo/ground/editions/index.ts'
import { mayRegisterNow, nowIn } from '#expo/ground/editions/rules.ts'
import { isStaffOf } from '#kernel/actor.ts'
import type { Day } from '#kernel/day.ts'
import { Refusal } from '#kernel/refusal.ts'
import { type Call, type Door, type Draft, deed, page } from '#web/door.ts'
import { wordingOf } from '#web/form.ts'
import { approveDesign, confirmPavilion, declinePavilion, openPavilion, withdrawPavilion } from '../commands/answer.ts'
import { changeTerms } from '../commands/change-terms.ts'
import { ConfirmForm, DayForm, ReasonForm, TermsForm } from '../forms.ts'
import { AnswerPage, ProgressPage, TermsPage, WithdrawPage } from '../pages/desk-forms.tsx'
import { mayAdministerPavilion, mayStaffPavilion, mayWriteForPavilion } from '../permissions.ts'
import { AT, deskOf, pavilionInPath, type Standing, todayOf } from '../places.ts'
import { deskPage, formOf } from './desk-page.tsx'

const answerPage = (which: 'confirm' | 'decline' | null) => async (call: Call<Standing>, draft: Draft) => (
  <AnswerPage {...(await formOf(call, draft))} which={which} />
)
const progressPage = async (call: Call<Standing>, draft: Draft) => <ProgressPage {...(await formOf(call, draft))} />
const withdrawPage = async (call: Call<Standing>, draft: Draft) => <WithdrawPage {...(await formOf(call, draft))} />
const termsPage = async (call: Call<Standing>, draft: Draft) => <TermsPage {...(await formOf(call, draft))} />

/** The embassy answers within the window; staff may enter an answer that reached them otherwise. */
async function insistOnWindow(call: Call<Standing>): Promise<void> {
  const { edition } = call.thing
  if (isStaffOf(call.actor, edition.id)) return
  const verdict = mayRegisterNow(
    await findWindow(call.house.db, edition.id, 'pavilion-invitation'),
    nowIn(edition, call.now),
  )
  if (!verdict.ok) throw new Refusal('closed', `pavilions.${verdict.reason}`, verdict.details)
}

const deedOf = (call: Call<Standing>, form: { on: Day; version: number; why?: string }) => ({
  pavilionId: call.thing.pavilion.id,
  today: todayOf(call, call.thing.edition),
  by: call.actor,
  ...form,
})

export const deskDoors: Door[] = [
  page(`${AT}/desk`, { thing: pavilionInPath, may: mayWriteForPavilion, show: deskPage }),
  page(`${AT}/desk/answer`, { thing: pavilionInPath, may: mayAdministerPavilion, show: answerPage(null) }),
  deed(`${AT}/desk/confirm`, {
    thing: pavilionInPath,
    may: mayAdministerPavilion,
    form: ConfirmForm,
    show: answerPage('confirm'),
    do: async (call, form) => {
      await insistOnWindow(call)
      const theme = wordingOf(form, 'theme')
      await confirmPavilion(call.house.db, { ...deedOf(call, { on: form.on, version: form.version }), theme })
      return { to: deskOf(call.thing), notice: { key: 'pavilions.notice-confirmed' } }
    },
  }),
  deed(`${AT}/desk/decline`, {
    thing: pavilionInPath,
    may: mayAdministerPavilion,
    form: DayForm,
    show: answerPage('decline'),
    do: async (call, form) => {
      await insistOnWindow(call)
      await declinePavilion(call.house.db, deedOf(call, form))
      return { to: deskOf(call.thing), notice: { key: 'pavilions.notice-declined' } }
    },
  }),
  page(`${AT}/desk/progress`, { thing: pavilionInPath, may: mayStaffPavilion, show: progressPage }),
  deed(`${AT}/desk/approve-design`, {
    thing: pavilionInPath,
    may: mayStaffPavilion,
    form: DayForm,
    show: progressPage,
    do: async (call, form) => {
      await approveDesign(call.house.db, deedOf(call, form))
      return { to: deskOf(call.thing), notice: { key: 'web.saved' } }
    },
  }),
  deed(`${AT}/desk/open`, {
    thing: pavilionInPath,
    may: mayStaffPavilion,
    form: DayForm,
    show: progressPage,
    do: async (call, form) => {
      await openPavilion(call.house.db, deedOf(call, form))
      return { to: deskOf(call.thing), notice: { key: 'web.saved' } }
    },
  }),
  page(`${AT}/desk/withdraw`, { thing: pavilionInPath, may: mayAdministerPavilion, show: withdrawPage }),
  deed(`${AT}/desk/withdraw`, {
    thing: pavilionInPath,
    may: mayAdministerPavilion,
    form: ReasonForm,
    show: withdrawPage,
    do: async (call, form) => {
      await withdrawPavilion(call.house.db, { ...deedOf(call, form), why: form.why })
      return { to: deskOf(call.thing), notice: { key: 'pavilions.notice-withdrawn' } }
    },
  }),
  page(`${AT}/desk/terms`, { thing: pavilionInPath, may: mayStaffPavilion, show: termsPage }),
  deed(`${AT}/desk/terms`, {
    thing: pavilionInPath,
    may: mayStaffPavilion,
    form: TermsForm,
    show: termsPage,
    do: async (call, { area, badges, booths, honour, ...form }) => {
      const terms = { areaM2: area, badgeQuota: badges, boothQuota: booths, guestOfHonour: honour }
      const today = todayOf(call, call.thing.edition)
      await changeTerms(call.house.db, { ...form, ...terms, pavilionId: call.thing.pavilion.id, today, by: call.actor })
      return { to: deskOf(call.thing), notice: { key: 'web.saved' } }
    },
  }),
]
