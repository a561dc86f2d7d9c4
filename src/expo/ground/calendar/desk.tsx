import type { Edition } from '#expo/ground/editions/index.ts'
import { nowIn } from '#expo/ground/editions/rules.ts'
import { isLanguage } from '#kernel/language.ts'
import type { Permission } from '#kernel/permission.ts'
import { Refusal } from '#kernel/refusal.ts'
import { type Db, newId } from '#platform/database.ts'
import { listEntries } from '#platform/journal.ts'
import { type Call, type Door, type Draft, deed, page } from '#web/door.ts'
import { cancel } from './commands/cancel.ts'
import { addPerson, removePerson } from './commands/people.ts'
import { describe, move, type Plan, plan, settle } from './commands/plan.ts'
import {
  CancelForm,
  DescribeForm,
  describedOf,
  MoveForm,
  PersonForm,
  PlanForm,
  RemovePersonForm,
  SettleForm,
  type Slot,
  slotOf,
  wishIn,
} from './forms.ts'
import { type Free, findFree } from './free.ts'
import { HappeningDeskPage } from './pages/happening-desk.tsx'
import { CancelPage, DescribePage, MovePage, PeoplePage, PlanPage } from './pages/happening-forms.tsx'
import { getHappening, type Happening } from './queries/happenings.ts'
import { listPeople } from './queries/people.ts'
import { findPlace, type Place } from './queries/places.ts'
import type { Owner } from './words.ts'

/** A desk at which somebody's happenings are planned: the fair's own, a pavilion's, later everybody's who has something on at an hour. */
export interface HappeningDesk {
  edition: Edition
  /** Whose it is what is planned here. */
  owner: Owner
  economyCode: string | null
  /** The owner's page under the edition's address, where it has one. */
  way: string | null
  /** Staff set proposals, and may go outside the usual hours with a reason. */
  staff: boolean
  /** True for the fair's own desk, which opens the happenings of every owner. */
  everybodys: boolean
  /** The desk's address without its language, and where its people come from. */
  address: string
  home: { href: string; label: string }
  /** The places to choose from. Beside them an everybody's desk takes any of the edition, and every desk the one a happening is at. */
  places: Place[]
  /** Where a happening is only proposed until staff set it. */
  proposes(place: Place | null): boolean
  /** In how many languages an announced title must stand. */
  titleLanguages: number
  /** Accounts that may be put on a happening. */
  team: { id: string; name: string }[]
  /** Planning, where the owner has something to say to it first. */
  plan?(db: Db, order: Plan): Promise<{ id: string }>
}

/** Those refusals after which it helps to see what is free. */
const CLASHES = /^calendar\.(place-taken|place-held|place-closed|person-taken|person-held|outside-hours|taken)$/

