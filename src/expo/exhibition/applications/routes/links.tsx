import { listCompanies } from '#expo/ground/companies/index.ts'
import { getEditionById } from '#expo/ground/editions/index.ts'
import { anyone, signedIn } from '#kernel/permission.ts'
import { Refusal } from '#kernel/refusal.ts'
import { transact } from '#platform/database.ts'
import { type Call, type Door, type Draft, deed, page } from '#web/door.ts'
import { linkCompanion } from '../commands/companions.ts'
import { insistOnLink, takeLink } from '../commands/links.ts'
import { recommendByLink } from '../commands/recommend.ts'
import { JoinForm, RecommendForm } from '../forms.ts'
import { JoinPage, LinkSaidPage, RecommendPage } from '../pages/links.tsx'
import { getApplication } from '../queries/applications.ts'
import { getCompanion } from '../queries/companions.ts'
import { findLink } from '../queries/links.ts'
import { tellRecommended } from '../telling.ts'
import { LARGEST_DOCUMENT, type Purpose } from '../words.ts'
import { applicantOf, economyNames, economyOptions, FORM_AROUND, isOwn, sentIn, todayOf } from './calls.ts'

/** What a link in an address opens; a used or over one says so, and names nothing. */
async function openedBy(call: Call<unknown>, purpose: Purpose) {
  const { house, params, now } = call
  const link = await findLink(house.db, params.token ?? '', purpose)
  if (!link) throw new Refusal('missing', 'applications.no-such-link')
  const application = await getApplication(house.db, link.applicationId)
  insistOnLink(link, application, now)
  return { link, application, edition: await getEditionById(house.db, application.editionId) }
}

const recommendPage = async (call: Call<unknown>, draft: Draft) => {
  const { reader, params } = call
  const { application, edition } = await openedBy(call, 'recommend')
  return (
    <RecommendPage
      {...{ reader, draft, edition }}
      company={(await applicantOf(call, application)).company}
      economy={(await economyNames(call))(application.economyCode)}
      shows={reader.words(application.shows)}
      today={todayOf(call, edition)}
      economies={await economyOptions(call)}
      economyCode={application.economyCode}
      action={reader.at(`/recommend/${params.token}`)}
    />
  )
}

const joinPage = async (call: Call<unknown>, draft: Draft) => {
  const { house, reader, actor, params } = call
  const { link, application, edition } = await openedBy(call, 'join')
  const companion = await getCompanion(house.db, link.coExhibitorId ?? '')
  const ids = actor.kind === 'person' ? actor.grants.filter((one) => one.kind === 'company').map((one) => one.id) : []
  const own = [...(await listCompanies(house.db, ids)).values()].filter((one) => one.state === 'active')
  return (
    <JoinPage
      {...{ reader, draft, edition }}
      host={(await applicantOf(call, application)).company}
      name={reader.words(companion.names)}
      companies={
        actor.kind === 'person' ? own.map((one) => ({ value: one.id, label: reader.words(one.names).text })) : null
      }
      here={`/join/${params.token}`}
      action={reader.at(`/join/${params.token}`)}
    />
  )
}

export const linkDoors: Door[] = [
  page('/:lang/recommend/:token', { may: anyone, show: recommendPage }),
  deed('/:lang/recommend/:token', {
    may: anyone,
    form: RecommendForm,
    limit: LARGEST_DOCUMENT + FORM_AROUND,
    show: recommendPage,
    do: async (call, { kind: byKind, economy: economyCode, file, ...said }) => {
      const { house, reader, params, now, actor } = call
      const { edition } = await openedBy(call, 'recommend')
      const order = { token: params.token ?? '', today: todayOf(call, edition), now, by: actor }
      await recommendByLink(
        house.db,
        house.files,
        { ...order, said: { ...said, byKind, economyCode }, file: await sentIn(file) },
        tellRecommended(house.publicUrl),
      )
      const [title, say] = [reader.t('applications.recommend-thanks'), reader.t('applications.recommend-thanks-say')]
      return { shown: <LinkSaidPage {...{ reader, title, say }} /> }
    },
  }),
  page('/:lang/join/:token', { may: anyone, show: joinPage }),
  deed('/:lang/join/:token', {
    may: signedIn,
    form: JoinForm,
    show: joinPage,
    do: async (call, { company: companyId }) => {
      const { house, reader, params, now, actor } = call
      if (!isOwn(call, companyId)) throw new Refusal('invalid', 'web.choose-one', {}, 'company')
      await transact(house.db, async (tx) => {
        const { link, application } = await takeLink(tx, { token: params.token ?? '', purpose: 'join', now })
        const companionId = link.coExhibitorId ?? ''
        await linkCompanion(tx, { applicationId: application.id, companionId, companyId, by: actor })
      })
      const [title, say] = [reader.t('applications.joined'), reader.t('applications.joined-say')]
      return { shown: <LinkSaidPage {...{ reader, title, say }} /> }
    },
  }),
]
