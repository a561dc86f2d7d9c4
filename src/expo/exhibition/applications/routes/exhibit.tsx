import { listCompanies } from '#expo/ground/companies/index.ts'
import { type Edition, editionInPath, listAreas, listEditions, maySeeEdition } from '#expo/ground/editions/index.ts'
import type { Person } from '#kernel/actor.ts'
import { dayAt } from '#kernel/day.ts'
import { signedIn } from '#kernel/permission.ts'
import { Refusal } from '#kernel/refusal.ts'
import { type Call, type Door, type Draft, deed, page } from '#web/door.ts'
import { beginApplication, discardDraft, restoreDraft } from '../commands/begin.ts'
import { BeginForm, NothingForm } from '../forms.ts'
import { type Applicant, ExhibitPage } from '../pages/exhibit.tsx'
import { applicationAddress } from '../pages/stand.tsx'
import { mayActForApplicant } from '../permissions.ts'
import { applicationInPath, type Standing } from '../places.ts'
import { type Application, listApplicationsOf } from '../queries/applications.ts'
import { getTerms } from '../queries/terms.ts'
import { daysLeft, isLive } from '../rules.ts'
import { isOwn, todayOf, windowOf } from './calls.ts'

/** The companies that a person acts for, each with what it has in this edition and in earlier ones of the fair. */
async function applicantsOf(call: Call<Edition>, person: Person): Promise<Applicant[]> {
  const { house, reader, thing: edition } = call
  const ids = person.grants.filter((grant) => grant.kind === 'company').map((grant) => grant.id)
  const companies = [...(await listCompanies(house.db, ids)).values()].filter((one) => one.state === 'active')
  const all = await listApplicationsOf(
    house.db,
    companies.map((one) => one.id),
  )
  const editions = new Map((await listEditions(house.db, { hidden: true })).map((one) => [one.id, one]))
  const today = todayOf(call, edition)
  const isEarlier = (one: Application) => {
    const its = editions.get(one.editionId)
    return its?.fairId === edition.fairId && its.opensOn < edition.opensOn && one.number !== null
  }
  return companies.map((company) => {
    const own = all.filter((one) => one.companyId === company.id)
    const here = own.filter((one) => one.editionId === edition.id)
    const discarded = here.flatMap(({ id, discardedAt }) => {
      const days = discardedAt ? daysLeft(dayAt(discardedAt, edition.timeZone), today) : 0
      return days > 0 ? [{ id, days }] : []
    })
    const earlier = own.filter(isEarlier).map((one) => ({
      id: one.id,
      edition: reader.words(editions.get(one.editionId)?.name ?? {}).text,
    }))
    const application = here.find((one) => isLive(one.state)) ?? null
    return { id: company.id, name: reader.words(company.names), application, discarded, earlier }
  })
}

const exhibitPage = async (call: Call<Edition>, draft: Draft) => {
  const { house, reader, actor, thing: edition } = call
  return (
    <ExhibitPage
      reader={reader}
      draft={draft}
      edition={edition}
      window={await windowOf(call, edition)}
      terms={await getTerms(house.db, edition.id)}
      areas={await listAreas(house.db, edition.id)}
      applicants={actor.kind === 'person' ? await applicantsOf(call, actor) : null}
    />
  )
}

/** An application to a hidden edition is begun by those alone who may see it: to others there is no such edition. */
async function editionSeen(call: Call): Promise<Edition> {
  const edition = await editionInPath(call)
  if (!maySeeEdition.may(call.actor, edition)) throw new Refusal('missing', 'web.no-such-page')
  return edition
}

export const exhibitDoors: Door[] = [
  page('/:lang/:edition/exhibit', { thing: editionInPath, may: maySeeEdition, show: exhibitPage }),
  deed('/:lang/:edition/exhibit', {
    thing: editionSeen,
    may: signedIn,
    form: BeginForm,
    show: exhibitPage,
    do: async (call, { company, role, from }) => {
      const { house, actor, now, thing: edition } = call
      if (!isOwn(call, company)) throw new Refusal('invalid', 'web.choose-one', {}, 'company')
      const order = { editionId: edition.id, companyId: company, role, carriedFrom: from, now, by: actor }
      const { id } = await beginApplication(house.db, order)
      return { to: `${applicationAddress(edition, { id })}/place`, notice: { key: 'applications.notice-begun' } }
    },
  }),
]

const exhibitOf = ({ thing: { edition } }: Call<Standing>, key: string) => ({
  to: `/${edition.code}/exhibit`,
  notice: { key },
})
const exhibitPageOf = (call: Call<Standing>, draft: Draft) => exhibitPage({ ...call, thing: call.thing.edition }, draft)

export const draftDoors: Door[] = [
  deed('/:lang/:edition/applications/:id/discard', {
    thing: applicationInPath,
    may: mayActForApplicant,
    form: NothingForm,
    show: exhibitPageOf,
    do: async (call) => {
      const { house, actor, now, thing } = call
      await discardDraft(house.db, { applicationId: thing.application.id, now, by: actor })
      return exhibitOf(call, 'applications.notice-discarded')
    },
  }),
  deed('/:lang/:edition/applications/:id/restore', {
    thing: applicationInPath,
    may: mayActForApplicant,
    form: NothingForm,
    show: exhibitPageOf,
    do: async (call) => {
      const { house, actor, thing } = call
      const { edition, application } = thing
      await restoreDraft(house.db, { applicationId: application.id, today: todayOf(call, edition), by: actor })
      return { to: applicationAddress(edition, application), notice: { key: 'applications.notice-restored' } }
    },
  }),
]
