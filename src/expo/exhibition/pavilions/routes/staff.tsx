import { findEconomy, listEconomies } from '#expo/ground/economies/index.ts'
import { type Edition, editionInPath, findWindow, mayWorkOnEdition } from '#expo/ground/editions/index.ts'
import { mayRegisterNow, nowIn } from '#expo/ground/editions/rules.ts'
import { invitePerson } from '#expo/ground/people/index.ts'
import type { Language } from '#kernel/language.ts'
import { Refusal } from '#kernel/refusal.ts'
import { csvOf } from '#web/csv.ts'
import { type Call, type Door, type Draft, data, deed, page } from '#web/door.ts'
import { invitePavilion } from '../commands/invite.ts'
import { InviteForm } from '../forms.ts'
import { invitationLetter } from '../letters/invitation.ts'
import { InvitePage, type Queued, QueuePage } from '../pages/queue.tsx'
import { todayOf } from '../places.ts'
import { countByState, listPavilions } from '../queries.ts'
import { STATES, type State } from '../words.ts'

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

export const staffDoors: Door[] = [
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
