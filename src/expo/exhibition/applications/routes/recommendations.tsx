import { isStaffOf } from '#kernel/actor.ts'
import { type Call, type Door, type Draft, data, deed, emptyDraft, page } from '#web/door.ts'
import { sendLink, takeBackLink } from '../commands/links.ts'
import { confirmRecommendation, recommend, withdrawRecommendation } from '../commands/recommend.ts'
import { EndForm, EnterForm, IdForm, LinkForm, NothingForm } from '../forms.ts'
import { recommendLetter } from '../letters/link.ts'
import { AskRecommendationPage, ManageRecommendationPage } from '../pages/recommendations.tsx'
import { applicationAddress } from '../pages/stand.tsx'
import { mayFollowUp, mayReview, maySeeApplication } from '../permissions.ts'
import { applicationInPath, type Standing } from '../places.ts'
import { listLinks } from '../queries/links.ts'
import { getRecommendation, listRecommendations } from '../queries/recommendations.ts'
import { tellRecommended } from '../telling.ts'
import { LARGEST_DOCUMENT } from '../words.ts'
import { applicantOf, economyOptions, FORM_AROUND, fileOf, sentIn, todayOf } from './calls.ts'

const AT = '/:lang/:edition/applications/:id/recommendations'
const ONE = `${AT}/:recommendation`
const seen = { thing: applicationInPath, may: maySeeApplication } as const
const followed = { thing: applicationInPath, may: mayFollowUp } as const
const review = { thing: applicationInPath, may: mayReview } as const

const askPage =
  (which: 'link' | 'enter' = 'link') =>
  async (call: Call<Standing>, draft: Draft = emptyDraft) => {
    const { house, reader, actor, thing, now } = call
    const { edition, application } = thing
    return (
      <AskRecommendationPage
        {...{ reader, draft, edition, application, which }}
        company={(await applicantOf(call, application)).company}
        recommendations={await listRecommendations(house.db, application.id)}
        links={await listLinks(house.db, application.id, now)}
        staff={isStaffOf(actor, edition.id)}
        today={todayOf(call, edition)}
        economies={await economyOptions(call)}
      />
    )
  }

const managePage = async (call: Call<Standing>, draft: Draft) => {
  const { house, reader, actor, thing, params } = call
  const { edition, application } = thing
  return (
    <ManageRecommendationPage
      {...{ reader, draft, edition, application }}
      company={(await applicantOf(call, application)).company}
      recommendation={await getRecommendation(house.db, application.id, params.recommendation ?? '')}
      today={todayOf(call, edition)}
      mayConfirm={isStaffOf(actor, edition.id)}
    />
  )
}

const listOf = ({ thing: { edition, application } }: Call<Standing>, key: string) => ({
  to: `${applicationAddress(edition, application)}/recommendations`,
  notice: { key },
})
const which = ({ thing, params, actor }: Call<Standing>) => ({
  applicationId: thing.application.id,
  recommendationId: params.recommendation ?? '',
  by: actor,
})

export const recommendationDoors: Door[] = [
  page(AT, { ...followed, show: askPage() }),
  deed(AT, {
    ...followed,
    form: LinkForm,
    show: askPage(),
    do: async (call, { email, language }) => {
      const { house, thing, now, actor } = call
      const { organisation } = await applicantOf(call, thing.application)
      const asked = { company: organisation.names, edition: thing.edition.name }
      await sendLink(house.db, {
        ...{ applicationId: thing.application.id, purpose: 'recommend', coExhibitorId: null, email, language },
        letter: recommendLetter(language, asked),
        ...{ publicUrl: house.publicUrl, now, by: actor },
      })
      return listOf(call, 'applications.notice-link-sent')
    },
  }),
  deed('/:lang/:edition/applications/:id/links/take-back', {
    ...followed,
    form: IdForm,
    show: askPage(),
    do: async (call, { id: linkId }) => {
      const { house, thing, now, actor } = call
      await takeBackLink(house.db, { applicationId: thing.application.id, linkId, now, by: actor })
      return listOf(call, 'web.saved')
    },
  }),
  deed(`${AT}/enter`, {
    ...review,
    form: EnterForm,
    limit: LARGEST_DOCUMENT + FORM_AROUND,
    show: askPage('enter'),
    do: async (call, { kind: byKind, economy: economyCode, file, ...said }) => {
      const { house, thing, now, actor } = call
      const today = todayOf(call, thing.edition)
      const order = { applicationId: thing.application.id, way: 'staff', today, now, by: actor } as const
      const words = { ...said, byKind, economyCode }
      await recommend(
        house.db,
        house.files,
        { ...order, said: words, file: await sentIn(file) },
        tellRecommended(house.publicUrl),
      )
      return listOf(call, 'applications.notice-recommended')
    },
  }),
  page(ONE, { ...review, show: managePage }),
  data('get', `${ONE}/file`, {
    ...seen,
    answer: async (call) => {
      const { house, thing, params } = call
      return fileOf(call, await getRecommendation(house.db, thing.application.id, params.recommendation ?? ''))
    },
  }),
  deed(`${ONE}/confirm`, {
    ...review,
    form: NothingForm,
    show: managePage,
    do: async (call) => {
      await confirmRecommendation(call.house.db, which(call))
      return listOf(call, 'applications.notice-confirmed')
    },
  }),
  deed(`${ONE}/withdraw`, {
    ...review,
    form: EndForm,
    show: managePage,
    do: async (call, { on, why }) => {
      await withdrawRecommendation(call.house.db, { ...which(call), on, why })
      return listOf(call, 'web.saved')
    },
  }),
]
