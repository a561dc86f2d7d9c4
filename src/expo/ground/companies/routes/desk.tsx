import {
  invitePerson,
  listHolders,
  listInvitations,
  listPeople,
  revokeInvitation,
  Team,
} from '#expo/ground/people/index.ts'
import { isHouseAdministrator } from '#kernel/actor.ts'
import { isLanguage, LANGUAGES, type Language, OWN_NAME } from '#kernel/language.ts'
import { houseAdministrator } from '#kernel/permission.ts'
import { Refusal } from '#kernel/refusal.ts'
import { transact } from '#platform/database.ts'
import { listEntries } from '#platform/journal.ts'
import { type Call, type Door, type Draft, deed, page } from '#web/door.ts'
import { wordingOf } from '#web/form.ts'
import { changeFacts, closeCompany, reopenCompany, writeNames, writeProfile } from '../commands/change.ts'
import { sendDocument, takeBackDocument } from '../commands/documents.ts'
import { answerRequest } from '../commands/joining.ts'
import { removeFromTeam } from '../commands/team.ts'
import {
  DeclineForm,
  DocumentForm,
  FactsForm,
  LetInForm,
  NamesForm,
  ProfileForm,
  ReasonForm,
  TakeBackForm,
  TeamForm,
  TeamRemoveForm,
} from '../forms.ts'
import { invitationLetter } from '../letters/team.ts'
import { type Asking, DeskPage } from '../pages/desk.tsx'
import { ClosePage, FactsPage, NamesPage, ProfilePage } from '../pages/desk-forms.tsx'
import { SendDocumentPage } from '../pages/documents.tsx'
import { deskAddress } from '../pages/parts.tsx'
import {
  mayActForCompany,
  mayAdministerCompany,
  mayCorrectCompany,
  mayReadDesk,
  mayReviewCompanies,
} from '../permissions.ts'
import { companyInPath } from '../places.ts'
import { duplicatesOf } from '../queries/alike.ts'
import { type Company, listProfiles } from '../queries/companies.ts'
import { listDocuments } from '../queries/documents.ts'
import { listOpenRequests } from '../queries/joining.ts'
import { listRankingsOf } from '../queries/rankings.ts'
import { isPublic, proofOf } from '../rules.ts'
import { tellAnswered } from '../telling.ts'
import { LARGEST_DOCUMENT } from '../words.ts'
import { economyNames, economyOptions } from './economies.ts'
import { todayOf } from './open.tsx'

const AT = '/:lang/companies/:company/desk'
const ROLES = ['administrator', 'member'] as const

const teamOf = async (call: Call<Company>, draft: Draft) => {
  const { reader, house, actor, thing: company } = call
  const desk = reader.at(deskAddress(company))
  const roleOf = (role: string) =>
    reader.t(role === 'administrator' ? 'people.roles.company.administrator' : 'people.roles.company.member')
  const named = <One extends { role: string }>(one: One) => ({ ...one, role: roleOf(one.role) })
  const administers = mayAdministerCompany.may(actor, company)
  return (
    <Team
      reader={reader}
      draft={draft}
      holders={(await listHolders(house.db, 'company', company.id)).map(named)}
      invited={(await listInvitations(house.db, 'company', company.id)).map(named)}
      roles={ROLES.map((role) => ({ value: role, label: roleOf(role) }))}
      letterIn={LANGUAGES.map((language) => ({ value: language, label: OWN_NAME[language], lang: language }))}
      deeds={
        administers ? { invite: `${desk}/team`, revoke: `${desk}/team/revoke`, remove: `${desk}/team/remove` } : null
      }
    />
  )
}

async function askingOf({ house, thing: company }: Call<Company>): Promise<Asking[]> {
  const requests = await listOpenRequests(house.db, company.id)
  const people = await listPeople(
    house.db,
    requests.map((one) => one.personId),
  )
  return requests.flatMap((one) => {
    const { name, email } = people.get(one.personId) ?? {}
    return name && email ? [{ ...one, name, email }] : []
  })
}

