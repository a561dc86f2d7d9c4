import { listAlike } from '#expo/ground/companies/index.ts'
import { isPublic } from '#expo/ground/companies/rules.ts'
import { isStaffOf } from '#kernel/actor.ts'
import { Refusal } from '#kernel/refusal.ts'
import { transact } from '#platform/database.ts'
import { csvOf } from '#web/csv.ts'
import { type Call, type Door, type Draft, data, deed, emptyDraft, page } from '#web/door.ts'
import { addCompanion, changeCompanion, linkCompanion, removeCompanion } from '../commands/companions.ts'
import { sendLink } from '../commands/links.ts'
import { companionSheetDoors } from '../companion-sheet.ts'
import { ChangeCompanionForm, CompanionForm, LinkCompanyForm, LinkForm, NothingForm } from '../forms.ts'
import { joinLetter } from '../letters/link.ts'
import { CompanionPage } from '../pages/companion.tsx'
import { CompanionsPage } from '../pages/companions.tsx'
import { applicationAddress } from '../pages/stand.tsx'
import { mayActForApplicant, mayReview, maySeeApplication } from '../permissions.ts'
import { applicationInPath, type Standing } from '../places.ts'
import { type Companion, getCompanion, listCompanions } from '../queries/companions.ts'
import { listLinks } from '../queries/links.ts'
import { namesOf } from '../rules.ts'
import { wholeOf } from '../whole.ts'
import { applicantOf, economyNames, economyOptions, idIn, todayOf, wordsIn } from './calls.ts'

const AT = '/:lang/:edition/applications/:id/co-exhibitors'
const ONE = `${AT}/:companion`
const PAGE = 50
const BATCH = 500

const companionsPage = async (call: Call<Standing>, draft: Draft = emptyDraft) => {
  const { house, reader, actor, thing } = call
  const { application } = thing
  const words = wordsIn(call)
  const found = await listCompanions(house.db, application.id, { words, after: idIn(call, 'after'), limit: PAGE + 1 })
  const { filled, companions: counted } = await wholeOf(house.db, application)
  const { company } = await applicantOf(call, application)
  return (
    <CompanionsPage
      {...{ reader, draft, company, filled, counted, words }}
      {...thing}
      companions={found.slice(0, PAGE)}
      next={found.length > PAGE ? (found[PAGE - 1]?.id ?? null) : null}
      economyOf={await economyNames(call)}
      economies={await economyOptions(call)}
      acts={mayActForApplicant.may(actor, thing)}
    />
  )
}

/** The one that the address names, of this application and still on its list. */
async function companionIn({ house, thing, params }: Call<Standing>): Promise<Companion> {
  const companion = await getCompanion(house.db, params.companion ?? '')
  if (companion.applicationId !== thing.application.id || companion.until !== null)
    throw new Refusal('missing', 'applications.no-such-companion')
  return companion
}

/** Companies that may be this one. Staff see all of them, the applicant those that everybody may see. */
async function alikeOf(call: Call<Standing>, { names, economyCode, registrationNumber }: Companion) {
  const alike = await listAlike(call.house.db, { names: Object.values(names), economyCode, registrationNumber }, 5)
  return isStaffOf(call.actor, call.thing.edition.id) ? alike : alike.filter((one) => isPublic(one.company))
}

const companionPage =
  (which: 'change' | 'invite' | 'link' = 'change') =>
  async (call: Call<Standing>, draft: Draft) => {
    const { house, reader, actor, thing, now } = call
    const companion = await companionIn(call)
    const links = await listLinks(house.db, thing.application.id, now)
    return (
      <CompanionPage
        {...{ reader, draft, companion, which }}
        {...thing}
        company={(await applicantOf(call, thing.application)).company}
        filled={(await wholeOf(house.db, thing.application)).filled}
        alike={await alikeOf(call, companion)}
        links={links.filter((one) => one.coExhibitorId === companion.id)}
        economies={await economyOptions(call)}
        staff={isStaffOf(actor, thing.edition.id)}
      />
    )
  }

