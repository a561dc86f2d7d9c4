import { duplicatesOf, listOnRecord } from '#expo/ground/companies/index.ts'
import { proofOf } from '#expo/ground/companies/rules.ts'
import { listEditions } from '#expo/ground/editions/index.ts'
import { instantAt } from '#kernel/day.ts'
import { insist } from '#kernel/verdict.ts'
import { listEntries } from '#platform/journal.ts'
import { type Call, type Door, type Draft, deed, emptyDraft, page } from '#web/door.ts'
import type { Above } from '../above.ts'
import { decide, reopenApplication } from '../commands/decide.ts'
import { ownApplication } from '../commands/own.ts'
import { letInLate } from '../commands/submit.ts'
import { closeQuestion, seeMessages, writeAsStaff } from '../commands/thread.ts'
import { DecideForm, LateForm, NothingForm, OwnerForm, ReopenForm, StaffWriteForm } from '../forms.ts'
import { LetterPage } from '../pages/letter.tsx'
import { narrowing } from '../pages/queue.tsx'
import { ReviewPage, type ReviewProps } from '../pages/review.tsx'
import { queueAddress } from '../pages/stand.tsx'
import { mayReview } from '../permissions.ts'
import { applicationInPath, type Standing } from '../places.ts'
import { listApplicationsOf } from '../queries/applications.ts'
import { listDemand } from '../queries/capacity.ts'
import { listCompanions } from '../queries/companions.ts'
import { listDecisions } from '../queries/decisions.ts'
import { listQueue } from '../queries/queue.ts'
import { listRecommendations } from '../queries/recommendations.ts'
import { getTerms } from '../queries/terms.ts'
import { listMessages } from '../queries/thread.ts'
import { mayBecome, mayGiveReason } from '../rules.ts'
import { previewDecision, tellDecision, tellLate, tellReopened, tellWord, type Verdict } from '../telling.ts'
import { wholeOf } from '../whole.ts'
import { type Decision, LARGEST_DOCUMENT } from '../words.ts'
import {
  applicantOf,
  economyNames,
  FORM_AROUND,
  isOwn,
  leastDevelopedOn,
  namesOfPeople,
  sentIn,
  staffOptions,
  todayOf,
} from './calls.ts'
import { askedIn, filterIn, sortIn } from './queue.tsx'

const ONE = '/:lang/:edition/staff/applications/:id'
const reviewed = { thing: applicationInPath, may: mayReview } as const

/** Who stands before and after an application in the queue as the address narrows it. */
async function neighboursOf(call: Call<Standing>) {
  const { house, thing } = call
  const { edition, application } = thing
  const filter = await filterIn(call, edition)
  const order = { sort: sortIn(call), limit: 1 }
  const [[next], [previous]] = await Promise.all([
    listQueue(house.db, edition.id, filter, { ...order, after: application.id }),
    listQueue(house.db, edition.id, filter, { ...order, before: application.id }),
  ])
  return { next: next?.id ?? null, previous: previous?.id ?? null }
}

/** Co-exhibitors that are on record too. Those of whom it is known already need no looking. */
async function companionsOnRecord({ house, reader }: Call<unknown>, applicationId: string) {
  const companions = (await listCompanions(house.db, applicationId)).filter((one) => one.companyId === null)
  const sought = companions.map(({ names, economyCode, registrationNumber }) => ({
    name: Object.values(names)[0] ?? '',
    economyCode,
    registrationNumber,
  }))
  const found = await listOnRecord(house.db, sought)
  return companions.flatMap((one, index) => {
    const match = found[index]
    return match ? [{ name: reader.words(one.names).text, company: match.company }] : []
  })
}

/** What a company sent for other editions, newest first, with what each is called. */
async function earlierOf({ house, reader }: Call<unknown>, { companyId, editionId }: Standing['application']) {
  const editions = new Map((await listEditions(house.db, { hidden: true })).map((one) => [one.id, one]))
  const all = await listApplicationsOf(house.db, [companyId])
  return all.flatMap((application) => {
    const its = editions.get(application.editionId)
    if (!its || application.editionId === editionId || application.number === null) return []
    return [{ application, edition: { code: its.code, text: reader.words(its.name).text } }]
  })
}

const MOST_ENTRIES = 100

const reviewPage =
  (above: Above, which: ReviewProps['which'] = null) =>
  async (call: Call<Standing>, draft: Draft = emptyDraft) => {
    const { house, reader, thing, now } = call
    const { edition, application } = thing
    const { db } = house
    const today = todayOf(call, edition)
    const { organisation, company } = await applicantOf(call, application)
    const messages = await listMessages(db, application.id, 'staff')
    await seeMessages(db, { applicationId: application.id, side: 'staff', now })
    const [whole, neighbours, decisions, recommendations, terms, demand, alike, entries] = await Promise.all([
      wholeOf(db, application),
      neighboursOf(call),
      listDecisions(db, application.id),
      listRecommendations(db, application.id),
      getTerms(db, edition.id),
      listDemand(db, edition.id, application.areaCode),
      duplicatesOf(db, organisation.id),
      listEntries(db, application.id, MOST_ENTRIES),
    ])
    const people = await namesOfPeople(call, [application.owner, ...messages.map((one) => one.author)])
    return (
      <ReviewPage
        {...{ reader, draft, edition, company, organisation, today, messages, decisions, which }}
        {...{ ...whole, ...neighbours, alike, recommendations, entries, demand }}
        query={new URLSearchParams(narrowing(askedIn(call))).toString()}
        proven={proofOf(organisation.registrations, today)}
        economy={(await economyNames(call))(application.economyCode)}
        leastDeveloped={(await leastDevelopedOn(call, edition)).has(application.economyCode)}
        earlier={await earlierOf(call, application)}
        onRecord={await companionsOnRecord(call, application.id)}
        reasons={terms.reasons}
        authors={people}
        owner={application.owner ? (people.get(application.owner) ?? null) : null}
        staff={await staffOptions(call, edition)}
        drawn={await above.drawn(call, edition)}
        own={isOwn(call, application.companyId)}
      />
    )
  }

