import type { Person } from '#kernel/actor.ts'
import { type Day, dayAt } from '#kernel/day.ts'
import { signedIn } from '#kernel/permission.ts'
import { Refusal } from '#kernel/refusal.ts'
import { type Call, type Door, type Draft, data, deed, page } from '#web/door.ts'
import { foundCompany } from '../commands/found.ts'
import { askToJoin } from '../commands/joining.ts'
import { FoundForm, JoinForm } from '../forms.ts'
import { FoundPage, JoinPage, YourCompaniesPage } from '../pages/companies.tsx'
import { CompanyPage } from '../pages/company.tsx'
import { deskAddress } from '../pages/parts.tsx'
import { mayReadDesk, maySeeCompany } from '../permissions.ts'
import { companyInPath, documentInPath } from '../places.ts'
import { listAlike } from '../queries/alike.ts'
import { type Company, findByNumber, findCompany, listCompanies, listProfiles } from '../queries/companies.ts'
import { listRequestsOf } from '../queries/joining.ts'
import { listRankingsOf } from '../queries/rankings.ts'
import { isPublic, proofOf } from '../rules.ts'
import { tellAsked } from '../telling.ts'
import { economyNames, economyOptions } from './economies.ts'

/** The world's day: a company is of no venue. */
export const todayOf = (call: Call<unknown>): Day => dayAt(call.now, 'UTC')
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/
/** An id as an address or a form brings it; '' for anything else. */
export const asId = (told: string): string => (UUID.test(told) ? told : '')
export const idIn = (call: Call<unknown>, name: string): string => asId(call.query.get(name) ?? '')
const typedIn = (draft: Draft, name: string): string => String(draft.values[name] ?? '')

const yourCompanies = async (call: Call<unknown>) => {
  const { house, reader } = call
  const person = call.actor as Person
  const ids = person.grants.filter((grant) => grant.kind === 'company').map((grant) => grant.id)
  const companies = [...(await listCompanies(house.db, ids)).values()]
    .map((company) => ({ company, proven: proofOf(company.registrations, todayOf(call)) }))
    .sort((a, b) => reader.compare(reader.words(a.company.names).text, reader.words(b.company.names).text))
  const asked = await listRequestsOf(house.db, person.id)
  return <YourCompaniesPage reader={reader} companies={companies} asked={asked.length} />
}

/** At most so many are named to a person; more would be a directory. */
const MOST_NAMED = 5

const foundPage = async (call: Call<unknown>, draft: Draft) => {
  const { house, reader } = call
  const hinted = draft.refusal?.code === 'companies.alike'
  const economy = typedIn(draft, 'economy')
  const number = typedIn(draft, 'number')
  const taken =
    draft.errors.number?.code === 'companies.number-taken' ? await findByNumber(house.db, economy, number) : null
  return (
    <FoundPage
      reader={reader}
      draft={hinted ? { ...draft, refusal: null } : draft}
      economies={await economyOptions(call)}
      alike={hinted ? await namedAlike(call, { name: typedIn(draft, 'legal'), economy }) : []}
      taken={taken && { company: isPublic(taken) ? taken : null, economy, number }}
    />
  )
}

/** Companies like the one that is about to be put on record, as far as everybody may see them. */
async function namedAlike(call: Call<unknown>, sought: { name: string; economy: string }): Promise<Company[]> {
  const alike = await listAlike(call.house.db, { names: [sought.name], economyCode: sought.economy })
  return alike
    .map((one) => one.company)
    .filter(isPublic)
    .slice(0, MOST_NAMED)
}

/** The company that a person chose, if everybody may see it: nobody learns here that another one exists. */
async function chosen(call: Call<unknown>, id: string): Promise<Company | null> {
  const company = id === '' ? null : await findCompany(call.house.db, id)
  return company && isPublic(company) ? company : null
}

const joinPage = async (call: Call<unknown>, draft: Draft) => {
  const of = (name: string) => (typedIn(draft, name) || call.query.get(name) || '').slice(0, 60)
  return (
    <JoinPage
      reader={call.reader}
      draft={draft}
      economies={await economyOptions(call)}
      company={await chosen(call, asId(of('company')))}
      economy={of('economy')}
      number={of('number')}
    />
  )
}

export const openDoors: Door[] = [
  page('/:lang/companies', { may: signedIn, show: yourCompanies }),
  page('/:lang/companies/new', { may: signedIn, show: foundPage }),
  deed('/:lang/companies/new', {
    may: signedIn,
    form: FoundForm,
    show: foundPage,
    do: async (call, { legal, tongue, economy, number, size, founded, sure, ...form }) => {
      const { house, actor } = call
      // A taken number says more than a name that is like another's, and is told first.
      const taken = number !== '' && (await findByNumber(house.db, economy, number)) !== null
      if (!sure && !taken && (await namedAlike(call, { name: legal, economy })).length > 0)
        throw new Refusal('conflict', 'companies.alike')
      const facts = { ...form, economyCode: economy, registrationNumber: number, sizeClass: size, foundedYear: founded }
      const company = await foundCompany(house.db, { ...facts, legalName: { text: legal, lang: tongue }, by: actor })
      return { to: deskAddress(company), notice: { key: 'companies.notice-founded' } }
    },
  }),
  page('/:lang/companies/join', { may: signedIn, show: joinPage }),
  deed('/:lang/companies/join', {
    may: signedIn,
    form: JoinForm,
    show: joinPage,
    do: async (call, { company: id, economy, number, message }) => {
      const { house, now } = call
      const by = call.actor as Person
      const company = id ? await chosen(call, id) : await findByNumber(house.db, economy, number)
      if (!company) throw new Refusal('invalid', 'companies.nobody-has-number', {}, 'number')
      await askToJoin(house.db, { companyId: company.id, message, now, by }, tellAsked(house.publicUrl))
      return { to: '/companies', notice: { key: 'companies.notice-asked' } }
    },
  }),
  page('/:lang/companies/:company', {
    thing: companyInPath,
    may: maySeeCompany,
    show: async (call) => {
      const { house, reader, actor, thing: company } = call
      return (
        <CompanyPage
          reader={reader}
          company={company}
          economy={(await economyNames(call))(company.economyCode)}
          proven={proofOf(company.registrations, todayOf(call))}
          profiles={await listProfiles(house.db, company.id)}
          rankings={await listRankingsOf(house.db, company.id)}
          own={mayReadDesk.may(actor, company)}
          shown={isPublic(company)}
        />
      )
    },
  }),
  data('get', '/:lang/companies/:company/documents/:document', {
    thing: documentInPath,
    may: mayReadDesk,
    answer: async ({ house, thing: { document } }) => {
      const file = document.digest && (await house.files.open(document.digest))
      if (!file) throw new Refusal('missing', 'web.no-such-page')
      return new Response(file.stream, {
        headers: {
          'content-type': document.mediaType,
          'content-length': String(file.size),
          // Danger: it came from outside. It is taken home, never opened here as a page of ours, and kept by no cache.
          'content-disposition': `attachment; filename="document"; filename*=UTF-8''${encodeURIComponent(document.fileName)}`,
          'x-content-type-options': 'nosniff',
          'cache-control': 'private, no-store',
        },
      })
    },
  }),
]
