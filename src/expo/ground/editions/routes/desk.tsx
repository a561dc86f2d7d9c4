import { isHouseAdministrator } from '#kernel/actor.ts'
import { instantAt } from '#kernel/day.ts'
import { Refusal } from '#kernel/refusal.ts'
import { listEntries } from '#platform/journal.ts'
import { type Call, type Door, type Draft, deed, emptyDraft, page } from '#web/door.ts'
import { wordingOf } from '#web/form.ts'
import { changeEdition, hideEdition, showEdition } from '../commands/change-edition.ts'
import { removeArea, removeHall, removeWindow } from '../commands/remove-ground.ts'
import { setRehearsalClock } from '../commands/set-clock.ts'
import { moveArea, setArea, setHall, setWindow } from '../commands/set-ground.ts'
import {
  AreaForm,
  ChangeEditionForm,
  ClockForm,
  factsIn,
  HallForm,
  MoveAreaForm,
  NewAreaForm,
  NewHallForm,
  NothingForm,
  RemoveForm,
  WindowForm,
} from '../forms.ts'
import { deskAddress, EditionDeskPage } from '../pages/desk.tsx'
import { AreaPage, FactsPage, HallPage, WindowPage } from '../pages/desk-forms.tsx'
import { mayManageEdition } from '../permissions.ts'
import { editionInPath, TIME_ZONES } from '../places.ts'
import { type Edition, findWindow, getArea, getHall, listAreas, listHalls, listWindows } from '../queries.ts'
import { gapsOf, nextTint, nowIn, stepsAhead } from '../rules.ts'
import { type AreaKind, WINDOW_KINDS, type WindowKind } from '../words.ts'

const AT = '/:lang/:edition/staff/edition'
const managed = { thing: editionInPath, may: mayManageEdition } as const
const saved = (edition: Edition, section: string) => ({
  to: deskAddress(edition, `#${section}`),
  notice: { key: 'web.saved' },
})

const deskPage = async (call: Call<Edition>, draft: Draft = emptyDraft) => {
  const { house, reader, actor, thing: edition } = call
  const areas = await listAreas(house.db, edition.id)
  const halls = await listHalls(house.db, edition.id)
  const windows = await listWindows(house.db, edition.id)
  const now = nowIn(edition, call.now)
  return (
    <EditionDeskPage
      {...{ reader, draft, edition, areas, halls, windows, now }}
      gaps={gapsOf(edition, { areas, halls, windows })}
      entries={await listEntries(house.db, edition.id, 100)}
      ahead={stepsAhead(edition, windows, now)}
      mayDiscard={isHouseAdministrator(actor)}
    />
  )
}

const factsPage = ({ reader, thing }: Call<Edition>, draft: Draft) => (
  <FactsPage reader={reader} draft={draft} edition={thing} zones={TIME_ZONES} />
)

const desk: Door[] = [
  page(AT, { ...managed, show: deskPage }),
  page(`${AT}/facts`, { ...managed, show: factsPage }),
  deed(`${AT}/facts`, {
    ...managed,
    form: ChangeEditionForm,
    show: factsPage,
    do: async ({ house, actor, thing: edition }, { version, why, ...form }) => {
      await changeEdition(house.db, { ...factsIn(form), editionId: edition.id, version, why, by: actor })
      return saved(edition, 'facts')
    },
  }),
  deed(`${AT}/show`, {
    ...managed,
    form: NothingForm,
    show: deskPage,
    do: async ({ house, actor, thing: edition }) => {
      await showEdition(house.db, { editionId: edition.id, by: actor })
      return { to: deskAddress(edition), notice: { key: 'editions.notice-shown' } }
    },
  }),
  deed(`${AT}/hide`, {
    ...managed,
    form: NothingForm,
    show: deskPage,
    do: async ({ house, actor, thing: edition }) => {
      await hideEdition(house.db, { editionId: edition.id, by: actor })
      return { to: deskAddress(edition), notice: { key: 'editions.notice-hidden' } }
    },
  }),
  deed(`${AT}/clock`, {
    ...managed,
    form: ClockForm,
    show: deskPage,
    do: async ({ house, actor, now, thing: edition }, { to }) => {
      const instant = instantAt(to, edition.timeZone)
      await setRehearsalClock(house.db, { editionId: edition.id, to: instant, now, by: actor })
      return saved(edition, 'clock')
    },
  }),
  deed(`${AT}/clock/stop`, {
    ...managed,
    form: NothingForm,
    show: deskPage,
    do: async ({ house, actor, now, thing: edition }) => {
      await setRehearsalClock(house.db, { editionId: edition.id, to: null, now, by: actor })
      return saved(edition, 'clock')
    },
  }),
]

const areaPage =
  (refused: 'set' | 'remove' = 'set') =>
  async (call: Call<Edition>, draft: Draft) => {
    const { house, reader, thing: edition, params } = call
    const areas = await listAreas(house.db, edition.id)
    const area = params.area ? await getArea(house.db, edition.id, params.area) : null
    return <AreaPage {...{ reader, draft, edition, areas, area, refused }} tint={nextTint(areas)} />
  }

type TypedArea = { version: number; kind: AreaKind; parent: string; tint: string; [wording: string]: unknown }
const areaOf = (call: Call<Edition>, code: string, form: TypedArea) => ({
  editionId: call.thing.id,
  code,
  kind: form.kind,
  parentCode: form.parent || null,
  name: wordingOf(form, 'name'),
  tint: Number(form.tint),
  version: form.version,
  by: call.actor,
})

