import { isHouseAdministrator } from '#kernel/actor.ts'
import { anyone } from '#kernel/permission.ts'
import { type Door, page } from '#web/door.ts'
import { CalendarOfWindowsPage } from './pages/calendar-of-windows.tsx'
import { EditionsPage } from './pages/editions.tsx'
import { VenuePage } from './pages/venue.tsx'
import { maySeeEdition } from './permissions.ts'
import { editionInPath } from './places.ts'
import { listAreas, listEditions, listHalls, listWindows } from './queries.ts'
import { nowIn } from './rules.ts'

export const editionDoors: Door[] = [
  page('/:lang/editions', {
    may: anyone,
    show: async ({ house, reader, actor, now }) => (
      <EditionsPage
        reader={reader}
        editions={await listEditions(house.db, { hidden: isHouseAdministrator(actor) })}
        now={now}
      />
    ),
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
