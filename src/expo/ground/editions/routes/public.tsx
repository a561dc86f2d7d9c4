import { isHouseAdministrator } from '#kernel/actor.ts'
import { anyone } from '#kernel/permission.ts'
import { type Call, type Door, page } from '#web/door.ts'
import { CalendarOfWindowsPage } from '../pages/calendar-of-windows.tsx'
import { type Comparison, EditionsPage } from '../pages/editions.tsx'
import { VenuePage } from '../pages/venue.tsx'
import { maySeeEdition } from '../permissions.ts'
import { editionInPath } from '../places.ts'
import { listAreas, listCompared, listEditions, listHalls, listKnownAreas, listWindows } from '../queries.ts'
import { nowIn } from '../rules.ts'

/** The editions of each fair with what they are compared by, the fair with the newest edition first. */
async function comparisonsFor({ house, actor }: Call<unknown>): Promise<Comparison[]> {
  const editions = await listEditions(house.db, { hidden: isHouseAdministrator(actor) })
  const ids = editions.map((edition) => edition.id)
  const compared = await listCompared(house.db, ids)
  const areas = await listKnownAreas(house.db, ids)
  return [...Map.groupBy(editions, (edition) => edition.fairId)].map(([fairId, ofFair]) => ({
    editions: ofFair,
    compared,
    areas: areas.filter((area) => area.fairId === fairId),
  }))
}

export const publicDoors: Door[] = [
  page('/:lang/editions', {
    may: anyone,
    show: async (call) => <EditionsPage reader={call.reader} fairs={await comparisonsFor(call)} now={call.now} />,
  }),
  page('/:lang/:edition/venue', {
    thing: editionInPath,
    may: maySeeEdition,
    show: async ({ house, reader, thing: edition }) => (
      <VenuePage
        reader={reader}
        edition={edition}
        halls={await listHalls(house.db, edition.id)}
        areas={await listAreas(house.db, edition.id)}
      />
    ),
  }),
  page('/:lang/:edition/calendar', {
    thing: editionInPath,
    may: maySeeEdition,
    show: async ({ house, reader, thing: edition, now }) => (
      <CalendarOfWindowsPage
        reader={reader}
        edition={edition}
        windows={await listWindows(house.db, edition.id)}
        now={nowIn(edition, now)}
      />
    ),
  }),
]
