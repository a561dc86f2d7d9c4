import { type Edition, editionInPath, listAreas, mayWorkOnEdition } from '#expo/ground/editions/index.ts'
import { csvOf } from '#web/csv.ts'
import { type Call, type Door, data, page } from '#web/door.ts'
import { wholeNumber } from '../../rules/find.ts'
import { HOLDING_STATES } from '../../words.ts'
import { HoldingsPage } from '../pages/list.tsx'
import { countHoldings, listHoldingsIn } from '../queries.ts'

const AT = '/:lang/:edition/staff/holdings'
const PAGE = 100
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/
const idIn = ({ query }: Call<unknown>, name: string): string =>
  UUID.test(query.get(name) ?? '') ? (query.get(name) as string) : ''

async function showHoldings(call: Call<Edition>) {
  const { house, reader, query, thing: edition } = call
  const { db } = house
  const counts = await countHoldings(db, edition.id)
  const told = HOLDING_STATES.find((one) => one === query.get('state'))
  // Where nobody says otherwise: what waits for staff, else what waits for applicants, else what is held.
  const state = told ?? (['change-asked', 'offered', 'accepted'] as const).find((one) => counts[one]) ?? 'offered'
  const rows = await listHoldingsIn(db, edition.id, { states: [state], before: idIn(call, 'before'), limit: PAGE + 1 })
  return (
    <HoldingsPage
      {...{ reader, edition, counts, state }}
      areas={await listAreas(db, edition.id)}
      rows={rows.slice(0, PAGE)}
      next={rows.length > PAGE ? (rows[PAGE - 1]?.id ?? null) : null}
    />
  )
}

/** All holdings that have not ended, in batches. */
async function* rowsOf({ house, reader, thing: edition }: Call<Edition>) {
  for (let before = ''; ; ) {
    const some = await listHoldingsIn(house.db, edition.id, {
      states: HOLDING_STATES.filter((one) => one !== 'ended'),
      before,
      limit: 500,
    })
    for (const one of some)
      yield {
        exhibitor: reader.words(one.names).text,
        booths: one.booths.map(({ number }) => wholeNumber(one.hallCode, number)).join(' '),
        area: one.areaCode ?? '',
        kind: one.kind,
        area_m2: one.areaM2,
        open_sides: one.openSides,
        state: one.state,
        offered_on: one.offeredOn,
        answer_by: one.answerBy?.toISOString() ?? '',
        accepted_on: one.acceptedOn ?? '',
        constructed: one.constructed,
      }
    before = some.at(-1)?.id ?? ''
    if (some.length < 500) return
  }
}

export const holdingListDoors: Door[] = [
  page(AT, { thing: editionInPath, may: mayWorkOnEdition, show: showHoldings }),
  data('get', `${AT}.csv`, {
    thing: editionInPath,
    may: mayWorkOnEdition,
    answer: (call) => csvOf(`${call.thing.code}-holdings.csv`, rowsOf(call)),
  }),
]
