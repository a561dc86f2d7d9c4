import { findEconomy, getEconomy, listEconomies } from '#expo/ground/economies/index.ts'
import {
  type Edition,
  editionInPath,
  findWindow,
  maySeeEdition,
  mayWorkOnEdition,
} from '#expo/ground/editions/index.ts'
import { mayRegisterNow, nowIn, todayIn } from '#expo/ground/editions/rules.ts'
import {
  invitePerson,
  listHolders,
  listInvitations,
  revokeInvitation,
  revokeRole,
  Team,
} from '#expo/ground/people/index.ts'
import { isStaffOf } from '#kernel/actor.ts'
import { type Day, holdsOn, isDay } from '#kernel/day.ts'
import { isLanguage, type Language } from '#kernel/language.ts'
import { Refusal } from '#kernel/refusal.ts'
import { transact } from '#platform/database.ts'
import { listEntries } from '#platform/journal.ts'
import { csvOf } from '#web/csv.ts'
import { type Call, type Door, type Draft, data, deed, emptyDraft, page } from '#web/door.ts'
import { wordingOf } from '#web/form.ts'
import type { Reader } from '#web/reader.ts'
import { approveDesign, confirmPavilion, declinePavilion, openPavilion, withdrawPavilion } from './commands/answer.ts'
import { changeTerms } from './commands/change-terms.ts'
import { invitePavilion } from './commands/invite.ts'
import { addPicture, removePicture, showPage, writeProfile } from './commands/write-page.ts'
import { listExhibition } from './exhibition.ts'
import {
  ConfirmForm,
  DayForm,
  InviteForm,
  NothingForm,
  PictureForm,
  ProfileForm,
  ReasonForm,
  RemovePictureForm,
  TeamForm,
  TeamRemoveForm,
  TermsForm,
} from './forms.ts'
import { invitationLetter } from './letters/invitation.ts'
import { DeskPage } from './pages/desk.tsx'
import { AnswerPage, PicturesPage, ProfilePage, ProgressPage, TermsPage, WithdrawPage } from './pages/desk-forms.tsx'
import { type Listed, NationalExhibitionPage } from './pages/national-exhibition.tsx'
import { PavilionPage } from './pages/pavilion.tsx'
import { InvitePage, type Queued, QueuePage } from './pages/queue.tsx'
import { mayAdministerPavilion, maySeePavilion, mayStaffPavilion, mayWriteForPavilion } from './permissions.ts'
import { pavilionInPath, type Standing } from './places.ts'
import { countByState, listHistory, listPavilions, listPictures, listProfiles, listTerms } from './queries.ts'
import { rowOf } from './rows.ts'
import { firstsOf } from './rules.ts'
import { STATES, type State } from './words.ts'

const AT = '/:lang/:edition/pavilions/:economy'
const todayOf = (call: Call<unknown>, edition: Edition): Day => todayIn(edition, call.now)
const asOfIn = (call: Call<Edition>): Day => {
  const asked = call.query.get('as-of') ?? ''
  return isDay(asked) ? asked : todayOf(call, call.thing)
}
const nameOf = async (call: Call<unknown>, code: string) =>
  call.reader.words((await getEconomy(call.house.db, code)).names)

const filterOf = ({ query }: Call<unknown>) => ({
  q: (query.get('q') ?? '').slice(0, 200),
  region: (query.get('region') ?? '').slice(0, 200),
  mode: query.get('mode') ?? '',
  first: query.get('first') ?? '',
})

function narrow(listed: Listed[], filter: ReturnType<typeof filterOf>): Listed[] {
  const words = filter.q.toLocaleLowerCase()
  return listed.filter(
    (one) =>
      (!words || one.name.text.toLocaleLowerCase().includes(words) || one.economyCode.toLowerCase() === words) &&
      (!filter.region || one.region === filter.region) &&
      (!filter.mode || one.mode === filter.mode) &&
      (!filter.first ||
        (filter.first === 'debut' && one.firsts.debut) ||
        (filter.first === 'on-site' && one.firsts.firstOnSite) ||
        (filter.first === 'honour' && one.guestOfHonour)),
  )
}

const rowsOf = (reader: Reader, listed: Listed[]) =>
  listed.map((one) => rowOf(one, (words) => reader.words(words).text))

