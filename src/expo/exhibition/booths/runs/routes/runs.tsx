import { type Edition, editionInPath, mayManageEdition, mayWorkOnEdition } from '#expo/ground/editions/index.ts'
import { type Call, type Door, type Draft, deed, emptyDraft, page } from '#web/door.ts'
import { LEVELS, type Terms, type Tier } from '../../allocation/index.ts'
import { countToPlace } from '../../holdings/queries.ts'
import { findTerms } from '../../holdings/terms.ts'
import { beginRun } from '../commands/begin.ts'
import { setAllocationTerms } from '../commands/set-terms.ts'
import { BeginForm, TermsForm } from '../forms.ts'
import { allocationAddress, RunsPage, runAddress } from '../pages/list.tsx'
import { TermsPage } from '../pages/terms.tsx'
import { listRuns } from '../queries.ts'

async function showRuns(call: Call<Edition>, draft: Draft = emptyDraft) {
  const { house, reader, actor, thing: edition } = call
  const [runs, counts] = await Promise.all([listRuns(house.db, edition.id), countToPlace(house.db, edition.id)])
  return <RunsPage {...{ reader, edition, runs, counts, draft }} manages={mayManageEdition.may(actor, edition)} />
}

async function showTerms({ house, reader, thing: edition }: Call<Edition>, draft: Draft) {
  return <TermsPage {...{ reader, edition, draft }} terms={await findTerms(house.db, edition.id)} />
}

/** Levels of one rank are one tier, weighed against each other; ranks that are left out close up. */
function orderIn(form: Record<string, unknown>): Tier[] {
  const told = LEVELS.map((level) => ({
    level,
    rank: Number(form[`rank.${level}`]),
    weight: Number(form[`weight.${level}`]),
  }))
  return [...Map.groupBy(told, ({ rank }) => rank)]
    .sort(([a], [b]) => a - b)
    .map(([, same]) => Object.fromEntries(same.map(({ level, weight }) => [level, weight])) as Tier)
}

const AT = '/:lang/:edition/staff/allocation'
const worked = { thing: editionInPath, may: mayWorkOnEdition } as const
const managed = { thing: editionInPath, may: mayManageEdition } as const

export const runListDoors: Door[] = [
  page(AT, { ...worked, show: showRuns }),
  deed(AT, {
    ...worked,
    form: BeginForm,
    show: showRuns,
    do: async ({ house, actor, now, thing: edition }, { keeps: keepsOffers }) => {
      // The house's own clock: how long a run takes has nothing to do with a rehearsal.
      const { id } = await beginRun(house.db, { editionId: edition.id, keepsOffers, now, by: actor })
      return { to: runAddress(edition, { id }) }
    },
  }),
  page(`${AT}/terms`, { ...managed, show: showTerms }),
  deed(`${AT}/terms`, {
    ...managed,
    form: TermsForm,
    show: showTerms,
    do: async ({ house, actor, thing: edition }, form) => {
      const standing = await findTerms(house.db, edition.id)
      const { answerDays, remindDays, lapses, version } = form
      const terms: Terms = {
        ...standing.terms,
        order: orderIn(form),
        merit: {
          perEarlierEdition: form.perEarlierEdition,
          earlierEditionsAtMost: form.earlierEditionsAtMost,
          perWeekEarly: form.perWeekEarly,
          weeksEarlyAtMost: form.weeksEarlyAtMost,
          per9M2: form.per9M2,
          times9M2AtMost: form.times9M2AtMost,
          bands: (form.bands.match(/\d+/g) ?? []).map(Number).sort((a, b) => a - b),
        },
        range: { under: form.under / 100, over: form.over / 100 },
        joining: { ...standing.terms.joining, mostBooths: form.mostBooths },
        apart: { ...standing.terms.apart, metres: form.apartM },
      }
      const times = { answerDays, remindDays, lapses }
      await setAllocationTerms(house.db, { editionId: edition.id, ...times, terms, version, by: actor })
      return { to: allocationAddress(edition), notice: { key: 'web.saved' } }
    },
  }),
]
