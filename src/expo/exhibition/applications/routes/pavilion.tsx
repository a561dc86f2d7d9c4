import { mayAdministerPavilion, type PavilionStanding, pavilionInPath } from '#expo/exhibition/pavilions/index.ts'
import { getCompany } from '#expo/ground/companies/index.ts'
import { Refusal } from '#kernel/refusal.ts'
import { type Call, type Door, type Draft, deed, page } from '#web/door.ts'
import { recommend } from '../commands/recommend.ts'
import { RecommendForm } from '../forms.ts'
import { PavilionCompaniesPage, PavilionRecommendPage } from '../pages/pavilion-companies.tsx'
import { type Application, getApplication } from '../queries/applications.ts'
import { listQueue } from '../queries/queue.ts'
import { countRecommendations, listRecommendations } from '../queries/recommendations.ts'
import { isLive } from '../rules.ts'
import { tellRecommended } from '../telling.ts'
import { LARGEST_DOCUMENT } from '../words.ts'
import { applicantNames, economyNames, economyOptions, FORM_AROUND, sentIn, todayOf } from './calls.ts'

const AT = '/:lang/:edition/pavilions/:economy/companies'
const administered = { thing: pavilionInPath, may: mayAdministerPavilion } as const
const MOST = 500

const economyOf = async (call: Call<PavilionStanding>) => {
  const code = call.thing.pavilion.economyCode
  return { code, ...(await economyNames(call))(code) }
}

const companiesPage = async (call: Call<PavilionStanding>) => {
  const { house, reader, thing } = call
  const { edition, pavilion } = thing
  const filter = { economyCode: pavilion.economyCode }
  const all = await listQueue(house.db, edition.id, filter, { sort: 'age', limit: MOST })
  const applications = all.filter((one) => one.number !== null && isLive(one.state))
  const nameOf = await applicantNames(call, applications)
  const counted = await countRecommendations(
    house.db,
    applications.map((one) => one.id),
  )
  return (
    <PavilionCompaniesPage
      reader={reader}
      edition={edition}
      economy={await economyOf(call)}
      rows={applications.map((one) => ({
        id: one.id,
        company: nameOf(one),
        shows: reader.words(one.shows).text,
        state: reader.t(`applications.states.${one.state}`),
        recommended: counted.get(one.id) ?? 0,
      }))}
    />
  )
}

/** The application that the address names: submitted, and of a company of the pavilion's economy. */
async function applicationIn({ house, thing, params }: Call<PavilionStanding>): Promise<Application> {
  const application = await getApplication(house.db, params.id ?? '')
  const { edition, pavilion } = thing
  const theirs = application.editionId === edition.id && application.economyCode === pavilion.economyCode
  if (!theirs || application.number === null || !isLive(application.state))
    throw new Refusal('missing', 'applications.no-such-application')
  return application
}

const recommendPage = async (call: Call<PavilionStanding>, draft: Draft) => {
  const { house, reader, thing } = call
  const application = await applicationIn(call)
  return (
    <PavilionRecommendPage
      {...{ reader, draft }}
      edition={thing.edition}
      economy={await economyOf(call)}
      company={reader.words((await getCompany(house.db, application.companyId)).names)}
      id={application.id}
      recommendations={await listRecommendations(house.db, application.id)}
      today={todayOf(call, thing.edition)}
      economies={await economyOptions(call)}
    />
  )
}

/** Administrators of a pavilion recommend companies of their economy. */
export const pavilionCompanyDoors: Door[] = [
  page(AT, { ...administered, show: companiesPage }),
  page(`${AT}/:id`, { ...administered, show: recommendPage }),
  deed(`${AT}/:id`, {
    ...administered,
    form: RecommendForm,
    limit: LARGEST_DOCUMENT + FORM_AROUND,
    show: recommendPage,
    do: async (call, { kind: byKind, economy: economyCode, file, ...said }) => {
      const { house, thing, now, actor } = call
      const { id: applicationId } = await applicationIn(call)
      const order = { applicationId, way: 'pavilion', today: todayOf(call, thing.edition), now, by: actor } as const
      await recommend(
        house.db,
        house.files,
        { ...order, said: { ...said, byKind, economyCode }, file: await sentIn(file) },
        tellRecommended(house.publicUrl),
      )
      const { edition, pavilion } = thing
      const to = `/${edition.code}/pavilions/${pavilion.economyCode.toLowerCase()}/companies`
      return { to, notice: { key: 'applications.notice-recommended' } }
    },
  }),
]
