import { type Edition, editionInPath, mayManageEdition, mayWorkOnEdition } from '#expo/ground/editions/index.ts'
import { type Call, type Door, type Draft, deed, page } from '#web/door.ts'
import { addOutsideFact, correctFigure, publishFigure, removeOutsideFact } from '../commands/publish.ts'
import { CorrectForm, FactForm, PublishForm, RemoveFactForm } from '../forms.ts'
import { StaffResultsPage } from '../pages/staff.tsx'
import { computeFigures, listOutsideFacts } from '../queries.ts'
import { asOfIn, standingOf } from './reading.ts'

const staffPage = async (call: Call<Edition>, draft: Draft) => {
  const { house, reader, thing: edition } = call
  const asOf = asOfIn(call, edition)
  return (
    <StaffResultsPage
      reader={reader}
      edition={edition}
      asOf={asOf}
      computed={await computeFigures(house.db, { editionId: edition.id, asOf })}
      standing={await standingOf(call)}
      outside={await listOutsideFacts(house.db, { editionId: edition.id })}
      draft={draft}
      manages={mayManageEdition.may(call.actor, edition)}
    />
  )
}

const here = (edition: Edition) => `/${edition.code}/staff/results`

/** Publishing, correcting, noting what others published. */
export const publishing: Door[] = [
  page('/:lang/:edition/staff/results', { thing: editionInPath, may: mayWorkOnEdition, show: staffPage }),
  deed('/:lang/:edition/staff/results/publish', {
    thing: editionInPath,
    may: mayManageEdition,
    form: PublishForm,
    show: staffPage,
    do: async ({ house, actor, thing: edition }, { figure, asOf }) => {
      const { value } = await publishFigure(house.db, { editionId: edition.id, figure, asOf, by: actor })
      return { to: here(edition), notice: { key: 'results.notice-published', values: { value } } }
    },
  }),
  deed('/:lang/:edition/staff/results/correct', {
    thing: editionInPath,
    may: mayManageEdition,
    form: CorrectForm,
    show: staffPage,
    do: async ({ house, actor, thing: edition }, { figure, asOf, why }) => {
      const { value } = await correctFigure(house.db, { editionId: edition.id, figure, asOf, why, by: actor })
      return { to: here(edition), notice: { key: 'results.notice-published', values: { value } } }
    },
  }),
  deed('/:lang/:edition/staff/results/facts', {
    thing: editionInPath,
    may: mayManageEdition,
    form: FactForm,
    show: staffPage,
    do: async ({ house, actor, thing: edition }, form) => {
      await addOutsideFact(house.db, { editionId: edition.id, ...form, verified: true, by: actor })
      return { to: here(edition), notice: { key: 'web.saved' } }
    },
  }),
  deed('/:lang/:edition/staff/results/facts/remove', {
    thing: editionInPath,
    may: mayManageEdition,
    form: RemoveFactForm,
    show: staffPage,
    do: async ({ house, actor, thing: edition }, { id, why }) => {
      await removeOutsideFact(house.db, { id, editionId: edition.id, why, by: actor })
      return { to: here(edition), notice: { key: 'web.saved' } }
    },
  }),
]