const deskPage = async (call: Call<Company>, draft: Draft) => {
  const { reader, house, actor, thing: company } = call
  const review = mayReviewCompanies.may(actor, company)
  const administer = mayAdministerCompany.may(actor, company)
  return (
    <DeskPage
      reader={reader}
      draft={draft}
      company={company}
      economy={(await economyNames(call))(company.economyCode)}
      proven={proofOf(company.registrations, todayOf(call))}
      shown={isPublic(company)}
      documents={await listDocuments(house.db, company.id)}
      profiles={await listProfiles(house.db, company.id)}
      rankings={await listRankingsOf(house.db, company.id)}
      asking={administer ? await askingOf(call) : []}
      team={await teamOf(call, draft)}
      entries={await listEntries(house.db, company.id)}
      alike={review ? await duplicatesOf(house.db, company.id) : []}
      may={{ act: mayActForCompany.may(actor, company), administer, review, reopen: isHouseAdministrator(actor) }}
    />
  )
}

const formOf = ({ reader, actor, thing: company }: Call<Company>, draft: Draft) => {
  const staff = mayReviewCompanies.may(actor, company)
  return { reader, draft, company, staff, fixed: isPublic(company) && !staff }
}
const factsPage = async (call: Call<Company>, draft: Draft) => (
  <FactsPage {...formOf(call, draft)} economies={await economyOptions(call)} />
)
const namesPage = (call: Call<Company>, draft: Draft) => <NamesPage {...formOf(call, draft)} />
const closePage = (call: Call<Company>, draft: Draft) => <ClosePage {...formOf(call, draft)} />
const documentPage = (call: Call<Company>, draft: Draft) => (
  <SendDocumentPage {...formOf(call, draft)} kind="registration" />
)
const tongueIn = (call: Call<unknown>): Language => {
  const { tongue = '' } = call.params
  if (!isLanguage(tongue)) throw new Refusal('missing', 'web.no-such-page')
  return tongue
}
const profilePage = async (call: Call<Company>, draft: Draft) => {
  const tongue = tongueIn(call)
  const profile = (await listProfiles(call.house.db, call.thing.id)).find((one) => one.lang === tongue)
  return <ProfilePage {...formOf(call, draft)} tongue={tongue} profile={profile} />
}
const saved = (company: Company) => ({ to: deskAddress(company), notice: { key: 'web.saved' } })

const own: Door[] = [
  page(AT, { thing: companyInPath, may: mayReadDesk, show: deskPage }),
  page(`${AT}/facts`, { thing: companyInPath, may: mayCorrectCompany, show: factsPage }),
  deed(`${AT}/facts`, {
    thing: companyInPath,
    may: mayCorrectCompany,
    form: FactsForm,
    show: factsPage,
    do: async (call, { economy, number, size, founded, ...form }) => {
      const { house, actor, thing: company } = call
      const facts = { economyCode: economy, registrationNumber: number, sizeClass: size, foundedYear: founded }
      await changeFacts(house.db, { ...form, ...facts, companyId: company.id, by: actor })
      return saved(company)
    },
  }),
  page(`${AT}/names`, { thing: companyInPath, may: mayCorrectCompany, show: namesPage }),
  deed(`${AT}/names`, {
    thing: companyInPath,
    may: mayCorrectCompany,
    form: NamesForm,
    show: namesPage,
    do: async ({ house, actor, thing: company }, form) => {
      const { version, legal, tongue, why } = form
      const names = { legalName: { text: legal, lang: tongue }, names: wordingOf(form, 'name') }
      await writeNames(house.db, { companyId: company.id, version, why, ...names, by: actor })
      return saved(company)
    },
  }),
  page(`${AT}/profile/:tongue`, { thing: companyInPath, may: mayActForCompany, show: profilePage }),
  deed(`${AT}/profile/:tongue`, {
    thing: companyInPath,
    may: mayActForCompany,
    form: ProfileForm,
    show: profilePage,
    do: async (call, form) => {
      const { house, actor, thing: company } = call
      await writeProfile(house.db, { companyId: company.id, lang: tongueIn(call), ...form, by: actor })
      return saved(company)
    },
  }),
  page(`${AT}/close`, { thing: companyInPath, may: mayAdministerCompany, show: closePage }),
  deed(`${AT}/close`, {
    thing: companyInPath,
    may: mayAdministerCompany,
    form: ReasonForm,
    show: closePage,
    do: async ({ house, actor, thing: company }, form) => {
      await closeCompany(house.db, { ...form, companyId: company.id, by: actor })
      return { to: deskAddress(company), notice: { key: 'companies.notice-closed' } }
    },
  }),
  deed(`${AT}/reopen`, {
    thing: companyInPath,
    may: houseAdministrator,
    form: ReasonForm,
    show: closePage,
    do: async ({ house, actor, thing: company }, form) => {
      await reopenCompany(house.db, { ...form, companyId: company.id, by: actor })
      return saved(company)
    },
  }),
]