/** Everything that people do to happenings at a desk, as doors under its address. */
export function happeningDoors<Thing>(
  path: string,
  at: {
    thing: (call: Call) => Promise<Thing>
    may: Permission<Thing>
    deskOf: (call: Call<Thing>) => Promise<HappeningDesk>
  },
): Door[] {
  const { thing, may } = at
  const entrance = { thing, may }
  const open = async (call: Call<Thing>) => {
    const desk = await at.deskOf(call)
    const happening = await getHappening(call.house.db, desk.edition.id, call.params.happening ?? '')
    if (!desk.everybodys && happening.owner.id !== desk.owner.id)
      throw new Refusal('missing', 'calendar.no-such-happening')
    return { desk, happening, people: await listPeople(call.house.db, [happening.id]) }
  }
  /** The desk with a place that it does not offer to everything, where it may be chosen all the same. */
  const offering = async (call: Call<Thing>, desk: HappeningDesk, code: string | null, here: Happening['place']) => {
    const known = !code || desk.places.some((one) => one.code === code)
    if (known || !(desk.everybodys || code === here?.code)) return desk
    const place = await findPlace(call.house.db, desk.edition.id, code)
    return place ? { ...desk, places: [place, ...desk.places] } : desk
  }
  const taking = (call: Call<Thing>, desk: HappeningDesk) => ({
    now: nowIn(desk.edition, call.now),
    namedIn: call.reader.lang,
    by: call.actor,
  })
  const home = (desk: HappeningDesk, id: string) => `${desk.address}/${id}`

  const planPage = async (call: Call<Thing>, draft: Draft) => {
    const asked = (name: string) => call.query.get(name) ?? ''
    const wish = { place: asked('place'), day: asked('day'), starts: asked('starts'), ends: asked('ends') }
    const desk = await offering(call, await at.deskOf(call), String(draft.values.place ?? wish.place), null)
    const free = await freeInstead(call, desk, draft, null)
    return <PlanPage reader={call.reader} draft={draft} desk={desk} free={free} formId={newId()} wish={wish} />
  }
  const deskPage = async (call: Call<Thing>, draft: Draft) => {
    const found = await open(call)
    const entries = await listEntries(call.house.db, found.happening.id)
    return <HappeningDeskPage reader={call.reader} draft={draft} {...found} entries={entries} />
  }
  const movePage = async (call: Call<Thing>, draft: Draft) => {
    const { happening, people, ...found } = await open(call)
    const typed = draft.values.place
    const code = typed === undefined ? (happening.place?.code ?? null) : String(typed)
    const desk = await offering(call, found.desk, code, happening.place)
    const free = await freeInstead(call, desk, draft, { ...happening, who: people.map((person) => person.who) })
    return <MovePage reader={call.reader} draft={draft} {...{ desk, happening, people, free }} />
  }
  const formPage =
    (Show: typeof DescribePage | typeof CancelPage | typeof PeoplePage) => async (call: Call<Thing>, draft: Draft) => (
      <Show reader={call.reader} draft={draft} {...(await open(call))} />
    )

  return [
    page(`${path}/new`, { ...entrance, show: planPage }),
    deed(`${path}/new`, {
      ...entrance,
      form: PlanForm,
      show: planPage,
      do: async (call, form) => {
        const asked = await at.deskOf(call)
        const slot = slotOf(form, asked.edition)
        const desk = await offering(call, asked, slot.placeCode, null)
        const { owner, economyCode, way, titleLanguages } = desk
        const whose = { editionId: desk.edition.id, owner, economyCode, way, titleLanguages }
        const order = {
          id: form.id,
          ...whose,
          ...describedOf(form),
          ...takenIn(desk, form, slot),
          ...taking(call, desk),
        }
        const { id } = await (desk.plan ?? plan)(call.house.db, order)
        return {
          to: home(desk, id),
          notice: { key: order.proposed ? 'calendar.notice-proposed' : 'calendar.notice-planned' },
        }
      },
    }),
    page(`${path}/:happening`, { ...entrance, show: deskPage }),
    page(`${path}/:happening/move`, { ...entrance, show: movePage }),
    deed(`${path}/:happening/move`, {
      ...entrance,
      form: MoveForm,
      show: movePage,
      do: async (call, form) => {
        const { happening, ...found } = await open(call)
        const slot = slotOf(form, found.desk.edition)
        const desk = await offering(call, found.desk, slot.placeCode, happening.place)
        const taken = { ...takenIn(desk, form, slot), ...taking(call, desk) }
        const order = { happeningId: happening.id, version: form.version, ...taken }
        await move(call.house.db, order)
        return {
          to: home(desk, happening.id),
          notice: { key: order.proposed ? 'calendar.notice-proposed' : 'calendar.notice-moved' },
        }
      },
    }),
    page(`${path}/:happening/describe`, { ...entrance, show: formPage(DescribePage) }),
    deed(`${path}/:happening/describe`, {
      ...entrance,
      form: DescribeForm,
      show: formPage(DescribePage),
      do: async (call, form) => {
        const { desk, happening } = await open(call)
        const what = { ...describedOf(form), titleLanguages: desk.titleLanguages }
        await describe(call.house.db, { happeningId: happening.id, version: form.version, ...what, by: call.actor })
        return { to: home(desk, happening.id), notice: { key: 'web.saved' } }
      },
    }),
    page(`${path}/:happening/people`, { ...entrance, show: formPage(PeoplePage) }),
    deed(`${path}/:happening/people`, {
      ...entrance,
      form: PersonForm,
      show: formPage(PeoplePage),
      do: async (call, form) => {
        const { desk, happening } = await open(call)
        const { version, affiliation, role, tongues } = form
        const who = { ...namedOf(desk, form), affiliation, role, languages: tongues.filter(isLanguage) }
        await addPerson(call.house.db, { happeningId: happening.id, version, ...who, ...taking(call, desk) })
        return { to: `${home(desk, happening.id)}/people`, notice: { key: 'calendar.notice-person-added' } }
      },
    }),
    deed(`${path}/:happening/people/remove`, {
      ...entrance,
      form: RemovePersonForm,
      show: formPage(PeoplePage),
      do: async (call, form) => {
        const { desk, happening } = await open(call)
        await removePerson(call.house.db, { happeningId: happening.id, ...form, by: call.actor })
        return { to: `${home(desk, happening.id)}/people`, notice: { key: 'web.saved' } }
      },
    }),
    page(`${path}/:happening/cancel`, { ...entrance, show: formPage(CancelPage) }),
    deed(`${path}/:happening/cancel`, {
      ...entrance,
      form: CancelForm,
      show: formPage(CancelPage),
      do: async (call, { version, reason: why }) => {
        const { desk, happening } = await open(call)
        await cancel(call.house.db, { happeningId: happening.id, version, why, ...taking(call, desk) })
        return { to: home(desk, happening.id), notice: { key: 'calendar.notice-cancelled' } }
      },
    }),
    deed(`${path}/:happening/set`, {
      ...entrance,
      form: SettleForm,
      show: deskPage,
      do: async (call, { version }) => {
        const { desk, happening } = await open(call)
        if (!desk.staff) throw new Refusal('forbidden', 'calendar.staff-set-proposals')
        await settle(call.house.db, { happeningId: happening.id, version, ...taking(call, desk) })
        return { to: home(desk, happening.id), notice: { key: 'calendar.notice-set' } }
      },
    }),
  ]
}

