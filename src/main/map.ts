import { exhibitorApi } from '#expo/exhibition/applications/api.ts'
import { applicationDoors } from '#expo/exhibition/applications/routes/index.ts'
import { drawnByArea, publicStands } from '#expo/exhibition/booths/index.ts'
import { boothDoors } from '#expo/exhibition/booths/routes/index.ts'
import { feeDoors } from '#expo/exhibition/fees/routes/index.ts'
import { pavilionApi } from '#expo/exhibition/pavilions/api.ts'
import { pavilionThings } from '#expo/exhibition/pavilions/index.ts'
import { pavilionDoors } from '#expo/exhibition/pavilions/routes/index.ts'
import { frontDoors } from '#expo/front/routes.tsx'
import { calendarApi } from '#expo/ground/calendar/api.ts'
import { calendarDoors } from '#expo/ground/calendar/routes/index.ts'
import { companyThings } from '#expo/ground/companies/index.ts'
import { companyDoors } from '#expo/ground/companies/routes/index.ts'
import { economyApi } from '#expo/ground/economies/api.ts'
import { economyDoors } from '#expo/ground/economies/routes.tsx'
import { editionApi } from '#expo/ground/editions/api.ts'
import { editionDoors } from '#expo/ground/editions/routes/index.ts'
import { peopleDoors } from '#expo/ground/people/routes/index.ts'
import { resultApi } from '#expo/results/api/index.ts'
import { resultDoors } from '#expo/results/routes/index.ts'
import type { Door } from '#web/door.ts'
import { apiDoors } from './api-doors.tsx'

/** Every address of the house, room by room in the order of the storeys. */
const rooms: readonly Door[] = [
  ...editionDoors,
  ...editionApi,
  ...economyDoors,
  ...economyApi,
  ...peopleDoors({ company: companyThings, pavilion: pavilionThings }),
  ...companyDoors,
  ...calendarDoors,
  ...calendarApi,
  ...pavilionDoors,
  ...pavilionApi,
  ...applicationDoors({ drawn: drawnByArea, places: publicStands }),
  ...exhibitorApi,
  ...boothDoors,
  ...feeDoors,
  ...resultDoors,
  ...resultApi,
  ...frontDoors,
]

export const map: readonly Door[] = [...rooms, ...apiDoors(rooms)]