const open: Door[] = [
  page('/:lang/:edition/pavilions', {
    thing: editionInPath,
    may: maySeeEdition,
    show: async (call) => {
      const asOf = asOfIn(call)
      const all = await listExhibition(call.house.db, call.reader, call.thing, asOf)
      const filter = filterOf(call)
      const regions = [...new Set(all.map((one) => one.region).filter((one) => one !== null))]
      return (
        <NationalExhibitionPage
          reader={call.reader}
          edition={call.thing}
          asOf={asOf}
          all={all}
          shown={narrow(all, filter)}
          regions={regions}
          filter={filter}
        />
      )
    },
  }),
  data('get', '/:lang/:edition/pavilions.csv', {
    thing: editionInPath,
    may: maySeeEdition,
    answer: async (call) => {
      const rows = rowsOf(
        call.reader,
        narrow(await listExhibition(call.house.db, call.reader, call.thing, asOfIn(call)), filterOf(call)),
      )
      return csvOf(`${call.thing.code}-pavilions.csv`, rows)
    },
  }),
  data('get', '/:lang/:edition/pavilions.json', {
    thing: editionInPath,
    may: maySeeEdition,
    answer: async (call) =>
      Response.json({
        edition: call.thing.code,
        asOf: asOfIn(call),
        pavilions: rowsOf(
          call.reader,
          narrow(await listExhibition(call.house.db, call.reader, call.thing, asOfIn(call)), filterOf(call)),
        ),
      }),
  }),
  page(AT, {
    thing: pavilionInPath,
    may: maySeePavilion,
    show: async (call) => {
      const { house, reader, actor, thing } = call
      const { edition, pavilion } = thing
      const today = todayOf(call, edition)
      const own = mayWriteForPavilion.may(actor, thing)
      const history = (await listHistory(house.db, edition, [pavilion.economyCode])).get(pavilion.economyCode) ?? []
      const terms = (await listTerms(house.db, pavilion.id)).find((one) => holdsOn(one, today)) ?? null
      const seen = own || pavilion.pageShownOn !== null
      return (
        <PavilionPage
          reader={reader}
          edition={edition}
          pavilion={pavilion}
          name={await nameOf(call, pavilion.economyCode)}
          organisation={(await findEconomy(house.db, pavilion.economyCode))?.kind === 'organisation'}
          firsts={firstsOf(history, { editionId: edition.id, opensOn: edition.opensOn }, today)}
          terms={terms}
          profiles={seen ? await listProfiles(house.db, pavilion.id) : []}
          pictures={seen ? await listPictures(house.db, pavilion.id) : []}
          own={own}
        />
      )
    },
  }),
  data('get', `${AT}/pictures/:id`, {
    thing: pavilionInPath,
    may: maySeePavilion,
    answer: async ({ house, thing, params, actor }) => {
      const seen = thing.pavilion.pageShownOn !== null || mayWriteForPavilion.may(actor, thing)
      const picture = seen
        ? (await listPictures(house.db, thing.pavilion.id)).find((one) => one.id === params.id)
        : undefined
      const file = picture && (await house.files.open(picture.digest))
      if (!file) throw new Refusal('missing', 'web.no-such-page')
      return new Response(file.stream, {
        headers: {
          'content-type': 'image/webp',
          'content-length': String(file.size),
          'cache-control': 'private, max-age=3600',
        },
      })
    },
  }),
]

const ROLES = ['administrator', 'member'] as const

const teamOf = async (call: Call<Standing>, draft: Draft = emptyDraft) => {
  const { reader, house, actor, thing } = call
  const desk = reader.at(deskOf(thing))
  const administers = mayAdministerPavilion.may(actor, thing)
  const roleOf = (role: string) =>
    reader.t(role === 'administrator' ? 'people.roles.pavilion.administrator' : 'people.roles.pavilion.member')
  const holders = (await listHolders(house.db, 'pavilion', thing.pavilion.id)).map((one) => ({
    ...one,
    role: roleOf(one.role),
  }))
  const invited = (await listInvitations(house.db, 'pavilion', thing.pavilion.id)).map((one) => ({
    ...one,
    role: roleOf(one.role),
  }))
  return (
    <Team
      reader={reader}
      draft={draft}
      holders={holders}
      invited={invited}
      roles={ROLES.map((role) => ({ value: role, label: roleOf(role) }))}
      deeds={
        administers ? { invite: `${desk}/team`, revoke: `${desk}/team/revoke`, remove: `${desk}/team/remove` } : null
      }
    />
  )
}

