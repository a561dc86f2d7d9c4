import { findCompany } from '#expo/ground/companies/index.ts'
import { isPublic } from '#expo/ground/companies/rules.ts'
import { type Edition, editionInPath, listAreas, maySeeEdition } from '#expo/ground/editions/index.ts'
import { type Day, isDay } from '#kernel/day.ts'
import { csvOf, jsonOf } from '#web/csv.ts'
import { type Call, type Door, data, page } from '#web/door.ts'
import type { Above } from '../above.ts'
import { CHAPTERS } from '../chapters.ts'
import { ExhibitorPage } from '../pages/exhibitor.tsx'
import { ExhibitorsPage, type ListAsked } from '../pages/exhibitors.tsx'
import {
  countExhibitors,
  type ExhibitorFilter,
  getExhibitor,
  listExhibitors,
  listOnStand,
  type Whose,
} from '../queries/exhibitors.ts'
import { codeIn, economyNames, idIn, todayOf, wordsIn } from './calls.ts'

const AT = '/:lang/:edition/exhibitors'
const seen = { thing: editionInPath, may: maySeeEdition } as const
const PAGE = 50
const BATCH = 500

/** As of the day asked for; else today, and after the edition has closed as on its last day. */
const asOfIn = (call: Call<Edition>): Day => {
  const asked = call.query.get('as-of') ?? ''
  if (isDay(asked)) return asked
  const today = todayOf(call, call.thing)
  return today > call.thing.closesOn ? call.thing.closesOn : today
}

const askedIn = (call: Call<Edition>): ListAsked => ({
  q: wordsIn(call),
  economy: codeIn(call, 'economy'),
  area: codeIn(call, 'area'),
  zone: codeIn(call, 'zone'),
  letter: codeIn(call, 'letter').slice(0, 4),
})
const filterOf = ({ q, economy, area, zone, letter }: ListAsked): ExhibitorFilter => ({
  words: q,
  economyCode: economy,
  areaCode: area,
  zoneCode: zone,
  letter,
})
const whoseOf = (call: Call<Edition>): Whose => ({
  editionId: call.thing.id,
  lang: call.reader.lang,
  asOf: asOfIn(call),
})

const listPage = (above: Above) => async (call: Call<Edition>) => {
  const { house, reader, thing: edition } = call
  const asked = askedIn(call)
  const whose = whoseOf(call)
  const { letter: _, ...filter } = filterOf(asked)
  const isNarrowed = Object.values(filter).some(Boolean)
  const [found, all, left, areas, economyOf] = await Promise.all([
    listExhibitors(house.db, whose, filterOf(asked), { after: idIn(call, 'after'), limit: PAGE + 1 }),
    countExhibitors(house.db, whose, {}),
    isNarrowed ? countExhibitors(house.db, whose, filter) : null,
    listAreas(house.db, edition.id),
    economyNames(call),
  ])
  const { letters } = left ?? all
  const rows = found.slice(0, PAGE)
  const economies = [...all.economies].map(([value, count]) => ({ value, count, label: economyOf(value).text }))
  const applicationIds = rows.map((one) => one.applicationId)
  return (
    <ExhibitorsPage
      {...{ reader, edition, rows, letters, areas, economyOf, asked }}
      asOf={whose.asOf}
      economies={economies.sort((a, b) => reader.compare(a.label, b.label))}
      places={await above.places(call, edition, applicationIds)}
      next={found.length > PAGE ? (rows.at(-1)?.id ?? null) : null}
    />
  )
}

const COLUMNS = ['id', 'name', 'role', 'economy', 'economy_name', 'area', 'zone', 'since', 'booth', 'constructed']

/** All exhibitors that a filter leaves, some hundreds at a time. */
async function* rowsOf(call: Call<Edition>, above: Above) {
  const { house, thing: edition } = call
  const economyOf = await economyNames(call)
  for (let after = ''; ; ) {
    const batch = await listExhibitors(house.db, whoseOf(call), filterOf(askedIn(call)), { after, limit: BATCH })
    const ids = batch.map((one) => one.applicationId)
    const places = await above.places(call, edition, ids)
    for (const one of batch)
      yield {
        id: one.id,
        name: one.name.text,
        role: one.role,
        economy: one.economyCode,
        economy_name: economyOf(one.economyCode).text,
        area: one.areaCode,
        zone: one.zoneCode,
        since: one.from,
        booth: places.get(one.applicationId)?.label ?? null,
        constructed: one.constructed,
      }
    if (batch.length < BATCH) return
    after = batch.at(-1)?.id ?? ''
  }
}

const exhibitorPage = (above: Above) => async (call: Call<Edition>) => {
  const { house, reader, params, thing: edition } = call
  const exhibitor = await getExhibitor(house.db, edition.id, params.id ?? '')
  const asOf = asOfIn(call)
  const stand = await listOnStand(house.db, { lang: reader.lang, asOf }, exhibitor.applicationId)
  const company = exhibitor.companyId ? await findCompany(house.db, exhibitor.companyId) : null
  const economyOf = await economyNames(call)
  const places = await above.places(call, edition, [exhibitor.applicationId])
  return (
    <ExhibitorPage
      {...{ reader, edition, exhibitor, economyOf }}
      economy={economyOf(exhibitor.economyCode)}
      areas={await listAreas(house.db, edition.id)}
      chapters={CHAPTERS}
      place={places.get(exhibitor.applicationId) ?? null}
      company={company && isPublic(company) ? reader.at(`/companies/${company.id}`) : null}
      others={stand.exhibitors.filter((one) => one.id !== exhibitor.id)}
      represented={stand.represented}
      today={asOf}
    />
  )
}

export const exhibitorDoors = (above: Above): Door[] => [
  page(AT, { ...seen, show: listPage(above) }),
  data('get', `${AT}.csv`, {
    ...seen,
    answer: (call) => csvOf(`${call.thing.code}-exhibitors.csv`, rowsOf(call, above), COLUMNS),
  }),
  data('get', `${AT}.json`, { ...seen, answer: (call) => jsonOf('exhibitors', rowsOf(call, above)) }),
  page(`${AT}/:id`, { ...seen, show: exhibitorPage(above) }),
]
