import { houseAdministrator } from '#kernel/permission.ts'
import { type Call, type Door, type Draft, deed, page } from '#web/door.ts'
import { tidy, wordingOf } from '#web/form.ts'
import { addRanking, removeRanking, setRanking } from '../commands/rank.ts'
import { RankForm, RankingForm, UnrankForm } from '../forms.ts'
import { RankingListsPage, RankingPage } from '../pages/rankings.tsx'
import { rankingInPath } from '../places.ts'
import { searchCompanies } from '../queries/companies.ts'
import { listRanked, listRankingLists, listRankingYears, type RankingList } from '../queries/rankings.ts'

const listsPage = async ({ house, reader }: Call<unknown>, draft: Draft) => (
  <RankingListsPage reader={reader} draft={draft} lists={await listRankingLists(house.db)} />
)

/** The year that an address asks for, else the newest with companies in it, else this year. */
const yearIn = (call: Call<unknown>, years: { year: number }[]): number => {
  const asked = call.query.get('year') ?? ''
  return /^(19|2\d)\d\d$/.test(asked) ? Number(asked) : (years[0]?.year ?? call.now.getUTCFullYear())
}

const rankingPage = async (call: Call<RankingList>, draft: Draft) => {
  const { house, reader, query, thing: list } = call
  const years = await listRankingYears(house.db, list.code)
  const year = yearIn(call, years)
  const words = tidy(query.get('q') ?? '').slice(0, 200)
  return (
    <RankingPage
      reader={reader}
      draft={draft}
      list={list}
      year={year}
      years={years}
      ranked={await listRanked(house.db, list.code, year)}
      words={words}
      found={words === '' ? [] : await searchCompanies(house.db, { words })}
    />
  )
}

export const rankingDoors: Door[] = [
  page('/:lang/house/rankings', { may: houseAdministrator, show: listsPage }),
  deed('/:lang/house/rankings', {
    may: houseAdministrator,
    form: RankingForm,
    show: listsPage,
    do: async ({ house, actor }, form) => {
      const { code, source } = form
      await addRanking(house.db, { code, names: wordingOf(form, 'name'), source: source || null, by: actor })
      return { to: `/house/rankings/${code}`, notice: { key: 'web.saved' } }
    },
  }),
  page('/:lang/house/rankings/:ranking', { thing: rankingInPath, may: houseAdministrator, show: rankingPage }),
  deed('/:lang/house/rankings/:ranking/add', {
    thing: rankingInPath,
    may: houseAdministrator,
    form: RankForm,
    show: rankingPage,
    do: async ({ house, actor, thing: list }, { company, year, rank, source }) => {
      const order = { companyId: company, ranking: list.code, year, rank, source: source || null }
      await setRanking(house.db, { ...order, by: actor })
      return { to: `/house/rankings/${list.code}?year=${year}`, notice: { key: 'web.saved' } }
    },
  }),
  deed('/:lang/house/rankings/:ranking/remove', {
    thing: rankingInPath,
    may: houseAdministrator,
    form: UnrankForm,
    show: rankingPage,
    do: async ({ house, actor, thing: list }, { company, year }) => {
      await removeRanking(house.db, { companyId: company, ranking: list.code, year, by: actor })
      return { to: `/house/rankings/${list.code}?year=${year}`, notice: { key: 'web.saved' } }
    },
  }),
]