/** What a form takes at a desk. A place that may not be chosen there is none. */
function takenIn(desk: HappeningDesk, form: { unusual: string }, { placeCode, startsAt, endsAt }: Slot) {
  const place = placeCode === null ? null : desk.places.find((one) => one.code === placeCode)
  if (place === undefined) throw new Refusal('invalid', 'calendar.no-such-place', {}, 'place')
  const unusualWhy = (desk.staff && form.unusual) || null
  return { placeId: place?.id ?? null, startsAt, endsAt, unusualWhy, proposed: desk.proposes(place) }
}

/** Who is meant: one of the team, by account; else whoever is named. */
function namedOf(desk: HappeningDesk, form: { account: string; name: string }) {
  const member = desk.team.find((one) => one.id === form.account)
  if (form.account && !member) throw new Refusal('invalid', 'web.choose-one', {}, 'account')
  if (!member && !form.name) throw new Refusal('invalid', 'web.required', {}, 'name')
  return { accountId: member?.id ?? null, name: form.name || (member?.name ?? '') }
}

/** What is free around a wish that was refused for a clash; null where nothing was. */
async function freeInstead(
  call: Call<unknown>,
  desk: HappeningDesk,
  draft: Draft,
  moved: (Happening & { who: string[] }) | null,
): Promise<Free | null> {
  const clash = Object.values(draft.errors).some((error) => CLASHES.test(error.code))
  const wish = clash ? wishIn(draft.values, desk.edition) : null
  const place = desk.places.find((one) => one.code === wish?.placeCode)
  if (!wish || !place) return null
  const { edition, places } = desk
  const apart = { who: moved?.who ?? [], apartFrom: moved?.id ?? newId(), now: nowIn(edition, call.now) }
  return findFree(call.house.db, { edition, wish: wish.span, place, places, ...apart })
}
