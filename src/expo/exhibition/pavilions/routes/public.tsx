import { icalOf, listHappenings } from '#expo/ground/calendar/index.ts'
import { findEconomy } from '#expo/ground/economies/index.ts'
import { type Edition, editionInPath, maySeeEdition } from '#expo/ground/editions/index.ts'
import { type Day, holdsOn, isDay } from '#kernel/day.ts'
import { Refusal } from '#kernel/refusal.ts'
import { csvOf } from '#web/csv.ts'
import { type Call, type Door, data, page } from '#web/door.ts'
import type { Reader } from '#web/reader.ts'
import { listExhibition } from '../exhibition.ts'
import { type Listed, NationalExhibitionPage } from '../pages/national-exhibition.tsx'
import { PavilionPage } from '../pages/pavilion.tsx'
import { maySeePavilion, mayWriteForPavilion } from '../permissions.ts'
import { AT, nameOf, pavilionInPath, type Standing, todayOf } from '../places.ts'
import { listHistory, listPictures, listProfiles, listTerms } from '../queries.ts'
import { rowOf } from '../rows.ts'
import { firstsOf } from '../rules.ts'

const asOfIn = (call: Call<Edition>): Day => {
  const asked = call.query.get('as-of') ?? ''
  return isDay(asked) ? asked : todayOf(call, call.thing)
}

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

const listActivities = ({ house, thing: { edition, pavilion } }: Call<Standing>) =>
  listHappenings(house.db, {
    editionId: edition.id,
    owner: { kind: 'pavilion', id: pavilion.id },
    announced: true,
  })

export const publicDoors: Door[] = [
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
          activities={await listActivities(call)}
          own={own}
        />
      )
    },
  }),
  data('get', `${AT}/activities.ics`, {
    thing: pavilionInPath,
    may: maySeePavilion,
    answer: async (call) => {
      const { house, reader, thing } = call
      const { edition, pavilion } = thing
      const { text } = await nameOf(call, pavilion.economyCode)
      const name = `${text}, ${reader.words(edition.name).text}`
      const file = `${edition.code}-${pavilion.economyCode.toLowerCase()}`
      return icalOf(await listActivities(call), { reader, edition, publicUrl: house.publicUrl, name, file })
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
