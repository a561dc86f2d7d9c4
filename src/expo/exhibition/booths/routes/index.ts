import type { Door } from '#web/door.ts'
import { boothPageDoors } from './booth.tsx'
import { draftDoors } from './draft.tsx'
import { hallDoors } from './hall.tsx'
import { staffDoors } from './staff.tsx'
import { venueDoors } from './venue.tsx'
import { venueRulesDoors } from './venue-rules.tsx'

/** Every address of this room. */
export const boothDoors: Door[] = [
  ...venueDoors,
  ...hallDoors,
  ...boothPageDoors,
  ...staffDoors,
  ...draftDoors,
  ...venueRulesDoors,
]