const deskPage = async (call: Call<Standing>, draft: Draft) => {
  const { reader, house, actor, thing } = call
  const { edition, pavilion } = thing
  const window = await findWindow(house.db, edition.id, 'pavilion-invitation')
  return (
    <DeskPage
      reader={reader}
      draft={draft}
      edition={edition}
      pavilion={pavilion}
      name={await nameOf(call, pavilion.economyCode)}
      terms={await listTerms(house.db, pavilion.id)}
      profiles={await listProfiles(house.db, pavilion.id)}
      pictures={await listPictures(house.db, pavilion.id)}
      entries={await listEntries(house.db, pavilion.id)}
      team={await teamOf(call, draft)}
      staff={isStaffOf(actor, edition.id)}
      answerBy={window?.closesAt ?? null}
    />
  )
}

const deskOf = ({ edition, pavilion }: Standing) =>
  `/${edition.code}/pavilions/${pavilion.economyCode.toLowerCase()}/desk`
const formOf = async (call: Call<Standing>, draft: Draft) => ({
  reader: call.reader,
  draft,
  ...call.thing,
  name: await nameOf(call, call.thing.pavilion.economyCode),
  today: todayOf(call, call.thing.edition),
})

const answerPage = (which: 'confirm' | 'decline' | null) => async (call: Call<Standing>, draft: Draft) => (
  <AnswerPage {...(await formOf(call, draft))} which={which} />
)
const progressPage = async (call: Call<Standing>, draft: Draft) => <ProgressPage {...(await formOf(call, draft))} />
const withdrawPage = async (call: Call<Standing>, draft: Draft) => <WithdrawPage {...(await formOf(call, draft))} />
const termsPage = async (call: Call<Standing>, draft: Draft) => <TermsPage {...(await formOf(call, draft))} />
const picturesPage = async (call: Call<Standing>, draft: Draft) => (
  <PicturesPage {...(await formOf(call, draft))} pictures={await listPictures(call.house.db, call.thing.pavilion.id)} />
)
const tongueIn = (call: Call<unknown>): Language => {
  const { tongue = '' } = call.params
  if (!isLanguage(tongue)) throw new Refusal('missing', 'web.no-such-page')
  return tongue
}
const profilePage = async (call: Call<Standing>, draft: Draft) => {
  const tongue = tongueIn(call)
  const profile = (await listProfiles(call.house.db, call.thing.pavilion.id)).find((one) => one.lang === tongue)
  return <ProfilePage {...(await formOf(call, draft))} tongue={tongue} profile={profile} />
}

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

const desk: Door[] = [
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
  page(`${AT}/desk/profile/:tongue`, { thing: pavilionInPath, may: mayWriteForPavilion, show: profilePage }),
  deed(`${AT}/desk/profile/:tongue`, {
    thing: pavilionInPath,
    may: mayWriteForPavilion,
    form: ProfileForm,
    show: profilePage,
    do: async (call, form) => {
      await writeProfile(call.house.db, {
        pavilionId: call.thing.pavilion.id,
        lang: tongueIn(call),
        ...form,
        by: call.actor,
      })
      return { to: deskOf(call.thing), notice: { key: 'web.saved' } }
    },
  }),
  ...(['show', 'hide'] as const).map((which) =>
    deed(`${AT}/desk/${which}`, {
      thing: pavilionInPath,
      may: mayAdministerPavilion,
      form: NothingForm,
      show: deskPage,
      do: async (call) => {
        const on = which === 'show' ? todayOf(call, call.thing.edition) : null
        await showPage(call.house.db, { pavilionId: call.thing.pavilion.id, on, by: call.actor })
        return { to: deskOf(call.thing), notice: { key: 'web.saved' } }
      },
    }),
  ),
  page(`${AT}/desk/pictures`, { thing: pavilionInPath, may: mayWriteForPavilion, show: picturesPage }),
  deed(`${AT}/desk/pictures`, {
    thing: pavilionInPath,
    may: mayWriteForPavilion,
    form: PictureForm,
    limit: 10 * 1024 * 1024,
    show: picturesPage,
    do: async (call, form) => {
      const bytes = new Uint8Array(await form.picture.arrayBuffer())
      const order = { pavilionId: call.thing.pavilion.id, bytes, alt: wordingOf(form, 'alt'), by: call.actor }
      await addPicture(call.house.db, call.house.files, order)
      return { to: `${deskOf(call.thing)}/pictures`, notice: { key: 'web.saved' } }
    },
  }),
  deed(`${AT}/desk/pictures/remove`, {
    thing: pavilionInPath,
    may: mayWriteForPavilion,
    form: RemovePictureForm,
    show: picturesPage,
    do: async (call, { picture }) => {
      await removePicture(call.house.db, { pavilionId: call.thing.pavilion.id, pictureId: picture, by: call.actor })
      return { to: `${deskOf(call.thing)}/pictures`, notice: { key: 'web.saved' } }
    },
  }),
]

