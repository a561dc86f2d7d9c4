import { daysBetween, plusDays } from '#kernel/day.ts'
import { houseAdministrator } from '#kernel/permission.ts'
import { Refusal } from '#kernel/refusal.ts'
import { type Call, type Door, type Draft, deed, emptyDraft, page } from '#web/door.ts'
import { wordingOf } from '#web/form.ts'
import { discardEdition } from '../commands/change-edition.ts'
import { cloneEdition } from '../commands/clone-edition.ts'
import { foundFair, renameFair, setUpEdition } from '../commands/set-up-edition.ts'
import { FairForm, factsIn, NewEditionForm, NothingForm, RenameFairForm } from '../forms.ts'
import type { Suggested } from '../pages/edition-fields.tsx'
import { ClonePage, EditionsOfTheHousePage, FairPage, NewEditionPage } from '../pages/house.tsx'
import { editionInPath, TIME_ZONES } from '../places.ts'
import { type Edition, type Fair, getFair, listCompared, listEditions, listFairs } from '../queries.ts'
import { nameForYear, yearsLater } from '../rules.ts'

const LIST = '/house/editions'
const fairInPath = (call: Call): Promise<Fair> => getFair(call.house.db, call.params.fair ?? '')

const listPage = async ({ house, reader, now }: Call<unknown>, draft: Draft = emptyDraft) => (
  <EditionsOfTheHousePage
    reader={reader}
    draft={draft}
    fairs={await listFairs(house.db)}
    editions={await listEditions(house.db, { hidden: true })}
    now={now}
  />
)
const foundPage = ({ reader }: Call<unknown>, draft: Draft) => <FairPage reader={reader} draft={draft} fair={null} />
const renamePage = ({ reader, thing }: Call<Fair>, draft: Draft) => (
  <FairPage reader={reader} draft={draft} fair={thing} />
)

/** The editions of a fair, newest first. */
const editionsOf = async (call: Call<unknown>, fairId: string): Promise<Edition[]> =>
  (await listEditions(call.house.db, { hidden: true })).filter((edition) => edition.fairId === fairId)

const nextNumber = (editions: readonly Edition[]): number =>
  Math.max(0, ...editions.map((edition) => edition.number)) + 1

const newPage = async (call: Call<Fair>, draft: Draft) => {
  const { reader, thing: fair } = call
  const editions = await editionsOf(call, fair.id)
  const suggested: Suggested = { number: nextNumber(editions), name: fair.name }
  return (
    <NewEditionPage
      reader={reader}
      draft={draft}
      fair={fair}
      suggested={suggested}
      last={editions[0] ?? null}
      zones={TIME_ZONES}
    />
  )
}

/** What a clone would be if nobody said otherwise: the same days a year later, at the same place. */
function suggestedClone(source: Edition, siblings: readonly Edition[]): Suggested {
  const opensOn = yearsLater(source.opensOn, 1)
  const days = daysBetween(source.opensOn, opensOn)
  const sameDay = source.ldcReferenceDay === source.opensOn
  return {
    ...source,
    number: nextNumber(siblings),
    name: nameForYear(source.name, source.opensOn.slice(0, 4), opensOn.slice(0, 4)),
    opensOn,
    closesOn: plusDays(opensOn, daysBetween(source.opensOn, source.closesOn)),
    ldcReferenceDay: sameDay ? opensOn : plusDays(source.ldcReferenceDay, days),
    source: null,
  }
}

const clonePage = async (call: Call<Edition>, draft: Draft) => {
  const { house, reader, thing: source } = call
  const ground = (await listCompared(house.db, [source.id])).get(source.id)
  if (!ground) throw new Refusal('missing', 'web.no-such-page')
  const suggested = suggestedClone(source, await editionsOf(call, source.fairId))
  return (
    <ClonePage reader={reader} draft={draft} source={source} ground={ground} suggested={suggested} zones={TIME_ZONES} />
  )
}

const codeOf = (form: { code: string; opensOn: string }, fairCode: string): string =>
  form.code || `${fairCode}-${form.opensOn.slice(0, 4)}`

export const houseDoors: Door[] = [
  page(`/:lang${LIST}`, { may: houseAdministrator, show: listPage }),
  page('/:lang/house/fairs', { may: houseAdministrator, show: foundPage }),
  deed('/:lang/house/fairs', {
    may: houseAdministrator,
    form: FairForm,
    show: foundPage,
    do: async ({ house, actor }, form) => {
      await foundFair(house.db, { code: form.code, name: wordingOf(form, 'name'), by: actor })
      return { to: `/house/fairs/${form.code}/editions`, notice: { key: 'editions.notice-founded' } }
    },
  }),
  page('/:lang/house/fairs/:fair', { thing: fairInPath, may: houseAdministrator, show: renamePage }),
  deed('/:lang/house/fairs/:fair', {
    thing: fairInPath,
    may: houseAdministrator,
    form: RenameFairForm,
    show: renamePage,
    do: async ({ house, actor, thing }, form) => {
      const name = wordingOf(form, 'name')
      await renameFair(house.db, { id: thing.id, name, version: form.version, by: actor })
      return { to: LIST, notice: { key: 'web.saved' } }
    },
  }),
  page('/:lang/house/fairs/:fair/editions', { thing: fairInPath, may: houseAdministrator, show: newPage }),
  deed('/:lang/house/fairs/:fair/editions', {
    thing: fairInPath,
    may: houseAdministrator,
    form: NewEditionForm,
    show: newPage,
    do: async ({ house, actor, thing: fair }, form) => {
      const code = codeOf(form, fair.code)
      const named = { fairCode: fair.code, fairName: fair.name, code }
      await setUpEdition(house.db, { ...factsIn(form), ...named, by: actor })
      return { to: `/${code}/staff/edition`, notice: { key: 'editions.notice-set-up' } }
    },
  }),
  page(`/:lang${LIST}/:edition/clone`, { thing: editionInPath, may: houseAdministrator, show: clonePage }),
  deed(`/:lang${LIST}/:edition/clone`, {
    thing: editionInPath,
    may: houseAdministrator,
    form: NewEditionForm,
    show: clonePage,
    do: async ({ house, actor, thing: source }, form) => {
      const code = codeOf(form, source.fairCode)
      await cloneEdition(house.db, { ...factsIn(form), from: source.id, code, by: actor })
      return { to: `/${code}/staff/edition`, notice: { key: 'editions.notice-cloned' } }
    },
  }),
  deed(`/:lang${LIST}/:edition/discard`, {
    thing: editionInPath,
    may: houseAdministrator,
    form: NothingForm,
    show: listPage,
    do: async ({ house, actor, thing: edition }) => {
      await discardEdition(house.db, { editionId: edition.id, by: actor })
      return { to: LIST, notice: { key: 'editions.notice-discarded' } }
    },
  }),
]