type Typed = { decision: Decision; reason: string | null; words: string }

/** A decision with its reason in words, refused where it does not follow or says nothing. */
async function verdictOf({ house, thing }: Call<Standing>, { decision, reason, words }: Typed): Promise<Verdict> {
  const { reasons } = await getTerms(house.db, thing.edition.id)
  insist('applications', mayBecome(thing.application.state, decision))
  insist('applications', mayGiveReason(decision, { code: reason, words }, reasons), 'invalid')
  return { decision, reason: reasons.find((one) => one.code === reason) ?? null, words }
}

const queryOf = (call: Call<unknown>) => new URLSearchParams(narrowing(askedIn(call))).toString()
const backTo = (call: Call<Standing>, key: string, anchor = '') => {
  const { edition, application } = call.thing
  const query = queryOf(call)
  return {
    to: `${queueAddress(edition)}/${application.id}${query ? `?${query}` : ''}${anchor}`,
    notice: { key },
  }
}
const deedOf = (call: Call<Standing>, { version }: { version: number }) => ({
  applicationId: call.thing.application.id,
  version,
  today: todayOf(call, call.thing.edition),
  now: call.now,
  by: call.actor,
})

export const reviewDoors = (above: Above): Door[] => [
  page(ONE, { ...reviewed, show: reviewPage(above) }),
  deed(`${ONE}/preview`, {
    ...reviewed,
    form: DecideForm,
    show: reviewPage(above, 'decide'),
    do: async (call, form) => {
      const { house, reader, thing } = call
      const verdict = await verdictOf(call, form)
      const { company } = await applicantOf(call, thing.application)
      const application = { ...thing.application, acceptedOn: form.decision === 'accepted' ? form.on : null }
      const letters = await previewDecision(house.db, application, { publicUrl: house.publicUrl, verdict })
      const { decision, words, on } = form
      const values = { decision, reason: form.reason ?? '', words, on }
      return {
        shown: <LetterPage {...{ reader, company, decision, letters, values }} {...thing} query={queryOf(call)} />,
      }
    },
  }),
  deed(`${ONE}/decide`, {
    ...reviewed,
    form: DecideForm,
    show: reviewPage(above, 'decide'),
    do: async (call, form) => {
      const { house } = call
      const verdict = await verdictOf(call, form)
      await decide(house.db, { ...deedOf(call, form), ...form }, tellDecision(house.publicUrl, verdict))
      return backTo(call, `applications.notice-${form.decision}`)
    },
  }),
  deed(`${ONE}/reopen`, {
    ...reviewed,
    form: ReopenForm,
    show: reviewPage(above, 'reopen'),
    do: async (call, form) => {
      const { house } = call
      await reopenApplication(house.db, { ...deedOf(call, form), why: form.why }, tellReopened(house.publicUrl))
      return backTo(call, 'applications.notice-reopened')
    },
  }),
  deed(`${ONE}/let-in-late`, {
    ...reviewed,
    form: LateForm,
    show: reviewPage(above, 'late'),
    do: async (call, form) => {
      const { house, thing } = call
      const until = instantAt(form.until, thing.edition.timeZone)
      await letInLate(house.db, { ...deedOf(call, form), until, why: form.why }, tellLate(house.publicUrl))
      return backTo(call, 'applications.notice-let-in-late')
    },
  }),
  deed(`${ONE}/owner`, {
    ...reviewed,
    form: OwnerForm,
    show: reviewPage(above, 'owner'),
    do: async (call, { owner, seen }) => {
      const { house, thing, actor } = call
      await ownApplication(house.db, { applicationId: thing.application.id, owner, seen, by: actor })
      return backTo(call, 'web.saved')
    },
  }),
  deed(`${ONE}/thread`, {
    ...reviewed,
    form: StaffWriteForm,
    limit: LARGEST_DOCUMENT + FORM_AROUND,
    show: reviewPage(above, 'thread'),
    do: async (call, { body, kind, file }) => {
      const { house, thing, now, actor } = call
      const word = { applicationId: thing.application.id, kind, body, file: await sentIn(file), now, by: actor }
      const tell = kind === 'note' ? async () => {} : tellWord(house.publicUrl, kind)
      await writeAsStaff(house.db, house.files, word, tell)
      return backTo(call, 'applications.notice-written', '#thread')
    },
  }),
  deed(`${ONE}/close-question`, {
    ...reviewed,
    form: NothingForm,
    show: reviewPage(above),
    do: async (call) => {
      await closeQuestion(call.house.db, { applicationId: call.thing.application.id, by: call.actor })
      return backTo(call, 'web.saved')
    },
  }),
]