const team: Door[] = [
  deed(`${AT}/desk/team`, {
    thing: pavilionInPath,
    may: mayAdministerPavilion,
    form: TeamForm,
    show: deskPage,
    do: async (call, { email, role }) => {
      const { house, reader, thing, actor, now } = call
      const economy = (await nameOf(call, thing.pavilion.economyCode)).text
      const letter = invitationLetter(reader.lang, { edition: thing.edition, economy, until: null })
      const grant = { role, kind: 'pavilion', id: thing.pavilion.id } as const
      const way = { language: reader.lang, onward: deskOf(thing), publicUrl: house.publicUrl, now, by: actor }
      await transact(house.db, (tx) => invitePerson(tx, { email, grant, ...letter, ...way }))
      return { to: deskOf(thing), notice: { key: 'pavilions.notice-invited' } }
    },
  }),
  deed(`${AT}/desk/team/revoke`, {
    thing: pavilionInPath,
    may: mayAdministerPavilion,
    form: TeamRemoveForm,
    show: deskPage,
    do: async ({ house, thing, actor, now }, { id }) => {
      await revokeInvitation(house.db, { id, thingId: thing.pavilion.id, now, by: actor })
      return { to: deskOf(thing), notice: { key: 'web.saved' } }
    },
  }),
  deed(`${AT}/desk/team/remove`, {
    thing: pavilionInPath,
    may: mayAdministerPavilion,
    form: TeamRemoveForm,
    show: deskPage,
    do: async ({ house, thing, actor }, { id }) => {
      const holder = (await listHolders(house.db, 'pavilion', thing.pavilion.id)).find((one) => one.personId === id)
      if (!holder) throw new Refusal('missing', 'people.no-such-role')
      const grant = { role: holder.role, kind: 'pavilion', id: thing.pavilion.id } as const
      await revokeRole(house.db, { personId: id, grant, by: actor })
      return { to: deskOf(thing), notice: { key: 'web.saved' } }
    },
  }),
]

const queuedOf = async (
  call: Call<Edition>,
): Promise<{ rows: Queued[]; filter: { state: State | undefined; q: string } }> => {
  const { house, reader, query, thing } = call
  const state = STATES.find((one) => one === query.get('state'))
  const q = (query.get('q') ?? '').slice(0, 200)
  const names = new Map(
    (await listEconomies(house.db, { hidden: true })).map((one) => [one.code, reader.words(one.names)]),
  )
  const rows = (await listPavilions(house.db, thing.id, { state }))
    .map((row) => ({ ...row, name: names.get(row.economyCode) ?? { text: row.economyCode, lang: 'en' } }))
    .filter((row) => row.name.text.toLocaleLowerCase().includes(q.toLocaleLowerCase()))
  return { rows, filter: { state, q } }
}