const areas: Door[] = [
  page(`${AT}/areas`, { ...managed, show: areaPage() }),
  deed(`${AT}/areas`, {
    ...managed,
    form: NewAreaForm,
    show: areaPage(),
    do: async (call, form) => {
      await setArea(call.house.db, areaOf(call, form.code, { ...form, version: 0 }))
      return saved(call.thing, 'areas')
    },
  }),
  page(`${AT}/areas/:area`, { ...managed, show: areaPage() }),
  deed(`${AT}/areas/:area`, {
    ...managed,
    form: AreaForm,
    show: areaPage(),
    do: async (call, form) => {
      await setArea(call.house.db, areaOf(call, call.params.area ?? '', form))
      return saved(call.thing, 'areas')
    },
  }),
  deed(`${AT}/areas/:area/move`, {
    ...managed,
    form: MoveAreaForm,
    show: deskPage,
    do: async ({ house, actor, thing: edition, params }, { to }) => {
      await moveArea(house.db, { editionId: edition.id, code: params.area ?? '', to, by: actor })
      return saved(edition, 'areas')
    },
  }),
  deed(`${AT}/areas/:area/remove`, {
    ...managed,
    form: RemoveForm,
    show: areaPage('remove'),
    do: async ({ house, actor, thing: edition, params }, { version }) => {
      await removeArea(house.db, { editionId: edition.id, code: params.area ?? '', version, by: actor })
      return saved(edition, 'areas')
    },
  }),
]

const hallPage =
  (refused: 'set' | 'remove' = 'set') =>
  async (call: Call<Edition>, draft: Draft) => {
    const { house, reader, thing: edition, params } = call
    const hall = params.hall ? await getHall(house.db, edition.id, params.hall) : null
    return <HallPage {...{ reader, draft, edition, hall, refused }} areas={await listAreas(house.db, edition.id)} />
  }

type TypedHall = {
  version: number
  level: string
  length: number
  width: number
  areas: string[]
  [wording: string]: unknown
}
/** A hall without a name of its own goes by its code. */
const hallOf = (call: Call<Edition>, code: string, form: TypedHall) => ({
  editionId: call.thing.id,
  code,
  name: { en: code, ...wordingOf(form, 'name') },
  level: Number(form.level),
  lengthM: form.length,
  widthM: form.width,
  areaCodes: form.areas,
  version: form.version,
  by: call.actor,
})

const halls: Door[] = [
  page(`${AT}/halls`, { ...managed, show: hallPage() }),
  deed(`${AT}/halls`, {
    ...managed,
    form: NewHallForm,
    show: hallPage(),
    do: async (call, form) => {
      await setHall(call.house.db, hallOf(call, form.code, { ...form, version: 0 }))
      return saved(call.thing, 'halls')
    },
  }),
  page(`${AT}/halls/:hall`, { ...managed, show: hallPage() }),
  deed(`${AT}/halls/:hall`, {
    ...managed,
    form: HallForm,
    show: hallPage(),
    do: async (call, form) => {
      await setHall(call.house.db, hallOf(call, call.params.hall ?? '', form))
      return saved(call.thing, 'halls')
    },
  }),
  deed(`${AT}/halls/:hall/remove`, {
    ...managed,
    form: RemoveForm,
    show: hallPage('remove'),
    do: async ({ house, actor, thing: edition, params }, { version }) => {
      await removeHall(house.db, { editionId: edition.id, code: params.hall ?? '', version, by: actor })
      return saved(edition, 'halls')
    },
  }),
]

const kindIn = (call: Call<unknown>): WindowKind => {
  const kind = WINDOW_KINDS.find((one) => one === call.params.window)
  if (!kind) throw new Refusal('missing', 'web.no-such-page')
  return kind
}

const windowPage =
  (refused: 'set' | 'remove' = 'set') =>
  async (call: Call<Edition>, draft: Draft) => {
    const { house, reader, thing: edition } = call
    const kind = kindIn(call)
    const window = await findWindow(house.db, edition.id, kind)
    return <WindowPage {...{ reader, draft, edition, kind, window, refused }} />
  }

const windows: Door[] = [
  page(`${AT}/windows/:window`, { ...managed, show: windowPage() }),
  deed(`${AT}/windows/:window`, {
    ...managed,
    form: WindowForm,
    show: windowPage(),
    do: async (call, form) => {
      const { house, actor, thing: edition } = call
      await setWindow(house.db, {
        editionId: edition.id,
        kind: kindIn(call),
        opensAt: instantAt(form.opensAt, edition.timeZone),
        closesAt: instantAt(form.closesAt, edition.timeZone),
        note: wordingOf(form, 'note'),
        source: form.source || null,
        version: form.version,
        by: actor,
      })
      return saved(edition, 'windows')
    },
  }),
  deed(`${AT}/windows/:window/remove`, {
    ...managed,
    form: RemoveForm,
    show: windowPage('remove'),
    do: async (call, { version }) => {
      const { house, actor, thing: edition } = call
      await removeWindow(house.db, { editionId: edition.id, kind: kindIn(call), version, by: actor })
      return saved(edition, 'windows')
    },
  }),
]

export const deskDoors: Door[] = [...desk, ...areas, ...halls, ...windows]
