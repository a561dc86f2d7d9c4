import { isStaffOf } from '#kernel/actor.ts'
import { listEntries } from '#platform/journal.ts'
import { type Call, type Door, type Draft, deed, emptyDraft, page } from '#web/door.ts'
import { withdrawApplication } from '../commands/decide.ts'
import { listGaps, submitApplication } from '../commands/submit.ts'
import { seeMessages, writeAsApplicant } from '../commands/thread.ts'
import { VersionForm, WithdrawForm, WriteForm } from '../forms.ts'
import { OverviewPage } from '../pages/overview.tsx'
import { WithdrawPage } from '../pages/papers.tsx'
import { applicationAddress } from '../pages/stand.tsx'
import { mayActForApplicant, mayFollowUp, maySeeApplication } from '../permissions.ts'
import { applicationInPath, type Standing } from '../places.ts'
import { countBefore } from '../queries/capacity.ts'
import { listStandingDecisions } from '../queries/decisions.ts'
import { listRecommendations } from '../queries/recommendations.ts'
import { getTerms } from '../queries/terms.ts'
import { listMessages } from '../queries/thread.ts'
import { tellStaff, tellSubmitted, tellWithdrawn } from '../telling.ts'
import { wholeOf } from '../whole.ts'
import { LARGEST_DOCUMENT } from '../words.ts'
import { applicantOf, FORM_AROUND, isOwn, leastDevelopedOn, sentIn, todayOf, windowOf } from './calls.ts'

const AT = '/:lang/:edition/applications/:id'
const own = { thing: applicationInPath, may: mayActForApplicant } as const
const seen = { thing: applicationInPath, may: maySeeApplication } as const
const followed = { thing: applicationInPath, may: mayFollowUp } as const

const overviewPage = async (call: Call<Standing>, draft: Draft = emptyDraft) => {
  const { house, reader, actor, thing, now } = call
  const { edition, application } = thing
  const { db } = house
  const today = todayOf(call, edition)
  const { company } = await applicantOf(call, application)
  const messages = await listMessages(db, application.id, 'applicant')
  // Whoever of the applicant reads the page has staff's words before their eyes; staff have a page of their own.
  if (isOwn(call, application.companyId))
    await seeMessages(db, { applicationId: application.id, side: 'applicant', now })
  return (
    <OverviewPage
      {...{ reader, draft, company, edition, messages, today }}
      {...(await wholeOf(db, application))}
      gaps={application.state === 'draft' ? await listGaps(db, application, today) : []}
      window={await windowOf(call, edition, application.lateUntil)}
      decision={(await listStandingDecisions(db, [application.id])).get(application.id) ?? null}
      reasons={(await getTerms(db, edition.id)).reasons}
      before={await countBefore(db, application)}
      leastDeveloped={(await leastDevelopedOn(call, edition)).has(application.economyCode)}
      recommendations={await listRecommendations(db, application.id)}
      entries={await listEntries(db, application.id, 100)}
      acts={mayActForApplicant.may(actor, thing)}
    />
  )
}

const withdrawPage = async (call: Call<Standing>, draft: Draft) => {
  const { reader, actor, thing } = call
  const { company } = await applicantOf(call, thing.application)
  const staff = isStaffOf(actor, thing.edition.id) && !isOwn(call, thing.application.companyId)
  return <WithdrawPage {...{ reader, draft, company, staff }} {...thing} today={todayOf(call, thing.edition)} />
}

const backTo = ({ thing: { edition, application } }: Call<Standing>, key: string, anchor = '') => ({
  to: `${applicationAddress(edition, application)}${anchor}`,
  notice: { key },
})

export const overviewDoors: Door[] = [
  page(AT, { ...seen, show: overviewPage }),
  deed(`${AT}/submit`, {
    ...own,
    form: VersionForm,
    show: overviewPage,
    do: async (call, { version }) => {
      const { house, thing, now, actor } = call
      const order = { applicationId: thing.application.id, version, now, by: actor }
      await submitApplication(house.db, order, tellSubmitted(house.publicUrl))
      return backTo(call, 'applications.notice-submitted')
    },
  }),
  page(`${AT}/withdraw`, { ...followed, show: withdrawPage }),
  deed(`${AT}/withdraw`, {
    ...followed,
    form: WithdrawForm,
    show: withdrawPage,
    do: async (call, form) => {
      const { house, thing, now, actor } = call
      const today = todayOf(call, thing.edition)
      // The applicant withdraws today; staff may enter a day on which they were told.
      const on = isOwn(call, thing.application.companyId) ? today : form.on
      const deed = { applicationId: thing.application.id, version: form.version, on, today, now, by: actor }
      await withdrawApplication(house.db, { ...deed, why: form.why }, tellWithdrawn(house.publicUrl))
      return backTo(call, 'applications.notice-withdrawn')
    },
  }),
  deed(`${AT}/thread`, {
    ...own,
    form: WriteForm,
    limit: LARGEST_DOCUMENT + FORM_AROUND,
    show: overviewPage,
    do: async (call, { body, file }) => {
      const { house, thing, now, actor } = call
      const word = { applicationId: thing.application.id, body, file: await sentIn(file), now, by: actor }
      await writeAsApplicant(house.db, house.files, word, tellStaff(house.publicUrl))
      return backTo(call, 'applications.notice-written', '#thread')
    },
  }),
]