const invitePage = async (call: Call<Edition>, draft: Draft) => {
  const { house, reader, thing: edition } = call
  const invited = new Set(
    (await listPavilions(house.db, edition.id))
      .filter((one) => !['declined', 'withdrawn'].includes(one.state))
      .map((one) => one.economyCode),
  )
  const economies = (await listEconomies(house.db))
    .filter((one) => !invited.has(one.code))
    .map((one) => ({ value: one.code, label: reader.words(one.names).text }))
    .sort((a, b) => reader.compare(a.label, b.label))
  const window = await findWindow(house.db, edition.id, 'pavilion-invitation')
  const open = mayRegisterNow(window, nowIn(edition, call.now)).ok
  const say =
    open && window
      ? reader.t('pavilions.window-open', { moment: reader.moment(window.closesAt, edition.timeZone) })
      : reader.t('pavilions.window-shut')
  return <InvitePage reader={reader} edition={edition} draft={draft} economies={economies} window={say} />
}

const staff: Door[] = [
  page('/:lang/:edition/staff/pavilions', {
    thing: editionInPath,
    may: mayWorkOnEdition,
    show: async (call) => (
      <QueuePage
        reader={call.reader}
        edition={call.thing}
        {...(await queuedOf(call))}
        counts={await countByState(call.house.db, call.thing.id)}
        today={todayOf(call, call.thing)}
      />
    ),
  }),
  data('get', '/:lang/:edition/staff/pavilions.csv', {
    thing: editionInPath,
    may: mayWorkOnEdition,
    answer: async (call) => {
      const { rows } = await queuedOf(call)
      return csvOf(
        `${call.thing.code}-pavilion-queue.csv`,
        rows.map((row) => ({
          code: row.economyCode,
          name: row.name.text,
          state: row.state,
          mode: row.offeredMode,
          area_m2: row.offeredAreaM2,
          badges: row.badgeQuota,
          invited_on: row.invitedOn,
          answered_on: row.answeredOn ?? '',
          design_approved_on: row.designApprovedOn ?? '',
          opened_on: row.openedOn ?? '',
          withdrawn_on: row.withdrawnOn ?? '',
          constructed: row.constructed,
        })),
      )
    },
  }),
  page('/:lang/:edition/staff/pavilions/invite', { thing: editionInPath, may: mayWorkOnEdition, show: invitePage }),
  deed('/:lang/:edition/staff/pavilions/invite', {
    thing: editionInPath,
    may: mayWorkOnEdition,
    form: InviteForm,
    show: invitePage,
    do: async (call, form) => {
      const { house, thing: edition } = call
      const economy = await findEconomy(house.db, form.economy)
      if (!economy) throw new Refusal('invalid', 'pavilions.no-such-economy', {}, 'economy')
      await inviteByLetter(call, economy.names[form.language] ?? economy.code, form)
      return {
        to: `/${edition.code}/pavilions/${form.economy.toLowerCase()}/desk`,
        notice: { key: 'pavilions.notice-invited' },
      }
    },
  }),
]

type Invite = {
  economy: string
  mode: 'on-site' | 'online'
  area: number
  badges: number
  booths: number
  honour: boolean
  email: string
  language: Language
}

/** The invitation and its letter, in one transaction: neither goes without the other. */
async function inviteByLetter(call: Call<Edition>, economy: string, form: Invite): Promise<void> {
  const { house, thing: edition, actor, now } = call
  const window = await findWindow(house.db, edition.id, 'pavilion-invitation')
  const letter = invitationLetter(form.language, { edition, economy, until: window?.closesAt ?? null })
  const onward = `/${edition.code}/pavilions/${form.economy.toLowerCase()}/desk`
  const { mode, area: areaM2, badges: badgeQuota, booths: boothQuota, honour: guestOfHonour } = form
  const offer = { mode, areaM2, badgeQuota, boothQuota, guestOfHonour }
  const when = { today: todayOf(call, edition), now: nowIn(edition, now) }
  await invitePavilion(
    house.db,
    { editionId: edition.id, economyCode: form.economy, ...offer, ...when, by: actor },
    async (tx, id) => {
      const grant = { role: 'administrator', kind: 'pavilion', id } as const
      const way = { language: form.language, onward, publicUrl: house.publicUrl, now, by: actor }
      await invitePerson(tx, { email: form.email, grant, ...letter, ...way })
    },
  )
}

export const pavilionDoors: Door[] = [...open, ...desk, ...team, ...staff]