/** A form around the file weighs a little, too. */
const FORM_AROUND = 64 * 1024

const documents: Door[] = [
  page(`${AT}/documents`, { thing: companyInPath, may: mayActForCompany, show: documentPage }),
  deed(`${AT}/documents`, {
    thing: companyInPath,
    may: mayActForCompany,
    form: DocumentForm,
    limit: LARGEST_DOCUMENT + FORM_AROUND,
    show: documentPage,
    do: async ({ house, actor, thing: company, now }, { kind, document }) => {
      const bytes = new Uint8Array(await document.arrayBuffer())
      const file = { kind, fileName: document.name, bytes }
      await sendDocument(house.db, house.files, { companyId: company.id, ...file, now, by: actor })
      return { to: deskAddress(company), notice: { key: 'companies.notice-document-sent' } }
    },
  }),
  deed(`${AT}/documents/take-back`, {
    thing: companyInPath,
    may: mayActForCompany,
    form: TakeBackForm,
    show: deskPage,
    do: async ({ house, actor, thing: company }, { id }) => {
      await takeBackDocument(house.db, { companyId: company.id, documentId: id, by: actor })
      return { to: deskAddress(company), notice: { key: 'companies.notice-taken-back' } }
    },
  }),
]

const team: Door[] = [
  deed(`${AT}/team`, {
    thing: companyInPath,
    may: mayAdministerCompany,
    form: TeamForm,
    show: deskPage,
    do: async ({ house, thing: company, actor, now }, { email, role, language }) => {
      const letter = invitationLetter(language, { company })
      const grant = { role, kind: 'company', id: company.id } as const
      const way = { language, onward: deskAddress(company), publicUrl: house.publicUrl, now, by: actor }
      await transact(house.db, (tx) => invitePerson(tx, { email, grant, ...letter, ...way }))
      return { to: deskAddress(company), notice: { key: 'companies.notice-invited' } }
    },
  }),
  deed(`${AT}/team/revoke`, {
    thing: companyInPath,
    may: mayAdministerCompany,
    form: TeamRemoveForm,
    show: deskPage,
    do: async ({ house, thing: company, actor, now }, { id }) => {
      await revokeInvitation(house.db, { id, thingId: company.id, now, by: actor })
      return saved(company)
    },
  }),
  deed(`${AT}/team/remove`, {
    thing: companyInPath,
    may: mayAdministerCompany,
    form: TeamRemoveForm,
    show: deskPage,
    do: async ({ house, thing: company, actor }, { id }) => {
      await removeFromTeam(house.db, { companyId: company.id, personId: id, by: actor })
      const left = actor.kind === 'person' && actor.id === id && !isHouseAdministrator(actor)
      return left ? { to: '/companies', notice: { key: 'web.saved' } } : saved(company)
    },
  }),
  deed(`${AT}/requests/accept`, {
    thing: companyInPath,
    may: mayAdministerCompany,
    form: LetInForm,
    show: deskPage,
    do: async ({ house, thing: company, actor, now }, { id, role }) => {
      const order = { companyId: company.id, requestId: id, role, now, by: actor }
      await answerRequest(house.db, order, tellAnswered(house.publicUrl))
      return { to: deskAddress(company), notice: { key: 'companies.notice-let-in' } }
    },
  }),
  deed(`${AT}/requests/decline`, {
    thing: companyInPath,
    may: mayAdministerCompany,
    form: DeclineForm,
    show: deskPage,
    do: async ({ house, thing: company, actor, now }, { id }) => {
      const order = { companyId: company.id, requestId: id, role: null, now, by: actor }
      await answerRequest(house.db, order, tellAnswered(house.publicUrl))
      return saved(company)
    },
  }),
]

export const deskDoors: Door[] = [...own, ...documents, ...team]