const factsOf = (form: {
  kind: Companion['kind']
  name: string
  english: string
  economy: string
  number: string
  shows: string
  email: string | null
}) => ({
  kind: form.kind,
  names: namesOf(form.name, form.english),
  economyCode: form.economy,
  registrationNumber: form.number,
  shows: form.shows,
  contactEmail: form.email,
})

const orderOf = (call: Call<Standing>) => ({
  applicationId: call.thing.application.id,
  today: todayOf(call, call.thing.edition),
  now: call.now,
  by: call.actor,
})
const listOf = ({ thing: { edition, application } }: Call<Standing>, key: string, one = '') => ({
  to: `${applicationAddress(edition, application)}/co-exhibitors${one}`,
  notice: { key },
})

async function* rowsOf({ house, thing }: Call<Standing>) {
  for (let after = ''; ; ) {
    const companions = await listCompanions(house.db, thing.application.id, { after, limit: BATCH })
    for (const one of companions) {
      const { en, ...own } = one.names
      const [name] = Object.values(own)
      yield {
        kind: one.kind,
        name: name ?? en,
        name_en: name === undefined ? '' : en,
        economy: one.economyCode,
        number: one.registrationNumber,
        shows: one.shows,
        email: one.contactEmail,
      }
    }
    if (companions.length < BATCH) return
    after = companions.at(-1)?.id ?? ''
  }
}
const COLUMNS = ['kind', 'name', 'name_en', 'economy', 'number', 'shows', 'email']

const own = { thing: applicationInPath, may: mayActForApplicant } as const
const seen = { thing: applicationInPath, may: maySeeApplication } as const

export const companionDoors: Door[] = [
  page(AT, { ...seen, show: companionsPage }),
  data('get', `${AT}.csv`, {
    ...seen,
    answer: (call) => csvOf(`${call.thing.edition.code}-co-exhibitors.csv`, rowsOf(call), COLUMNS),
  }),
  deed(AT, {
    ...own,
    form: CompanionForm,
    show: companionsPage,
    do: async (call, form) => {
      await addCompanion(call.house.db, { ...orderOf(call), companion: factsOf(form) })
      return listOf(call, 'applications.notice-companion-added')
    },
  }),
  ...companionSheetDoors,
  page(ONE, { ...seen, show: companionPage() }),
  deed(ONE, {
    ...own,
    form: ChangeCompanionForm,
    show: companionPage(),
    do: async (call, { version, ...form }) => {
      const { id: companionId } = await companionIn(call)
      await changeCompanion(call.house.db, { ...orderOf(call), companionId, version, companion: factsOf(form) })
      return listOf(call, 'web.saved')
    },
  }),
  deed(`${ONE}/remove`, {
    ...own,
    form: NothingForm,
    show: companionPage(),
    do: async (call) => {
      const { id: companionId } = await companionIn(call)
      await removeCompanion(call.house.db, { ...orderOf(call), companionId })
      return listOf(call, 'applications.notice-companion-removed')
    },
  }),
  deed(`${ONE}/invite`, {
    ...own,
    form: LinkForm,
    show: companionPage('invite'),
    do: async (call, { email, language }) => {
      const { house, thing, now, actor } = call
      const companion = await companionIn(call)
      const { organisation } = await applicantOf(call, thing.application)
      const asked = { company: companion.names, edition: thing.edition.name, host: organisation.names }
      await sendLink(house.db, {
        ...{ applicationId: thing.application.id, purpose: 'join', coExhibitorId: companion.id, email, language },
        letter: joinLetter(language, asked),
        ...{ publicUrl: house.publicUrl, now, by: actor },
      })
      return listOf(call, 'applications.notice-link-sent', `/${companion.id}`)
    },
  }),
  deed(`${ONE}/link`, {
    thing: applicationInPath,
    may: mayReview,
    form: LinkCompanyForm,
    show: companionPage('link'),
    do: async (call, { company: companyId }) => {
      const { house, thing, actor } = call
      const { id: companionId } = await companionIn(call)
      const order = { applicationId: thing.application.id, companionId, companyId, by: actor }
      await transact(house.db, (tx) => linkCompanion(tx, order))
      return listOf(call, 'web.saved', `/${companionId}`)
    },
  }),
]
